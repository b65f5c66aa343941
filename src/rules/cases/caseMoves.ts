/**
 * Moves cases along the table of transitions: one change, one flow record, one event and one line of the trail for each move; what follows
 * by itself follows at once or, on the automatic route, milliseconds later. Also the clocks of a case: deadline, suspension, limits of the steps before
 * the work and of supporting units, reminders.
 */
import { STEP_OF_STATUS, waitingHop, type Case, type CaseStatus } from '../../domain/case';
import { SYSTEM_ACTOR, type Actor } from '../../domain/role';
import type { Desk } from '../parts';
import type { FilingRule, Unit } from '../ruleSet';
import { changed, type CasePatch, type CaseRecord } from './caseRecord';
import type { FilingLookup } from './filingLookup';
import { sendNext } from './hops';
import { sentenceOf, type Sentence } from './sentences';
import { FOLLOWS, FOLLOWS_AUTOMATIC, HOP_MS, mayHappen, STEP_LIMITS, TRANSITIONS, type CaseAction } from './transitions';
import type { WorkCalendar } from './workCalendar';

export interface CaseMoves {
  /** Writes a change that is no transition. */
  note(record: CaseRecord, action: string, actor: Actor, at: number, reason: string, patch: CasePatch | null, detail?: Sentence): void;
  /** The first change of a record: its report, and what follows. */
  open(record: CaseRecord, actor: Actor, at: number): void;
  /** False when the table does not allow it now; then nothing changed. */
  move(record: CaseRecord, action: CaseAction, actor: Actor, at: number, reason?: string, patch?: CasePatch, detail?: Sentence): boolean;
  /** What was planned for a case of an earlier run. */
  resume(record: CaseRecord, at: number): void;
  /** Plans the reminders of the present deadline anew. */
  watchDeadline(record: CaseRecord, from: number): void;
  /** Plans what is told of the hop that has the case now. */
  watchHop(record: CaseRecord, from: number): void;
  patchOfFiling(rule: FilingRule, code: string): CasePatch;
  patchOfDispatch(record: CaseRecord, lead: Unit | null, supporting: readonly Unit[], at: number): CasePatch;
  automaticLead(record: CaseRecord): { lead: Unit | null; supporting: Unit[] };
}
export interface MoveTools {
  readonly desk: Desk; readonly lookup: FilingLookup; readonly calendar: WorkCalendar;
  readonly isAutomatic: (record: CaseRecord) => boolean;
  readonly changed: (item: Case, before: Case | null, at: number) => void;
  /** After filing under another class. */
  readonly reclassed: (record: CaseRecord) => void;
}

const MINUTE = 60_000;

