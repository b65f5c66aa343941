/** Everything of one case as its own page wants it, now or at an instant: path, pictures, people, the chain of delegation, next actions. */
import { waitingHop, type Case } from '../../domain/case';
import type { CaseDetail, DelegationHop } from '../../domain/caseDetail';
import type { CommandType } from '../../domain/command';
import type { Actor, Session } from '../../domain/role';
import type { Task } from '../../domain/task';
import { mayHappen, TRANSITIONS } from '../cases/transitions';
import { isOpenTask } from '../dispatch/createDispatch';
import { inScope, mayDo, roleRule } from '../roles/permissions';
import { caseBelongs, unitName } from './belongings';
import type { Composition } from './context';

/** The most natural next step first. */
const ORDER: readonly CommandType[] = [
  'case.grantRequest', 'case.confirm', 'case.file', 'case.dispatch', 'case.receive', 'case.acceptHop', 'case.finish', 'case.resume', 'case.startCheck', 'case.pass', 'case.acknowledgeSupport', 'case.close', 'case.acceptAppeal', 'case.rejectAppeal', 'case.rate', 'task.assign',
  'case.refuseRequest', 'case.dealOnSpot', 'case.refute', 'case.reject', 'case.return', 'case.fail', 'case.extend', 'case.suspend', 'case.supervise', 'case.gradeIncident', 'case.orderResponse', 'case.merge', 'case.cancel', 'case.forceClose', 'case.appeal',
];

/** A task as it stood at an instant, from its stamps; null before it was given. */
export function taskAsOf(task: Task, at: number): Task | null {
  if (task.assignedAt > at) return null;
  if ((task.finishedAt ?? Infinity) <= at) return task;
  const seen = (time: number | null): number | null => (time !== null && time <= at ? time : null);
  const acceptedAt = seen(task.acceptedAt), arrivedAt = seen(task.arrivedAt);
  return { ...task, status: arrivedAt !== null ? 'onSite' : acceptedAt !== null ? 'accepted' : 'assigned', acceptedAt, arrivedAt, finishedAt: null };
}

