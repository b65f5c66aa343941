/** What a command needs from the person who gives it, and the command made of it. Pure: the same forms serve card, list, case page and phone. */
import type { AppealGround, CaseSource, HopLevel } from '../../domain/case';
import type { CommandType, Wish } from '../../domain/command';
import type { WarningLevel } from '../../domain/state';

/** `reason` is always asked for where the timeline must say why. */
export type ActionField = 'reason' | 'text' | 'duration' | 'rule' | 'unit' | 'supporting' | 'photos' | 'until' | 'into' | 'stars' | 'preplan' | 'value' | 'grade' | 'ground';

const NOTHING: readonly ActionField[] = [];
const FIELDS: Partial<Readonly<Record<CommandType, readonly ActionField[]>>> = {
  'warning.shelve': ['duration', 'reason'], 'warning.reset': ['reason'], 'warning.outOfService': ['duration', 'reason'],
  'detection.falseAlarm': ['reason'], 'case.refute': ['reason'], 'case.file': ['rule'], 'case.reject': ['reason'], 'case.dispatch': ['unit', 'supporting'], 'case.return': ['reason'], 'case.suspend': ['reason'],
  'case.extend': ['until', 'reason'], 'case.finish': ['text', 'photos'], 'case.dealOnSpot': ['text', 'photos'], 'case.fail': ['reason'], 'case.forceClose': ['reason'], 'case.cancel': ['reason'], 'case.supervise': ['reason'],
  'case.refuseRequest': ['reason'], 'case.gradeIncident': ['grade', 'reason'], 'case.orderResponse': ['grade', 'reason'], 'case.merge': ['into'], 'case.appeal': ['ground', 'reason'], 'case.acceptAppeal': ['reason'], 'case.rejectAppeal': ['reason'], 'case.rate': ['stars'], 'task.finish': ['text', 'photos'], 'preplan.start': ['preplan'], 'counter.reset': ['value', 'reason'],
};
export const fieldsOf = (type: CommandType): readonly ActionField[] => FIELDS[type] ?? NOTHING;
/** A form may be sent without these. */
const OPTIONAL: ReadonlySet<ActionField> = new Set(['text', 'photos', 'supporting']);
/** Longest reason the back end takes, characters. */
export const REASON_LENGTH = 200;
/** Offered durations of shelving, ms; null = until it clears. */
export const SHELVE_DURATIONS: readonly (number | null)[] = [15 * 60_000, 3_600_000, 8 * 3_600_000, null];

export interface ActionSubject {
  readonly warningId?: string; readonly objectId?: string; readonly caseId?: string; readonly detectionId?: string; readonly taskId?: string; readonly runId?: string; readonly stepId?: string;
  readonly unitId?: string; /** Hop that accepts. */ readonly level?: HopLevel; readonly reporterId?: string | null;
  /** Observed property of a counter. */
  readonly property?: string;
}
export interface ActionValues {
  readonly reason: string; readonly text: string;
  /** ms from now; null = until it clears. */
  readonly duration: number | null;
  readonly ruleId: string; readonly leadUnitId: string; readonly supportingUnitIds: readonly string[]; readonly photos: readonly string[];
  /** ms since epoch. */
  readonly until: number | null; readonly into: string; readonly stars: number;
  readonly preplanId: string;
  /** `none` takes it back. */
  readonly grade: WarningLevel | 'none' | '';
  /** What was counted, in the property's unit. */
  readonly value: number | null;
  /** What an appeal is against; null = not chosen. */
  readonly ground: AppealGround | null;
}
export const NO_VALUES: ActionValues = { reason: '', text: '', duration: SHELVE_DURATIONS[1]!, ruleId: '', leadUnitId: '', supportingUnitIds: [], photos: [], until: null, into: '', stars: 0, preplanId: '', grade: '', value: null, ground: null };

/** What is still missing before the form can be sent. */
export function missingFields(type: CommandType, values: ActionValues): readonly ActionField[] {
  const given: Readonly<Record<ActionField, boolean>> = {
    reason: values.reason.trim() !== '', text: values.text.trim() !== '', duration: true, rule: values.ruleId !== '', unit: values.leadUnitId !== '', supporting: values.supportingUnitIds.length > 0,
    photos: values.photos.length > 0, until: values.until !== null, into: values.into !== '', stars: values.stars >= 1 && values.stars <= 5,
    preplan: values.preplanId !== '', grade: values.grade !== '', value: values.value !== null && Number.isFinite(values.value), ground: values.ground !== null,
  };
  return fieldsOf(type).filter((field) => !OPTIONAL.has(field) && !given[field]);
}

