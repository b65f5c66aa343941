/**
 * Preplans as data: a warning of their cause and level starts them, or a person, or the case that a filing rule joins to one. Automatic
 * steps are carried out in order, the others are ticked by people; who did what and when stays. One run per object and preplan at a time.
 * It ends when every step is done, or when cause and case are over; what it drew on the map goes with it.
 */
import type { Case } from '../../domain/case';
import { TERMINAL_STATUSES } from '../../domain/case';
import type { Wish } from '../../domain/command';
import { FIGURE_TONES, type Figure, type FigureTone } from '../../domain/figure';
import { toCaseId, toObjectId } from '../../domain/ids';
import type { Actor } from '../../domain/role';
import { SYSTEM_ACTOR } from '../../domain/role';
import { LEVEL_BY_RANK, RANK_BY_LEVEL, type LevelRank } from '../../domain/state';
import type { Task } from '../../domain/task';
import { isActive, isHeldBack, type Warning } from '../../domain/warning';
import { deviceWords } from '../desk/deviceWords';
import { stableId } from '../desk/stableId';
import type { RunMemory } from '../memory';
import { done, refused, type Desk, type Dispatch, type Preplans } from '../parts';
import type { PreplanRule, PreplanStepRule } from '../ruleSet';
import { fromRunMemory, newSteps, toPreplanRun, toRunMemory, type OpenStep, type PreplanUnits, type Run } from './runs';

export interface PreplanOptions {
  readonly unit: PreplanUnits;
  assign: Dispatch['assignNearest'];
}
export interface PreplanBook extends Preplans {
  /** Starts it for a case that a filing rule or a detection joins to a preplan; attaches the case to a run that the warning began. */
  startForCase(preplanId: string, item: Case, rank: LevelRank, at: number): void;
  /** Where a step of a run is done and by which unit (empty = by none in particular); null when there is no such run or step. */
  stepOf(runId: string, stepId: string): { readonly unitId: string; readonly objectId: string | null; readonly lon: number; readonly lat: number } | null;
  runs(): readonly import('../../domain/caseDetail').PreplanRun[];
}
const toneOf = (text: string, rank: LevelRank): FigureTone => (FIGURE_TONES.find((tone) => tone === text) ?? LEVEL_BY_RANK[rank] ?? 'info');

