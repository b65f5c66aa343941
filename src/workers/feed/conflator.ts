/**
 * Turns feed events into page batches: state conflated to the last value per row, warnings and cases complete and in order, at most
 * one batch in flight. Nothing is dropped while the page is busy; rows only get newer.
 */
import type { Case } from '../../domain/case';
import type { FeedConnection, FeedDictionary, FeedEvent, MoveColumns, ReadingColumns } from '../../domain/feedEvent';
import type { Warning } from '../../domain/warning';
import type { FeedBatch } from '../protocol';
import { createFeedTables, type FeedTables } from './feedTables';

/** Shortest time between two batches, ms: five a second. */
export const BATCH_INTERVAL_MS = 200;
/** Period of the staleness clock, ms. */
export const AGE_INTERVAL_MS = 1000;

/** Jump of a wall clock that counts as one, ms; reliability reference, clocks. */
const CLOCK_JUMP_MS = 1000;

export interface ConflatorOptions { readonly now: () => number; readonly post: (batch: FeedBatch) => void }
export interface Conflator {
  accept(event: FeedEvent): void;
  /** To be called a few times a second by the worker's own timer. */
  tick(): void;
  acknowledge(batch: number): void;
}

const NO_ROWS = new Uint32Array(0);
const NO_BYTES = new Uint8Array(0);
const NO_MOVES: MoveColumns = { object: NO_ROWS, lon: new Float64Array(0), lat: new Float64Array(0), heading: new Float32Array(0) };
const NO_READINGS: ReadingColumns & { freshness: Uint8Array } = { datastream: NO_ROWS, value: new Float32Array(0), observedAt: new Float64Array(0), quality: NO_BYTES, freshness: NO_BYTES };

export function createConflator({ now, post }: ConflatorOptions): Conflator {
  let tables: FeedTables | null = null;
  let dictionary: FeedDictionary | null = null;
  let newDictionary = false;
  let replace = false;
  let warnings: Warning[] = [];
  let cases: Case[] = [];
  let vitals: Readonly<Record<string, number>> | null = null;
  let connection: FeedConnection = { source: '', phase: 'connecting', since: now(), reason: null, clockOffsetMs: 0 };
  let connectionChanged = true;
  let refused: Record<string, number> = {};
  let number = 0;
  let inFlight = 0;
  let lastPost = -Infinity;
  let lastAge = -Infinity;

  const serverNow = (): number => now() + connection.clockOffsetMs;

  function cut(): FeedBatch {
    const objects = tables?.cutObjects(tables.dirtyObjects.take()) ?? { object: NO_ROWS, rank: NO_BYTES, freshness: NO_BYTES, status: NO_BYTES, sinceMs: new Float64Array(0) };
    const batch: FeedBatch = {
      batch: ++number, replace, ...objects,
      readings: tables?.cutReadings(tables.dirtyReadings.take()) ?? NO_READINGS, moves: tables?.cutMoves(tables.dirtyMoves.take()) ?? NO_MOVES,
      warnings, cases, connection, clockOffsetMs: connection.clockOffsetMs, refused,
      ...(newDictionary && dictionary ? { dictionary } : {}), ...(vitals ? { vitals } : {}),
    };
    newDictionary = false;
    replace = false;
    warnings = [];
    cases = [];
    vitals = null;
    refused = {};
    connectionChanged = false;
    return batch;
  }

  return {
    accept(event) {
      switch (event.type) {
        case 'dictionary':
          dictionary = event.dictionary;
          newDictionary = true;
          tables = createFeedTables(event.dictionary);
          break;
        case 'snapshot':
          // a snapshot is complete: what waited for the page before it is history
          replace = true;
          if (dictionary) tables = createFeedTables(dictionary);
          tables?.setObjects(event.objects);
          tables?.setReadings(event.readings);
          tables?.setMoves(event.moves);
          warnings = [...event.warnings];
          cases = [...event.cases];
          vitals = event.vitals;
          lastAge = -Infinity;
          break;
        case 'delta':
          tables?.setObjects(event.objects);
          tables?.setReadings(event.readings);
          tables?.setMoves(event.moves);
          break;
        case 'warning': warnings.push(event.warning); break;
        case 'case': cases.push(event.case); break;
        case 'vitals': vitals = event.values; break;
        case 'heartbeat': {
          const shift = event.serverTime - now();
          // one of the two clocks was set: ages must follow at once
          if (Math.abs(shift - connection.clockOffsetMs) > CLOCK_JUMP_MS) connection = { ...connection, clockOffsetMs: shift };
          break;
        }
        case 'connection':
          connection = event.connection;
          connectionChanged = true;
          break;
        case 'refused': refused[event.reason] = (refused[event.reason] ?? 0) + event.count;
      }
    },
    tick() {
      const time = now();
      if (tables && connection.phase === 'live' && time - lastAge >= AGE_INTERVAL_MS) {
        lastAge = time;
        tables.age(serverNow());
      }
      if (inFlight !== 0 || (time - lastPost < BATCH_INTERVAL_MS && !connectionChanged)) return;
      const news = newDictionary || replace || connectionChanged || vitals !== null || warnings.length > 0 || cases.length > 0 || Object.keys(refused).length > 0
        || (tables !== null && tables.dirtyObjects.size + tables.dirtyReadings.size + tables.dirtyMoves.size > 0);
      if (!news) return;
      lastPost = time;
      const batch = cut();
      inFlight = batch.batch;
      post(batch);
    },
    acknowledge(batch) { if (batch === inFlight) inFlight = 0; },
  };
}

/** Buffers of a batch that may be handed over instead of copied. The dictionary stays: the worker keeps using it. */
export function transferables(batch: FeedBatch): ArrayBuffer[] {
  const { readings, moves } = batch;
  const arrays = [batch.object, batch.rank, batch.freshness, batch.status, batch.sinceMs, readings.datastream, readings.value, readings.observedAt, readings.quality,
    readings.freshness, moves.object, moves.lon, moves.lat, moves.heading];
  return [...new Set(arrays.filter((array) => array.length > 0).map((array) => array.buffer as ArrayBuffer))];
}
