/**
 * The flat local metres of a building block: x east, y north, scaled by the WGS 84 radii of curvature at the origin.
 * Encoder and decoder share it, so a footprint comes back to within its coordinate unit anywhere in a block.
 */

/** WGS 84 semi-major axis, metres (NIMA TR 8350.2). */
const SEMI_MAJOR_METRES = 6378137;
/** WGS 84 first eccentricity squared (NIMA TR 8350.2). */
const ECCENTRICITY_SQUARED = 6.69437999014e-3;

export interface LocalFrame {
  readonly originLon: number;
  readonly originLat: number;
  /** Metres per degree of longitude and latitude at the origin. */
  readonly metresPerDegreeLon: number;
  readonly metresPerDegreeLat: number;
}

/** `lat` within ±89 degrees; nearer to a pole a flat frame means nothing. */
export function createLocalFrame(originLon: number, originLat: number): LocalFrame {
  const phi = (Math.max(-89, Math.min(89, originLat)) * Math.PI) / 180;
  const w = Math.sqrt(1 - ECCENTRICITY_SQUARED * Math.sin(phi) ** 2);
  const primeVertical = SEMI_MAJOR_METRES / w;
  const meridional = (SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED)) / w ** 3;
  return {
    originLon,
    originLat,
    metresPerDegreeLon: (primeVertical * Math.cos(phi) * Math.PI) / 180,
    metresPerDegreeLat: (meridional * Math.PI) / 180,
  };
}

export const toEast = (frame: LocalFrame, lon: number): number => (lon - frame.originLon) * frame.metresPerDegreeLon;
export const toNorth = (frame: LocalFrame, lat: number): number => (lat - frame.originLat) * frame.metresPerDegreeLat;
export const toLon = (frame: LocalFrame, east: number): number => frame.originLon + east / frame.metresPerDegreeLon;
export const toLat = (frame: LocalFrame, north: number): number => frame.originLat + north / frame.metresPerDegreeLat;
