/**
 * Undoes the coordinate shift of Chinese map services (GCJ-02, and BD-09 on top of it), by iteration on the published
 * forward formula; good to better than a metre. Outside China the shift does not exist and points pass unchanged.
 */

/** Krasovsky 1940 semi-major axis, metres, and eccentricity squared, which the formula is written in. */
const AXIS_METRES = 6378245;
const ECCENTRICITY_SQUARED = 0.006693421622965943;

type Pair = readonly [number, number];

const wave = (x: number, parts: readonly (readonly [number, number])[]): number =>
  parts.reduce((sum, [amplitude, divisor]) => sum + amplitude * Math.sin((x / divisor) * Math.PI), 0);

function toGcj02(lon: number, lat: number): Pair {
  if (lon < 72.004 || lon > 137.8347 || lat < 0.8293 || lat > 55.8271) return [lon, lat];
  const x = lon - 105;
  const y = lat - 35;
  const common = 20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI);
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x))
    + (2 / 3) * (common + wave(y, [[20, 1], [40, 3]]) + wave(y, [[160, 12], [320, 30]]));
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x))
    + (2 / 3) * (common + wave(x, [[20, 1], [40, 3]]) + wave(x, [[150, 12], [300, 30]]));
  const phi = (lat / 180) * Math.PI;
  const magic = 1 - ECCENTRICITY_SQUARED * Math.sin(phi) ** 2;
  const root = Math.sqrt(magic);
  return [
    lon + (east * 180) / ((AXIS_METRES / root) * Math.cos(phi) * Math.PI),
    lat + (north * 180) / (((AXIS_METRES * (1 - ECCENTRICITY_SQUARED)) / (magic * root)) * Math.PI),
  ];
}

export function fromGcj02(lon: number, lat: number): Pair {
  let [x, y]: Pair = [lon, lat];
  for (let i = 0; i < 4; i++) {
    const [shiftedX, shiftedY] = toGcj02(x, y);
    x += lon - shiftedX;
    y += lat - shiftedY;
  }
  return [x, y];
}

export function fromBd09(lon: number, lat: number): Pair {
  const x = lon - 0.0065;
  const y = lat - 0.006;
  const scale = (Math.PI * 3000) / 180;
  const radius = Math.hypot(x, y) - 0.00002 * Math.sin(y * scale);
  const angle = Math.atan2(y, x) - 0.000003 * Math.cos(x * scale);
  return fromGcj02(radius * Math.cos(angle), radius * Math.sin(angle));
}
