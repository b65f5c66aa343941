/**
 * The city and its people on one time: physics feeds the engine, the demo's people and a script act on it, and what comes of it goes into
 * the change log and the memory. Deterministic: the same seed at the same time is the same city, however it got there.
 */
import type { Case } from '../../src/domain/case';
import type { Wish } from '../../src/domain/command';
import { isActive, type Warning } from '../../src/domain/warning';
import { createEngine } from '../../src/rules/createEngine';
import type { EngineEvent, RulesEngine } from '../../src/rules/engine';
import type { EngineCity } from '../../src/rules/engineCity';
import type { RuleSet } from '../../src/rules/ruleSet';
import type { ScriptPlan } from '../scenarios/plan';
import { playScript, type Play } from '../scenarios/play';
import { createChangeLog, type ChangeLog } from './changeLog';
import { withSnapshot } from './demoPicture';
import { statePropertyOf } from './devices';
import { createEveryday, type Report } from './everyday';
import type { Fleet } from './fleet';
import { DAY, HOUR, localMidnight, MINUTE } from './localTime';
import { createLoop, type Loop } from './loop';
import { createMovers, type Movers, type Position } from './movers';
import { createPast, type Past } from './past';
import { createPhysics, type Physics } from './physics';
import { CENTRE, createStaff, type Staff, type Where } from './staff';
import { createTally, type Tally } from './tally';

/** Everyday cases begin so many days before the warnings do. */
const DAYS_BEFORE = 7;
/** Cases and warnings that ended are kept for so long. */
const KEPT = 9 * DAY;
/** The recording reaches back a day; a little more is remembered. */
const REMEMBERED = 25 * HOUR;
/** The engine keeps its trail for two days: what is older when the city begins needs no words. */
const UNREAD = 50 * HOUR;
/** How often the engine hears where people and trucks are. */
const PLACES = 5 * MINUTE;
const OFFLINE = 1;
/** A device answers an order after so long, ms. */
const ANSWER = 800;
/** Everyday troubles leave the tank of the gas story alone, so that its story reads cleanly. */
const STORY_OBJECTS = ['SC-014'];
/** Trail actions by which a person does not take a case into their own hands. */
const PASSING = new Set(['case.report', 'case.repeat', 'case.submit', 'case.rate', 'case.supervise', 'case.attachWarning']);
const KEY = { place: 1e6, report: 1.1e6, past: 1.2e6, device: 1.3e6 } as const;

export interface LivingCityStart {
  readonly fleet: Fleet; readonly city: EngineCity; readonly rules: RuleSet; readonly seed: number;
  /** The instant at which somebody looks first. */
  readonly begin: number;
  /** False: begins at `begin` with nothing behind it and no everyday life. */
  readonly lived: boolean;
  /** Days of cases behind the warnings' own past; 7 unless told. */
  readonly daysBefore?: number;
  readonly plan: ScriptPlan | null;
  readonly past: readonly { readonly at: number; carryOut(engine: RulesEngine, city: EngineCity, at: number): void }[];
}
export interface LivingCity {
  readonly engine: RulesEngine; readonly loop: Loop; readonly movers: Movers; readonly memory: Past; readonly changes: ChangeLog; readonly physics: Physics; readonly tally: Tally; readonly play: Play | null;
  readonly now: number;
  /** From when on warnings are told. */
  readonly anchor: number;
  /** From when on no case is missing: before, none were lived, or ended ones are forgotten. */
  readonly casesFrom: number;
  readonly rank: Uint8Array; readonly status: Uint8Array; readonly since: Float64Array;
  readonly cases: ReadonlyMap<string, Case>;
  /** To a whole step of time. */
  advance(to: number): void;
  act<Outcome>(work: (engine: RulesEngine, at: number) => Outcome): Outcome;
}

