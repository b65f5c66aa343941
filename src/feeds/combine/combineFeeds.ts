/**
 * Several sources as one feed. Each keeps its own order and its own connection; objects that two of them know are one object with the
 * datastreams of both and the worse rank. Nobody waits for anybody: a source that joins, or begins anew with another list, makes a new
 * common dictionary, and everything is told again. What comes from a source that is not live is stale, whatever the others do.
 */
import type { FeedConnection, FeedDictionary, FeedEvent, ObjectColumns } from '../../domain/feedEvent';
import type { ObservedProperty } from '../../domain/reading';
import type { Feed } from '../feed';
import { createChildTable, type ChildTable } from './childTable';

export interface ChildFeed { readonly id: string; start(emit: (event: FeedEvent) => void): Feed }

interface Child { readonly id: string; feed: Feed | null; table: ChildTable | null; /** The table has been filled by a snapshot. */ filled: boolean; connection: FeedConnection | null; /** Common index of own objects; streams stand in one run. */ objects: Uint32Array; firstStream: number }

export function combineFeeds(children: readonly ChildFeed[], emit: (event: FeedEvent) => void): Feed {
  const parts: Child[] = children.map(({ id }) => ({ id, feed: null, table: null, filled: false, connection: null, objects: new Uint32Array(0), firstStream: 0 }));
  let epoch = 0, seq = 0, alarmSeq = 0, caseSeq = 0;
  let vitals: Readonly<Record<string, number>> = {};
  /** Which parts know a common object. */
  let owners: (readonly (readonly [part: Child, object: number])[])[] = [];
  const live = (part: Child): boolean => part.connection?.phase === 'live';

  /** The worst of those who know it; a source that is not live still holds what it last said. */
  function objectColumns(rows: Uint32Array): ObjectColumns {
    const rank = new Uint8Array(rows.length), status = new Uint8Array(rows.length), sinceMs = new Float64Array(rows.length);
    rows.forEach((row, k) => {
      for (const [part, object] of owners[row] ?? []) {
        const { table } = part;
        if (!table) continue;
        if ((table.rank[object] ?? 0) > (rank[k] ?? 0) || sinceMs[k] === 0) { rank[k] = Math.max(rank[k] ?? 0, table.rank[object] ?? 0); sinceMs[k] = table.sinceMs[object] ?? 0; }
        status[k] = Math.max(status[k] ?? 0, table.status[object] ?? 0);
      }
    });
    return { object: rows, rank, status, sinceMs };
  }

  function tellAll(): void {
    const known = parts.filter((part) => part.table && part.filled);
    const first = known[0]?.table?.dictionary;
    if (!first) return;
    const objectOf = new Map<string, number>(), properties: ObservedProperty[] = [], propertyOf = new Map<string, number>();
    const streamObject: number[] = [], streamProperty: number[] = [];
    const owned: [Child, number][][] = [];
    for (const part of known) {
      const { dictionary } = part.table!;
      part.objects = Uint32Array.from(dictionary.objectIds, (id, object) => {
        let row = objectOf.get(id);
        if (row === undefined) { objectOf.set(id, (row = objectOf.size)); owned.push([]); }
        owned[row]?.push([part, object]);
        return row;
      });
      const ownProperties = dictionary.properties.map((property) => {
        let at = propertyOf.get(property.key);
        if (at === undefined) { propertyOf.set(property.key, (at = properties.length)); properties.push(property); }
        return at;
      });
      part.firstStream = streamObject.length;
      dictionary.datastreamObject.forEach((object, k) => { streamObject.push(part.objects[object] ?? 0); streamProperty.push(ownProperties[dictionary.datastreamProperty[k] ?? 0] ?? 0); });
    }
    owners = owned;
    epoch += 1;
    const dictionary: FeedDictionary = {
      epoch: `${known.map((part) => `${part.id}=${part.table?.dictionary.epoch}`).join(' ')} ${epoch}`, city: first.city, demo: known.some((part) => part.table?.dictionary.demo), objectIds: [...objectOf.keys()], properties,
      datastreamObject: Uint32Array.from(streamObject), datastreamProperty: Uint16Array.from(streamProperty),
    };
    emit({ type: 'dictionary', dictionary });
    tellSnapshot();
  }
  function tellSnapshot(): void {
    const known = parts.filter((part) => part.table && part.filled);
    const datastream: number[] = [], value: number[] = [], observedAt: number[] = [], quality: number[] = [];
    const object: number[] = [], lon: number[] = [], lat: number[] = [], heading: number[] = [];
    for (const { table, firstStream, objects } of known) {
      table?.observedAt.forEach((at, k) => { if (at > 0) { datastream.push(firstStream + k); value.push(table.value[k] ?? NaN); observedAt.push(at); quality.push(table.quality[k] ?? 3); } });
      table?.moved.forEach((own) => { object.push(objects[own] ?? 0); lon.push(table.lon[own] ?? 0); lat.push(table.lat[own] ?? 0); heading.push(table.heading[own] ?? 0); });
    }
    seq += 1;
    emit({
      type: 'snapshot', seq, objects: objectColumns(Uint32Array.from(owners.keys())),
      readings: { datastream: Uint32Array.from(datastream), value: Float32Array.from(value), observedAt: Float64Array.from(observedAt), quality: Uint8Array.from(quality) },
      moves: { object: Uint32Array.from(object), lon: Float64Array.from(lon), lat: Float64Array.from(lat), heading: Float32Array.from(heading) },
      warnings: known.flatMap(({ table }) => [...table!.warnings.values()]), cases: known.flatMap(({ table }) => [...table!.cases.values()]),
      tasks: known.flatMap(({ table }) => [...table!.tasks.values()]), figures: known.flatMap(({ table }) => [...table!.figures.values()]), vitals,
    });
    for (const part of known) if (!live(part)) tellStale(part, true);
  }
  function tellStale(part: Child, stale: boolean): void {
    if (!part.table || !part.filled) return;
    const { length } = part.table.dictionary.datastreamObject;
    emit({ type: 'sourceStale', stale, datastream: Uint32Array.from({ length }, (_, k) => part.firstStream + k), since: part.connection?.since ?? 0 });
  }
  /** Live as long as anybody is: what is not says so by itself. */
  function tellConnection(): void {
    const known = parts.flatMap((part) => part.connection ?? []);
    const order = ['live', 'stale', 'refused', 'connecting'] as const;
    const [best] = known.toSorted((a, b) => order.indexOf(a.phase) - order.indexOf(b.phase));
    if (!best) return;
    const down = known.filter((one) => one.phase === 'stale' || one.phase === 'refused');
    const [clock] = known.filter((one) => one.phase === best.phase);
    emit({ type: 'connection', connection: { ...best, clockOffsetMs: clock?.clockOffsetMs ?? 0, ...(best.phase === 'live' && down.length > 0 ? { reason: 'sourcesDown' } : {}) } });
  }

  function accept(part: Child, event: FeedEvent): void {
    switch (event.type) {
      case 'dictionary': part.table = createChildTable(event.dictionary); part.filled = false; return;
      case 'snapshot': {
        if (!part.table) return;
        const anew = !part.filled;
        part.table.begin(event);
        part.filled = true;
        vitals = { ...vitals, ...event.vitals };
        if (anew) tellAll(); else tellSnapshot();
        return;
      }
      case 'delta': {
        if (!part.table || !part.filled) return;
        const { table, objects, firstStream } = part;
        table.setObjects(event.objects);
        table.setReadings(event.readings);
        table.setMoves(event.moves);
        seq += 1;
        emit({
          type: 'delta', from: seq, to: seq, objects: objectColumns(event.objects.object.map((own) => objects[own] ?? 0)),
          readings: { ...event.readings, datastream: event.readings.datastream.map((own) => firstStream + own) }, moves: { ...event.moves, object: event.moves.object.map((own) => objects[own] ?? 0) },
        });
        return;
      }
      case 'warning': part.table?.warnings.set(event.warning.id, event.warning); emit({ ...event, seq: ++alarmSeq }); return;
      case 'case': part.table?.cases.set(event.case.id, event.case); emit({ ...event, seq: ++caseSeq }); return;
      case 'task': part.table?.tasks.set(event.task.id, event.task); emit({ ...event, seq: ++caseSeq }); return;
      case 'figure': part.table?.figures.set(event.figure.id, event.figure); emit({ ...event, seq: ++caseSeq }); return;
      case 'gone': part.table?.[({ warning: 'warnings', case: 'cases', task: 'tasks', figure: 'figures' } as const)[event.kind]].delete(event.id); emit(event); return;
      case 'vitals': vitals = { ...vitals, ...event.values }; emit({ ...event, values: vitals }); return;
      case 'connection': {
        const was = live(part);
        part.connection = event.connection;
        if (was !== live(part)) tellStale(part, was);
        tellConnection();
        return;
      }
      case 'heartbeat': if (part === parts[0]) emit(event); return;
      case 'refused': case 'sourceStale': emit(event);
    }
  }
  return {
    start() { parts.forEach((part, k) => { part.feed = children[k]?.start((event) => accept(part, event)) ?? null; part.feed?.start(); }); },
    retryNow() { for (const part of parts) part.feed?.retryNow(); },
    dispose() { for (const part of parts) part.feed?.dispose(); },
  };
}
