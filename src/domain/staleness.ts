/** How fresh a reading is against its expected interval. Shared by every row, evaluated once a second in the worker. */
import { FRESHNESS } from './state';

/** Multiples of the expected interval; reliability reference, staleness. */
export const LATE_AFTER = 1.5;
export const STALE_AFTER = 3;
/** No device is expected more often than this, ms: a delta and a batch need their time too. */
export const SHORTEST_INTERVAL_MS = 5000;

const indexOf = (name: (typeof FRESHNESS)[number]): number => FRESHNESS.indexOf(name);
export const LIVE = indexOf('live');
export const LATE = indexOf('late');
export const STALE = indexOf('stale');
export const MISSING = indexOf('missing');

/** Index into FRESHNESS; `intervalMs` 0 = event-driven, as fresh as the connection. All times are the source's; `clockRate` = how fast they run against ours. */
export function freshnessOf(observedAt: number, intervalMs: number, serverNow: number, clockRate = 1): number {
  if (!(observedAt > 0)) return intervalMs === 0 ? LIVE : MISSING;
  if (intervalMs === 0) return LIVE;
  const age = serverNow - observedAt;
  const interval = Math.max(intervalMs, SHORTEST_INTERVAL_MS * Math.max(1, clockRate));
  if (age > interval * STALE_AFTER) return STALE;
  return age > interval * LATE_AFTER ? LATE : LIVE;
}
