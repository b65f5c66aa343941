/** Bytes back into a segment. Whatever does not fit the layout, or promises more than it holds, is a BrokenSegment: files come from strangers. */
import type { Case } from '../domain/case';
import type { Figure } from '../domain/figure';
import type { Task } from '../domain/task';
import type { Warning } from '../domain/warning';
import { BrokenSegment, createByteReader, unzigzag, type ByteReader } from './bytes';
import type { RecordingLayout, TimeMark } from './recording';
import { readRecords } from './recordTable';
import { DEGREE_STEPS, MAGIC, SEGMENT_VERSION, type KeyColumns, type MoveChanges, type ObjectChanges, type ReadingChanges, type RecordTrack, type Segment } from './Segment';

export interface SegmentHead { readonly fingerprint: string; readonly from: number; readonly to: number; readonly complete: boolean; readonly objectCount: number; readonly streamCount: number }

function readHead(from: ByteReader): SegmentHead {
  let magic = 0;
  for (let k = 0; k < 4; k++) magic = (magic * 256 + from.byte()) >>> 0;
  if (magic !== MAGIC) throw new BrokenSegment('this is no recording');
  if (from.count() !== SEGMENT_VERSION) throw new BrokenSegment('the recording has another version');
  const fingerprint = from.text();
  return { fingerprint, from: from.count(), to: from.count(), complete: from.byte() === 1, objectCount: from.count(), streamCount: from.count() };
}

function readRuns(from: ByteReader, into: Uint8Array): void {
  for (let k = 0; k < into.length;) {
    const run = from.count();
    const value = from.byte();
    if (run === 0 || k + run > into.length) throw new BrokenSegment('a column of the recording is too long');
    into.fill(value, k, k + run);
    k += run;
  }
}
/** `none` where nothing was written. */
const before = (written: number, time: number, none: number): number => (written === 0 ? none : time - unzigzag(written - 1));

/** Room to decode into, kept from one segment to the next: fresh columns of the longest possible length would cost more than the decoding. */
function createRoom<Columns>(make: (length: number) => Columns): (length: number) => Columns {
  let held = 0;
  let room = make(0);
  return (length) => {
    if (length > held) { held = Math.ceil(length * 1.25); room = make(held); }
    return room;
  };
}
const numberRoom = createRoom((length) => new Float64Array(length));
const readingRoom = createRoom((length) => ({ at: new Float64Array(length), value: new Float32Array(length), quality: new Uint8Array(length) }));
const moveRoom = createRoom((length) => ({ at: new Float64Array(length), lon: new Float64Array(length), lat: new Float64Array(length), heading: new Float32Array(length) }));

function readKey(from: ByteReader, head: SegmentHead, scales: Float64Array, layout: RecordingLayout): KeyColumns {
  const rank = new Uint8Array(head.objectCount);
  const status = new Uint8Array(head.objectCount);
  const sinceMs = new Float64Array(head.objectCount);
  const value = new Float32Array(head.streamCount);
  const observedAt = new Float64Array(head.streamCount);
  const quality = new Uint8Array(head.streamCount);
  readRuns(from, rank);
  for (let k = 0; k < rank.length; k++) {
    const both = rank[k] ?? 0;
    rank[k] = both & 15;
    status[k] = both >> 4;
  }
  from.counts(sinceMs, 0, sinceMs.length);
  for (let k = 0; k < sinceMs.length; k++) sinceMs[k] = before(sinceMs[k] ?? 0, head.from, 0);
  from.counts(observedAt, 0, observedAt.length);
  for (let k = 0; k < observedAt.length; k++) observedAt[k] = before(observedAt[k] ?? 0, head.from, NaN);
  const written = numberRoom(value.length);
  from.counts(written, 0, value.length);
  for (let k = 0; k < value.length; k++) {
    const one = written[k] ?? 0;
    value[k] = one === 0 ? NaN : unzigzag(one - 1) / (scales[layout.streamProperty[k] ?? 0] ?? 1);
  }
  readRuns(from, quality);
  return { rank, status, sinceMs, value, observedAt, quality };
}

const inside = (index: number, end: number): number => {
  if (index >= end) throw new BrokenSegment('the recording speaks of rows that do not exist');
  return index;
};

