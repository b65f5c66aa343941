/** What the people's addresses answer, checked at the door: shapes, bounds and picture addresses. Null = not of that shape. */
import * as v from 'valibot';
import { CASE_STATUSES, type Case } from '../domain/case';
import { DELEGATION_LEVELS, type CaseDetail, type Media, type PreplanRun } from '../domain/caseDetail';
import type { CasePage } from '../domain/caseQuery';
import type { CommandOutcome, CommandType, Refusal } from '../domain/command';
import { toCaseId, toObjectId, toWarningId } from '../domain/ids';
import type { LogAction, LogEntry } from '../domain/logEntry';
import { HIDDEN, ROLES, type Actor, type Hidden, type Scope, type Session } from '../domain/role';
import { TASK_STATUSES, type Task } from '../domain/task';
import { decodeCase } from '../feeds/decode/records';

/** Longest list of any answer; the rest is cut. */
const MOST = 5000;
const text = v.pipe(v.string(), v.transform((value) => value.slice(0, 4000)));
const words = v.optional(text, '');
const time = v.pipe(v.number(), v.finite());
const maybeTime = v.optional(v.nullable(time), null);
const maybeText = v.optional(v.nullable(text), null);
const figure = v.pipe(v.number(), v.finite());
/** A list that drops what is not of its shape: one bad line must not hide the others. */
const listOf = <Item>(schema: v.GenericSchema<unknown, Item>): v.GenericSchema<unknown, readonly Item[]> => v.pipe(v.optional(v.array(v.unknown()), []), v.transform((items): readonly Item[] => items.slice(0, MOST).flatMap((item) => {
  const result = v.safeParse(schema, item);
  return result.success ? [result.output] : [];
}))) as unknown as v.GenericSchema<unknown, readonly Item[]>;

export const actor: v.GenericSchema<unknown, Actor> = v.object({ role: v.picklist(ROLES), nameMasked: words, unitZh: words, unitEn: words }) as unknown as v.GenericSchema<unknown, Actor>;
const scope = v.variant('type', [
  v.object({ type: v.literal('district') }), v.object({ type: v.literal('street'), streetId: text }), v.object({ type: v.literal('grid'), gridId: text }),
  v.object({ type: v.literal('unit'), unitId: text }), v.object({ type: v.literal('own'), reporterId: text }),
  v.object({ type: v.literal('community'), communityId: text, zh: words, en: words, ring: v.pipe(v.array(v.pipe(figure, v.minValue(-180), v.maxValue(180))), v.minLength(6), v.maxLength(400)) }),
]) as unknown as v.GenericSchema<unknown, Scope>;
const session = v.object({ token: v.pipe(v.string(), v.maxLength(4096)), role: v.picklist(ROLES), nameMasked: words, unitZh: words, unitEn: words, scope, may: v.optional(v.array(text), []), hides: v.optional(v.array(text), []), workerId: maybeText });

const refusals: readonly Refusal[] = ['role', 'scope', 'state', 'unknown', 'invalid', 'unreachable', 'lookingBack'];
const outcome = v.variant('ok', [v.object({ ok: v.literal(true), createdId: maybeText, at: v.optional(time, 0) }), v.object({ ok: v.literal(false), refusal: v.picklist(refusals), detail: words })]);

const logEntry = v.pipe(v.object({
  seq: v.number(), at: time, action: text, actor, objectId: maybeText, warningId: maybeText, caseId: maybeText, level: v.optional(v.nullable(v.picklist(['I', 'II', 'III', 'IV'])), null),
  value: v.optional(v.nullable(figure), null), unit: words, reason: words, textZh: words, textEn: words, latencyMs: v.optional(v.nullable(figure), null),
}), v.transform((item): LogEntry => ({
  ...item, action: item.action as LogAction, objectId: item.objectId === null ? null : toObjectId(item.objectId), warningId: item.warningId === null ? null : toWarningId(item.warningId), caseId: item.caseId === null ? null : toCaseId(item.caseId),
})));

const task = v.pipe(v.object({
  id: text, caseId: maybeText, objectId: maybeText, workerId: text, workerMasked: words, titleZh: words, titleEn: words, lon: figure, lat: figure, status: v.picklist(TASK_STATUSES),
  assignedAt: time, acceptedAt: maybeTime, arrivedAt: maybeTime, finishedAt: maybeTime, dueAt: maybeTime, route: v.optional(v.array(figure), []), routeMetres: v.optional(figure, 0), straight: v.optional(v.boolean(), false),
}), v.transform((item): Task => ({ ...item, workerId: toObjectId(item.workerId), caseId: item.caseId === null ? null : toCaseId(item.caseId), objectId: item.objectId === null ? null : toObjectId(item.objectId) })));

