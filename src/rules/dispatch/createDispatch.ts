/**
 * Work for people in the street. The nearest free worker on duty is found by path, else by the straight line, and the task says which.
 * A worker is free without an open task. Who comes first when two are equally near: the lower number of the dictionary.
 */
import type { Wish } from '../../domain/command';
import { toCaseId, toObjectId } from '../../domain/ids';
import type { Actor } from '../../domain/role';
import { SYSTEM_ACTOR } from '../../domain/role';
import type { Task, TaskStatus } from '../../domain/task';
import { stableId } from '../desk/stableId';
import { done, refused, type Desk, type Dispatch } from '../parts';
import { workerName } from '../city/workerName';
import { wayFinderOf, type ChosenWay } from './wayFinder';

type TaskWish = Extract<Wish, { type: `task.${string}` }>;
export interface DispatchOptions {
  /** False for a worker who is off line or in a pause. */
  onDuty(object: number): boolean;
  /** Minutes given to somebody who was chosen by hand. */
  readonly handMinutes?: number;
}
const OPEN: ReadonlySet<TaskStatus> = new Set(['assigned', 'accepted', 'onSite']);
export const isOpenTask = (task: Task): boolean => OPEN.has(task.status);
/** Kinds that can be sent somewhere. */
const SENDABLE: ReadonlySet<string> = new Set(['worker', 'vehicle', 'uav']);

