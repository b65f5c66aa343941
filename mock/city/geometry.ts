import type { Point } from './plane';

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
export const mix = (a: Point, b: Point, t: number): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
/** Hermite step from 0 to 1 between the two edges. */
export const smooth = (low: number, high: number, value: number): number => {
  const t = clamp((value - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
};

export interface Foot { readonly distance: number; readonly segment: number; readonly t: number; readonly point: Point }

/** Nearest point of a line. */
export const footOn = (line: readonly Point[], p: Point): Foot => {
  let best = Infinity, segment = 0, bestT = 0;
  for (let i = 0; i + 1 < line.length; i++) {
    const a = line[i] as Point, b = line[i + 1] as Point;
    const dx = b.x - a.x, dy = b.y - a.y;
    const length2 = dx * dx + dy * dy;
    const t = length2 === 0 ? 0 : clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0, 1);
    const ex = a.x + dx * t - p.x, ey = a.y + dy * t - p.y;
    const d2 = ex * ex + ey * ey;
    if (d2 < best) { best = d2; segment = i; bestT = t; }
  }
  return { distance: Math.sqrt(best), segment, t: bestT, point: mix(line[segment] as Point, (line[segment + 1] ?? line[segment]) as Point, bestT) };
};

/** Even-odd rule; the ring may be open or closed. */
export const insideRing = (ring: readonly Point[], p: Point): boolean => {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i] as Point, b = ring[j] as Point;
    if (a.y > p.y !== b.y > p.y && p.x < ((b.x - a.x) * (p.y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
};

/** Signed area, positive when counter-clockwise. */
export const ringArea = (ring: readonly Point[]): number => {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j] as Point, b = ring[i] as Point;
    sum += a.x * b.y - b.x * a.y;
  }
  return sum / 2;
};

export const ringCentre = (ring: readonly Point[]): Point => {
  let x = 0, y = 0;
  for (const p of ring) { x += p.x; y += p.y; }
  return { x: x / ring.length, y: y / ring.length };
};

export const lineLength = (line: readonly Point[]): number => {
  let sum = 0;
  for (let i = 0; i + 1 < line.length; i++) sum += distance(line[i] as Point, line[i + 1] as Point);
  return sum;
};

export interface Station { readonly point: Point; /** Direction of travel, radians from east. */ readonly angle: number; readonly along: number }

/** Points every `step` metres along a line, with the local direction. */
export const walk = (line: readonly Point[], step: number, start = step / 2): Station[] => {
  const stations: Station[] = [];
  let next = start, travelled = 0;
  for (let i = 0; i + 1 < line.length; i++) {
    const a = line[i] as Point, b = line[i + 1] as Point;
    const length = distance(a, b);
    if (length === 0) continue;
    const angle = Math.atan2(b.y - a.y, b.x - a.x);
    while (next <= travelled + length) {
      stations.push({ point: mix(a, b, (next - travelled) / length), angle, along: next });
      next += step;
    }
    travelled += length;
  }
  return stations;
};

/** A line resampled at most `step` metres apart, corners kept. */
export const densify = (line: readonly Point[], step: number): Point[] => {
  const out: Point[] = [];
  for (let i = 0; i + 1 < line.length; i++) {
    const a = line[i] as Point, b = line[i + 1] as Point;
    const pieces = Math.max(1, Math.ceil(distance(a, b) / step));
    for (let k = 0; k < pieces; k++) out.push(mix(a, b, k / pieces));
  }
  const last = line[line.length - 1];
  if (last !== undefined) out.push(last);
  return out;
};

/** Chaikin corner cutting; ends stay. */
export const rounded = (line: readonly Point[], passes: number): Point[] => {
  let points = [...line];
  for (let pass = 0; pass < passes && points.length > 2; pass++) {
    const next: Point[] = [points[0] as Point];
    for (let i = 0; i + 1 < points.length; i++) {
      const a = points[i] as Point, b = points[i + 1] as Point;
      if (i > 0) next.push(mix(a, b, 0.25));
      if (i + 2 < points.length) next.push(mix(a, b, 0.75));
    }
    next.push(points[points.length - 1] as Point);
    points = next;
  }
  return points;
};

/** The part of a convex or simple ring on the left of the directed line a→b (Sutherland–Hodgman). */
export const clipHalfPlane = (ring: readonly Point[], a: Point, b: Point): Point[] => {
  const side = (p: Point): number => (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
  const out: Point[] = [];
  for (let i = 0; i < ring.length; i++) {
    const p = ring[i] as Point, q = ring[(i + 1) % ring.length] as Point;
    const sp = side(p), sq = side(q);
    if (sp >= 0) out.push(p);
    if (sp >= 0 !== sq >= 0) out.push(mix(p, q, sp / (sp - sq)));
  }
  return out;
};

/** Rectangle with centre, size along and across `angle`, counter-clockwise, open. */
export const rectangle = (centre: Point, length: number, depth: number, angle: number): Point[] => placed(
  [[-length / 2, -depth / 2], [length / 2, -depth / 2], [length / 2, depth / 2], [-length / 2, depth / 2]], centre, angle,
);

/** Local corners turned by `angle` and moved to `centre`. */
export const placed = (corners: readonly (readonly [number, number])[], centre: Point, angle: number): Point[] => {
  const c = Math.cos(angle), s = Math.sin(angle);
  return corners.map(([u, v]) => ({ x: centre.x + u * c - v * s, y: centre.y + u * s + v * c }));
};

/** Compass heading in degrees of a mathematical angle in radians. */
export const headingOf = (angle: number): number => Math.round((((90 - (angle * 180) / Math.PI) % 360) + 360) % 360);
