/** Web-Mercator tile numbers. */

/** Latitude at which the square Mercator world ends, degrees. */
const MAX_LATITUDE = 85.051128779806;

export const tileX = (lon: number, z: number): number => clamp(Math.floor(((lon + 180) / 360) * 2 ** z), z);

export function tileY(lat: number, z: number): number {
  const sine = Math.sin((Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat)) * Math.PI) / 180);
  return clamp(Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z), z);
}

const clamp = (tile: number, z: number): number => Math.max(0, Math.min(2 ** z - 1, tile));

/** West edge of a tile column and north edge of a tile row, degrees. */
export const tileLon = (x: number, z: number): number => (x / 2 ** z) * 360 - 180;
export const tileLat = (y: number, z: number): number => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI;
