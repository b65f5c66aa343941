/**
 * Results of a period against the same days a year before and the period before. A period is told by its counts (from cases that can be
 * listed, or from totals alone) or by rates that were published without them. What nobody knows is absent, never 0. Times in ms since epoch.
 */
import type { EvaluationCount } from './caseQuery';

/** `cases`: counted from cases that the back end still holds, a list stands behind each; `demo`: generated totals; `reported`: published figures. */
export const TOTALS_ORIGINS = ['cases', 'demo', 'reported'] as const;
export type TotalsOrigin = (typeof TOTALS_ORIGINS)[number];
/** A rate as the counts it is made of. */
export const RATE_TERMS = {
  filing: ['register', 'report'], accurateDispatch: ['accurDispatch', 'dispatch'], handling: ['dispose', 'needDispose'], onTimeHandling: ['inTimeDispose', 'needDispose'],
  closing: ['archive', 'needArchive'], onTimeClosing: ['inTimeArchive', 'needArchive'], rework: ['rework', 'dispose'], video: ['video', 'report'], pleased: ['pleased', 'rated'],
} as const satisfies Record<string, readonly [EvaluationCount, EvaluationCount]>;
export type OutcomeRate = keyof typeof RATE_TERMS;

/** Counts of the cases reported in [from, to), looked at as they stood at `at`. */
export interface PeriodTotals {
  readonly id: string; readonly from: number; readonly to: number; readonly at: number;
  /** Name of the period where it has one, as a holiday; else empty. */
  readonly zh: string; readonly en: string;
  readonly origin: TotalsOrigin;
  /** Where the figures come from, in words. */
  readonly sourceZh: string; readonly sourceEn: string;
  readonly counts: Readonly<Partial<Record<EvaluationCount, number>>>;
  /** Shares 0 … 1 that were published as such. */
  readonly rates: Readonly<Partial<Record<OutcomeRate, number>>>;
}

export type OutcomeKpi = { readonly id: string } & ({ readonly count: EvaluationCount } | { readonly rate: OutcomeRate });
/** What the outcome board shows, in its order. */
export const OUTCOME_KPIS: readonly OutcomeKpi[] = [
  { id: 'report', count: 'report' }, { id: 'archive', count: 'archive' }, { id: 'onTimeClosing', rate: 'onTimeClosing' }, { id: 'onTimeHandling', rate: 'onTimeHandling' },
  { id: 'overTimeArchived', count: 'overTimeArchived' }, { id: 'rework', rate: 'rework' }, { id: 'video', rate: 'video' }, { id: 'pleased', rate: 'pleased' },
];

/** A published rate counts before the one that the counts give; null = not known, or nothing to divide by. */
export function rateOf(totals: PeriodTotals | null, rate: OutcomeRate): number | null {
  const [part, whole] = RATE_TERMS[rate];
  const published = totals?.rates[rate];
  if (!totals || published !== undefined) return published ?? null;
  const a = totals.counts[part], b = totals.counts[whole];
  return a === undefined || b === undefined || b === 0 ? null : a / b;
}
export const kpiValue = (totals: PeriodTotals | null, kpi: OutcomeKpi): number | null => ('count' in kpi ? totals?.counts[kpi.count] ?? null : rateOf(totals, kpi.rate));

/** Year on year and period on period: (now − then) ÷ then; null without a base, which is not the same as no change. */
export const changeOf = (now: number | null, then: number | null): number | null => (now === null || then === null || then === 0 ? null : (now - then) / then);
