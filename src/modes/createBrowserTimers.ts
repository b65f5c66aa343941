/** The browser's own clock and timers, for the composition root to provide. */
import type { Timers } from '../state/stores/Timers';

export function createBrowserTimers(): Timers {
  return {
    now: () => Date.now(),
    after(ms, run) { const id = setTimeout(run, ms); return () => { clearTimeout(id); }; },
    every(ms, run) { const id = setInterval(run, ms); return () => { clearInterval(id); }; },
  };
}
