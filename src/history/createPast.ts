/**
 * What a recording can tell beside the instant itself: how a reading went, how the vital signs went, which cases stood at an instant, and every
 * version of the records about one subject. Pieces are decoded as far as a question needs; what lies between two pieces is a gap.
 */
import type { Case } from '../domain/case';
import type { FeedDictionary } from '../domain/feedEvent';
import type { Task } from '../domain/task';
import type { ObjectTrack } from '../domain/track';
import type { Warning } from '../domain/warning';
import { decodeSegment, decodeSegmentRecords, decodeStream, type SegmentRecords } from './decodeSegment';
import { layoutOf } from './layoutOf';
import type { FileSegment } from './recordingFile';
import { LONGEST_STEP_MS, type RecordTrack } from './Segment';

/** A record as it became at a time. `standing`: it stood already when the recording, or the piece after a gap, began. */
export interface Version<Item> { readonly at: number; readonly item: Item; readonly standing: boolean }
export interface RecordVersions { readonly from: number; readonly warnings: readonly Version<Warning>[]; readonly cases: readonly Version<Case>[]; readonly tasks: readonly Version<Task>[] }
export interface Columns { readonly times: readonly number[]; readonly values: readonly (number | null)[] }
export type PastSubject = { readonly objectId?: string; readonly caseId?: string; readonly warningId?: string };
export interface Past {
  readonly from: number; readonly to: number;
  /** Readings in [from, to], ms; a null is a gap. At most `2 × POINTS`: of every stretch the lowest and the highest. Null = the recording has no such datastream. */
  trend(objectId: string, property: string, from: number, to: number): Promise<Columns | null>;
  /** One value per step; null where nothing was recorded. */
  vitals(ids: readonly string[], from: number, to: number, stepMs: number): { readonly times: readonly number[]; readonly values: Readonly<Record<string, readonly (number | null)[]>> };
  casesAt(at: number): readonly Case[];
  /** Places of a moving object in [from, to] where its way bends, a null where it was silent. Null = no place of it is recorded there. */
  track(objectId: string, from: number, to: number): ObjectTrack | null;
  /** Versions up to `until` of what belongs to a subject, by time. */
  versions(of: PastSubject, until: number): Promise<RecordVersions>;
}
/** Stretches of a trend. */
export const POINTS = 720;
/** Pieces decoded in one go: about a tenth of a second of the embedded city. */
const AT_ONCE = 8;
/** A vital sign stands for so long, ms: it is kept every minute. */
const VITAL_HOLDS_MS = 5 * 60_000;

export interface PastOptions { readonly dictionary: FeedDictionary; readonly pieces: readonly FileSegment[]; /** Leaves out records that are not sound. */ check(records: SegmentRecords): SegmentRecords; /** Lets others have their turn during long work. */ breathe(): Promise<void> }

/** Of every stretch the lowest and the highest, and all gaps: an excess never gets lost. */
export function thin(times: readonly number[], values: readonly (number | null)[], from: number, to: number): Columns {
  if (times.length <= 2 * POINTS) return { times, values };
  const kept = new Set<number>();
  const width = (to - from) / POINTS || 1;
  let stretch = -1, low = -1, high = -1;
  const close = (): void => { if (low >= 0) { kept.add(low); kept.add(high); } low = -1; };
  times.forEach((time, k) => {
    const value = values[k] ?? null;
    if (value === null) { kept.add(k); return; }
    const own = Math.floor((time - from) / width);
    if (own !== stretch) { close(); stretch = own; }
    if (low < 0) { low = high = k; return; }
    if (value < (values[low] ?? 0)) low = k;
    if (value > (values[high] ?? 0)) high = k;
  });
  close();
  const rows = [...kept].sort((a, b) => a - b);
  return { times: rows.map((k) => times[k] ?? 0), values: rows.map((k) => values[k] ?? null) };
}

interface Track<Item> { readonly versions: Version<Item>[]; readonly last: Map<string, string> }
const newTrack = <Item>(): Track<Item> => ({ versions: [], last: new Map() });

