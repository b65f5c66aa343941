/**
 * Where a listed warning stands for an operator: exactly one place each, so that the places add up to the whole list. What is held
 * back (shelved, suppressed, out of service) stands apart whatever its alarm state, and never counts in a headline.
 */
import { isActive, isHeldBack, type Warning } from './warning';

export const WARNING_BUCKETS = ['unacknowledged', 'acknowledged', 'cleared', 'shelved', 'suppressed', 'outOfService'] as const;
export type WarningBucket = (typeof WARNING_BUCKETS)[number];

/** Null for a warning that is over: cleared and acknowledged. */
export function bucketOf(warning: Warning): WarningBucket | null {
  if (warning.state === 'cleared_ack') return null;
  if (warning.outOfService) return 'outOfService';
  if (warning.suppressedBy !== '') return 'suppressed';
  if (warning.shelvedUntil !== null) return 'shelved';
  if (warning.state === 'cleared_unack') return 'cleared';
  return warning.state === 'active_unack' ? 'unacknowledged' : 'acknowledged';
}

export const HELD_BUCKETS: ReadonlySet<WarningBucket> = new Set(['shelved', 'suppressed', 'outOfService']);

/** What headlines count: active, and not held back. */
export const isAnnounced = (warning: Warning): boolean => isActive(warning) && !isHeldBack(warning);
