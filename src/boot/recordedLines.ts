/**
 * A timeline and a case's hops told from the versions that a recorded file holds. Times, levels, states and reasons are those of the records; who
 * did it is not in them, except where a record names somebody. What stood already when the recording began says so.
 */
import type { Case, CaseStatus } from '../domain/case';
import type { AppealRecord, CaseDetail, FlowRecord } from '../domain/caseDetail';
import type { LogEntry } from '../domain/logEntry';
import { SYSTEM_ACTOR, type Actor } from '../domain/role';
import { RANK_BY_LEVEL } from '../domain/state';
import type { Task } from '../domain/task';
import type { Warning } from '../domain/warning';
import type { RecordVersions, Version } from '../history/createPast';
import { recordedWords, type Both } from './recordedWords';

const nobody = (nameMasked = ''): Actor => ({ ...SYSTEM_ACTOR, nameMasked });
type Sketch = Pick<LogEntry, 'at' | 'action'> & Both & Partial<Pick<LogEntry, 'actor' | 'objectId' | 'warningId' | 'caseId' | 'level' | 'value' | 'unit' | 'reason'>>;

function pairs<Item extends { readonly id: string }>(versions: readonly Version<Item>[]): { readonly before: Item | null; readonly version: Version<Item> }[] {
  const last = new Map<string, Item>();
  return versions.map((version) => {
    const before = last.get(version.item.id) ?? null;
    last.set(version.item.id, version.item);
    return { before, version };
  });
}

function ofWarnings(versions: readonly Version<Warning>[], from: number): Sketch[] {
  return pairs(versions).flatMap(({ before, version: { at, item } }) => {
    const about = { objectId: item.objectId, warningId: item.id, caseId: item.caseId, level: item.level };
    const figure = { value: item.value, unit: item.unit };
    const lines: Sketch[] = [];
    const add = (action: LogEntry['action'], when: number, words: Both, more: Partial<Sketch> = {}): void => { lines.push({ at: when, action, ...about, ...words, ...more }); };
    const headline = { zh: item.headlineZh, en: item.headlineEn };
    const isNew = !before || (before.clearedAt !== null && item.clearedAt === null);
    if (isNew && (before || item.onsetAt >= from)) add('warning.raised', before ? item.updatedAt : item.onsetAt, headline, figure);
    // its figures at the onset are not known any more
    else if (isNew) add('warning.raised', item.onsetAt, recordedWords.before(headline));
    else if (before && RANK_BY_LEVEL[item.level] !== RANK_BY_LEVEL[before.level]) add(RANK_BY_LEVEL[item.level] > RANK_BY_LEVEL[before.level] ? 'warning.rose' : 'warning.fell', at, headline, figure);
    if (item.acknowledgedAt !== null && item.acknowledgedAt !== before?.acknowledgedAt) add('warning.acknowledged', item.acknowledgedAt, recordedWords.acknowledged(headline), { actor: nobody(item.acknowledgedBy) });
    if (item.shelvedUntil !== (before?.shelvedUntil ?? null)) add(item.shelvedUntil === null ? 'warning.unshelved' : 'warning.shelved', at, item.shelvedUntil === null ? recordedWords.unshelved(headline) : recordedWords.shelved(headline), { reason: item.shelvedReason });
    if (item.suppressedBy !== (before?.suppressedBy ?? '')) add(item.suppressedBy === '' ? 'warning.unsuppressed' : 'warning.suppressed', at, item.suppressedBy === '' ? recordedWords.unsuppressed(headline) : recordedWords.suppressed(headline));
    if (item.outOfService !== (before?.outOfService ?? false)) add(item.outOfService ? 'warning.outOfService' : 'warning.inService', at, item.outOfService ? recordedWords.outOfService(headline) : recordedWords.inService(headline));
    if (item.clearedAt !== null && item.clearedAt !== before?.clearedAt) add('warning.cleared', item.clearedAt, headline, figure);
    return lines;
  });
}
function ofCases(versions: readonly Version<Case>[], from: number): Sketch[] {
  return pairs(versions).flatMap(({ before, version: { at, item, standing } }): Sketch[] => {
    const about = { objectId: item.objectId, warningId: item.warningId, caseId: item.id };
    const title = { zh: `${item.code} ${item.titleZh}`, en: `${item.code} ${item.titleEn}` };
    if (!before) {
      const reported: Sketch = { at: item.reportedAt, action: 'case.report', ...about, ...recordedWords.status('reported', title) };
      if (item.reportedAt >= from) return item.status === 'reported' ? [reported] : [reported, { at, action: `case.${item.status}`, ...about, ...recordedWords.status(item.status, title) }];
      return [reported, ...(item.status === 'reported' || !standing ? [] : [{ at: from, action: 'case.standing' as const, ...about, ...recordedWords.standing(item.status, title) }])];
    }
    return before.status === item.status ? [] : [{ at, action: `case.${item.status}`, ...about, ...recordedWords.status(item.status, title) }];
  });
}
function ofTasks(versions: readonly Version<Task>[]): Sketch[] {
  return pairs(versions).flatMap(({ before, version: { at, item } }): Sketch[] => {
    const about = { objectId: item.objectId, caseId: item.caseId, actor: nobody(item.workerMasked) };
    const title = { zh: item.titleZh, en: item.titleEn };
    const steps = [
      ['assigned', item.assignedAt, before?.assignedAt], ['accepted', item.acceptedAt, before?.acceptedAt], ['arrived', item.arrivedAt, before?.arrivedAt],
      [item.status === 'cancelled' ? 'cancelled' : 'finished', item.finishedAt, before?.finishedAt],
    ] as const;
    return steps.flatMap(([step, time, known]): Sketch[] => (time === null || time === known || time > at ? [] : [{ at: time, action: `task.${step}`, ...about, ...recordedWords.task(step, title) }]));
  });
}

