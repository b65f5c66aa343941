import type { Point } from './plane';
import { ringArea, rounded } from './geometry';

/**
 * Outlines of the places where a rule holds, by marching squares on a coarse grid.
 * Rings are counter-clockwise; holes are left out, because green is painted under everything else.
 */
export const outlines = (low: Point, high: Point, cell: number, rule: (p: Point) => boolean, minArea: number): Point[][] => {
  const columns = Math.ceil((high.x - low.x) / cell) + 2, rows = Math.ceil((high.y - low.y) / cell) + 2;
  const inside = new Uint8Array(columns * rows);
  for (let r = 1; r + 1 < rows; r++) for (let c = 1; c + 1 < columns; c++) if (rule({ x: low.x + (c - 0.5) * cell, y: low.y + (r - 0.5) * cell })) inside[r * columns + c] = 1;
  const at = (c: number, r: number): number => (c < 0 || r < 0 || c >= columns || r >= rows ? 0 : (inside[r * columns + c] as number));
  // Directed unit edges of the cells with the inside on the left; every corner with one way in has one way out.
  const next = new Map<number, number[]>();
  const key = (c: number, r: number): number => r * (columns + 1) + c;
  const edge = (c0: number, r0: number, c1: number, r1: number): void => {
    const list = next.get(key(c0, r0));
    if (list === undefined) next.set(key(c0, r0), [key(c1, r1)]);
    else list.push(key(c1, r1));
  };
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) {
    if (at(c, r) === 0) continue;
    if (at(c, r - 1) === 0) edge(c, r, c + 1, r);
    if (at(c + 1, r) === 0) edge(c + 1, r, c + 1, r + 1);
    if (at(c, r + 1) === 0) edge(c + 1, r + 1, c, r + 1);
    if (at(c - 1, r) === 0) edge(c, r + 1, c, r);
  }
  const rings: Point[][] = [];
  for (const start of next.keys()) {
    for (;;) {
      const ring: Point[] = [];
      let here = start;
      for (;;) {
        const ways = next.get(here);
        const there = ways?.pop();
        if (there === undefined) break;
        ring.push({ x: low.x + ((here % (columns + 1)) - 1) * cell, y: low.y + (Math.floor(here / (columns + 1)) - 1) * cell });
        here = there;
        if (here === start) break;
      }
      if (ring.length < 4) break;
      if (ringArea(ring) >= minArea) rings.push(softened(ring));
    }
  }
  return rings;
};

/** Stair-steps of the grid turned into slanted, rounded edges. */
const softened = (ring: readonly Point[]): Point[] => {
  const middles = ring.map((p, i) => {
    const q = ring[(i + 1) % ring.length] as Point;
    return { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 };
  });
  const thin = middles.filter((_, i) => middles.length < 12 || i % 2 === 0);
  return rounded([...thin, thin[0] as Point], 1).slice(0, -1);
};
