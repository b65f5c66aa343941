/** When to try again: full jitter (0 … min(cap, base × 2ⁿ)); a refusal by the server goes to the slow lane. */
import type { Random } from './feed';

/** Milliseconds; feeds reference, reconnect policy. */
export const RETRY = { baseMs: 500, capMs: 30_000, slowMs: 300_000, resetAfterMs: 60_000 } as const;

export interface Retry {
  /** Delay before the next try, ms. `refused`: the server said no (4xx), so do not hammer it; a server's own hint wins. */
  next(refused: boolean, retryAfterMs?: number | null): number;
  /** Good data arrived; the ladder starts anew once that has lasted. */
  goodData(now: number): void;
  failed(): void;
}

export function createRetry(random: Random): Retry {
  let attempt = 0;
  let goodSince: number | null = null;
  return {
    next(refused, retryAfterMs = null) {
      if (retryAfterMs !== null) return retryAfterMs + random() * RETRY.baseMs;
      if (refused) return RETRY.slowMs * (0.5 + random() / 2);
      return random() * Math.min(RETRY.capMs, RETRY.baseMs * 2 ** attempt++);
    },
    goodData(now) {
      goodSince ??= now;
      if (now - goodSince >= RETRY.resetAfterMs) attempt = 0;
    },
    failed() { goodSince = null; },
  };
}
