/**
 * A city's rules as data: JSON files of one folder (`public/rules/<city>/`), editable without a build, each with `version` and `about`.
 * `validateRuleSet` checks them and names file, place and reason. Everything the engine decides follows from these files; no limit,
 * no unit and no name lives in code. Times are given in the unit that the field's name says.
 */
import type { CaseSource, ClockKind, HopLevel } from '../domain/case';
import type { Industry } from '../domain/caseQuery';
import type { CommandType } from '../domain/command';
import type { LevelLimits } from '../domain/reading';
import type { Hidden, Role } from '../domain/role';
import type { WarningLevel } from '../domain/state';

// ---- thresholds.json ---------------------------------------------------------------------------------------------

/** What a state's number says. */
export interface StateName { readonly value: number; readonly zh: string; readonly en: string }
/** An actuator and what its states are called. */
export interface DeviceRule { readonly device: string; readonly zh: string; readonly en: string; readonly states: readonly StateName[] }
export interface ClearRule { readonly type: 'ratio' | 'offset' | 'none'; readonly amount: number; readonly hold: number }
/**
 * A further condition that gives a level. All given fields must hold together.
 * `value`: at or beyond (direction of the property); `low`/`high`: outside; `holdMinutes`: for so long; `perHour`: rate of change in units per hour;
 * `windowHours`: of the sum over so long; `aboveBackground`: over the median of the same property within `backgroundMetres`;
 * `and`: another property of the same object (or of the nearest object of `kind` within `metres`) at or beyond a value; `nearKind`: an object of
 * a kind (whose name has one of the words `named`) within metres and minutes; `device`: an actuator's state; `worseThanTarget`: classes below
 * the object's target class; `shareOf`: the value (times attribute `times`) at or beyond a share of an attribute, as persons of a capacity.
 */
export interface LevelRule {
  readonly id: string; readonly level: WarningLevel;
  readonly value?: number; readonly low?: number; readonly high?: number; readonly holdMinutes?: number; readonly perHour?: number; readonly windowHours?: number;
  readonly aboveBackground?: number; readonly backgroundMetres?: number; readonly worseThanTarget?: number;
  readonly and?: { readonly property: string; readonly value: number; readonly kind?: string; readonly metres?: number };
  readonly nearKind?: { readonly kind: string; readonly named?: readonly string[]; readonly metres: number; readonly minutes: number };
  readonly shareOf?: { readonly attribute: string; readonly share: number; readonly times?: string };
  readonly device?: { readonly device: string; readonly state: number };
  /** Figures in braces follow the data: {value} the reading, {limit} {low} {high} {above} {share} (%) {minutes} {hours} {metres} {near} {nearMinutes} the rule's, {level}. */
  readonly zh: string; readonly en: string;
}
/** Limits by place and time of day: noise by class, day and night; water level by station; bridge by design value. */
export interface LimitVariant {
  /** Matches an attribute of the object (`noiseClass`: "4a"), a part of its id or name (`station`), or one object (`objectId`). */
  readonly where: { readonly attribute?: string; readonly equals?: string; readonly station?: string; readonly objectId?: string };
  /** Local hours [from, to) in which it holds; over midnight when from > to. */
  readonly hours?: readonly [number, number];
  readonly levels: LevelLimits;
}
export interface ThresholdRule {
  readonly key: string; readonly zh: string; readonly en: string; readonly unit: string; readonly decimals: number;
  /** Judges the readings of that property (`*` = of devices) under a cause of its own; such a row is no observed property. */
  readonly of?: string;
  readonly sampling: number; readonly alarmSampling: number | null;
  readonly normal: readonly (number | null)[] | null;
  readonly levels: LevelLimits;
  readonly direction: 'rising' | 'falling' | 'outsideRange' | 'state';
  /** Names of the values of a state. */
  readonly states?: readonly StateName[];
  readonly clear: ClearRule;
  /** Plain limits must be reached for so long. */
  readonly holdMinutes?: number;
  /** The value is itself a moving sum over so long; else a window sums what each reading adds. */
  readonly sumHours?: number;
  /** The magnitude is judged, not the sign. */
  readonly absolute?: boolean;
  /** Derived by counting: may be set back to a counted value. */
  readonly counter?: boolean;
  /** About the device: never colours the object, never sent to the public. */
  readonly diagnostic?: boolean;
  readonly variants?: readonly LimitVariant[];
  readonly rules?: readonly LevelRule[];
  /** Levels that stay until reset after inspection. */
  readonly latched?: readonly WarningLevel[];
  /** Same value for so long, or outside the physical range: the sensor, not the city, is at fault. */
  readonly stuckMinutes?: number; readonly possible?: readonly [number, number];
  /** Actuator that a level switches on, and back off when the warning clears. */
  readonly devices?: readonly { readonly level: WarningLevel; readonly device: string; readonly zh: string; readonly en: string; readonly on: number; readonly off: number }[];
  readonly capCategory: string;
  readonly basis: string;
  /** H standard, M one source, L own default. */
  readonly confidence: 'H' | 'M' | 'L';
}
/** Hides warnings of `cause` while one of `by` is active on the same object, its host or within metres. */
export interface SuppressionRule { readonly id: string; readonly cause: string; readonly by: string; readonly byLevel: WarningLevel; readonly metres: number; readonly zh: string; readonly en: string }
/** Limits of classes I … V of one index; `inside`: [low, high] for all classes. `property` null = not measured here. */
export interface WaterIndex { readonly index: string; readonly property: string | null; readonly zh: string; readonly en: string; readonly unit: string; readonly better: 'higher' | 'lower' | 'inside'; readonly limits: readonly number[] }
export interface WaterClassTable { /** Gets the class. */ readonly property: string; readonly basis: string; readonly indices: readonly WaterIndex[] }
export interface ThresholdFile {
  readonly about: string; readonly version: string; readonly properties: readonly ThresholdRule[]; readonly suppressions: readonly SuppressionRule[];
  /** More than so many new warnings in so long is a flood. */
  readonly flood: { readonly newAlarms: number; readonly perSeconds: number };
  /** Minutes within which a warning of a level has to be acknowledged; absent = no limit, nothing is ever overdue. */
  readonly acknowledgeMinutes?: Readonly<Record<WarningLevel, number>>;
  readonly waterClasses?: WaterClassTable;
  readonly devices?: readonly DeviceRule[];
}

