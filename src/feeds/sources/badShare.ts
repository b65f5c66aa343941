/** Share of bad items in the last minute. A source above a twentieth of at least 200 items is not to be trusted. */
const WINDOW_MS = 60_000;
const LEAST_ITEMS = 200;
export const MOST_BAD = 0.05;
/** Buckets of the window. */
const PARTS = 6;

export interface BadShare { good(now: number): void; bad(now: number, count: number): void; tooMuch(now: number): boolean; clear(): void }

export function createBadShare(): BadShare {
  const good = new Uint32Array(PARTS), bad = new Uint32Array(PARTS);
  let at = -1;
  function move(now: number): number {
    const turn = Math.floor(now / (WINDOW_MS / PARTS));
    // parts that have passed since then begin anew
    for (let k = Math.max(at + 1, turn - PARTS + 1); k <= turn; k++) { good[k % PARTS] = 0; bad[k % PARTS] = 0; }
    at = Math.max(at, turn);
    return at % PARTS;
  }
  const sum = (list: Uint32Array): number => list.reduce((total, count) => total + count, 0);
  return {
    good(now) { const k = move(now); good[k] = (good[k] ?? 0) + 1; },
    bad(now, count) { const k = move(now); bad[k] = (bad[k] ?? 0) + count; },
    tooMuch(now) { move(now); const wrong = sum(bad), all = wrong + sum(good); return all >= LEAST_ITEMS && wrong > all * MOST_BAD; },
    clear() { good.fill(0); bad.fill(0); at = -1; },
  };
}
