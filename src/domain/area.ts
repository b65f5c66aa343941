/** Ground areas that people draw or rules publish: rings of lon, lat pairs in degrees (WGS 84), measured on a local plane. Good for a city. */
const METRES_PER_DEGREE = 111_320;
const shrinkAt = (lat: number): number => Math.cos((lat * Math.PI) / 180);

/** Circle of `metres` around a place, closed by its first point, as flat lon, lat pairs. */
export function circleRing(lon: number, lat: number, metres: number, points = 48): number[] {
  return sectorRing(lon, lat, metres, 0, 360, points);
}

/** Sector around `bearing` (degrees clockwise from north) that opens by `spread` degrees; a full circle leaves its centre out. */
export function sectorRing(lon: number, lat: number, metres: number, bearing: number, spread: number, points = 48): number[] {
  const ring: number[] = spread >= 360 ? [] : [lon, lat];
  const steps = Math.max(2, Math.ceil((points * Math.min(360, spread)) / 360));
  for (let step = 0; step <= steps; step++) {
    const angle = ((bearing - spread / 2 + (spread * step) / steps) * Math.PI) / 180;
    ring.push(lon + (Math.sin(angle) * metres) / (METRES_PER_DEGREE * shrinkAt(lat)), lat + (Math.cos(angle) * metres) / METRES_PER_DEGREE);
  }
  if (spread < 360) ring.push(lon, lat);
  return ring;
}

/** Even-odd test; the ring may be open or closed. */
export function insideRing(ring: readonly number[], lon: number, lat: number): boolean {
  let inside = false;
  const count = ring.length / 2;
  for (let k = 0, before = count - 1; k < count; before = k++) {
    const ax = ring[k * 2] ?? 0, ay = ring[k * 2 + 1] ?? 0, bx = ring[before * 2] ?? 0, by = ring[before * 2 + 1] ?? 0;
    if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Square metres of a ring. */
export function ringSquareMetres(ring: readonly number[]): number {
  const count = ring.length / 2;
  const shrink = shrinkAt(ring[1] ?? 0);
  let sum = 0;
  for (let k = 0; k < count; k++) {
    const next = (k + 1) % count;
    sum += (ring[k * 2] ?? 0) * (ring[next * 2 + 1] ?? 0) - (ring[next * 2] ?? 0) * (ring[k * 2 + 1] ?? 0);
  }
  return Math.abs(sum / 2) * METRES_PER_DEGREE * METRES_PER_DEGREE * shrink;
}

/** The line with points at most `metres` apart, so that it can follow the ground. */
export function densify(line: readonly number[], metres: number): number[] {
  const out: number[] = [];
  for (let k = 0; k + 1 < line.length; k += 2) {
    const lon = line[k] ?? 0, lat = line[k + 1] ?? 0;
    const fromLon = out.at(-2), fromLat = out.at(-1);
    if (fromLon !== undefined && fromLat !== undefined) {
      const parts = Math.min(200, Math.ceil(Math.hypot((lon - fromLon) * shrinkAt(lat), lat - fromLat) * METRES_PER_DEGREE / metres));
      for (let part = 1; part < parts; part++) out.push(fromLon + ((lon - fromLon) * part) / parts, fromLat + ((lat - fromLat) * part) / parts);
    }
    out.push(lon, lat);
  }
  return out;
}