export function createDispatch(desk: Desk, options: DispatchOptions): Dispatch {
  const { city } = desk;
  const tasks = new Map<string, Task>();
  /** Tasks of a worker, whatever became of them. */
  const ofWorker = new Map<string, Set<string>>();
  const openOf = new Map<number, number>();
  /** Ids of a case's tasks, in the order they were given. */
  const idsOfCase = new Map<string, Set<string>>();
  const listeners: ((task: Task, at: number) => void)[] = [];
  const workers: number[] = [];
  city.kinds.forEach((kind, object) => { if (kind === 'worker') workers.push(object); });
  const choose = wayFinderOf(city);

  const ofCase = (caseId: string): Task[] => [...(idsOfCase.get(caseId) ?? [])].flatMap((id) => tasks.get(id) ?? []);
  function index(task: Task): void {
    ofWorker.set(task.workerId, (ofWorker.get(task.workerId) ?? new Set<string>()).add(task.id));
    if (task.caseId !== null) idsOfCase.set(task.caseId, (idsOfCase.get(task.caseId) ?? new Set<string>()).add(task.id));
  }
  const tell = (task: Task, at: number): void => {
    tasks.set(task.id, task);
    desk.emit({ type: 'task', at, task });
    for (const listener of listeners) listener(task, at);
  };
  const masked = (worker: number): string => workerName(city, worker);
  const nameOf = (worker: number): { zh: string; en: string } => ({ zh: city.namesZh[worker] ?? '', en: city.namesEn[worker] ?? '' });

  function assign(at: number, worker: number, way: ChosenWay, to: Parameters<Dispatch['assignNearest']>[1], actor: Actor): Task {
    const task: Task = {
      id: stableId('TK-', [at, city.ids[worker] ?? '', to.caseId, to.objectId, to.lon, to.lat], (id) => tasks.has(id)), caseId: to.caseId === null ? null : toCaseId(to.caseId), objectId: to.objectId === null ? null : toObjectId(to.objectId),
      workerId: toObjectId(city.ids[worker] ?? ''), workerMasked: masked(worker), titleZh: to.titleZh, titleEn: to.titleEn, lon: to.lon, lat: to.lat,
      status: 'assigned', assignedAt: at, acceptedAt: null, arrivedAt: null, finishedAt: null, dueAt: to.dueMinutes === null ? null : at + to.dueMinutes * 60_000,
      route: way.route, routeMetres: Math.round(way.metres), straight: way.straight,
    };
    openOf.set(worker, (openOf.get(worker) ?? 0) + 1);
    index(task);
    const name = nameOf(worker), metres = task.routeMetres;
    desk.log(at, 'task.assigned', actor, `派给${name.zh}：${to.titleZh}（${task.straight ? '直线' : '路径'} ${metres} m）`, `Sent to ${name.en}: ${to.titleEn} (${task.straight ? 'straight line' : 'by path'} ${metres} m)`,
      { objectId: task.objectId, caseId: task.caseId, value: metres, unit: 'm' });
    tell(task, at);
    watch(task);
    return task;
  }

  /** Whoever was sent hears of the limit before it passes; that it has passed stands in the trail. */
  function watch({ id, assignedAt, dueAt }: Task, from = assignedAt): void {
    if (dueAt === null || dueAt <= assignedAt) return;
    const say = (at: number, action: 'task.reminded' | 'task.overdue', zh: string, en: string): void => { if (at >= from) desk.schedule(at, (due) => {
      const task = tasks.get(id);
      if (!task || !isOpenTask(task)) return;
      const name = nameOf(city.indexOf.get(task.workerId) ?? -1);
      desk.log(due, action, SYSTEM_ACTOR, `${name.zh}${zh}：${task.titleZh}`, `${name.en} ${en}: ${task.titleEn}`, { objectId: task.objectId, caseId: task.caseId });
    }); };
    say(Math.round(assignedAt + (dueAt - assignedAt) * desk.rules.filing.escalation.remindAtShare), 'task.reminded', '任务临近时限', 'is reminded of a task');
    say(dueAt + 1, 'task.overdue', '任务超时', 'is late with a task');
  }

  function move(task: Task, status: TaskStatus, stamp: Partial<Pick<Task, 'acceptedAt' | 'arrivedAt' | 'finishedAt'>>, actor: Actor, at: number, words: readonly [string, string], reason = ''): void {
    const next: Task = { ...task, ...stamp, status };
    if (!isOpenTask(next)) {
      const worker = city.indexOf.get(task.workerId) ?? -1;
      openOf.set(worker, Math.max(0, (openOf.get(worker) ?? 1) - 1));
    }
    const action = status === 'onSite' ? 'task.arrived' : status === 'assigned' ? 'task.assigned' : (`task.${status}` as const);
    const name = nameOf(city.indexOf.get(task.workerId) ?? -1);
    desk.log(at, action, actor, `${name.zh}${words[0]}：${task.titleZh}`, `${name.en} ${words[1]}: ${task.titleEn}`, { objectId: task.objectId, caseId: task.caseId, reason });
    tell(next, at);
  }

  return {
    place(object, lon, lat) { city.lon[object] = lon; city.lat[object] = lat; },
    assignNearest(at, to) {
      const free = workers.filter((worker) => (openOf.get(worker) ?? 0) === 0 && options.onDuty(worker));
      if (free.length === 0) return null;
      const way = choose(to, free);
      const worker = way ? free[way.candidate] : undefined;
      return way && worker !== undefined ? assign(at, worker, way, to, SYSTEM_ACTOR) : null;
    },
    command(wish: TaskWish, actor, at) {
      if (wish.type === 'task.assign') {
        const chosen = wish.workerIds.map((id) => city.indexOf.get(id) ?? -1);
        const wrong = wish.workerIds.find((_, k) => !SENDABLE.has(city.kinds[chosen[k] ?? -1] ?? ''));
        if (wrong !== undefined) return refused('unknown', `There is nobody to send by the id ${wrong}.`);
        if (chosen.length === 0) return refused('invalid', 'Nobody was chosen.');
        const made = chosen.map((worker) => {
          const way = choose(wish, [worker]);
          return assign(at, worker, way ?? { candidate: 0, metres: 0, route: [], straight: true }, { lon: wish.lon, lat: wish.lat, caseId: wish.caseId, objectId: null, streetId: '', titleZh: wish.text, titleEn: wish.text, dueMinutes: options.handMinutes ?? null }, actor);
        });
        return done(at, made[0]?.id ?? null);
      }
      const task = tasks.get(wish.taskId);
      if (!task) return refused('unknown', `There is no task ${wish.taskId}.`);
      if (!isOpenTask(task)) return refused('state', task.status === 'finished' ? 'The task is finished.' : 'The task was cancelled.');
      if (wish.type === 'task.accept') {
        if (task.status !== 'assigned') return refused('state', 'The task has been accepted already.');
        move(task, 'accepted', { acceptedAt: at }, actor, at, ['接受任务', 'accepted']);
      } else if (wish.type === 'task.arrive') {
        if (task.status !== 'accepted') return refused('state', task.status === 'assigned' ? 'The task must be accepted first.' : 'The arrival has been reported already.');
        move(task, 'onSite', { arrivedAt: at }, actor, at, ['到达现场', 'arrived']);
      } else {
        if (task.status === 'assigned') return refused('state', 'The task must be accepted first.');
        move(task, 'finished', { arrivedAt: task.arrivedAt ?? at, finishedAt: at }, actor, at, ['完成任务', 'finished'], wish.text);
      }
      return done(at, task.id);
    },
    get: (taskId) => tasks.get(taskId) ?? null,
    ofCase,
    worksOn(caseId, workerId) {
      if (workerId === null) return false;
      for (const id of ofWorker.get(workerId) ?? []) {
        const task = tasks.get(id);
        if (task?.caseId === caseId && task.status !== 'cancelled') return true;
      }
      return false;
    },
    ofWorker: (workerId) => [...(ofWorker.get(workerId) ?? [])].flatMap((id) => tasks.get(id) ?? []),
    list: () => [...tasks.values()],
    restore(kept, at) {
      for (const task of kept) {
        tasks.set(task.id, task);
        index(task);
        const worker = city.indexOf.get(task.workerId) ?? -1;
        if (isOpenTask(task)) { openOf.set(worker, (openOf.get(worker) ?? 0) + 1); watch(task, at); }
      }
    },
    cancelOf(caseId, at) {
      for (const task of ofCase(caseId)) if (isOpenTask(task)) move(task, 'cancelled', { finishedAt: at }, SYSTEM_ACTOR, at, ['任务取消', 'task cancelled']);
    },
    forget(time) {
      for (const task of tasks.values()) {
        if (isOpenTask(task) || (task.finishedAt ?? task.assignedAt) >= time) continue;
        tasks.delete(task.id);
        ofWorker.get(task.workerId)?.delete(task.id);
        const own = idsOfCase.get(task.caseId ?? '');
        if (own?.delete(task.id) === true && own.size === 0) idsOfCase.delete(task.caseId ?? '');
      }
    },
    onChange(listener) { listeners.push(listener); },
  };
}
