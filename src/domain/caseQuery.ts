import type { Case, CaseCategory, CaseSource, CaseStatus, CaseStep } from './case';

/** Which cases; every field narrows. Served by `GET cases` and applied to the page's own table by the same function, so that a number and its list agree. */
export interface CaseQuery {
  readonly open?: boolean;
  readonly step?: CaseStep;
  readonly status?: CaseStatus;
  readonly overdue?: boolean;
  readonly streetId?: string;
  readonly unitId?: string;
  /** Post of an evaluation by post: the `id` of its row. */
  readonly postId?: string;
  /** Industry view; classes belong to industries in the rule set. */
  readonly industry?: Industry;
  /** A code without its category means both classes that share it. */
  readonly category?: CaseCategory;
  readonly classCode?: string;
  /** Class of the detection catalogue that opened the case. */
  readonly aiClass?: string;
  readonly source?: CaseSource;
  readonly objectId?: string;
  /** Digits that the case number holds. */
  readonly code?: string;
  /** Reported in [from, to), ms. */
  readonly from?: number;
  readonly to?: number;
  /** A term of the evaluation: which of its counts the case belongs to. */
  readonly counted?: EvaluationCount;
  /** The instant at which the cases are looked at; now when absent. */
  readonly at?: number;
  readonly offset?: number;
  readonly limit?: number;
}
export const INDUSTRIES = ['greening', 'sanitation', 'municipal', 'enforcement', 'parks'] as const;
export type Industry = (typeof INDUSTRIES)[number];

/** Counts of GB/T 30428.4 over a period and area (domain reference, section 6). */
export const EVALUATION_COUNTS = [
  'report', 'accept', 'register', 'dispatch', 'accurDispatch', 'needDispose', 'dispose', 'inTimeDispose', 'overtimeDispose', 'toDispose', 'overTimeToDispose',
  'needArchive', 'archive', 'inTimeArchive', 'overTimeArchived', 'rework', 'extension', 'suspend', 'patrolDeal', 'repeated', 'video', 'rated', 'pleased',
  'appealPending', 'appealAccepted', 'appealRejected',
] as const;
export type EvaluationCount = (typeof EVALUATION_COUNTS)[number];

/** One row of an evaluation. A rate with denominator 0 is null, shown "–". Shares 0 … 1, times in ms, satisfaction 1 … 5. */
export interface EvaluationRow {
  readonly id: string; readonly zh: string; readonly en: string;
  readonly counts: Readonly<Record<EvaluationCount, number>>;
  readonly rates: {
    readonly filing: number | null; readonly onTimeFiling: number | null; readonly accurateDispatch: number | null; readonly handling: number | null; readonly onTimeHandling: number | null;
    readonly closing: number | null; readonly onTimeClosing: number | null; readonly rework: number | null; readonly video: number | null;
    /** Reported more than once, and of a class that came often to the same grid cell, as shares of the reported. */
    readonly repeat: number | null; readonly highFrequency: number | null;
  };
  readonly medianAcceptMs: number | null; readonly medianDispatchMs: number | null; readonly medianHandleMs: number | null; readonly medianCloseMs: number | null;
  readonly meanAcceptMs: number | null; readonly meanHandleMs: number | null;
  readonly satisfaction: number | null;
  /** 0 … 100 by the weights of the rule set, and the place among its peers; null without cases. */
  readonly score: number | null; readonly rank: number | null;
}
export interface Evaluation {
  readonly by: 'street' | 'unit' | 'post'; readonly from: number; readonly to: number; readonly at: number; readonly demo: boolean;
  readonly rows: readonly EvaluationRow[];
  /** The district; counts by street add up to it. */
  readonly total: EvaluationRow;
  /** The same period before, for period on period; null when there is no data of it ("no base"). */
  readonly before: EvaluationRow | null;
}
export interface CasePage { readonly count: number; readonly at: number; readonly cases: readonly Case[] }
