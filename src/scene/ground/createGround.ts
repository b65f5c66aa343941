/** The painted ground layer: swaps itself when theme or layer switches change the style, without a bare moment in between. */
import { ImageryLayer, type Scene } from '@cesium/engine';
import type { Theme } from '../../design/tokens';
import type { Kind } from '../../domain/kind';
import type { GroundStyle } from '../../workers/protocol';
import type { CityClient, OpenedPack } from '../cityClient';
import { GroundImagery } from './GroundImagery';

export interface Ground { setStyle(theme: Theme, hidden: ReadonlySet<Kind>): void; dispose(): void }

/** Ground colours of a theme with the layer switches applied. */
export function toGroundStyle(theme: Theme, hidden: ReadonlySet<Kind>): GroundStyle {
  const { ground } = theme.scene;
  return {
    ...ground,
    showRoads: !hidden.has('road'), showMetro: !hidden.has('metroLine'), showGrid: !hidden.has('gridCell'),
    green: hidden.has('green') ? ground.base : ground.green,
    boundary: hidden.has('district') ? ground.base : ground.boundary,
    parkingLot: hidden.has('parkingLot') ? ground.base : ground.parkingLot,
  };
}

export function createGround(scene: Scene, client: CityClient, packs: readonly OpenedPack[], software: boolean): Ground {
  let layer: ImageryLayer | null = null;
  let shown = '';
  const bounds = packs.map(({ manifest }) => manifest.bounds).reduce((a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])] as const);
  return {
    setStyle: (theme, hidden) => {
      const style = toGroundStyle(theme, hidden);
      const key = JSON.stringify(style);
      if (key === shown) return;
      shown = key;
      const next = new ImageryLayer(new GroundImagery(client, style, bounds, software, () => scene.requestRender()).asProvider(), {});
      scene.imageryLayers.add(next);
      if (layer) scene.imageryLayers.remove(layer, true);
      layer = next;
      scene.requestRender();
    },
    dispose: () => { if (layer) scene.imageryLayers.remove(layer, true); },
  };
}
