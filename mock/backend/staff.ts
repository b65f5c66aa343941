/**
 * The demo's people: they acknowledge, file, dispatch, receive, walk, work, check and close through the same commands as everybody else, each
 * in their role, after a while. What they decide and how long they take is a hash of the record, so the same city has the same people.
 * They keep their hands off what a signed-in person has touched.
 */
import { appealGroundsOf, waitingHop, type AppealGround, type Case } from '../../src/domain/case';
import type { Command, CommandOutcome, Wish } from '../../src/domain/command';
import type { Role, Scope } from '../../src/domain/role';
import type { Task } from '../../src/domain/task';
import { isHeldBack, type Warning } from '../../src/domain/warning';
import type { Caller, EngineEvent, RulesEngine } from '../../src/rules/engine';
import { roleRule } from '../../src/rules/roles/permissions';
import type { RuleSet } from '../../src/rules/ruleSet';
import type { Duty } from '../scenarios/script';
import { demoPictureUrl } from './demoPicture';
import { hash, hashText, unit } from './hash';
import { HOUR, MINUTE } from './localTime';
import type { Loop } from './loop';
import { TASK_SPEED, type Movers } from './movers';
import { personMasked } from './responsibility';

/** Order within a millisecond: after physics and scripts. */
const KEY = 2e7;
/** Hours that one day of a handling limit takes in practice. */
const HOURS_PER_DAY_OF_WORK = 12;
const SECOND = 1000;
/** Somebody overlooks a warning until the next round. */
const ROUND = 3 * HOUR;

export interface StaffCity {
  readonly engine: RulesEngine; readonly loop: Loop; readonly movers: Movers; readonly rules: Pick<RuleSet, 'filing' | 'units' | 'roles'>;
  objectOf(id: string): number;
  /** Minutes a duty takes on this object's records; undefined = as every day, null = nobody does it. */
  delay(duty: Duty, objectId: string | null): number | null | undefined;
  /** True when the value behind a warning is back to normal. */
  quietAgain(warning: Warning): boolean;
}
export interface Staff {
  onEvent(event: EngineEvent): void;
  /** A signed-in person acts here: the demo's people leave it to them. */
  leaveAlone(id: string): void;
  /** Who reported a case, so that they can rate it. */
  reported(caseId: string, reporterId: string): void;
  callerOf(role: Role, where?: Where | null, who?: string | null): Caller;
}
/** Whom somebody works for, and which part of the city that role answers for. */
export interface Where { readonly zh: string; readonly en: string; readonly unitId?: string; readonly gridId?: string; readonly streetId?: string; readonly reporterId?: string }

export const CENTRE: Where = { zh: '区智慧城市运行管理中心', en: 'City operation centre' };

