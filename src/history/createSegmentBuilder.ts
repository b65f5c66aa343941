/** Collects what happens in any order and sorts it into a segment. Of the places of an object only its corners are kept. */
import type { Case } from '../domain/case';
import type { Figure } from '../domain/figure';
import type { Task } from '../domain/task';
import type { Warning } from '../domain/warning';
import type { CityInstant, RecordingLayout, TimeMark } from './recording';
import { createLineKeeper } from './createLineKeeper';
import { quantise, VITALS_STEP_MS, type RecordTrack, type Segment } from './Segment';

export interface SegmentBuilder {
  readonly from: number;
  object(at: number, object: number, rank: number, status: number, sinceMs: number): void;
  /** NaN = missing. */
  reading(at: number, stream: number, value: number, quality: number): void;
  move(at: number, object: number, lon: number, lat: number, heading: number): void;
  warning(at: number, item: Warning): void;
  case(at: number, item: Case): void;
  task(at: number, item: Task): void;
  figure(at: number, item: Figure): void;
  vitals(at: number, values: Readonly<Record<string, number>>): void;
  mark(item: TimeMark): void;
  /** What was collected so far as a segment that answers up to `to`; the builder may go on. */
  segment(to: number, complete: boolean): Segment;
}

interface Numbers { push(value: number): void; readonly length: number; at(index: number): number; /** The values of an order into an array of a kind; a plain loop, because `from` walks an iterator for each of a million. */ picked<Into extends Float64Array | Float32Array | Uint8Array>(into: Into, order: Uint32Array): Into }
/** A list of numbers without boxes: a day of a city has millions. */
function numbers(): Numbers {
  let held = new Float64Array(1024);
  let length = 0;
  return {
    get length() { return length; },
    at: (index) => held[index] ?? NaN,
    picked(into, order) {
      for (let k = 0; k < order.length; k++) into[k] = held[order[k] ?? 0] ?? NaN;
      return into;
    },
    push(value) {
      if (length === held.length) { const next = new Float64Array(length * 2); next.set(held); held = next; }
      held[length++] = value;
    },
  };
}

/** Entries grouped by row, each group by time: what is written and looked up later. A counting sort, then a look at each group. */
function groupByRow(rows: Numbers, times: Numbers): { readonly row: Uint32Array; readonly first: Uint32Array; readonly order: Uint32Array } {
  let most = 0;
  for (let k = 0; k < rows.length; k++) most = Math.max(most, rows.at(k) + 1);
  const begin = new Uint32Array(most + 1);
  for (let k = 0; k < rows.length; k++) begin[rows.at(k) + 1] = (begin[rows.at(k) + 1] ?? 0) + 1;
  for (let row = 0; row < most; row++) begin[row + 1] = (begin[row + 1] ?? 0) + (begin[row] ?? 0);
  const next = begin.slice();
  const order = new Uint32Array(rows.length);
  for (let k = 0; k < rows.length; k++) {
    const row = rows.at(k);
    const at = next[row] ?? 0;
    order[at] = k;
    next[row] = at + 1;
  }
  const row: number[] = [];
  const first: number[] = [];
  for (let k = 0; k < most; k++) {
    const from = begin[k] ?? 0;
    const end = begin[k + 1] ?? 0;
    if (from === end) continue;
    row.push(k);
    first.push(from);
    let ordered = true;
    for (let n = from + 1; n < end && ordered; n++) ordered = times.at(order[n] ?? 0) >= times.at(order[n - 1] ?? 0);
    if (!ordered) order.subarray(from, end).sort((a, b) => times.at(a) - times.at(b) || a - b);
  }
  return { row: Uint32Array.from(row), first: Uint32Array.from([...first, order.length]), order };
}

interface Versions<Item> { add(at: number, item: Item): void; track(key: readonly Item[]): RecordTrack<Item> }
function versions<Item>(): Versions<Item> {
  const held: { at: number; item: Item }[] = [];
  return {
    add: (at, item) => void held.push({ at, item }),
    track(key) {
      const sorted = held.toSorted((a, b) => a.at - b.at);
      return { key, at: sorted.map((entry) => entry.at), item: sorted.map((entry) => entry.item) };
    },
  };
}