/** The command; null when it lacks its subject or is of a kind that has a page of its own (reports, tasks of the command view). `now` = live server time, ms. */
export function toWish(type: CommandType, subject: ActionSubject, values: ActionValues, now: number): Wish | null {
  const reason = values.reason.trim().slice(0, REASON_LENGTH);
  const until = values.duration === null ? null : now + values.duration;
  const { warningId, objectId, caseId, taskId } = subject;
  switch (type) {
    case 'warning.acknowledge': case 'warning.unshelve': case 'warning.fileCase': return warningId === undefined ? null : { type, warningId };
    case 'warning.shelve': return warningId === undefined ? null : { type, warningId, reason, until };
    case 'warning.reset': return warningId === undefined ? null : { type, warningId, reason };
    case 'warning.outOfService': return objectId === undefined ? null : { type, objectId, reason, until };
    case 'warning.inService': return objectId === undefined ? null : { type, objectId };
    case 'case.confirm': case 'case.receive': case 'case.resume': case 'case.startCheck': case 'case.pass': case 'case.close': case 'case.grantRequest': return caseId === undefined ? null : { type, caseId };
    case 'case.refute': case 'case.reject': case 'case.return': case 'case.suspend': case 'case.fail': case 'case.forceClose': case 'case.cancel': case 'case.supervise': case 'case.refuseRequest': case 'case.acceptAppeal': case 'case.rejectAppeal':
      return caseId === undefined ? null : { type, caseId, reason };
    case 'detection.file': return subject.detectionId === undefined ? null : { type, detectionId: subject.detectionId };
    case 'detection.falseAlarm': return subject.detectionId === undefined ? null : { type, detectionId: subject.detectionId, reason };
    case 'case.acceptHop': return caseId === undefined || subject.level === undefined ? null : { type, caseId, level: subject.level };
    case 'case.file': return caseId === undefined ? null : { type, caseId, ruleId: values.ruleId };
    case 'case.dispatch': return caseId === undefined ? null : { type, caseId, leadUnitId: values.leadUnitId, supportingUnitIds: values.supportingUnitIds };
    case 'case.acknowledgeSupport': return caseId === undefined || subject.unitId === undefined ? null : { type, caseId, unitId: subject.unitId };
    case 'case.extend': return caseId === undefined || values.until === null ? null : { type, caseId, reason, until: values.until };
    case 'case.finish': case 'case.dealOnSpot': return caseId === undefined ? null : { type, caseId, photos: values.photos, text: values.text.trim() };
    case 'case.appeal': return caseId === undefined || values.ground === null ? null : { type, caseId, ground: values.ground, reason };
    case 'case.gradeIncident': case 'case.orderResponse': return caseId === undefined || values.grade === '' ? null : { type, caseId, grade: values.grade === 'none' ? null : values.grade, reason };
    case 'case.merge': return caseId === undefined ? null : { type, caseId, into: values.into };
    case 'case.rate': return caseId === undefined ? null : { type, caseId, stars: values.stars, reporterId: subject.reporterId ?? null };
    case 'preplan.start': return objectId === undefined || values.preplanId === '' ? null : { type, preplanId: values.preplanId, objectId };
    case 'counter.reset': return objectId === undefined || subject.property === undefined || values.value === null ? null : { type, objectId, property: subject.property, value: values.value, reason };
    case 'preplan.tick': return subject.runId === undefined || subject.stepId === undefined ? null : { type, runId: subject.runId, stepId: subject.stepId };
    case 'task.accept': return taskId === undefined ? null : { type, taskId };
    case 'task.arrive': return taskId === undefined ? null : { type, taskId, ...(values.photos.length > 0 ? { photos: values.photos } : {}) };
    case 'task.finish': return taskId === undefined ? null : { type, taskId, photos: values.photos, text: values.text.trim() };
    default: return null;
  }
}

/** A report as the resident's page sends it. */
export const toReport = (source: CaseSource, report: { readonly ruleId: string | null; readonly classCode: string | null; readonly text: string; readonly lon: number; readonly lat: number; readonly objectId: string | null; readonly photos: readonly string[]; readonly reporterId: string | null }): Wish => ({ type: 'case.report', source, ...report });
