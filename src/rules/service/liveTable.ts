/**
 * The last value of everything an upstream feed sends, in the feed's own numbers: passed on as it came, with the ranks of our own rules in
 * place of the upstream's. Also the bridge that tells the engine.
 */
import type { FeedDictionary, FeedEvent, MoveColumns, ObjectColumns, ReadingColumns } from '../../domain/feedEvent';
import type { WireMoves, WireObjects, WireReadings } from '../../feeds/wire';
import type { RulesEngine } from '../engine';

export interface LiveTable {
  apply(event: Extract<FeedEvent, { type: 'snapshot' | 'delta' }>, now: number): void;
  setRank(object: number, rank: number, at: number): void;
  vitals: Readonly<Record<string, number>>;
  snapshot(): { objects: WireObjects; readings: WireReadings; moves: WireMoves };
  /** What changed since the last call; null when nothing did. */
  takeDelta(): { objects: WireObjects & { i: number[] }; readings: WireReadings & { i: number[] }; moves: WireMoves } | null;
}
/** A feed keeps values in single precision; seven digits give back what was sent (0.7, not 0.699999988). */
const asSent = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(7)) : Number.NaN);
const wireValue = (value: number): number | null => (Number.isNaN(value) ? null : value);

export function createLiveTable(dictionary: FeedDictionary, engine: RulesEngine, order: Uint32Array): LiveTable {
  const objects = dictionary.objectIds.length, streams = dictionary.datastreamObject.length;
  const rank = new Uint8Array(objects), status = new Uint8Array(objects), since = new Float64Array(objects);
  const value = new Float64Array(streams).fill(Number.NaN), at = new Float64Array(streams).fill(Number.NaN), quality = new Uint8Array(streams);
  const place = new Map<number, readonly [number, number, number]>();
  const changedObjects = new Set<number>(), changedStreams = new Set<number>(), changedMoves = new Set<number>();

  function takeObjects(columns: ObjectColumns, now: number): void {
    columns.object.forEach((object, k) => {
      const next = columns.status[k] ?? 0;
      if (next !== status[object] || since[object] === 0) { status[object] = next; since[object] = columns.sinceMs[k] ?? now; changedObjects.add(object); engine.setStatus(object, next, now); }
    });
  }
  function takeReadings(columns: ReadingColumns, now: number): void {
    columns.datastream.forEach((stream, k) => {
      const time = columns.observedAt[k] ?? Number.NaN;
      value[stream] = asSent(columns.value[k] ?? Number.NaN);
      quality[stream] = columns.quality[k] ?? 0;
      at[stream] = time;
      changedStreams.add(stream);
      if (!Number.isNaN(time)) engine.observe(order[stream] ?? 0, value[stream] ?? Number.NaN, Math.min(time, now), quality[stream] ?? 0);
    });
  }
  function takeMoves(columns: MoveColumns, now: number): void {
    columns.object.forEach((object, k) => {
      const lon = columns.lon[k] ?? 0, lat = columns.lat[k] ?? 0;
      place.set(object, [lon, lat, columns.heading[k] ?? 0]);
      changedMoves.add(object);
      engine.place(object, lon, lat, now);
    });
  }
  const movesOf = (list: Iterable<number>): WireMoves => {
    const rows = [...list].flatMap((i) => { const known = place.get(i); return known ? [{ i, known }] : []; });
    return { i: rows.map(({ i }) => i), lon: rows.map(({ known }) => known[0]), lat: rows.map(({ known }) => known[1]), h: rows.map(({ known }) => known[2]) };
  };
  return {
    vitals: {},
    apply(event, now) {
      takeObjects(event.objects, now);
      takeReadings(event.readings, now);
      takeMoves(event.moves, now);
    },
    setRank(object, next, when) {
      if (object < 0 || rank[object] === next) return;
      rank[object] = next;
      since[object] = when;
      changedObjects.add(object);
    },
    snapshot: () => ({
      objects: { rank: [...rank], status: [...status], since: [...since] },
      readings: { v: Array.from(value, wireValue), t: Array.from(at, wireValue), q: [...quality] }, moves: movesOf(place.keys()),
    }),
    takeDelta() {
      if (changedObjects.size + changedStreams.size + changedMoves.size === 0) return null;
      const rows = [...changedObjects], readings = [...changedStreams];
      const delta = {
        objects: { i: rows, rank: rows.map((k) => rank[k] ?? 0), status: rows.map((k) => status[k] ?? 0), since: rows.map((k) => since[k] ?? 0) },
        readings: { i: readings, v: readings.map((k) => wireValue(value[k] ?? Number.NaN)), t: readings.map((k) => wireValue(at[k] ?? Number.NaN)), q: readings.map((k) => quality[k] ?? 0) },
        moves: movesOf(changedMoves),
      };
      for (const list of [changedObjects, changedStreams, changedMoves]) list.clear();
      return delta;
    },
  };
}
