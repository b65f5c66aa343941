/** How long a case was in each of its stages, from its transitions: all visits together, the present one up to `now`. */
import { CASE_STAGES, STAGE_OF_STATUS, type Case, type CaseStage } from './case';
import type { FlowRecord } from './caseDetail';

/** ms; null = it has not come there; `skipped` = a later stage was reached without a moment in this one (an automatic step, a case filed at once). */
export type StageTime = { readonly ms: number | null; readonly skipped: boolean };

export function stageTimesOf(item: Case, flow: readonly Pick<FlowRecord, 'at' | 'from' | 'to' | 'took'>[], now: number): Readonly<Record<CaseStage, StageTime>> {
  const spent = new Map<CaseStage, number>();
  const entered = new Set<CaseStage>();
  for (const { from, to, took } of flow) {
    if (from !== null) { const stage = STAGE_OF_STATUS[from]; spent.set(stage, (spent.get(stage) ?? 0) + took); }
    entered.add(STAGE_OF_STATUS[to]);
  }
  const stage = STAGE_OF_STATUS[item.status], last = flow.at(-1);
  if (item.open && last) spent.set(stage, (spent.get(stage) ?? 0) + Math.max(0, now - last.at));
  const furthest = Math.max(-1, ...[...entered].map((name) => CASE_STAGES.indexOf(name)));
  return Object.fromEntries(CASE_STAGES.map((name, k) => [name, { ms: entered.has(name) ? spent.get(name) ?? 0 : null, skipped: !entered.has(name) && k < furthest }])) as Record<CaseStage, StageTime>;
}
