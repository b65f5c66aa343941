/**
 * Buildings of one block by square cells, walked along the ray: a hover looks at a few dozen prisms, not at ten thousand.
 *
 * ```
 *    ┌──┬──┬──┬──┐
 *    │  │ ▓│▓ │  │    cells hold the rows whose footprint box touches them;
 *  ──┼──┼▶─┼──┼──┼─▶  the walk visits cells in order and stops once the
 *    └──┴──┴──┴──┘    nearest hit lies before the next cell
 * ```
 */
import type { BlockGeometry } from '../BlockGeometry';
import { clipToBox, type LocalRay } from './LocalRay';

/** Edge of a cell, metres: a typical city block of buildings. */
const CELL_METRES = 48;
/** Flat block metres and tangent metres differ by less than this inside a block (second-order terms), metres. */
const SLACK_METRES = 2;

export class BlockGrid {
  readonly #geometry: BlockGeometry;
  readonly #columns: number;
  readonly #rows: number;
  readonly #minX: number;
  readonly #minY: number;
  readonly #minZ: number;
  readonly #maxZ: number;
  readonly #start: Uint32Array;
  readonly #items: Uint32Array;
  readonly #boxes: Float32Array;

  constructor(geometry: BlockGeometry) {
    this.#geometry = geometry;
    const { columns: block } = geometry;
    const boxes = this.#boxes = new Float32Array(block.count * 4);
    let minX = Infinity, minY = Infinity, maxX = -Infinity, maxY = -Infinity, minZ = Infinity, maxZ = -Infinity;
    for (let row = 0; row < block.count; row++) {
      let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
      const ring = block.ringStart[row] ?? 0;
      for (let at = (block.vertexStart[ring] ?? 0) * 2; at < (block.vertexStart[ring + 1] ?? 0) * 2; at += 2) {
        const x = (block.coords[at] ?? 0) * block.unit, y = (block.coords[at + 1] ?? 0) * block.unit;
        if (x < x0) x0 = x; if (x > x1) x1 = x;
        if (y < y0) y0 = y; if (y > y1) y1 = y;
      }
      boxes[row * 4] = x0 - SLACK_METRES; boxes[row * 4 + 1] = y0 - SLACK_METRES; boxes[row * 4 + 2] = x1 + SLACK_METRES; boxes[row * 4 + 3] = y1 + SLACK_METRES;
      minX = Math.min(minX, x0); minY = Math.min(minY, y0); maxX = Math.max(maxX, x1); maxY = Math.max(maxY, y1);
      minZ = Math.min(minZ, block.base[row] ?? 0); maxZ = Math.max(maxZ, block.top[row] ?? 0);
    }
    if (block.count === 0) minX = minY = minZ = maxX = maxY = maxZ = 0;
    this.#minX = minX - SLACK_METRES; this.#minY = minY - SLACK_METRES; this.#minZ = minZ; this.#maxZ = maxZ;
    this.#columns = Math.floor((maxX + SLACK_METRES - this.#minX) / CELL_METRES) + 1;
    this.#rows = Math.floor((maxY + SLACK_METRES - this.#minY) / CELL_METRES) + 1;
    this.#start = new Uint32Array(this.#columns * this.#rows + 1);
    for (let row = 0; row < block.count; row++) this.#eachCell(row, (cell) => { this.#start[cell + 1] = (this.#start[cell + 1] ?? 0) + 1; });
    for (let cell = 0; cell < this.#columns * this.#rows; cell++) this.#start[cell + 1] = (this.#start[cell + 1] ?? 0) + (this.#start[cell] ?? 0);
    this.#items = new Uint32Array(this.#start[this.#columns * this.#rows] ?? 0);
    const fill = this.#start.slice();
    for (let row = 0; row < block.count; row++) this.#eachCell(row, (cell) => { const at = fill[cell] ?? 0; this.#items[at] = row; fill[cell] = at + 1; });
  }

  /** Nearest building that the ray meets before `limit`. */
  pick(ray: LocalRay, limit: number): { readonly row: number; readonly distance: number } | null {
    const width = this.#columns * CELL_METRES, depth = this.#rows * CELL_METRES;
    const drop = this.#geometry.frame.drop(width, depth);
    const range = clipToBox(ray, [this.#minX, this.#minY, this.#minZ - drop, this.#minX + width, this.#minY + depth, this.#maxZ]);
    if (!range || range[0] > limit) return null;
    let row = -1, best = limit;
    let t = range[0];
    let column = clampCell((ray.ox + ray.dx * t - this.#minX) / CELL_METRES, this.#columns), line = clampCell((ray.oy + ray.dy * t - this.#minY) / CELL_METRES, this.#rows);
    const stepX = Math.sign(ray.dx), stepY = Math.sign(ray.dy);
    const boundary = (cell: number, step: number, min: number): number => min + (cell + (step > 0 ? 1 : 0)) * CELL_METRES;
    for (;;) {
      const cell = line * this.#columns + column;
      for (let at = this.#start[cell] ?? 0; at < (this.#start[cell + 1] ?? 0); at++) {
        const candidate = this.#items[at] ?? 0;
        const distance = this.#hitPrism(candidate, ray, best);
        if (distance < best) { best = distance; row = candidate; }
      }
      const nextX = stepX === 0 ? Infinity : (boundary(column, stepX, this.#minX) - ray.ox) / ray.dx;
      const nextY = stepY === 0 ? Infinity : (boundary(line, stepY, this.#minY) - ray.oy) / ray.dy;
      t = Math.min(nextX, nextY);
      if (t > range[1] || t > best) break;
      if (nextX <= nextY) column += stepX; else line += stepY;
      if (column < 0 || line < 0 || column >= this.#columns || line >= this.#rows) break;
    }
    return row < 0 ? null : { row, distance: best };
  }

  /** Distance to the walls or the roof of one building, or Infinity. */
  #hitPrism(row: number, ray: LocalRay, limit: number): number {
    const { columns: block, frame } = this.#geometry;
    const boxes = this.#boxes, at = row * 4;
    const x0 = boxes[at] ?? 0, y0 = boxes[at + 1] ?? 0, x1 = boxes[at + 2] ?? 0, y1 = boxes[at + 3] ?? 0;
    const drop = frame.drop((x0 + x1) / 2, (y0 + y1) / 2);
    const base = (block.base[row] ?? 0) - drop, top = (block.top[row] ?? 0) - drop;
    const range = clipToBox(ray, [x0, y0, base, x1, y1, top]);
    if (!range || range[0] > limit) return Infinity;
    const roofAt = ray.dz < -1e-9 ? (top - ray.oz) / ray.dz : -1;
    const roofX = ray.ox + ray.dx * roofAt, roofY = ray.oy + ray.dy * roofAt;
    let insideRoof = false, best = Infinity;
    for (let ring = block.ringStart[row] ?? 0; ring < (block.ringStart[row + 1] ?? 0); ring++) {
      const first = block.vertexStart[ring] ?? 0, end = block.vertexStart[ring + 1] ?? first;
      const last = (end - 1) * 2;
      let ax = this.#east(block.coords[last] ?? 0, block.coords[last + 1] ?? 0), ay = this.#north(block.coords[last] ?? 0, block.coords[last + 1] ?? 0);
      for (let vertex = first * 2; vertex < end * 2; vertex += 2) {
        const bx = this.#east(block.coords[vertex] ?? 0, block.coords[vertex + 1] ?? 0), by = this.#north(block.coords[vertex] ?? 0, block.coords[vertex + 1] ?? 0);
        if ((ay > roofY) !== (by > roofY) && roofX < ((bx - ax) * (roofY - ay)) / (by - ay) + ax) insideRoof = !insideRoof;
        const ex = bx - ax, ey = by - ay;
        const cross = ray.dx * ey - ray.dy * ex;
        if (Math.abs(cross) > 1e-12) {
          const px = ax - ray.ox, py = ay - ray.oy;
          const t = (px * ey - py * ex) / cross, s = (px * ray.dy - py * ray.dx) / cross;
          if (t > 0 && t < best && s >= 0 && s <= 1) {
            const z = ray.oz + ray.dz * t;
            if (z >= base && z <= top) best = t;
          }
        }
        ax = bx; ay = by;
      }
    }
    return insideRoof && roofAt > 0 && roofAt < best ? roofAt : best;
  }

  #east(x: number, y: number): number {
    const { columns: { unit }, frame } = this.#geometry;
    const east = x * unit;
    return east + frame.eastByNorth * east * y * unit;
  }

  #north(x: number, y: number): number {
    const { columns: { unit }, frame } = this.#geometry;
    const east = x * unit;
    return y * unit + frame.northByEast * east * east;
  }

  #eachCell(row: number, visit: (cell: number) => void): void {
    const box = this.#boxes, at = row * 4;
    const fromColumn = clampCell(((box[at] ?? 0) - this.#minX) / CELL_METRES, this.#columns), toColumn = clampCell(((box[at + 2] ?? 0) - this.#minX) / CELL_METRES, this.#columns);
    const fromRow = clampCell(((box[at + 1] ?? 0) - this.#minY) / CELL_METRES, this.#rows), toRow = clampCell(((box[at + 3] ?? 0) - this.#minY) / CELL_METRES, this.#rows);
    for (let line = fromRow; line <= toRow; line++) for (let column = fromColumn; column <= toColumn; column++) visit(line * this.#columns + column);
  }
}

const clampCell = (value: number, count: number): number => Math.min(Math.max(Math.floor(value), 0), count - 1);
