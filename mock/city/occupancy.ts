import { distance, insideRing } from './geometry';
import type { Point } from './plane';
import { toPlane } from './plane';

/** What stands on a cell. Order matters only for readability. */
export const FREE = 0, WATER = 1, ROAD = 2, GREEN = 3, RESERVED = 4, BUILT = 5;

const CELL = 3;
/** A square's half diagonal: growing a footprint by it finds every cell the footprint touches. */
const HALF_DIAGONAL = (CELL * Math.SQRT2) / 2;

/** A raster over the built part of the scene that keeps buildings off roads, water, landmarks and each other. */
export class Occupancy {
  private readonly low: Point;
  private readonly columns: number;
  private readonly rows: number;
  private readonly cells: Uint8Array;

  constructor(bounds: readonly [number, number, number, number]) {
    const low = toPlane([bounds[0], bounds[1]]), high = toPlane([bounds[2], bounds[3]]);
    this.low = low;
    this.columns = Math.ceil((high.x - low.x) / CELL);
    this.rows = Math.ceil((high.y - low.y) / CELL);
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  /** State of the cell under a point; outside the raster nothing is free. */
  at(p: Point): number {
    const c = Math.floor((p.x - this.low.x) / CELL), r = Math.floor((p.y - this.low.y) / CELL);
    if (c < 0 || r < 0 || c >= this.columns || r >= this.rows) return WATER;
    return this.cells[r * this.columns + c] as number;
  }

  /** Every cell for which the rule holds. */
  fill(state: number, rule: (p: Point) => boolean, every = 1): void {
    for (let r = 0; r < this.rows; r += every) for (let c = 0; c < this.columns; c += every) {
      if (!rule({ x: this.low.x + (c + every / 2) * CELL, y: this.low.y + (r + every / 2) * CELL })) continue;
      for (let i = r; i < Math.min(this.rows, r + every); i++) this.cells.fill(state, i * this.columns + c, i * this.columns + Math.min(this.columns, c + every));
    }
  }

  /** A line with a width, grown so that nothing touching it stays free. Built cells keep their state. */
  line(line: readonly Point[], width: number, state: number): void {
    const reach = width / 2 + HALF_DIAGONAL;
    for (let i = 0; i + 1 < line.length; i++) {
      const a = line[i] as Point, b = line[i + 1] as Point;
      const length2 = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
      this.box(Math.min(a.x, b.x) - reach, Math.min(a.y, b.y) - reach, Math.max(a.x, b.x) + reach, Math.max(a.y, b.y) + reach, (p, cell) => {
        const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / length2));
        if (Math.hypot(a.x + (b.x - a.x) * t - p.x, a.y + (b.y - a.y) * t - p.y) <= reach) this.cells[cell] = state;
        return true;
      });
    }
  }

  /** True when every cell that a convex-or-not ring touches is free. */
  isFree(ring: readonly Point[]): boolean {
    // corners decide most refusals at once
    if (ring.some((p) => this.at(p) !== FREE)) return false;
    // Free cells need no geometry: only what is taken has to be checked against the ring.
    return this.overRing(ring, () => false, (cell) => this.cells[cell] === FREE);
  }

  mark(ring: readonly Point[], state: number): void {
    this.overRing(ring, (cell) => { this.cells[cell] = state; return true; });
  }

  private overRing(ring: readonly Point[], visit: (cell: number) => boolean, skip?: (cell: number) => boolean): boolean {
    let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
    for (const p of ring) { west = Math.min(west, p.x); east = Math.max(east, p.x); south = Math.min(south, p.y); north = Math.max(north, p.y); }
    if (west < this.low.x || south < this.low.y || east > this.low.x + this.columns * CELL || north > this.low.y + this.rows * CELL) return false;
    return this.box(west - HALF_DIAGONAL, south - HALF_DIAGONAL, east + HALF_DIAGONAL, north + HALF_DIAGONAL, (p, cell) => {
      if (skip?.(cell) === true || (!insideRing(ring, p) && !nearRing(ring, p))) return true;
      return visit(cell);
    });
  }

  private box(west: number, south: number, east: number, north: number, visit: (p: Point, cell: number) => boolean): boolean {
    const c0 = Math.max(0, Math.floor((west - this.low.x) / CELL)), c1 = Math.min(this.columns - 1, Math.floor((east - this.low.x) / CELL));
    const r0 = Math.max(0, Math.floor((south - this.low.y) / CELL)), r1 = Math.min(this.rows - 1, Math.floor((north - this.low.y) / CELL));
    for (let r = r0; r <= r1; r++) for (let c = c0; c <= c1; c++) {
      if (!visit({ x: this.low.x + (c + 0.5) * CELL, y: this.low.y + (r + 0.5) * CELL }, r * this.columns + c)) return false;
    }
    return true;
  }
}

const nearRing = (ring: readonly Point[], p: Point): boolean => {
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j] as Point, b = ring[i] as Point;
    const length2 = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
    const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / length2));
    if (distance({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }, p) <= HALF_DIAGONAL) return true;
  }
  return false;
};
