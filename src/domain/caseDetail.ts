import { HOP_LEVELS, type Case, type CaseStatus } from './case';
import type { CommandType } from './command';
import type { Actor } from './role';
import type { Task } from './task';

/** One hop of a case; every transition writes exactly one. Times in ms since epoch. */
export interface FlowRecord {
  readonly at: number;
  readonly from: CaseStatus | null;
  readonly to: CaseStatus;
  readonly action: string;
  readonly actor: Actor;
  readonly reason: string;
  /** Time since the previous hop, ms. */
  readonly took: number;
}
/** An appeal and its decision, in order. */
export interface AppealRecord { readonly at: number; readonly action: 'appeal' | 'acceptAppeal' | 'rejectAppeal'; readonly actor: Actor; readonly reason: string }
/** A picture of a case. `url` is relative to the API base; demo pictures are drawn and say so. */
export interface Media { readonly id: string; readonly moment: 'before' | 'after'; readonly url: string; readonly at: number; readonly by: Actor; readonly lon: number | null; readonly lat: number | null; readonly generated: boolean }
/** A hop of district → subdistrict or other lead unit → community → block leader → firm, then the worker; each with who accepted it and when; overdue against `dueAt`. */
export const DELEGATION_LEVELS = ['district', 'street', 'unit', ...HOP_LEVELS, 'grid', 'worker'] as const;
export interface DelegationHop { readonly level: (typeof DELEGATION_LEVELS)[number]; readonly unitId: string; readonly acceptedBy: Actor | null; readonly zh: string; readonly en: string; readonly sentAt: number | null; readonly acceptedAt: number | null; readonly dueAt: number | null }
/** `unitId`: who ticks it, beside the operation centre; empty = no unit in particular. */
export interface PreplanStep { readonly id: string; readonly zh: string; readonly en: string; readonly unitId: string; readonly unitZh: string; readonly unitEn: string; readonly dueAt: number | null; readonly doneAt: number | null; readonly doneBy: Actor | null; readonly automatic: boolean }
/** A preplan that was started for a warning, a case or an object. */
export interface PreplanRun { readonly id: string; readonly preplanId: string; /** What it was started for; null = a place without one. */ readonly objectId: string | null; readonly caseId: string | null; readonly zh: string; readonly en: string; readonly startedAt: number; readonly endedAt: number | null; readonly steps: readonly PreplanStep[]; readonly materials: readonly { readonly zh: string; readonly en: string; readonly count: number }[] }

/** Everything of one case that only its own page needs. */
export interface CaseDetail {
  readonly case: Case;
  readonly descriptionZh: string; readonly descriptionEn: string;
  readonly closingZh: string; readonly closingEn: string;
  readonly flow: readonly FlowRecord[];
  readonly appeals: readonly AppealRecord[];
  readonly media: readonly Media[];
  readonly people: readonly { readonly role: string; readonly nameMasked: string; readonly phoneMasked: string; readonly unitZh: string; readonly unitEn: string }[];
  readonly chain: readonly DelegationHop[];
  readonly tasks: readonly Task[];
  readonly preplans: readonly PreplanRun[];
  /** Merged duplicates and their times. */
  readonly merged: readonly { readonly at: number; readonly source: string }[];
  /** What this session may do with it now; the first one is the next action of the role. */
  readonly next: readonly CommandType[];
  /** Told from the versions that a recorded file holds: pictures, people, preplans and who moved it are not in it. */
  readonly asRecorded?: boolean;
}
