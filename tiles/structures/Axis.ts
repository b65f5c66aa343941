/** The path of a structure as a polyline in local metres, addressed by station (metres from its first point). */
import type { Vec3 } from './vec3';

/** WGS 84 semi-major axis, metres, and first eccentricity squared (NIMA TR8350.2). */
const SEMI_MAJOR_METRES = 6_378_137;
const ECCENTRICITY_SQUARED = 6.694_379_990_14e-3;

export type LonLat = readonly [number, number];

/** East and north metres of `point` in the tangent plane at `origin`, through earth-centred coordinates. */
export function toLocal(origin: LonLat, point: LonLat): readonly [number, number] {
  const rad = Math.PI / 180;
  const [lon0, lat0] = [origin[0] * rad, origin[1] * rad];
  const [lon, lat] = [point[0] * rad, point[1] * rad];
  const prime = (phi: number): number => SEMI_MAJOR_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * Math.sin(phi) ** 2);
  const n = prime(lat), n0 = prime(lat0);
  const x = n * Math.cos(lat) * Math.cos(lon - lon0) - n0 * Math.cos(lat0);
  const y = n * Math.cos(lat) * Math.sin(lon - lon0);
  const z = (1 - ECCENTRICITY_SQUARED) * (n * Math.sin(lat) - n0 * Math.sin(lat0));
  return [y, z * Math.cos(lat0) - x * Math.sin(lat0)];
}

/** Position on the axis with the forward tangent and, for corners, the mitred left normal. */
export interface Station { readonly s: number; readonly x: number; readonly y: number; readonly tx: number; readonly ty: number; readonly nx: number; readonly ny: number }

export class Axis {
  readonly origin: LonLat;
  readonly length: number;
  /** Stations of the path's own points. */
  readonly stations: readonly number[];
  readonly #points: readonly (readonly [number, number])[];

  /** `extend` lengthens the axis along its end tangents, metres at each end. */
  constructor(path: readonly LonLat[], extend = 0) {
    const clean = path.filter((p, i) => i === 0 || p[0] !== path[i - 1]![0] || p[1] !== path[i - 1]![1]);
    this.origin = middle(clean);
    const points = clean.map((p): readonly [number, number] => toLocal(this.origin, p));
    if (extend > 0 && points.length > 1) {
      points[0] = beyond(points[1]!, points[0]!, extend);
      points[points.length - 1] = beyond(points.at(-2)!, points.at(-1)!, extend);
    }
    this.#points = points;
    const stations = [0];
    for (let i = 1; i < points.length; i++) stations.push(stations[i - 1]! + Math.hypot(points[i]![0] - points[i - 1]![0], points[i]![1] - points[i - 1]![1]));
    this.stations = stations;
    this.length = stations.at(-1)!;
  }

  at(s: number): Station {
    const last = this.#points.length - 2, i = this.segment(s);
    const a = this.#points[i]!, b = this.#points[i + 1] ?? a;
    const [tx, ty] = this.#tangent(i);
    const along = s - this.stations[i]!;
    const base = { s, x: a[0] + tx * along, y: a[1] + ty * along, tx, ty };
    // At a corner the section stands on the bisector, so that neighbouring lofts share an edge.
    const corner = Math.abs(along) < 1e-6 && i > 0 ? i - 1 : Math.abs(s - this.stations[i + 1]!) < 1e-6 && i < last ? i + 1 : -1;
    if (corner < 0 || b === a) return { ...base, nx: -ty, ny: tx };
    const [ox, oy] = this.#tangent(corner);
    const [bx, by] = [tx + ox, ty + oy];
    const half = Math.max(0.5, Math.hypot(bx, by) / 2);
    const size = Math.hypot(bx, by) || 1;
    return { ...base, nx: -by / size / half, ny: bx / size / half };
  }

  /** Number of the path's segment that holds station s; the end segments reach on for ever. */
  segment(s: number): number {
    let low = 0, high = Math.max(0, this.#points.length - 2);
    while (low < high) {
      const half = (low + high + 1) >> 1;
      if (this.stations[half]! <= s) low = half; else high = half - 1;
    }
    return low;
  }

  /** Point `left` metres left of the axis (negative right) at elevation z. */
  point(s: number, left: number, z: number): Vec3 {
    const f = this.at(s);
    return [f.x + f.nx * left, f.y + f.ny * left, z];
  }

  /** Station of the axis point nearest to a place. */
  project(place: LonLat): number {
    const [px, py] = toLocal(this.origin, place);
    let best = 0, bestDistance = Infinity;
    for (let i = 0; i + 1 < this.#points.length; i++) {
      const a = this.#points[i]!, [tx, ty] = this.#tangent(i), length = this.stations[i + 1]! - this.stations[i]!;
      const along = Math.min(length, Math.max(0, (px - a[0]) * tx + (py - a[1]) * ty));
      const distance = Math.hypot(px - a[0] - tx * along, py - a[1] - ty * along);
      if (distance < bestDistance) { bestDistance = distance; best = this.stations[i]! + along; }
    }
    return best;
  }

  /** Stations from `from` to `to`: both ends, the path's corners between, and steps of at most `step`. */
  sample(from: number, to: number, step: number): number[] {
    const fixed = [from, ...this.stations.filter((s) => s > from + 0.5 && s < to - 0.5), to];
    const out = [from];
    for (let i = 1; i < fixed.length; i++) {
      const a = fixed[i - 1]!, b = fixed[i]!, n = Math.max(1, Math.ceil((b - a) / step - 1e-9));
      for (let k = 1; k <= n; k++) out.push(k === n ? b : a + ((b - a) * k) / n);
    }
    return out;
  }

  #tangent(i: number): readonly [number, number] {
    const a = this.#points[i], b = this.#points[i + 1];
    if (!a || !b) return [1, 0];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  }
}

function middle(path: readonly LonLat[]): LonLat {
  const first = path[0]!;
  const local = path.map((p) => toLocal(first, p));
  const lengths = local.map((p, i) => (i === 0 ? 0 : Math.hypot(p[0] - local[i - 1]![0], p[1] - local[i - 1]![1])));
  let rest = lengths.reduce((sum, l) => sum + l, 0) / 2;
  for (let i = 1; i < path.length; i++) {
    const length = lengths[i]!;
    if (rest <= length && length > 0) {
      const t = rest / length, a = path[i - 1]!, b = path[i]!;
      return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    }
    rest -= length;
  }
  return first;
}

function beyond(from: readonly [number, number], to: readonly [number, number], metres: number): readonly [number, number] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  return [to[0] + ((to[0] - from[0]) / length) * metres, to[1] + ((to[1] - from[1]) / length) * metres];
}
