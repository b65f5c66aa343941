/**
 * Stands at any instant of an opened segment. `seek` answers the whole city by one look per row; `advance` goes on from there and
 * says what changed. The columns it answers are its own and hold until the next call.
 */
import type { Case } from '../domain/case';
import type { Figure } from '../domain/figure';
import type { Task } from '../domain/task';
import type { Warning } from '../domain/warning';
import type { CityInstant, RecordingLayout } from './recording';
import { LONGEST_STEP_MS, type RecordTrack, type Segment } from './Segment';

/** What changed between two instants: rows by dictionary index, records in order of time. Places are all that move. */
export interface InstantChanges {
  readonly at: number;
  readonly object: Uint32Array;
  readonly stream: Uint32Array;
  readonly warnings: readonly Warning[]; readonly cases: readonly Case[]; readonly tasks: readonly Task[]; readonly figures: readonly Figure[];
  readonly vitals: Readonly<Record<string, number>> | null;
}
export interface Replay {
  readonly segment: Segment | null;
  /** Where it stands; NaN before the first seek. */
  readonly at: number;
  open(segment: Segment): void;
  /** The city at `time`; after the end of the segment nothing further has happened. */
  seek(time: number): CityInstant;
  /** Forwards only, within the opened segment. */
  advance(time: number): { readonly instant: CityInstant; readonly changes: InstantChanges };
}

interface Book<Item extends { readonly id: string }> { reset(track: RecordTrack<Item>, time: number): void; advance(track: RecordTrack<Item>, time: number): readonly Item[]; readonly items: ReadonlyMap<string, Item> }

function createBook<Item extends { readonly id: string }>(): Book<Item> {
  const items = new Map<string, Item>();
  let next = 0;
  function advance(track: RecordTrack<Item>, time: number): readonly Item[] {
    const begin = next;
    while (next < track.at.length && (track.at[next] ?? Infinity) <= time) {
      const item = track.item[next++];
      if (item) items.set(item.id, item);
    }
    return track.item.slice(begin, next);
  }
  return {
    items, advance,
    reset(track, time) {
      items.clear();
      next = 0;
      for (const item of track.key) items.set(item.id, item);
      advance(track, time);
    },
  };
}

