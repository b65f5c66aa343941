import type { DatastreamId, ObjectId } from './ids';
import type { Freshness, LevelRank, Quality } from './state';

/** Trigger values of the four levels, in the property's unit; null = not defined by a plain number. */
export interface LevelLimits { readonly I: number | null; readonly II: number | null; readonly III: number | null; readonly IV: number | null }

/** What a datastream observes (SensorThings ObservedProperty plus unit and limits). */
export interface ObservedProperty {
  /** Key as in the thresholds reference, e.g. `septicGasCh4`. */
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Display unit, UCUM-like text; empty for states and counts. */
  readonly unit: string;
  readonly decimals: number;
  /** Expected interval between observations, seconds; 0 = event-driven. */
  readonly samplingSeconds: number;
  readonly normalRange: readonly [number | null, number | null];
  readonly levels: LevelLimits;
  /** `rising`: at or above triggers; `falling`: at or below. */
  readonly direction: 'rising' | 'falling' | 'outsideRange' | 'state';
  /** Names of the values of a state; a number without a name is shown as a number. */
  readonly states?: readonly { readonly value: number; readonly zh: string; readonly en: string }[];
  /** Standard or practice the limits come from. */
  readonly basis: string;
}

/** The newest observation of one datastream. */
export interface Reading {
  readonly datastreamId: DatastreamId;
  readonly objectId: ObjectId;
  readonly property: ObservedProperty;
  /** null = never observed or explicitly missing. */
  readonly value: number | null;
  /** Source time, ms since epoch; null when never observed. */
  readonly observedAt: number | null;
  readonly quality: Quality;
  readonly freshness: Freshness;
  /** Level this value alone reaches against `property.levels`. */
  readonly rank: LevelRank;
}

/** Columnar history; a null value is a gap and is drawn as one. */
export interface ReadingHistory {
  readonly datastreamId: DatastreamId;
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
}

/** Level that `value` reaches against `levels` (0 none … 4 = I). */
export function toRank(value: number, levels: LevelLimits, direction: ObservedProperty['direction']): LevelRank {
  if (direction !== 'rising' && direction !== 'falling') return 0;
  const reaches = (limit: number | null): boolean => limit !== null && (direction === 'rising' ? value >= limit : value <= limit);
  if (reaches(levels.I)) return 4;
  if (reaches(levels.II)) return 3;
  if (reaches(levels.III)) return 2;
  return reaches(levels.IV) ? 1 : 0;
}