export function createCaseDetails(parts: Composition): (id: string, at: number | null, session: Session) => CaseDetail | null {
  const { desk, cases, dispatch, preplans } = parts;
  const { city, rules } = desk;

  function isNext(type: CommandType, item: Case, session: Session): boolean {
    if (!mayDo(rules.roles, session.role, type)) return false;
    const asks = roleRule(rules.roles, session.role)?.asks?.includes(type) === true;
    switch (type) {
      case 'case.grantRequest': case 'case.refuseRequest': return item.pendingRequest !== null;
      case 'case.extend': return item.status === 'handling' && item.deadlineAt !== null && !(asks && item.pendingRequest !== null);
      case 'case.suspend': return mayHappen('suspend', item.status) && !(asks && item.pendingRequest !== null);
      case 'case.supervise': return item.open && !item.supervised;
      case 'case.gradeIncident': case 'case.orderResponse': return item.open;
      case 'case.appeal': return !item.appeal && item.dispatchedAt !== null && item.status !== 'cancelled';
      case 'case.acceptAppeal': case 'case.rejectAppeal': return item.appeal?.state === 'filed';
      case 'case.rate': return (item.status === 'closed' || item.status === 'forced_close') && item.rating === null;
      case 'task.assign': return item.status === 'pending_handle' || item.status === 'handling';
      case 'case.acceptHop': { const hop = waitingHop(item); return hop !== null && (session.scope.type !== 'unit' || session.scope.unitId === hop.unitId); }
      case 'case.acknowledgeSupport': return item.open && item.dispatchedAt !== null && item.supporting.some((unit) => unit.acknowledgedAt === null && (session.scope.type !== 'unit' || session.scope.unitId === unit.unitId));
      case 'case.close': {
        const joint = rules.filing.rules.find((rule) => rule.id === item.ruleId)?.joint === true;
        return item.status === 'pending_close' && cases.mayClose(item) && !(joint && item.supporting.some((unit) => unit.acknowledgedAt === null));
      }
      default: {
        const action = type.slice('case.'.length) as keyof typeof TRANSITIONS;
        return action in TRANSITIONS && mayHappen(action, item.status);
      }
    }
  }

  /** Real stamps only: what was sent to whom, and who accepted it when. */
  function chainOf(item: Case, flow: CaseDetail['flow'], tasks: readonly Task[]): DelegationHop[] {
    const { stepMinutes } = rules.filing;
    const due = (from: number | null, minutes: number): number | null => (from === null ? null : from + minutes * 60_000);
    const by = (action: string): Actor | null => flow.findLast((record) => record.action === action)?.actor ?? null;
    const centre = unitName(city, rules, 'operation-centre', item.lon, item.lat);
    const lead = rules.units.units.find((unit) => unit.id === item.leadUnitId);
    const hops: DelegationHop[] = [{ level: 'district', unitId: centre.id, zh: centre.zh, en: centre.en, sentAt: item.reportedAt, acceptedAt: item.filedAt, acceptedBy: by('file'), dueAt: due(item.reportedAt, stepMinutes.verify + stepMinutes.file) }];
    if (item.dispatchedAt !== null) hops.push({ level: lead && lead.kind !== 'street' ? 'unit' : 'street', unitId: item.leadUnitId, zh: item.leadUnitZh, en: item.leadUnitEn, sentAt: item.dispatchedAt, acceptedAt: item.receivedAt, acceptedBy: by('receive'), dueAt: due(item.dispatchedAt, stepMinutes.receive) });
    for (const { minutes: _, ...hop } of item.hops) hops.push(hop);
    for (const task of tasks.slice(0, 1)) hops.push({ level: 'worker', unitId: item.leadUnitId, zh: task.workerMasked, en: city.namesEn[city.indexOf.get(task.workerId) ?? -1] ?? task.workerMasked, sentAt: task.assignedAt, acceptedAt: task.acceptedAt, acceptedBy: null, dueAt: null });
    return hops;
  }

  return (id, at, session) => {
    const item = at === null ? cases.get(id) : cases.asOf(id, at);
    if (!item) return null;
    const until = at ?? Infinity;
    const rule = rules.filing.rules.find((one) => one.id === item.ruleId);
    const flow = cases.flow(id).filter((record) => record.at <= until);
    const tasks = dispatch.ofCase(id).flatMap((task) => taskAsOf(task, until) ?? []);
    const people = new Map<string, CaseDetail['people'][number]>();
    for (const { actor } of flow) if (actor.nameMasked !== '') people.set(`${actor.role}:${actor.nameMasked}`, { role: actor.role, nameMasked: actor.nameMasked, phoneMasked: '', unitZh: actor.unitZh, unitEn: actor.unitEn });
    for (const task of tasks) {
      const phone = city.attribute(city.indexOf.get(task.workerId) ?? -1, 'phoneMasked');
      people.set(`worker:${task.workerId}`, { role: 'handler', nameMasked: task.workerMasked, phoneMasked: phone === null ? '' : String(phone), unitZh: item.leadUnitZh, unitEn: item.leadUnitEn });
    }
    const written = cases.text(id, until);
    const mine = inScope(session.scope, caseBelongs(item, cases.reporters(id)));
    const own = dispatch.worksOn(id, session.workerId);
    return {
      case: item, descriptionZh: written || (rule?.conditionZh ?? ''), descriptionEn: written || (rule?.conditionEn ?? ''), closingZh: rule?.closingZh ?? '', closingEn: rule?.closingEn ?? '',
      flow, appeals: cases.appeals(id).filter((record) => record.at <= until), media: cases.media(id).filter((media) => media.at <= until), people: [...people.values()], chain: chainOf(item, flow, tasks.filter((task) => task.status !== 'cancelled')),
      tasks, preplans: preplans.ofCase(id, until), merged: cases.merged(id).filter((one) => one.at <= until),
      next: at === null && (mine || own) ? ORDER.filter((type) => (mine || type === 'case.return' || type === 'case.appeal') && isNext(type, item, session) && !(type === 'task.assign' && tasks.some(isOpenTask))) : [],
    };
  };
}