// ---- filing.json, calendar.json, units.json ----------------------------------------------------------------------

export interface FilingRule {
  readonly id: string; readonly category: 'component' | 'event'; readonly codes: readonly string[]; readonly zh: string; readonly en: string;
  readonly conditionZh: string; readonly conditionEn: string; readonly limit: number; readonly clock: ClockKind; readonly closingZh: string; readonly closingEn: string;
  readonly industry: Industry | null; readonly urgent: boolean;
  /** Unit that leads; `street` = the subdistrict office that contains the place. */
  readonly leadUnit: string; readonly supportingUnits: readonly string[];
  /** True: every supporting unit must acknowledge before it can close (a joint event). */
  readonly joint?: boolean;
  /** Chain by which the lead unit passes it down; absent = it works itself. */
  readonly chain?: string;
}
/** How a case is passed down below its lead unit: who accepts, one after the other, each within plain minutes. Unit `community` or `block` = the one of the subdistrict. */
export interface ChainRule { readonly id: string; readonly zh: string; readonly en: string; readonly hops: readonly { readonly level: HopLevel; readonly unit: string; readonly minutes: number }[] }
/** A warning that opens a case: from `level` up, unless a rule of the same cause starts at a higher level that was reached. `cause` `*` = any other cause. `code` null = from the object's own component record. */
export interface AutoFilingRule {
  readonly id: string; readonly cause: string; readonly level: WarningLevel; readonly filingRule: string; readonly code: string | null; readonly afterMinutes?: number; readonly automatic: boolean;
  /** The case may close when the cause is back below this value for so long. */
  readonly closeBelow?: number; readonly closeAfterMinutes?: number;
  readonly preplan?: string;
}
/** Name of a class of the coding scheme; components and events share digits. `scheme` where it differs from the file's. */
export interface FilingClass { readonly category: 'component' | 'event'; readonly code: string; readonly zh: string; readonly en: string; readonly scheme?: string }
export interface FilingFile {
  readonly about: string; readonly version: string; readonly scheme: string; readonly rules: readonly FilingRule[]; readonly autoFiling: readonly AutoFilingRule[];
  /** First digits of a case code; the local date and a serial follow. */
  readonly districtCode?: string;
  readonly classes?: readonly FilingClass[];
  readonly chains?: readonly ChainRule[];
  /** Classes (`component:0302`) whose cases close by themselves once checked and their cause is over; a person may switch each. Absent = none. */
  readonly automaticClosing?: readonly string[];
  /** A report of the same class within metres and minutes is merged. */
  readonly duplicate: { readonly metres: number; readonly minutes: number };
  /** Plain minutes for verification, filing, dispatch, receipt and the acknowledgement of a supporting unit, before each counts as late. */
  readonly stepMinutes: { readonly verify: number; readonly file: number; readonly dispatch: number; readonly receive: number; readonly support: number };
  /** Share of a limit (of handling, a step, a task, a checklist step) at which whoever it is for is reminded, and minutes after the handling limit when the shift leader and the leader hear of it. */
  readonly escalation: { readonly remindAtShare: number; readonly shiftLeaderAfterMinutes: number; readonly leaderAfterMinutes: number };
  /** One extension gives at most this share of the case's own limit on top, on the same clock; absent = any time. */
  readonly extension?: { readonly limitShare: number };
  /** A closed case may be appealed against for so many working days; absent = always. */
  readonly appeal?: { readonly workDays: number };
  /** Score of an area or unit = sum of rate × weight, 0 … 100. */
  readonly scoreWeights: Readonly<Record<string, number>>;
}
/** Local dates yyyy-MM-dd. `workHours` in local hours. */
export interface CalendarFile { readonly about: string; readonly version: string; readonly timeZone: string; readonly utcOffsetMinutes: number; readonly workHours: readonly (readonly [number, number])[]; readonly holidays: readonly string[]; readonly makeUpDays: readonly string[] }
export interface Unit { readonly id: string; readonly zh: string; readonly en: string; readonly kind: 'bureau' | 'street' | 'company' | 'emergency' | 'community' | 'block'; readonly streetId: string | null; readonly kinds: readonly string[] }
/** A community (社区) below a subdistrict; `ring` = lon, lat pairs in degrees. */
export interface Community { readonly id: string; readonly zh: string; readonly en: string; readonly streetId: string; readonly ring: readonly number[]; /** Cameras of its key places, opened together. */ readonly keyCameraIds: readonly string[] }
export interface UnitFile { readonly about: string; readonly version: string; readonly units: readonly Unit[]; readonly fallbackUnit: string; readonly communities?: readonly Community[] }

