/** What the boards' addresses answer, checked at the door. A bad row is dropped, an answer of another shape is null. */
import * as v from 'valibot';
import { EVALUATION_COUNTS, type Evaluation, type EvaluationRow } from '../domain/caseQuery';
import { RATE_TERMS, TOTALS_ORIGINS, type PeriodTotals } from '../domain/outcome';
import type { AiClass, AutomationRow, CameraPicture, Material, Preplan, ResourceGroup, ResourcePage, SensingResource, Subsystem } from '../domain/catalogues';
import { DETECTION_OUTCOMES, type DetectionPage, type DetectionRecord } from '../domain/detection';
import { actor, MEDIA_PATH } from './decodeAnswers';

/** Longest list of any answer; the rest is cut. */
const MOST = 5000;
type Schema<Item> = v.GenericSchema<unknown, Item>;
const as = <Item>(schema: v.GenericSchema): Schema<Item> => schema as unknown as Schema<Item>;
const text = v.pipe(v.string(), v.transform((value) => value.slice(0, 512)));
const words = v.optional(text, '');
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const figure = v.pipe(v.number(), v.finite());
const count = v.pipe(figure, v.minValue(0));
const maybe = v.optional(v.nullable(figure), null);
const maybeText = v.optional(v.nullable(text), null);
const yes = v.optional(v.boolean(), false);
const listOf = <Item>(schema: Schema<Item>): Schema<readonly Item[]> => as(v.pipe(v.array(v.unknown()), v.transform((items): readonly Item[] => items.slice(0, MOST).flatMap((item) => {
  const result = v.safeParse(schema, item);
  return result.success ? [result.output] : [];
}))));
const parse = <Item>(schema: Schema<Item>, value: unknown): Item | null => { const result = v.safeParse(schema, value); return result.success ? result.output : null; };
const rowsOf = <Item>(schema: v.GenericSchema) => (value: unknown): readonly Item[] | null => parse(as<{ readonly rows: readonly Item[] }>(v.object({ rows: listOf(as<Item>(schema)) })), value)?.rows ?? null;

const counts = v.object(Object.fromEntries(EVALUATION_COUNTS.map((name) => [name, v.optional(count, 0)])));
const rates = v.object({ filing: maybe, onTimeFiling: maybe, accurateDispatch: maybe, handling: maybe, onTimeHandling: maybe, closing: maybe, onTimeClosing: maybe, rework: maybe, video: maybe, repeat: maybe, highFrequency: maybe });
const evaluationRow = as<EvaluationRow>(v.object({
  id: text, zh: words, en: words, counts, rates, medianAcceptMs: maybe, medianDispatchMs: maybe, medianHandleMs: maybe, medianCloseMs: maybe, meanAcceptMs: maybe, meanHandleMs: maybe, satisfaction: maybe, score: maybe, rank: maybe,
}));
const evaluation = as<Evaluation>(v.object({
  by: v.picklist(['street', 'unit', 'post']), from: figure, to: figure, at: figure, demo: yes, rows: listOf(evaluationRow), total: evaluationRow, before: v.optional(v.nullable(evaluationRow), null),
}));

const aiClass = v.object({
  no: figure, id, nameZh: words, nameEn: words, groupZh: words, groupEn: words, eventCode: maybeText, componentCode: maybeText, optional: yes, automatic: yes, minConfidence: v.optional(figure, 0),
  detections: v.optional(count, 0), checked: v.optional(count, 0), right: v.optional(count, 0), precision: maybe, openCases: v.optional(count, 0),
});
const resource = as<SensingResource>(v.object({ id, nameZh: words, nameEn: words, kind: words, kindZh: words, kindEn: words, ownerZh: words, ownerEn: words, streetZh: words, streetEn: words, online: yes, lastSeenAt: maybe, objectId: maybeText }));
const resourcePage = as<ResourcePage>(v.object({ count, online: v.optional(count, 0), rows: listOf(resource) }));
const resourceGroup = v.object({ kind: words, kindZh: words, kindEn: words, ownerZh: words, ownerEn: words, count, online: v.optional(count, 0) });
const subsystem = v.object({ id, nameZh: words, nameEn: words, industry: words, ownerZh: words, ownerEn: words, state: v.picklist(['online', 'degraded', 'offline']), lastMessageAt: maybe, messagesPerMinute: v.optional(count, 0), latencyMs: maybe, noteZh: words, noteEn: words });
const material = v.object({ id, zh: words, en: words, count: figure, unitZh: words, unitEn: words, lon: figure, lat: figure, ownerZh: words, ownerEn: words });
const planStep = v.object({ id: text, zh: words, en: words, unitZh: words, unitEn: words, minutes: maybe, automatic: yes });
const preplan = v.object({ id, version: words, zh: words, en: words, conditionZh: words, conditionEn: words, steps: listOf(as<Preplan['steps'][number]>(planStep)) });

