/**
 * A segment as bytes. Version 1: magic, version, fingerprint, from, to, complete, then sections, each with its length before it:
 * marks, key columns, object changes, readings, moves, records, vitals. Readings are stream by stream: values as differences of whole
 * steps of the property's decimals, times as differences of differences, so that a regular quiet sensor costs two bytes a reading.
 */
import { createByteWriter, type ByteWriter } from './bytes';
import type { RecordingLayout } from './recording';
import { writeRecords, type PlainRecord } from './recordTable';
import { DEGREE_STEPS, MAGIC, SEGMENT_VERSION, type KeyColumns, type RecordTrack, type Segment } from './Segment';

function writeRuns(into: ByteWriter, bytes: ArrayLike<number>): void {
  for (let k = 0; k < bytes.length;) {
    let run = 1;
    while (k + run < bytes.length && bytes[k + run] === bytes[k]) run++;
    into.count(run);
    into.byte(bytes[k] ?? 0);
    k += run;
  }
}
/** 0 = none, else one more than the zigzag of its distance before `from`. */
function writeBefore(into: ByteWriter, from: number, time: number, none: boolean): void {
  if (none) { into.count(0); return; }
  const before = from - time;
  into.count((before < 0 ? -2 * before - 1 : 2 * before) + 1);
}
const steps = (value: number, decimals: number): number => Math.round(value * 10 ** decimals);
const rounded = (time: number): number => Math.round(time);

function writeKey(into: ByteWriter, key: KeyColumns, from: number, layout: RecordingLayout): void {
  writeRuns(into, Uint8Array.from(key.rank, (rank, k) => rank | ((key.status[k] ?? 0) << 4)));
  for (const since of key.sinceMs) writeBefore(into, from, rounded(since), !(since > 0));
  for (const at of key.observedAt) writeBefore(into, from, rounded(at), !(at > 0));
  for (let stream = 0; stream < key.value.length; stream++) {
    const value = key.value[stream] ?? NaN;
    const whole = steps(value, layout.decimals[layout.streamProperty[stream] ?? 0] ?? 0);
    if (Number.isNaN(value)) into.count(0);
    else into.count((whole < 0 ? -2 * whole - 1 : 2 * whole) + 1);
  }
  writeRuns(into, key.quality);
}

function writeObjects(into: ByteWriter, { objects, from }: Segment): void {
  into.count(objects.at.length);
  let last = from;
  for (let k = 0; k < objects.at.length; k++) {
    const at = rounded(objects.at[k] ?? 0);
    into.count(Math.max(0, at - last));
    last = Math.max(last, at);
    into.count(objects.object[k] ?? 0);
    into.byte((objects.rank[k] ?? 0) | ((objects.status[k] ?? 0) << 4));
    writeBefore(into, at, rounded(objects.sinceMs[k] ?? 0), !((objects.sinceMs[k] ?? 0) > 0));
  }
}