export function createCaseMoves({ desk, lookup, calendar, isAutomatic, changed: tell, reclassed }: MoveTools): CaseMoves {
  const offset = desk.rules.calendar.utcOffsetMinutes;
  const { escalation, stepMinutes } = desk.rules.filing;

  function write(record: CaseRecord, action: string, actor: Actor, at: number, reason: string, to: CaseStatus | null, patch: CasePatch | null, detail?: Sentence): void {
    const before = record.changes.length > 0 ? record.item : null;
    const time = Math.max(at, record.changes.at(-1)?.at ?? at);
    const step = to === null ? undefined : STEP_LIMITS[to];
    const stepDueAt = step === undefined ? null : time + stepMinutes[step] * MINUTE;
    const comes = to !== null && STEP_OF_STATUS[to] !== record.item.step;
    const waits = to !== null && stepDueAt !== record.item.stepDueAt;
    const change = { at: time, action, actor, reason, to, patch: comes || waits ? { ...patch, ...(comes && { stepSince: time }), ...(waits && { stepDueAt }) } : patch };
    record.changes.push(change);
    record.item = changed(record.item, change);
    if (to !== null) record.moves++;
    const item = record.item;
    desk.emit({ type: 'case', at: change.at, case: item });
    if (!desk.passes?.(change.at)) {
      const { zh, en } = sentenceOf(action, item, reason, offset, detail);
      desk.log(change.at, `case.${action}`, actor, zh, en, {
        caseId: item.id, objectId: item.objectId, warningId: item.warningId, reason, latencyMs: action === 'dispatch' && record.automatic && item.returns === 0 ? change.at - record.causedAt : null,
      });
    }
    tell(item, before, change.at);
  }

  /** What each transition stamps on the case beside its state. */
  function stampOf(record: CaseRecord, action: CaseAction, actor: Actor, at: number): CasePatch | null {
    const { item } = record;
    switch (action) {
      case 'file': return { filedAt: at };
      case 'return': return { returns: item.returns + 1, deadlineAt: null, escalation: 0, receivedAt: null, hops: [], handlerMasked: '' };
      // passed down once: whoever has accepted keeps it through a rework
      case 'receive': return { receivedAt: item.receivedAt ?? at, handlerMasked: actor.nameMasked, ...(item.hops[0]?.sentAt === null && { hops: sendNext(item.hops, at) }) };
      case 'suspend': return { suspendedSince: at };
      case 'resume': return { suspendedSince: null, deadlineAt: shiftedDeadline(item, at) };
      case 'finish': case 'dealOnSpot': return { finishedAt: at };
      case 'pass': return { checkedAt: at };
      case 'fail': return { checkedAt: at, finishedAt: null, reworks: item.reworks + 1 };
      case 'forceClose': return item.suspendedSince === null ? null : { suspendedSince: null };
      default: return null;
    }
  }
  /** The deadline moves by the time of its own clock that the suspension took; one that had passed stays. */
  function shiftedDeadline(item: Case, at: number): number | null {
    if (item.deadlineAt === null || item.suspendedSince === null || !item.limit) return item.deadlineAt;
    const left = calendar.timeBetween(item.suspendedSince, item.deadlineAt, item.limit.clock);
    return left > 0 ? Math.max(item.deadlineAt, calendar.after(at, left, item.limit.clock)) : item.deadlineAt;
  }

  /** What follows by itself; what does not has until the limit of its step. */
  function follow(record: CaseRecord, at: number): void {
    const { status, returns } = record.item;
    const forced = FOLLOWS[status];
    const byRule = returns === 0 && isAutomatic(record) ? FOLLOWS_AUTOMATIC[status] : undefined;
    const vouched = status === 'pending_verify' && record.witness ? 'confirm' as const : undefined;
    const action = forced ?? byRule ?? vouched;
    if (!action) { watchStep(record, at); return; }
    const delay = record.automatic && returns === 0 ? HOP_MS[action] ?? 0 : 0;
    if (delay === 0) { hop(record, action, at); return; }
    const planned = record.moves;
    desk.schedule(at + delay, (due) => { if (record.moves === planned) hop(record, action, due); });
  }
  function hop(record: CaseRecord, action: CaseAction, at: number): void {
    const { item } = record;
    const vouched = action === 'confirm' && record.witness !== null;
    // the class may have been switched to manual in between
    if (FOLLOWS_AUTOMATIC[item.status] === action && !vouched && !isAutomatic(record)) { watchStep(record, at); return; }
    const actor = vouched && record.witness ? record.witness : SYSTEM_ACTOR;
    if (action === 'file') {
      const rule = lookup.rule(item.ruleId);
      if (rule) move(record, 'file', actor, at, '', patchOfFiling(rule, item.classCode));
    } else if (action === 'dispatch') {
      const { lead, supporting } = automaticLead(record);
      move(record, 'dispatch', actor, at, '', patchOfDispatch(record, lead, supporting, at));
    } else move(record, action, actor, at);
  }

  function move(record: CaseRecord, action: CaseAction, actor: Actor, at: number, reason = '', patch: CasePatch | null = null, detail?: Sentence): boolean {
    if (!mayHappen(action, record.item.status)) return false;
    const stamp = stampOf(record, action, actor, at);
    const before = record.item.classCode;
    // what was asked for in the state before is no longer asked
    const settled = record.item.pendingRequest === null ? null : { pendingRequest: null };
    write(record, action, actor, at, reason, TRANSITIONS[action].to, stamp || patch || settled ? { ...settled, ...stamp, ...patch } : null, detail);
    if (record.item.classCode !== before) reclassed(record);
    if (action === 'dispatch' || action === 'resume' || action === 'rework') watchDeadline(record, at);
    if (action === 'dispatch') watchSupport(record, at);
    if (action === 'receive') watchHop(record, at);
    follow(record, at);
    return true;
  }

  /** Before and after a limit of plain minutes that began `minutes` before `dueAt`; what is past when the engine begins again is not told again. */
  function watch(dueAt: number, minutes: number, from: number, live: () => boolean, tell: (late: boolean, at: number) => void): void {
    const plan = (at: number, late: boolean): void => { if (at >= from) desk.schedule(at, (due) => { if (live()) tell(late, due); }); };
    plan(Math.round(dueAt - minutes * MINUTE * (1 - escalation.remindAtShare)), false);
    plan(dueAt + 1, true);
  }
  function watchStep(record: CaseRecord, from: number): void {
    const { stepDueAt, status } = record.item;
    const step = STEP_LIMITS[status];
    if (stepDueAt === null || step === undefined) return;
    const { moves } = record;
    watch(stepDueAt, stepMinutes[step], from, () => record.moves === moves, (late, at) => write(record, late ? 'stepOverdue' : 'stepRemind', SYSTEM_ACTOR, at, '', null, null));
  }
  function watchHop(record: CaseRecord, from: number): void {
    const hop = waitingHop(record.item);
    if (hop === null || hop.dueAt === null) return;
    const waits = (): boolean => { const now = waitingHop(record.item); return now !== null && now.level === hop.level && now.sentAt === hop.sentAt; };
    watch(hop.dueAt, hop.minutes, from, waits, (late, at) => write(record, late ? 'hopOverdue' : 'hopRemind', SYSTEM_ACTOR, at, '', null, null, hop));
  }
  function watchSupport(record: CaseRecord, from: number): void {
    const { dispatchedAt, supporting } = record.item;
    for (const unit of supporting) {
      if (unit.acknowledgedAt !== null || unit.dueAt === null) continue;
      const waits = (): boolean => record.item.open && record.item.dispatchedAt === dispatchedAt && record.item.supporting.some((own) => own.unitId === unit.unitId && own.acknowledgedAt === null);
      watch(unit.dueAt, stepMinutes.support, from, waits, (late, at) => write(record, late ? 'supportOverdue' : 'supportRemind', SYSTEM_ACTOR, at, '', null, null, unit));
    }
  }
  function watchDeadline(record: CaseRecord, from: number): void {
    const { deadlineAt, limit, dispatchedAt } = record.item;
    const clock = ++record.clock;
    if (deadlineAt === null || !limit || dispatchedAt === null) return;
    const live = (): boolean => record.clock === clock && record.item.open && record.item.finishedAt === null && record.item.suspendedSince === null;
    const plan = (at: number, level: 1 | 2 | 3, action: string): void => {
      if (record.item.escalation >= level) return;
      desk.schedule(Math.max(at, from), (due) => { if (live() && record.item.escalation < level) write(record, action, SYSTEM_ACTOR, due, '', null, { escalation: level }); });
    };
    // the reminder falls when so much of the whole clock time from dispatch to the present deadline has run
    const left = calendar.timeBetween(from, deadlineAt, limit.clock);
    const whole = Math.max(left, calendar.lengthOf(limit));
    const untilReminder = left - whole * (1 - escalation.remindAtShare);
    if (left > 0) plan(untilReminder > 0 ? calendar.after(from, untilReminder, limit.clock) : from, 1, 'remind');
    plan(deadlineAt + escalation.shiftLeaderAfterMinutes * 60_000 + 1, 2, 'escalateShiftLeader');
    plan(deadlineAt + escalation.leaderAfterMinutes * 60_000 + 1, 3, 'escalateLeader');
  }

  function patchOfFiling(rule: FilingRule, code: string): CasePatch {
    const entry = lookup.classOf(rule.category, code);
    return {
      ruleId: rule.id, category: rule.category, classCode: code, classNameZh: entry?.zh ?? rule.zh, classNameEn: entry?.en ?? rule.en, scheme: entry?.scheme ?? desk.rules.filing.scheme,
      limit: { value: rule.limit, clock: rule.clock }, urgent: rule.urgent,
    };
  }
  function patchOfDispatch(record: CaseRecord, lead: Unit | null, supporting: readonly Unit[], at: number): CasePatch {
    const { limit } = record.item;
    return {
      dispatchedAt: at, deadlineAt: limit ? calendar.deadlineOf(at, limit) : null, leadUnitId: lead?.id ?? '', leadUnitZh: lead?.zh ?? '', leadUnitEn: lead?.en ?? '',
      supporting: supporting.map((unit) => ({ unitId: unit.id, zh: unit.zh, en: unit.en, acknowledgedAt: null, dueAt: at + stepMinutes.support * MINUTE })),
      hops: lookup.hopsFor(lookup.rule(record.item.ruleId), record.item.streetId),
    };
  }
  function automaticLead(record: CaseRecord): { lead: Unit | null; supporting: Unit[] } {
    const { ruleId, streetId } = record.item;
    const rule = lookup.rule(ruleId);
    const lead = lookup.unitFor(rule?.leadUnit ?? '', streetId);
    const supporting = new Map<string, Unit>();
    for (const id of rule?.supportingUnits ?? []) {
      const unit = lookup.unitFor(id, streetId);
      if (unit && unit.id !== lead?.id) supporting.set(unit.id, unit);
    }
    return { lead, supporting: [...supporting.values()] };
  }

  return {
    note: (record, action, actor, at, reason, patch, detail) => write(record, action, actor, at, reason, null, patch, detail),
    open(record, actor, at) { write(record, 'report', actor, at, '', 'reported', null); follow(record, at); },
    move: (record, action, actor, at, reason, patch, detail) => move(record, action, actor, at, reason, patch ?? null, detail),
    resume(record, at) { watchDeadline(record, at); watchSupport(record, at); watchHop(record, at); follow(record, at); },
    watchDeadline, watchHop, patchOfFiling, patchOfDispatch, automaticLead,
  };
}
