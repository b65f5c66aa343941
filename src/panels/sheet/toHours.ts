/** A trend by full hours, newest first, without skipping the hours in which nothing arrived. */
import type { Trend } from '../../state/stores/readingTrend';

export interface TrendHour { readonly start: number; readonly lowest: number | null; readonly highest: number | null; readonly last: number | null }

const HOUR = 3_600_000;

export function toHours(trend: Trend): readonly TrendHour[] {
  const first = trend.times[0], end = trend.times[trend.times.length - 1];
  if (first === undefined || end === undefined) return [];
  const hours: TrendHour[] = [];
  for (let start = Math.floor(end / HOUR) * HOUR; start > first - HOUR; start -= HOUR) {
    const values = trend.values.filter((value, index): value is number => { const time = trend.times[index] ?? 0; return value !== null && time >= start && time < start + HOUR; });
    hours.push(values.length === 0 ? { start, lowest: null, highest: null, last: null } : { start, lowest: Math.min(...values), highest: Math.max(...values), last: values[values.length - 1] ?? null });
  }
  return hours;
}
