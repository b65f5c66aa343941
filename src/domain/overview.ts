import type { CaseStep } from './case';
import type { Kind } from './kind';
import type { WarningLevel } from './state';

/** Counts of one kind. `total` equals what the layer draws; `online` = live or late and not offline. */
export interface KindCount { readonly kind: Kind; readonly total: number; readonly fed: number; readonly online: number; readonly byLevel: Readonly<Record<WarningLevel, number>> }

export interface VitalSign {
  readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly unit: string; readonly group: string;
  readonly value: number | null; readonly band: readonly [number | null, number | null];
  readonly inBand: boolean | null; readonly sources: readonly Kind[];
}

/** The city at a glance; every number equals the length of a list that can be opened. */
export interface Overview {
  readonly at: number;
  readonly warnings: Readonly<Record<WarningLevel, { readonly active: number; readonly unacknowledged: number }>>;
  /** Active warnings that are shelved, suppressed or out of service: none of them is in the counts above. */
  readonly heldBack: number;
  readonly cases: Readonly<Record<CaseStep, { readonly open: number; readonly overdue: number }>>;
  readonly openCases: number;
  readonly overdueCases: number;
  readonly closedToday: number;
  readonly kinds: readonly KindCount[];
  readonly vitals: readonly VitalSign[];
}
