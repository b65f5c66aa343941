/** The live table of the city: applies feed batches, keeps counts reconciled and tells every listener once per batch. */
import type { Case } from '../../domain/case';
import type { Figure } from '../../domain/figure';
import type { Task } from '../../domain/task';
import type { FeedConnection, FeedDictionary, RecordKind } from '../../domain/feedEvent';
import { toCaseId, toObjectId, toWarningId, type CaseId, type ObjectId, type WarningId } from '../../domain/ids';
import type { Overview } from '../../domain/overview';
import { FLAG, FRESHNESS, STATE_BYTES, STATUSES, toCondition, type LevelRank } from '../../domain/state';
import { isHeldBack, isUnacknowledged, type Warning } from '../../domain/warning';
import type { Catalogue } from './Catalogue';
import type { CityBatch } from './cityBatch';
import type { CityDiff, CityStore } from './CityStore';
import { countOverview } from './countOverview';
import { createHosts } from './hosts';
import { selectList } from './listFilter';
import { byWorst, createReadingTable, type ReadingTable } from './readingTable';
import { createRecordBook } from './recordBook';
import { createStateTable } from './stateTable';

export interface CityStoreOptions {
  readonly catalogue: Catalogue;
  /** Local time, ms; the feed's clock offset is added. */
  readonly now: () => number;
  /** Offset of the city's civil time from UTC; "today" starts at its midnight. */
  readonly utcOffsetMinutes?: number;
}

/** The store with its writing end; everyone but the composition root gets the narrower CityStore. */
export interface LiveCityStore extends CityStore {
  apply(batch: CityBatch): CityDiff;
}

const DAY = 86_400_000;
const UNKNOWN = -1;
/** Civil time of the demo city, seconds east of UTC. */
const DEFAULT_UTC_OFFSET = 480;