/** Pictures are fetched from below the API base only. */
export const MEDIA_PATH = /^(?:\/?api\/)?(media\/[\w.-]{1,200})$/;
const media = (apiBase: string): v.GenericSchema<unknown, Media> => v.pipe(
  v.object({ id: text, moment: v.picklist(['before', 'after']), url: v.pipe(v.string(), v.regex(MEDIA_PATH)), at: time, by: actor, lon: v.optional(v.nullable(figure), null), lat: v.optional(v.nullable(figure), null), generated: v.optional(v.boolean(), false) }),
  v.transform((item): Media => ({ ...item, url: `${apiBase}${MEDIA_PATH.exec(item.url)?.[1] ?? ''}` })),
) as unknown as v.GenericSchema<unknown, Media>;

const unknownCase: v.GenericSchema<unknown, Case> = v.pipe(v.unknown(), v.transform((item) => decodeCase(item)), v.check((item) => item !== null)) as unknown as v.GenericSchema<unknown, Case>;
const status = v.picklist(CASE_STATUSES);
const flow = v.object({ at: time, from: v.optional(v.nullable(status), null), to: status, action: text, actor, reason: words, took: v.optional(figure, 0) });
const appeal = v.object({ at: time, action: v.picklist(['appeal', 'acceptAppeal', 'rejectAppeal']), actor, reason: words });
const person = v.object({ role: words, nameMasked: words, phoneMasked: words, unitZh: words, unitEn: words });
const hop = v.object({ level: v.picklist(DELEGATION_LEVELS), unitId: words, zh: words, en: words, sentAt: maybeTime, acceptedAt: maybeTime, acceptedBy: v.optional(v.nullable(actor), null), dueAt: maybeTime });
const step = v.object({ id: text, zh: words, en: words, unitId: words, unitZh: words, unitEn: words, dueAt: maybeTime, doneAt: maybeTime, doneBy: v.optional(v.nullable(actor), null), automatic: v.optional(v.boolean(), false) });
const preplan = v.object({ id: text, preplanId: words, objectId: maybeText, caseId: maybeText, zh: words, en: words, startedAt: time, endedAt: maybeTime, steps: listOf(step), materials: listOf(v.object({ zh: words, en: words, count: figure })) });

const parse = <Item>(schema: v.GenericSchema<unknown, Item>, value: unknown): Item | null => { const result = v.safeParse(schema, value); return result.success ? result.output : null; };

export const decodeSession = (value: unknown): Session | null => {
  const found = parse(session as unknown as v.GenericSchema<unknown, v.InferOutput<typeof session>>, value);
  return found && { ...found, may: found.may as CommandType[], hides: (found.hides ?? []).filter((name): name is Hidden => HIDDEN.some((one) => one === name)), workerId: found.workerId === null ? null : toObjectId(found.workerId) };
};
export const decodeOutcome = (value: unknown): CommandOutcome | null => parse(outcome as unknown as v.GenericSchema<unknown, CommandOutcome>, value);
export const decodeTimeline = (value: unknown): readonly LogEntry[] | null => parse(v.object({ entries: listOf(logEntry as unknown as v.GenericSchema<unknown, LogEntry>) }) as unknown as v.GenericSchema<unknown, { entries: readonly LogEntry[] }>, value)?.entries ?? null;
export const decodeTasks = (value: unknown): readonly Task[] | null => parse(v.object({ tasks: listOf(task as unknown as v.GenericSchema<unknown, Task>) }) as unknown as v.GenericSchema<unknown, { tasks: readonly Task[] }>, value)?.tasks ?? null;
export const decodeCasePage = (value: unknown): CasePage | null => parse(v.object({ count: v.number(), at: v.optional(time, 0), cases: listOf(unknownCase) }) as unknown as v.GenericSchema<unknown, CasePage>, value);
export const decodePreplanRuns = (value: unknown): readonly PreplanRun[] | null => parse(v.object({ runs: listOf(preplan) }) as unknown as v.GenericSchema<unknown, { runs: readonly PreplanRun[] }>, value)?.runs ?? null;
export const decodeCaseDetail = (value: unknown, apiBase: string): CaseDetail | null => parse(v.object({
  case: unknownCase, descriptionZh: words, descriptionEn: words, closingZh: words, closingEn: words, flow: listOf(flow), appeals: listOf(appeal), media: listOf(media(apiBase)), people: listOf(person), chain: listOf(hop),
  tasks: listOf(task as unknown as v.GenericSchema<unknown, Task>), preplans: listOf(preplan), merged: listOf(v.object({ at: time, source: words })), next: listOf(text),
}) as unknown as v.GenericSchema<unknown, CaseDetail>, value);
