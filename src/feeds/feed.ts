/**
 * The contract of every feed adapter: it emits FeedEvents and nothing else. It owns its connection, its reconnecting and
 * its decoding; it never writes state, knows no Vue and takes clock, randomness and transport as arguments.
 *
 * Promise to the caller, checked by `feedContract.ts`:
 * 1. `dictionary`, then `snapshot`, then `delta`s with `from === last + 1`; a hole, an unknown epoch or a count mismatch
 *    emits `connection: stale` and starts over with a new snapshot. Nothing is patched over a hole.
 * 2. Every warning, case, task and figure is emitted once and in order; state may be conflated by whoever listens. One that this
 *    session may not see arrives as null, counts and is not emitted.
 * 3. A bad item is refused and counted with its reason; it never stops the feed and never reaches a listener as data.
 * 4. No byte for three heartbeats: `connection: stale`, close, reconnect with full jitter.
 */
import type { FeedEvent } from '../domain/feedEvent';

export interface Clock { now(): number; setTimeout(callback: () => void, ms: number): number; clearTimeout(handle: number): void }
export type Random = () => number;

export interface FeedOptions {
  /** Absolute base of the back end, e.g. `https://host/api/`. */
  readonly apiBase: string;
  /** Bearer token of the session; empty or absent = a visitor. */
  readonly token?: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly fetch: typeof fetch;
  readonly emit: (event: FeedEvent) => void;
}

export interface Feed { start(): void; /** Tries at once, e.g. after `online`. */ retryNow(): void; dispose(): void }
