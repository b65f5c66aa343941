/**
 * The warning rules, exchangeable while everything runs: the old ones end what they raised, the new ones judge the last readings anew. What
 * people said stays: acknowledgement and shelving of what is no worse now, objects out of service, corrected counters; and what devices are known to do. What other
 * systems raised stands on.
 */
import { SYSTEM_ACTOR } from '../../domain/role';
import { isActive } from '../../domain/warning';
import type { Desk, Externals, WarningRules } from '../parts';
import { createWarningRules } from '../warnings/createWarningRules';

export interface SwappableWarnings extends WarningRules { /** Takes up the desk's rules as they are now. */ swap(at: number): void }

export function createSwappableWarnings(desk: Desk, streams: number): SwappableWarnings {
  const listeners: Parameters<WarningRules['onChange']>[0][] = [];
  /** What the next rules must know, by what it is about. */
  const known = new Map<string, (rules: WarningRules, at: number) => void>();
  /** Where moving objects are; without a closure for each of thousands of moves. */
  const moved = new Map<number, readonly [number, number]>();
  let silent = false;
  /** What old rules had planned no longer happens. */
  function start(): { readonly rules: WarningRules; stop(): void } {
    let alive = true;
    const own: Desk = {
      ...desk, log: (...line) => { if (alive && !silent) desk.log(...line); },
      emit: (event) => { if (alive) desk.emit(event); }, schedule: (at, wake) => { desk.schedule(at, (due) => { if (alive) wake(due); }); },
    };
    const rules = createWarningRules(own);
    rules.onChange((warning, before, at) => { if (alive) for (const listener of listeners) listener(warning, before, at); });
    return { rules, stop() { alive = false; } };
  }
  let current = start();
  const external: Externals = {
    tell: (alert, at) => current.rules.external.tell(alert, at), end: (key, words, at) => { current.rules.external.end(key, words, at); },
    standing: () => current.rules.external.standing(), resume: (list, at) => { current.rules.external.resume(list, at); },
  };
  return {
    external,
    observe: (stream, value, at, quality) => { current.rules.observe(stream, value, at, quality); },
    place(object, lon, lat, at) {
      moved.set(object, [lon, lat]);
      current.rules.place(object, lon, lat, at);
    },
    setStatus(object, status, at) {
      known.set(`status ${object}`, (rules, now) => { rules.setStatus(object, status, now); });
      current.rules.setStatus(object, status, at);
    },
    deviceState(object, device, state, at) {
      known.set(`device ${object} ${device}`, (rules, now) => { rules.deviceState(object, device, state, now); });
      current.rules.deviceState(object, device, state, at);
    },
    command: (wish, actor, at) => current.rules.command(wish, actor, at),
    inherit: (before, at) => { current.rules.inherit(before, at); },
    attachCase: (warningId, caseId, at) => { current.rules.attachCase(warningId, caseId, at); },
    memoryOf: (id) => current.rules.memoryOf(id), memories: () => current.rules.memories(), restore: (records, at) => current.rules.restore(records, at),
    services: () => current.rules.services(), counters: () => current.rules.counters(), correction: (stream) => current.rules.correction(stream), resumeHand: (services, counters) => { current.rules.resumeHand(services, counters); },
    get: (id) => current.rules.get(id), revisions: (id) => current.rules.revisions(id), list: () => current.rules.list(), all: () => current.rules.all(), value: (stream) => current.rules.value(stream), forget: (time) => { current.rules.forget(time); },
    onChange: (listener) => { listeners.push(listener); },
    swap(at) {
      const old = current;
      old.stop();
      const others = old.rules.external.standing();
      const ids = new Set(others.map(({ warning }) => warning.id));
      const before = old.rules.list().filter((warning) => isActive(warning) && !ids.has(warning.id));
      for (const warning of before) {
        const ended = { ...warning, state: 'cleared_ack' as const, clearedAt: at, updatedAt: at };
        desk.emit({ type: 'warning', at, warning: ended });
        desk.emit({ type: 'rank', at, object: desk.city.indexOf.get(warning.objectId) ?? -1, rank: 0, heldBack: false });
        desk.log(at, 'warning.cleared', SYSTEM_ACTOR, `规则更新，重新研判：${warning.headlineZh}`, `Rules changed, judged anew: ${warning.headlineEn}`, { objectId: warning.objectId, warningId: warning.id, level: warning.level });
        for (const listener of listeners) listener(ended, warning, at);
      }
      current = start();
      silent = true;
      for (const [object, [lon, lat]] of moved) current.rules.place(object, lon, lat, at);
      for (const tell of known.values()) tell(current.rules, at);
      silent = false;
      current.rules.resumeHand(old.rules.services(), old.rules.counters());
      current.rules.external.resume(others, at);
      for (let stream = 0; stream < streams; stream++) {
        const value = old.rules.value(stream);
        // without the correction, which the new rules add again
        if (!Number.isNaN(value)) current.rules.observe(stream, value - old.rules.correction(stream), at, 0);
      }
      for (const warning of before) current.rules.inherit(warning, at);
    },
  };
}
