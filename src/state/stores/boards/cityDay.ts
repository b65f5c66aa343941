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
