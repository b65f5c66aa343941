/**
 * Where road lines meet: at grade crossings, and at ends that stop just short of another line. Sources draw streets as separate lines
 * that cross without a common vertex; a path graph needs one there.
 */
import type { LocalFrame } from '../localFrame';
import { toEast, toNorth } from '../localFrame';
import type { RoadLine } from './roadLines';

/** An end this near to another line is taken to reach it, metres. */
export const END_REACH = 16;
const CELL = 80;

/** Extra points of a line: segment, share along it, and the place in metres of the frame. */
export interface Split { readonly segment: number; readonly along: number; readonly x: number; readonly y: number }
export interface FlatLine { readonly x: Float64Array; readonly y: Float64Array; readonly crosses: boolean; readonly splits: Split[] }

export const toFlat = (lines: readonly RoadLine[], frame: LocalFrame): FlatLine[] => lines.map(({ coordinates, crosses }) => {
  const count = coordinates.length / 2;
  const x = new Float64Array(count), y = new Float64Array(count);
  for (let k = 0; k < count; k++) { x[k] = toEast(frame, coordinates[2 * k] as number); y[k] = toNorth(frame, coordinates[2 * k + 1] as number); }
  return { x, y, crosses, splits: [] };
});

class SegmentIndex {
  readonly #cells = new Map<string, number[]>();
  readonly line: number[] = [];
  readonly segment: number[] = [];
  constructor(lines: readonly FlatLine[]) {
    lines.forEach((one, line) => {
      for (let s = 0; s + 1 < one.x.length; s++) {
        const item = this.line.push(line) - 1;
        this.segment.push(s);
        this.#visit(one.x[s] as number, one.y[s] as number, one.x[s + 1] as number, one.y[s + 1] as number, 0, (key) => {
          const list = this.#cells.get(key);
          if (list) list.push(item);
          else this.#cells.set(key, [item]);
        });
      }
    });
  }
  #visit(ax: number, ay: number, bx: number, by: number, margin: number, found: (key: string) => void): void {
    const x0 = Math.floor((Math.min(ax, bx) - margin) / CELL), x1 = Math.floor((Math.max(ax, bx) + margin) / CELL);
    const y0 = Math.floor((Math.min(ay, by) - margin) / CELL), y1 = Math.floor((Math.max(ay, by) + margin) / CELL);
    for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) found(`${x},${y}`);
  }
  /** Segments in the cells of a box; each may come more than once. */
  near(ax: number, ay: number, bx: number, by: number, margin: number, found: (item: number) => void): void {
    this.#visit(ax, ay, bx, by, margin, (key) => { for (const item of this.#cells.get(key) ?? []) found(item); });
  }
}

/** Adds splits to the lines. */
export function splitLines(lines: readonly FlatLine[]): void {
  const index = new SegmentIndex(lines);
  lines.forEach((line, number) => {
    if (line.crosses) splitCrossings(lines, index, line, number);
  });
  lines.forEach((line, number) => {
    for (const end of [0, line.x.length - 1]) joinEnd(lines, index, number, line.x[end] as number, line.y[end] as number);
  });
}

function splitCrossings(lines: readonly FlatLine[], index: SegmentIndex, line: FlatLine, number: number): void {
  for (let s = 0; s + 1 < line.x.length; s++) {
    const ax = line.x[s] as number, ay = line.y[s] as number, bx = line.x[s + 1] as number, by = line.y[s + 1] as number;
    const seen = new Set<number>();
    index.near(ax, ay, bx, by, 0, (item) => {
      const otherNumber = index.line[item] as number, t = index.segment[item] as number;
      const other = lines[otherNumber] as FlatLine;
      // each pair once; neighbours of one line meet in their own vertex
      if (seen.has(item) || !other.crosses || otherNumber < number || (otherNumber === number && t <= s + 1)) return;
      seen.add(item);
      const cx = other.x[t] as number, cy = other.y[t] as number, dx = other.x[t + 1] as number, dy = other.y[t + 1] as number;
      const across = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
      if (Math.abs(across) < 1e-9) return;
      const along = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / across;
      const otherAlong = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / across;
      if (along < 0 || along > 1 || otherAlong < 0 || otherAlong > 1) return;
      const x = ax + (bx - ax) * along, y = ay + (by - ay) * along;
      line.splits.push({ segment: s, along, x, y });
      other.splits.push({ segment: t, along: otherAlong, x, y });
    });
  }
}

/** The nearest place of another line within reach gets the end's own place as a further point. */
function joinEnd(lines: readonly FlatLine[], index: SegmentIndex, number: number, x: number, y: number): void {
  let best: { line: number; segment: number; along: number; distance: number } | null = null;
  index.near(x, y, x, y, END_REACH, (item) => {
    const otherNumber = index.line[item] as number, s = index.segment[item] as number;
    if (otherNumber === number) return;
    const other = lines[otherNumber] as FlatLine;
    const ax = other.x[s] as number, ay = other.y[s] as number, ex = (other.x[s + 1] as number) - ax, ey = (other.y[s + 1] as number) - ay;
    const length2 = ex * ex + ey * ey;
    const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * ex + (y - ay) * ey) / length2));
    const distance = Math.hypot(ax + ex * along - x, ay + ey * along - y);
    if (distance <= END_REACH && (!best || distance < best.distance - 1e-9)) best = { line: otherNumber, segment: s, along, distance };
  });
  const found = best as { line: number; segment: number; along: number; distance: number } | null;
  if (found) lines[found.line]?.splits.push({ segment: found.segment, along: found.along, x, y });
}
