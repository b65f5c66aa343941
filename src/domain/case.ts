import type { CaseId, ObjectId, WarningId } from './ids';

/** The seven steps of CJJ/T 106, in order. */
export const CASE_STEPS = ['collection', 'creation', 'dispatch', 'handling', 'feedback', 'check', 'evaluation'] as const;
export type CaseStep = (typeof CASE_STEPS)[number];

export type CaseSource = 'collector' | 'citizen' | 'hotline' | 'video' | 'iot' | 'leader' | 'department' | 'media';

/** A case (案卷) as the cockpit reads it. Times in ms since epoch; persons arrive masked. */
export interface Case {
  readonly id: CaseId;
  /** 500103 + yyyyMMdd + 5 digits. */
  readonly code: string;
  readonly objectId: ObjectId | null;
  readonly warningId: WarningId | null;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly classCode: string;
  readonly classNameZh: string;
  readonly classNameEn: string;
  readonly scheme: string;
  readonly step: CaseStep;
  readonly source: CaseSource;
  readonly open: boolean;
  readonly lon: number;
  readonly lat: number;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly leadUnitZh: string;
  readonly leadUnitEn: string;
  readonly handlerMasked: string;
  readonly reportedAt: number;
  readonly deadlineAt: number | null;
  readonly closedAt: number | null;
}

export const isOverdue = (item: Case, now: number): boolean => item.open && item.deadlineAt !== null && now > item.deadlineAt;
