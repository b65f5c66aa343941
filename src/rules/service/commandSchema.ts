/** What may arrive as a command or a detection: checked at the border, so that the engine only meets what its types say. */
import * as v from 'valibot';
import type { Command } from '../../domain/command';
import type { Detection } from '../../domain/detection';
import { WARNING_LEVELS } from '../../domain/state';
import { APPEAL_GROUNDS, CASE_SOURCES, HOP_LEVELS } from '../../domain/case';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
const optionalId = v.nullable(id);
const reason = v.pipe(v.string(), v.maxLength(200));
const text = v.pipe(v.string(), v.maxLength(2000));
const lon = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));
const lat = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));
const time = v.pipe(v.number(), v.minValue(946_684_800_000), v.maxValue(4_102_444_800_000));
const photos = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(3_000_000))), v.maxLength(12));
const wish = <Type extends Command['type'], Fields extends v.ObjectEntries>(type: Type, fields: Fields) => v.object({ type: v.literal(type), id, ...fields });
const ofCase = { caseId: id };
const caseReason = { caseId: id, reason };
const graded = { caseId: id, grade: v.nullable(v.picklist(WARNING_LEVELS)), reason };
const ofWarning = { warningId: id };

const commandSchema = v.variant('type', [
  wish('warning.acknowledge', ofWarning), wish('warning.shelve', { warningId: id, reason, until: v.nullable(time) }), wish('warning.unshelve', ofWarning), wish('warning.reset', { warningId: id, reason }),
  wish('warning.outOfService', { objectId: id, reason, until: v.nullable(time) }), wish('warning.inService', { objectId: id }), wish('warning.fileCase', ofWarning),
  wish('case.report', { source: v.picklist(CASE_SOURCES), ruleId: optionalId, classCode: optionalId, text, lon, lat, objectId: optionalId, photos, reporterId: optionalId }),
  wish('case.confirm', ofCase), wish('case.refute', caseReason), wish('case.file', { caseId: id, ruleId: id }), wish('case.reject', caseReason),
  wish('case.dispatch', { caseId: id, leadUnitId: id, supportingUnitIds: v.pipe(v.array(id), v.maxLength(20)) }), wish('case.acknowledgeSupport', { caseId: id, unitId: id }),
  wish('case.return', caseReason), wish('case.receive', ofCase), wish('case.acceptHop', { caseId: id, level: v.picklist(HOP_LEVELS) }), wish('case.suspend', caseReason), wish('case.resume', ofCase), wish('case.extend', { caseId: id, reason, until: time }),
  wish('case.grantRequest', ofCase), wish('case.refuseRequest', caseReason), wish('case.finish', { caseId: id, photos, text }), wish('case.dealOnSpot', { caseId: id, photos, text }), wish('case.startCheck', ofCase), wish('case.pass', ofCase), wish('case.fail', caseReason), wish('case.close', ofCase),
  wish('case.forceClose', caseReason), wish('case.cancel', caseReason), wish('case.supervise', caseReason), wish('case.gradeIncident', graded), wish('case.orderResponse', graded), wish('case.merge', { caseId: id, into: id }),
  wish('case.rate', { caseId: id, stars: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)), reporterId: optionalId }),
  wish('case.appeal', { caseId: id, ground: v.picklist(APPEAL_GROUNDS), reason }), wish('case.acceptAppeal', caseReason), wish('case.rejectAppeal', caseReason),
  wish('detection.file', { detectionId: id }), wish('detection.falseAlarm', { detectionId: id, reason }),
  wish('preplan.start', { preplanId: id, objectId: id }), wish('preplan.tick', { runId: id, stepId: id }),
  wish('task.assign', { workerIds: v.pipe(v.array(id), v.maxLength(50)), text: reason, lon, lat, caseId: optionalId }), wish('task.accept', { taskId: id }),
  v.object({ type: v.literal('task.arrive'), id, taskId: id, photos: v.exactOptional(photos) }), wish('task.finish', { taskId: id, photos, text }),
  v.object({ type: v.literal('automation.set'), id, classCode: id, automatic: v.boolean(), part: v.exactOptional(v.picklist(['flow', 'closing'])) }), wish('counter.reset', { objectId: id, property: id, value: v.pipe(v.number(), v.minValue(-1e9), v.maxValue(1e9)), reason }),
]);
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const detectionSchema = v.object({
  id, aiClass: id, cameraId: id, at: time, confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)), lon, lat, objectId: optionalId, note: v.pipe(v.string(), v.maxLength(500)), clear: v.boolean(),
  picture: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(500), v.regex(/^media\/[\w.-]{1,200}$/)))), box: v.exactOptional(v.nullable(v.object({ x: share, y: share, width: share, height: share }))),
});

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };
function check<T>(schema: v.GenericSchema<unknown, T>, what: string, data: unknown): Checked<T> {
  const result = v.safeParse(schema, data);
  if (result.success) return { ok: true, value: result.output };
  const [issue] = result.issues;
  const place = (issue.path ?? []).map((step) => String(step.key)).join('.');
  return { ok: false, problem: `Not a ${what}${place === '' ? '' : `, at ${place}`}: ${issue.message}` };
}
export const checkCommand = (data: unknown): Checked<Command> => check<Command>(commandSchema, 'command', data);
export const checkDetection = (data: unknown): Checked<Detection> => check<Detection>(detectionSchema, 'detection', data);
