/**
 * A command from a session: may this role do it, does it lie in its scope, and which part carries it out. The same command id of a session
 * is carried out once; its second arrival gets the first answer. Refusals say why in one plain sentence.
 */
import type { Command, CommandOutcome, Wish } from '../../domain/command';
import type { CaseSource } from '../../domain/case';
import type { Role } from '../../domain/role';
import type { Caller } from '../engine';
import { done, refused } from '../parts';
import { inScope, mayDo, type Belongs } from '../roles/permissions';
import { caseBelongs, objectBelongs, placeBelongs } from './belongings';
import type { Composition } from './context';
import type { Detections } from './detections';
import type { FieldWork } from './fieldWork';
import type { Filing } from './filing';

export type CommandDesk = (command: Command, caller: Caller, at: number) => CommandOutcome;
const REMEMBERED = 20_000;
const REASON_LENGTH = 200;
/** Where a report may say it comes from, by who sends it; everybody else may name any source. */
const SOURCES: Readonly<Partial<Record<Role, readonly CaseSource[]>>> = { citizen: ['citizen'], collector: ['collector'], handler: ['department'], checker: ['collector'] };

/** What a worker may do with the case of an own task outside the own unit. */
const WORKERS: ReadonlySet<string> = new Set(['case.return', 'case.appeal']);

