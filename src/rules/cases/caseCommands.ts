/**
 * Commands on cases: what each needs, what it does, and the plain sentence why not. State and content are checked here; who may give a
 * command is decided by the roles, before it comes here; what a role may only ask for stands on the case until somebody who need not ask grants or refuses it.
 */
import { appealGroundsOf, type AppealGround, type Case, type CaseRequest } from '../../domain/case';
import type { CommandOutcome, CommandType, Wish } from '../../domain/command';
import type { Actor, Role } from '../../domain/role';
import { done, refused, type CaseBook } from '../parts';
import type { Unit } from '../ruleSet';
import type { CaseMoves } from './caseMoves';
import type { CaseRecord } from './caseRecord';
import { registeredCode, type FilingLookup } from './filingLookup';
import { acceptHop } from './hops';
import { clockText, STATUS_EN } from './sentences';
import { APPEAL_MOVES, mayHappen, TRANSITIONS, type AppealAction, type CaseAction } from './transitions';
import type { EngineCity } from '../engineCity';

export type CaseWish = Parameters<CaseBook['command']>[0];
type Fields<Type extends Wish['type']> = Extract<Wish, { type: Type }>;
export interface CommandTools {
  /** Of the city's local time. */ readonly offsetMinutes: number;
  readonly city: EngineCity; readonly lookup: FilingLookup; readonly moves: CaseMoves;
  record(id: string): CaseRecord | undefined;
  addMedia(record: CaseRecord, moment: 'before' | 'after', urls: readonly string[], by: Actor, at: number): void;
  mayClose(item: Case): boolean;
  /** True when this role's command is a request that somebody else grants by the same command. */
  mustAsk(role: Role, type: CommandType): boolean;
  /** Latest deadline that one extension may give; Infinity without a rule. */
  latestExtension(item: Case, at: number): number;
  /** Until when a case may be appealed; Infinity while it is open or without a rule. */
  appealableUntil(item: Case): number;
}
const LONGEST_REASON = 200;
/** What a sentence calls each action. */
const DOING: Readonly<Partial<Record<CaseAction, string>>> = {
  confirm: 'verified', refute: 'refuted', dealOnSpot: 'dealt with on the spot', file: 'filed', reject: 'rejected', dispatch: 'dispatched', return: 'sent back', receive: 'received', suspend: 'suspended', resume: 'resumed', finish: 'reported done',
  startCheck: 'checked', pass: 'passed', fail: 'failed', close: 'closed', forceClose: 'closed by order', cancel: 'cancelled', merge: 'merged',
};

