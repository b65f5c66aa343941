/**
 * Cases as the board counts them, from the page's own table: what is open, and what was reported or closed today. Every count comes
 * with the filter of the list it opens. Pure: cases, server time and the start of the day come in.
 */
import { CASE_SOURCES, CASE_STAGES, CASE_STEPS, classKey, isOverdue, STAGE_OF_STATUS, type Case, type CaseSource, type CaseStage, type CaseStep } from '../../../domain/case';
import type { ListFilter } from '../../city/cityList';
import { isClosedSince } from '../../city/rowTests';
import type { Counted } from './summariseWarnings';

export interface StepRow { readonly step: CaseStep; readonly open: Counted; readonly overdue: Counted; /** Median time the open ones have stood in this step, ms; null without any. */ readonly medianMs: number | null }
export interface NamedCount extends Counted { readonly id: string; readonly zh: string; readonly en: string; readonly overdue: number }
export interface CaseSummary {
  readonly open: Counted; readonly overdue: Counted; readonly closedToday: Counted; readonly reportedToday: Counted; readonly suspended: Counted;
  readonly steps: readonly StepRow[];
  readonly stages: readonly (Counted & { readonly stage: CaseStage })[];
  /** Reported today by source; their sum is `reportedToday`. */
  readonly sources: readonly (Counted & { readonly source: CaseSource })[];
  /** Share of today's reports that video collected; null without reports. */
  readonly videoShare: number | null;
  readonly overdueCases: readonly Case[];
  readonly classes: readonly NamedCount[]; readonly streets: readonly NamedCount[]; readonly units: readonly NamedCount[];
}

/** Target of the video collection rate. Source: the 60 % that the city set itself. */
export const VIDEO_TARGET = 0.6;
/** How many classes a ranking shows. */
export const TOP = 10;

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] ?? null : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function rank(cases: readonly Case[], now: number, of: (item: Case) => { readonly id: string; readonly zh: string; readonly en: string; readonly filter: ListFilter }): readonly NamedCount[] {
  const groups = new Map<string, { zh: string; en: string; count: number; overdue: number; filter: ListFilter }>();
  for (const item of cases) {
    const { id, zh, en, filter } = of(item);
    if (id === '') continue;
    const own = groups.get(id) ?? { zh, en, count: 0, overdue: 0, filter };
    own.count += 1;
    if (isOverdue(item, now)) own.overdue += 1;
    groups.set(id, own);
  }
  return [...groups].map(([id, own]): NamedCount => ({ id, ...own })).toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

export function summariseCases(cases: readonly Case[], now: number, midnight: number): CaseSummary {
  const open = cases.filter((item) => item.open);
  const overdue = open.filter((item) => isOverdue(item, now));
  const today = cases.filter((item) => item.reportedAt >= midnight);
  const bySource = (source: CaseSource): number => today.filter((item) => item.source === source).length;
  return {
    open: { count: open.length, filter: { type: 'cases' } },
    overdue: { count: overdue.length, filter: { type: 'cases', overdue: true } },
    closedToday: { count: cases.filter((item) => isClosedSince(item, midnight)).length, filter: { type: 'cases', closedToday: true } },
    reportedToday: { count: today.length, filter: { type: 'cases', reportedToday: true } },
    suspended: { count: open.filter((item) => item.suspendedSince !== null).length, filter: { type: 'cases', suspended: true } },
    steps: CASE_STEPS.map((step): StepRow => {
      const own = open.filter((item) => item.step === step);
      return {
        step, open: { count: own.length, filter: { type: 'cases', step } }, overdue: { count: own.filter((item) => isOverdue(item, now)).length, filter: { type: 'cases', step, overdue: true } },
        medianMs: median(own.map((item) => Math.max(0, now - item.stepSince))),
      };
    }),
    stages: CASE_STAGES.map((stage) => ({ stage, count: open.filter((item) => STAGE_OF_STATUS[item.status] === stage).length, filter: { type: 'cases', stage } })),
    sources: CASE_SOURCES.map((source) => ({ source, count: bySource(source), filter: { type: 'cases', reportedToday: true, source } })),
    videoShare: today.length === 0 ? null : bySource('video') / today.length,
    overdueCases: overdue.toSorted((a, b) => (a.deadlineAt ?? 0) - (b.deadlineAt ?? 0)),
    classes: rank(open, now, ({ category, classCode, classNameZh, classNameEn }) => ({ id: classCode && classKey(category, classCode), zh: classNameZh, en: classNameEn, filter: { type: 'cases', category, classCode } })),
    streets: rank(open, now, ({ streetId, streetZh, streetEn }) => ({ id: streetId, zh: streetZh, en: streetEn, filter: { type: 'cases', streetId } })),
    units: rank(open, now, ({ leadUnitId, leadUnitZh, leadUnitEn }) => ({ id: leadUnitId, zh: leadUnitZh, en: leadUnitEn, filter: { type: 'cases', unitId: leadUnitId } })),
  };
}

/** Open cases of each class of the detection catalogue that opened any. */
export function countByDetection(cases: readonly Case[]): ReadonlyMap<string, Counted> {
  const counts = new Map<string, Counted>();
  for (const { open, aiClass } of cases) if (open && aiClass !== null) counts.set(aiClass, { count: (counts.get(aiClass)?.count ?? 0) + 1, filter: { type: 'cases', aiClass } });
  return counts;
}