function readObjects(from: ByteReader, head: SegmentHead): ObjectChanges {
  const count = from.size(4);
  const changes = { at: new Float64Array(count), object: new Uint32Array(count), rank: new Uint8Array(count), status: new Uint8Array(count), sinceMs: new Float64Array(count) };
  let at = head.from;
  for (let k = 0; k < count; k++) {
    at += from.count();
    changes.at[k] = at;
    changes.object[k] = inside(from.count(), head.objectCount);
    const both = from.byte();
    changes.rank[k] = both & 15;
    changes.status[k] = both >> 4;
    changes.sinceMs[k] = before(from.count(), at, 0);
  }
  return changes;
}

/** Every reading takes a byte at least, so no column can be longer than the bytes that are left. */
function readReadings(from: ByteReader, head: SegmentHead, key: KeyColumns, scales: Float64Array, layout: RecordingLayout): ReadingChanges {
  const streams = from.size(2);
  const most = from.left;
  const stream = new Uint32Array(streams);
  const first = new Uint32Array(streams + 1);
  const { at, value, quality } = readingRoom(most);
  const written = numberRoom(most);
  let n = 0;
  let last = 0;
  for (let k = 0; k < streams; k++) {
    last += from.count();
    stream[k] = inside(last, head.streamCount);
    first[k] = n;
    const packed = from.count();
    const end = n + Math.floor(packed / 4);
    if (end > most) throw new BrokenSegment('the recording promises more than it holds');
    const property = layout.streamProperty[last] ?? 0;
    const seen = key.observedAt[last] ?? NaN;
    let time = seen > 0 ? seen : head.from;
    let step = layout.intervalMs[property] ?? 0;
    if (packed & 1) {
      from.counts(at, n, end);
      for (let j = n; j < end; j++) { step += unzigzag(at[j] ?? 0); time += step; at[j] = time; }
    } else for (let j = n; j < end; j++) { time += step; at[j] = time; }
    const scale = scales[property] ?? 1;
    const known = key.value[last] ?? NaN;
    let whole = Number.isNaN(known) ? 0 : Math.round(known * scale);
    from.counts(written, n, end);
    for (let j = n; j < end; j++) {
      const one = written[j] ?? 0;
      if (one === 0) { value[j] = NaN; continue; }
      whole += unzigzag(one - 1);
      value[j] = whole / scale;
    }
    if (packed & 2) for (let j = n; j < end; j++) quality[j] = from.byte();
    else quality.fill(key.quality[last] ?? 0, n, end);
    n = end;
  }
  first[streams] = n;
  return { stream, first, at: at.slice(0, n), value: value.slice(0, n), quality: quality.slice(0, n) };
}

function readMoves(from: ByteReader, head: SegmentHead): MoveChanges {
  const objects = from.size(2);
  const most = Math.floor(from.left / 4) + 1;
  const object = new Uint32Array(objects);
  const first = new Uint32Array(objects + 1);
  const { at, lon, lat, heading } = moveRoom(most);
  let n = 0;
  let last = 0;
  let x = 0;
  let y = 0;
  let h = 0;
  for (let k = 0; k < objects; k++) {
    last += from.count();
    object[k] = inside(last, head.objectCount);
    first[k] = n;
    const begin = n;
    const end = n + from.count();
    if (end > most) throw new BrokenSegment('the recording promises more than it holds');
    const written = numberRoom((end - begin) * 4);
    from.counts(written, 0, (end - begin) * 4);
    let time = head.from;
    let step = 0;
    for (let j = 0; n < end; n++, j += 4) {
      const gap = unzigzag(written[j] ?? 0) + step;
      step = n === begin ? 0 : gap;
      time += gap;
      at[n] = time;
      x += unzigzag(written[j + 1] ?? 0);
      y += unzigzag(written[j + 2] ?? 0);
      h += unzigzag(written[j + 3] ?? 0);
      lon[n] = x / DEGREE_STEPS;
      lat[n] = y / DEGREE_STEPS;
      heading[n] = h;
    }
  }
  first[objects] = n;
  return { object, first, at: at.slice(0, n), lon: lon.slice(0, n), lat: lat.slice(0, n), heading: heading.slice(0, n) };
}

function readTrack<Item>(from: ByteReader, begin: number): RecordTrack<Item> {
  const keys = from.count();
  const at: number[] = [];
  let time = begin;
  for (let left = from.size(); left > 0; left--) { time += from.count(); at.push(time); }
  const records = readRecords(from) as Item[];
  if (records.length !== keys + at.length) throw new BrokenSegment('records of the recording are missing');
  return { key: records.slice(0, keys), at, item: records.slice(keys) };
}

const section = (from: ByteReader): ByteReader => createByteReader(from.bytes(from.count()));

