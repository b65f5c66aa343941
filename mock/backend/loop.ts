/** One virtual time for physics, people and the engine: everything happens in order of time, and the engine is never told of the past. */
import type { EngineEvent, RulesEngine } from '../../src/rules/engine';
import { createAgenda } from './agenda';

/** Samples, positions and status changes that were worked out ahead: in order of time. */
export interface Sweep { readonly count: number; at(k: number): number; run(k: number): void }

export interface Loop {
  readonly now: number;
  /** `key` orders what falls on the same millisecond. Times in the past happen at once, now. */
  plan(at: number, key: number, what: (at: number) => void): void;
  runTo(to: number, sweep?: Sweep): void;
  /** Work done on the engine from outside; its events are handed on. */
  act<Outcome>(work: (engine: RulesEngine, at: number) => Outcome): Outcome;
}

export function createLoop(engine: RulesEngine, start: number, onEvent: (event: EngineEvent) => void): Loop {
  const agenda = createAgenda<(at: number) => void>();
  let now = start;
  const drain = (): void => {
    // a listener may act on the engine, which makes further events
    for (let events = engine.take(); events.length > 0; events = engine.take()) for (const event of events) onEvent(event);
  };
  const loop: Loop = {
    get now() { return now; },
    plan: (at, key, what) => agenda.add(Math.max(at, now), what, key),
    runTo(to, sweep) {
      let k = 0;
      for (;;) {
        const swept = sweep && k < sweep.count ? sweep.at(k) : Infinity;
        const planned = agenda.next();
        const due = engine.nextDue();
        const next = Math.min(swept, planned, due);
        if (next > to) break;
        if (next > now) now = next;
        if (due <= next) engine.advance(now);
        else if (planned <= swept) agenda.take()?.(now);
        else sweep?.run(k++);
        drain();
      }
      now = Math.max(now, to);
      engine.advance(now);
      drain();
    },
    act(work) {
      const outcome = work(engine, now);
      drain();
      return outcome;
    },
  };
  return loop;
}
