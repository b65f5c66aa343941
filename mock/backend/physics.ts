/**
 * What the devices of the city measure and when: quiet values, episodes, played courses, outages, states of actuators. It keeps the newest
 * reading of every datastream and hands each recorded sample to the engine; a datastream that is on the move is sampled more often.
 */
import type { RulesEngine } from '../../src/rules/engine';
import type { EngineCity } from '../../src/rules/engineCity';
import type { ScriptPlan } from '../scenarios/plan';
import type { ChangeLog } from './changeLog';
import { createEpisodeBook, EPISODE_MAX, type Episode } from './episodes';
import type { Fleet } from './fleet';
import { limitsAt, triggerIn, type Placed } from './limits';
import { DAY, HOUR, localMidnight, MINUTE } from './localTime';
import type { Loop, Sweep } from './loop';
import { createOutages, OUTAGE_WINDOW, STATUS_MAINTENANCE, STATUS_NORMAL, STATUS_OFFLINE } from './outages';
import type { Past } from './past';
import { createPhaseRing, lastDue, type PhaseRing } from './phaseRing';
import { createValues, liftedValue } from './values';

/** Expected interval of event-driven streams for the demo, ms. */
const EVENT_DRIVEN = HOUR;
/** A datastream stays on the fast lane this long after its trouble, while its object is still warned of. */
const LINGER = 8 * HOUR;
/** A played course goes on this long after its script. */
const AFTERMATH = 2 * HOUR;
const NOON = 12 * HOUR;
const GLANCE = 2 * HOUR;
const GLANCES_FOR = 26 * HOUR;

export interface PhysicsStart {
  readonly fleet: Fleet; readonly city: EngineCity; readonly engine: RulesEngine; readonly loop: Loop; readonly past: Past; readonly changes: ChangeLog;
  readonly seed: number; readonly plan: ScriptPlan | null;
  /** False: no troubles of a normal day and no outages (a test's small city). */
  readonly lived: boolean;
  /** From when warnings may arise. */
  readonly anchor: number;
  /** Objects that everyday troubles leave alone. */
  readonly spared: ReadonlySet<number>;
  /** True while an object has an active warning. */
  warned(object: number): boolean;
  onStatus(object: number, at: number): void;
}
/** A datastream that is sampled more often: at `first`, then every `everyMs` up to `last`, unless its device was silent. */
export interface FastLane { readonly stream: number; readonly first: number; readonly everyMs: number; last: number }
export interface Physics {
  /** Fast lanes of the last day and a bit: what a recording must know to tell the same readings. */
  readonly lanes: readonly FastLane[];
  readonly value: Float64Array; readonly observedAt: Float64Array; readonly quality: Uint8Array;
  /** Newest status as the gateway reports it. */
  readonly status: Uint8Array;
  statusAt(object: number, time: number): number;
  windowStart(object: number, time: number): number;
  silentAt(object: number, time: number): boolean;
  /** Null where the device was silent. */
  valueAt(stream: number, time: number): number | null;
  /** Time of the newest regular sample at or before a time; NaN when there is none. */
  sampledAt(stream: number, time: number): number;
  /** Troubles that begin in (from, to]. */
  open(from: number, to: number): void;
  /** Samples and status changes of (from, to]; `first`: everything that leads up to now. */
  sweep(from: number, to: number, first: boolean): Sweep;
  /** What a device answers: a reading of its state property. */
  setState(stream: number, value: number, at: number): void;
  setStatus(object: number, at: number): void;
  forget(before: number): void;
}