/** Number of the sorted times in [begin, end) that are at or before `time`, as the index after the last. */
export function after(times: Float64Array, begin: number, end: number, time: number): number {
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

const NO_VITALS: Readonly<Record<string, number>> = {};

export function createReplay(layout: RecordingLayout): Replay {
  const streams = layout.streamProperty.length;
  const rank = new Uint8Array(layout.objectCount);
  const status = new Uint8Array(layout.objectCount);
  const sinceMs = new Float64Array(layout.objectCount);
  const value = new Float32Array(streams);
  const observedAt = new Float64Array(streams);
  const quality = new Uint8Array(streams);
  const warnings = createBook<Warning>();
  const cases = createBook<Case>();
  const tasks = createBook<Task>();
  const figures = createBook<Figure>();
  let segment: Segment | null = null;
  let at = NaN;
  let nextObject = 0;
  let nextVitals = 0;
  let nextReading = new Uint32Array(0);

  function stepObjects({ objects }: Segment, time: number, changed: number[] | null): void {
    for (; nextObject < objects.at.length && (objects.at[nextObject] ?? Infinity) <= time; nextObject++) {
      const row = objects.object[nextObject] ?? 0;
      rank[row] = objects.rank[nextObject] ?? 0;
      status[row] = objects.status[nextObject] ?? 0;
      sinceMs[row] = objects.sinceMs[nextObject] ?? 0;
      changed?.push(row);
    }
  }
  function stepReadings({ readings }: Segment, time: number, changed: number[] | null): void {
    for (let k = 0; k < readings.stream.length; k++) {
      const from = nextReading[k] ?? 0;
      const end = readings.first[k + 1] ?? 0;
      if (from >= end || (readings.at[from] ?? Infinity) > time) continue;
      const past = after(readings.at, from, end, time);
      const row = readings.stream[k] ?? 0;
      nextReading[k] = past;
      value[row] = readings.value[past - 1] ?? NaN;
      observedAt[row] = readings.at[past - 1] ?? NaN;
      quality[row] = readings.quality[past - 1] ?? 0;
      changed?.push(row);
    }
  }
  function vitalsAt({ vitals }: Segment): Readonly<Record<string, number>> {
    while (nextVitals < vitals.at.length && (vitals.at[nextVitals] ?? Infinity) <= at) nextVitals++;
    return vitals.values[nextVitals - 1] ?? vitals.values[0] ?? NO_VITALS;
  }

  function places({ moves }: Segment, time: number): Pick<CityInstant, 'moving' | 'lon' | 'lat' | 'heading'> {
    const moving = new Uint32Array(moves.object.length);
    const lon = new Float64Array(moving.length);
    const lat = new Float64Array(moving.length);
    const heading = new Float32Array(moving.length);
    let n = 0;
    for (let k = 0; k < moves.object.length; k++) {
      const begin = moves.first[k] ?? 0;
      const end = moves.first[k + 1] ?? begin;
      const past = after(moves.at, begin, end, time);
      if (past === begin) continue;
      const last = past - 1;
      const gap = past < end ? (moves.at[past] ?? 0) - (moves.at[last] ?? 0) : Infinity;
      const f = gap <= LONGEST_STEP_MS ? (time - (moves.at[last] ?? 0)) / gap : 0;
      const x = moves.lon[last] ?? 0;
      const y = moves.lat[last] ?? 0;
      moving[n] = moves.object[k] ?? 0;
      lon[n] = x + ((moves.lon[past] ?? x) - x) * f;
      lat[n] = y + ((moves.lat[past] ?? y) - y) * f;
      heading[n++] = moves.heading[last] ?? 0;
    }
    return { moving: moving.subarray(0, n), lon: lon.subarray(0, n), lat: lat.subarray(0, n), heading: heading.subarray(0, n) };
  }

  const instantOf = (current: Segment): CityInstant => ({
    at, rank, status, sinceMs, value, observedAt, quality, ...places(current, at),
    warnings: [...warnings.items.values()], cases: [...cases.items.values()], tasks: [...tasks.items.values()],
    figures: [...figures.items.values()].filter((item) => item.from <= at && (item.until === null || item.until > at)), vitals: vitalsAt(current),
  });
  function opened(): Segment {
    if (!segment) throw new Error('no segment is opened');
    return segment;
  }

  return {
    get segment() { return segment; },
    get at() { return at; },
    open(next) { segment = next; at = NaN; },
    seek(time) {
      const current = opened();
      at = time;
      rank.set(current.key.rank);
      status.set(current.key.status);
      sinceMs.set(current.key.sinceMs);
      value.set(current.key.value);
      observedAt.set(current.key.observedAt);
      quality.set(current.key.quality);
      nextObject = 0;
      nextVitals = 0;
      nextReading = current.readings.first.slice(0, -1);
      stepObjects(current, time, null);
      stepReadings(current, time, null);
      warnings.reset(current.warnings, time);
      cases.reset(current.cases, time);
      tasks.reset(current.tasks, time);
      figures.reset(current.figures, time);
      return instantOf(current);
    },
    advance(time) {
      const current = opened();
      if (!(time >= at)) throw new Error('a replay advances forwards only');
      const before = nextVitals;
      at = time;
      const objects: number[] = [];
      const changed: number[] = [];
      stepObjects(current, time, objects);
      stepReadings(current, time, changed);
      const records = { warnings: warnings.advance(current.warnings, time), cases: cases.advance(current.cases, time), tasks: tasks.advance(current.tasks, time), figures: figures.advance(current.figures, time) };
      const instant = instantOf(current);
      return { instant, changes: { at, object: Uint32Array.from(objects), stream: Uint32Array.from(changed), ...records, vitals: nextVitals > before ? instant.vitals : null } };
    },
  };
}
