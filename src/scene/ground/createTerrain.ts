/** Terrain from the city worker's own height grid, the one the buildings stand on. The globe only exists around the city. */
import { CustomHeightmapTerrainProvider, Math as CesiumMath, type TerrainProvider } from '@cesium/engine';
import type { CityClient, OpenedPack } from '../cityClient';
import { finestZoom, picturePixels } from './GroundImagery';
import { metresPerPixel, rootZoom, type LandTiling } from './landTiling';

/** Samples per tile side; both edges included, so neighbours share a row. */
const samples = 65;
/** The grid fades to the elevation outside over 2 km beyond its edge; tiles within that distance are asked of the worker. Degrees. */
const fadeDegrees = 0.022;

export function createTerrain(client: CityClient, base: OpenedPack, land: LandTiling, onArrival: () => void): TerrainProvider {
  const { terrain, vertical } = base.manifest;
  const flatHeight = (terrain?.outsideElevation ?? 0) + vertical.geoidUndulationMetres;
  const flat = (): Float32Array => new Float32Array(samples * samples).fill(flatHeight);
  const provider = new CustomHeightmapTerrainProvider({
    width: samples, height: samples, tilingScheme: land.scheme,
    callback: (x, y, level) => {
      if (terrain === undefined) return flat();
      const tile = land.scheme.tileXYToRectangle(x, y, level);
      const box = { west: CesiumMath.toDegrees(tile.west), south: CesiumMath.toDegrees(tile.south), east: CesiumMath.toDegrees(tile.east), north: CesiumMath.toDegrees(tile.north) };
      const [west, south, east, north] = terrain.bounds;
      if (box.west > east + fadeDegrees || box.east < west - fadeDegrees || box.south > north + fadeDegrees || box.north < south - fadeDegrees) return flat();
      return client.request('terrain', { ...box, size: samples }).then(({ heights }) => { onArrival(); return heights; });
    },
  });
  // The error that matters is that of the picture: terrain and picture refine together.
  provider.getLevelMaximumGeometricError = (level) => metresPerPixel(rootZoom + level, picturePixels);
  provider.getTileDataAvailable = (_x, _y, level) => (rootZoom + level > finestZoom ? false : undefined);
  return provider;
}
