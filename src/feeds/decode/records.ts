/** Warnings, cases and vital signs: few and named, so a schema library checks them. New objects with fixed keys come out. */
import * as v from 'valibot';
import { ALARM_STATES, type Warning } from '../../domain/warning';
import { CASE_STEPS, type Case } from '../../domain/case';
import { toCaseId, toObjectId, toWarningId } from '../../domain/ids';
import { cleanText, isId } from './text';

/** Largest magnitude of a plausible figure; beyond it a value is a fault, not a reading. */
export const MAX_FIGURE = 1e9;
/** Years 2000 to 2100, ms since epoch. */
export const MIN_TIME = 946_684_800_000;
export const MAX_TIME = 4_102_444_800_000;

const id = v.custom<string>(isId);
const text = v.pipe(v.string(), v.transform(cleanText));
const time = v.pipe(v.number(), v.minValue(MIN_TIME), v.maxValue(MAX_TIME));
const figure = v.pipe(v.number(), v.minValue(-MAX_FIGURE), v.maxValue(MAX_FIGURE));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const longitude = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));
const latitude = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));

const warning = v.pipe(
  v.object({
    id, objectId: id, cause: text, level: v.picklist(['I', 'II', 'III', 'IV']), state: v.picklist(ALARM_STATES), headlineZh: text, headlineEn: text,
    value: v.nullable(figure), limit: v.nullable(figure), unit: text, onsetAt: time, updatedAt: time, clearedAt: v.nullable(time), caseId: v.nullable(id),
  }),
  v.transform((item): Warning => ({ ...item, id: toWarningId(item.id), objectId: toObjectId(item.objectId), caseId: item.caseId === null ? null : toCaseId(item.caseId) })),
);

const caseRecord = v.pipe(
  v.object({
    id, code: text, objectId: v.nullable(id), warningId: v.nullable(id), titleZh: text, titleEn: text, classCode: text, classNameZh: text, classNameEn: text,
    scheme: text, step: v.picklist(CASE_STEPS), source: v.picklist(['collector', 'citizen', 'hotline', 'video', 'iot', 'leader', 'department', 'media']),
    open: v.boolean(), lon: longitude, lat: latitude, streetZh: text, streetEn: text, leadUnitZh: text, leadUnitEn: text, handlerMasked: text,
    reportedAt: time, deadlineAt: v.nullable(time), closedAt: v.nullable(time),
  }),
  v.transform((item): Case => ({
    ...item, id: toCaseId(item.id), objectId: item.objectId === null ? null : toObjectId(item.objectId), warningId: item.warningId === null ? null : toWarningId(item.warningId),
  })),
);

const alarmMessage = v.object({ seq: count, warning });
const caseMessage = v.object({ seq: count, case: caseRecord });
const heartbeat = v.object({ serverTime: time, seq: count, alarmSeq: count, caseSeq: count });

const parse = <Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> | null => {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : null;
};

export const decodeWarning = (value: unknown): Warning | null => parse(warning, value);
export const decodeCase = (value: unknown): Case | null => parse(caseRecord, value);
export const decodeAlarmMessage = (value: unknown): { seq: number; warning: Warning } | null => parse(alarmMessage, value);
export const decodeCaseMessage = (value: unknown): { seq: number; case: Case } | null => parse(caseMessage, value);
export const decodeHeartbeat = (value: unknown): { serverTime: number; seq: number; alarmSeq: number; caseSeq: number } | null => parse(heartbeat, value);
/** Sequence number alone, so that a refused record still counts as received. */
export const decodeSeq = (value: unknown): number | null => parse(v.object({ seq: count }), value)?.seq ?? null;

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
