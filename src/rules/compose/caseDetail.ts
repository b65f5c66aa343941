/** Everything of one case as its own page wants it, now or at an instant: path, pictures, people, the chain of delegation, next actions. */
import type { Case } from '../../domain/case';
import type { CaseDetail, DelegationHop } from '../../domain/caseDetail';
import type { CommandType } from '../../domain/command';
import type { Session } from '../../domain/role';
import type { Task } from '../../domain/task';
import { mayHappen, TRANSITIONS } from '../cases/transitions';
import { isOpenTask } from '../dispatch/createDispatch';
import { inScope, mayDo } from '../roles/permissions';
import { caseBelongs, unitName } from './belongings';
import type { Composition } from './context';

/** The most natural next step first. */
const ORDER: readonly CommandType[] = [
  'case.confirm', 'case.file', 'case.dispatch', 'case.receive', 'case.finish', 'case.resume', 'case.startCheck', 'case.pass', 'case.acknowledgeSupport', 'case.close', 'case.rate', 'task.assign',
  'case.refute', 'case.reject', 'case.return', 'case.fail', 'case.extend', 'case.suspend', 'case.supervise', 'case.merge', 'case.cancel', 'case.forceClose',
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
    switch (type) {
      case 'case.extend': return item.status === 'handling' && item.deadlineAt !== null;
      case 'case.supervise': return item.open && !item.supervised;
      case 'case.rate': return item.status === 'closed' && item.rating === null;
      case 'task.assign': return item.status === 'pending_handle' || item.status === 'handling';
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

  function chainOf(item: Case, tasks: readonly Task[]): DelegationHop[] {
    const { stepMinutes } = rules.filing;
    const due = (from: number | null, minutes: number): number | null => (from === null ? null : from + minutes * 60_000);
    const task = tasks[0];
    const street = unitName(city, rules, 'street', item.lon, item.lat);
    const grid = city.gridAt(item.lon, item.lat);
    const hop = (level: DelegationHop['level'], zh: string, en: string, sentAt: number | null, acceptedAt: number | null, dueAt: number | null): DelegationHop => ({ level, zh, en, sentAt, acceptedAt, dueAt });
    const handed = task?.assignedAt ?? null;
    const toCommunity = item.receivedAt !== null && handed !== null ? Math.min(item.receivedAt, handed) : item.receivedAt ?? handed;
    const hops = [
      hop('district', rules.units.units.find((unit) => unit.id === 'operation-centre')?.zh ?? '区级', rules.units.units.find((unit) => unit.id === 'operation-centre')?.en ?? 'District', item.reportedAt, item.filedAt, due(item.reportedAt, stepMinutes.verify + stepMinutes.file)),
      hop('street', item.leadUnitZh || street.zh, item.leadUnitEn || street.en, item.dispatchedAt, item.receivedAt, due(item.dispatchedAt, stepMinutes.receive)),
      hop('community', grid ? `${item.streetZh}社区` : '社区', grid ? `Community of ${item.streetEn}` : 'Community', toCommunity, handed, due(toCommunity, stepMinutes.receive)),
      hop('grid', grid?.zh ?? '网格', grid?.en ?? 'Grid', handed, task?.acceptedAt ?? null, due(handed, stepMinutes.receive)),
    ];
    if (task) hops.push(hop('worker', task.workerMasked, city.namesEn[city.indexOf.get(task.workerId) ?? -1] ?? task.workerMasked, task.acceptedAt, task.arrivedAt, task.dueAt));
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
      flow, media: cases.media(id).filter((media) => media.at <= until), people: [...people.values()], chain: chainOf(item, tasks.filter((task) => task.status !== 'cancelled')),
      tasks, preplans: preplans.ofCase(id, until), merged: cases.merged(id).filter((one) => one.at <= until),
      next: at === null && (mine || own) ? ORDER.filter((type) => (mine || type === 'case.return') && isNext(type, item, session) && !(type === 'task.assign' && tasks.some(isOpenTask))) : [],
    };
  };
}
