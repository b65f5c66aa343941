/**
 * Cases and the people in the street: a dispatched case that is urgent gets the nearest free worker (unless its preplan sends somebody),
 * what the worker does moves the case, and what happens to the case ends the task. The way to an urgent case is drawn.
 */
import type { Case, CaseStatus } from '../../domain/case';
import { TERMINAL_STATUSES } from '../../domain/case';
import type { CommandOutcome, Wish } from '../../domain/command';
import type { Figure } from '../../domain/figure';
import type { Actor } from '../../domain/role';
import type { Task } from '../../domain/task';
import { isOpenTask } from '../dispatch/createDispatch';
import { refused } from '../parts';
import type { Composition } from './context';

export interface FieldWork {
  onCase(item: Case, before: Case | null, at: number): void;
  onTask(task: Task, at: number): void;
  command(wish: Extract<Wish, { type: `task.${string}` }>, actor: Actor, at: number): CommandOutcome;
  routes(): readonly Figure[];
  /** Draws the ways of tasks that were taken up from an earlier run. */
  resume(): void;
  forget(time: number): void;
}
const WAITING: ReadonlySet<CaseStatus> = new Set(['dispatched', 'pending_handle']);

export function createFieldWork(parts: Composition): FieldWork {
  const { desk, cases, dispatch, preplans } = parts;
  const { rules } = desk;
  const routes = new Map<string, Figure>();
  const filingRule = new Map(rules.filing.rules.map((rule) => [rule.id, rule]));
  const preplanSends = new Set(rules.preplans.preplans.filter((plan) => plan.steps.some((step) => step.automatic && step.does?.type === 'task')).map((plan) => plan.id));

  const wantsWorker = (item: Case): boolean => {
    const rule = filingRule.get(item.ruleId ?? '');
    return (item.urgent || rule?.urgent === true || rule?.clock === 'urgent_hour') && !preplans.ofCase(item.id).some((run) => run.endedAt === null && preplanSends.has(run.preplanId));
  };
  function send(caseId: string, at: number): void {
    const item = cases.get(caseId);
    if (!item || !WAITING.has(item.status) || !wantsWorker(item) || dispatch.ofCase(caseId).some(isOpenTask)) return;
    dispatch.assignNearest(at, {
      lon: item.lon, lat: item.lat, caseId, objectId: item.objectId, streetId: item.streetId, titleZh: item.titleZh, titleEn: item.titleEn,
      dueMinutes: item.deadlineAt === null ? null : Math.max(0, Math.round((item.deadlineAt - at) / 60_000)),
    });
  }
  function drawRoute(task: Task, at: number): void {
    const known = routes.get(task.id);
    const travelling = task.status === 'assigned' || task.status === 'accepted';
    if (!known && travelling && task.caseId !== null && cases.get(task.caseId)?.urgent) {
      const figure: Figure = {
        id: `route-${task.id}`, shape: 'line', tone: 'route', coordinates: task.route, radiusMetres: null, bearing: null, spread: null, arrows: true,
        labelZh: `${task.workerMasked} ${task.routeMetres} m`, labelEn: `${task.workerMasked} ${task.routeMetres} m`, objectId: task.workerId, caseId: task.caseId, from: at, until: null,
      };
      routes.set(task.id, figure);
      desk.emit({ type: 'figure', at, figure });
    } else if (known && known.until === null && !travelling) {
      const ended = { ...known, until: at };
      routes.set(task.id, ended);
      desk.emit({ type: 'figure', at, figure: ended });
    }
  }

  return {
    onCase(item, before, at) {
      if (WAITING.has(item.status) && item.status !== before?.status) parts.later(() => send(item.id, at));
      if (item.status === 'returned' || TERMINAL_STATUSES.has(item.status)) parts.later(() => dispatch.cancelOf(item.id, at));
    },
    onTask: drawRoute,
    command(wish, actor, at) {
      const task = wish.type === 'task.assign' ? null : dispatch.get(wish.taskId);
      const item = task?.caseId == null ? null : cases.get(task.caseId);
      const lastOfCase = (): boolean => item !== null && dispatch.ofCase(item.id).filter(isOpenTask).length === 1;
      if (wish.type === 'task.finish' && item && (item.status === 'handling' || WAITING.has(item.status)) && wish.photos.length === 0 && lastOfCase()) {
        return refused('invalid', 'At least one picture taken after the work is required.');
      }
      if (wish.type === 'task.assign' && wish.caseId !== null && !cases.get(wish.caseId)?.open) return refused('unknown', `There is no open case ${wish.caseId}.`);
      const finishes = wish.type === 'task.finish' && lastOfCase();
      const outcome = dispatch.command(wish, actor, at);
      if (!outcome.ok || !item) return outcome;
      if (wish.type === 'task.accept' && WAITING.has(item.status)) cases.command({ type: 'case.receive', caseId: item.id }, actor, at);
      else if (wish.type === 'task.arrive' && wish.photos && wish.photos.length > 0) cases.addMedia(item.id, 'before', wish.photos, actor, at);
      else if (wish.type === 'task.finish' && finishes) {
        if (WAITING.has(cases.get(item.id)?.status ?? 'closed')) cases.command({ type: 'case.receive', caseId: item.id }, actor, at);
        if (cases.get(item.id)?.status === 'handling') cases.command({ type: 'case.finish', caseId: item.id, photos: wish.photos, text: wish.text }, actor, at);
      }
      return outcome;
    },
    resume() { for (const task of dispatch.list()) drawRoute(task, task.assignedAt); },
    routes: () => [...routes.values()].filter((figure) => figure.until === null),
    forget(time) { for (const [id, figure] of routes) if (figure.until !== null && figure.until < time) routes.delete(id); },
  };
}