// ---- preplans.json, roles.json, aiClasses.json -------------------------------------------------------------------

export interface PreplanStepRule {
  readonly id: string; readonly zh: string; readonly en: string; readonly unit: string; readonly minutes: number | null; readonly automatic: boolean;
  /** The step belongs to the checklist from this level on; absent = from the start. */
  readonly fromLevel?: WarningLevel;
  /** What an automatic step does. */
  readonly does?:
    | { readonly type: 'device'; readonly device: string; readonly state: number }
    | { readonly type: 'notice'; readonly to: string; readonly zh: string; readonly en: string }
    | { readonly type: 'task'; readonly workers: number; readonly zh: string; readonly en: string; readonly minutes: number }
    | { readonly type: 'ring'; readonly metres: number; readonly tone: string; readonly zh: string; readonly en: string }
    | { readonly type: 'figures' };
}
export interface PreplanRule {
  readonly id: string; readonly version: string; readonly zh: string; readonly en: string; readonly cause: string; readonly level: WarningLevel;
  /** Higher levels of the same cause start it too. */ readonly andAbove: boolean;
  readonly conditionZh: string; readonly conditionEn: string;
  readonly steps: readonly PreplanStepRule[]; readonly materials: readonly { readonly zh: string; readonly en: string; readonly count: number }[];
}
export interface PreplanFile { readonly about: string; readonly version: string; readonly preplans: readonly PreplanRule[] }
export interface RoleRule { readonly role: Role; readonly scope: 'district' | 'street' | 'grid' | 'unit' | 'own' | 'none'; readonly may: readonly CommandType[]; /** Of these, what it may only ask for: whoever may do it without asking grants it. */ readonly asks?: readonly CommandType[]; /** What it never receives. */ readonly hides: readonly Hidden[] }
export interface RoleFile { readonly about: string; readonly version: string; readonly roles: readonly RoleRule[] }
export interface AiClassRule { readonly no: number; readonly id: string; readonly zh: string; readonly en: string; readonly group: string; readonly groupZh: string; readonly groupEn: string; readonly eventCode: string | null; readonly componentCode: string | null; readonly filingRule: string | null; readonly autoFile: boolean; readonly minConfidence: number; readonly optional: boolean }
export interface AiFile { readonly about: string; readonly version: string; readonly merge: { readonly distanceMetres: number; readonly windowSeconds: number }; readonly classes: readonly AiClassRule[] }

export interface RuleSet {
  readonly thresholds: ThresholdFile; readonly filing: FilingFile; readonly calendar: CalendarFile; readonly units: UnitFile;
  readonly preplans: PreplanFile; readonly roles: RoleFile; readonly ai: AiFile;
}
/** File name of each part, below the rules folder. */
export const RULE_FILES: Readonly<Record<keyof RuleSet, string>> = {
  thresholds: 'thresholds.json', filing: 'filing.json', calendar: 'calendar.json', units: 'units.json', preplans: 'preplans.json', roles: 'roles.json', ai: 'aiClasses.json',
};
/** Where a rule came from does not matter to a source of reports. */
export type ReportSource = CaseSource;
