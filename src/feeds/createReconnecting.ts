/** The life of a feed, whatever it speaks: connects, says how it stands, comes back alone after a growing random pause, slowly after a refusal. */
import type { FeedPhase } from '../domain/feedEvent';
import type { Feed, FeedOptions } from './feed';
import { FeedFault } from './feedFault';
import { createRetry } from './retry';

export interface ReconnectingOptions extends Pick<FeedOptions, 'clock' | 'random'> {
  /** One connection from its beginning; always ends by throwing. Whatever belongs to it ends with `own`, which is aborted with the fault. */
  run(own: AbortController): Promise<never>;
  tell(phase: FeedPhase, reason: string | null): void;
  /** A connection has ended, and nobody has been told yet. */
  ended(): void;
}
export interface Reconnecting extends Feed {
  readonly phase: FeedPhase;
  /** Everything is there, from now on it is live. */
  live(): void;
  /** Good data came; see `Retry`. */
  goodData(): void;
}

export function createReconnecting({ clock, random, run, tell, ended }: ReconnectingOptions): Reconnecting {
  const retry = createRetry(random);
  let own: AbortController | null = null;
  let waiting: number | null = null;
  let disposed = false;
  let everLive = false;
  let phase: FeedPhase = 'connecting';

  function enter(next: FeedPhase, reason: string | null): void { phase = next; tell(next, reason); }
  function connect(): void {
    waiting = null;
    const mine = new AbortController();
    own = mine;
    if (!everLive && phase !== 'connecting') enter('connecting', null);
    run(mine).catch((error: unknown) => {
      const fault = error instanceof FeedFault ? error : new FeedFault('badMessage');
      mine.abort(fault);
      if (disposed || mine !== own) return;
      ended();
      retry.failed();
      enter(fault.refused ? 'refused' : everLive ? 'stale' : 'connecting', fault.reason);
      waiting = clock.setTimeout(connect, retry.next(fault.refused, fault.retryAfterMs));
    });
  }
  return {
    get phase() { return phase; },
    live() { everLive = true; enter('live', null); },
    goodData() { retry.goodData(clock.now()); },
    start() {
      if (own) return;
      enter('connecting', null);
      connect();
    },
    retryNow() {
      if (disposed || waiting === null) return;
      clock.clearTimeout(waiting);
      connect();
    },
    dispose() {
      disposed = true;
      if (waiting !== null) clock.clearTimeout(waiting);
      own?.abort(new FeedFault('closed'));
    },
  };
}
