/**
 * The living demo city. Deterministic: the same seed at the same time is the same city, however it got there; it begins as if it
 * had run for a day. `advance` touches only what is due.
 */
import type { Case } from '../../src/domain/case';
import type { LevelRank } from '../../src/domain/state';
import type { Warning } from '../../src/domain/warning';
import { createAgenda } from './agenda';
import { closedTodaySince, createCaseBook, stepAfter, type CasePlan } from './caseBook';
import { createChangeLog, type ChangeLog } from './changeLog';
import { createEpisodeBook, EPISODE_MAX, type Episode } from './episodes';
import type { Fleet } from './fleet';
import { createLevelState, stepLevel, type LevelState } from './levelMachine';
import { DAY, HOUR, localMidnight } from './localTime';
import { createMovers, type Movers, type Position } from './movers';
import { createOutages, OUTAGE_WINDOW, STATUS_MAINTENANCE, STATUS_OFFLINE } from './outages';
import { createPhaseRing, lastDue, type PhaseRing } from './phaseRing';
import { PROPERTIES } from './properties';
import { calm } from './scenarios/calm';
import type { Scenario } from './scenarios/scenario';
import { createSceneClock, type SceneClock } from './sceneClock';
import { liftedValue, quietValue, roundValue } from './values';
import { computeVitals } from './vitals';
import { createWarningBook, type WarningBook } from './warningBook';

/** Length of one simulation step = one number of the delta sequence, ms. */
export const TICK = 500;
const SCENE_SAMPLING = 5;
/** Scene time after which no further device is lost, ms. */
const LOSS_OVER = 90_000;
const CASES_BEFORE = 8 * DAY;
/** The warnings' own past begins this long before local midnight, so that every screen of a day tells the same story. */
const WARM_UP = 6 * HOUR;
/** Expected interval of event-driven streams for the demo, ms. */
const EVENT_DRIVEN = HOUR;

type Happening =
  | { readonly type: 'step'; readonly stream: number }
  | { readonly type: 'acknowledge'; readonly stream: number; readonly onset: number }
  | { readonly type: 'report'; readonly plan: CasePlan }
  | { readonly type: 'caseStep'; readonly plan: CasePlan; readonly id: string; readonly turn: number; readonly stream: number | null };

interface Watch { until: number; readonly level: LevelState; everyMs: number }

export interface Simulation {
  readonly fleet: Fleet;
  readonly movers: Movers;
  readonly warnings: WarningBook;
  readonly now: number;
  readonly anchor: number;
  readonly value: Float64Array; readonly observedAt: Float64Array; readonly quality: Uint8Array;
  readonly rank: Uint8Array; readonly status: Uint8Array; readonly since: Float64Array;
  /** Advances to `time` (multiples of TICK) and collects changes into the log. */
  advance(time: number): void;
  readonly changes: ChangeLog;
  readonly scene: SceneClock;
  setScenario(scenario: Scenario): void;
  casesNow(): Case[];
  vitals(): Record<string, number>;
  /** Value of a stream at any time, null where its device was silent. */
  valueAt(stream: number, time: number): number | null;
  place(object: number, into: Position): Position;
}