function writeReadings(into: ByteWriter, { readings, key, from }: Segment, layout: RecordingLayout): void {
  into.count(readings.stream.length);
  let lastStream = 0;
  for (let k = 0; k < readings.stream.length; k++) {
    const stream = readings.stream[k] ?? 0;
    const property = layout.streamProperty[stream] ?? 0;
    const begin = readings.first[k] ?? 0;
    const end = readings.first[k + 1] ?? begin;
    const keyQuality = key.quality[stream] ?? 0;
    const seen = key.observedAt[stream] ?? NaN;
    const start = seen > 0 ? rounded(seen) : from;
    let regular = true;
    let sameQuality = true;
    let time = start;
    for (let n = begin; n < end; n++) {
      const at = rounded(readings.at[n] ?? 0);
      if (at - time !== (layout.intervalMs[property] ?? 0)) regular = false;
      if (readings.quality[n] !== keyQuality) sameQuality = false;
      time = at;
    }
    into.count(stream - lastStream);
    lastStream = stream;
    into.count((end - begin) * 4 + (regular ? 0 : 1) + (sameQuality ? 0 : 2));
    if (!regular) {
      let step = layout.intervalMs[property] ?? 0;
      time = start;
      for (let n = begin; n < end; n++) {
        const at = rounded(readings.at[n] ?? 0);
        into.signed(at - time - step);
        step = at - time;
        time = at;
      }
    }
    const decimals = layout.decimals[property] ?? 0;
    const before = key.value[stream] ?? NaN;
    let last = Number.isNaN(before) ? 0 : steps(before, decimals);
    for (let n = begin; n < end; n++) {
      const value = readings.value[n] ?? NaN;
      if (Number.isNaN(value)) { into.count(0); continue; }
      const whole = steps(value, decimals);
      const change = whole - last;
      into.count((change < 0 ? -2 * change - 1 : 2 * change) + 1);
      last = whole;
    }
    if (!sameQuality) for (let n = begin; n < end; n++) into.byte(readings.quality[n] ?? 0);
  }
}

function writeMoves(into: ByteWriter, { moves, from }: Segment): void {
  into.count(moves.object.length);
  let lastObject = 0;
  let lon = 0;
  let lat = 0;
  let heading = 0;
  for (let k = 0; k < moves.object.length; k++) {
    const object = moves.object[k] ?? 0;
    const begin = moves.first[k] ?? 0;
    const end = moves.first[k + 1] ?? begin;
    into.count(object - lastObject);
    lastObject = object;
    into.count(end - begin);
    let time = from;
    let step = 0;
    for (let n = begin; n < end; n++) {
      const at = rounded(moves.at[n] ?? 0);
      into.signed(at - time - step);
      step = n === begin ? 0 : at - time;
      time = at;
      const x = Math.round((moves.lon[n] ?? 0) * DEGREE_STEPS);
      const y = Math.round((moves.lat[n] ?? 0) * DEGREE_STEPS);
      const h = Math.round(moves.heading[n] ?? 0);
      into.signed(x - lon);
      into.signed(y - lat);
      into.signed(h - heading);
      lon = x;
      lat = y;
      heading = h;
    }
  }
}

function writeTrack(into: ByteWriter, track: RecordTrack<object>, from: number): void {
  into.count(track.key.length);
  let last = from;
  into.count(track.at.length);
  for (const time of track.at) {
    const at = Math.max(last, rounded(time));
    into.count(at - last);
    last = at;
  }
  writeRecords(into, [...track.key, ...track.item] as PlainRecord[]);
}

export function encodeSegment(segment: Segment, layout: RecordingLayout): Uint8Array {
  const out = createByteWriter();
  for (let shift = 24; shift >= 0; shift -= 8) out.byte((MAGIC >>> shift) & 255);
  out.count(SEGMENT_VERSION);
  out.text(segment.fingerprint);
  out.count(rounded(segment.from));
  out.count(rounded(segment.to));
  out.byte(segment.complete ? 1 : 0);
  out.count(segment.key.rank.length);
  out.count(segment.key.value.length);
  const section = (write: (into: ByteWriter) => void): void => {
    const part = createByteWriter();
    write(part);
    out.count(part.length);
    out.bytes(part.take());
  };
  section((into) => writeRecords(into, segment.marks as unknown as PlainRecord[]));
  section((into) => writeKey(into, segment.key, segment.from, layout));
  section((into) => writeObjects(into, segment));
  section((into) => writeReadings(into, segment, layout));
  section((into) => writeMoves(into, segment));
  section((into) => { for (const track of [segment.warnings, segment.cases, segment.tasks, segment.figures]) writeTrack(into, track, segment.from); });
  section((into) => writeTrack(into, { key: [], at: segment.vitals.at.map((at) => Math.max(at, segment.from)), item: segment.vitals.values }, segment.from));
  return out.take();
}
