/** The painted ground layer: swaps itself when theme or layer switches change the style, without a bare moment in between. */
import { ImageryLayer, type Scene } from '@cesium/engine';
import type { Theme } from '../../design/tokens';
import type { Kind } from '../../domain/kind';
import type { GroundStyle } from '../../workers/protocol';
import type { CityClient } from '../cityClient';
import { GroundImagery } from './GroundImagery';
import type { LandTiling } from './landTiling';

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

export function createGround(scene: Scene, client: CityClient, land: LandTiling): Ground {
  let layer: ImageryLayer | null = null;
  let shown = '';
  return {
    setStyle: (theme, hidden) => {
      const style = toGroundStyle(theme, hidden);
      const key = JSON.stringify(style);
      if (key === shown) return;
      shown = key;
      const next = new ImageryLayer(new GroundImagery(client, style, land, () => scene.requestRender()).asProvider(), {});
      scene.imageryLayers.add(next);
      if (layer) scene.imageryLayers.remove(layer, true);
      layer = next;
      scene.requestRender();
    },
    dispose: () => { if (layer) scene.imageryLayers.remove(layer, true); },
  };
}
