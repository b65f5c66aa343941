import { distance, lineLength } from './geometry';
import type { Point } from './plane';
import { toPlane } from './plane';
import { random } from './random';
import type { Road } from './roadPlan';
import type { StreetField } from './streetField';
import type { Terrain } from './terrain';
import type { Zone } from './zones';

/** Family 0 follows the contours, family 1 climbs across them. */
type Family = 0 | 1;
interface Sample { readonly x: number; readonly y: number; readonly angle: number; readonly line: number; readonly at: number }

const STEP = 10;
const HASH = 60;
/** Steeper than this along its course a street becomes stairs. */
const STAIRS_GRADE = 0.17;

/** Samples of all drawn lines, found by place. */
class SampleIndex {
  private readonly cells = new Map<number, Sample[]>();
  private key(x: number, y: number): number { return Math.floor(x / HASH) * 4096 + Math.floor(y / HASH); }
  add(sample: Sample): void {
    const key = this.key(sample.x, sample.y);
    const list = this.cells.get(key);
    if (list === undefined) this.cells.set(key, [sample]);
    else list.push(sample);
  }
  /** A sample of another line within `reach`. */
  near(x: number, y: number, reach: number, line: number): Sample | undefined {
    for (let i = -1; i <= 1; i++) for (let j = -1; j <= 1; j++) {
      for (const s of this.cells.get(this.key(x + i * HASH, y + j * HASH)) ?? []) if (s.line !== line && (s.x - x) ** 2 + (s.y - y) ** 2 < reach * reach) return s;
    }
    return undefined;
  }
  /** True when a line runs nearly parallel within `reach`. Own samples close along the line do not count. */
  crowded(x: number, y: number, angle: number, reach: number, line: number, at: number): boolean {
    const rings = Math.ceil(reach / HASH);
    for (let i = -rings; i <= rings; i++) for (let j = -rings; j <= rings; j++) {
      for (const s of this.cells.get(this.key(x + i * HASH, y + j * HASH)) ?? []) {
        if (s.line === line && Math.abs(s.at - at) < reach * 1.6) continue;
        if ((s.x - x) ** 2 + (s.y - y) ** 2 > reach * reach) continue;
        if (Math.abs(Math.cos(s.angle - angle)) > 0.74) return true;
      }
    }
    return false;
  }
}

/** Douglas–Peucker. */
const simplified = (line: readonly Point[], tolerance: number): Point[] => {
  if (line.length < 3) return [...line];
  const first = line[0] as Point, last = line[line.length - 1] as Point;
  const length = distance(first, last);
  let worst = 0, index = 0;
  for (let i = 1; i + 1 < line.length; i++) {
    const p = line[i] as Point;
    const d = length === 0 ? distance(p, first) : Math.abs((last.x - first.x) * (first.y - p.y) - (first.x - p.x) * (last.y - first.y)) / length;
    if (d > worst) { worst = d; index = i; }
  }
  if (worst <= tolerance) return [first, last];
  return [...simplified(line.slice(0, index + 1), tolerance).slice(0, -1), ...simplified(line.slice(index), tolerance)];
};

/** Distance between streets by zone, metres: contour family, cross family. */
const spacing = (zone: Zone, family: Family): number => {
  const base = { core: 106, old: 48, lower: 76, waterfront: 112, urban: 104, edge: 235, hill: 400 }[zone.name];
  return family === 0 ? base : base * (zone.name === 'core' ? 1.1 : 1.3);
};

export interface StreetGround {
  readonly terrain: Terrain;
  readonly field: StreetField;
  readonly bounds: readonly [number, number, number, number];
  zone(p: Point): Zone;
  /** False in water, parks, landmarks and other places no street may cross. */
  open(p: Point): boolean;
}

export interface TracedStreet { readonly line: readonly Point[]; readonly stairs: boolean; readonly family: Family }

/** Longest gap that a street's end is drawn on to meet another street, metres. */
const REACH_ON = 46;

