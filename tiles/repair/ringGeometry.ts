/** Plane measures of open rings given as flat x, y. */

/** Signed area, positive when counter-clockwise (shoelace formula, taken about the first vertex to keep digits). */
export function ringArea(ring: ArrayLike<number>): number {
  const x0 = ring[0] as number;
  const y0 = ring[1] as number;
  let twice = 0;
  for (let i = 2; i + 3 < ring.length; i += 2) {
    twice += ((ring[i] as number) - x0) * ((ring[i + 3] as number) - y0) - ((ring[i + 2] as number) - x0) * ((ring[i + 1] as number) - y0);
  }
  return twice / 2;
}

/** Area centroid; the mean of the vertices when the area vanishes. */
export function ringCentroid(ring: ArrayLike<number>): [number, number] {
  const x0 = ring[0] as number;
  const y0 = ring[1] as number;
  let twice = 0;
  let cx = 0;
  let cy = 0;
  let sx = 0;
  let sy = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = i + 2 < ring.length ? i + 2 : 0;
    const ax = (ring[i] as number) - x0;
    const ay = (ring[i + 1] as number) - y0;
    const bx = (ring[j] as number) - x0;
    const by = (ring[j + 1] as number) - y0;
    const cross = ax * by - bx * ay;
    twice += cross;
    cx += (ax + bx) * cross;
    cy += (ay + by) * cross;
    sx += ax;
    sy += ay;
  }
  const n = ring.length / 2;
  if (Math.abs(twice) < 1e-14) return [x0 + sx / n, y0 + sy / n];
  return [x0 + cx / (3 * twice), y0 + cy / (3 * twice)];
}

/** Even-odd test; points on the edge may fall either way. */
export function isInsideRing(x: number, y: number, ring: ArrayLike<number>): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const xi = ring[i] as number;
    const yi = ring[i + 1] as number;
    const xj = ring[j] as number;
    const yj = ring[j + 1] as number;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
