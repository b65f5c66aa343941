/** Runs a refresh at once, then at most once per interval, and never loses the last request. */
import type { Cancel, Timers } from './Timers';

export interface Throttle { request(): void; cancel(): void }

export function createThrottle(timers: Timers, intervalMs: number, run: () => void): Throttle {
  let cancelWait: Cancel | null = null;
  let wanted = false;
  function wait(): void {
    cancelWait = timers.after(intervalMs, () => {
      cancelWait = null;
      if (wanted) fire();
    });
  }
  function fire(): void {
    wanted = false;
    wait();
    run();
  }
  return {
    request() { if (cancelWait) wanted = true; else fire(); },
    cancel() { cancelWait?.(); cancelWait = null; wanted = false; },
  };
}
