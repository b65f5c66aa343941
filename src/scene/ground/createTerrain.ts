/**
 * Terrain from the city worker's own height grid, the one the buildings stand on. The globe only exists around the city: its tree
 * starts with one tile of a few degrees instead of the whole earth, which saves a dozen rounds of loading; what lies beyond is air.
 */
import { Cartographic, CustomHeightmapTerrainProvider, Ellipsoid, GeographicTilingScheme, Math as CesiumMath, Rectangle, type TerrainProvider } from '@cesium/engine';
import type { CityClient, OpenedPack } from '../cityClient';

/** Samples per tile side; both edges included, so neighbours share a row. */
const samples = 65;
/** Half the side of the land around the city, degrees of latitude; farther away everything has faded into the air. */
const landHalfDegrees = 2;
/** Deepest level asked of the worker: 4° / 2^8 / 64 = 27 m at level 8, 14 m at level 9, about the grid of the packs. */
const deepestLevel = 9;
/** Tiles coarser than this hold a city in a few samples: flat. */
const coarsestLevel = 2;
/** Share of its sample spacing that a height grid may be wrong; the engine's own estimate for heightmaps. */
const errorShare = 0.25;

export function createTerrain(client: CityClient, base: OpenedPack, onArrival: () => void): TerrainProvider {
  const { terrain, vertical, bounds: packBounds } = base.manifest;
  const flatHeight = (terrain?.outsideElevation ?? 0) + vertical.geoidUndulationMetres;
  const [west, south, east, north] = terrain?.bounds ?? packBounds;
  const [lon, lat] = [(packBounds[0] + packBounds[2]) / 2, (packBounds[1] + packBounds[3]) / 2];
  const tiling = new GeographicTilingScheme({
    rectangle: Rectangle.fromDegrees(lon - landHalfDegrees, lat - landHalfDegrees, lon + landHalfDegrees, lat + landHalfDegrees),
    numberOfLevelZeroTilesX: 1, numberOfLevelZeroTilesY: 1,
  });
  const toBox = (x: number, y: number, level: number): { west: number; south: number; east: number; north: number } => {
    const tile = tiling.tileXYToRectangle(x, y, level);
    return { west: CesiumMath.toDegrees(tile.west), south: CesiumMath.toDegrees(tile.south), east: CesiumMath.toDegrees(tile.east), north: CesiumMath.toDegrees(tile.north) };
  };
  const touches = (box: { west: number; south: number; east: number; north: number }): boolean => box.west < east && box.east > west && box.south < north && box.north > south;
  const provider = new CustomHeightmapTerrainProvider({
    width: samples, height: samples, tilingScheme: tiling,
    callback: (x, y, level) => {
      const box = toBox(x, y, level);
      if (terrain === undefined || level < coarsestLevel || !touches(box)) return new Float32Array(samples * samples).fill(flatHeight);
      return client.request('terrain', { ...box, size: samples }).then(({ heights }) => { onArrival(); return heights; });
    },
  });
  const metresOfLand = Cartographic.toCartesian(new Cartographic(0, 0), Ellipsoid.WGS84).x * CesiumMath.toRadians(landHalfDegrees * 2);
  provider.getLevelMaximumGeometricError = (level) => (errorShare * metresOfLand) / samples / (1 << level);
  // Only too-fine tiles are refused: a refused tile waits for its parent's heights, which must therefore always exist.
  provider.getTileDataAvailable = (_x, _y, level) => (level > deepestLevel ? false : undefined);
  return provider;
}
