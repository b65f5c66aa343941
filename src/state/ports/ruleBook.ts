/** The words of the city's rule set that forms offer: filing conditions and units. What they decide is decided by the back end. */
import type { ClockKind } from '../../domain/case';
import type { Industry } from '../../domain/caseQuery';
import type { WarningLevel } from '../../domain/state';

export interface FilingChoice {
  readonly id: string; readonly category: 'component' | 'event';
  /** Class codes it is for. */
  readonly codes: readonly string[];
  readonly zh: string; readonly en: string; readonly conditionZh: string; readonly conditionEn: string;
  /** Hours or days, by the clock's kind. */
  readonly limit: number; readonly clock: ClockKind;
  /** Who leads and who supports when nobody says otherwise: units' ids, or `street` for the office of the case's subdistrict. */
  readonly leadUnit: string; readonly supportingUnits: readonly string[];
}
/** A part of a subdistrict that a session may be narrowed to; `ring` = lon, lat pairs in degrees. */
export interface CommunityChoice { readonly id: string; readonly zh: string; readonly en: string; readonly ring: readonly number[]; readonly keyCameraIds: readonly string[] }
export interface UnitChoice { readonly id: string; readonly zh: string; readonly en: string; /** The subdistrict whose office it is. */ readonly streetId: string | null }
/** `cause`: the observed property or detection class whose warnings start it. */
export interface PreplanChoice { readonly id: string; readonly zh: string; readonly en: string; readonly cause: string; readonly level: WarningLevel | null; readonly conditionZh: string; readonly conditionEn: string; /** How many steps it has. */ readonly steps: number }

export interface EvaluationRules { readonly industryOf: ReadonlyMap<string, Industry | null>; readonly weights: Readonly<Record<string, number>>; readonly filingMinutes: number }

export interface RuleBook {
  filing(): Promise<readonly FilingChoice[]>;
  units(): Promise<readonly UnitChoice[]>;
  communities(): Promise<readonly CommunityChoice[]>;
  preplans(): Promise<readonly PreplanChoice[]>;
  /** Observed properties that are counted and may be set back to a counted value. */
  counters(): Promise<readonly string[]>;
  /** Minutes within which a warning of a level has to be acknowledged; null where the city does not say. */
  acknowledgeMinutes(): Promise<Readonly<Record<WarningLevel, number>> | null>;
  /** How evaluation counts: industry by filing condition, weights of the score, minutes until filing is late; null where the city does not say. */
  evaluation(): Promise<EvaluationRules | null>;
  /** From how many new warnings within how many seconds on they are a flood; null where the city does not say. */
  flood(): Promise<{ readonly newAlarms: number; readonly perSeconds: number } | null>;
}
