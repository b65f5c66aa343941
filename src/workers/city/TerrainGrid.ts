/**
 * The one height grid of the city. Buildings, bridges, ground pictures, picking and the globe's terrain all sample this object,
 * so nothing floats above another.
 */
import type { PackTerrain } from '../../../tiles/format';

/** Distance over which the grid fades to the outside elevation, metres. */
export const TERRAIN_FADE_METRES = 2000;
/** Metres per degree of latitude, mean sphere; only the width of the fade depends on it. */
const METRES_PER_DEGREE = 111_195;

export class TerrainGrid {
  readonly #samples: Int16Array;
  readonly #columnsPerDegree: number;
  readonly #rowsPerDegree: number;
  readonly #metresPerLon: number;

  constructor(readonly header: PackTerrain, bytes: ArrayBuffer) {
    const expected = header.columns * header.rows;
    if (bytes.byteLength < expected * 2) throw new Error(`terrain has ${bytes.byteLength} bytes, ${expected * 2} expected`);
    this.#samples = new Int16Array(bytes, 0, expected);
    const [west, south, east, north] = header.bounds;
    this.#columnsPerDegree = (header.columns - 1) / (east - west);
    this.#rowsPerDegree = (header.rows - 1) / (north - south);
    this.#metresPerLon = METRES_PER_DEGREE * Math.cos(((south + north) / 2) * (Math.PI / 180));
  }

  /** Orthometric metres at a place, bilinear. */
  elevationAt(lon: number, lat: number): number {
    const { bounds, columns, rows, outsideElevation } = this.header;
    const insideLon = Math.min(Math.max(lon, bounds[0]), bounds[2]);
    const insideLat = Math.min(Math.max(lat, bounds[1]), bounds[3]);
    const column = (insideLon - bounds[0]) * this.#columnsPerDegree;
    const row = (bounds[3] - insideLat) * this.#rowsPerDegree;
    const left = Math.min(column | 0, Math.max(0, columns - 2)), top = Math.min(row | 0, Math.max(0, rows - 2));
    const u = column - left, v = row - top;
    const corner = top * columns + left;
    const samples = this.#samples;
    const northSide = (samples[corner] ?? 0) * (1 - u) + (samples[corner + 1] ?? 0) * u;
    const southSide = (samples[corner + columns] ?? 0) * (1 - u) + (samples[corner + columns + 1] ?? 0) * u;
    const inside = (northSide * (1 - v) + southSide * v) / 10;
    if (insideLon === lon && insideLat === lat) return inside;
    const away = Math.hypot((lon - insideLon) * this.#metresPerLon, (lat - insideLat) * METRES_PER_DEGREE);
    const t = Math.min(1, away / TERRAIN_FADE_METRES);
    const smooth = t * t * (3 - 2 * t);
    return inside * (1 - smooth) + outsideElevation * smooth;
  }
}

/** Elevation of a place, or 0 where the city has no terrain. Orthometric metres. */
export type ElevationAt = (lon: number, lat: number) => number;

/** Heights of one terrain tile, row-major from the north-west, edges included; ellipsoidal metres. */
export function terrainHeights(
  area: { readonly west: number; readonly south: number; readonly east: number; readonly north: number; readonly size: number },
  elevationAt: ElevationAt, undulation: number,
): Float32Array {
  const heights = new Float32Array(area.size * area.size);
  const stepLon = (area.east - area.west) / Math.max(1, area.size - 1), stepLat = (area.north - area.south) / Math.max(1, area.size - 1);
  for (let row = 0, at = 0; row < area.size; row++) {
    const lat = area.north - row * stepLat;
    for (let column = 0; column < area.size; column++) heights[at++] = elevationAt(area.west + column * stepLon, lat) + undulation;
  }
  return heights;
}
