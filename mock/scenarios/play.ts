/** Plays what people, cameras and movers do in a script: at their minute, or after something has happened to a cast member. */
import type { Command, Wish } from '../../src/domain/command';
import type { LogEntry } from '../../src/domain/logEntry';
import type { Caller, RulesEngine } from '../../src/rules/engine';
import { withSnapshot } from '../backend/demoPicture';
import type { Fleet } from '../backend/fleet';
import type { Loop } from '../backend/loop';
import type { Movers } from '../backend/movers';
import type { ScriptPlan } from './plan';
import type { ScriptCommand, When } from './script';

/** Order within a millisecond: after physics, before the demo's people. */
const KEY = 1e7;
/** A case without an object belongs to a cast member within so many degrees of latitude (about 60 m). */
const REACH = 0.00055;

export interface Spoken { readonly at: number; readonly zh: string; readonly en: string; readonly objectId: string | null }
export interface Play { onLog(entry: LogEntry): void; readonly spoken: readonly Spoken[]; /** Commands that the back end refused, with its reason. */ readonly refused: readonly { readonly at: number; readonly type: string; readonly detail: string }[] }
interface Stage { readonly plan: ScriptPlan; readonly fleet: Fleet; readonly engine: RulesEngine; readonly loop: Loop; readonly movers: Movers; readonly callerOf: (command: ScriptCommand, wish: Wish) => Caller; say(spoken: Spoken): void }

export function playScript({ plan, fleet, engine, loop, movers, callerOf, say }: Stage): Play {
  const waiting: { readonly when: Exclude<When, number>; readonly run: (at: number) => void; seen: number; done: boolean }[] = [];
  const spoken: Spoken[] = [];
  const refused: { at: number; type: string; detail: string }[] = [];
  let turn = 0;

  const idOf = (name: string): string => fleet.ids[plan.member(name)] ?? plan.script.cast[name]?.id ?? name;
  const near = (name: string, lon: number, lat: number): boolean => {
    const [x, y] = plan.script.cast[name]?.at ?? [0, 0];
    const object = plan.member(name);
    return Math.hypot((lon - (fleet.lon[object] ?? x)) * 0.87, lat - (fleet.lat[object] ?? y)) <= REACH;
  };
  const newest = <Item extends { readonly id: string }>(items: readonly Item[], at: (item: Item) => number): Item | null =>
    items.reduce<Item | null>((best, item) => (!best || at(item) >= at(best) ? item : best), null);
  const earliest = plan.start - 3_600_000;
  /** Cheap look before the search: a case of the days before is nobody's in the cast. */
  const isOfStory = (id: string): boolean => (engine.case(id)?.reportedAt ?? -Infinity) >= earliest;
  function caseOf(name: string): string | null {
    const { cases } = engine.cases({ from: earliest, limit: 500 }, loop.now);
    const id = idOf(name);
    const own = cases.filter((item) => item.objectId === id);
    return newest(own.length > 0 ? own : cases.filter((item) => near(name, item.lon, item.lat)), (item) => item.reportedAt)?.id ?? null;
  }
  /** Value of `$what:name`; null when there is none yet. */
  function resolve(what: string, name: string): string | number | null {
    const object = plan.member(name);
    switch (what) {
      case 'id': return idOf(name);
      case 'lon': return fleet.lon[object] ?? plan.script.cast[name]?.at[0] ?? null;
      case 'lat': return fleet.lat[object] ?? plan.script.cast[name]?.at[1] ?? null;
      case 'minute': return plan.minute(Number(name));
      case 'warning': return newest(engine.warnings().filter((item) => item.objectId === idOf(name)), (item) => item.onsetAt)?.id ?? null;
      case 'case': return caseOf(name);
      case 'task': { const caseId = caseOf(name); return newest(engine.tasks().filter((item) => item.caseId === caseId || item.objectId === idOf(name) || item.workerId === idOf(name)), (item) => item.assignedAt)?.id ?? null; }
      case 'run': return engine.preplanRuns({ objectId: idOf(name) })[0]?.id ?? null;
      case 'step': return engine.preplanRuns({ objectId: idOf(name) })[0]?.steps.find((step) => step.doneAt === null)?.id ?? null;
      default: return null;
    }
  }
  function fill(value: unknown): unknown {
    if (typeof value === 'string') { const found = /^\$(\w+):(.+)$/.exec(value); return found ? resolve(found[1] ?? '', found[2] ?? '') : value; }
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, fill(own)]));
    return value;
  }
  const schedule = (when: When, run: (at: number) => void): void => {
    if (typeof when === 'number') loop.plan(plan.minute(when), KEY + turn++, run);
    else waiting.push({ when, run, seen: 0, done: false });
  };

  for (const item of plan.commands) {
    schedule(item.at, (at) => {
      const wish = fill(item.wish) as Wish;
      const outcome = engine.command({ ...wish, id: `${plan.script.id}-c${++turn}` } as Command, callerOf(item, wish), at);
      if (!outcome.ok) refused.push({ at, type: item.wish.type, detail: outcome.detail });
    });
  }
  for (const detection of plan.detections) loop.plan(detection.at, KEY + turn++, () => engine.detect(withSnapshot(detection)));
  for (const { object, way, until } of plan.ways) {
    movers.send(object, way);
    for (let at = way.times[0] ?? Infinity; at <= until; at += 5000) {
      loop.plan(at, KEY + turn++, (now) => { const place = movers.place(object, now, { lon: 0, lat: 0, heading: 0 }); engine.place(object, place.lon, place.lat, now); });
    }
    loop.plan(until, KEY + turn++, (now) => movers.leave(object, now));
  }
  for (const note of plan.notes) schedule(note.at, (at) => {
    const line = { at, zh: note.zh, en: note.en, objectId: note.on === undefined ? null : idOf(note.on) };
    spoken.push(line);
    say(line);
  });

  return {
    spoken, refused,
    onLog(entry) {
      // the days before the start were lived through too: nothing of them is part of the story
      if (entry.at < plan.start) return;
      for (const item of waiting) {
        const { after, on, seconds = 0, nth = 1 } = item.when;
        if (item.done || entry.action !== after) continue;
        if (on !== undefined && entry.objectId !== idOf(on) && (entry.caseId === null || !isOfStory(entry.caseId) || entry.caseId !== caseOf(on))) continue;
        item.seen += 1;
        if (item.seen < nth) continue;
        item.done = true;
        loop.plan(entry.at + seconds * 1000, KEY + turn++, item.run);
      }
    },
  };
}
