/** The light map from the files of a city pack: rivers, green, roads, subdistricts and landmarks. About half a megabyte; names of side streets stay away. */
import type { AttributeShard, GroundClass, GroundColumns, PackManifest, StructureFeature } from '../../tiles/format';
import type { LightMap, LightMapLine, LightMapPlace } from '../state/ports/lightMap';
import { decodeGroundPart } from '../workers/city/decodeGroundPart';

/** Place of each class in `GROUND_CLASSES` of the pack format. */
const CLASS: Readonly<Partial<Record<GroundClass, number>>> = { district: 0, green: 1, square: 2, water: 3, minorRoad: 5, mainRoad: 6, riversideRoad: 7, path: 8 };
const SHARD = 1024;
/** Shards of names that are fetched at most: districts and main roads stand first in a pack's ground. */
const MOST_SHARDS = 2;

type Names = ReadonlyMap<number, { readonly zh: string; readonly en: string }>;
const words = (value: unknown): string => (typeof value === 'string' ? value : '');
/** Mean of the ring's corners: near enough for a name. */
function middle(ring: readonly number[]): { lon: number; lat: number } {
  let lon = 0, lat = 0;
  const count = Math.max(1, ring.length / 2);
  for (let at = 0; at + 1 < ring.length; at += 2) { lon += (ring[at] ?? 0) / count; lat += (ring[at + 1] ?? 0) / count; }
  return { lon, lat };
}

export async function readLightMap(packUrl: string, ask: typeof fetch = (...request) => fetch(...request)): Promise<LightMap | null> {
  const read = async (name: string): Promise<unknown> => {
    const response = await ask(`${packUrl}${name}`);
    if (!response.ok) throw new Error(`${name} answered ${response.status}`);
    return response.json();
  };
  try {
    const [manifest, ground, structures] = await Promise.all([read('city.json'), read('ground.json'), read('structures.json')]) as [PackManifest, GroundColumns, readonly StructureFeature[]];
    const named = new Set([CLASS.district, CLASS.mainRoad, CLASS.riversideRoad]);
    const shards = [...new Set(ground.index.flatMap((index, at) => (named.has(ground.class[at]) ? [Math.floor(index / SHARD)] : [])))].slice(0, MOST_SHARDS);
    const names: Names = new Map((await Promise.all(shards.map((shard) => read(`attributes/${shard}.json`).catch(() => null) as Promise<AttributeShard | null>)))
      .flatMap((shard) => shard?.features.map((feature, at) => [shard.first + at, { zh: words(feature['nameZh']), en: words(feature['nameEn']) }] as const) ?? []));
    const water: number[][] = [], green: number[][] = [];
    const roads: LightMapLine[] = [];
    const streets: (LightMapPlace & { ring: readonly number[] })[] = [];
    ground.index.forEach((index, at) => {
      const kind = ground.class[at];
      const parts = (ground.parts[at] ?? []).map((part) => [...decodeGroundPart(part)]);
      const name = names.get(index) ?? { zh: '', en: '' };
      if (kind === CLASS.water) water.push(...parts.slice(0, 1));
      else if (kind === CLASS.green || kind === CLASS.square) green.push(...parts.slice(0, 1));
      else if (kind === CLASS.mainRoad || kind === CLASS.riversideRoad) roads.push(...parts.map((points) => ({ points, main: true, ...name })));
      else if (kind === CLASS.minorRoad || kind === CLASS.path) roads.push(...parts.map((points) => ({ points, main: false, ...name })));
      else if (kind === CLASS.district && parts[0]) streets.push({ id: ground.ids[at] ?? '', ...name, ...middle(parts[0]), ring: parts[0] });
    });
    const landmarks = structures.flatMap((item) => {
      const [lon, lat] = item.path[Math.floor(item.path.length / 2)] ?? [];
      return lon === undefined || lat === undefined || !item.names.zh ? [] : [{ id: item.id, zh: item.names.zh, en: item.names.en ?? '', lon, lat }];
    });
    const around = streets.flatMap((street) => [...street.ring]);
    const lons = around.filter((_, at) => at % 2 === 0), lats = around.filter((_, at) => at % 2 === 1);
    const bounds: LightMap['bounds'] = around.length === 0 ? manifest.bounds : [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
    return { bounds, water, green, roads, streets, landmarks };
  } catch { return null; }
}
