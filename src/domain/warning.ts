import type { CaseId, ObjectId, WarningId } from './ids';
import type { WarningLevel } from './state';

export const ALARM_STATES = ['active_unack', 'active_ack', 'cleared_unack', 'cleared_ack'] as const;
export type AlarmState = (typeof ALARM_STATES)[number];

/** One live warning per object and cause (ISA-18.2 alarm record; CAP 1.2 fields are derived). Times in ms since epoch. */
export interface Warning {
  readonly id: WarningId;
  readonly objectId: ObjectId;
  /** Cause, the observed property's key or a rule's name. */
  readonly cause: string;
  readonly level: WarningLevel;
  readonly state: AlarmState;
  /** Plain sentence, e.g. "化粪池甲烷 27 %LEL，超 Ⅲ 级 25". */
  readonly headlineZh: string;
  readonly headlineEn: string;
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string;
  readonly onsetAt: number;
  readonly updatedAt: number;
  readonly clearedAt: number | null;
  readonly caseId: CaseId | null;
  /** Level before the last change; null at first. */
  readonly prevLevel: WarningLevel | null;
  /** Where: subdistrict that contains the object; empty when none does. */
  readonly streetId: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly acknowledgedAt: number | null;
  readonly acknowledgedBy: string;
  /** Hidden by a person until then; Infinity is written as the year 2100 (until it clears once). */
  readonly shelvedUntil: number | null;
  readonly shelvedReason: string;
  /** Hidden by system logic: the rule or warning that hides it. */
  readonly suppressedBy: string;
  readonly outOfService: boolean;
  /** Stays active after the value returns, until reset after inspection. */
  readonly latched: boolean;
  /** First of its place and cause in a flood. */
  readonly firstOut: boolean;
  /** Rule that raised it, as `id@version`, and what it is based on. */
  readonly rule: string;
  readonly basis: string;
}

/** `rule` of an alert that another system sent as an exercise: it is shown and says so, opens no case and counts in no figure of cases. */
export const EXERCISE_RULE = 'cap-exercise:';
export const isExercise = (warning: Pick<Warning, 'rule'>): boolean => warning.rule.startsWith(EXERCISE_RULE);
/** Held back from the operator: still active, listed and counted apart, never lost. */
export const isHeldBack = (warning: Warning): boolean => warning.shelvedUntil !== null || warning.suppressedBy !== '' || warning.outOfService;
export const isActive = (warning: Warning): boolean => warning.state === 'active_unack' || warning.state === 'active_ack';
export const isUnacknowledged = (warning: Warning): boolean => warning.state === 'active_unack' || warning.state === 'cleared_unack';
