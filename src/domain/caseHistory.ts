/** Cases per step of time: reported in it, closed in it, late at its end, each as it stood then. One function for the back end and for a recorded file. */
import { isConcluded, isOverdue, type Case } from './case';

/** A case as it stood from `at` on, ms; null = it may not be read. */
export interface CaseVersion { readonly at: number; readonly item: Case | null }
/** The versions of one case in order of time. */
export type CasePast = readonly CaseVersion[];

/** For whoever holds a case only as it stands in the end: it waited until it was handled, closed or suspended, as its stamps tell. */
export function pastByStamps(item: Case): CasePast {
  const until = Math.min(item.finishedAt ?? Infinity, item.closedAt ?? Infinity, item.suspendedSince ?? Infinity);
  const waiting: Case = { ...item, open: true, finishedAt: null, closedAt: null, suspendedSince: null };
  return until === Infinity ? [{ at: item.reportedAt, item: waiting }] : [{ at: item.reportedAt, item: waiting }, { at: until, item }];
}

/** Calls `look` for every one of `times` (ascending) at which the case existed and could be read. */
export function eachInstant(past: CasePast, times: readonly number[], look: (item: Case, k: number) => void): void {
  let version = -1;
  times.forEach((time, k) => {
    while ((past[version + 1]?.at ?? Infinity) <= time) version += 1;
    const item = past[version]?.item;
    if (item) look(item, k);
  });
}

type Column = (number | null)[];
/** `now` = until when anything is known. The last column ends with `to`. Columns that begin before `known` are gaps: of that time not every case is known. */
export function caseHistory(pasts: readonly CasePast[], { from, to, step }: { readonly from: number; readonly to: number; readonly step: number }, now: number, known = -Infinity): { times: number[]; reported: Column; closed: Column; overdue: Column } {
  const end = Math.min(to, now);
  const times: number[] = [];
  for (let time = from; time < to; time += step) times.push(time);
  const ends = times.map((time) => Math.min(time + step, end));
  const [reported, closed, overdue] = [times.map(() => 0), times.map(() => 0), times.map(() => 0)];
  const add = (column: number[], at: number | null): void => { if (at !== null && at >= from && at < end) { const k = Math.floor((at - from) / step); column[k] = (column[k] ?? 0) + 1; } };
  for (const past of pasts) {
    const last = past.findLast(({ at }) => at <= end)?.item;
    if (last) {
      add(reported, last.reportedAt);
      if (isConcluded(last)) add(closed, last.closedAt);
    }
    eachInstant(past, ends, (item, k) => { if ((times[k] ?? 0) < end && isOverdue(item, ends[k] ?? end)) overdue[k] = (overdue[k] ?? 0) + 1; });
  }
  const gaps = (column: readonly number[]): Column => column.map((count, k) => ((times[k] ?? 0) < known ? null : count));
  return { times, reported: gaps(reported), closed: gaps(closed), overdue: gaps(overdue) };
}
