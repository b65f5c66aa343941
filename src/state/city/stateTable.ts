/**
 * The state table: four bytes per feature (see domain/state.ts) and since when, computed from what the feed says of a row, what is
 * mounted on it, its warnings and cases, and whether the feed itself is alive.
 */
import { FLAG, FRESHNESS, STATE_BYTES, STATUSES } from '../../domain/state';
import type { Hosts } from './hosts';

export const NONE = FRESHNESS.indexOf('none');
export const LIVE = FRESHNESS.indexOf('live');
export const STALE = FRESHNESS.indexOf('stale');
const OFFLINE = STATUSES.indexOf('offline');

export interface StateTable {
  readonly bytes: Uint8Array;
  /** What the feed said of a row itself. */
  setOwn(index: number, rank: number, freshness: number, status: number, since: number): void;
  setFlags(index: number, flags: number): void;
  /** Recomputes the bytes of a row and of its host; true when the row's bytes changed. `touch` hears of every changed row. */
  refresh(index: number, feedStale: boolean, touch: (index: number) => void): void;
  refreshAll(feedStale: boolean): void;
  since(index: number): number;
  clear(): void;
}

export function createStateTable(featureCount: number, hosts: Hosts): StateTable {
  const bytes = new Uint8Array(featureCount * STATE_BYTES);
  const rank = new Uint8Array(featureCount);
  const freshness = new Uint8Array(featureCount);
  const status = new Uint8Array(featureCount);
  const flags = new Uint8Array(featureCount);
  const since = new Float64Array(featureCount);
  const sinceShown = new Float64Array(featureCount);
  const KEPT = FLAG.unacknowledged | FLAG.hasCase;

  /** True when something changed. The worst level of everything mounted counts; it is as fresh and on line as its best member. */
  function compute(index: number, feedStale: boolean): boolean {
    let worst = rank[index] ?? 0;
    let fresh = freshness[index] ?? NONE;
    let working = status[index] ?? 0;
    let marks = flags[index] ?? 0;
    let from = since[index] ?? 0;
    const children = hosts.childrenOf(index);
    if (children.length > 0) {
      let best = fresh === NONE ? Infinity : fresh;
      let allOff = fresh === NONE || working === OFFLINE;
      for (const child of children) {
        const age = freshness[child] ?? NONE;
        if (age === NONE) continue;
        best = Math.min(best, age);
        if (status[child] !== OFFLINE) allOff = false;
        marks |= flags[child] ?? 0;
        const level = rank[child] ?? 0;
        if (level > worst) { worst = level; from = since[child] ?? 0; }
      }
      if (best !== Infinity) {
        fresh = best;
        working = allOff ? OFFLINE : working === OFFLINE ? 0 : working;
      }
    }
    if (feedStale && fresh !== NONE && fresh < STALE) fresh = STALE;
    const at = index * STATE_BYTES;
    sinceShown[index] = from;
    if (bytes[at] === worst && bytes[at + 1] === fresh && bytes[at + 2] === working && bytes[at + 3] === (marks & KEPT)) return false;
    bytes[at] = worst;
    bytes[at + 1] = fresh;
    bytes[at + 2] = working;
    bytes[at + 3] = marks & KEPT;
    return true;
  }

  return {
    bytes,
    setOwn(index, nextRank, nextFreshness, nextStatus, nextSince) {
      rank[index] = nextRank;
      freshness[index] = nextFreshness;
      status[index] = nextStatus;
      since[index] = nextSince;
    },
    setFlags: (index, next) => { flags[index] = next; },
    refresh(index, feedStale, touch) {
      if (compute(index, feedStale)) touch(index);
      const host = hosts.hostOf(index);
      if (host >= 0 && compute(host, feedStale)) touch(host);
    },
    refreshAll(feedStale) { for (let index = 0; index < featureCount; index++) compute(index, feedStale); },
    since: (index) => sinceShown[index] ?? 0,
    clear() {
      rank.fill(0);
      freshness.fill(NONE);
      status.fill(0);
      flags.fill(0);
      since.fill(0);
    },
  };
}
