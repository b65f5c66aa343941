import { clamp, walk } from './geometry';
import type { Point } from './plane';
import { toPlane } from './plane';
import type { Noise } from './random';
import { noise } from './random';
import type { Road } from './roadPlan';
import type { Terrain } from './terrain';

/** Direction of the streets: along contours, along the bank and along the main roads, blended as tensors (an angle and its opposite are the same). */
export interface StreetField { /** Radians from east of the contour-following family. */ angle(p: Point): number }

const CELL = 40;

export const streetField = (bounds: readonly [number, number, number, number], terrain: Terrain, roads: readonly Road[], seed: number): StreetField => {
  const low = toPlane([bounds[0], bounds[1]]), high = toPlane([bounds[2], bounds[3]]);
  const columns = Math.ceil((high.x - low.x) / CELL) + 1, rows = Math.ceil((high.y - low.y) / CELL) + 1;
  let u = new Float64Array(columns * rows), v = new Float64Array(columns * rows);
  const add = (cell: number, angle: number, weight: number): void => {
    u[cell] = (u[cell] as number) + Math.cos(2 * angle) * weight;
    v[cell] = (v[cell] as number) + Math.sin(2 * angle) * weight;
  };
  const turn: Noise = noise(seed, 'street-turn', 1800);
  const h = 45;
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) {
    const p = { x: low.x + c * CELL, y: low.y + r * CELL };
    const cell = r * columns + c;
    const gx = terrain.elevation({ x: p.x + h, y: p.y }) - terrain.elevation({ x: p.x - h, y: p.y });
    const gy = terrain.elevation({ x: p.x, y: p.y + h }) - terrain.elevation({ x: p.x, y: p.y - h });
    add(cell, Math.atan2(gy, gx) + Math.PI / 2, Math.min(1.2, (Math.hypot(gx, gy) / (2 * h)) * 4));
    const sx = terrain.shoreDistance({ x: p.x + h, y: p.y }) - terrain.shoreDistance({ x: p.x - h, y: p.y });
    const sy = terrain.shoreDistance({ x: p.x, y: p.y + h }) - terrain.shoreDistance({ x: p.x, y: p.y - h });
    add(cell, Math.atan2(sy, sx) + Math.PI / 2, 0.9 * Math.exp(-Math.abs(terrain.shoreDistance(p)) / 160));
    add(cell, turn(p.x, p.y) * 1.2 + 0.25, 0.3);
  }
  const reach = 200;
  for (const road of roads) {
    if (road.class === 'path') continue;
    for (const { point, angle } of walk(road.line, 25)) {
      const c0 = Math.max(0, Math.ceil((point.x - reach - low.x) / CELL)), c1 = Math.min(columns - 1, Math.floor((point.x + reach - low.x) / CELL));
      const r0 = Math.max(0, Math.ceil((point.y - reach - low.y) / CELL)), r1 = Math.min(rows - 1, Math.floor((point.y + reach - low.y) / CELL));
      for (let r = r0; r <= r1; r++) for (let c = c0; c <= c1; c++) {
        const d = Math.hypot(low.x + c * CELL - point.x, low.y + r * CELL - point.y);
        add(r * columns + c, angle, 0.4 * Math.exp(-((d / 95) ** 2)));
      }
    }
  }
  for (let pass = 0; pass < 3; pass++) {
    const nu = new Float64Array(u.length), nv = new Float64Array(v.length);
    for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) {
      let su = 0, sv = 0;
      for (let i = Math.max(0, r - 1); i <= Math.min(rows - 1, r + 1); i++) for (let j = Math.max(0, c - 1); j <= Math.min(columns - 1, c + 1); j++) {
        su += u[i * columns + j] as number;
        sv += v[i * columns + j] as number;
      }
      nu[r * columns + c] = su;
      nv[r * columns + c] = sv;
    }
    u = nu;
    v = nv;
  }
  return {
    angle: (p) => {
      const x = clamp((p.x - low.x) / CELL, 0, columns - 1.001), y = clamp((p.y - low.y) / CELL, 0, rows - 1.001);
      const c = Math.floor(x), r = Math.floor(y), fx = x - c, fy = y - r;
      let su = 0, sv = 0;
      for (const [i, j, w] of [[0, 0, (1 - fx) * (1 - fy)], [0, 1, fx * (1 - fy)], [1, 0, (1 - fx) * fy], [1, 1, fx * fy]] as const) {
        const cell = (r + i) * columns + c + j;
        const a = u[cell] as number, b = v[cell] as number;
        const length = Math.hypot(a, b) + 1e-9;
        su += (a / length) * w;
        sv += (b / length) * w;
      }
      return Math.atan2(sv, su) / 2;
    },
  };
};