/** Lines up to `until`, oldest first. */
export function recordedTimeline({ from, warnings, cases, tasks }: RecordVersions, until: number): readonly LogEntry[] {
  const lines = [...ofWarnings(warnings, from), ...ofCases(cases, from), ...ofTasks(tasks)].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
  return lines.map(({ at, action, zh, en, ...about }, k): LogEntry => ({
    seq: k + 1, at, action, actor: nobody(), objectId: null, warningId: null, caseId: null, level: null, value: null, unit: '', reason: '', latencyMs: null, ...about, textZh: zh, textEn: en, asRecorded: true,
  }));
}

/** The case as it stood at `until` with its hops; null when the recording has no such case by then. */
export function recordedCase(id: string, { cases, tasks }: RecordVersions, until: number): CaseDetail | null {
  const own = cases.filter(({ at, item }) => item.id === id && at <= until);
  const item = own.at(-1)?.item;
  if (!item) return null;
  const flow: FlowRecord[] = [];
  let status: CaseStatus | null = null;
  let last = item.reportedAt;
  for (const version of own) {
    if (version.item.status === status) continue;
    const at = version.item.status === 'reported' ? version.item.reportedAt : version.at;
    // since when it stood so before the recording began is not known
    const took = status === null && version.standing ? 0 : Math.max(0, at - last);
    flow.push({ at, from: status, to: version.item.status, action: '', actor: nobody(), reason: '', took });
    ({ status } = version.item);
    last = at;
  }
  const newest = new Map(tasks.filter((version) => version.item.caseId === id && version.at <= until).map((version) => [version.item.id, version.item]));
  // who appealed and why is not in the recording, when is
  const { appeal } = item;
  const appeals: AppealRecord[] = appeal ? [{ at: appeal.filedAt, action: 'appeal', actor: nobody(), reason: '' }] : [];
  if (appeal?.decidedAt != null) appeals.push({ at: appeal.decidedAt, action: appeal.state === 'accepted' ? 'acceptAppeal' : 'rejectAppeal', actor: nobody(), reason: '' });
  return {
    case: item, descriptionZh: '', descriptionEn: '', closingZh: '', closingEn: '', flow, appeals, media: [], people: [], chain: [], tasks: [...newest.values()], preplans: [], merged: [], next: [], asRecorded: true,
  };
}
