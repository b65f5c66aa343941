/** Where a structure is aimed at: the middle of its axis, at deck height or half of its own. [lon, lat, orthometric metres]. */
import type { StructureFeature } from '../../../tiles/format';

export function structurePlace(structure: StructureFeature): readonly [number, number, number] {
  const { path, ground, spec } = structure;
  const count = path.length;
  const [lon, lat] = count % 2 === 1 || count < 2
    ? path[count >> 1] ?? [0, 0]
    : [((path[count / 2 - 1]?.[0] ?? 0) + (path[count / 2]?.[0] ?? 0)) / 2, ((path[count / 2 - 1]?.[1] ?? 0) + (path[count / 2]?.[1] ?? 0)) / 2];
  const foot = ground[count >> 1] ?? 0;
  const elevation = spec.deckElevationM ?? (typeof spec.heightM === 'number' ? foot + spec.heightM : foot);
  return [lon, lat, elevation];
}
