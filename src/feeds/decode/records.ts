/** Warnings, cases, tasks, figures and vital signs: few and named, so a schema library checks them. New objects with fixed keys come out. */
import * as v from 'valibot';
import { ALARM_STATES, type Warning } from '../../domain/warning';
import { APPEAL_GROUNDS, APPEAL_STATES, CASE_CATEGORIES, CASE_SOURCES, CASE_STATUSES, CASE_STEPS, CLOCK_KINDS, HOP_LEVELS, REQUESTS, stepSinceByStamps, type Case, type CaseStatus, type CaseStep } from '../../domain/case';
import { FIGURE_TONES, type Figure } from '../../domain/figure';
import { toCaseId, toObjectId, toWarningId, type CaseId, type ObjectId, type WarningId } from '../../domain/ids';
import { ROLES } from '../../domain/role';
import { WARNING_LEVELS } from '../../domain/state';
import { TASK_STATUSES, type Task } from '../../domain/task';
import { cleanText, isId } from './text';

/** Largest magnitude of a plausible figure; beyond it a value is a fault, not a reading. */
export const MAX_FIGURE = 1e9;
/** Years 2000 to 2100, ms since epoch. */
export const MIN_TIME = 946_684_800_000;
export const MAX_TIME = 4_102_444_800_000;

const id = v.custom<string>(isId);
const objectId = v.custom<ObjectId>(isId);
const warningId = v.custom<WarningId>(isId);
const caseId = v.custom<CaseId>(isId);
const text = v.pipe(v.string(), v.transform(cleanText));
const time = v.pipe(v.number(), v.minValue(MIN_TIME), v.maxValue(MAX_TIME));
const figure = v.pipe(v.number(), v.minValue(-MAX_FIGURE), v.maxValue(MAX_FIGURE));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const longitude = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));
const latitude = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));

/**
 * As `v.object`, for wide records, of which a seek checks thousands at once: every record is a copy of one empty one, filled, which is several
 * times faster than an object that grows key by key.
 */
function wide<Entries extends v.ObjectEntries>(entries: Entries) {
  type Output = v.InferOutput<v.ObjectSchema<Entries, undefined>>;
  const fields = Object.entries(entries);
  const empty: Record<string, unknown> = Object.fromEntries(fields.map(([key]) => [key, undefined]));
  return v.pipe(v.custom<Record<string, unknown>>((value) => typeof value === 'object' && value !== null), v.rawTransform<Record<string, unknown>, Output>(({ dataset, addIssue, NEVER }) => {
    const item = { ...empty };
    for (const [key, schema] of fields) {
      const { success, output } = v.safeParse(schema, dataset.value[key]);
      if (!success) { addIssue({ message: `${key} does not fit` }); return NEVER; }
      item[key] = output;
    }
    return item as Output;
  }));
}

const warning = wide({
  id: warningId, objectId, cause: text, level: v.picklist(['I', 'II', 'III', 'IV']), state: v.picklist(ALARM_STATES), headlineZh: text, headlineEn: text,
  value: v.nullable(figure), limit: v.nullable(figure), unit: text, onsetAt: time, updatedAt: time, clearedAt: v.nullable(time), caseId: v.nullable(caseId),
  prevLevel: v.optional(v.nullable(v.picklist(['I', 'II', 'III', 'IV'])), null), streetId: v.optional(text, ''), streetZh: v.optional(text, ''), streetEn: v.optional(text, ''),
  acknowledgedAt: v.optional(v.nullable(time), null), acknowledgedBy: v.optional(text, ''), shelvedUntil: v.optional(v.nullable(time), null), shelvedReason: v.optional(text, ''),
  suppressedBy: v.optional(text, ''), outOfService: v.optional(v.boolean(), false), latched: v.optional(v.boolean(), false), firstOut: v.optional(v.boolean(), false),
  rule: v.optional(text, ''), basis: v.optional(text, ''),
});