/** Head and marks alone: what a timeline needs of a segment it does not show. */
export function readSegmentHead(bytes: Uint8Array): SegmentHead & { readonly marks: readonly TimeMark[] } {
  const from = createByteReader(bytes);
  return { ...readHead(from), marks: readRecords(section(from)) as unknown as TimeMark[] };
}

function openSegment(bytes: Uint8Array, layout: RecordingLayout): { readonly head: SegmentHead; readonly reader: ByteReader; readonly scales: Float64Array } {
  const reader = createByteReader(bytes);
  const head = readHead(reader);
  if (head.fingerprint !== layout.fingerprint || head.objectCount !== layout.objectCount || head.streamCount !== layout.streamProperty.length) throw new BrokenSegment('the recording belongs to another city');
  return { head, reader, scales: Float64Array.from(layout.decimals, (decimals) => 10 ** decimals) };
}
function readAllRecords(records: ByteReader, signs: ByteReader, begin: number): Pick<Segment, 'warnings' | 'cases' | 'tasks' | 'figures' | 'vitals'> {
  const tracks = { warnings: readTrack<Warning>(records, begin), cases: readTrack<Case>(records, begin), tasks: readTrack<Task>(records, begin), figures: readTrack<Figure>(records, begin) };
  const { at, item } = readTrack<Record<string, number>>(signs, begin);
  return { ...tracks, vitals: { at, values: item } };
}

export function decodeSegment(bytes: Uint8Array, layout: RecordingLayout): Segment {
  const { head, reader, scales } = openSegment(bytes, layout);
  const marks = readRecords(section(reader)) as unknown as TimeMark[];
  const key = readKey(section(reader), head, scales, layout);
  const objects = readObjects(section(reader), head);
  const readings = readReadings(section(reader), head, key, scales, layout);
  const moves = readMoves(section(reader), head);
  return { fingerprint: head.fingerprint, from: head.from, to: head.to, complete: head.complete, marks, key, objects, readings, moves, ...readAllRecords(section(reader), section(reader), head.from) };
}

/** One datastream alone, times in ms; NaN = missing. The rest of the segment is passed over: about a quarter of the cost of decoding it, a second for a day of the embedded city. */
export function decodeStream(bytes: Uint8Array, layout: RecordingLayout, wanted: number): { readonly times: readonly number[]; readonly values: readonly number[] } {
  const { head, reader, scales } = openSegment(bytes, layout);
  section(reader);
  const key = readKey(section(reader), head, scales, layout);
  section(reader);
  const from = section(reader);
  const times: number[] = [];
  const values: number[] = [];
  const first = key.observedAt[wanted] ?? NaN;
  if (first > 0) { times.push(first); values.push((key.quality[wanted] ?? 0) < 2 ? key.value[wanted] ?? NaN : NaN); }
  let stream = 0;
  for (let left = from.size(2); left > 0; left--) {
    stream += from.count();
    const packed = from.count();
    const count = Math.floor(packed / 4);
    if (count > from.left) throw new BrokenSegment('the recording promises more than it holds');
    if (stream !== wanted) {
      for (let k = packed & 1 ? 2 * count : count; k > 0; k--) from.count();
      if (packed & 2) from.bytes(count);
      if (stream > wanted) break;
      continue;
    }
    const property = layout.streamProperty[stream] ?? 0;
    const scale = scales[property] ?? 1;
    let time = first > 0 ? first : head.from;
    let step = layout.intervalMs[property] ?? 0;
    for (let k = 0; k < count; k++) { if (packed & 1) step += from.signed(); time += step; times.push(time); }
    const before = key.value[stream] ?? NaN;
    let whole = Number.isNaN(before) ? 0 : Math.round(before * scale);
    const begin = values.length;
    for (let k = 0; k < count; k++) {
      const zigzag = from.count() - 1;
      if (zigzag < 0) { values.push(NaN); continue; }
      whole += zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2;
      values.push(whole / scale);
    }
    for (let k = 0; k < count; k++) if ((packed & 2 ? from.byte() : key.quality[stream] ?? 0) >= 2) values[begin + k] = NaN;
    break;
  }
  return { times, values };
}
export type SegmentRecords = Pick<Segment, 'from' | 'to' | 'warnings' | 'cases' | 'tasks' | 'figures' | 'vitals'>;
/** Records and vital signs alone. */
export function decodeSegmentRecords(bytes: Uint8Array, layout: RecordingLayout): SegmentRecords {
  const { head, reader } = openSegment(bytes, layout);
  for (let passed = 0; passed < 5; passed++) section(reader);
  return { from: head.from, to: head.to, ...readAllRecords(section(reader), section(reader), head.from) };
}
