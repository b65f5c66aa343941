/** What counts and lists ask of a row or a case alike, so that they cannot disagree. */
import { isConcluded, type Case } from '../../domain/case';
import { FRESHNESS, STATE_BYTES, STATUSES } from '../../domain/state';

const NONE = FRESHNESS.indexOf('none');
const STALE = FRESHNESS.indexOf('stale');
const OFFLINE = STATUSES.indexOf('offline');

export const rankAt = (bytes: Uint8Array, index: number): number => bytes[index * STATE_BYTES] ?? 0;
export const isFed = (bytes: Uint8Array, index: number): boolean => bytes[index * STATE_BYTES + 1] !== NONE;
/** Reported off line, whatever the age of its last word. */
export const isOffline = (bytes: Uint8Array, index: number): boolean => bytes[index * STATE_BYTES + 2] === OFFLINE;
/** Live or late and not reported off line. */
export const isOnline = (bytes: Uint8Array, index: number): boolean => isFed(bytes, index) && (bytes[index * STATE_BYTES + 1] ?? NONE) < STALE && !isOffline(bytes, index);
/** Closed since `midnight`, ms. */
export const isClosedSince = (item: Case, midnight: number): boolean => isConcluded(item) && (item.closedAt ?? 0) >= midnight;
