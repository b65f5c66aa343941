/** A city as the page holds it, made of what the demo back end answers: live from its snapshot, or of an instant from its recording. For tests only. */
import type { FeedDictionary } from '../../src/domain/feedEvent';
import { FRESHNESS } from '../../src/domain/state';
import type { WireHello, WireSnapshot } from '../../src/feeds/wire';
import { createReplay } from '../../src/history/createReplay';
import { decodeSegment } from '../../src/history/decodeSegment';
import { layoutOf } from '../../src/history/layoutOf';
import { SEGMENT_MS } from '../../src/history/recording';
import type { Catalogue } from '../../src/state/city/Catalogue';
import type { CityBatch } from '../../src/state/city/cityBatch';
import { createCatalogue } from '../../src/state/city/createCatalogue';
import { createCityStore, type LiveCityStore } from '../../src/state/city/createCityStore';
import type { SyntheticCity } from '../../mock/backend/syntheticCity';

export function catalogueOf({ things, structures, waters }: SyntheticCity): Catalogue {
  const rows = [
    ...structures.map((item) => ({ index: item.index, id: item.id, kind: item.kind, host: null as string | null })),
    ...things.ids.map((id, k) => ({ index: things.firstIndex + k, id, kind: things.kinds[things.kind[k] ?? 0] ?? '', host: things.host[k] ?? null })),
    ...waters.map((item) => ({ index: item.index, id: item.id, kind: 'water', host: null as string | null })),
  ];
  return createCatalogue([{
    first: 0, count: Math.max(...rows.map((row) => row.index)) + 1, buildings: { first: 0, count: 0 },
    columns: {
      index: Uint32Array.from(rows, (row) => row.index), ids: rows.map((row) => row.id), kind: rows.map((row) => row.kind), namesZh: rows.map((row) => row.id), namesEn: rows.map((row) => row.id),
      lon: new Float64Array(rows.length), lat: new Float64Array(rows.length), elevation: new Float32Array(rows.length), hosts: rows.map((row) => row.host), symbol: new Uint8Array(rows.length).fill(1),
    },
  }]);
}

const LIVE = FRESHNESS.indexOf('live');
const NO_MOVES = { object: new Uint32Array(), lon: new Float64Array(), lat: new Float64Array(), heading: new Float32Array() };
const counting = (length: number): Uint32Array => Uint32Array.from({ length }, (_, k) => k);
const dictionaryOf = ({ epoch, city, demo, dict }: WireHello): FeedDictionary => ({
  epoch, city, demo, objectIds: dict.objects, properties: dict.properties, datastreamObject: Uint32Array.from(dict.datastreams.object), datastreamProperty: Uint16Array.from(dict.datastreams.property),
});
interface Columns { readonly rank: ArrayLike<number>; readonly status: ArrayLike<number>; readonly value: ArrayLike<number>; readonly observedAt: ArrayLike<number> }
type Rest = Pick<CityBatch, 'warnings' | 'cases' | 'vitals' | 'instant'>;

function batchOf(dictionary: FeedDictionary, now: number, { rank, status, value, observedAt }: Columns, rest: Rest): CityBatch {
  const objects = rank.length, streams = value.length;
  return {
    dictionary, replace: true, object: counting(objects), rank: Uint8Array.from(rank), status: Uint8Array.from(status), freshness: new Uint8Array(objects).fill(LIVE), sinceMs: new Float64Array(objects).fill(now), moves: NO_MOVES,
    readings: { datastream: counting(streams), value: Float32Array.from(value), observedAt: Float64Array.from(observedAt), quality: new Uint8Array(streams), freshness: new Uint8Array(streams).fill(LIVE) },
    connection: { source: '', phase: 'live', since: now, reason: null, clockOffsetMs: 0 }, clockOffsetMs: 0, refused: {}, ...rest,
  };
}

export function liveCity(catalogue: Catalogue, hello: WireHello, snapshot: WireSnapshot, now: number): LiveCityStore {
  const store = createCityStore({ catalogue, now: () => now });
  const { objects, readings, warnings, cases, vitals } = snapshot;
  store.apply(batchOf(dictionaryOf(hello), now, { rank: objects.rank, status: objects.status, value: readings.v.map((value) => value ?? NaN), observedAt: readings.t.map((time) => time ?? NaN) }, { warnings, cases, vitals, instant: null }));
  return store;
}
/** `segment` answers the bytes of the recording from a time on. */
export function cityAt(catalogue: Catalogue, hello: WireHello, segment: (from: number) => Uint8Array, at: number, now: number): LiveCityStore {
  const store = createCityStore({ catalogue, now: () => now });
  const dictionary = dictionaryOf(hello);
  const layout = layoutOf(dictionary);
  const replay = createReplay(layout);
  replay.open(decodeSegment(segment(Math.floor(at / SEGMENT_MS) * SEGMENT_MS), layout));
  const { rank, status, value, observedAt, warnings, cases, vitals } = replay.seek(at);
  store.apply(batchOf(dictionary, now, { rank, status, value, observedAt }, { warnings, cases, vitals, instant: at }));
  return store;
}
