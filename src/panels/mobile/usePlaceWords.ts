/** A place in words: subdistrict, the main road beside it, the landmark nearby; and the roads that a route follows. */
import type { LightMap } from '../../state/ports/lightMap';
import { toMetres } from '../../state/stores/objectCard';
import { createLightProjection, isInside, metresToLine } from './lightProjection';

/** A road farther away is not beside the place, a landmark farther away says little, metres. */
const ROAD_METRES = 80;
const LANDMARK_METRES = 400;
/** A route follows a road when it stays this near to it, metres. */
const FOLLOW_METRES = 25;

export type PickWords = (zh: string, en: string) => string;

export function describePlace(map: LightMap, lon: number, lat: number, pick: PickWords): string {
  const projection = createLightProjection(map.bounds);
  const street = map.streets.find((item) => isInside(lon, lat, item.ring));
  const road = map.roads.filter((item) => item.zh !== '').map((item) => ({ item, metres: metresToLine(projection, lon, lat, item.points) })).filter(({ metres }) => metres <= ROAD_METRES).sort((a, b) => a.metres - b.metres)[0];
  const landmark = map.landmarks.map((item) => ({ item, metres: toMetres(lon, lat, item.lon, item.lat) })).filter(({ metres }) => metres <= LANDMARK_METRES).sort((a, b) => a.metres - b.metres)[0];
  return [street, road?.item, landmark?.item].flatMap((named) => (named ? [pick(named.zh, named.en)] : [])).filter((name) => name !== '').join(' · ');
}

/** Names of the roads along a route, in order, each once in a row; unnamed stretches are left out. */
export function roadsAlong(map: LightMap, route: readonly number[], pick: PickWords): readonly string[] {
  const projection = createLightProjection(map.bounds);
  const named = map.roads.filter((item) => item.zh !== '');
  const found: string[] = [];
  for (let at = 0; at + 1 < route.length; at += 2) {
    const near = named.map((item) => ({ item, metres: metresToLine(projection, route[at] ?? 0, route[at + 1] ?? 0, item.points) })).filter(({ metres }) => metres <= FOLLOW_METRES).sort((a, b) => a.metres - b.metres)[0];
    const name = near ? pick(near.item.zh, near.item.en) : '';
    if (name !== '' && found.at(-1) !== name) found.push(name);
  }
  return found;
}