const known = <Name extends string>(names: readonly Name[]) => v.pipe(v.optional(v.record(v.string(), v.unknown()), {}), v.transform((values) => Object.fromEntries(names.flatMap((name) => (typeof values[name] === 'number' && values[name] >= 0 && Number.isFinite(values[name]) ? [[name, values[name]]] : [])))));
const totals = as<PeriodTotals>(v.object({
  id: text, from: figure, to: figure, at: figure, zh: words, en: words, origin: v.picklist(TOTALS_ORIGINS), sourceZh: words, sourceEn: words, counts: known(EVALUATION_COUNTS), rates: known(Object.keys(RATE_TERMS)),
}));
/** One row for each period asked; a row of another shape is no base. */
export function decodeTotals(value: unknown, asked: number): readonly (PeriodTotals | null)[] | null {
  const found = parse(v.object({ rows: v.array(v.unknown()) }), value);
  return found?.rows.length === asked ? found.rows.map((row) => parse(totals, row)) : null;
}
export const decodeHolidays = rowsOf<PeriodTotals>(totals);
export const decodeEvaluation = (value: unknown): Evaluation | null => parse(evaluation, value);
export const decodeAutomation = rowsOf<AutomationRow>(v.object({ code: id, kind: v.picklist(['cause', 'component', 'event']), zh: words, en: words, automatic: v.boolean(), closes: v.optional(v.nullable(v.boolean()), null) }));
export const decodeAiClasses = rowsOf<AiClass>(aiClass);
export const decodeResourcePage = (value: unknown): ResourcePage | null => parse(resourcePage, value);
export const decodeResourceGroups = rowsOf<ResourceGroup>(resourceGroup);
export const decodeSubsystems = rowsOf<Subsystem>(subsystem);
export const decodePreplans = rowsOf<Preplan>(preplan);
/** Pictures are fetched from below the API base only; any other address is no picture. */
export const decodeCameras = (value: unknown, apiBase: string): readonly CameraPicture[] | null => rowsOf<CameraPicture>(v.object({ id, online: v.boolean(), at: figure, url: maybeText }))(value)?.map((row) => {
  const path = MEDIA_PATH.exec(row.url ?? '')?.[1];
  return { ...row, url: path === undefined || !row.online ? null : `${apiBase}${path}` };
}) ?? null;
const share = v.pipe(figure, v.minValue(0), v.maxValue(1));
const detection = v.object({
  detection: v.object({ id, aiClass: id, cameraId: id, at: figure, confidence: share, lon: figure, lat: figure, objectId: maybeText, note: words, clear: yes, picture: maybeText, box: v.optional(v.nullable(v.object({ x: share, y: share, width: share, height: share })), null) }),
  outcome: v.picklist(DETECTION_OUTCOMES), caseId: maybeText, verdict: v.optional(v.nullable(v.object({ right: v.boolean(), at: figure, by: actor, reason: words })), null),
});
const detectionPage = as<DetectionPage>(v.object({ count, rows: listOf(as<DetectionRecord>(detection)) }));
export const decodeDetections = (value: unknown, apiBase: string): DetectionPage | null => {
  const page = parse(detectionPage, value);
  return page && { count: page.count, rows: page.rows.map((row) => { const path = MEDIA_PATH.exec(row.detection.picture ?? '')?.[1]; return { ...row, detection: { ...row.detection, picture: path === undefined ? null : `${apiBase}${path}` } }; }) };
};
export const decodeMaterials = rowsOf<Material>(material);

const numbers = v.array(v.nullable(figure));
/** Columns of a chart: as many values as times, or the column is left out. */
export function decodeColumns(value: unknown): { readonly times: readonly number[]; readonly values: Readonly<Record<string, readonly (number | null)[]>> } | null {
  const found = parse(as<{ times: number[]; values: Record<string, unknown> }>(v.object({ times: v.array(figure), values: v.record(v.string(), v.unknown()) })), value);
  if (!found) return null;
  return { times: found.times, values: Object.fromEntries(Object.entries(found.values).flatMap(([name, column]) => {
    const known = parse(as<(number | null)[]>(numbers), column);
    return known && known.length === found.times.length ? [[name, known]] : [];
  })) };
}
type Column = readonly (number | null)[];
export function decodeCaseHistory(value: unknown): { readonly times: readonly number[]; readonly reported: Column; readonly closed: Column; readonly overdue: Column } | null {
  const found = parse(as<{ times: number[]; reported: Column; closed: Column; overdue: Column }>(v.object({ times: v.array(figure), reported: numbers, closed: numbers, overdue: numbers })), value);
  return found && [found.reported, found.closed, found.overdue].every((column) => column.length === found.times.length) ? found : null;
}
