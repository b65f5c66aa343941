/**
 * One piece of the past in memory: the whole city at its beginning, then every change, grouped by what changed so that an instant is
 * found by one look per row. What `encodeSegment` writes and `decodeSegment` reads.
 */
import type { Case } from '../domain/case';
import type { Figure } from '../domain/figure';
import type { Task } from '../domain/task';
import type { Warning } from '../domain/warning';
import type { TimeMark } from './recording';

/** Versions of records: those that stood at the beginning, then later ones by time. */
export interface RecordTrack<Item> { readonly key: readonly Item[]; readonly at: readonly number[]; readonly item: readonly Item[] }

/** The state of every row at the beginning, in dictionary order; NaN = never observed. */
export interface KeyColumns {
  readonly rank: Uint8Array; readonly status: Uint8Array; readonly sinceMs: Float64Array;
  readonly value: Float32Array; readonly observedAt: Float64Array; readonly quality: Uint8Array;
}
/** Changes of object rows by time. */
export interface ObjectChanges { readonly at: Float64Array; readonly object: Uint32Array; readonly rank: Uint8Array; readonly status: Uint8Array; readonly sinceMs: Float64Array }
/** Later readings: those of `stream[k]` are entries first[k] … first[k + 1] − 1, by time. */
export interface ReadingChanges { readonly stream: Uint32Array; readonly first: Uint32Array; readonly at: Float64Array; readonly value: Float32Array; readonly quality: Uint8Array }
/** Places of `object[k]`, likewise; the first may lie before the beginning, the last behind the end. */
export interface MoveChanges { readonly object: Uint32Array; readonly first: Uint32Array; readonly at: Float64Array; readonly lon: Float64Array; readonly lat: Float64Array; readonly heading: Float32Array }

export interface Segment {
  readonly fingerprint: string;
  /** The instants it answers for: [from, to). */
  readonly from: number;
  readonly to: number;
  /** False while it still grows. */
  readonly complete: boolean;
  readonly marks: readonly TimeMark[];
  readonly key: KeyColumns;
  readonly objects: ObjectChanges;
  readonly readings: ReadingChanges;
  readonly moves: MoveChanges;
  readonly warnings: RecordTrack<Warning>;
  readonly cases: RecordTrack<Case>;
  readonly tasks: RecordTrack<Task>;
  readonly figures: RecordTrack<Figure>;
  readonly vitals: { readonly at: readonly number[]; readonly values: readonly Readonly<Record<string, number>>[] };
}

/** A place between two samples is a straight line when they are no farther apart than this, ms; else the last one holds. */
export const LONGEST_STEP_MS = 45_000;
/** A place is left out when the straight line between its neighbours is this near to it, metres. */
export const MOVE_TOLERANCE_M = 2;
/** Longest line that stands for places left out, ms. */
export const MOVE_WINDOW_MS = 40_000;
/** Vital signs are kept this often, ms. */
export const VITALS_STEP_MS = 60_000;
export const MAGIC = 0x4343_5231;
export const DEGREE_STEPS = 1e6;
export const SEGMENT_VERSION = 1;

/** Value as it is kept: rounded to the property's decimals, 32 bits. */
export const quantise = (value: number, decimals: number): number => Math.fround(Math.round(value * 10 ** decimals) / 10 ** decimals) + 0;
