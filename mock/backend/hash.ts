/** Stateless randomness: every "random" fact of the demo city is a hash of who and when, so any moment can be computed alone. */

/** 32-bit mix of two integers (murmur3 finaliser over a combined word). */
export function hash(a: number, b: number): number {
  let h = (Math.imul(a | 0, 0x9e3779b1) ^ Math.imul(b | 0, 0x85ebca6b)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** 0 ≤ x < 1. */
export const unit = (a: number, b: number): number => hash(a, b) / 4294967296;

/** −1 ≤ x < 1. */
export const signed = (a: number, b: number): number => hash(a, b) / 2147483648 - 1;

/** FNV-1a of a text. */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) h = Math.imul(h ^ text.charCodeAt(k), 0x01000193);
  return h >>> 0;
}

/** Smooth noise in −1…1: hashed values at every `period`, cosine-eased between. */
export function smoothNoise(seed: number, time: number, period: number): number {
  const x = time / period;
  const cell = Math.floor(x);
  const f = x - cell;
  const ease = f * f * (3 - 2 * f);
  const left = signed(seed, cell);
  return left + (signed(seed, cell + 1) - left) * ease;
}
