/**
 * What the city remembers: every event of the engine in order, status changes and captions, for a day and a bit; and from them the level of
 * an object, a device's state or a warning's rank at any instant. Older events are thinned to the newest record of what still lasts.
 */
import type { EngineEvent } from '../../src/rules/engine';
import { LEVEL_BY_RANK, type LevelRank } from '../../src/domain/state';

export type PastEvent = EngineEvent
  /** Index into STATUSES. */
  | { readonly type: 'status'; readonly at: number; readonly object: number; readonly status: number }
  /** A reading of a state property. */
  | { readonly type: 'state'; readonly at: number; readonly stream: number; readonly value: number }
  | { readonly type: 'note'; readonly at: number; readonly zh: string; readonly en: string; readonly objectId: string | null };

export interface Past {
  /** In order of time. The array is replaced when old events are thinned: ask anew, do not keep it. */
  readonly events: readonly PastEvent[];
  add(event: PastEvent): void;
  rankAt(object: number, time: number): LevelRank;
  /** How many objects have a warning of this cause, at this rank or a graver one. */
  countOf(cause: string, least: number, time: number, sees?: (objectId: string) => boolean): number;
  /** State that a device reported; 0 before its first report. */
  stateAt(stream: number, time: number): number;
  /** Thins what happened before. */
  thin(before: number): void;
}

interface Steps { readonly at: number[]; readonly value: number[] }
const valueIn = (steps: Steps | undefined, time: number): number => {
  if (!steps) return 0;
  for (let k = steps.at.length - 1; k >= 0; k--) if ((steps.at[k] ?? 0) <= time) return steps.value[k] ?? 0;
  return 0;
};
function push<Key>(map: Map<Key, Steps>, key: Key, at: number, value: number): void {
  let steps = map.get(key);
  if (!steps) map.set(key, (steps = { at: [], value: [] }));
  if (steps.value.at(-1) === value) return;
  steps.at.push(at);
  steps.value.push(value);
}
function cut<Key>(map: Map<Key, Steps>, before: number): void {
  for (const [key, steps] of map) {
    let first = 0;
    while (first + 1 < steps.at.length && (steps.at[first + 1] ?? 0) <= before) first += 1;
    if (first > 0) { steps.at.splice(0, first); steps.value.splice(0, first); }
    if (steps.at.length === 1 && steps.value[0] === 0) map.delete(key);
  }
}

/** What an event is the newest word about, within its type; null when it stands alone. */
function subject(event: PastEvent): string | number | null {
  switch (event.type) {
    case 'warning': return event.warning.id;
    case 'case': return event.case.id;
    case 'task': return event.task.id;
    case 'figure': return event.figure.id;
    case 'rank': case 'status': return event.object;
    case 'state': return event.stream;
    default: return null;
  }
}
interface Newest { set(key: string | number, event: PastEvent): void; delete(key: string | number, type: PastEvent['type']): void; readonly size: number; inOrder(): PastEvent[] }
/** The newest event about each subject. */
function createNewest(): Newest {
  const byType = new Map<PastEvent['type'], Map<string | number, PastEvent>>();
  return {
    set(key, event) {
      let own = byType.get(event.type);
      if (!own) byType.set(event.type, (own = new Map()));
      own.set(key, event);
    },
    delete: (key, type) => void byType.get(type)?.delete(key),
    get size() { return byType.size; },
    inOrder: () => [...byType.values()].flatMap((own) => [...own.values()]).sort((a, b) => a.at - b.at),
  };
}
/** False when what it speaks of is over. A case stays for another day: today's closed ones are counted. */
function lasts(event: PastEvent, before: number): boolean {
  switch (event.type) {
    case 'warning': return event.warning.state !== 'cleared_ack';
    case 'case': return event.case.open || (event.case.closedAt ?? 0) > before - 24 * 3_600_000;
    case 'task': return event.task.status !== 'finished' && event.task.status !== 'cancelled';
    case 'figure': return event.figure.until === null || event.figure.until > before;
    case 'rank': return event.rank > 0 || event.heldBack;
    case 'status': return event.status > 0;
    case 'state': return event.value !== 0;
    default: return false;
  }
}

/** Before `floor` only the newest record of what lasts is kept, from the start. */
export function createPast(floor = -Infinity): Past {
  let events: PastEvent[] = [];
  let early = createNewest();
  const ranks = new Map<number, Steps>();
  /** By cause, then by object. */
  const causes = new Map<string, Map<string, Steps>>();
  const states = new Map<number, Steps>();
  return {
    get events() {
      if (early.size > 0) {
        events = [...early.inOrder().filter((event) => lasts(event, floor)), ...events];
        early = createNewest();
      }
      return events;
    },
    add(event) {
      if (event.at >= floor) events.push(event);
      else {
        const key = subject(event);
        if (key !== null) early.set(key, event);
      }
      if (event.type === 'rank') push(ranks, event.object, event.at, event.rank);
      else if (event.type === 'state') push(states, event.stream, event.at, event.value);
      else if (event.type === 'warning') {
        const { objectId, cause, clearedAt, level } = event.warning;
        let own = causes.get(cause);
        if (!own) causes.set(cause, (own = new Map()));
        push<string>(own, objectId, event.at, clearedAt === null ? LEVEL_BY_RANK.indexOf(level) : 0);
      }
    },
    rankAt: (object, time) => valueIn(ranks.get(object), time) as LevelRank,
    countOf(cause, least, time, sees) {
      let count = 0;
      for (const [objectId, steps] of causes.get(cause) ?? []) if (valueIn(steps, time) >= least && (!sees || sees(objectId))) count += 1;
      return count;
    },
    stateAt: (stream, time) => valueIn(states.get(stream), time),
    thin(before) {
      if (early.size > 0) return;
      let first = 0;
      while (first < events.length && (events[first]?.at ?? 0) < before) first += 1;
      const newest = createNewest();
      for (let k = 0; k < first; k++) {
        const event = events[k];
        if (!event) continue;
        const key = subject(event);
        if (key === null) continue;
        if (lasts(event, before)) newest.set(key, event);
        else newest.delete(key, event.type);
      }
      events = [...newest.inOrder(), ...events.slice(first)];
      cut(ranks, before);
      for (const own of causes.values()) cut(own, before);
      cut(states, before);
    },
  };
}
