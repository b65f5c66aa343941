/**
 * The only file that knows which tile slicer cuts the city (geojson-vt 5, raw tiles: flat typed arrays without per-coordinate objects).
 * Raw arrays belong to the slicer: read, never keep or transfer.
 */
import GeoJSONVT from 'geojson-vt';
import { latAtTileY, lonAtTileX, type TileAddress } from './tileBounds';

/** The few GeoJSON members that are cut; the slicer brings the full types. */
export interface SliceFeature {
  readonly type: 'Feature';
  readonly id: number;
  readonly properties: null;
  readonly geometry: { readonly type: 'Point'; readonly coordinates: number[] } | { readonly type: 'LineString' | 'MultiLineString' | 'Polygon'; readonly coordinates: unknown };
}
type GeoJson = ConstructorParameters<typeof GeoJSONVT>[0];
const toCollection = (features: readonly SliceFeature[]): GeoJson => ({ type: 'FeatureCollection', features } as unknown as GeoJson);

/** Tile units per edge. */
export const TILE_EXTENT = 4096;
/** Deepest zoom of ground slices; deeper pictures are enlarged from it (unit 0.13 m at latitude 31). */
export const GROUND_MAX_ZOOM = 16;
/** Units by which ground geometry reaches over the tile's edge, so that wide roads and outlines never end at it. */
const GROUND_BUFFER = 384;

export interface PointSlicer { idsInTile(tile: TileAddress): readonly number[] }

/**
 * Points below one root tile, at one zoom. Every point belongs to exactly one tile: the half-open square [0, 4096).
 * Coordinates are fractional tiles at that zoom. The root tile is stretched over the slicer's whole world, because it makes
 * every level from its zoom 0 down: a building block at zoom 13 spares it thirteen of them.
 */
export function createPointSlicer(ids: ArrayLike<number>, tileX: ArrayLike<number>, tileY: ArrayLike<number>, zoom: number, root: TileAddress): PointSlicer {
  const depth = zoom - root.z;
  const features: SliceFeature[] = [];
  for (let row = 0; row < ids.length; row++) {
    const coordinates = [lonAtTileX((tileX[row] ?? 0) - root.x * 2 ** depth, depth), latAtTileY((tileY[row] ?? 0) - root.y * 2 ** depth, depth)];
    features.push({ type: 'Feature', id: ids[row] ?? 0, properties: null, geometry: { type: 'Point', coordinates } });
  }
  const index = new GeoJSONVT(toCollection(features), { maxZoom: depth, indexMaxZoom: depth, indexMaxPoints: 0, extent: TILE_EXTENT, buffer: 0, tolerance: 0 });
  return {
    idsInTile({ x, y }) {
      const found: number[] = [];
      for (const feature of index.getTileRaw(depth, x - root.x * 2 ** depth, y - root.y * 2 ** depth)?.features ?? []) {
        if (feature.type === 4 && feature.x >= 0 && feature.x < TILE_EXTENT && feature.y >= 0 && feature.y < TILE_EXTENT && typeof feature.id === 'number') found.push(feature.id);
      }
      return found;
    },
  };
}

/** One ground feature of a tile: rings or lines as flat tile units, y down. */
export interface GroundSlice { readonly row: number; readonly parts: readonly (Int16Array | Int32Array)[] }
export interface GroundSlicer { slice(tile: TileAddress): readonly GroundSlice[] }

export function createGroundSlicer(features: readonly SliceFeature[]): GroundSlicer {
  const index = new GeoJSONVT(toCollection(features), {
    maxZoom: GROUND_MAX_ZOOM, indexMaxZoom: 12, indexMaxPoints: 20_000, tolerance: 3, extent: TILE_EXTENT, buffer: GROUND_BUFFER,
  });
  return {
    slice({ z, x, y }) {
      const slices: GroundSlice[] = [];
      for (const feature of index.getTileRaw(z, x, y)?.features ?? []) {
        if ((feature.type === 2 || feature.type === 3) && typeof feature.id === 'number') slices.push({ row: feature.id, parts: feature.geometry });
      }
      return slices;
    },
  };
}
