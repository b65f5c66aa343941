/** Where a structure is aimed at: the middle of its true ends, else of its axis by length, at deck height or half of its own. [lon, lat, orthometric metres]. */
import type { StructureFeature } from '../../../tiles/format';

type LonLat = readonly [number, number];

const isEnds = (value: unknown): value is readonly [LonLat, LonLat] => Array.isArray(value) && value.length === 2 && value.every((end) => Array.isArray(end) && typeof end[0] === 'number' && typeof end[1] === 'number');

/** Half way along a line, measured in degrees shortened by latitude; its segment number goes with it. */
function middleOf(path: readonly LonLat[]): { readonly place: LonLat; readonly at: number } {
  const [first] = path;
  if (!first) return { place: [0, 0], at: 0 };
  const shorten = Math.cos((first[1] * Math.PI) / 180);
  const lengths = path.slice(1).map((point, index) => Math.hypot((point[0] - (path[index]?.[0] ?? 0)) * shorten, point[1] - (path[index]?.[1] ?? 0)));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [at, length] of lengths.entries()) {
    const [from, to] = [path[at] ?? first, path[at + 1] ?? first];
    if (left <= length && length > 0) return { place: [from[0] + ((to[0] - from[0]) * left) / length, from[1] + ((to[1] - from[1]) * left) / length], at };
    left -= length;
  }
  return { place: first, at: 0 };
}

export function structurePlace({ path, ground, spec }: StructureFeature): readonly [number, number, number] {
  const { place, at } = middleOf(isEnds(spec['ends']) ? spec['ends'] : path);
  const foot = ground[isEnds(spec['ends']) ? ground.length >> 1 : at] ?? 0;
  return [place[0], place[1], spec.deckElevationM ?? (typeof spec.heightM === 'number' ? foot + spec.heightM : foot)];
}
