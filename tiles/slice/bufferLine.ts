/** Turns a centre line into a band of a given width, as one ring: right side there, left side back, mitred corners. */
import { createLocalFrame, toEast, toLat, toLon, toNorth } from '../localFrame';

/** Longest miter in half widths; sharper corners are cut. */
const MITER_LIMIT = 2;

/** `line` flat lon, lat; returns an open counter-clockwise ring. */
export function bufferLine(line: readonly number[], widthMetres: number): number[] {
  const frame = createLocalFrame(line[0] as number, line[1] as number);
  const half = widthMetres / 2;
  const n = line.length / 2;
  const right: number[] = [];
  const left: number[] = [];
  const x = (i: number): number => toEast(frame, line[2 * i] as number);
  const y = (i: number): number => toNorth(frame, line[2 * i + 1] as number);
  for (let i = 0; i < n; i++) {
    const before = Math.max(i - 1, 0);
    const after = Math.min(i + 1, n - 1);
    const [ax, ay] = unit(x(i) - x(before), y(i) - y(before));
    const [bx, by] = unit(x(after) - x(i), y(after) - y(i));
    const [tx, ty] = unit(ax + bx, ay + by);
    const cosine = Math.max(tx * (bx || ax) + ty * (by || ay), 1 / MITER_LIMIT);
    const reach = half / cosine;
    right.push(toLon(frame, x(i) + ty * reach), toLat(frame, y(i) - tx * reach));
    left.push(toLat(frame, y(i) + tx * reach), toLon(frame, x(i) - ty * reach));
  }
  return [...right, ...left.reverse()];
}

function unit(x: number, y: number): readonly [number, number] {
  const length = Math.hypot(x, y);
  return length === 0 ? [0, 0] : [x / length, y / length];
}