export function createCaseCommands({ offsetMinutes, city, lookup, moves, record: find, addMedia, mayClose, mustAsk, latestExtension, appealableUntil }: CommandTools): (wish: CaseWish, actor: Actor, at: number) => CommandOutcome {
  const wrongState = (record: CaseRecord, doing: string): CommandOutcome => refused('state', `Case ${record.item.code} is ${STATUS_EN[record.item.status]}; it cannot be ${doing} now.`);
  const nameOf = (units: readonly { readonly en: string }[]): string => units.map((unit) => unit.en).join(', ');

  function reasonProblem(reason: string): CommandOutcome | null {
    if (reason.trim() === '') return refused('invalid', 'A reason is required.');
    return reason.length > LONGEST_REASON ? refused('invalid', `A reason has at most ${LONGEST_REASON} characters.`) : null;
  }
  const localTime = (time: number): string => clockText(time, offsetMinutes);
  /** A reason is asked for where the table says so. */
  function problemOf(record: CaseRecord, action: CaseAction, reason: string): CommandOutcome | null {
    if (!mayHappen(action, record.item.status)) return wrongState(record, DOING[action] ?? action);
    return TRANSITIONS[action].reason ? reasonProblem(reason) : null;
  }
  /** Moves without further conditions. */
  function plain(record: CaseRecord, action: CaseAction, actor: Actor, at: number, reason = ''): CommandOutcome {
    const problem = problemOf(record, action, reason);
    if (problem) return problem;
    moves.move(record, action, actor, at, reason.trim());
    return done(at);
  }

  function file(record: CaseRecord, { ruleId }: Fields<'case.file'>, actor: Actor, at: number): CommandOutcome {
    if (!mayHappen('file', record.item.status)) return wrongState(record, 'filed');
    const rule = lookup.rule(ruleId);
    if (!rule) return refused('unknown', `There is no filing rule ${ruleId}.`);
    moves.move(record, 'file', actor, at, '', moves.patchOfFiling(rule, lookup.codeFor(rule, record.item.classCode || null, registeredCode(city, record.item.objectId))));
    return done(at);
  }
  function dispatch(record: CaseRecord, wish: Fields<'case.dispatch'>, actor: Actor, at: number): CommandOutcome {
    if (!mayHappen('dispatch', record.item.status)) return wrongState(record, 'dispatched');
    const lead = lookup.unit(wish.leadUnitId);
    if (!lead) return refused('unknown', `There is no unit ${wish.leadUnitId}.`);
    const required = lookup.rule(record.item.ruleId)?.joint ? moves.automaticLead(record).supporting : [];
    const supporting = new Map<string, Unit>();
    for (const id of wish.supportingUnitIds) {
      const unit = lookup.unit(id);
      if (!unit) return refused('unknown', `There is no unit ${id}.`);
      supporting.set(unit.id, unit);
    }
    for (const unit of required) supporting.set(unit.id, unit);
    supporting.delete(lead.id);
    moves.move(record, 'dispatch', actor, at, '', moves.patchOfDispatch(record, lead, [...supporting.values()], at));
    return done(at);
  }
  function acknowledge(record: CaseRecord, { unitId }: Fields<'case.acknowledgeSupport'>, actor: Actor, at: number): CommandOutcome {
    const { item } = record;
    if (!item.open || item.dispatchedAt === null) return wrongState(record, 'acknowledged');
    const unit = item.supporting.find((entry) => entry.unitId === unitId);
    if (!unit) return refused('unknown', `Unit ${unitId} does not support case ${item.code}.`);
    if (unit.acknowledgedAt !== null) return refused('state', `${unit.en} has acknowledged case ${item.code} already.`);
    moves.note(record, 'acknowledgeSupport', actor, at, '', { supporting: item.supporting.map((entry) => (entry === unit ? { ...entry, acknowledgedAt: at } : entry)) }, unit);
    return done(at);
  }
  /** A supporting unit that is passed the case has acknowledged it with that. */
  function accept(record: CaseRecord, { level }: Fields<'case.acceptHop'>, actor: Actor, at: number): CommandOutcome {
    const { item } = record;
    const hop = item.hops.find((one) => one.level === level);
    if (!hop) return refused('unknown', `Case ${item.code} is not passed down to a ${level}.`);
    if (!item.open) return wrongState(record, 'accepted');
    if (hop.acceptedAt !== null) return refused('state', `${hop.en} has accepted case ${item.code} already.`);
    if (hop.sentAt === null) return refused('state', `Case ${item.code} has not reached ${hop.en} yet.`);
    const acknowledges = item.supporting.some((unit) => unit.unitId === hop.unitId && unit.acknowledgedAt === null);
    moves.note(record, 'acceptHop', actor, at, '', {
      hops: acceptHop(item.hops, hop, actor, at), ...(acknowledges && { supporting: item.supporting.map((unit) => (unit.unitId === hop.unitId ? { ...unit, acknowledgedAt: at } : unit)) }),
    }, hop);
    moves.watchHop(record, at);
    return done(at);
  }
  /** A request: one at a time, it waits on the case for the shift leader and moves nothing. */
  function ask(record: CaseRecord, what: CaseRequest['what'], actor: Actor, at: number, reason: string, until: number | null = null): CommandOutcome {
    const { pendingRequest: pending, code } = record.item;
    if (pending) return refused('state', `${pending.what === what ? 'This has been asked' : 'Something else has been asked'} for case ${code} already; the shift leader decides.`);
    const words = clockText(until, offsetMinutes);
    moves.note(record, `${what}Asked`, actor, at, reason.trim(), { pendingRequest: { what, at, by: actor, reason: reason.trim(), until } }, { zh: words, en: words });
    return done(at);
  }
  function grant(record: CaseRecord, actor: Actor, at: number): CommandOutcome {
    const { pendingRequest: request, code } = record.item;
    if (!request) return refused('state', `Nothing has been asked for case ${code}.`);
    return request.what === 'suspend' ? suspend(record, request, actor, at) : extend(record, { reason: request.reason, until: request.until ?? at }, actor, at);
  }
  function refuse(record: CaseRecord, reason: string, actor: Actor, at: number): CommandOutcome {
    const { pendingRequest: request, code } = record.item;
    if (!request) return refused('state', `Nothing has been asked for case ${code}.`);
    const problem = reasonProblem(reason);
    if (problem) return problem;
    moves.note(record, `${request.what}Refused`, actor, at, reason.trim(), { pendingRequest: null });
    return done(at);
  }
  function suspend(record: CaseRecord, { reason }: Pick<Fields<'case.suspend'>, 'reason'>, actor: Actor, at: number): CommandOutcome {
    if (!mustAsk(actor.role, 'case.suspend')) return plain(record, 'suspend', actor, at, reason);
    return problemOf(record, 'suspend', reason) ?? ask(record, 'suspend', actor, at, reason);
  }
  function extend(record: CaseRecord, { reason, until }: Pick<Fields<'case.extend'>, 'reason' | 'until'>, actor: Actor, at: number): CommandOutcome {
    const { item } = record;
    if (item.deadlineAt === null || item.suspendedSince !== null || !['dispatched', 'pending_handle', 'handling'].includes(item.status)) return wrongState(record, 'given more time');
    const problem = reasonProblem(reason);
    if (problem) return problem;
    if (!Number.isFinite(until) || until <= at || until <= item.deadlineAt) return refused('invalid', 'The new deadline must lie after the present one and in the future.');
    const latest = latestExtension(item, at);
    if (until > latest) return refused('invalid', `One extension of case ${item.code} reaches ${localTime(latest)} at the latest.`);
    if (mustAsk(actor.role, 'case.extend')) return ask(record, 'extend', actor, at, reason, until);
    moves.note(record, 'extend', actor, at, reason.trim(), { deadlineAt: until, extensions: item.extensions + 1, escalation: 0, pendingRequest: null });
    moves.watchDeadline(record, at);
    return done(at);
  }
  function finish(record: CaseRecord, { photos, text }: { readonly photos: readonly string[]; readonly text: string }, actor: Actor, at: number, action: 'finish' | 'dealOnSpot' = 'finish'): CommandOutcome {
    const problem = problemOf(record, action, '');
    if (problem) return problem;
    if (photos.length === 0) return refused('invalid', 'At least one picture taken after the work is required.');
    addMedia(record, 'after', photos, actor, at);
    const said = text.trim().slice(0, LONGEST_REASON);
    moves.move(record, action, actor, at, '', {}, { zh: said, en: said });
    return done(at);
  }
  function close(record: CaseRecord, actor: Actor, at: number): CommandOutcome {
    const { item } = record;
    if (!mayHappen('close', item.status)) return wrongState(record, 'closed');
    const rule = lookup.rule(item.ruleId);
    const missing = rule?.joint ? item.supporting.filter((unit) => unit.acknowledgedAt === null) : [];
    if (missing.length > 0) return refused('state', `Case ${item.code} is a joint event; still to acknowledge: ${nameOf(missing)}.`);
    if (!mayClose(item)) return refused('state', `The cause of case ${item.code} has not ended${rule ? `: ${rule.closingEn}` : ''}.`);
    moves.move(record, 'close', actor, at);
    return done(at);
  }
  function merge(record: CaseRecord, { into }: Fields<'case.merge'>, actor: Actor, at: number): CommandOutcome {
    const { item } = record;
    if (!mayHappen('merge', item.status)) return wrongState(record, 'merged');
    const target = find(into);
    if (!target) return refused('unknown', `There is no case ${into}.`);
    if (target === record) return refused('invalid', 'A case cannot be merged into itself.');
    if (!target.item.open) return wrongState(target, 'merged into');
    target.merged.push({ at, source: item.source });
    target.reporters.push(...record.reporters);
    for (const picture of record.media) if (picture.moment === 'before') target.media.push({ ...picture, id: `${target.item.id}-m${target.media.length + 1}` });
    moves.move(record, 'merge', actor, at, '', { duplicateOf: target.item.id }, { zh: target.item.code, en: target.item.code });
    moves.note(target, 'repeat', actor, at, '', { repeats: target.item.repeats + 1 + item.repeats }, { zh: `案卷 ${item.code}`, en: `case ${item.code}` });
    return done(at, target.item.id);
  }
  function rate(record: CaseRecord, { stars, reporterId }: Fields<'case.rate'>, actor: Actor, at: number): CommandOutcome {
    const { item } = record;
    if (item.status !== 'closed' && item.status !== 'forced_close') return wrongState(record, 'rated');
    if (item.rating !== null) return refused('state', `Case ${item.code} has been rated already.`);
    if (!Number.isInteger(stars) || stars < 1 || stars > 5) return refused('invalid', 'A rating is a whole number from 1 to 5.');
    if (record.reporters.length > 0 && (reporterId === null || !record.reporters.includes(reporterId))) return refused('invalid', `Only who reported case ${item.code} may rate it.`);
    moves.note(record, 'rate', actor, at, '', { rating: stars });
    return done(at);
  }
  function supervise(record: CaseRecord, { reason }: Fields<'case.supervise'>, actor: Actor, at: number): CommandOutcome {
    if (!record.item.open) return wrongState(record, 'supervised');
    const problem = reasonProblem(reason);
    if (problem) return problem;
    moves.note(record, 'supervise', actor, at, reason.trim(), { supervised: true });
    return done(at);
  }

  function grade(record: CaseRecord, action: 'gradeIncident' | 'orderResponse', { grade: level, reason }: Fields<'case.gradeIncident' | 'case.orderResponse'>, actor: Actor, at: number): CommandOutcome {
    if (!record.item.open) return wrongState(record, 'graded');
    const problem = reasonProblem(reason);
    if (problem) return problem;
    const field = action === 'gradeIncident' ? 'incidentGrade' : 'responseLevel';
    if (record.item[field] === level) return refused('state', `That is how case ${record.item.code} stands already.`);
    moves.note(record, action, actor, at, reason.trim(), { [field]: level });
    return done(at);
  }

  /** Files an appeal, or decides the one that waits. */
  function appeal(record: CaseRecord, action: AppealAction, reason: string, actor: Actor, at: number, ground: AppealGround | null): CommandOutcome {
    const { item } = record;
    const now = item.appeal?.state ?? null;
    const { from, to } = APPEAL_MOVES[action];
    if (now !== from) return refused('state', now === null ? `Nobody appealed against case ${item.code}.` : `The appeal against case ${item.code} has been ${now} already.`);
    const problem = reasonProblem(reason);
    if (problem) return problem;
    if (ground !== null) {
      if (item.dispatchedAt === null || item.status === 'cancelled' || item.status === 'not_accepted') return wrongState(record, 'appealed against');
      const until = appealableUntil(item);
      if (at > until) return refused('state', `Case ${item.code} could be appealed against until ${localTime(until)}.`);
      if (!appealGroundsOf(item, at).includes(ground)) return refused('invalid', `Case ${item.code} has no ${ground === 'check' ? 'failed check' : 'missed deadline'} to appeal against.`);
    }
    const next = item.appeal ? { ...item.appeal, state: to, decidedAt: at } : { ground: ground ?? 'duty', state: to, filedAt: at, decidedAt: null };
    moves.note(record, action, actor, at, reason.trim(), { appeal: next });
    return done(at);
  }

  return (wish, actor, at) => {
    const record = find(wish.caseId);
    if (!record) return refused('unknown', `There is no case ${wish.caseId}.`);
    switch (wish.type) {
      case 'case.confirm': return plain(record, 'confirm', actor, at);
      case 'case.refute': return plain(record, 'refute', actor, at, wish.reason);
      case 'case.file': return file(record, wish, actor, at);
      case 'case.reject': return plain(record, 'reject', actor, at, wish.reason);
      case 'case.dispatch': return dispatch(record, wish, actor, at);
      case 'case.acknowledgeSupport': return acknowledge(record, wish, actor, at);
      case 'case.return': return plain(record, 'return', actor, at, wish.reason);
      case 'case.receive': return plain(record, 'receive', actor, at);
      case 'case.acceptHop': return accept(record, wish, actor, at);
      case 'case.suspend': return suspend(record, wish, actor, at);
      case 'case.resume': return plain(record, 'resume', actor, at);
      case 'case.extend': return extend(record, wish, actor, at);
      case 'case.grantRequest': return grant(record, actor, at);
      case 'case.refuseRequest': return refuse(record, wish.reason, actor, at);
      case 'case.finish': return finish(record, wish, actor, at);
      case 'case.dealOnSpot': return finish(record, wish, actor, at, 'dealOnSpot');
      case 'case.startCheck': return plain(record, 'startCheck', actor, at);
      case 'case.pass': return plain(record, 'pass', actor, at);
      case 'case.fail': return plain(record, 'fail', actor, at, wish.reason);
      case 'case.close': return close(record, actor, at);
      case 'case.forceClose': return plain(record, 'forceClose', actor, at, wish.reason);
      case 'case.cancel': return plain(record, 'cancel', actor, at, wish.reason);
      case 'case.supervise': return supervise(record, wish, actor, at);
      case 'case.gradeIncident': return grade(record, 'gradeIncident', wish, actor, at);
      case 'case.orderResponse': return grade(record, 'orderResponse', wish, actor, at);
      case 'case.merge': return merge(record, wish, actor, at);
      case 'case.rate': return rate(record, wish, actor, at);
      case 'case.appeal': return appeal(record, 'appeal', wish.reason, actor, at, wish.ground);
      case 'case.acceptAppeal': return appeal(record, 'acceptAppeal', wish.reason, actor, at, null);
      case 'case.rejectAppeal': return appeal(record, 'rejectAppeal', wish.reason, actor, at, null);
    }
  };
}
