/** Ground lines and areas of one pack by place: what lies under a point of the terrain. */
import Flatbush from 'flatbush';
import { GROUND_CLASSES, type GroundClass } from '../../../../tiles/format';
import { decodeGroundPart } from '../decodeGroundPart';
import { LocalFrame } from '../LocalFrame';
import type { Pack } from '../Pack';

/** Classes that are background, not objects to open by a click: the whole city lies in a district. */
const BACKGROUND: ReadonlySet<GroundClass> = new Set(['district', 'boundary', 'shore', 'gridCell']);
/** Lines win over areas, and among lines those that people name first. */
const LINE_RANK: Readonly<Partial<Record<GroundClass, number>>> = { metro: 0, rail: 1, riversideRoad: 1, mainRoad: 1, minorRoad: 2, path: 3 };

export class GroundIndex {
  readonly #tree: Flatbush | null;
  readonly #rows: number[] = [];

  constructor(readonly pack: Pack) {
    const { ground } = pack;
    const boxes: number[] = [];
    ground.parts.forEach((parts, row) => {
      if (BACKGROUND.has(GROUND_CLASSES[ground.class[row] ?? 0] ?? 'boundary')) return;
      let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
      for (const part of parts) {
        const flat = decodeGroundPart(part);
        for (let at = 0; at < flat.length; at += 2) {
          const lon = flat[at] ?? 0, lat = flat[at + 1] ?? 0;
          if (lon < west) west = lon; if (lon > east) east = lon;
          if (lat < south) south = lat; if (lat > north) north = lat;
        }
      }
      if (west > east) return;
      this.#rows.push(row);
      boxes.push(west, south, east, north);
    });
    this.#tree = this.#rows.length > 0 ? new Flatbush(this.#rows.length) : null;
    if (!this.#tree) return;
    for (let at = 0; at < boxes.length; at += 4) this.#tree.add(boxes[at] ?? 0, boxes[at + 1] ?? 0, boxes[at + 2] ?? 0, boxes[at + 3] ?? 0);
    this.#tree.finish();
  }

  /** Pack row of the line within `reachMetres`, else of the smallest area around the point. */
  at(lon: number, lat: number, reachMetres: number): { readonly row: number; readonly groundClass: GroundClass } | null {
    if (!this.#tree) return null;
    const frame = new LocalFrame(lon, lat);
    // Wide roads reach beyond the pointer's own radius; 40 m is wider than any carriageway.
    const room = Math.max(reachMetres, 40);
    const dLon = room / frame.metresPerLon, dLat = room / frame.metresPerLat;
    const { ground } = this.pack;
    let line: { row: number; rank: number; away: number } | null = null, area: { row: number; size: number } | null = null;
    for (const item of this.#tree.search(lon - dLon, lat - dLat, lon + dLon, lat + dLat)) {
      const row = this.#rows[item] ?? 0;
      const parts = (ground.parts[row] ?? []).map((part) => toMetres(decodeGroundPart(part), frame));
      const groundClass = GROUND_CLASSES[ground.class[row] ?? 0] ?? 'boundary';
      if (ground.type[row] === 'L') {
        const away = Math.min(...parts.map(distanceToLine)), rank = LINE_RANK[groundClass] ?? 4;
        if (away <= Math.max(reachMetres, (ground.width[row] ?? 0) / 2) && (!line || rank < line.rank || (rank === line.rank && away < line.away))) line = { row, rank, away };
      } else if (isInside(parts, 0, 0)) {
        const size = Math.abs(areaOf(parts[0] ?? new Float64Array(0)));
        if (!area || size < area.size) area = { row, size };
      }
    }
    const row = line?.row ?? area?.row;
    return row === undefined ? null : { row, groundClass: GROUND_CLASSES[ground.class[row] ?? 0] ?? 'boundary' };
  }
}

function toMetres(flat: Float64Array, frame: LocalFrame): Float64Array {
  for (let at = 0; at < flat.length; at += 2) {
    flat[at] = ((flat[at] ?? 0) - frame.lon) * frame.metresPerLon;
    flat[at + 1] = ((flat[at + 1] ?? 0) - frame.lat) * frame.metresPerLat;
  }
  return flat;
}

/** Distance of the origin to a polyline. */
function distanceToLine(flat: Float64Array): number {
  let best = Infinity;
  for (let at = 0; at + 3 < flat.length; at += 2) {
    const ax = flat[at] ?? 0, ay = flat[at + 1] ?? 0, dx = (flat[at + 2] ?? 0) - ax, dy = (flat[at + 3] ?? 0) - ay;
    const length = dx * dx + dy * dy;
    const t = length > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length)) : 0;
    best = Math.min(best, Math.hypot(ax + dx * t, ay + dy * t));
  }
  return best;
}

/** Even-odd test of a point against all rings: holes take care of themselves. */
export function isInside(rings: readonly ArrayLike<number>[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
      const ay = ring[before + 1] ?? 0, by = ring[at + 1] ?? 0;
      if ((ay > y) === (by > y)) continue;
      const ax = ring[before] ?? 0, bx = ring[at] ?? 0;
      if (x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

function areaOf(ring: Float64Array): number {
  let area = 0;
  for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) area += (ring[before] ?? 0) * (ring[at + 1] ?? 0) - (ring[at] ?? 0) * (ring[before + 1] ?? 0);
  return area / 2;
}