const maybeTime = v.optional(v.nullable(time), null);
const words = v.optional(text, '');
const actor = v.object({ role: v.picklist(ROLES), nameMasked: words, unitZh: words, unitEn: words });
const grade = v.optional(v.nullable(v.picklist(WARNING_LEVELS)), null);
const hop = v.object({ level: v.picklist(HOP_LEVELS), unitId: text, zh: text, en: text, minutes: v.optional(count, 0), sentAt: maybeTime, dueAt: maybeTime, acceptedAt: maybeTime, acceptedBy: v.optional(v.nullable(actor), null) });
/** A back end that knows only the seven steps: the state that stands for each. */
const STATUS_OF_STEP: Readonly<Record<CaseStep, CaseStatus>> = { collection: 'reported', creation: 'accepted', dispatch: 'pending_dispatch', handling: 'handling', feedback: 'handle_finish', check: 'pending_check', evaluation: 'pending_close' };
const statusOf = (step: CaseStep, open: boolean): CaseStatus => (open ? STATUS_OF_STEP[step] : 'closed');
const caseRecord = v.pipe(
  wide({
    id, code: text, objectId: v.nullable(id), warningId: v.nullable(id), titleZh: text, titleEn: text, category: v.optional(v.picklist(CASE_CATEGORIES), 'event'),
    classCode: text, classNameZh: text, classNameEn: text, scheme: text, ruleId: v.optional(v.nullable(text), null), status: v.optional(v.picklist(CASE_STATUSES)),
    step: v.picklist(CASE_STEPS), source: v.picklist(CASE_SOURCES), aiClass: v.optional(v.nullable(text), null), open: v.boolean(), lon: longitude, lat: latitude,
    streetId: v.optional(text, ''), streetZh: text, streetEn: text, gridId: v.optional(text, ''), communityId: words, communityZh: words, communityEn: words, dutyGridId: words, addressZh: words, addressEn: words, componentId: words, incidentGrade: grade, responseLevel: grade, leadUnitId: v.optional(text, ''), leadUnitZh: text, leadUnitEn: text,
    supporting: v.optional(v.pipe(v.array(v.object({ unitId: text, zh: text, en: text, acknowledgedAt: v.nullable(time), dueAt: maybeTime })), v.maxLength(50)), []), hops: v.optional(v.pipe(v.array(hop), v.maxLength(HOP_LEVELS.length)), []), handlerMasked: text,
    limit: v.optional(v.nullable(v.object({ value: figure, clock: v.picklist(CLOCK_KINDS) })), null),
    reportedAt: time, stepSince: v.optional(time), filedAt: maybeTime, dispatchedAt: maybeTime, receivedAt: maybeTime, finishedAt: maybeTime, checkedAt: maybeTime, deadlineAt: v.nullable(time), stepDueAt: maybeTime, closedAt: v.nullable(time),
    suspendedSince: maybeTime, pendingRequest: v.optional(v.nullable(v.object({ what: v.picklist(REQUESTS), at: time, by: actor, reason: text, until: maybeTime })), null), urgent: v.optional(v.boolean(), false), supervised: v.optional(v.boolean(), false), escalation: v.optional(v.picklist([0, 1, 2, 3]), 0),
    reworks: v.optional(count, 0), returns: v.optional(count, 0), extensions: v.optional(count, 0), repeats: v.optional(count, 0), duplicateOf: v.optional(v.nullable(id), null),
    rating: v.optional(v.nullable(v.pipe(v.number(), v.minValue(1), v.maxValue(5))), null), appeal: v.optional(v.nullable(v.object({ ground: v.picklist(APPEAL_GROUNDS), state: v.picklist(APPEAL_STATES), filedAt: time, decidedAt: maybeTime })), null), automatic: v.optional(v.boolean(), false),
  }),
  v.transform((item): Case => ({
    ...item, status: item.status ?? statusOf(item.step, item.open), stepSince: item.stepSince ?? stepSinceByStamps(item),
    id: toCaseId(item.id), objectId: item.objectId === null ? null : toObjectId(item.objectId), warningId: item.warningId === null ? null : toWarningId(item.warningId),
    duplicateOf: item.duplicateOf === null ? null : toCaseId(item.duplicateOf),
  })),
);

