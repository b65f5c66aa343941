/** Elevations of one tile with a margin of one cell, and the relief shade made from them. */
import type { ElevationAt } from '../TerrainGrid';
import { latAtTileY, lonAtTileX, type Bounds, type TileAddress } from '../tileBounds';

/** Cells per tile edge. The picture is enlarged with smoothing; slopes are wider than a cell anyway. */
export const RELIEF_CELLS = 64;
/** Grid points per edge: cells plus a margin on both sides, so that enlarging does not show the tile's edge. */
export const RELIEF_SIDE = RELIEF_CELLS + 2;

/** Beyond the grid its edge samples are drawn out into streaks; their shade ends within this distance. */
const RELIEF_FADE_METRES = 400;

export interface ReliefGrid { readonly elevations: Float32Array; readonly east: Float32Array; readonly north: Float32Array; /** 1 on the grid, 0 well outside it. */ readonly weight: Float32Array; readonly min: number; readonly max: number }

/**
 * Elevation and gradient at cell middles. Gradients span at least `spacingMetres`, the terrain's own sample distance:
 * finer differences would show the facets between samples.
 */
export function reliefGrid({ z, x, y }: TileAddress, elevationAt: ElevationAt, spacingMetres: number, bounds: Bounds): ReliefGrid {
  const count = RELIEF_SIDE * RELIEF_SIDE;
  const elevations = new Float32Array(count), east = new Float32Array(count), north = new Float32Array(count), weight = new Float32Array(count);
  const middleLat = latAtTileY(y + 0.5, z);
  const metresPerLat = 111_195, metresPerLon = metresPerLat * Math.cos(middleLat * (Math.PI / 180));
  const cellMetres = ((lonAtTileX(x + 1, z) - lonAtTileX(x, z)) * metresPerLon) / RELIEF_CELLS;
  const reach = Math.max(cellMetres, spacingMetres) / 2;
  const dLon = reach / metresPerLon, dLat = reach / metresPerLat;
  let min = Infinity, max = -Infinity;
  for (let row = 0, at = 0; row < RELIEF_SIDE; row++) {
    const lat = latAtTileY(y + (row - 0.5) / RELIEF_CELLS, z);
    for (let column = 0; column < RELIEF_SIDE; column++, at++) {
      const lon = lonAtTileX(x + (column - 0.5) / RELIEF_CELLS, z);
      const outside = Math.max(bounds[0] - lon, lon - bounds[2], bounds[1] - lat, lat - bounds[3], 0) * metresPerLat;
      weight[at] = Math.max(0, 1 - outside / RELIEF_FADE_METRES);
      const elevation = elevationAt(lon, lat);
      elevations[at] = elevation;
      if (elevation < min) min = elevation;
      if (elevation > max) max = elevation;
      east[at] = (elevationAt(lon + dLon, lat) - elevationAt(lon - dLon, lat)) / (2 * reach);
      north[at] = (elevationAt(lon, lat + dLat) - elevationAt(lon, lat - dLat)) / (2 * reach);
    }
  }
  return { elevations, east, north, weight, min, max };
}

/** Slopes look flat from far away: they are steepened below this zoom, never above. */
const exaggeration = (zoom: number): number => Math.min(3, Math.max(1, 1 + (15 - zoom) * 0.35));

interface ReliefColours { readonly light: readonly [number, number, number]; readonly shade: readonly [number, number, number]; readonly strength: number }

/**
 * Hillshade as RGBA over the ground colour: light from the north-west with a share from west and north (soft, no black flanks),
 * plus a breath of light on high ground, so that the ridge reads even where it is flat.
 */
export function shadeRelief(grid: ReliefGrid, zoom: number, colours: ReliefColours, range: readonly [number, number]): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(RELIEF_SIDE * RELIEF_SIDE * 4);
  const factor = exaggeration(zoom);
  const flat = Math.SQRT1_2;
  const rise = Math.max(1, range[1] - range[0]);
  for (let at = 0; at < grid.elevations.length; at++) {
    const gx = (grid.east[at] ?? 0) * factor, gy = (grid.north[at] ?? 0) * factor;
    const length = Math.hypot(gx, gy, 1);
    const northWest = (gx * 0.5 - gy * 0.5 + flat) / length, west = (gx * flat + flat) / length, north = (-gy * flat + flat) / length;
    const lit = 0.6 * northWest + 0.2 * west + 0.2 * north - flat;
    const height = ((grid.elevations[at] ?? 0) - range[0]) / rise;
    const value = (lit > 0 ? lit / 0.15 : lit / 0.38) + (height - 0.35) * 0.45;
    const colour = value > 0 ? colours.light : colours.shade;
    const pixel = at * 4;
    pixels[pixel] = colour[0]; pixels[pixel + 1] = colour[1]; pixels[pixel + 2] = colour[2];
    pixels[pixel + 3] = Math.min(1, Math.abs(value)) * (grid.weight[at] ?? 0) * colours.strength * 255;
  }
  return pixels;
}

/** Contour lines as pairs of points in cells from the tile's corner (marching squares; saddles cut one way). */
export function contourSegments(grid: ReliefGrid, level: number): number[] {
  const { elevations } = grid;
  const segments: number[] = [];
  const crossing = (a: number, b: number): number => (level - a) / (b - a);
  for (let row = 0; row + 1 < RELIEF_SIDE; row++) {
    for (let column = 0; column + 1 < RELIEF_SIDE; column++) {
      const at = row * RELIEF_SIDE + column;
      if ((grid.weight[at] ?? 0) < 1) continue;
      const nw = elevations[at] ?? 0, ne = elevations[at + 1] ?? 0, sw = elevations[at + RELIEF_SIDE] ?? 0, se = elevations[at + RELIEF_SIDE + 1] ?? 0;
      const points: number[] = [];
      // Cell middles lie half a cell inside the tile's corner; the margin shifts them by another one.
      const x = column - 0.5, y = row - 0.5;
      if ((nw < level) !== (ne < level)) points.push(x + crossing(nw, ne), y);
      if ((ne < level) !== (se < level)) points.push(x + 1, y + crossing(ne, se));
      if ((sw < level) !== (se < level)) points.push(x + crossing(sw, se), y + 1);
      if ((nw < level) !== (sw < level)) points.push(x, y + crossing(nw, sw));
      for (let point = 0; point + 3 < points.length; point += 4) segments.push(points[point] ?? 0, points[point + 1] ?? 0, points[point + 2] ?? 0, points[point + 3] ?? 0);
    }
  }
  return segments;
}