export function createStaff({ engine, loop, movers, rules, objectOf, delay, quietAgain }: StaffCity): Staff {
  const taken = new Set<string>();
  const reporters = new Map<string, string>();
  const planned = new Map<string, string>();
  const waited = new Set<string>();
  const statusOf = new Map<string, Task['status']>();
  /** Open tasks of a case. */
  const openTasks = new Map<string, Set<string>>();
  const filingRules = new Map(rules.filing.rules.map((rule) => [rule.id, rule]));
  const offices = new Map(rules.units.units.flatMap((own) => (own.kind !== 'street' || own.streetId === null ? [] : [[own.streetId, own.id] as const])));
  let turn = 0;

  const callers = new Map<string, Caller>();
  /** As wide as the role's own sign-in would be. */
  function scopeOf(role: Role, where: Where | null): Scope {
    const reach = roleRule(rules.roles, role)?.scope;
    if (reach === 'unit') return { type: 'unit', unitId: where?.unitId ?? rules.units.fallbackUnit };
    if (reach === 'own') return { type: 'own', reporterId: where?.reporterId ?? '' };
    if (reach !== 'grid') return { type: 'district' };
    // a city whose grid nobody knows has collectors by subdistrict
    return where?.gridId ? { type: 'grid', gridId: where.gridId } : where?.streetId ? { type: 'street', streetId: where.streetId } : { type: 'district' };
  }
  const callerOf = (role: Role, office: Where | null = CENTRE, who: string | null = null): Caller => {
    const name = `${role}${office?.zh ?? ''}${who ?? ''}`;
    const scope = scopeOf(role, office);
    const key = `${name}|${office?.en ?? ''}|${JSON.stringify(scope)}`;
    let caller = callers.get(key);
    if (!caller) callers.set(key, (caller = {
      role, scope, workerId: who,
      actor: { role, nameMasked: role === 'citizen' ? '' : personMasked(hashText(name) % 997), unitZh: role === 'citizen' ? '' : office?.zh ?? '', unitEn: role === 'citizen' ? '' : office?.en ?? '' },
    }));
    return caller;
  };
  const ask = (wish: Wish, caller: Caller, at: number): CommandOutcome => engine.command({ ...wish, id: `staff-${++turn}` } as Command, caller, at);
  /** Plans a duty, unless nobody does it here. `everyday`: minutes. */
  const later = (at: number, duty: Duty, objectId: string | null, everyday: number, key: number, run: (at: number) => void): void => {
    const own = delay(duty, objectId);
    if (own === null) return;
    loop.plan(at + Math.round((own ?? everyday) * MINUTE), KEY + (key % 1e7), run);
  };
  /** A script says how long it takes: then chance plays no part in it. */
  const told = (duty: Duty, item: Case): boolean => delay(duty, item.objectId) !== undefined;
  const span = (key: number, part: number, least: number, most: number): number => least + (most - least) * unit(key, part);

  // ---- warnings ----
  function onWarning(item: Warning): void {
    const note = `${item.state}${item.level}${item.latched}${isHeldBack(item)}`;
    const before = planned.get(item.id);
    planned.set(item.id, note);
    if (before === note || taken.has(item.id) || isHeldBack(item)) return;
    const key = hash(hashText(item.id), hashText(item.state + item.level));
    if (item.state === 'active_unack' || item.state === 'cleared_unack') {
      const overlooked = unit(key, 1) < 0.12;
      later(item.updatedAt, 'acknowledge', item.objectId, overlooked ? ROUND / MINUTE : span(key, 2, 1.5, 23), key, (at) => {
        const now = engine.warning(item.id);
        if (now && (now.state === 'active_unack' || now.state === 'cleared_unack') && !taken.has(item.id)) ask({ type: 'warning.acknowledge', warningId: item.id }, callerOf('shiftLeader'), at);
      });
    }
    if (item.latched && !before?.includes('true')) inspect(item, key, 25);
  }
  /** A latched warning waits for somebody who looks and finds it over. */
  function inspect(item: Warning, key: number, minutes: number): void {
    later(item.updatedAt, 'reset', item.objectId, minutes + span(key, 3, 0, 20), key, (at) => {
      const now = engine.warning(item.id);
      if (!now?.latched || now.clearedAt !== null || taken.has(item.id)) return;
      if (quietAgain(now)) ask({ type: 'warning.reset', warningId: item.id, reason: '现场检查合格，恢复正常' }, callerOf('shiftLeader'), at);
      else inspect({ ...now, updatedAt: at }, key, 10);
    });
  }

  // ---- cases ----
  /** When work on a case is done; a few miss the deadline. */
  function doneAt(item: Case, key: number, from: number): number {
    const hours = item.limit ? item.limit.value * (item.limit.clock.endsWith('hour') ? 1 : HOURS_PER_DAY_OF_WORK) : 4;
    const late = unit(key, 14) < 0.05 && item.deadlineAt !== null;
    const start = item.dispatchedAt ?? from;
    const nominal = start + hours * HOUR * (0.2 + 0.45 * unit(key, 15));
    return Math.round(late ? (item.deadlineAt ?? start) + (0.3 + 5 * unit(key, 15)) * HOUR : Math.max(from + 5 * MINUTE, Math.min(item.deadlineAt ?? Infinity, nominal)));
  }
  const photos = (about: Case | null, key: string): string[] => ['near', 'far'].map((distance) => demoPictureUrl('after', about?.ruleId ?? about?.code ?? '', `${key} ${distance}`));
  const lead = (item: Case): Where => ({ zh: item.leadUnitZh, en: item.leadUnitEn, unitId: item.leadUnitId });
  const patch = (item: Case): Where => ({ ...CENTRE, gridId: item.gridId, streetId: item.streetId });
  const isWorkedOn = (caseId: string): boolean => (openTasks.get(caseId)?.size ?? 0) > 0;

  /** Who leads and who helps, by the filing rule; the office of the subdistrict where it says `street`. */
  function unitsFor(item: Case): { leadUnitId: string; supportingUnitIds: string[] } {
    const rule = filingRules.get(item.ruleId ?? '');
    const idOf = (id: string): string => (id === 'street' ? offices.get(item.streetId) ?? rules.units.fallbackUnit : id);
    const leadUnitId = item.leadUnitId || idOf(rule?.leadUnit ?? rules.units.fallbackUnit);
    return { leadUnitId, supportingUnitIds: (item.supporting.length > 0 ? item.supporting.map((own) => own.unitId) : (rule?.supportingUnits ?? []).map(idOf)).filter((id, k, list) => id !== leadUnitId && list.indexOf(id) === k) };
  }

  function onCase(item: Case): void {
    if (taken.has(item.id) || item.duplicateOf !== null) return;
    const note = `${item.status}${item.reworks}.${item.returns}`;
    const before = planned.get(item.id);
    planned.set(item.id, note);
    if (before === note) return;
    const key = hash(hashText(item.id), hashText(note));
    const at = loop.now;
    appeal(item, key);
    const duty = (name: Duty, minutes: number, run: (now: Case, at: number) => void): void => later(at, name, item.objectId, minutes, key, (when) => {
      const now = engine.case(item.id);
      if (now && now.status === item.status && `${now.status}${now.reworks}.${now.returns}` === note && !taken.has(item.id)) run(now, when);
    });
    switch (item.status) {
      case 'pending_verify':
        return duty('confirm', span(key, 11, 1, 12), (now, when) => void (now.source === 'collector' && unit(key, 28) < 0.1
          // swept up or put upright by whoever found it
          ? ask({ type: 'case.dealOnSpot', caseId: now.id, photos: photos(now, now.id), text: '当场处置完毕' }, callerOf('collector', patch(now)), when)
          : unit(key, 21) < 0.03 && !told('confirm', now)
          ? ask({ type: 'case.refute', caseId: now.id, reason: '现场未发现所述问题' }, callerOf('collector', patch(now)), when)
          : ask({ type: 'case.confirm', caseId: now.id }, callerOf('collector', patch(now)), when)));
      case 'pending_register':
        return duty('file', span(key, 12, 1, 9), (now, when) => void (now.ruleId === null || (unit(key, 22) < 0.02 && !told('file', now))
          ? ask({ type: 'case.reject', caseId: now.id, reason: '不属于城市管理受理范围' }, callerOf('acceptor'), when)
          : ask({ type: 'case.file', caseId: now.id, ruleId: now.ruleId }, callerOf('acceptor'), when)));
      case 'pending_dispatch':
        return duty('dispatch', span(key, 13, 1, 14), (now, when) => void ask({ type: 'case.dispatch', caseId: now.id, ...unitsFor(now) }, callerOf('dispatcher'), when));
      case 'pending_handle':
        support(item, key);
        return duty('receive', span(key, 16, 2, 20), (now, when) => void (unit(key, 23) < 0.025 && now.returns === 0 && !now.urgent && !told('receive', now)
          ? ask({ type: 'case.return', caseId: now.id, reason: '不属于本单位职责' }, callerOf('handler', lead(now)), when)
          : ask({ type: 'case.receive', caseId: now.id }, callerOf('handler', lead(now)), when)));
      case 'handling': return handle(item, key);
      case 'pending_check':
        return duty('check', span(key, 17, 2, 10), (now, when) => void ask({ type: 'case.startCheck', caseId: now.id }, callerOf('checker'), when));
      case 'checking':
        return duty('check', span(key, 18, 4, 18), (now, when) => void (unit(key, 24) < 0.045 && now.reworks === 0 && delay('check', now.objectId) === undefined
          ? ask({ type: 'case.fail', caseId: now.id, reason: '现场仍有残留，未达结案条件' }, callerOf('checker'), when)
          : ask({ type: 'case.pass', caseId: now.id }, callerOf('checker'), when)));
      case 'pending_close': return close(item, key, span(key, 19, 4, 15));
      case 'closed': return rate(item, key);
    }
  }
  function support(item: Case, key: number): void {
    item.supporting.forEach((own, k) => later(loop.now, 'support', item.objectId, span(hash(key, k), 31, 2, 14), key + k, (at) => {
      const now = engine.case(item.id);
      if (now?.open && !taken.has(item.id) && now.supporting.some((one) => one.unitId === own.unitId && one.acknowledgedAt === null)) ask({ type: 'case.acknowledgeSupport', caseId: item.id, unitId: own.unitId }, callerOf('handler', own), at);
    }));
  }
  function handle(item: Case, key: number): void {
    const at = loop.now;
    const finish = doneAt(item, key, at);
    const alone = (): Case | null => { const now = engine.case(item.id); return now?.status === 'handling' && now.reworks === item.reworks && !taken.has(item.id) ? now : null; };
    if (delay('work', item.objectId) === undefined && !item.urgent && item.limit?.clock.endsWith('day') === true && unit(key, 25) < 0.08 && !waited.has(item.id)) {
      waited.add(item.id);
      // waits for material or for somebody else's decision
      loop.plan(at + Math.round((finish - at) * 0.3), KEY + (key % 1e7), (when) => { const now = alone(); if (now) ask({ type: 'case.suspend', caseId: item.id, reason: '等待材料到货' }, callerOf('handler', lead(now)), when); });
      loop.plan(at + Math.round((finish - at) * 0.3 + span(key, 26, 2, 9) * HOUR), KEY + (key % 1e7), (when) => {
        if (engine.case(item.id)?.status === 'suspended' && !taken.has(item.id)) { planned.delete(item.id); ask({ type: 'case.resume', caseId: item.id }, callerOf('shiftLeader'), when); }
      });
      return;
    }
    if (unit(key, 27) < 0.03 && item.deadlineAt !== null && !told('work', item)) {
      loop.plan(Math.round(at + (finish - at) * 0.6), KEY + (key % 1e7), (when) => { const now = alone(); if (now?.deadlineAt) ask({ type: 'case.extend', caseId: item.id, reason: '需协调产权单位，申请延期', until: now.deadlineAt + Math.min(24, now.limit ? now.limit.value * (now.limit.clock.endsWith('hour') ? 1 : 24) : 24) * HOUR }, callerOf('handler', lead(now)), when); });
    }
    const attempt = (when: number): void => {
      const now = alone();
      if (!now) return;
      // whoever is on the way or at work there reports it done
      if (isWorkedOn(item.id)) { loop.plan(when + 2 * MINUTE, KEY + (key % 1e7), attempt); return; }
      ask({ type: 'case.finish', caseId: item.id, photos: photos(item, item.id), text: '已处置完毕，现场恢复正常' }, callerOf('handler', lead(now)), when);
    };
    later(at, 'work', item.objectId, (finish - at) / MINUTE, key, attempt);
  }
  /** Some who are held late or sent back say why they should not be; a supervisor decides hours later. Nobody of a script does. */
  function appeal(item: Case, key: number): void {
    const ground: AppealGround | null = item.status === 'pending_handle' && item.reworks > 0 ? 'check' : item.status === 'closed' && appealGroundsOf(item, loop.now).includes('deadline') ? 'deadline' : null;
    if (ground === null || item.appeal || told('work', item) || told('check', item) || unit(key, 34) > 0.45) return;
    const settle = (at: number): void => {
      if (taken.has(item.id)) return;
      const fair = unit(key, 36) < 0.55;
      ask({ type: fair ? 'case.acceptAppeal' : 'case.rejectAppeal', caseId: item.id, reason: fair ? '情况属实' : '依据不足' }, callerOf('shiftLeader'), at);
    };
    const file = (at: number): void => {
      if (taken.has(item.id)) return;
      const reason = ground === 'check' ? '残留为次生问题，非本次处置范围' : '现场不具备作业条件，非本单位原因超期';
      if (ask({ type: 'case.appeal', caseId: item.id, ground, reason }, callerOf('handler', lead(item)), at).ok) loop.plan(at + Math.round(span(key, 35, 1, 9) * HOUR), KEY + (key % 1e7), settle);
    };
    loop.plan(loop.now + Math.round(span(key, 37, 5, 50) * MINUTE), KEY + (key % 1e7), file);
  }
  /** Community, block leader and firm take over what reaches them. */
  function takeOver(item: Case): void {
    const hop = waitingHop(item);
    const mark = `hop${item.id}${hop?.level}${hop?.sentAt}`;
    if (!hop || taken.has(item.id) || planned.has(mark)) return;
    planned.set(mark, '');
    const key = hash(hashText(item.id), hashText(hop.level));
    later(loop.now, 'hop', item.objectId, span(key, 36, 2, 20), key, (at) => {
      const now = engine.case(item.id);
      if (now && waitingHop(now)?.level === hop.level && !taken.has(item.id)) ask({ type: 'case.acceptHop', caseId: item.id, level: hop.level }, callerOf('handler', hop), at);
    });
  }
  /** The shift leader looks at what a handler asks for; a few requests do not convince. */
  function decide(item: Case): void {
    const request = item.pendingRequest;
    const mark = `rq${item.id}${request?.at}`;
    if (!request || taken.has(item.id) || planned.has(mark)) return;
    planned.set(mark, '');
    const key = hash(hashText(item.id), hashText(request.what));
    later(loop.now, 'decide', item.objectId, span(key, 34, 8, 50), key, (at) => {
      if (engine.case(item.id)?.pendingRequest?.at !== request.at || taken.has(item.id)) return;
      if (unit(key, 35) >= 0.15) { ask({ type: 'case.grantRequest', caseId: item.id }, callerOf('shiftLeader'), at); return; }
      // work goes on as if nothing had been asked
      planned.delete(item.id);
      ask({ type: 'case.refuseRequest', caseId: item.id, reason: '理由不充分，请按期办理' }, callerOf('shiftLeader'), at);
    });
  }
  function close(item: Case, key: number, minutes: number): void {
    later(loop.now, 'close', item.objectId, minutes, key, (at) => {
      const now = engine.case(item.id);
      if (now?.status !== 'pending_close' || taken.has(item.id)) return;
      // its cause may still stand: look again
      if (!ask({ type: 'case.close', caseId: item.id }, callerOf('shiftLeader'), at).ok) close(item, key, 20);
    });
  }
  function rate(item: Case, key: number): void {
    const reporterId = reporters.get(item.id);
    if (reporterId === undefined || unit(key, 28) > 0.5) return;
    const draw = unit(key, 29);
    const stars = draw < 0.68 ? 5 : draw < 0.94 ? 4 : draw < 0.985 ? 3 : 2;
    later(loop.now, 'rate', item.objectId, span(key, 30, 20, 400), key, (at) => void ask({ type: 'case.rate', caseId: item.id, stars, reporterId }, callerOf('citizen', { zh: '', en: '', reporterId }), at));
  }
  function supervise(caseId: string): void {
    const item = engine.case(caseId);
    if (!item || item.escalation < 3 || item.supervised || taken.has(caseId) || planned.has(`sv${caseId}`)) return;
    planned.set(`sv${caseId}`, '');
    const key = hashText(caseId);
    later(loop.now, 'supervise', item.objectId, span(key, 33, 10, 60), key, (at) => { if (engine.case(caseId)?.open && !taken.has(caseId)) ask({ type: 'case.supervise', caseId, reason: '超期未处置，请立即办理' }, callerOf('leader'), at); });
  }

  // ---- tasks ----
  function noteTask(task: Task): void {
    const over = task.status === 'cancelled' || task.status === 'finished';
    if (over) statusOf.delete(task.id);
    else statusOf.set(task.id, task.status);
    if (task.caseId === null) return;
    const own = openTasks.get(task.caseId) ?? new Set<string>();
    if (over) own.delete(task.id);
    else own.add(task.id);
    if (own.size > 0) openTasks.set(task.caseId, own);
    else openTasks.delete(task.caseId);
  }
  function onTask(task: Task): void {
    noteTask(task);
    const object = objectOf(task.workerId);
    if (task.status === 'cancelled' || task.status === 'finished') { if (object >= 0) movers.leave(object, loop.now); return; }
    const note = `t${task.status}`;
    if (planned.get(task.id) === note || taken.has(task.id)) return;
    planned.set(task.id, note);
    const key = hash(hashText(task.id), hashText(task.workerId));
    const as = callerOf('handler', null, task.workerId);
    // a task that a person gave for a case is about the case's object
    const about = task.objectId ?? (task.caseId === null ? null : engine.case(task.caseId)?.objectId ?? null);
    const still = (): boolean => statusOf.get(task.id) === task.status && !taken.has(task.id);
    if (task.status === 'assigned') {
      const item = task.caseId === null ? null : engine.case(task.caseId);
      const slow = item !== null && !item.urgent && item.limit?.clock !== 'urgent_hour';
      const minutes = slow ? Math.max(1, (doneAt(item, hash(hashText(item.id), 0), loop.now) - loop.now) / MINUTE - 50) : span(key, 1, 0.3, 1.6);
      later(loop.now, 'accept', about, minutes, key, (at) => { if (still()) ask({ type: 'task.accept', taskId: task.id }, as, at); });
      return;
    }
    if (task.status === 'accepted') {
      const at = loop.now;
      const arrival = travel(object, task, at);
      loop.plan(arrival, KEY + (key % 1e7), (when) => { if (still()) ask({ type: 'task.arrive', taskId: task.id }, as, when); });
      return;
    }
    later(loop.now, 'work', about, span(key, 2, 12, 50), key, (at) => { if (still()) ask({ type: 'task.finish', taskId: task.id, photos: photos(task.caseId === null ? null : engine.case(task.caseId), task.id), text: '现场已处置' }, as, at); });
  }
  /** Walks the route of the task; returns the time of arrival. */
  function travel(object: number, task: Task, at: number): number {
    const ride = Math.max(20 * SECOND, (task.routeMetres / TASK_SPEED) * SECOND);
    if (object < 0) return Math.round(at + ride);
    const here = movers.place(object, at, { lon: 0, lat: 0, heading: 0 });
    const coordinates = [here.lon, here.lat, ...task.route.slice(2), task.lon, task.lat];
    const lengths = [0];
    for (let k = 2; k < coordinates.length; k += 2) lengths.push((lengths.at(-1) ?? 0) + Math.hypot(((coordinates[k] ?? 0) - (coordinates[k - 2] ?? 0)) * 0.87, (coordinates[k + 1] ?? 0) - (coordinates[k - 1] ?? 0)));
    const whole = lengths.at(-1) || 1;
    movers.send(object, { times: lengths.map((length) => Math.round(at + (ride * length) / whole)), coordinates });
    return Math.round(at + ride);
  }

  // ---- preplans ----
  function tick(objectId: string | null, caseId: string | null, at: number): void {
    const runs = engine.preplanRuns({ ...(objectId === null ? {} : { objectId }), ...(caseId === null ? {} : { caseId }) });
    const run = runs.find((own) => own.endedAt === null && own.steps.some((step) => step.doneAt === null && !step.automatic));
    const step = run?.steps.find((own) => own.doneAt === null && !own.automatic);
    if (!run || !step || taken.has(run.id)) return;
    const key = hash(hashText(run.id), hashText(step.id));
    later(at, 'preplan', objectId, span(key, 1, 2, 7), key, (when) => {
      if (!taken.has(run.id) && ask({ type: 'preplan.tick', runId: run.id, stepId: step.id }, callerOf(step.unitId === '' ? 'shiftLeader' : 'handler', { zh: step.unitZh, en: step.unitEn, unitId: step.unitId }), when).ok) tick(objectId, caseId, when);
    });
  }

  return {
    callerOf,
    leaveAlone: (id) => void taken.add(id),
    reported: (caseId, reporterId) => void reporters.set(caseId, reporterId),
    onEvent(event) {
      if (event.type === 'warning') onWarning(event.warning);
      else if (event.type === 'case') { onCase(event.case); supervise(event.case.id); decide(event.case); takeOver(event.case); }
      else if (event.type === 'task') onTask(event.task);
      else if (event.type === 'log' && event.entry.action === 'preplan.started') tick(event.entry.objectId, event.entry.caseId, event.at);
    },
  };
}
