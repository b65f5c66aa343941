/**
 * One case with its whole past: the case as reported and every change since, each with time, actor, action and only the fields it changed.
 * The case of any instant is the fold of the changes up to it, so looking back shows exactly what stood there.
 */
import { STEP_OF_STATUS, TERMINAL_STATUSES, type Case, type CaseStatus } from '../../domain/case';
import type { AppealRecord, FlowRecord, Media } from '../../domain/caseDetail';
import { SYSTEM_ACTOR, type Actor } from '../../domain/role';
import { revised } from '../revised';
import { APPEAL_MOVES, type AppealAction } from './transitions';

export type CasePatch = Partial<Omit<Case, 'id' | 'code' | 'status' | 'step' | 'open'>>;
export interface Change { readonly at: number; readonly action: string; readonly actor: Actor; readonly reason: string; /** New state; null for a side action. */ readonly to: CaseStatus | null; readonly patch: CasePatch | null }
export interface CaseRecord {
  item: Case;
  readonly first: Case;
  readonly changes: Change[];
  readonly media: Media[];
  readonly merged: { readonly at: number; readonly source: string }[];
  readonly reporters: string[];
  /** What the reporters wrote, in order: each repeat only what it adds. */
  readonly texts: { readonly at: number; readonly text: string }[];
  /** Time of the reading or detection behind it. */
  readonly causedAt: number;
  /** Keys under which its class may be switched to manual. */
  readonly switches: readonly string[];
  /** Reported without a person in between. */
  readonly automatic: boolean;
  /** A collector who saw it vouches for it. */
  readonly witness: Actor | null;
  lastReportAt: number;
  /** Counts transitions: an automatic hop that was planned for an older state is dropped. */
  moves: number;
  /** Counts deadlines: a reminder that was planned for an older one is dropped. */
  clock: number;
}

export function changed(item: Case, change: Change): Case {
  const patch = change.patch;
  if (change.to === null) return patch ? revised(item, patch) : item;
  const open = !TERMINAL_STATUSES.has(change.to);
  return revised(item, patch, { status: change.to, step: STEP_OF_STATUS[change.to], open, closedAt: open ? null : change.at });
}

/** Null before its report. */
export function asOf(record: CaseRecord, at: number): Case | null {
  if (at < record.first.reportedAt) return null;
  if ((record.changes.at(-1)?.at ?? 0) <= at) return record.item;
  const fields: CasePatch = {};
  let to: CaseStatus = 'reported';
  let movedAt = at;
  for (const change of record.changes) {
    if (change.at > at) break;
    Object.assign(fields, change.patch);
    if (change.to !== null) { to = change.to; movedAt = change.at; }
  }
  return changed(record.first, { at: movedAt, action: '', actor: SYSTEM_ACTOR, reason: '', to, patch: fields });
}

/** The case as it stood at `from` (nothing before its report), then every later version up to `to`, in order. */
export function versionsIn(record: CaseRecord, from: number, to: number): { readonly at: number; readonly item: Case }[] {
  const start = asOf(record, from);
  const versions = start ? [{ at: from, item: start }] : [];
  let item = start ?? record.first;
  for (const change of record.changes) {
    if (change.at <= from) continue;
    if (change.at > to) break;
    item = changed(item, change);
    versions.push({ at: change.at, item });
  }
  return versions;
}

/** What had been written by an instant, as one text. */
export const textOf = (record: CaseRecord, at = Infinity): string => record.texts.filter((part) => part.at <= at).map((part) => part.text).join('；');

/** The hops only: one record per transition, with the time each took. */
export function flowOf(record: CaseRecord): FlowRecord[] {
  const flow: FlowRecord[] = [];
  let from: CaseStatus | null = null;
  let last = record.first.reportedAt;
  for (const { at, action, actor, reason, to } of record.changes) {
    if (to === null) continue;
    flow.push({ at, from, to, action, actor, reason, took: at - last });
    from = to;
    last = at;
  }
  return flow;
}

const isAppeal = (action: string): action is AppealAction => Object.hasOwn(APPEAL_MOVES, action);
/** The appeal and its decision. */
export const appealsOf = ({ changes }: CaseRecord): AppealRecord[] => changes.flatMap(({ at, action, actor, reason }) => (isAppeal(action) ? [{ at, action, actor, reason }] : []));
