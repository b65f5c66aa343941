/**
 * The hot path: columns of objects, readings and moves, decoded by hand into typed arrays. Every item is checked for bounds and
 * finiteness; a bad one is left out and counted, the rest of the message stands.
 */
import type { MoveColumns, ObjectColumns, ReadingColumns } from '../../domain/feedEvent';
import { MAX_FIGURE, MAX_TIME, MIN_TIME } from './records';
import type { Refusals } from './refusals';

const EMPTY: readonly unknown[] = [];
/** Source clocks may run ahead by this much before a time counts as wrong, ms. */
const MAX_AHEAD = 5000;
/** Index into QUALITIES. */
const BAD = 2;
const MISSING = 3;

const column = (from: unknown, key: string): readonly unknown[] => {
  if (typeof from !== 'object' || from === null || !Object.hasOwn(from, key)) return EMPTY;
  const list = (from as Record<string, unknown>)[key];
  return Array.isArray(list) ? list : EMPTY;
};
const isIndex = (value: unknown, end: number): value is number => typeof value === 'number' && value >= 0 && value < end && Number.isInteger(value);
const isTime = (value: unknown): value is number => typeof value === 'number' && value >= MIN_TIME && value <= MAX_TIME;

/** Row numbers of a delta (`i`) or 0 … length − 1 of a snapshot. */
function rowsOf(from: unknown, whole: number | null): readonly unknown[] | null {
  return whole === null ? column(from, 'i') : null;
}

/** `whole` = number of rows of a snapshot; null for a delta, whose rows are named by `i`. */
export function decodeObjects(from: unknown, end: number, whole: number | null, refusals: Refusals): ObjectColumns {
  const rows = rowsOf(from, whole);
  const ranks = column(from, 'rank');
  const statuses = column(from, 'status');
  const times = column(from, 'since');
  const length = rows ? rows.length : Math.min(whole ?? 0, ranks.length);
  const object = new Uint32Array(length);
  const rank = new Uint8Array(length);
  const status = new Uint8Array(length);
  const sinceMs = new Float64Array(length);
  let n = 0;
  let unknown = 0;
  let bad = 0;
  for (let k = 0; k < length; k++) {
    const index = rows ? rows[k] : k;
    if (!isIndex(index, end)) { unknown++; continue; }
    if (!isIndex(ranks[k], 5) || !isIndex(statuses[k], 4) || !isTime(times[k])) { bad++; continue; }
    object[n] = index;
    rank[n] = ranks[k] as number;
    status[n] = statuses[k] as number;
    sinceMs[n++] = times[k] as number;
  }
  refusals.add('unknownIndex', unknown);
  refusals.add('badObjectRow', bad);
  return { object: object.subarray(0, n), rank: rank.subarray(0, n), status: status.subarray(0, n), sinceMs: sinceMs.subarray(0, n) };
}

/** A value from the future keeps its figure but is marked bad: a wrong clock must not look fresh. */
export function decodeReadings(from: unknown, end: number, whole: number | null, serverNow: number, refusals: Refusals, clockRate = 1): ReadingColumns {
  const latest = serverNow + MAX_AHEAD * clockRate;
  const rows = rowsOf(from, whole);
  const values = column(from, 'v');
  const times = column(from, 't');
  const qualities = column(from, 'q');
  const length = rows ? rows.length : Math.min(whole ?? 0, values.length);
  const datastream = new Uint32Array(length);
  const value = new Float32Array(length);
  const observedAt = new Float64Array(length);
  const quality = new Uint8Array(length);
  let n = 0;
  let unknown = 0;
  let bad = 0;
  let badTime = 0;
  let ahead = 0;
  for (let k = 0; k < length; k++) {
    const index = rows ? rows[k] : k;
    if (!isIndex(index, end)) { unknown++; continue; }
    const figure = values[k];
    const at = times[k];
    if (!isIndex(qualities[k], 4)) { bad++; continue; }
    if (figure === null || figure === undefined) {
      // never observed, or explicitly missing: a row without a value is a fact too
      if (rows === null && at === null) continue;
      if (!isTime(at)) { badTime++; continue; }
      value[n] = NaN;
      quality[n] = MISSING;
    } else {
      if (typeof figure !== 'number' || !(Math.abs(figure) <= MAX_FIGURE)) { bad++; continue; }
      if (!isTime(at)) { badTime++; continue; }
      value[n] = figure;
      quality[n] = qualities[k] as number;
    }
    const time = at as number;
    if (time > latest) { quality[n] = BAD; ahead++; }
    datastream[n] = index;
    observedAt[n++] = Math.min(time, latest);
  }
  refusals.add('unknownIndex', unknown);
  refusals.add('badReadingRow', bad);
  refusals.add('badTime', badTime);
  refusals.add('futureTime', ahead);
  return { datastream: datastream.subarray(0, n), value: value.subarray(0, n), observedAt: observedAt.subarray(0, n), quality: quality.subarray(0, n) };
}

export function decodeMoves(from: unknown, end: number, refusals: Refusals): MoveColumns {
  const rows = column(from, 'i');
  const lons = column(from, 'lon');
  const lats = column(from, 'lat');
  const headings = column(from, 'h');
  const object = new Uint32Array(rows.length);
  const lon = new Float64Array(rows.length);
  const lat = new Float64Array(rows.length);
  const heading = new Float32Array(rows.length);
  let n = 0;
  let unknown = 0;
  let bad = 0;
  for (let k = 0; k < rows.length; k++) {
    const index = rows[k];
    const x = lons[k];
    const y = lats[k];
    const h = headings[k];
    if (!isIndex(index, end)) { unknown++; continue; }
    if (typeof x !== 'number' || typeof y !== 'number' || !(Math.abs(x) <= 180) || !(Math.abs(y) <= 90) || typeof h !== 'number' || !(Math.abs(h) <= 360)) { bad++; continue; }
    object[n] = index;
    lon[n] = x;
    lat[n] = y;
    heading[n++] = h;
  }
  refusals.add('unknownIndex', unknown);
  refusals.add('badMoveRow', bad);
  return { object: object.subarray(0, n), lon: lon.subarray(0, n), lat: lat.subarray(0, n), heading: heading.subarray(0, n) };
}
