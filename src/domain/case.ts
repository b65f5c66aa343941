import type { CaseId, ObjectId, WarningId } from './ids';
import type { Actor } from './actor';
import type { WarningLevel } from './state';

/** The seven steps of CJJ/T 106, in order: what the funnel counts. */
export const CASE_STEPS = ['collection', 'creation', 'dispatch', 'handling', 'feedback', 'check', 'evaluation'] as const;
export type CaseStep = (typeof CASE_STEPS)[number];

/** Components (部件) and events (事件) number their classes apart: 0102 is a manhole cover and exposed refuse. */
export const CASE_CATEGORIES = ['component', 'event'] as const;
export type CaseCategory = (typeof CASE_CATEGORIES)[number];
export const classKey = (category: CaseCategory, classCode: string): string => `${category}:${classCode}`;

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
export interface SupportingUnit { readonly unitId: string; readonly zh: string; readonly en: string; readonly acknowledgedAt: number | null; /** When its acknowledgement counts as late. */ readonly dueAt: number | null }

/** What a handler has asked for and somebody else decides: it waits while the case stays in its state and keeps its deadline. Times in ms since epoch. */
export const REQUESTS = ['suspend', 'extend'] as const;
export interface CaseRequest { readonly what: (typeof REQUESTS)[number]; readonly at: number; readonly by: Actor; readonly reason: string; /** Deadline asked for; null when no deadline was. */ readonly until: number | null }

/** Levels below the lead unit that a case is passed down to, in this order: community, block leader, property firm. */
export const HOP_LEVELS = ['community', 'block', 'firm'] as const;
export type HopLevel = (typeof HOP_LEVELS)[number];
/** One of them: sent when the one before it accepted, and accepted by its own unit within `minutes`. Times in ms since epoch; null = not yet. */
export interface CaseHop {
  readonly level: HopLevel; readonly unitId: string; readonly zh: string; readonly en: string; readonly minutes: number;
  readonly sentAt: number | null; readonly dueAt: number | null; readonly acceptedAt: number | null; readonly acceptedBy: Actor | null;
}

/** What an appeal is against: the check that failed the work, the deadline it is held to have missed, or being responsible at all. */
export const APPEAL_GROUNDS = ['check', 'deadline', 'duty'] as const;
export type AppealGround = (typeof APPEAL_GROUNDS)[number];
export const APPEAL_STATES = ['filed', 'accepted', 'rejected'] as const;
/** Appeal (申诉) of who handles a case against how it is evaluated (GB/T 30428.4). One at most; a decision is final. */
export interface Appeal { readonly ground: AppealGround; readonly state: (typeof APPEAL_STATES)[number]; readonly filedAt: number; readonly decidedAt: number | null }

/** A case (案卷) as the cockpit reads it. Times in ms since epoch; persons arrive masked, and empty for who may not see them. */
export interface Case {
  readonly id: CaseId;
  /** 500103 + yyyyMMdd + 5 digits. */
  readonly code: string;
  readonly objectId: ObjectId | null;
  readonly warningId: WarningId | null;
  readonly titleZh: string;
  readonly titleEn: string;
  /** A class is named by its category and its code together, never by the code alone. */
  readonly category: CaseCategory;
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
  /** Class of the detection catalogue that opened it; null when no camera did. */
  readonly aiClass: string | null;
  /** False once the status is terminal. */
  readonly open: boolean;
  readonly lon: number;
  readonly lat: number;
  /** Subdistrict and unit-grid cell that contain the place; empty when none does. */
  readonly streetId: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly gridId: string;
  /** Community of the place; empty when the city names none. */
  readonly communityId: string;
  readonly communityZh: string;
  readonly communityEn: string;
  /** Duty grid that the cell belongs to, where the city's areas say so. */
  readonly dutyGridId: string;
  /** Where it is in words; empty when nothing near has a name. */
  readonly addressZh: string;
  readonly addressEn: string;
  /** 16 digits of the component register; empty for events and unregistered components. */
  readonly componentId: string;
  /** Harm that has happened (特别重大 I … 一般 IV) and what command has ordered: neither follows from a warning's level nor from the other. */
  readonly incidentGrade: WarningLevel | null;
  readonly responseLevel: WarningLevel | null;
  readonly leadUnitId: string;
  readonly leadUnitZh: string;
  readonly leadUnitEn: string;
  readonly supporting: readonly SupportingUnit[];
  /** Empty where the filing rule passes it on to nobody below the lead unit. */
  readonly hops: readonly CaseHop[];
  readonly handlerMasked: string;
  readonly limit: { readonly value: number; readonly clock: ClockKind } | null;
  readonly reportedAt: number;
  /** When it came to the step it stands in; after a rework or a return, the last time. */
  readonly stepSince: number;
  readonly filedAt: number | null;
  readonly dispatchedAt: number | null;
  readonly receivedAt: number | null;
  readonly finishedAt: number | null;
  readonly checkedAt: number | null;
  readonly deadlineAt: number | null;
  /** When the step in which it waits counts as late: verification, filing, dispatch, receipt; null in every other state. */
  readonly stepDueAt: number | null;
  readonly closedAt: number | null;
  /** Since when the clock stands still; null when it runs. */
  readonly suspendedSince: number | null;
  readonly pendingRequest: CaseRequest | null;
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
  readonly appeal: Appeal | null;
  /** True when it was collected without a person (video or sensor). */
  readonly automatic: boolean;
}