/** Evenly spaced lines of the street field: contour streets first, then cross streets, both kept away from the main roads. */
export const traceStreets = (roads: readonly Road[], ground: StreetGround, seed: number): TracedStreet[] => {
  const dice = random(seed, 'streets');
  const { terrain, field } = ground;
  const index = new SampleIndex();
  let lines = 0;
  for (const road of roads) {
    if (road.class === 'path') continue;
    lines += 1;
    let at = 0;
    for (let i = 0; i + 1 < road.line.length; i++) {
      const a = road.line[i] as Point, b = road.line[i + 1] as Point;
      const length = distance(a, b), angle = Math.atan2(b.y - a.y, b.x - a.x);
      for (let s = 0; s < length; s += STEP) index.add({ x: a.x + ((b.x - a.x) * s) / length, y: a.y + ((b.y - a.y) * s) / length, angle, line: lines, at: at + s });
      at += length;
    }
  }
  const low = toPlane([ground.bounds[0], ground.bounds[1]]), high = toPlane([ground.bounds[2], ground.bounds[3]]);
  const inBounds = (p: Point): boolean => p.x > low.x && p.x < high.x && p.y > low.y && p.y < high.y;
  const middle = toPlane([106.562, 29.559]);
  const seeds: Point[] = [];
  for (let x = low.x; x < high.x; x += 42) for (let y = low.y; y < high.y; y += 42) seeds.push({ x: x + dice.between(0, 42), y: y + dice.between(0, 42) });
  seeds.sort((a, b) => distance(a, middle) - distance(b, middle));

  const streets: TracedStreet[] = [];
  /** A dead end close to another street is carried on to it. */
  const joined = (line: Point[], id: number): Point[] => {
    const tail = (end: Point, before: Point): Point[] => {
      const length = Math.max(1e-6, distance(end, before));
      for (let s = 6; s <= REACH_ON; s += 6) {
        const p = { x: end.x + ((end.x - before.x) / length) * s, y: end.y + ((end.y - before.y) / length) * s };
        if (!ground.open(p)) return [];
        const hit = index.near(p.x, p.y, 7.5, id);
        if (hit !== undefined) return [{ x: hit.x, y: hit.y }];
      }
      return [];
    };
    const [a, b] = line, y = line[line.length - 2], z = line[line.length - 1];
    if (a === undefined || b === undefined || y === undefined || z === undefined) return line;
    return [...tail(a, b), ...line, ...tail(z, y)];
  };
  const trace = (start: Point, family: Family, id: number): Point[] => {
    const half = (sign: 1 | -1): Point[] => {
      const out: Point[] = [];
      let p = start;
      let heading = field.angle(p) + (family === 1 ? Math.PI / 2 : 0) + (sign === -1 ? Math.PI : 0);
      const limit = family === 0 ? 60 : 34;
      for (let k = 1; k <= limit; k++) {
        const turned = (q: Point): number => {
          const angle = field.angle(q) + (family === 1 ? Math.PI / 2 : 0);
          return Math.cos(angle - heading) < 0 ? angle + Math.PI : angle;
        };
        const first = turned(p);
        heading = turned({ x: p.x + (Math.cos(first) * STEP) / 2, y: p.y + (Math.sin(first) * STEP) / 2 });
        const next = { x: p.x + Math.cos(heading) * STEP, y: p.y + Math.sin(heading) * STEP };
        if (!inBounds(next) || !ground.open(next)) break;
        if (Math.abs(terrain.elevation(next) - terrain.elevation(p)) / STEP > (family === 0 ? 0.3 : 0.72)) break;
        const zone = ground.zone(next);
        if (index.crowded(next.x, next.y, heading, spacing(zone, family) * 0.55, id, sign * k * STEP)) break;
        out.push(next);
        p = next;
      }
      return out;
    };
    return [...half(-1).reverse(), start, ...half(1)];
  };
  for (const family of [0, 1] as const) {
    for (const start of seeds) {
      if (!ground.open(start)) continue;
      const zone = ground.zone(start);
      if (zone.density === 0) continue;
      const angle = field.angle(start) + (family === 1 ? Math.PI / 2 : 0);
      if (index.crowded(start.x, start.y, angle, spacing(zone, family) * 0.96, -1, 0)) continue;
      lines += 1;
      const line = joined(trace(start, family, lines), lines);
      if (lineLength(line) < (family === 0 ? 70 : 45)) continue;
      const middleAt = line.indexOf(start);
      line.forEach((p, i) => {
        const q = line[i + 1] ?? line[i - 1] ?? p;
        index.add({ x: p.x, y: p.y, angle: Math.atan2(q.y - p.y, q.x - p.x), line: lines, at: (i - middleAt) * STEP });
      });
      // A street becomes stairs where it climbs; short flips between the two are smoothed away.
      const steep = line.map((_, i) => {
        const a = line[Math.max(0, i - 3)] as Point, b = line[Math.min(line.length - 1, i + 3)] as Point;
        return Math.abs(terrain.elevation(a) - terrain.elevation(b)) / Math.max(1, distance(a, b)) > STAIRS_GRADE;
      });
      let from = 0;
      for (let i = 1; i <= line.length; i++) {
        if (i < line.length && steep[i] === steep[from]) continue;
        if (i < line.length && i - from < 5) { for (let k = from; k < i; k++) steep[k] = steep[i] as boolean; continue; }
        const piece = line.slice(from, Math.min(line.length, i + 1));
        if (piece.length > 1) streets.push({ line: simplified(piece, 0.8), stairs: steep[from] as boolean, family });
        from = i;
      }
    }
  }
  return streets;
};
