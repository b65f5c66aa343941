/**
 * Turns feed events into page batches: state conflated to the last value per row, records complete and in order, at most one batch in
 * flight. Nothing is dropped while the page is busy; rows only get newer. While the cockpit looks back it is held: the live table
 * goes on, nothing is sent, and the release sends all of it at once.
 */
import type { Case } from '../../domain/case';
import type { FeedConnection, FeedDictionary, FeedEvent, GoneRecord, MoveColumns, ReadingColumns } from '../../domain/feedEvent';
import type { Figure } from '../../domain/figure';
import type { Task } from '../../domain/task';
import type { Warning } from '../../domain/warning';
import type { FeedBatch } from '../protocol';
import type { BatchGate } from './batchGate';
import { createFeedTables, type FeedTables } from './feedTables';
import { createLiveRecords } from './liveRecords';

/** Shortest time between two batches, ms: five a second. */
export const BATCH_INTERVAL_MS = 200;
/** Period of the staleness clock, ms. */
export const AGE_INTERVAL_MS = 1000;

/** Jump of a wall clock that counts as one, ms of our time; reliability reference, clocks. */
const CLOCK_JUMP_MS = 1000;

export interface ConflatorOptions { readonly now: () => number; readonly gate: BatchGate }
/** What every batch says whatever instant it shows. */
export type LiveHead = Pick<FeedBatch, 'connection' | 'clockOffsetMs' | 'refused'>;
export interface Conflator {
  accept(event: FeedEvent): void;
  /** To be called a few times a second by the worker's own timer. */
  tick(): void;
  /** True = send nothing; false = send the whole live table with the next tick. */
  hold(held: boolean): void;
  /** The source's time, ms. */
  serverNow(): number;
  readonly dictionary: FeedDictionary | null;
  /** What is new of connection and refusals since it was last taken; null when nothing is. */
  takeHead(force: boolean): LiveHead | null;
}

const NO_ROWS = new Uint32Array(0);
const NO_BYTES = new Uint8Array(0);
const NO_OBJECTS = { object: NO_ROWS, rank: NO_BYTES, freshness: NO_BYTES, status: NO_BYTES, sinceMs: new Float64Array(0) };
export const NO_MOVES: MoveColumns = { object: NO_ROWS, lon: new Float64Array(0), lat: new Float64Array(0), heading: new Float32Array(0) };
const NO_READINGS: ReadingColumns & { freshness: Uint8Array } = { datastream: NO_ROWS, value: new Float32Array(0), observedAt: new Float64Array(0), quality: NO_BYTES, freshness: NO_BYTES };

/** The dirty rows of the tables as columns of a batch. */
export const cutTables = (tables: FeedTables | null): Pick<FeedBatch, 'object' | 'rank' | 'freshness' | 'status' | 'sinceMs' | 'readings' | 'moves'> => (tables ? {
  ...tables.cutObjects(tables.dirtyObjects.take()), readings: tables.cutReadings(tables.dirtyReadings.take()), moves: tables.cutMoves(tables.dirtyMoves.take()),
} : { ...NO_OBJECTS, readings: NO_READINGS, moves: NO_MOVES });