export function createSimulation(fleet: Fleet, seed: number, start: number): Simulation {
  const streams = fleet.streamObject.length;
  const objects = fleet.ids.length;
  const value = new Float64Array(streams).fill(NaN);
  const observedAt = new Float64Array(streams).fill(NaN);
  const quality = new Uint8Array(streams);
  const streamRank = new Uint8Array(streams);
  const rank = new Uint8Array(objects);
  const status = new Uint8Array(objects);
  const since = new Float64Array(objects);
  const anchor = localMidnight(start) - WARM_UP;
  const outages = createOutages(fleet);
  const episodes = createEpisodeBook(fleet, outages, seed);
  const warnings = createWarningBook(fleet);
  const cases = createCaseBook(fleet, seed);
  const movers = createMovers(fleet, seed);
  const agenda = createAgenda<Happening>();
  const changes = createChangeLog(objects, streams);
  const scene = createSceneClock();
  const watched = new Map<number, Watch>();
  const episodesOf = new Map<number, Episode[]>();
  let scenario: Scenario = calm;
  let lifts = scenario.lifts(fleet);
  let now = anchor - CASES_BEFORE;

  const intervalOf = Float64Array.from(fleet.streamProperty, (property) => (PROPERTIES[property]?.observed.samplingSeconds ?? 0) * 1000 || EVENT_DRIVEN);
  const groups = new Map<number, number[]>();
  intervalOf.forEach((period, stream) => { const list = groups.get(period); if (list) list.push(stream); else groups.set(period, [stream]); });
  const sampleRings: PhaseRing[] = [...groups].map(([period, members]) => createPhaseRing(period, members, (stream) => fleet.streamSeed[stream] ?? 0));
  const outageRing = createPhaseRing(OUTAGE_WINDOW, fleet.ids.map((_, k) => k), (object) => fleet.seed[object] ?? 0);
  const moverGroups = new Map<number, number[]>();
  for (const object of movers.members) { const period = movers.periodOf(object); moverGroups.set(period, [...(moverGroups.get(period) ?? []), object]); }
  const moverRings = [...moverGroups].map(([period, members]) => createPhaseRing(period, members, (object) => fleet.seed[object] ?? 0));

  const silentAt = (object: number, time: number): boolean =>
    outages.statusAt(object, time) === STATUS_OFFLINE || (scene.startedAt <= time && scenario.silent(fleet, object, scene.at(time)));
  const statusAt = (object: number, time: number): number =>
    (scene.startedAt <= time && scenario.offline(fleet, object, scene.at(time)) ? STATUS_OFFLINE : outages.statusAt(object, time));

  function rawValue(stream: number, time: number): number {
    const quiet = quietValue(fleet, stream, time);
    const lift = scene.startedAt <= time ? lifts.get(stream) : undefined;
    return roundValue(fleet, stream, lift ? lift(scene.at(time), quiet) : liftedValue(quiet, episodesOf.get(stream), time));
  }

  function record(stream: number, figure: number, time: number): void {
    if (time <= (observedAt[stream] ?? NaN)) return;
    value[stream] = figure;
    observedAt[stream] = time;
    quality[stream] = status[fleet.streamObject[stream] ?? 0] === STATUS_MAINTENANCE ? 1 : 0;
    changes.reading(stream);
  }

  /** Last sample of a stream in (after, time], walking back over silent windows. */
  function sampleBefore(stream: number, time: number, after: number): void {
    const object = fleet.streamObject[stream] ?? 0;
    const period = intervalOf[stream] ?? EVENT_DRIVEN;
    let at = lastDue(fleet.streamSeed[stream] ?? 0, period, time);
    for (let turn = 0; turn < 4 && at > after; turn++) {
      if (!silentAt(object, at)) { record(stream, rawValue(stream, at), at); return; }
      at = lastDue(fleet.streamSeed[stream] ?? 0, period, outages.windowStart(object, at) - 1);
    }
  }

  function setStatus(object: number, time: number): void {
    const next = statusAt(object, time);
    if (next === status[object]) return;
    status[object] = next;
    since[object] = time;
    changes.object(object);
  }

  function updateRank(object: number, time: number): void {
    let worst = 0;
    for (let k = fleet.firstStream[object] ?? 0; k < (fleet.firstStream[object + 1] ?? 0); k++) worst = Math.max(worst, streamRank[k] ?? 0);
    if (worst === rank[object]) return;
    rank[object] = worst;
    since[object] = time;
    changes.object(object);
  }

  function watch(stream: number, from: number, until: number, seconds: number): void {
    const known = watched.get(stream);
    const everyMs = seconds * 1000;
    if (known) { known.until = Math.max(known.until, until); known.everyMs = Math.min(known.everyMs, everyMs); return; }
    watched.set(stream, { until, level: createLevelState(), everyMs });
    agenda.add(lastDue(fleet.streamSeed[stream] ?? 0, everyMs, from) + everyMs, { type: 'step', stream });
  }

  function tell(warning: Warning | null): void { if (warning) changes.warning(warning); }

  function putCase(item: Case): void {
    cases.put(item);
    changes.case(item);
  }

  function openCase(stream: number, time: number): void {
    const warning = warnings.get(stream);
    if (!warning || warning.caseId !== null) return;
    const object = fleet.streamObject[stream] ?? 0;
    const plan = cases.ofWarning(warning, fleet.kinds[object] ?? '', fleet.lon[object] ?? 0, fleet.lat[object] ?? 0);
    putCase(plan.item);
    tell(warnings.attachCase(stream, plan.item.id));
    agenda.add(Math.max(time, plan.times[0] ?? time), { type: 'caseStep', plan, id: plan.item.id, turn: 0, stream });
  }

  function setLevel(stream: number, next: LevelRank, figure: number, time: number): void {
    streamRank[stream] = next;
    const before = warnings.get(stream);
    const warning = warnings.set(stream, next, figure, time);
    tell(warning);
    updateRank(fleet.streamObject[stream] ?? 0, time);
    if (next >= 3) openCase(stream, time);
    if (warning && (warning.state === 'active_unack' && before?.state !== 'active_unack' || warning.state === 'cleared_unack')) {
      const at = warnings.acknowledgeAt(stream, time);
      agenda.add(at ?? time + 3 * HOUR, { type: 'acknowledge', stream, onset: warning.onsetAt });
    }
  }

  function step(stream: number, time: number): void {
    const watchOf = watched.get(stream);
    if (!watchOf) return;
    const index = fleet.streamProperty[stream] ?? 0;
    const property = PROPERTIES[index];
    if (property && !silentAt(fleet.streamObject[stream] ?? 0, time)) {
      const figure = rawValue(stream, time);
      record(stream, figure, time);
      if (stepLevel(watchOf.level, property, index, figure, time)) setLevel(stream, watchOf.level.rank, figure, time);
      else if (watchOf.level.rank > 0) tell(warnings.figure(stream, figure, time));
    }
    if (time > watchOf.until && watchOf.level.rank === 0 && watchOf.level.up === 0) watched.delete(stream);
    else agenda.add(time + watchOf.everyMs, { type: 'step', stream });
  }

  function happen(item: Happening, time: number): void {
    if (item.type === 'step') step(item.stream, time);
    else if (item.type === 'acknowledge') tell(warnings.acknowledge(item.stream, item.onset, time));
    else if (item.type === 'report') {
      putCase(item.plan.item);
      agenda.add(item.plan.times[0] ?? time, { type: 'caseStep', plan: item.plan, id: item.plan.item.id, turn: 0, stream: null });
    } else {
      const old = cases.get(item.id);
      if (!old?.open) return;
      const closing = item.turn >= 6;
      // a case that a warning opened closes only after the warning is over
      if (closing && item.stream !== null && (streamRank[item.stream] ?? 0) > 0) { agenda.add(time + 600_000, item); return; }
      putCase(stepAfter(old, item.turn, time));
      if (!closing) agenda.add(Math.max(time + 1, item.plan.times[item.turn + 1] ?? time), { ...item, turn: item.turn + 1 });
    }
  }

  function runAgenda(from: number, to: number): void {
    for (const plan of cases.everyday(from, to)) agenda.add(plan.item.reportedAt, { type: 'report', plan });
    if (to > anchor) {
      for (const episode of episodes.starting(Math.max(from, anchor - DAY), to)) {
        const list = episodesOf.get(episode.stream);
        if (list) list.push(episode);
        else episodesOf.set(episode.stream, [episode]);
        // what was over before the anchor is history only
        if (episode.to > anchor) watch(episode.stream, Math.max(episode.from, anchor), episode.to, PROPERTIES[fleet.streamProperty[episode.stream] ?? 0]?.alarmSampling ?? 60);
      }
    }
    while (agenda.next() <= to) {
      const at = agenda.next();
      const item = agenda.take();
      if (item) happen(item, at);
    }
  }

  function forget(): void {
    const before = now - DAY - EPISODE_MAX;
    for (const [stream, list] of episodesOf) if (list.every((episode) => episode.to < before)) episodesOf.delete(stream);
    cases.forgetClosedBefore(localMidnight(now) - DAY);
  }

  function advance(target: number): void {
    const to = Math.floor(target / TICK) * TICK;
    if (to <= now) return;
    const from = now;
    runAgenda(from, to);
    outageRing.due(from, to, (object) => setStatus(object, to));
    if (scenario.id === 'sensorLoss' && scene.at(from) < LOSS_OVER) for (let k = 0; k < objects; k++) setStatus(k, to);
    for (const ring of sampleRings) ring.due(from, to, (stream, dueAt) => sampleBefore(stream, dueAt, from));
    for (const ring of moverRings) ring.due(from, to, (object, dueAt) => { if (!silentAt(object, dueAt)) changes.move(object); });
    now = to;
    if (Math.floor(from / HOUR) !== Math.floor(to / HOUR)) forget();
  }

  runAgenda(anchor - CASES_BEFORE, Math.floor(start / TICK) * TICK);
  now = Math.floor(start / TICK) * TICK;
  for (let object = 0; object < objects; object++) {
    status[object] = statusAt(object, now);
    if (rank[object] === 0) since[object] = outages.windowStart(object, now);
  }
  for (let stream = 0; stream < streams; stream++) sampleBefore(stream, now, -Infinity);
  // routes are laid out now, so that the first snapshot is as quick as every other
  for (const object of movers.members) movers.place(object, now, { lon: 0, lat: 0, heading: 0 });
  changes.clearState();

  return {
    fleet, movers, warnings, anchor, value, observedAt, quality, rank, status, since, changes, scene,
    get now() { return now; },
    advance,
    setScenario(next) {
      for (const stream of lifts.keys()) { const old = watched.get(stream); if (old) old.until = now; }
      scenario = next;
      scene.start(now);
      lifts = next.lifts(fleet);
      for (const stream of lifts.keys()) watch(stream, now, Infinity, SCENE_SAMPLING);
      for (let object = 0; object < objects; object++) setStatus(object, now);
    },
    casesNow: () => cases.list(closedTodaySince(now)),
    vitals: () => computeVitals({ fleet, value, streamRank, rank, status, cases: cases.list(closedTodaySince(now)), now, midnight: closedTodaySince(now) }),
    valueAt: (stream, time) => (silentAt(fleet.streamObject[stream] ?? 0, time) ? null : rawValue(stream, time)),
    place: (object, into) => movers.place(object, lastDue(fleet.seed[object] ?? 0, movers.periodOf(object), now), into),
  };
}
