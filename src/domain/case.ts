import type { CaseId, ObjectId, WarningId } from './ids';

/** The seven steps of CJJ/T 106, in order: what the funnel counts. */
export const CASE_STEPS = ['collection', 'creation', 'dispatch', 'handling', 'feedback', 'check', 'evaluation'] as const;
export type CaseStep = (typeof CASE_STEPS)[number];

/** The 20 states of a case, in the order of its path (domain reference, section 1). */
export const CASE_STATUSES = [
  'reported', 'pending_verify', 'pending_register', 'accepted', 'not_accepted', 'pending_dispatch', 'dispatched', 'returned',
  'pending_handle', 'handling', 'suspended', 'handle_finish', 'pending_check', 'checking', 'check_pass', 'check_not_pass',
  'pending_close', 'closed', 'forced_close', 'cancelled',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];
export const TERMINAL_STATUSES: ReadonlySet<CaseStatus> = new Set(['not_accepted', 'closed', 'forced_close', 'cancelled']);

/** Step of the funnel for each state. A terminal case stands in `evaluation` when it was handled, in `creation` when it never was. */
export const STEP_OF_STATUS: Readonly<Record<CaseStatus, CaseStep>> = {
  reported: 'collection', pending_verify: 'collection', pending_register: 'creation', accepted: 'creation', not_accepted: 'creation', cancelled: 'creation',
  pending_dispatch: 'dispatch', dispatched: 'dispatch', returned: 'dispatch', pending_handle: 'handling', handling: 'handling', suspended: 'handling',
  handle_finish: 'feedback', pending_check: 'check', checking: 'check', check_not_pass: 'check', check_pass: 'check', pending_close: 'check',
  closed: 'evaluation', forced_close: 'evaluation',
};

/** The six stages people read (report … closing), each with its states. */
export const CASE_STAGES = ['report', 'filing', 'dispatch', 'handling', 'check', 'closing'] as const;
export type CaseStage = (typeof CASE_STAGES)[number];
export const STAGE_OF_STATUS: Readonly<Record<CaseStatus, CaseStage>> = {
  reported: 'report', pending_verify: 'report', pending_register: 'filing', accepted: 'filing', not_accepted: 'filing',
  pending_dispatch: 'dispatch', dispatched: 'dispatch', returned: 'dispatch', pending_handle: 'handling', handling: 'handling', suspended: 'handling', handle_finish: 'handling',
  pending_check: 'check', checking: 'check', check_pass: 'check', check_not_pass: 'check', pending_close: 'closing', closed: 'closing', forced_close: 'closing', cancelled: 'closing',
};

export const CASE_SOURCES = ['collector', 'citizen', 'hotline', 'video', 'iot', 'leader', 'department', 'media'] as const;
export type CaseSource = (typeof CASE_SOURCES)[number];
/** Clock kinds of handling limits: hours or days that run always, or only in working time. */
export const CLOCK_KINDS = ['urgent_hour', 'work_hour', 'work_day', 'natural_day'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** A department that helps the lead; it acknowledges for itself. */
export interface SupportingUnit { readonly unitId: string; readonly zh: string; readonly en: string; readonly acknowledgedAt: number | null }

/** A case (案卷) as the cockpit reads it. Times in ms since epoch; persons arrive masked, and empty for who may not see them. */
export interface Case {
  readonly id: CaseId;
  /** 500103 + yyyyMMdd + 5 digits. */
  readonly code: string;
  readonly objectId: ObjectId | null;
  readonly warningId: WarningId | null;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly category: 'component' | 'event';
  readonly classCode: string;
  readonly classNameZh: string;
  readonly classNameEn: string;
  /** Coding scheme with its year, e.g. `GB/T 30428.2-2013`. */
  readonly scheme: string;
  /** Filing condition: proposed by the report where its class is known, settled by filing, which gives limit and clock (`filedAt`). */
  readonly ruleId: string | null;
  readonly status: CaseStatus;
  /** STEP_OF_STATUS[status], repeated for back ends that know only the seven steps. */
  readonly step: CaseStep;
  readonly source: CaseSource;
  /** False once the status is terminal. */
  readonly open: boolean;
  readonly lon: number;
  readonly lat: number;
  /** Subdistrict and unit-grid cell that contain the place; empty when none does. */
  readonly streetId: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly gridId: string;
  readonly leadUnitId: string;
  readonly leadUnitZh: string;
  readonly leadUnitEn: string;
  readonly supporting: readonly SupportingUnit[];
  readonly handlerMasked: string;
  readonly limit: { readonly value: number; readonly clock: ClockKind } | null;
  readonly reportedAt: number;
  readonly filedAt: number | null;
  readonly dispatchedAt: number | null;
  readonly receivedAt: number | null;
  readonly finishedAt: number | null;
  readonly checkedAt: number | null;
  readonly deadlineAt: number | null;
  readonly closedAt: number | null;
  /** Since when the clock stands still; null when it runs. */
  readonly suspendedSince: number | null;
  readonly urgent: boolean;
  readonly supervised: boolean;
  /** How far the deadline has escalated: 0 none, 1 reminder before it, 2 to the shift leader when it passed, 3 to the leader. */
  readonly escalation: 0 | 1 | 2 | 3;
  readonly reworks: number;
  readonly returns: number;
  readonly extensions: number;
  /** Reports of the same thing that were merged into this case. */
  readonly repeats: number;
  readonly duplicateOf: CaseId | null;
  /** Reporter's satisfaction, 1 … 5. */
  readonly rating: number | null;
  /** True when it was collected without a person (video or sensor). */
  readonly automatic: boolean;
}

/** Late against its deadline; a suspended clock does not run. */
export const isOverdue = (item: Case, now: number): boolean => item.open && item.deadlineAt !== null && item.suspendedSince === null && now > item.deadlineAt && item.finishedAt === null;