export function createConflator({ now, gate }: ConflatorOptions): Conflator {
  const live = createLiveRecords();
  let tables: FeedTables | null = null;
  let dictionary: FeedDictionary | null = null;
  let replace = false;
  let held = false;
  let warnings: Warning[] = [];
  let cases: Case[] = [];
  let tasks: Task[] = [];
  let figures: Figure[] = [];
  let gone: GoneRecord[] = [];
  let vitals: Readonly<Record<string, number>> | null = null;
  let lastVitals: Readonly<Record<string, number>> | null = null;
  let connection: FeedConnection = { source: '', phase: 'connecting', since: now(), reason: null, clockOffsetMs: 0 };
  /** When the offset held, local ms: a clock that runs faster than ours drifts away from it. */
  let offsetAt = now();
  let connectionChanged = true;
  let refused: Record<string, number> = {};
  let lastPost = -Infinity;
  let lastAge = -Infinity;

  const rate = (): number => connection.clockRate ?? 1;
  const serverNow = (): number => now() + connection.clockOffsetMs + (now() - offsetAt) * (rate() - 1);

  function takeHead(force: boolean): LiveHead | null {
    if (!force && !connectionChanged && Object.keys(refused).length === 0) return null;
    const head = { connection, clockOffsetMs: serverNow() - now(), refused };
    refused = {};
    connectionChanged = false;
    return head;
  }

  function send(): void {
    const head = takeHead(true);
    if (!head) return;
    gate.send({ replace, ...cutTables(tables), warnings, cases, tasks, figures, ...(gone.length > 0 ? { gone } : {}), instant: null, playRate: 0, ...head, ...(vitals ? { vitals } : {}) }, dictionary);
    replace = false;
    warnings = [];
    cases = [];
    tasks = [];
    figures = [];
    gone = [];
    vitals = null;
  }

  function takeSnapshot(event: Extract<FeedEvent, { type: 'snapshot' }>): void {
    // a snapshot is complete: what waited for the page before it is history
    replace = true;
    if (dictionary) tables = createFeedTables(dictionary);
    tables?.setObjects(event.objects);
    tables?.setReadings(event.readings);
    tables?.setMoves(event.moves);
    warnings = [...event.warnings];
    cases = [...event.cases];
    tasks = [...event.tasks ?? []];
    figures = [...event.figures ?? []];
    gone = [];
    vitals = event.vitals;
    lastVitals = event.vitals;
    lastAge = -Infinity;
  }

  /** What waits for the page leaves too; a later record of the same id comes again. */
  function drop({ kind, id }: GoneRecord): void {
    const others = <Item extends { readonly id: string }>(list: Item[]): Item[] => list.filter((item) => item.id !== id);
    if (kind === 'warning') warnings = others(warnings);
    else if (kind === 'case') cases = others(cases);
    else if (kind === 'task') tasks = others(tasks);
    else figures = others(figures);
    gone.push({ kind, id });
  }

  return {
    serverNow, takeHead,
    get dictionary() { return dictionary; },
    accept(event) {
      live.accept(event);
      switch (event.type) {
        case 'dictionary':
          ({ dictionary } = event);
          tables = createFeedTables(event.dictionary);
          break;
        case 'snapshot': takeSnapshot(event); break;
        case 'delta':
          tables?.setObjects(event.objects);
          tables?.setReadings(event.readings);
          tables?.setMoves(event.moves);
          break;
        case 'sourceStale':
          tables?.setSourceStale(event.datastream, event.stale);
          lastAge = -Infinity;
          break;
        case 'warning': if (!held) warnings.push(event.warning); break;
        case 'case': if (!held) cases.push(event.case); break;
        case 'task': if (!held) tasks.push(event.task); break;
        case 'figure': if (!held) figures.push(event.figure); break;
        case 'gone': if (!held) drop(event); break;
        case 'vitals': vitals = event.values; lastVitals = event.values; break;
        case 'heartbeat': {
          const next = event.rate ?? rate();
          // one of the two clocks was set, or runs at another speed: ages must follow at once
          if (next === rate() && Math.abs(event.serverTime - serverNow()) <= CLOCK_JUMP_MS * Math.max(1, next)) break;
          connection = { ...connection, clockOffsetMs: event.serverTime - now(), clockRate: next };
          offsetAt = now();
          connectionChanged = true;
          break;
        }
        case 'connection':
          ({ connection } = event);
          offsetAt = now();
          connectionChanged = true;
          break;
        case 'refused': refused[event.reason] = (refused[event.reason] ?? 0) + event.count;
      }
    },
    hold(next) {
      if (held === next) return;
      held = next;
      if (held) return;
      // the page shows another time: nothing of it may remain
      replace = true;
      tables?.touchAll();
      ({ warnings, cases, tasks, figures } = live.all(serverNow()));
      gone = [];
      vitals = lastVitals;
      lastAge = -Infinity;
      lastPost = -Infinity;
    },
    tick() {
      if (held) return;
      const time = now();
      if (tables && connection.phase === 'live' && time - lastAge >= AGE_INTERVAL_MS) {
        lastAge = time;
        tables.age(serverNow(), rate());
      }
      if (!gate.open || (time - lastPost < BATCH_INTERVAL_MS && !connectionChanged)) return;
      const news = replace || connectionChanged || vitals !== null || warnings.length + cases.length + tasks.length + figures.length + gone.length > 0 || Object.keys(refused).length > 0
        || (dictionary !== null && dictionary !== gate.dictionary) || (tables !== null && tables.dirtyObjects.size + tables.dirtyReadings.size + tables.dirtyMoves.size > 0);
      if (!news) return;
      lastPost = time;
      send();
    },
  };
}
