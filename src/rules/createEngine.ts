/**
 * The rules engine: owns the parts, the event queue, the trail and the clock, and joins the parts to the chain from a reading to a closed
 * case. Nothing happens between calls; what is due happens at its own time before the call that passes it.
 */
import { RANK_BY_LEVEL } from '../domain/state';
import type { EngineEvent, RulesEngine } from './engine';
import type { EngineCity } from './engineCity';
import { createCaseBook } from './cases/createCaseBook';
import { casePage, casePasts, evaluationOf } from './cases/readCases';
import { createAlerts } from './compose/alerts';
import { unitName } from './compose/belongings';
import { createCaseDetails } from './compose/caseDetail';
import { createClosing } from './compose/closing';
import { createCommandDesk } from './compose/commands';
import type { Composition } from './compose/context';
import { createDetections } from './compose/detections';
import { createFieldWork } from './compose/fieldWork';
import { createFireFigures } from './compose/fireFigures';
import { createFiling } from './compose/filing';
import { createMemory } from './compose/memory';
import { createSwappableWarnings } from './compose/swappableWarnings';
import { createScheduler } from './desk/scheduler';
import { createTrail } from './desk/trail';
import { createDispatch } from './dispatch/createDispatch';
import type { Desk } from './parts';
import { createPreplans } from './preplans/createPreplans';
import { redactionFor } from './roles/redaction';
import type { RuleSet } from './ruleSet';

export interface EngineOptions {
  /** How long the trail is kept, hours. */ readonly trailHours?: number;
  /** Lines on cases from before this time are counted but neither kept nor told: a city that is made to have a past needs no words for it. */ readonly trailFrom?: number;
  /** Most lines of the trail; the oldest go first. */ readonly trailLines?: number;
  /** True when readings are made up: evaluations then say so. */ readonly demo?: boolean;
}
const HOUR = 3_600_000;
const NORMAL = 0;
const NOTHING: EngineEvent[] = [];

