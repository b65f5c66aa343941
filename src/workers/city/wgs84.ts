/**
 * WGS 84 in the few forms the city worker needs. Exact where a place leaves the worker (transforms, picks),
 * second order where millions of vertices pass through (better than 1 cm within 5 km of the frame's origin).
 */

/** Semi-major axis, metres (WGS 84, EPSG:7030). */
const EQUATORIAL_RADIUS = 6378137;
/** First eccentricity squared (EPSG:7030). */
const ECCENTRICITY_SQUARED = 0.00669437999014;
const RADIANS = Math.PI / 180;

export type Vector3 = readonly [number, number, number];

/** Curvature radii at a latitude: along the meridian and across it, metres. */
export function curvatureRadii(latitude: number): { readonly meridian: number; readonly normal: number } {
  const sin = Math.sin(latitude * RADIANS);
  const w = 1 - ECCENTRICITY_SQUARED * sin * sin;
  const normal = EQUATORIAL_RADIUS / Math.sqrt(w);
  return { meridian: (normal * (1 - ECCENTRICITY_SQUARED)) / w, normal };
}

/** Degrees and ellipsoidal metres to earth-fixed metres. */
export function toEarthFixed(lon: number, lat: number, height: number): Vector3 {
  const { normal } = curvatureRadii(lat);
  const sinLat = Math.sin(lat * RADIANS), cosLat = Math.cos(lat * RADIANS);
  const horizontal = (normal + height) * cosLat;
  return [horizontal * Math.cos(lon * RADIANS), horizontal * Math.sin(lon * RADIANS), (normal * (1 - ECCENTRICITY_SQUARED) + height) * sinLat];
}

/** Earth-fixed metres to degrees and ellipsoidal metres (Bowring's start, three Newton-like steps: below 1 mm near the ground). */
export function toGeodetic([x, y, z]: Vector3): { readonly lon: number; readonly lat: number; readonly height: number } {
  const horizontal = Math.hypot(x, y);
  let lat = Math.atan2(z, horizontal * (1 - ECCENTRICITY_SQUARED));
  let normal = EQUATORIAL_RADIUS;
  for (let step = 0; step < 4; step++) {
    const sin = Math.sin(lat);
    normal = EQUATORIAL_RADIUS / Math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin);
    lat = Math.atan2(z + ECCENTRICITY_SQUARED * normal * sin, horizontal);
  }
  const cos = Math.cos(lat);
  const height = Math.abs(cos) > 1e-3 ? horizontal / cos - normal : Math.abs(z) - EQUATORIAL_RADIUS * (1 - ECCENTRICITY_SQUARED / 2);
  return { lon: Math.atan2(y, x) / RADIANS, lat: lat / RADIANS, height };
}

/** 4×4 column-major matrix from local east-north-up metres at a place to earth-fixed metres. */
export function enuToEarthFixed(lon: number, lat: number, height: number): readonly number[] {
  const sinLon = Math.sin(lon * RADIANS), cosLon = Math.cos(lon * RADIANS);
  const sinLat = Math.sin(lat * RADIANS), cosLat = Math.cos(lat * RADIANS);
  const [x, y, z] = toEarthFixed(lon, lat, height);
  return [
    -sinLon, cosLon, 0, 0,
    -sinLat * cosLon, -sinLat * sinLon, cosLat, 0,
    cosLat * cosLon, cosLat * sinLon, sinLat, 0,
    x, y, z, 1,
  ];
}

/** inverse(parent) × child for two rigid column-major matrices: a child's transform as 3D Tiles wants it. */
export function relativeTransform(parent: readonly number[], child: readonly number[]): readonly number[] {
  const at = (matrix: readonly number[], index: number): number => matrix[index] ?? 0;
  const result: number[] = [];
  for (let column = 0; column < 4; column++) {
    const shift = column === 3 ? 1 : 0;
    const x = at(child, column * 4) - shift * at(parent, 12);
    const y = at(child, column * 4 + 1) - shift * at(parent, 13);
    const z = at(child, column * 4 + 2) - shift * at(parent, 14);
    for (let row = 0; row < 3; row++) result.push(at(parent, row * 4) * x + at(parent, row * 4 + 1) * y + at(parent, row * 4 + 2) * z);
    result.push(shift);
  }
  return result;
}
