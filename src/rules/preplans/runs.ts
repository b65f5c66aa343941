/** A preplan that was started, as the engine keeps it, and as others read it. */
import type { PreplanRun, PreplanStep } from '../../domain/caseDetail';
import type { Actor } from '../../domain/role';
import type { LevelRank } from '../../domain/state';
import { RANK_BY_LEVEL } from '../../domain/state';
import type { Figure } from '../../domain/figure';
import type { RunMemory } from '../memory';
import type { PreplanRule, PreplanStepRule } from '../ruleSet';

export interface OpenStep { readonly rule: PreplanStepRule; readonly since: number; doneAt: number | null; doneBy: Actor | null }
export interface Run {
  readonly id: string; readonly rule: PreplanRule; readonly objectId: string | null; readonly lon: number; readonly lat: number; readonly startedAt: number;
  /** The first warning and the case behind it, when there are any. */ readonly warningId: string | null; caseId: string | null;
  /** All warnings behind it that are active. */ readonly active: Set<string>;
  /** Worst level so far: steps of a level stay once they were opened. */ rank: LevelRank;
  readonly steps: OpenStep[];
  endedAt: number | null;
  /** The case is over; true without one. */ caseOver: boolean;
}

/** Steps of the checklist at a level that are not open yet. */
export const newSteps = (run: Run): PreplanStepRule[] =>
  run.rule.steps.filter((step) => (step.fromLevel === undefined || RANK_BY_LEVEL[step.fromLevel] <= run.rank) && !run.steps.some((open) => open.rule.id === step.id));

/** A unit of the rule set; `street` = the subdistrict office of the place. */
export type PreplanUnits = (id: string, lon: number, lat: number) => { readonly id: string; readonly zh: string; readonly en: string };

/** As it stood at an instant: steps opened later are not there, what was done later is not done. `at` not before its start. */
export function toPreplanRun(run: Run, unit: PreplanUnits, at = Infinity): PreplanRun {
  const steps = run.rule.steps.flatMap((rule): PreplanStep[] => {
    const open = run.steps.find((step) => step.rule.id === rule.id);
    if (!open || open.since > at) return [];
    const done = open.doneAt !== null && open.doneAt <= at;
    const who = unit(rule.unit, run.lon, run.lat);
    return [{ id: rule.id, zh: rule.zh, en: rule.en, unitId: who.id, unitZh: who.zh, unitEn: who.en, dueAt: rule.minutes === null ? null : open.since + rule.minutes * 60_000, doneAt: done ? open.doneAt : null, doneBy: done ? open.doneBy : null, automatic: rule.automatic }];
  });
  return { id: run.id, preplanId: run.rule.id, objectId: run.objectId, caseId: run.caseId, zh: run.rule.zh, en: run.rule.en, startedAt: run.startedAt, endedAt: run.endedAt !== null && run.endedAt <= at ? run.endedAt : null, steps, materials: run.rule.materials };
}

/** As plain data, with what it drew on the map. */
export function toRunMemory({ id, rule, objectId, lon, lat, startedAt, endedAt, warningId, caseId, active, rank, caseOver, steps }: Run, figures: Iterable<Figure>): RunMemory {
  return {
    id, preplanId: rule.id, objectId, lon, lat, startedAt, endedAt, warningId, caseId, active: [...active], rank, caseOver,
    steps: steps.map((step) => ({ id: step.rule.id, since: step.since, doneAt: step.doneAt, doneBy: step.doneBy })), figures: [...figures].filter((figure) => figure.id.startsWith(`${id}-`)),
  };
}
/** Null when the rules no longer have its preplan; a step that they no longer have is left out. */
export function fromRunMemory({ preplanId, steps, active, ...rest }: RunMemory, plans: readonly PreplanRule[]): Run | null {
  const rule = plans.find((plan) => plan.id === preplanId);
  if (!rule) return null;
  const { id, objectId, lon, lat, startedAt, endedAt, warningId, caseId, rank, caseOver } = rest;
  return {
    id, rule, objectId, lon, lat, startedAt, endedAt, warningId, caseId, rank, caseOver, active: new Set(active),
    steps: steps.flatMap((step) => { const own = rule.steps.find((one) => one.id === step.id); return own ? [{ rule: own, since: step.since, doneAt: step.doneAt, doneBy: step.doneBy }] : []; }),
  };
}
