/** Web-Mercator tile arithmetic (XYZ scheme, y down), degrees WGS 84. */
const DEGREES = 180 / Math.PI;

export interface TileAddress { readonly z: number; readonly x: number; readonly y: number }
/** [west, south, east, north] degrees. */
export type Bounds = readonly [number, number, number, number];

export const tileXAt = (lon: number, z: number): number => ((lon + 180) / 360) * 2 ** z;
export function tileYAt(lat: number, z: number): number {
  const sin = Math.sin(lat / DEGREES);
  return (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** z;
}
export const lonAtTileX = (x: number, z: number): number => (x / 2 ** z) * 360 - 180;
export const latAtTileY = (y: number, z: number): number => Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * DEGREES;

export function tileBounds({ z, x, y }: TileAddress): Bounds {
  return [lonAtTileX(x, z), latAtTileY(y + 1, z), lonAtTileX(x + 1, z), latAtTileY(y, z)];
}

export const tileKey = ({ z, x, y }: TileAddress): string => `${z}/${x}/${y}`;

export function unionBounds(a: Bounds, b: Bounds): Bounds {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

export const boundsOverlap = (a: Bounds, b: Bounds): boolean => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
