/** Everything that is fed: objects and their datastreams as columns, built once from the pack's points, structures and waters. */
import type { PackWater, StructureFeature, ThingColumns } from '../../tiles/format';
import { hash, hashText } from './hash';
import { PROPERTIES, propertyIndex, type DemoProperty } from './properties';
import { streamsOfKind } from './streamsOfKind';

export interface Fleet {
  readonly ids: readonly string[];
  readonly kinds: readonly string[];
  readonly namesZh: readonly string[];
  readonly namesEn: readonly string[];
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly seed: Uint32Array;
  /** count + 1 offsets: streams of object k are firstStream[k] … firstStream[k + 1] − 1. */
  readonly firstStream: Uint32Array;
  readonly streamObject: Uint32Array;
  readonly streamProperty: Uint16Array;
  readonly streamSeed: Uint32Array;
  readonly indexOf: ReadonlyMap<string, number>;
  readonly ofKind: ReadonlyMap<string, readonly number[]>;
  /** What `streamProperty` counts. */
  readonly properties: readonly DemoProperty[];
  /** Id of the object that an object is mounted on. */
  readonly hosts: ReadonlyMap<string, string>;
  /** Streams by property key. */
  readonly ofProperty: ReadonlyMap<string, readonly number[]>;
}

export interface FleetSource { readonly things: ThingColumns; readonly structures: readonly StructureFeature[]; readonly waters: readonly PackWater[] }

interface Candidate { id: string; kind: string; zh: string; en: string; lon: number; lat: number }

function* candidates({ things, structures, waters }: FleetSource): Generator<Candidate> {
  for (let k = 0; k < things.ids.length; k++) {
    const id = things.ids[k] ?? '';
    yield {
      id, kind: things.kinds[things.kind[k] ?? 0] ?? '', zh: things.namesZh[k] ?? things.namesEn[k] ?? id, en: things.namesEn[k] ?? things.namesZh[k] ?? id,
      lon: things.lon[k] ?? 0, lat: things.lat[k] ?? 0,
    };
  }
  for (const item of structures) {
    const middle = item.path[Math.floor(item.path.length / 2)] ?? [0, 0];
    yield { id: item.id, kind: item.kind, zh: item.names.zh ?? item.names.en ?? item.id, en: item.names.en ?? item.names.zh ?? item.id, lon: middle[0], lat: middle[1] };
  }
  for (const water of waters) {
    const ring = water.rings[0] ?? [];
    yield { id: water.id, kind: 'riverReach', zh: water.names.zh ?? water.names.en ?? water.id, en: water.names.en ?? water.names.zh ?? water.id, lon: ring[0] ?? 0, lat: ring[1] ?? 0 };
  }
}

export function buildFleet(source: FleetSource, seed: number, properties: readonly DemoProperty[] = PROPERTIES): Fleet {
  const objects: Candidate[] = [];
  const streams: number[] = [];
  const owner: number[] = [];
  const firstStream: number[] = [];
  const indexOf = new Map<string, number>();
  const ofKind = new Map<string, number[]>();
  const ofProperty = new Map<string, number[]>();
  const append = (map: Map<string, number[]>, key: string, value: number): void => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  for (const item of candidates(source)) {
    const keys = streamsOfKind(item.kind, item.id, `${item.zh} ${item.en}`);
    if (!keys || indexOf.has(item.id)) continue;
    const index = objects.push(item) - 1;
    indexOf.set(item.id, index);
    append(ofKind, item.kind, index);
    firstStream.push(streams.length);
    for (const key of keys) {
      append(ofProperty, key, streams.length);
      streams.push(propertyIndex(key, `${item.id} ${item.en}`, properties));
      owner.push(index);
    }
  }
  firstStream.push(streams.length);
  const seeds = Uint32Array.from(objects, (item) => hash(hashText(item.id), seed));
  const propertySeeds = properties.map((property) => hashText(property.observed.key));
  return {
    ids: objects.map((item) => item.id), kinds: objects.map((item) => item.kind),
    namesZh: objects.map((item) => item.zh), namesEn: objects.map((item) => item.en),
    lon: Float64Array.from(objects, (item) => item.lon), lat: Float64Array.from(objects, (item) => item.lat),
    seed: seeds, firstStream: Uint32Array.from(firstStream), streamObject: Uint32Array.from(owner), streamProperty: Uint16Array.from(streams),
    streamSeed: Uint32Array.from(streams, (property, k) => hash(seeds[owner[k] ?? 0] ?? 0, propertySeeds[property] ?? 0)),
    indexOf, ofKind, ofProperty, properties,
    hosts: new Map(source.things.ids.flatMap((id, k) => { const host = source.things.host[k]; return host ? [[id, host] as const] : []; })),
  };
}
