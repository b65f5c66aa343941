/** A clock for tests: time stands still until it is moved. */
import type { Clock } from './feed';

export interface ManualClock extends Clock { advance(ms: number): void; readonly pending: number }

export function createManualClock(start: number): ManualClock {
  let now = start;
  let handles = 0;
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>();
  return {
    now: () => now,
    setTimeout(callback, ms) { timers.set(++handles, { at: now + ms, callback }); return handles; },
    clearTimeout: (handle) => void timers.delete(handle),
    get pending() { return timers.size; },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const due = [...timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
        if (!due) break;
        timers.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].callback();
      }
      now = end;
    },
  };
}