export function createPast({ dictionary, pieces, check, breathe }: PastOptions): Past {
  const layout = layoutOf(dictionary);
  const begin = pieces[0]?.from ?? 0;
  const objectOf = new Map(dictionary.objectIds.map((id, k) => [id, k]));
  let atHand: { readonly from: number; readonly records: SegmentRecords } | null = null;
  /** Pieces whose records were taken into the tracks. */
  let taken = 0;
  let reading: Promise<void> = Promise.resolve();
  const tracks = { warnings: newTrack<Warning>(), cases: newTrack<Case>(), tasks: newTrack<Task>() };

  function recordsOf(piece: FileSegment): SegmentRecords {
    if (atHand?.from !== piece.from) atHand = { from: piece.from, records: check(decodeSegmentRecords(piece.bytes, layout)) };
    return atHand.records;
  }
  function take<Item extends { readonly id: string }>(track: Track<Item>, from: RecordTrack<Item>, start: number): void {
    const add = (item: Item, at: number, standing: boolean): void => {
      const text = JSON.stringify(item);
      if (track.last.get(item.id) === text) return;
      track.last.set(item.id, text);
      track.versions.push({ at, item, standing });
    };
    for (const item of from.key) add(item, start, true);
    from.item.forEach((item, k) => { add(item, from.at[k] ?? start, false); });
  }
  async function readOn(until: number): Promise<void> {
    for (; taken < pieces.length && (pieces[taken]?.from ?? Infinity) <= until; taken++) {
      const piece = pieces[taken];
      if (!piece) continue;
      if (taken % AT_ONCE === AT_ONCE - 1) await breathe();
      const records = recordsOf(piece);
      take(tracks.warnings, records.warnings, piece.from);
      take(tracks.cases, records.cases, piece.from);
      take(tracks.tasks, records.tasks, piece.from);
    }
  }
  /** One after the other: each piece is taken once and in order, whoever asks. */
  function readUntil(until: number): Promise<void> {
    reading = reading.catch(() => undefined).then(() => readOn(until));
    return reading;
  }
  function streamOf(objectId: string, property: string): number {
    const object = objectOf.get(objectId) ?? -1;
    return dictionary.datastreamObject.findIndex((own, k) => own === object && dictionary.properties[dictionary.datastreamProperty[k] ?? -1]?.key === property);
  }

  return {
    from: begin, to: pieces.reduce((most, piece) => Math.max(most, piece.to), begin),
    async trend(objectId, property, from, to) {
      const stream = streamOf(objectId, property);
      if (stream < 0) return null;
      const times: number[] = [];
      const values: (number | null)[] = [];
      let end = NaN;
      for (const [k, piece] of pieces.entries()) {
        if (piece.to < from || piece.from > to) continue;
        if (k % AT_ONCE === AT_ONCE - 1) await breathe();
        if (piece.from > end && times.length > 0) { times.push(end); values.push(null); }
        end = piece.to;
        const read = decodeStream(piece.bytes, layout, stream);
        read.times.forEach((time, k) => {
          if (time < from || time > to || time <= (times.at(-1) ?? -Infinity)) return;
          const value = read.values[k] ?? NaN;
          times.push(time);
          values.push(Number.isNaN(value) ? null : value);
        });
      }
      return thin(times, values, from, to);
    },
    vitals(ids, from, to, stepMs) {
      const at: number[] = [];
      const told: Readonly<Record<string, number>>[] = [];
      for (const piece of pieces) {
        if (piece.to < from || piece.from > to) continue;
        const { vitals } = recordsOf(piece);
        at.push(...vitals.at);
        told.push(...vitals.values);
      }
      const times: number[] = [];
      const values: Record<string, (number | null)[]> = Object.fromEntries(ids.map((id) => [id, []]));
      let next = 0;
      for (let time = from; time <= to; time += stepMs) {
        while (next < at.length && (at[next] ?? Infinity) <= time) next++;
        const known = next > 0 && time - (at[next - 1] ?? -Infinity) <= VITAL_HOLDS_MS ? told[next - 1] : undefined;
        times.push(time);
        for (const id of ids) values[id]?.push(known?.[id] ?? null);
      }
      return { times, values };
    },
    track(objectId, from, to) {
      const object = objectOf.get(objectId) ?? -1;
      const way = { times: [] as number[], lon: [] as (number | null)[], lat: [] as (number | null)[] };
      const put = (time: number, lon: number | null, lat: number | null): void => { way.times.push(time); way.lon.push(lon); way.lat.push(lat); };
      for (const piece of pieces) {
        if (piece.to < from || piece.from > to) continue;
        const { moves } = decodeSegment(piece.bytes, layout);
        const row = moves.object.indexOf(object);
        if (row < 0) continue;
        for (let k = moves.first[row] ?? 0; k < (moves.first[row + 1] ?? 0); k++) {
          const time = moves.at[k] ?? NaN;
          const last = way.times.at(-1) ?? time;
          if (time < from || time > to || (way.times.length > 0 && time <= last)) continue;
          if (time - last > LONGEST_STEP_MS) put(last + 1, null, null);
          put(time, moves.lon[k] ?? 0, moves.lat[k] ?? 0);
        }
      }
      return way.times.length === 0 ? null : way;
    },
    casesAt(at) {
      const piece = pieces.findLast((one) => one.from <= at);
      if (!piece) return [];
      const { cases } = recordsOf(piece);
      const standing = new Map(cases.key.map((item) => [item.id, item]));
      cases.item.forEach((item, k) => { if ((cases.at[k] ?? Infinity) <= at) standing.set(item.id, item); });
      return [...standing.values()];
    },
    async versions(of, until) {
      await readUntil(until);
      const past = <Item>(track: Track<Item>, belongs: (item: Item) => boolean): Version<Item>[] => track.versions.filter(({ at, item }) => at <= until && belongs(item));
      const cases = past(tracks.cases, (item) => item.id === of.caseId || (of.objectId !== undefined && item.objectId === of.objectId));
      const caseIds = new Set<string>(cases.map(({ item }) => item.id));
      const warningIds = new Set<string | null>([of.warningId ?? null, ...(of.caseId === undefined ? [] : cases.map(({ item }) => item.warningId))]);
      return {
        from: begin, cases,
        warnings: past(tracks.warnings, (item) => warningIds.has(item.id) || (of.objectId !== undefined && item.objectId === of.objectId) || (of.caseId !== undefined && item.caseId === of.caseId)),
        tasks: past(tracks.tasks, (item) => (item.caseId !== null && caseIds.has(item.caseId)) || (of.objectId !== undefined && item.objectId === of.objectId)),
      };
    },
  };
}
