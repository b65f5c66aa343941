/** A reading's last day, week or month as a chart wants it: gaps stay gaps, the newest live values are appended. */
import type { ReadingHistory } from '../../domain/reading';

export interface Trend {
  /** Ms since epoch, ascending. */
  readonly times: readonly number[];
  /** A null is a gap and is drawn as one. */
  readonly values: readonly (number | null)[];
}

const DAY = 24 * 3600 * 1000;
/** Ranges of a card's trend, ms. */
export const TREND_RANGES = { '24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY } as const;
export type TrendRange = keyof typeof TREND_RANGES;
/** The range that a card opens with. */
export const TREND_MS = TREND_RANGES['24h'];
/** A silence longer than this many sampling intervals is a gap. Source: the staleness rule (stale after 3 × interval). */
export const GAP_INTERVALS = 3;

/** Distance of neighbours that counts as a gap: three times the declared interval, or of the median one when that is coarser. */
export function toGapMs(times: readonly number[], samplingSeconds: number): number {
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? time)).toSorted((a, b) => a - b);
  const median = steps[Math.floor(steps.length / 2)] ?? 0;
  return Math.max(samplingSeconds * 1000, median, 1) * GAP_INTERVALS;
}

/** Inserts a null where the source was silent, and drops what is out of order or not a number. */
export function toTrend(history: Pick<ReadingHistory, 'times' | 'values'>, samplingSeconds: number): Trend {
  const gapMs = toGapMs(history.times, samplingSeconds);
  const times: number[] = [];
  const values: (number | null)[] = [];
  history.times.forEach((time, index) => {
    const value = history.values[index] ?? null;
    const last = times[times.length - 1];
    if (!Number.isFinite(time) || (last !== undefined && time <= last)) return;
    if (last !== undefined && samplingSeconds > 0 && time - last > gapMs && values[values.length - 1] !== null) { times.push(last + gapMs / GAP_INTERVALS); values.push(null); }
    times.push(time);
    values.push(value !== null && Number.isFinite(value) ? value : null);
  });
  return { times, values };
}

/** The trend with a newer value at its end, cut to its range; the same object when nothing is newer. */
export function appendToTrend(trend: Trend, observedAt: number, value: number | null, samplingSeconds: number, rangeMs: number = TREND_MS): Trend {
  const last = trend.times[trend.times.length - 1];
  if (last !== undefined && observedAt <= last) return trend;
  const times = [...trend.times];
  const values = [...trend.values];
  const gapMs = toGapMs(trend.times, samplingSeconds);
  if (last !== undefined && samplingSeconds > 0 && observedAt - last > gapMs) { times.push(last + gapMs / GAP_INTERVALS); values.push(null); }
  times.push(observedAt);
  values.push(value);
  const first = times.findIndex((time) => time >= observedAt - rangeMs);
  return { times: times.slice(Math.max(0, first)), values: values.slice(Math.max(0, first)) };
}

/** Lowest, highest and last value and number of gaps, for the sentence a screen reader hears. */
export function summariseTrend(trend: Trend): { readonly lowest: number; readonly highest: number; readonly last: number; readonly gaps: number } | null {
  const known = trend.values.filter((value): value is number => value !== null);
  if (known.length === 0) return null;
  const gaps = trend.values.filter((value, index) => value === null && index > 0 && trend.values[index - 1] !== null).length;
  return { lowest: Math.min(...known), highest: Math.max(...known), last: known[known.length - 1] ?? 0, gaps };
}

/**
 * False when a trend that was asked for at `askedAt` does not do for `instant`: it would show what had not happened yet, or lack what
 * happened since.
 */
export function holdsInstant(trend: Trend, askedAt: number, instant: number, samplingSeconds: number, rangeMs: number = TREND_MS): boolean {
  if (instant < askedAt) return false;
  const last = Math.max(askedAt, trend.times[trend.times.length - 1] ?? askedAt);
  return instant - last <= Math.max(samplingSeconds * 1000 * GAP_INTERVALS, rangeMs / 288);
}