/** Points of a route or shape that one record may have. */
const MAX_PAIRS = 20_000;
const pairs = v.pipe(
  v.array(v.pipe(v.number(), v.minValue(-180), v.maxValue(180))), v.maxLength(MAX_PAIRS * 2),
  v.check((list) => list.length % 2 === 0 && list.every((degrees, k) => k % 2 === 0 || Math.abs(degrees) <= 90)),
);
const metres = v.pipe(v.number(), v.minValue(0), v.maxValue(1e7));
const task = v.pipe(
  v.object({
    id, caseId: v.nullable(id), objectId: v.nullable(id), workerId: id, workerMasked: text, titleZh: text, titleEn: text, lon: longitude, lat: latitude, status: v.picklist(TASK_STATUSES),
    assignedAt: time, acceptedAt: maybeTime, arrivedAt: maybeTime, finishedAt: maybeTime, dueAt: maybeTime, route: v.optional(pairs, []), routeMetres: v.optional(metres, 0), straight: v.optional(v.boolean(), false),
  }),
  v.transform((item): Task => ({ ...item, workerId: toObjectId(item.workerId), caseId: item.caseId === null ? null : toCaseId(item.caseId), objectId: item.objectId === null ? null : toObjectId(item.objectId) })),
);
const bearing = v.pipe(v.number(), v.minValue(-360), v.maxValue(360));
const figureRecord = v.pipe(
  v.object({
    id, shape: v.picklist(['ring', 'polygon', 'line', 'cone', 'point']), tone: v.picklist(FIGURE_TONES), coordinates: v.pipe(pairs, v.minLength(2)),
    radiusMetres: v.optional(v.nullable(metres), null), bearing: v.optional(v.nullable(bearing), null), spread: v.optional(v.nullable(bearing), null), arrows: v.optional(v.boolean(), false),
    labelZh: text, labelEn: text, objectId: v.optional(v.nullable(id), null), from: time, until: maybeTime,
  }),
  v.transform((item): Figure => ({ ...item, objectId: item.objectId === null ? null : toObjectId(item.objectId) })),
);

/** How fast a back end's clock may run against ours. */
export const clockRate = v.pipe(v.number(), v.minValue(0.01), v.maxValue(1000));
const alarmMessage = v.object({ seq: count, warning });
const caseMessage = v.object({ seq: count, case: caseRecord });
const taskMessage = v.object({ seq: count, task });
const figureMessage = v.object({ seq: count, figure: figureRecord });
const heartbeat = v.object({ serverTime: time, seq: count, alarmSeq: count, caseSeq: count, rate: v.optional(clockRate, 1), clockSet: v.optional(v.boolean(), false) });

const parse = <Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> | null => {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : null;
};

export const decodeWarning = (value: unknown): Warning | null => parse(warning, value);
export const decodeCase = (value: unknown): Case | null => parse(caseRecord, value);
export const decodeAlarmMessage = (value: unknown): { seq: number; warning: Warning } | null => parse(alarmMessage, value);
export const decodeCaseMessage = (value: unknown): { seq: number; case: Case } | null => parse(caseMessage, value);
export const decodeTask = (value: unknown): Task | null => parse(task, value);
export const decodeFigure = (value: unknown): Figure | null => parse(figureRecord, value);
export const decodeTaskMessage = (value: unknown): { seq: number; task: Task } | null => parse(taskMessage, value);
export const decodeFigureMessage = (value: unknown): { seq: number; figure: Figure } | null => parse(figureMessage, value);
export const decodeHeartbeat = (value: unknown): { serverTime: number; seq: number; alarmSeq: number; caseSeq: number; rate: number; clockSet: boolean } | null => parse(heartbeat, value);
/** Sequence number alone, so that a refused record still counts as received. */
export const decodeSeq = (value: unknown): number | null => parse(v.object({ seq: count }), value)?.seq ?? null;

/** Id of the record that a session may not see any more; null when none is named. */
export const decodeGone = (value: unknown): string | null => parse(v.object({ gone: id }), value)?.gone ?? null;

/** Keeps plain finite figures under short plain names. */
export function decodeVitals(value: unknown, refuse: (count: number) => void): Record<string, number> {
  const values: Record<string, number> = {};
  if (typeof value !== 'object' || value === null) { refuse(1); return values; }
  for (const [key, item] of Object.entries(value)) {
    if (/^[a-z][a-zA-Z0-9]{0,40}$/.test(key) && typeof item === 'number' && Math.abs(item) <= MAX_FIGURE) values[key] = item;
    else refuse(1);
  }
  return values;
}
