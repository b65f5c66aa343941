/** Days and periods of the city's own clock. Ms since epoch. */
import type { Period } from './boardAddress';

const HOUR = 3_600_000;
export const DAY_MS = 24 * HOUR;
/** The city's offset from UTC; the same as the table's "today". */
const UTC_OFFSET_MS = 8 * HOUR;

/** Start of the city day that holds `now`. */
export const midnightOf = (now: number): number => Math.floor((now + UTC_OFFSET_MS) / DAY_MS) * DAY_MS - UTC_OFFSET_MS;

/** [from, to] of a period that ends now. `all` begins at 0: the answer says how far the data goes. */
export function toBounds(period: Period, now: number): { readonly from: number; readonly to: number } {
  const days = { today: 0, '7d': 6, '30d': 29, all: null }[period];
  return { from: days === null ? 0 : midnightOf(now) - days * DAY_MS, to: now };
}

export interface DaySpan { readonly from: number; readonly to: number }
const dayStart = (year: number, month: number, day: number): number => Date.UTC(year, month, day) - UTC_OFFSET_MS;
/** The same local day and hour one year before; 29 February becomes 1 March. */
export function yearBefore(time: number): number {
  const local = new Date(time + UTC_OFFSET_MS);
  return dayStart(local.getUTCFullYear() - 1, local.getUTCMonth(), local.getUTCDate()) + ((time + UTC_OFFSET_MS) % DAY_MS);
}
export const spanYearBefore = ({ from, to }: DaySpan): DaySpan => ({ from: yearBefore(from), to: yearBefore(to) });
/** Month that holds `now`, `back` months earlier. */
export function monthSpan(now: number, back: number): DaySpan {
  const local = new Date(now + UTC_OFFSET_MS);
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth() - back];
  return { from: dayStart(year, month, 1), to: dayStart(year, month + 1, 1) };
}
/** A period that is over, with the one before it: the last seven whole days, the last whole month, the whole months of this year (of the last one in January). */
export function outcomeSpans(period: 'week' | 'month' | 'year', now: number): { readonly now: DaySpan; readonly before: DaySpan } {
  const midnight = midnightOf(now);
  if (period === 'week') return { now: { from: midnight - 7 * DAY_MS, to: midnight }, before: { from: midnight - 14 * DAY_MS, to: midnight - 7 * DAY_MS } };
  if (period === 'month') return { now: monthSpan(now, 1), before: monthSpan(now, 2) };
  const months = new Date(now + UTC_OFFSET_MS).getUTCMonth() || 12;
  return { now: { from: monthSpan(now, months).from, to: monthSpan(now, 0).from }, before: { from: monthSpan(now, 2 * months).from, to: monthSpan(now, months).from } };
}
