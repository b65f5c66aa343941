import { bridgeFeatures } from './bridges';
import { buildingFeatures } from './buildingFeatures';
import { footbridgeFeatures } from './footbridges';
import { groundFeatures } from './groundFeatures';
import { landmarkFeatures } from './landmarks';
import { layoutCity } from './layout';
import type { Layout } from './layout';
import { viaductFeature } from './metro';
import { REST_LEVEL, reaches } from './rivers';
import type { SourceFeature } from './source';
import { DERIVED, GENERATED, areaFeature } from './source';
import { asciiGrid } from './terrain';
import { cityThings } from './things/cityThings';

export interface CitySource {
  readonly layout: Layout;
  readonly terrainAscii: string;
  readonly layers: Readonly<Record<'buildings' | 'structures' | 'ground' | 'things' | 'waters', readonly SourceFeature[]>>;
}

const waterFeatures = (): SourceFeature[] => reaches().map((reach) => areaFeature([reach.ring], {
  kind: 'riverReach', id: reach.id, nameZh: reach.nameZh, nameEn: reach.nameEn, waterElevation: Math.round(REST_LEVEL * 100) / 100, gaugeId: reach.gaugeId,
  ...(reach.extension ? GENERATED : DERIVED), confidence: reach.extension ? 'L' : 'M',
}));

/** The whole demo city as features, the same for the same seed. */
export const citySource = (seed: number): CitySource => {
  const layout = layoutCity(seed);
  const { terrain } = layout;
  return {
    layout,
    terrainAscii: asciiGrid(terrain),
    layers: {
      buildings: buildingFeatures(layout, seed),
      structures: [...bridgeFeatures(layout.courses), viaductFeature(terrain), ...landmarkFeatures(terrain), ...footbridgeFeatures(layout)],
      ground: groundFeatures(layout),
      things: cityThings(layout, seed),
      waters: waterFeatures(),
    },
  };
};
