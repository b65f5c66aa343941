/** Tells whether a ring touches or crosses itself. Quadratic, so rings longer than the limit are not examined. */

/** Vertices; covers nearly every footprint (the longest of 146,026 in Tokyo has a few hundred). */
const MAX_VERTICES = 400;

export function findSelfContact(ring: readonly number[]): 'none' | 'touch' | 'cross' {
  const n = ring.length / 2;
  if (n > MAX_VERTICES || n < 4) return 'none';
  let touches = false;
  for (let i = 0; i < n; i++) {
    const ax = ring[2 * i] as number;
    const ay = ring[2 * i + 1] as number;
    const i2 = (i + 1) % n;
    const bx = ring[2 * i2] as number;
    const by = ring[2 * i2 + 1] as number;
    const minX = Math.min(ax, bx), maxX = Math.max(ax, bx), minY = Math.min(ay, by), maxY = Math.max(ay, by);
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      const cx = ring[2 * j] as number;
      const cy = ring[2 * j + 1] as number;
      const j2 = (j + 1) % n;
      const dx = ring[2 * j2] as number;
      const dy = ring[2 * j2 + 1] as number;
      if (Math.max(cx, dx) < minX || Math.min(cx, dx) > maxX || Math.max(cy, dy) < minY || Math.min(cy, dy) > maxY) continue;
      if (ax === cx && ay === cy) touches = true;
      const d1 = side(ax, ay, bx, by, cx, cy);
      const d2 = side(ax, ay, bx, by, dx, dy);
      const d3 = side(cx, cy, dx, dy, ax, ay);
      const d4 = side(cx, cy, dx, dy, bx, by);
      if (d1 * d2 < 0 && d3 * d4 < 0) return 'cross';
    }
  }
  return touches ? 'touch' : 'none';
}

const side = (ax: number, ay: number, bx: number, by: number, px: number, py: number): number => Math.sign((bx - ax) * (py - ay) - (px - ax) * (by - ay));