export function createCommandDesk(parts: Composition, filing: Filing, field: FieldWork, detections: Detections): CommandDesk {
  const { desk, warnings, cases, dispatch, preplans } = parts;
  const { city, rules } = desk;
  const outcomes = new Map<string, CommandOutcome>();
  /** Who asks, as the first part of a key; callers that come again and again are written out once. */
  const askers = new WeakMap<Caller, string>();
  function askerOf(caller: Caller): string {
    let text = askers.get(caller);
    if (text === undefined) askers.set(caller, (text = JSON.stringify([caller.session ?? '', caller.role, caller.scope, caller.workerId ?? ''])));
    return text;
  }

  const ofObject = (id: string): Belongs | null => { const object = city.indexOf.get(id); return object === undefined ? null : objectBelongs(city, rules, object); };
  const ofCase = (id: string): Belongs | null => { const item = cases.get(id); return item && caseBelongs(item, cases.reporters(id)); };
  const ofWarning = (id: string): Belongs | null => { const warning = warnings.get(id); return warning && ofObject(warning.objectId); };

  /** A step is ticked by the unit it names, whoever looks after the object; a run may be about a place without an object. */
  function ofStep(runId: string, stepId: string): Belongs | null {
    const step = preplans.stepOf(runId, stepId);
    if (!step) return null;
    const place = placeBelongs(city, step.lon, step.lat);
    return step.unitId === '' ? ofObject(step.objectId ?? '') ?? place : { ...place, unitIds: [step.unitId] };
  }

  /** Null = nothing known by that id: the part says so. */
  function subject(wish: Wish): Belongs | null {
    if (wish.type === 'case.report') return { ...placeBelongs(city, wish.lon, wish.lat), ...(wish.reporterId !== null && { reporterIds: [wish.reporterId] }) };
    if (wish.type === 'task.assign') return wish.caseId === null ? placeBelongs(city, wish.lon, wish.lat) : ofCase(wish.caseId);
    if (wish.type === 'preplan.tick') return ofStep(wish.runId, wish.stepId);
    if ('taskId' in wish) {
      const task = dispatch.get(wish.taskId);
      return task ? (task.caseId === null ? null : ofCase(task.caseId)) ?? placeBelongs(city, task.lon, task.lat) : null;
    }
    if ('detectionId' in wish) { const seen = detections.get(wish.detectionId)?.detection; return seen ? placeBelongs(city, seen.lon, seen.lat) : null; }
    if ('caseId' in wish) return ofCase(wish.caseId);
    if ('warningId' in wish) return ofWarning(wish.warningId);
    if ('objectId' in wish) return ofObject(wish.objectId);
    return {};
  }

  function refusalOf(wish: Wish, caller: Caller): CommandOutcome | null {
    if (caller.role === 'system') return null;
    if (!mayDo(rules.roles, caller.role, wish.type)) return refused('role', 'This role may not do that.');
    if ('taskId' in wish && caller.workerId != null) {
      const task = dispatch.get(wish.taskId);
      return task && task.workerId !== caller.workerId ? refused('scope', 'This is the task of somebody else.') : null;
    }
    if (wish.type === 'case.report') {
      const sources = SOURCES[caller.role];
      if (sources && !sources.includes(wish.source)) return refused('role', 'This role may not report from that source.');
      if (caller.scope.type === 'own') return null;
    }
    if (wish.type === 'case.acknowledgeSupport' && caller.scope.type === 'unit' && caller.scope.unitId !== wish.unitId) return refused('scope', 'A unit acknowledges only for itself.');
    if (wish.type === 'case.acceptHop' && caller.scope.type === 'unit') {
      const { unitId } = caller.scope;
      const hop = cases.get(wish.caseId)?.hops.find((one) => one.level === wish.level);
      if (hop && hop.unitId !== unitId) return refused('scope', 'A hop is accepted by the unit it was sent to.');
    }
    // a worker may hand back the case of an own task, and appeal against how it is evaluated, whoever leads it
    if (WORKERS.has(wish.type) && 'caseId' in wish && wish.caseId !== null && dispatch.worksOn(wish.caseId, caller.workerId ?? null)) return null;
    // the whole district needs no look at where it lies
    if (caller.scope.type === 'district' || wish.type === 'automation.set') return null;
    const place = subject(wish);
    if (place && !inScope(caller.scope, place)) return refused('scope', 'This lies outside the scope of the session.');
    return null;
  }

  function invalid(wish: Wish): CommandOutcome | null {
    if ('reason' in wish && wish.reason.length > REASON_LENGTH) return refused('invalid', `A reason has at most ${REASON_LENGTH} characters.`);
    if (!('lon' in wish)) return null;
    if (!Number.isFinite(wish.lon) || !Number.isFinite(wish.lat)) return refused('invalid', 'The place is missing.');
    return null;
  }

  function carryOut(wish: Wish, caller: Caller, at: number): CommandOutcome {
    const { actor } = caller;
    switch (wish.type) {
      case 'warning.fileCase': return filing.fileNow(wish.warningId, actor, at);
      case 'warning.acknowledge': case 'warning.shelve': case 'warning.unshelve': case 'warning.reset': case 'warning.outOfService': case 'warning.inService': case 'counter.reset':
        return warnings.command(wish, actor, at);
      case 'case.report': {
        if (city.streetAt(wish.lon, wish.lat) === null && knowsDistrict()) return refused('invalid', 'The place lies outside the district.');
        const rule = rules.filing.rules.find((one) => one.id === wish.ruleId);
        if (wish.ruleId !== null && !rule) return refused('invalid', `There is no filing rule ${wish.ruleId}.`);
        const street = city.streetAt(wish.lon, wish.lat);
        const what = { zh: rule?.zh ?? '群众反映问题', en: rule?.en ?? 'Reported problem' };
        return done(at, cases.report({
          at, source: wish.source, actor, automatic: false, ruleId: wish.ruleId, classCode: wish.classCode, objectId: wish.objectId, warningId: null, lon: wish.lon, lat: wish.lat,
          titleZh: `${street?.zh ?? ''} ${what.zh}`.trim(), titleEn: street ? `${what.en}, ${street.en}` : what.en, text: wish.text, photos: wish.photos,
          reporterId: caller.scope.type === 'own' ? caller.scope.reporterId : wish.reporterId, detection: null, causedAt: at,
        }).id);
      }
      case 'preplan.start': case 'preplan.tick': return preplans.command(wish, actor, at);
      case 'task.assign': case 'task.accept': case 'task.arrive': case 'task.finish': return field.command(wish, actor, at);
      case 'detection.file': case 'detection.falseAlarm': return detections.command(wish, actor, at);
      case 'automation.set': return cases.setAutomatic(wish, actor, at);
      case 'case.rate': return cases.command(caller.scope.type === 'own' ? { ...wish, reporterId: caller.scope.reporterId } : wish, actor, at);
      default: return cases.command(wish, actor, at);
    }
  }
  /** A city without subdistricts takes reports from anywhere. */
  let districtKnown: boolean | null = null;
  const knowsDistrict = (): boolean => { districtKnown ??= city.ids.some((_, object) => city.streetAt(city.lon[object] ?? 0, city.lat[object] ?? 0) !== null); return districtKnown; };

  return (command, caller, at) => {
    const key = askerOf(caller) + command.id;
    const known = outcomes.get(key);
    if (known) return known;
    const outcome = refusalOf(command, caller) ?? invalid(command) ?? carryOut(command, caller, at);
    if (outcome.ok && command.id !== '') {
      outcomes.set(key, outcome);
      if (outcomes.size > REMEMBERED) { const oldest = outcomes.keys().next(); if (!oldest.done) outcomes.delete(oldest.value); }
    }
    return outcome;
  };
}
