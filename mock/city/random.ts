/** Seeded randomness: named streams, so that a change in one part of the city leaves the others as they were. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  between(low: number, high: number): number;
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Normal deviate, mean 0, deviation 1. */
  normal(): number;
}

const hash = (text: string, seed: number): number => {
  let h = 2166136261 ^ seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  h ^= h >>> 15;
  h = Math.imul(h, 2246822507);
  return (h ^ (h >>> 13)) >>> 0;
};

/** mulberry32: 32 bits of state are plenty for placing street lamps. */
export const random = (seed: number, stream: string): Random => {
  let state = hash(stream, seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    integer: (low, high) => low + Math.floor((high - low + 1) * next()),
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('pick from an empty list');
      return item;
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
};

export type Noise = (x: number, y: number) => number;

/** Smooth gradient noise, about [-1, 1], on a turned lattice of `wavelength` metres so that no grid shows. */
export const noise = (seed: number, stream: string, wavelength: number): Noise => {
  const size = 4096;
  const gx = new Float64Array(size), gy = new Float64Array(size);
  const source = random(seed, `noise:${stream}`);
  for (let i = 0; i < size; i++) {
    const angle = source.between(0, 2 * Math.PI);
    gx[i] = Math.cos(angle);
    gy[i] = Math.sin(angle);
  }
  const turn = source.between(0.3, 1.2);
  const c = Math.cos(turn) / wavelength, s = Math.sin(turn) / wavelength;
  const dot = (ix: number, iy: number, fx: number, fy: number): number => {
    let h = Math.imul(ix, 374761393) + Math.imul(iy, 668265263);
    h = Math.imul(h ^ (h >>> 13), 1274126177);
    const i = (h ^ (h >>> 16)) & (size - 1);
    return (gx[i] as number) * fx + (gy[i] as number) * fy;
  };
  return (x, y) => {
    const u = x * c - y * s, v = x * s + y * c;
    const ix = Math.floor(u), iy = Math.floor(v);
    const fx = u - ix, fy = v - iy;
    const sx = fx * fx * fx * (fx * (fx * 6 - 15) + 10), sy = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
    const a = dot(ix, iy, fx, fy), b = dot(ix + 1, iy, fx - 1, fy), d = dot(ix, iy + 1, fx, fy - 1), e = dot(ix + 1, iy + 1, fx - 1, fy - 1);
    return 1.5 * (a + (b - a) * sx + (d - a) * sy + (a - b - d + e) * sx * sy);
  };
};
