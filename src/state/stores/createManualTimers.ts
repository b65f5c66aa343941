/** Timers that a test moves by hand; due callbacks run in the order of their time. */
import type { Cancel, Timers } from './Timers';

export interface ManualTimers extends Timers { advance(ms: number): void }

export function createManualTimers(start = 0): ManualTimers {
  let now = start;
  let nextId = 1;
  const waiting = new Map<number, { at: number; every: number | null; run: () => void }>();
  function add(ms: number, every: number | null, run: () => void): Cancel {
    const id = nextId++;
    waiting.set(id, { at: now + ms, every, run });
    return () => { waiting.delete(id); };
  }
  function earliest(until: number): [number, { at: number; every: number | null; run: () => void }] | null {
    let found: [number, { at: number; every: number | null; run: () => void }] | null = null;
    for (const entry of waiting) if (entry[1].at <= until && (!found || entry[1].at < found[1].at)) found = entry;
    return found;
  }
  return {
    now: () => now,
    after: (ms, run) => add(ms, null, run),
    every: (ms, run) => add(ms, ms, run),
    advance(ms) {
      const until = now + ms;
      for (let due = earliest(until); due; due = earliest(until)) {
        const [id, timer] = due;
        now = timer.at;
        if (timer.every === null) waiting.delete(id); else timer.at += timer.every;
        timer.run();
      }
      now = until;
    },
  };
}