export function createLivingCity({ fleet, city, rules, seed, begin, lived, daysBefore = DAYS_BEFORE, plan, past: acts }: LivingCityStart): LivingCity {
  const anchor = lived ? localMidnight(begin) - DAY : begin;
  const first = lived ? anchor - daysBefore * DAY : begin - 1;
  const objects = fleet.ids.length;
  const rank = new Uint8Array(objects);
  const status = new Uint8Array(objects);
  const since = new Float64Array(objects).fill(anchor);
  const heldBack = new Uint8Array(objects);
  const engine = createEngine(city, rules, { demo: true, ...(lived ? { trailFrom: begin - UNREAD } : {}) });
  const movers = createMovers(fleet, seed);
  const changes = createChangeLog(objects, fleet.streamObject.length);
  const memory = createPast(lived ? begin - REMEMBERED : undefined);
  const tally = createTally(fleet);
  const cases = new Map<string, Case>();
  const activeOn = new Map<string, Set<string>>();
  const objectOf = (id: string): number => fleet.indexOf.get(id) ?? -1;
  let people = false;
  let now = first;

  const loop = createLoop(engine, first, (event) => onEvent(event));
  const spared = new Set([...(plan?.cast ?? []), ...STORY_OBJECTS.map(objectOf)]);
  const physics = createPhysics({ fleet, city, engine, loop, past: memory, changes, seed, plan, lived, anchor, spared, warned: (object) => (activeOn.get(fleet.ids[object] ?? '')?.size ?? 0) > 0, onStatus: showStatus });

  const quietAgain = (warning: Warning): boolean => {
    const object = objectOf(warning.objectId);
    for (let stream = fleet.firstStream[object] ?? 0; stream < (fleet.firstStream[object + 1] ?? 0); stream++) {
      const row = fleet.properties[fleet.streamProperty[stream] ?? 0];
      if (row?.observed.key !== warning.cause) continue;
      const figure = Math.abs(physics.valueAt(stream, loop.now) ?? NaN);
      const [low, high] = row.observed.normalRange;
      return Number.isNaN(figure) ? false : (high === null || figure <= high) && (low === null || low < 0 || figure >= low);
    }
    return true;
  };
  const staff: Staff = createStaff({
    engine, loop, movers, rules, objectOf, quietAgain,
    delay: (duty, objectId) => (plan && objectId !== null && plan.cast.has(objectOf(objectId)) ? plan.delays[duty] : undefined),
  });
  let play: Play | null = null;

  function showStatus(object: number, at: number): void {
    tally.status(object, physics.status[object] ?? 0, at);
    const base = physics.status[object] ?? 0;
    const next = base === 0 && heldBack[object] ? 3 : base;
    if (next === status[object]) return;
    status[object] = next;
    since[object] = at;
    changes.object(object);
  }
  function obey(object: number, device: string, state: number, at: number): void {
    loop.plan(at + ANSWER, KEY.device + object, (time) => {
      if (physics.silentAt(object, time)) return;
      const key = statePropertyOf(device);
      for (let stream = fleet.firstStream[object] ?? 0; stream < (fleet.firstStream[object + 1] ?? 0); stream++) {
        if (fleet.properties[fleet.streamProperty[stream] ?? 0]?.observed.key === key) physics.setState(stream, state, time);
      }
      engine.deviceState(object, device, state, time);
    });
  }
  function noteWarning(warning: Warning): void {
    const set = activeOn.get(warning.objectId) ?? new Set<string>();
    if (isActive(warning)) set.add(warning.id);
    else set.delete(warning.id);
    if (set.size > 0) activeOn.set(warning.objectId, set);
    else activeOn.delete(warning.objectId);
  }
  function onEvent(event: EngineEvent): void {
    memory.add(event);
    // nobody reads what led up to now
    if (now === first && changes.records.length > 500) changes.takeRecords();
    switch (event.type) {
      case 'warning': noteWarning(event.warning); changes.warning(event.warning); break;
      case 'case': cases.set(event.case.id, event.case); changes.case(event.case); break;
      case 'task': changes.task(event.task); if (people) staff.leaveAlone(event.task.id); break;
      case 'figure': changes.figure(event.figure); break;
      case 'device': obey(event.object, event.device, event.state, event.at); break;
      case 'rank':
        tally.rank(event.object, event.rank, event.at);
        rank[event.object] = event.rank;
        heldBack[event.object] = Number(event.heldBack);
        since[event.object] = event.at;
        changes.object(event.object);
        showStatus(event.object, event.at);
        break;
      case 'log': {
        const { entry } = event;
        if (people && entry.actor.role !== 'system' && !PASSING.has(entry.action)) for (const id of [entry.caseId, entry.warningId]) if (id !== null) staff.leaveAlone(id);
        play?.onLog(entry);
      }
    }
    staff.onEvent(event);
  }

  // ---- people who report ----
  const ruleById = new Map(rules.filing.rules.map((rule) => [rule.id, rule]));
  const everyday = createEveryday(fleet, ruleById, new Set(rules.ai.classes.map((item) => item.id)), seed);
  /** The part of the city that a collector at a place answers for. */
  const patchAt = (lon: number, lat: number): Where => ({ ...CENTRE, gridId: city.gridAt(lon, lat)?.id ?? '', streetId: city.streetAt(lon, lat)?.id ?? '' });
  function report(item: Report, at: number): void {
    if (item.detection) { engine.detect(withSnapshot(item.detection)); return; }
    const role = item.source === 'collector' ? 'collector' : item.source === 'citizen' ? 'citizen' : 'acceptor';
    const wish: Wish = { type: 'case.report', source: item.source, ruleId: item.rule, classCode: ruleById.get(item.rule)?.codes[0] ?? null, text: item.text, lon: item.lon, lat: item.lat, objectId: item.objectId, photos: [], reporterId: item.reporterId };
    const outcome = engine.command({ ...wish, id: `report-${at}-${item.key}` }, staff.callerOf(role, { ...patchAt(item.lon, item.lat), reporterId: item.reporterId ?? '' }), at);
    if (outcome.ok && outcome.createdId !== null && item.reporterId !== null) staff.reported(outcome.createdId, item.reporterId);
  }
  function planReports(from: number, to: number): void {
    if (lived) for (const item of everyday.between(from, to)) loop.plan(item.at, KEY.report, (at) => report(item, at));
  }

  // ---- where people and trucks are ----
  const place: Position = { lon: 0, lat: 0, heading: 0 };
  const reporting = movers.members.filter((object) => fleet.kinds[object] !== 'vehicle' || /渣土|dump|消防|fire/i.test(`${fleet.namesZh[object]} ${fleet.namesEn[object]}`));
  function tellPlaces(at: number): void {
    for (const object of reporting) {
      if (physics.silentAt(object, at)) continue;
      movers.place(object, at, place);
      engine.place(object, place.lon, place.lat, at);
    }
    loop.plan(at + PLACES, KEY.place, tellPlaces);
  }
  // the days before the anchor are told by their cases alone: nobody is sent, no way is remembered
  const workers = fleet.ofKind.get('worker') ?? [];
  if (lived) loop.plan(first, KEY.place, (at) => { for (const object of workers) engine.setStatus(object, OFFLINE, at); });
  loop.plan(Math.max(first, anchor), KEY.place, (at) => {
    if (lived) for (const object of workers) engine.setStatus(object, physics.status[object] ?? 0, at);
    tellPlaces(at);
  });
  for (const act of acts) {
    if (act.at > first && act.at <= begin) loop.plan(act.at, KEY.past, (at) => { people = true; try { act.carryOut(engine, city, at); } finally { loop.plan(at, KEY.past, () => { people = false; }); } });
  }

  function advance(to: number): void {
    if (to <= now) return;
    const from = now;
    physics.open(from, to);
    planReports(from, to);
    loop.runTo(to, physics.sweep(from, to, from === first));
    now = to;
    if (from !== first && Math.floor(from / HOUR) !== Math.floor(to / HOUR)) forget();
  }
  function forget(): void {
    engine.forget(now - KEPT);
    for (const [id, item] of cases) if (!item.open && (item.closedAt ?? 0) < now - KEPT) cases.delete(id);
    memory.thin(now - REMEMBERED);
    movers.forget(now - REMEMBERED);
    physics.forget(now - REMEMBERED);
    tally.forget(now - REMEMBERED);
  }

  if (plan) play = playScript({ plan, fleet, engine, loop, movers, callerOf: (command, wish) => {
    const office = rules.units.units.find((unit) => unit.id === command.unit);
    const item = 'caseId' in wish && wish.caseId !== null ? engine.case(wish.caseId) : null;
    const place = item ?? ('lon' in wish ? wish : null);
    const where = { ...(place ? patchAt(place.lon, place.lat) : CENTRE), ...(office && { zh: office.zh, en: office.en, unitId: office.id }), ...(command.reporter !== undefined && { reporterId: command.reporter }) };
    return staff.callerOf(command.role, where, command.who === undefined ? null : fleet.ids[plan.member(command.who)] ?? null);
  }, say: (spoken) => memory.add({ type: 'note', ...spoken }) });
  advance(begin);
  if (lived) {
    for (let object = 0; object < objects; object++) if (rank[object] === 0) since[object] = Math.max(physics.windowStart(object, begin), since[object] ?? 0);
  }
  // routes are laid out now, so that the first snapshot is as quick as every other
  for (const object of movers.members) movers.place(object, begin, place);
  changes.clearState();

  return {
    engine, loop, movers, memory, changes, physics, tally, rank, status, since, cases, anchor, advance,
    get casesFrom() { return Math.max(first, now - KEPT); },
    get play() { return play; },
    get now() { return now; },
    act(work) {
      people = true;
      try { return loop.act(work); } finally { people = false; }
    },
  };
}
