/**
 * The back end's clock. The calm city runs with real time; a scenario starts at its own date and runs at a rate until it ends, then goes on
 * at the pace of real time, so that nobody finds a finished story an hour further every minute.
 */
import type { VirtualClock } from './simulation';

export const realClock = (): VirtualClock => ({ rate: 1, at: (real) => real, setRate: () => undefined, leap: () => undefined });

/** `from` and `until` are times of the scenario, `real` is the real time of its start. */
export function scenarioClock(from: number, until: number, rate: number, real: number): VirtualClock {
  let mark = { real, at: from, rate };
  const at = (time: number): number => {
    const next = mark.at + Math.max(0, time - mark.real) * mark.rate;
    if (next <= until || mark.at >= until || mark.rate === 1) return next;
    mark = { real: mark.real + (until - mark.at) / mark.rate, at: until, rate: 1 };
    return mark.at + Math.max(0, time - mark.real);
  };
  return {
    get rate() { return mark.rate; },
    at,
    leap(to, time) {
      const now = at(time);
      if (to > now) mark = { real: Math.max(time, mark.real), at: to, rate: to >= until ? 1 : mark.rate };
    },
    setRate(next, time) {
      const now = at(time);
      mark = { real: Math.max(time, mark.real), at: now, rate: now >= until ? 1 : next };
    },
  };
}
