/** Degrees to metres on a plane around the middle of the map and back; y grows downwards as on a screen. Good for a city. */
export interface Point { readonly x: number; readonly y: number }
export interface LightProjection {
  toPoint(lon: number, lat: number): Point;
  toPlace(point: Point): { readonly lon: number; readonly lat: number };
  /** Flat lon, lat pairs as an SVG path. */
  toPath(flat: readonly number[], close?: boolean): string;
}
const METRES_PER_DEGREE = 111_320;

export function createLightProjection([west, south, east, north]: readonly [number, number, number, number]): LightProjection {
  const lon0 = (west + east) / 2, lat0 = (south + north) / 2;
  const scale = METRES_PER_DEGREE * Math.cos((lat0 * Math.PI) / 180);
  const toPoint = (lon: number, lat: number): Point => ({ x: (lon - lon0) * scale, y: (lat0 - lat) * METRES_PER_DEGREE });
  return {
    toPoint,
    toPlace: ({ x, y }) => ({ lon: lon0 + x / scale, lat: lat0 - y / METRES_PER_DEGREE }),
    toPath(flat, close = false) {
      const steps: string[] = [];
      for (let at = 0; at + 1 < flat.length; at += 2) {
        const { x, y } = toPoint(flat[at] ?? 0, flat[at + 1] ?? 0);
        steps.push(`${at === 0 ? 'M' : 'L'}${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`);
      }
      return steps.length === 0 ? '' : steps.join('') + (close ? 'Z' : '');
    },
  };
}

const segmentDistance = (px: number, py: number, ax: number, ay: number, bx: number, by: number): number => {
  const dx = bx - ax, dy = by - ay;
  const along = dx === 0 && dy === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(px - ax - along * dx, py - ay - along * dy);
};

/** Metres from a place to a line of flat lon, lat pairs; Infinity for an empty line. */
export function metresToLine(projection: LightProjection, lon: number, lat: number, flat: readonly number[]): number {
  const at = projection.toPoint(lon, lat);
  let best = Infinity;
  for (let k = 0; k + 3 < flat.length; k += 2) {
    const a = projection.toPoint(flat[k] ?? 0, flat[k + 1] ?? 0), b = projection.toPoint(flat[k + 2] ?? 0, flat[k + 3] ?? 0);
    best = Math.min(best, segmentDistance(at.x, at.y, a.x, a.y, b.x, b.y));
  }
  return best;
}

/** True inside a closed or open ring. */
export function isInside(lon: number, lat: number, ring: readonly number[]): boolean {
  let inside = false;
  for (let k = 0, j = ring.length - 2; k + 1 < ring.length; j = k, k += 2) {
    const ax = ring[k] ?? 0, ay = ring[k + 1] ?? 0, bx = ring[j] ?? 0, by = ring[j + 1] ?? 0;
    if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