export function createCityStore({ catalogue, now, utcOffsetMinutes = DEFAULT_UTC_OFFSET }: CityStoreOptions): LiveCityStore {
  const hosts = createHosts(catalogue);
  const table = createStateTable(catalogue.featureCount, hosts);
  const warnings = createRecordBook<Warning>();
  const cases = createRecordBook<Case>();
  const tasks = new Map<string, Task>();
  const figures = new Map<string, Figure>();
  let instant: number | null = null;
  let playRate = 0;
  const moved = new Map<number, { lon: number; lat: number; heading: number }>();
  const listeners = new Set<(diff: CityDiff) => void>();
  const changed = new Uint8Array(catalogue.featureCount);
  let dictionary: FeedDictionary | null = null;
  let indexOfObject = new Int32Array(0);
  const objectAtIndex = new Int32Array(catalogue.featureCount).fill(UNKNOWN);
  let readings: ReadingTable | null = null;
  let vitals: Readonly<Record<string, number>> = {};
  let connection: FeedConnection = { source: '', phase: 'connecting', since: now(), reason: null, clockOffsetMs: 0 };
  let clockOffsetMs = 0;
  let offsetAt = now();
  let refused: Readonly<Record<string, number>> = {};
  let stale = false;
  let counted: { readonly overview: Overview; readonly second: number } | null = null;

  /** A back end's clock may run faster than ours: from the last batch on it does so at its own rate. */
  const liveNow = (): number => now() + clockOffsetMs + (now() - offsetAt) * ((connection.clockRate ?? 1) - 1);
  const serverNow = (): number => instant ?? liveNow();
  const midnight = (): number => Math.floor((serverNow() + utcOffsetMinutes * 60_000) / DAY) * DAY - utcOffsetMinutes * 60_000;

  function setDictionary(next: FeedDictionary): void {
    dictionary = next;
    indexOfObject = Int32Array.from(next.objectIds, (id) => catalogue.indexOf(toObjectId(id)) ?? UNKNOWN);
    objectAtIndex.fill(UNKNOWN);
    indexOfObject.forEach((index, object) => { if (index !== UNKNOWN) objectAtIndex[index] = object; });
    readings = createReadingTable(next);
  }

  function clear(): void {
    table.clear();
    warnings.clear();
    cases.clear();
    tasks.clear();
    figures.clear();
    moved.clear();
    readings?.clear();
    vitals = {};
  }

  function flagsOf(id: ObjectId): number {
    let flags = 0;
    for (const warning of warnings.of(id)) if (isUnacknowledged(warning) && !isHeldBack(warning)) flags |= FLAG.unacknowledged;
    for (const item of cases.of(id)) if (item.open) flags |= FLAG.hasCase;
    return flags;
  }

  function applyRows(batch: CityBatch, touch: (index: number) => void): void {
    for (let k = 0; k < batch.object.length; k++) {
      const index = indexOfObject[batch.object[k] ?? 0] ?? UNKNOWN;
      if (index < 0) continue;
      table.setOwn(index, batch.rank[k] ?? 0, batch.freshness[k] ?? 0, batch.status[k] ?? 0, batch.sinceMs[k] ?? 0);
      if (!batch.replace) table.refresh(index, stale, touch);
    }
  }

  function applyMoves({ moves }: CityBatch): Uint32Array {
    const list = new Uint32Array(moves.object.length);
    let n = 0;
    for (let k = 0; k < moves.object.length; k++) {
      const index = indexOfObject[moves.object[k] ?? 0] ?? UNKNOWN;
      if (index < 0) continue;
      const known = moved.get(index);
      if (known) {
        known.lon = moves.lon[k] ?? 0;
        known.lat = moves.lat[k] ?? 0;
        known.heading = moves.heading[k] ?? 0;
      } else moved.set(index, { lon: moves.lon[k] ?? 0, lat: moves.lat[k] ?? 0, heading: moves.heading[k] ?? 0 });
      list[n++] = index;
    }
    return list.subarray(0, n);
  }

  function applyRecords(batch: CityBatch): Set<ObjectId> {
    const owners = new Set<ObjectId>();
    const concern = (id: ObjectId | null | undefined): void => { if (id) owners.add(id); };
    for (const { kind, id } of batch.gone ?? []) {
      if (kind === 'warning' || kind === 'case') {
        const book = kind === 'warning' ? warnings : cases;
        concern(book.get(id)?.objectId);
        book.remove(id);
      } else (kind === 'task' ? tasks : figures).delete(id);
    }
    for (const warning of batch.warnings) {
      // a record may change hands: its former object must lose the mark
      concern(warnings.get(warning.id)?.objectId);
      if (warning.state === 'cleared_ack') warnings.remove(warning.id);
      else warnings.put(warning);
      concern(warning.objectId);
    }
    for (const item of batch.cases) {
      concern(cases.get(item.id)?.objectId);
      cases.put(item);
      concern(item.objectId);
    }
    return owners;
  }

  /** Closed cases of days gone by belong to no number any more. */
  function forgetOldCases(): void {
    const from = midnight();
    for (const item of cases.all()) if (!item.open && (item.closedAt ?? 0) < from) cases.remove(item.id);
  }

  const isOver = (figure: Figure): boolean => figure.until !== null && figure.until <= serverNow();
  function applyTasksAndFigures(batch: CityBatch): void {
    const from = serverNow() - DAY;
    for (const task of batch.tasks ?? []) tasks.set(task.id, task);
    for (const task of tasks.values()) if (task.finishedAt !== null && task.finishedAt < from) tasks.delete(task.id);
    for (const figure of batch.figures ?? []) figures.set(figure.id, figure);
    for (const figure of figures.values()) if (isOver(figure)) figures.delete(figure.id);
  }

  function apply(batch: CityBatch): CityDiff {
    const before = { instant, playRate };
    instant = batch.instant ?? null;
    playRate = batch.playRate ?? 0;
    const wasStale = stale;
    const connectionChanged = batch.connection.phase !== connection.phase || batch.connection.reason !== connection.reason || batch.connection.since !== connection.since;
    if (batch.dictionary) setDictionary(batch.dictionary);
    if (batch.replace || batch.dictionary) clear();
    ({ connection, clockOffsetMs } = batch);
    offsetAt = now();
    // a stopped feed makes nothing of the past stale: its ages count against the instant shown
    stale = instant === null && connection.phase !== 'live';
    const rows: number[] = [];
    const touch = (index: number): void => {
      if (changed[index]) return;
      changed[index] = 1;
      rows.push(index);
    };
    applyRows(batch, touch);
    readings?.set(batch.readings);
    const movedRows = applyMoves(batch);
    for (const owner of applyRecords(batch)) {
      const index = catalogue.indexOf(owner);
      if (index === null) continue;
      table.setFlags(index, flagsOf(owner));
      if (!batch.replace) table.refresh(index, stale, touch);
    }
    applyTasksAndFigures(batch);
    if (batch.vitals) vitals = { ...batch.vitals };
    const all = batch.replace || batch.dictionary !== undefined || wasStale !== stale;
    if (all) table.refreshAll(stale);
    for (const index of rows) changed[index] = 0;
    const left = (kind: RecordKind): readonly string[] => (batch.gone ?? []).flatMap((item) => (item.kind === kind ? item.id : []));
    const newlyRefused = Object.entries(batch.refused);
    if (newlyRefused.length > 0) refused = Object.freeze({ ...refused, ...Object.fromEntries(newlyRefused.map(([reason, count]) => [reason, (Object.hasOwn(refused, reason) ? refused[reason] ?? 0 : 0) + count])) });
    forgetOldCases();
    counted = null;
    const diff: CityDiff = Object.freeze({
      source: batch.replace ? 'snapshot' : wasStale !== stale ? 'connection' : batch.object.length > 0 && batch.warnings.length === 0 && batch.readings.datastream.length === 0 ? 'staleness' : 'delta',
      rows: all ? 'all' : Uint32Array.from(rows), moved: movedRows,
      warningsChanged: Object.freeze([...batch.warnings.map((item): WarningId => item.id), ...left('warning').map(toWarningId)]), casesChanged: Object.freeze([...batch.cases.map((item): CaseId => item.id), ...left('case').map(toCaseId)]),
      vitalsChanged: batch.vitals !== undefined, connectionChanged: connectionChanged || newlyRefused.length > 0,
      tasksChanged: batch.replace || (batch.tasks?.length ?? 0) + left('task').length > 0, figuresChanged: batch.replace || (batch.figures?.length ?? 0) + left('figure').length > 0, instantChanged: instant !== before.instant || playRate !== before.playRate,
    });
    for (const listener of listeners) listener(diff);
    return diff;
  }

  /** An object and everything mounted on it. */
  function* family(id: ObjectId): Generator<{ id: ObjectId; index: number }> {
    const index = catalogue.indexOf(id);
    if (index === null) return;
    yield { id, index };
    for (const child of hosts.childrenOf(index)) yield { id: catalogue.idOf(child), index: child };
  }

  const store: LiveCityStore = {
    catalogue, apply,
    stateBytes: table.bytes,
    get connection() { return connection; },
    get demo() { return dictionary?.demo ?? false; },
    get refused() { return refused; },
    serverNow, liveNow,
    get instant() { return instant; },
    get playRate() { return playRate; },
    case: (id) => cases.get(id) ?? null,
    tasks: () => [...tasks.values()],
    figures: () => [...figures.values()].filter((figure) => !isOver(figure)),
    state(index) {
      const at = index * STATE_BYTES;
      const rank = (table.bytes[at] ?? 0) as LevelRank;
      const freshness = FRESHNESS[table.bytes[at + 1] ?? 0] ?? 'none';
      const status = STATUSES[table.bytes[at + 2] ?? 0] ?? 'normal';
      const flags = table.bytes[at + 3] ?? 0;
      const since = stale && freshness === 'stale' ? connection.since : table.since(index);
      let openCases = 0;
      if (flags & FLAG.hasCase) for (const item of store.casesOf(catalogue.idOf(index))) if (item.open) openCases += 1;
      return {
        rank, freshness, status, condition: toCondition(rank, freshness, status), since: freshness === 'none' || since === 0 ? null : since,
        unacknowledged: (flags & FLAG.unacknowledged) !== 0, openCases,
      };
    },
    inFeed: (index) => (objectAtIndex[index] ?? UNKNOWN) !== UNKNOWN,
    mountedOn: (index) => hosts.childrenOf(index),
    readings(id) {
      const newest = readings;
      if (!newest) return [];
      return [...family(id)].flatMap(({ index }) => { const object = objectAtIndex[index] ?? UNKNOWN; return object === UNKNOWN ? [] : newest.of(object, stale); }).sort(byWorst);
    },
    eachReading(key, visit) {
      readings?.each(key, stale, (object, newest) => { const index = indexOfObject[object] ?? UNKNOWN; if (index >= 0) visit(index, newest); });
    },
    place(index) {
      const base = catalogue.place(index);
      const live = moved.get(index);
      if (live) return { lon: live.lon, lat: live.lat, elevation: base?.elevation ?? 0, heading: live.heading };
      return base ? { ...base, heading: null } : null;
    },
    warning: (id) => warnings.get(id) ?? null,
    warnings: () => warnings.all(),
    warningsOf: (id) => [...family(id)].flatMap((member) => warnings.of(member.id)),
    cases: () => cases.all(),
    casesOf: (id) => [...family(id)].flatMap((member) => cases.of(member.id)),
    overview() {
      // deadlines pass by themselves, so a count holds for a second at most
      const second = Math.floor(serverNow() / 1000);
      if (counted?.second !== second) {
        counted = { second, overview: countOverview({ now: serverNow(), midnight: midnight(), catalogue, bytes: table.bytes, warnings: warnings.all(), cases: cases.all(), vitals }) };
      }
      return counted.overview;
    },
    list: (filter) => selectList(store, filter, midnight()),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return store;
}
