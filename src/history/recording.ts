/**
 * The city's past as bounded binary segments: one keyframe, then columns of changes. Pure; the demo back end and the recorder write
 * them, the feed worker reads them. Version 1; layout in `encodeSegment.ts`. Times in ms since epoch.
 */
import type { Case } from '../domain/case';
import type { Figure } from '../domain/figure';
import type { Task } from '../domain/task';
import type { Warning } from '../domain/warning';

/** Length of one segment. */
export const SEGMENT_MS = 15 * 60_000;
/** How far back the cockpit stands at most. */
export const RECORDING_MS = 24 * 3_600_000;
/** Bytes per object and day that storage never exceeds; older or finer detail is given up first, never a warning or a case. */
export const BUDGET_BYTES_PER_OBJECT_DAY = 4096;

/** What `GET recording` answers. Segments start at multiples of `segmentMs`; the one that contains now is still growing. */
export interface RecordingInfo { readonly epoch: string; readonly from: number; readonly to: number; readonly segmentMs: number; /** What the timeline marks of it; absent = only what the segments say. */ readonly marks?: readonly TimeMark[] }

/** What a segment's numbers mean: the feed dictionary as far as a recording needs it. */
export interface RecordingLayout {
  /** Same fingerprint = same objects and datastreams in the same order. */
  readonly fingerprint: string;
  readonly objectCount: number;
  readonly streamProperty: Uint16Array;
  /** Per property: decimals kept, and the expected interval in ms (0 = none), which makes regular times free of charge. */
  readonly decimals: readonly number[];
  readonly intervalMs: readonly number[];
}

/** The whole city at one instant, in dictionary order. NaN value or time = never observed. */
export interface CityInstant {
  readonly at: number;
  readonly rank: Uint8Array; readonly status: Uint8Array; readonly sinceMs: Float64Array;
  readonly value: Float32Array; readonly observedAt: Float64Array; readonly quality: Uint8Array;
  /** Moving objects: dictionary index, degrees, degrees clockwise from north. */
  readonly moving: Uint32Array; readonly lon: Float64Array; readonly lat: Float64Array; readonly heading: Float32Array;
  readonly warnings: readonly Warning[]; readonly cases: readonly Case[]; readonly tasks: readonly Task[]; readonly figures: readonly Figure[];
  readonly vitals: Readonly<Record<string, number>>;
}
/** Something the timeline marks: a warning raised, a case filed, an operator's act. */
export interface TimeMark { readonly at: number; readonly kind: 'warning' | 'case' | 'figure' | 'scenario'; readonly level: 'I' | 'II' | 'III' | 'IV' | null; readonly objectId: string | null; readonly textZh: string; readonly textEn: string }
