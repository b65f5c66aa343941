/** Newest state of every fed row, in the dictionary's indices: what a batch is cut from. */
import type { FeedDictionary, MoveColumns, ObjectColumns, ReadingColumns } from '../../domain/feedEvent';
import { freshnessOf, LIVE, MISSING, STALE } from '../../domain/staleness';
import { createLastValues } from '../../feeds/lastValues';
import { createRowSet, type RowSet } from './rowSet';

export interface FeedTables {
  readonly dirtyObjects: RowSet; readonly dirtyReadings: RowSet; readonly dirtyMoves: RowSet;
  setObjects(columns: ObjectColumns): void;
  setReadings(columns: ReadingColumns): void;
  setMoves(columns: MoveColumns): void;
  /** Rows of a source that is not live are stale, however young their values are. */
  setSourceStale(rows: Uint32Array, stale: boolean): void;
  /** Re-evaluates every age; rows whose freshness changed become dirty. */
  age(serverNow: number, clockRate?: number): void;
  /** Nothing is known any more; nothing is dirty. */
  clear(): void;
  /** Everything is to be cut: rows that were never observed too. */
  touchAll(): void;
  /** Where everything that moved was last. */
  readonly moved: ReadonlySet<number>;
  cutObjects(rows: Uint32Array): { object: Uint32Array; rank: Uint8Array; freshness: Uint8Array; status: Uint8Array; sinceMs: Float64Array };
  cutReadings(rows: Uint32Array): ReadingColumns & { freshness: Uint8Array };
  cutMoves(rows: Uint32Array): MoveColumns;
}

type Numbers = Float64Array | Float32Array | Uint8Array;
/** The values of rows; a plain loop, because `from` walks an iterator for each of a hundred thousand. */
function gather<Into extends Numbers>(into: Into, values: Into, rows: Uint32Array): Into {
  for (let k = 0; k < rows.length; k++) into[k] = values[rows[k] ?? 0] ?? 0;
  return into;
}

export function createFeedTables(dictionary: FeedDictionary): FeedTables {
  const objects = dictionary.objectIds.length;
  const streams = dictionary.datastreamObject.length;
  const last = createLastValues(dictionary);
  const { rank, status, sinceMs, value, observedAt, quality, lon, lat, heading, moved } = last;
  const objectFreshness = new Uint8Array(objects);
  const freshness = new Uint8Array(streams);
  const cutOff = new Uint8Array(streams);
  const interval = Float64Array.from(dictionary.datastreamProperty, (property) => (dictionary.properties[property]?.samplingSeconds ?? 0) * 1000);
  // the stream that reports most often tells whether a device still speaks; −1 = none, then it follows the heartbeat
  const lead = new Int32Array(objects).fill(-1);
  /** Any stream of an object that only speaks when something happens: it is as fresh as its source. */
  const any = new Int32Array(objects).fill(-1);
  dictionary.datastreamObject.forEach((object, stream) => {
    any[object] = stream;
    const own = interval[stream] ?? 0;
    const known = lead[object] ?? -1;
    if (own > 0 && (known < 0 || own < (interval[known] ?? Infinity))) lead[object] = stream;
  });
  const dirtyObjects = createRowSet(objects);
  const dirtyReadings = createRowSet(streams);
  const dirtyMoves = createRowSet(objects);

  return {
    dirtyObjects, dirtyReadings, dirtyMoves, moved,
    clear() {
      last.clear();
      objectFreshness.fill(0);
      freshness.fill(0);
      dirtyObjects.clear();
      dirtyReadings.clear();
      dirtyMoves.clear();
    },
    touchAll() {
      for (let row = 0; row < objects; row++) dirtyObjects.add(row);
      for (let row = 0; row < streams; row++) dirtyReadings.add(row);
      for (const row of moved) dirtyMoves.add(row);
    },
    setObjects(columns) { last.setObjects(columns, dirtyObjects.add); },
    setReadings(columns) { last.setReadings(columns, dirtyReadings.add); },
    setMoves(columns) { last.setMoves(columns, dirtyMoves.add); },
    setSourceStale(rows, stale) { for (const row of rows) cutOff[row] = stale ? 1 : 0; },
    age(serverNow, clockRate = 1) {
      for (let row = 0; row < streams; row++) {
        const aged = freshnessOf(observedAt[row] ?? 0, interval[row] ?? 0, serverNow, clockRate);
        const next = cutOff[row] === 1 && aged !== MISSING ? STALE : aged;
        if (next === freshness[row]) continue;
        freshness[row] = next;
        dirtyReadings.add(row);
      }
      for (let row = 0; row < objects; row++) {
        const leader = lead[row] ?? -1;
        const next = leader < 0 ? (cutOff[any[row] ?? -1] === 1 ? STALE : LIVE) : (freshness[leader] ?? 0);
        if (next === objectFreshness[row]) continue;
        objectFreshness[row] = next;
        dirtyObjects.add(row);
      }
    },
    cutObjects: (rows) => ({
      object: rows, rank: gather(new Uint8Array(rows.length), rank, rows), freshness: gather(new Uint8Array(rows.length), objectFreshness, rows),
      status: gather(new Uint8Array(rows.length), status, rows), sinceMs: gather(new Float64Array(rows.length), sinceMs, rows),
    }),
    cutReadings: (rows) => ({
      datastream: rows, value: gather(new Float32Array(rows.length), value, rows), observedAt: gather(new Float64Array(rows.length), observedAt, rows),
      quality: gather(new Uint8Array(rows.length), quality, rows), freshness: gather(new Uint8Array(rows.length), freshness, rows),
    }),
    cutMoves: (rows) => ({
      object: rows, lon: gather(new Float64Array(rows.length), lon, rows), lat: gather(new Float64Array(rows.length), lat, rows), heading: gather(new Float32Array(rows.length), heading, rows),
    }),
  };
}