/** `key`: the city at the beginning; its columns are copied. */
export function createSegmentBuilder(layout: RecordingLayout, from: number, start: CityInstant): SegmentBuilder {
  const decimals = Uint8Array.from(layout.streamProperty, (property) => layout.decimals[property] ?? 0);
  const key = {
    rank: start.rank.slice(), status: start.status.slice(), sinceMs: start.sinceMs.slice(), observedAt: start.observedAt.slice(), quality: start.quality.slice(),
    value: Float32Array.from(start.value, (value, stream) => quantise(value, decimals[stream] ?? 0)),
  };
  const objects: { at: number; object: number; rank: number; status: number; sinceMs: number }[] = [];
  const reading = { row: numbers(), at: numbers(), value: numbers(), quality: numbers() };
  const moves = { row: numbers(), at: numbers(), lon: numbers(), lat: numbers(), heading: numbers() };
  const warnings = versions<Warning>();
  const cases = versions<Case>();
  const tasks = versions<Task>();
  const figures = versions<Figure>();
  const vitals: { at: number; values: Readonly<Record<string, number>> }[] = [];
  const marks: TimeMark[] = [];

  const lines = createLineKeeper((object, place) => {
    moves.row.push(object);
    moves.at.push(place.at);
    moves.lon.push(place.lon);
    moves.lat.push(place.lat);
    moves.heading.push(place.heading);
  });
  const move = (at: number, object: number, lon: number, lat: number, heading: number): void => lines.add(object, { at, lon, lat, heading });
  start.moving.forEach((object, k) => move(Math.min(start.at, from), object, start.lon[k] ?? 0, start.lat[k] ?? 0, start.heading[k] ?? 0));
  function addVitals(at: number, values: Readonly<Record<string, number>>): void {
    const last = vitals.at(-1);
    if (!last || at - last.at >= VITALS_STEP_MS) vitals.push({ at, values });
  }
  if (Object.keys(start.vitals).length > 0) addVitals(from, start.vitals);

  return {
    from, move, vitals: addVitals,
    object: (at, object, rank, status, sinceMs) => void objects.push({ at, object, rank, status, sinceMs }),
    reading(at, stream, value, quality) {
      reading.row.push(stream);
      reading.at.push(Math.round(at));
      reading.value.push(quantise(value, decimals[stream] ?? 0));
      reading.quality.push(quality);
    },
    warning: (at, item) => warnings.add(at, item), case: (at, item) => cases.add(at, item), task: (at, item) => tasks.add(at, item), figure: (at, item) => figures.add(at, item),
    mark: (item) => void marks.push(item),
    segment(to, complete) {
      const sorted = objects.toSorted((a, b) => a.at - b.at);
      const read = groupByRow(reading.row, reading.at);
      lines.flush();
      const went = groupByRow(moves.row, moves.at);
      return {
        fingerprint: layout.fingerprint, from, to, complete, marks: marks.toSorted((a, b) => a.at - b.at), key,
        objects: {
          at: Float64Array.from(sorted, (item) => item.at), object: Uint32Array.from(sorted, (item) => item.object), rank: Uint8Array.from(sorted, (item) => item.rank),
          status: Uint8Array.from(sorted, (item) => item.status), sinceMs: Float64Array.from(sorted, (item) => item.sinceMs),
        },
        readings: {
          stream: read.row, first: read.first, at: reading.at.picked(new Float64Array(read.order.length), read.order), value: reading.value.picked(new Float32Array(read.order.length), read.order),
          quality: reading.quality.picked(new Uint8Array(read.order.length), read.order),
        },
        moves: {
          object: went.row, first: went.first, at: moves.at.picked(new Float64Array(went.order.length), went.order), lon: moves.lon.picked(new Float64Array(went.order.length), went.order),
          lat: moves.lat.picked(new Float64Array(went.order.length), went.order), heading: moves.heading.picked(new Float32Array(went.order.length), went.order),
        },
        warnings: warnings.track(start.warnings), cases: cases.track(start.cases), tasks: tasks.track(start.tasks), figures: figures.track(start.figures),
        vitals: { at: vitals.map((item) => item.at), values: vitals.map((item) => item.values) },
      };
    },
  };
}