/** Late against its deadline; a suspended clock does not run. */
export const isOverdue = (item: Case, now: number): boolean => item.open && item.deadlineAt !== null && item.suspendedSince === null && now > item.deadlineAt && item.finishedAt === null;
/** Waits longer than the step allows (verification, filing, dispatch, receipt): a matter of whoever's turn it is, not of the handling limit. */
export const isStepLate = (item: Case, now: number): boolean => item.open && item.stepDueAt !== null && now > item.stepDueAt;
/** The hop that has the case and has not accepted it. */
export const waitingHop = (item: Case): CaseHop | null => (item.open ? item.hops.find((hop) => hop.sentAt !== null && hop.acceptedAt === null) ?? null : null);
export const isHopLate = (hop: Pick<CaseHop, 'dueAt' | 'acceptedAt'> | null, now: number): boolean => hop !== null && hop.dueAt !== null && (hop.acceptedAt ?? now) > hop.dueAt;

/** For a back end that does not say since when: what the stamps of a case tell of its present step. */
export function stepSinceByStamps(item: Pick<Case, 'step' | 'reportedAt' | 'filedAt' | 'dispatchedAt' | 'finishedAt' | 'checkedAt' | 'closedAt'>): number {
  switch (item.step) {
    case 'collection': case 'creation': return item.reportedAt;
    case 'dispatch': return item.filedAt ?? item.reportedAt;
    case 'handling': return item.dispatchedAt ?? item.filedAt ?? item.reportedAt;
    case 'feedback': case 'check': return item.finishedAt ?? item.dispatchedAt ?? item.reportedAt;
    case 'evaluation': return item.checkedAt ?? item.closedAt ?? item.finishedAt ?? item.reportedAt;
  }
}

/** Ended by a closing; what was refuted, rejected or cancelled ended without one. */
export const isConcluded = (item: Case): boolean => !item.open && item.status !== 'not_accepted' && item.status !== 'cancelled';
/** Concluded, handled after its deadline, and not excused by an accepted appeal. */
export const isConcludedLate = (item: Case): boolean => isConcluded(item) && !isExcused(item, 'lateness') && item.deadlineAt !== null && (item.finishedAt ?? item.closedAt ?? 0) > item.deadlineAt;

/** After its deadline when it was finished, or still not finished at `now`: the end of handling counts, a suspended clock does not run. */
const isLate = (item: Case, now: number): boolean => item.deadlineAt !== null && (item.finishedAt ?? item.closedAt ?? item.suspendedSince ?? now) > item.deadlineAt;
/** What an appeal could be against now: a failed check, a missed deadline, and for every dispatched case the responsibility. */
export const appealGroundsOf = (item: Case, now: number): AppealGround[] =>
  APPEAL_GROUNDS.filter((ground) => item.dispatchedAt !== null && (ground === 'duty' || (ground === 'check' ? item.reworks > 0 : isLate(item, now))));
/** True when an accepted appeal takes the case's rework or lateness off the account of who handled it. */
export function isExcused({ appeal }: Case, what: 'rework' | 'lateness'): boolean {
  return appeal?.state === 'accepted' && (appeal.ground === 'duty' || appeal.ground === (what === 'rework' ? 'check' : 'deadline'));
}