export function createPhysics({ fleet, city, engine, loop, past, changes, seed, plan, lived, anchor, spared, warned, onStatus }: PhysicsStart): Physics {
  const streams = fleet.streamObject.length;
  const objects = fleet.ids.length;
  const rows = streams + objects;
  const value = new Float64Array(streams).fill(NaN);
  const observedAt = new Float64Array(streams).fill(NaN);
  const quality = new Uint8Array(streams);
  const status = new Uint8Array(objects);
  const properties = fleet.properties;
  const isState = Uint8Array.from(fleet.streamProperty, (property) => Number(properties[property]?.rule === null));
  const placed = (object: number): Placed => ({ id: fleet.ids[object] ?? '', text: `${fleet.ids[object]} ${fleet.namesEn[object]}`, attribute: (name) => city.attribute(object, name) });
  const limitsOf = (stream: number, time: number) => {
    const row = properties[fleet.streamProperty[stream] ?? 0];
    return row?.rule ? limitsAt(row.rule, placed(fleet.streamObject[stream] ?? 0), time) : { I: null, II: null, III: null, IV: null };
  };
  const values = createValues(fleet, (stream) => {
    const midnight = localMidnight(anchor);
    return { day: triggerIn(limitsOf(stream, midnight + NOON), 1) ?? 60, night: triggerIn(limitsOf(stream, midnight), 1) ?? 50 };
  });
  const outages = createOutages(fleet);
  const episodes = createEpisodeBook(fleet, outages, seed, limitsOf, spared);
  const episodesOf = new Map<number, Episode[]>();
  const watched = new Map<number, { until: number; readonly everyMs: number; readonly lane: FastLane }>();
  let lanes: FastLane[] = [];

  const intervalOf = Float64Array.from(fleet.streamProperty, (property) => (properties[property]?.observed.samplingSeconds ?? 0) * 1000 || EVENT_DRIVEN);
  const groups = new Map<number, number[]>();
  intervalOf.forEach((period, stream) => { const list = groups.get(period); if (list) list.push(stream); else groups.set(period, [stream]); });
  const rings: PhaseRing[] = [...groups].map(([period, members]) => createPhaseRing(period, members, (stream) => fleet.streamSeed[stream] ?? 0));
  const outageRing = createPhaseRing(OUTAGE_WINDOW, fleet.ids.map((_, k) => k), (object) => fleet.seed[object] ?? 0);

  const everyday = (object: number, time: number): number => (lived && !spared.has(object) ? outages.statusAt(object, time) : STATUS_NORMAL);
  const statusAt = (object: number, time: number): number => (plan?.offline(object, time) ? STATUS_OFFLINE : everyday(object, time));
  const silentAt = (object: number, time: number): boolean => everyday(object, time) === STATUS_OFFLINE || (plan?.silent(object, time) ?? false);

  function rawValue(stream: number, time: number): number {
    if (isState[stream]) return past.stateAt(stream, time);
    const quiet = values.quiet(stream, time);
    const played = plan?.streams.get(stream);
    return values.round(stream, played && time >= played.from ? played.value(time, quiet) : liftedValue(quiet, episodesOf.get(stream), time));
  }
  function record(stream: number, figure: number, time: number): void {
    if (time <= (observedAt[stream] ?? NaN)) return;
    value[stream] = figure;
    observedAt[stream] = time;
    quality[stream] = status[fleet.streamObject[stream] ?? 0] === STATUS_MAINTENANCE ? 1 : 0;
    changes.reading(stream);
  }
  function sample(stream: number, time: number): void {
    const figure = rawValue(stream, time);
    record(stream, figure, time);
    engine.observe(stream, figure, time, quality[stream] ?? 0);
  }
  /** Last regular sample of a stream in (after, time], walking back over silent windows; NaN = none. */
  function regular(stream: number, time: number, after: number): number {
    const object = fleet.streamObject[stream] ?? 0;
    const period = intervalOf[stream] ?? EVENT_DRIVEN;
    let at = lastDue(fleet.streamSeed[stream] ?? 0, period, time);
    for (let turn = 0; turn < 4 && at > after; turn++) {
      if (!silentAt(object, at)) return at;
      at = lastDue(fleet.streamSeed[stream] ?? 0, period, outages.windowStart(object, at) - 1);
    }
    return NaN;
  }

  /** A figure now and then after a trouble: who begins later must not take a quiet day for a stuck sensor. */
  function glance(stream: number, at: number, until: number): void {
    if (at <= until) loop.plan(at, stream, (time) => { if (!watched.has(stream) && !silentAt(fleet.streamObject[stream] ?? 0, time)) sample(stream, time); glance(stream, time + GLANCE, until); });
  }
  function step(stream: number, at: number): void {
    const watch = watched.get(stream);
    if (!watch) return;
    const object = fleet.streamObject[stream] ?? 0;
    if (!silentAt(object, at)) sample(stream, at);
    // whoever fell silent in trouble is listened to again afterwards
    else if (at > watch.until && warned(object)) watch.until = at;
    if (at > watch.until && (at > watch.until + LINGER || !warned(object))) {
      watched.delete(stream);
      watch.lane.last = at;
      if (properties[fleet.streamProperty[stream] ?? 0]?.rule?.stuckMinutes !== undefined) {
        lanes.push({ stream, first: at + GLANCE, everyMs: GLANCE, last: at + GLANCES_FOR });
        glance(stream, at + GLANCE, at + GLANCES_FOR);
      }
    } else loop.plan(at + watch.everyMs, stream, (next) => step(stream, next));
  }
  function watch(stream: number, first: number, until: number, everyMs: number): void {
    const known = watched.get(stream);
    if (known) { known.until = Math.max(known.until, until); return; }
    const lane: FastLane = { stream, first, everyMs, last: Infinity };
    lanes.push(lane);
    watched.set(stream, { until, everyMs, lane });
    loop.plan(first, stream, (at) => step(stream, at));
  }
  // a played course is sampled on whole seconds of its script, the same in every city
  for (const [stream, played] of plan?.streams ?? []) watch(stream, plan?.start ?? 0, (plan?.end ?? 0) + AFTERMATH, played.everyMs);

  function setStatus(object: number, at: number): void {
    const next = statusAt(object, at);
    if (next === status[object]) return;
    status[object] = next;
    onStatus(object, at);
    past.add({ type: 'status', at, object, status: next });
    engine.setStatus(object, next, at);
  }
  for (const { at, object } of plan?.outageTimes ?? []) loop.plan(at, object, (time) => setStatus(object, time));

  return {
    get lanes() { return lanes; },
    value, observedAt, quality, status, statusAt, silentAt, setStatus, windowStart: outages.windowStart,
    valueAt: (stream, time) => (silentAt(fleet.streamObject[stream] ?? 0, time) ? null : rawValue(stream, time)),
    sampledAt: (stream, time) => regular(stream, time, -Infinity),
    open(from, to) {
      if (!lived || to <= anchor) return;
      for (const episode of episodes.starting(Math.max(from, anchor - DAY), to)) {
        const list = episodesOf.get(episode.stream);
        if (list) list.push(episode);
        else episodesOf.set(episode.stream, [episode]);
        // what was over before the anchor is history only
        if (episode.to <= anchor) continue;
        const everyMs = (properties[fleet.streamProperty[episode.stream] ?? 0]?.alarmSampling ?? 60) * 1000;
        const first = lastDue(fleet.streamSeed[episode.stream] ?? 0, everyMs, Math.max(episode.from, anchor)) + everyMs;
        // not before its time: a city that begins after it must not take a later trouble for part of this one
        loop.plan(first, episode.stream, () => watch(episode.stream, first, episode.to + MINUTE, everyMs));
      }
    },
    sweep(from, to, first) {
      // code: stream, or streams + object for a status
      const times: number[] = [];
      const codes: number[] = [];
      const add = (at: number, code: number): void => { times.push(at); codes.push(code); };
      if (lived) {
        const begin = first ? anchor : from;
        if (first) for (let object = 0; object < objects; object++) if (everyday(object, anchor) !== STATUS_NORMAL) add(anchor, streams + object);
        for (let at = begin; at < to; at += OUTAGE_WINDOW) {
          outageRing.due(at, Math.min(at + OUTAGE_WINDOW, to), (object, dueAt) => {
            // most windows change nothing
            if (everyday(object, dueAt) !== (dueAt - 1 < anchor ? STATUS_NORMAL : everyday(object, dueAt - 1)) || plan?.outageTimes.length) add(dueAt, streams + object);
          });
        }
      }
      if (first) for (let stream = 0; stream < streams; stream++) { const at = regular(stream, to, from); if (!Number.isNaN(at)) add(at, stream); }
      else for (const ring of rings) ring.due(from, to, (stream, dueAt) => { const at = regular(stream, dueAt, from); if (!Number.isNaN(at)) add(at, stream); });
      // time and code in one number, so that the sort needs no comparator
      const sorted = Float64Array.from(times, (at, k) => (at - from) * rows + (codes[k] ?? 0)).sort();
      return {
        count: sorted.length,
        at: (k) => from + Math.floor((sorted[k] ?? Infinity) / rows),
        run(k) {
          const item = sorted[k];
          if (item === undefined) return;
          const at = from + Math.floor(item / rows);
          const code = item % rows;
          if (code >= streams) setStatus(code - streams, at);
          // the fast lane feeds the engine; here the newest figure is only shown
          else if (watched.has(code)) record(code, rawValue(code, at), at);
          else sample(code, at);
        },
      };
    },
    setState(stream, figure, at) {
      past.add({ type: 'state', at, stream, value: figure });
      record(stream, figure, at);
      engine.observe(stream, figure, at, 0);
    },
    forget(before) {
      lanes = lanes.filter((lane) => lane.last >= before);
      for (const [stream, list] of episodesOf) if (list.every((episode) => episode.to < before - EPISODE_MAX)) episodesOf.delete(stream);
    },
  };
}
