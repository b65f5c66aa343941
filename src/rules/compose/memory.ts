/**
 * What is kept over a restart, gathered from the parts, and given back to them in an order in which each finds what it refers to. Whoever keeps
 * it asks for everything once (`all`) and after each round of events for what they changed (`changedBy`).
 */
import { SYSTEM_ACTOR } from '../../domain/role';
import { isActive } from '../../domain/warning';
import { EXTERNAL_CAUSE } from '../cap/capTypes';
import type { Trail } from '../desk/trail';
import { isOpenTask } from '../dispatch/createDispatch';
import type { EngineEvent } from '../engine';
import { memoryKey, type MemoryKind, type MemoryRecord, type RestoreReport } from '../memory';
import type { Alerts } from './alerts';
import type { Closing } from './closing';
import type { Composition } from './context';
import type { Detections } from './detections';
import type { FieldWork } from './fieldWork';
import type { Filing } from './filing';

export interface EngineMemory {
  all(): Iterable<MemoryRecord>;
  changedBy(events: readonly EngineEvent[]): readonly MemoryRecord[];
  restore(records: Iterable<MemoryRecord>, at: number): RestoreReport;
}
export interface MemoryParts { readonly parts: Composition; readonly trail: Pick<Trail, 'lines' | 'write'>; readonly alerts: Alerts; readonly filing: Filing; readonly closing: Closing; readonly field: FieldWork; readonly detections: Detections; /** The trail goes on counting after this line. */ counted(seq: number): void }

export function createMemory({ parts, trail, alerts, filing, closing, field, detections, counted }: MemoryParts): EngineMemory {
  const { desk, warnings, cases, dispatch, preplans } = parts;
  const warningRecord = (id: string): MemoryRecord | null => { const known = warnings.memoryOf(id); return known && ['warning', { ...known, ...filing.memoryOf(id) }]; };
  const alertRecords = (): MemoryRecord[] => alerts.memories().map((data) => ['alert', data]);
  const switchRecords = (): MemoryRecord[] => [...cases.switches()].map(([classCode, automatic]) => ['switch', { classCode, automatic }]);
  const counterRecords = (): MemoryRecord[] => warnings.counters().map((data) => ['counter', data]);

  return {
    *all() {
      yield* switchRecords();
      yield* counterRecords();
      for (const data of warnings.services()) yield ['service', data];
      for (const { id } of cases.all()) { const data = cases.record(id); if (data) yield ['case', data]; }
      for (const known of warnings.memories()) yield ['warning', { ...known, ...filing.memoryOf(known.warning.id) }];
      for (const data of dispatch.list()) yield ['task', data];
      for (const data of preplans.memories()) yield ['run', data];
      yield* alertRecords();
      for (const data of detections.records()) yield ['detection', data];
      for (const data of trail.lines()) yield ['line', data];
    },
    changedBy(events) {
      const found = new Map<string, MemoryRecord>();
      const put = (record: MemoryRecord | null): void => { if (record) found.set(memoryKey(record), record); };
      for (const event of events) {
        if (event.type === 'task') put(['task', event.task]);
        else if (event.type === 'warning') {
          // the rules that raised it may be gone, and their book with them: then it ended so
          put(warningRecord(event.warning.id) ?? ['warning', { warning: event.warning, revisions: [], waiting: null, external: null, faults: [], since: [], decided: null }]);
          if (event.warning.cause === EXTERNAL_CAUSE) alertRecords().forEach(put);
        } else if (event.type === 'case') {
          const data = cases.record(event.case.id);
          if (data) put(['case', data]);
          // people who close a case decide about the warnings behind it
          for (const id of new Set([...filing.warningsOf(event.case.id), ...(event.case.warningId === null ? [] : [event.case.warningId])])) put(warningRecord(id));
        } else if (event.type === 'log') {
          const { entry } = event;
          put(['line', entry]);
          if (entry.action === 'warning.overdue' && entry.warningId !== null) put(warningRecord(entry.warningId));
          else if ((entry.action === 'warning.outOfService' || entry.action === 'warning.inService') && entry.warningId === null && entry.objectId !== null) {
            const { objectId } = entry;
            put(['service', warnings.services().find((one) => one.objectId === objectId) ?? { objectId, out: false, until: null }]);
          } else if (entry.action === 'automation.set') switchRecords().forEach(put);
          else if (entry.action.startsWith('detection.')) detections.takeChanged().forEach((data) => put(['detection', data]));
          else if (entry.action === 'counter.reset') counterRecords().forEach(put);
        }
      }
      for (const data of preplans.takeChanged()) put(['run', data]);
      return [...found.values()];
    },
    restore(records, at) {
      const held: { [Kind in MemoryKind]: Extract<MemoryRecord, readonly [Kind, unknown]>[1][] } = { case: [], warning: [], task: [], run: [], alert: [], service: [], counter: [], switch: [], detection: [], line: [] };
      for (const [kind, data] of records) (held[kind] as unknown[]).push(data);
      for (const line of held.line.sort((a, b) => a.seq - b.seq)) { trail.write(line); counted(line.seq); }
      const ended: string[] = [];
      cases.resumeSwitches(held.switch.map(({ classCode, automatic }) => [classCode, automatic]));
      warnings.resumeHand(held.service, held.counter);
      for (const { warning } of warnings.restore(held.warning, at)) {
        const { objectId, id, caseId, level, headlineZh, headlineEn } = warning;
        const gone = { ...warning, state: 'cleared_ack' as const, clearedAt: warning.clearedAt ?? at, updatedAt: at };
        desk.emit({ type: 'warning', at, warning: gone });
        desk.log(at, 'warning.cleared', SYSTEM_ACTOR, `数据源或规则已无此对象或成因，预警结束：${headlineZh}`, `The feed or the rules no longer have its object or cause, ended: ${headlineEn}`, { objectId, warningId: id, caseId, level });
        ended.push(`warning ${id}: its object or cause is no longer there`);
      }
      dispatch.restore(held.task, at);
      for (const run of preplans.restore(held.run, at)) {
        desk.log(at, 'preplan.ended', SYSTEM_ACTOR, `规则已无此预案，结束：${run.preplanId}`, `The rules no longer have this preplan, ended: ${run.preplanId}`, { objectId: run.objectId as never, warningId: run.warningId as never, caseId: run.caseId as never });
        ended.push(`run ${run.id}: the rules no longer have preplan ${run.preplanId}`);
      }
      alerts.restore(held.alert);
      detections.restore(held.detection);
      cases.restore(held.case, at);
      filing.restore(held.warning.filter(({ warning }) => warnings.get(warning.id) !== null), at);
      for (const warning of warnings.list()) if (warning.caseId !== null) closing.onWarning(warning, at);
      field.resume();
      return {
        ended, openCases: held.case.filter(({ item }) => item.open).length, warnings: warnings.list().filter(isActive).length, openTasks: held.task.filter(isOpenTask).length,
        runs: preplans.memories().filter((run) => run.endedAt === null).length, lines: held.line.length,
      };
    },
  };
}