export function createPreplans(desk: Desk, options: PreplanOptions): PreplanBook {
  const { city, rules } = desk;
  const runs = new Map<string, Run>();
  const figures = new Map<string, Figure>();
  const open = new Set<Run>();
  const changed = new Set<Run>();
  const live = (): Run[] => [...open];
  const about = (run: Run) => ({ objectId: run.objectId === null ? null : toObjectId(run.objectId), ...(run.warningId === null ? {} : { warningId: run.warningId as Warning['id'] }), ...(run.caseId === null ? {} : { caseId: run.caseId as Case['id'] }) });
  /** What a preplan acts on: a sensor is part of what it is mounted on, so the bridge is closed, not its strain gauge. −1 = a place only. */
  const targetOf = (run: Pick<Run, 'objectId'>): number => {
    const object = city.indexOf.get(run.objectId ?? '') ?? -1;
    const host = city.host[object] ?? -1;
    return host >= 0 ? host : object;
  };
  const aboutTarget = (run: Run) => { const target = targetOf(run); return target < 0 ? about(run) : { ...about(run), objectId: toObjectId(city.ids[target] ?? '') }; };
  const nameOf = (run: Run): { zh: string; en: string } => {
    const object = targetOf(run);
    return { zh: city.namesZh[object] ?? '', en: city.namesEn[object] ?? '' };
  };

  function draw(run: Run, key: string, shape: Omit<Figure, 'id' | 'from' | 'until' | 'objectId'>, at: number): void {
    const figure: Figure = { ...shape, id: `${run.id}-${key}`, objectId: run.objectId === null ? null : toObjectId(run.objectId), ...(run.caseId !== null && { caseId: toCaseId(run.caseId) }), from: at, until: null };
    figures.set(figure.id, figure);
    desk.emit({ type: 'figure', at, figure });
  }
  function erase(run: Run, at: number): void {
    for (const figure of figures.values()) if (figure.until === null && figure.id.startsWith(`${run.id}-`)) {
      const ended = { ...figure, until: at };
      figures.set(figure.id, ended);
      desk.emit({ type: 'figure', at, figure: ended });
    }
  }

  /** False when the step has to wait (a task for a case that nobody has dispatched yet). */
  function carryOut(run: Run, step: PreplanStepRule, at: number, dispatched: boolean): boolean {
    const does = step.does;
    if (!does) return false;
    if (does.type === 'device') {
      const object = targetOf(run);
      if (object < 0) return false;
      desk.emit({ type: 'device', at, object, device: does.device, state: does.state });
      const words = deviceWords(rules, does.device, does.state);
      desk.log(at, 'device.commanded', SYSTEM_ACTOR, `预案指令：${step.zh}（${words.zh}）`, `Ordered by the preplan: ${step.en} (${words.en})`, { ...aboutTarget(run), value: does.state });
    } else if (does.type === 'notice') {
      const to = options.unit(does.to, run.lon, run.lat);
      desk.log(at, 'notice.sent', SYSTEM_ACTOR, `通知${to.zh}：${does.zh}`, `Notice to ${to.en}: ${does.en}`, aboutTarget(run));
    } else if (does.type === 'ring') {
      const target = targetOf(run);
      draw(run, step.id, { shape: 'ring', tone: toneOf(does.tone, run.rank), coordinates: target < 0 ? [run.lon, run.lat] : [city.lon[target] ?? run.lon, city.lat[target] ?? run.lat], radiusMetres: does.metres, bearing: null, spread: null, arrows: false, labelZh: does.zh, labelEn: does.en }, at);
    } else if (does.type === 'figures') {
      for (const { key, tone, ...shape } of city.figuresOf?.(targetOf(run)) ?? []) draw(run, key, { ...shape, tone: tone ?? toneOf('', run.rank) }, at);
    } else {
      if (run.caseId !== null && !dispatched) return false;
      let sent = 0;
      for (let k = 0; k < does.workers; k++) {
        const task: Task | null = options.assign(at, { lon: run.lon, lat: run.lat, caseId: run.caseId, objectId: run.objectId, streetId: city.streetAt(run.lon, run.lat)?.id ?? '', titleZh: does.zh, titleEn: does.en, dueMinutes: does.minutes });
        if (task) sent++;
      }
      if (sent === 0) return false;
    }
    return true;
  }

  function tick(run: Run, step: OpenStep, actor: Actor, at: number): void {
    changed.add(run);
    step.doneAt = at;
    step.doneBy = actor;
    desk.log(at, 'preplan.step', actor, `${run.rule.zh}：${step.rule.zh}`, `${run.rule.en}: ${step.rule.en}`, about(run));
  }
  /** The unit of a step hears of its limit before it passes; that it has passed stands in the trail. */
  function watch(run: Run, step: OpenStep, from = step.since): void {
    const { minutes, unit, zh, en } = step.rule;
    if (minutes === null || minutes <= 0) return;
    const say = (at: number, action: 'preplan.reminded' | 'preplan.overdue', wordsZh: string, wordsEn: string): void => { if (at >= from) desk.schedule(Math.round(at), (due) => {
      if (step.doneAt !== null || run.endedAt !== null) return;
      const who = options.unit(unit, run.lon, run.lat);
      desk.log(due, action, SYSTEM_ACTOR, `${run.rule.zh}：${zh}${wordsZh}（${who.zh}）`, `${run.rule.en}: ${en} ${wordsEn} (${who.en})`, about(run));
    }); };
    say(step.since + minutes * 60_000 * rules.filing.escalation.remindAtShare, 'preplan.reminded', '临近时限', 'is due soon');
    say(step.since + minutes * 60_000 + 1, 'preplan.overdue', '已超时', 'is late');
  }
  function endIfOver(run: Run, at: number): void {
    if (run.endedAt !== null) return;
    const allDone = newSteps(run).length === 0 && run.steps.every((step) => step.doneAt !== null);
    const hasCause = run.warningId !== null || run.caseId !== null;
    if (hasCause ? !(run.active.size === 0 && run.caseOver) : !allDone) return;
    run.endedAt = at;
    open.delete(run);
    desk.log(at, 'preplan.ended', SYSTEM_ACTOR, `预案结束：${run.rule.zh}`, `Preplan ended: ${run.rule.en}`, about(run));
    erase(run, at);
    for (const step of run.steps) if (step.rule.does?.type === 'device' && step.doneBy?.role === 'system') switchBack(run, step.rule, step.rule.does.device, at);
  }
  function switchBack(run: Run, step: PreplanStepRule, device: string, at: number): void {
    const object = targetOf(run);
    if (object < 0) return;
    desk.emit({ type: 'device', at, object, device, state: 0 });
    desk.log(at, 'device.commanded', SYSTEM_ACTOR, `预案结束，恢复：${step.zh}`, `Preplan ended, undone: ${step.en}`, { ...aboutTarget(run), value: 0 });
  }
  function proceed(run: Run, at: number, dispatched: boolean): void {
    changed.add(run);
    const fresh = newSteps(run).map((rule): OpenStep => ({ rule, since: at, doneAt: null, doneBy: null }));
    run.steps.push(...fresh);
    for (const step of run.steps) if (step.rule.automatic && step.doneAt === null && carryOut(run, step.rule, at, dispatched)) tick(run, step, SYSTEM_ACTOR, at);
    for (const step of fresh) if (step.doneAt === null) watch(run, step);
    endIfOver(run, at);
  }
  function start(rule: PreplanRule, at: number, actor: Actor, on: { objectId: string | null; lon: number; lat: number; warningId: string | null; caseId: string | null; rank: LevelRank }, dispatched: boolean): Run {
    const run: Run = { id: stableId('PR-', [rule.id, at, on.objectId, on.lon, on.lat], (id) => runs.has(id)), rule, startedAt: at, steps: [], endedAt: null, active: new Set(on.warningId === null ? [] : [on.warningId]), caseOver: on.caseId === null, ...on };
    runs.set(run.id, run);
    open.add(run);
    const name = nameOf(run);
    desk.log(at, 'preplan.started', actor, `启动预案：${rule.zh} ${name.zh}`.trim(), `Preplan started: ${rule.en} ${name.en}`.trim(), { ...about(run), level: LEVEL_BY_RANK[on.rank] ?? null });
    proceed(run, at, dispatched);
    return run;
  }
  const isDispatched = (item: Case): boolean => item.dispatchedAt !== null && item.status !== 'returned' && item.status !== 'pending_dispatch';
  const matches = (rule: PreplanRule, warning: Warning): boolean =>
    rule.cause === warning.cause && (rule.level === warning.level || (rule.andAbove && RANK_BY_LEVEL[warning.level] > RANK_BY_LEVEL[rule.level]));
  const attach = (run: Run, item: Case, at: number): void => {
    run.caseId = item.id;
    run.caseOver = TERMINAL_STATUSES.has(item.status);
    proceed(run, at, isDispatched(item));
  };

  return {
    onWarning(warning, _before, at) {
      const rank = RANK_BY_LEVEL[warning.level];
      const active = isActive(warning) && !isHeldBack(warning);
      for (const run of live()) if (run.warningId === warning.id || (run.caseId !== null && run.caseId === warning.caseId && run.objectId === warning.objectId)) {
        if (isActive(warning)) run.active.add(warning.id);
        else run.active.delete(warning.id);
        if (active && rank > run.rank) run.rank = rank;
        proceed(run, at, run.caseId === null);
      }
      if (!active) return;
      for (const rule of rules.preplans.preplans) {
        if (!matches(rule, warning) || live().some((run) => run.rule.id === rule.id && run.objectId === warning.objectId)) continue;
        const object = city.indexOf.get(warning.objectId) ?? -1;
        start(rule, at, SYSTEM_ACTOR, { objectId: warning.objectId, lon: city.lon[object] ?? 0, lat: city.lat[object] ?? 0, warningId: warning.id, caseId: warning.caseId, rank }, warning.caseId === null);
      }
    },
    onCase(item, at) {
      if (open.size > 0) for (const run of live()) {
        if (run.caseId === null && item.warningId !== null && run.warningId === item.warningId) attach(run, item, at);
        else if (run.caseId === item.id) attach(run, item, at);
      }
    },
    startForCase(preplanId, item, rank, at) {
      const rule = rules.preplans.preplans.find((one) => one.id === preplanId);
      if (!rule) return;
      const running = live().find((run) => run.rule.id === preplanId && (run.caseId === item.id || (item.objectId !== null && run.objectId === item.objectId)));
      if (running) {
        if (rank > running.rank) running.rank = rank;
        attach(running, item, at);
        return;
      }
      start(rule, at, SYSTEM_ACTOR, { objectId: item.objectId, lon: item.lon, lat: item.lat, warningId: item.warningId, caseId: item.id, rank }, isDispatched(item));
    },
    command(wish: Extract<Wish, { type: `preplan.${string}` }>, actor, at) {
      if (wish.type === 'preplan.start') {
        const rule = rules.preplans.preplans.find((one) => one.id === wish.preplanId);
        const object = city.indexOf.get(wish.objectId);
        if (!rule) return refused('unknown', `There is no preplan ${wish.preplanId}.`);
        if (object === undefined) return refused('unknown', `There is no object ${wish.objectId}.`);
        if (live().some((run) => run.rule.id === rule.id && run.objectId === wish.objectId)) return refused('state', 'This preplan is running for the object already.');
        const run = start(rule, at, actor, { objectId: wish.objectId, lon: city.lon[object] ?? 0, lat: city.lat[object] ?? 0, warningId: null, caseId: null, rank: RANK_BY_LEVEL[rule.level] }, true);
        return done(at, run.id);
      }
      const run = runs.get(wish.runId);
      if (!run) return refused('unknown', `There is no preplan run ${wish.runId}.`);
      const step = run.steps.find((one) => one.rule.id === wish.stepId);
      if (!step) return refused('unknown', `The checklist has no step ${wish.stepId} now.`);
      if (run.endedAt !== null) return refused('state', 'The preplan has ended.');
      if (step.doneAt !== null) return refused('state', 'The step is done already.');
      tick(run, step, actor, at);
      endIfOver(run, at);
      return done(at, run.id);
    },
    ofCase: (caseId, at = Infinity) => [...runs.values()].filter((run) => run.caseId === caseId && run.startedAt <= at).map((run) => toPreplanRun(run, options.unit, at)),
    ofObject: (objectId) => [...runs.values()].filter((run) => run.objectId === objectId || city.ids[targetOf(run)] === objectId).map((run) => toPreplanRun(run, options.unit)),
    runs: () => [...runs.values()].map((run) => toPreplanRun(run, options.unit)),
    stepOf(runId, stepId) {
      const run = runs.get(runId);
      const step = run?.rule.steps.find((one) => one.id === stepId);
      return run && step ? { unitId: options.unit(step.unit, run.lon, run.lat).id, objectId: run.objectId, lon: run.lon, lat: run.lat } : null;
    },
    figures: () => [...figures.values()].filter((figure) => figure.until === null),
    takeChanged() {
      const list = [...changed].map((run) => toRunMemory(run, figures.values()));
      changed.clear();
      return list;
    },
    memories: () => [...runs.values()].map((run) => toRunMemory(run, figures.values())),
    restore(kept, at) {
      const lost: RunMemory[] = [];
      for (const memory of kept) {
        const run = fromRunMemory(memory, rules.preplans.preplans);
        if (!run) { if (memory.endedAt === null) lost.push(memory); continue; }
        runs.set(run.id, run);
        if (run.endedAt === null) { open.add(run); for (const step of run.steps) if (step.doneAt === null) watch(run, step, at); }
        for (const figure of memory.figures) figures.set(figure.id, figure);
      }
      return lost;
    },
    forget(time) {
      for (const run of runs.values()) if (run.endedAt !== null && run.endedAt < time) { runs.delete(run.id); changed.delete(run); }
      for (const figure of figures.values()) if (figure.until !== null && figure.until < time) figures.delete(figure.id);
    },
  };
}
