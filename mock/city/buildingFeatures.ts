import { streetAt } from './districts';
import type { Layout } from './layout';
import { estateNames } from './names';
import type { SourceFeature } from './source';
import { GENERATED, areaFeature } from './source';
import { inDistrict } from './zones';

/** Buildings as source features: height and levels agree, every one says that it is generated. */
export const buildingFeatures = (layout: Layout, seed: number): SourceFeature[] => {
  const estates = estateNames(seed);
  return layout.buildings.map((building) => {
    const { design } = building;
    const road = layout.roads[building.road];
    const estate = design.levels >= 18 ? estates(design.building === 'office') : undefined;
    const address = road === undefined ? undefined : { zh: `${road.nameZh}${building.number}号`, en: `${building.number} ${road.nameEn}` };
    const home = inDistrict(building.centre) ? streetAt(building.centre) : undefined;
    return areaFeature(building.rings, {
      kind: 'building', building: design.building, height: design.height, levels: design.levels, use: design.building, shape: design.shape,
      ...(estate === undefined ? {} : { nameZh: estate.zh, nameEn: estate.en }),
      ...(address === undefined ? {} : { addressZh: address.zh, addressEn: address.en }),
      ...(home === undefined ? {} : { street: home.nameZh, streetEn: home.nameEn }),
      ...GENERATED,
    });
  });
};