export function createEngine(city: EngineCity, given: RuleSet, options: EngineOptions = {}): RulesEngine {
  /** Replaced part by part when the rules change. */
  const rules: { -readonly [Part in keyof RuleSet]: RuleSet[Part] } = { ...given };
  const scheduler = createScheduler();
  const trail = createTrail(options.trailLines ?? 400_000);
  const keepMs = (options.trailHours ?? 48) * HOUR;
  const trailFrom = options.trailFrom ?? -Infinity;
  const status = new Uint8Array(city.ids.length);
  let events: EngineEvent[] = [];
  let pending: (() => void)[] = [];
  let time = 0;
  let seq = 0;
  let forgetAt = 0;

  const desk: Desk = {
    city, rules,
    emit: (event) => { events.push(event); },
    log(at, action, actor, textZh, textEn, about) {
      const entry = {
        seq: ++seq, at: Math.max(at, time), action, actor, objectId: about.objectId ?? null, warningId: about.warningId ?? null, caseId: about.caseId ?? null, level: about.level ?? null,
        value: about.value ?? null, unit: about.unit ?? '', reason: about.reason ?? '', textZh, textEn, latencyMs: about.latencyMs ?? null,
      };
      trail.write(entry);
      events.push({ type: 'log', at: entry.at, entry });
    },
    passes(at) {
      if (Math.max(at, time) >= trailFrom) return false;
      seq++;
      return true;
    },
    schedule: scheduler.schedule,
  };
  const unit = (id: string, lon: number, lat: number) => unitName(city, rules, id, lon, lat);
  const warnings = createSwappableWarnings(desk, city.streamObject.length);
  const cases = createCaseBook(desk);
  const dispatch = createDispatch(desk, { onDuty: (object) => status[object] === NORMAL });
  const preplans = createPreplans(desk, { unit, assign: dispatch.assignNearest });
  const parts: Composition = { desk, warnings, cases, dispatch, preplans, now: () => time, later: (work) => { pending.push(work); } };
  const alerts = createAlerts(desk, warnings);
  const filing = createFiling(parts);
  const closing = createClosing(parts, filing);
  const detections = createDetections(parts);
  const field = createFieldWork(parts);
  const fire = createFireFigures(parts, (object) => status[object] === NORMAL);
  const carryOut = createCommandDesk(parts, filing, field, detections);
  const detail = createCaseDetails(parts);
  const memory = createMemory({ parts, trail, alerts, filing, closing, field, detections, counted(last) { seq = Math.max(seq, last); } });

  cases.mayClose = closing.mayClose;
  warnings.onChange((warning, before, at) => {
    // case first, so that what a preplan sends out carries its number
    parts.later(() => {
      filing.onWarning(warning, at);
      const now = warnings.get(warning.id) ?? warning;
      preplans.onWarning(now, before, at);
      closing.onWarning(now, at);
    });
  });
  cases.onChange((item, before, at) => {
    filing.onCase(item);
    detections.onCase(item);
    closing.onCase(item, at);
    // a preplan that a filing rule is the cause of begins when the case is filed
    if (before?.filedAt === null && item.filedAt !== null) parts.later(() => { for (const plan of rules.preplans.preplans) if (plan.cause === item.ruleId) preplans.startForCase(plan.id, cases.get(item.id) ?? item, RANK_BY_LEVEL[plan.level], at); });
    parts.later(() => preplans.onCase(item, at));
    field.onCase(item, before, at);
    // who may see a task or a figure follows from who may see its case
    if (before && (before.leadUnitId !== item.leadUnitId || before.supporting.length !== item.supporting.length || before.hops !== item.hops)) {
      for (const task of dispatch.ofCase(item.id)) desk.emit({ type: 'task', at, task });
      for (const figure of engine.figures()) if (figure.caseId === item.id) desk.emit({ type: 'figure', at, figure });
    }
    fire.onCase(item, before, at);
  });
  dispatch.onChange(field.onTask);

  /** What the last change asked for, and what that asks for, until nothing is left. */
  function settle(): void {
    while (pending.length > 0) {
      const works = pending;
      pending = [];
      for (const work of works) work();
    }
  }
  function runUntil(to: number): void {
    while (scheduler.next() <= to) {
      const at = scheduler.next();
      const wake = scheduler.take();
      if (at > time) time = at;
      wake?.(time);
      settle();
    }
    if (to > time) time = to;
  }
  /** Brings the engine to the time of a call; an earlier one counts as now. */
  function reach(at: number): number {
    if (at > time || scheduler.next() <= time) runUntil(Math.max(at, time));
    return time;
  }
  function forget(before: number): void {
    warnings.forget(before);
    cases.forget(before);
    dispatch.forget(before);
    preplans.forget(before);
    field.forget(before);
    fire.forget(before);
    alerts.forget(before);
    filing.forget((caseId) => cases.get(caseId) !== null);
    trail.forget(before);
  }

  const engine: RulesEngine = {
    observe(stream, value, at, quality) {
      const now = reach(at);
      warnings.observe(stream, value, now, quality);
      // as the rules see it: a counter may have been set back
      if (closing.watched[stream] === 1 && quality < 2 && !Number.isNaN(value)) closing.observe(stream, warnings.value(stream), now);
      if (fire.watched[stream] === 1 && quality < 2 && !Number.isNaN(value)) fire.observe(stream, value, now);
      if (pending.length > 0) settle();
    },
    detect(detection, now = detection.at) { detections.detect(detection, reach(Math.min(detection.at, now))); settle(); },
    place(object, lon, lat, at) {
      const now = reach(at);
      dispatch.place(object, lon, lat, now);
      warnings.place(object, lon, lat, now);
      if (pending.length > 0) settle();
    },
    setStatus(object, next, at) {
      const now = reach(at);
      status[object] = next;
      warnings.setStatus(object, next, now);
      settle();
    },
    deviceState(object, device, state, at) { warnings.deviceState(object, device, state, reach(at)); settle(); },
    receiveAlert(alert, at) {
      const outcome = alerts.receive(alert, reach(at));
      settle();
      return outcome;
    },
    command(command, caller, at) {
      const outcome = carryOut(command, caller, reach(at));
      settle();
      return outcome;
    },
    advance(to) {
      if (to > time || scheduler.next() <= time) runUntil(Math.max(to, time));
      if (time >= forgetAt) { if (forgetAt > 0) trail.forget(time - keepMs); forgetAt = time + HOUR; }
    },
    nextDue: () => scheduler.next(),
    take() {
      if (events.length === 0) return NOTHING;
      const taken = events;
      events = [];
      return taken;
    },
    warnings: () => warnings.list(),
    warningsSince: (time) => warnings.all().filter((warning) => warning.clearedAt === null || warning.state === 'cleared_unack' || warning.clearedAt >= time),
    warning: (id) => warnings.get(id),
    revisionsOf: (warningId) => warnings.revisions(warningId),
    case: (id) => cases.get(id),
    cases: (query, now, mayRead) => casePage(cases, rules, query, now, mayRead),
    casePasts: (from, to, mayRead) => casePasts(cases, from, to, mayRead),
    detections: (query, mayRead) => detections.page(query, mayRead),
    caseDetail(id, at, session) {
      const whole = detail(id, at, session);
      return whole && redactionFor(city, rules, engine, session).detail(whole);
    },
    evaluation: (by, from, to, at, mayRead) => evaluationOf(cases, rules, by, from, to, at, options.demo ?? false, mayRead),
    tasks: () => dispatch.list(),
    tasksOf: (workerId) => dispatch.ofWorker(workerId),
    figures: () => [...preplans.figures(), ...field.routes(), ...fire.figures(), ...alerts.figures()],
    reportersOf: (caseId) => cases.reporters(caseId),
    worksOn: (caseId, workerId) => dispatch.worksOn(caseId, workerId),
    preplanRuns: ({ objectId, caseId } = {}) => (objectId !== undefined ? preplans.ofObject(objectId) : caseId !== undefined ? preplans.ofCase(caseId) : preplans.runs()).toReversed(),
    isAutomatic: (classCode) => cases.isAutomatic(classCode),
    closesByItself: (classCode) => cases.closesByItself(classCode),
    adopt(next) {
      Object.assign(rules, next);
      warnings.swap(time);
      settle();
    },
    memory: memory.all,
    memoryOf: memory.changedBy,
    restore(records, at) {
      const report = memory.restore(records, reach(at));
      settle();
      return report;
    },
    timeline: (of, until) => trail.of(of, until),
    forget,
  };
  return engine;
}
