/** Cases per step of time: reported in it, closed in it, late at its end. One function for the back end and for a recorded file. */
import type { Case } from './case';

type Column = (number | null)[];
/** The last column ends with `to`. Columns that begin before `known` are gaps: of that time not every case is known. */
export function caseHistory(cases: readonly Case[], { from, to, step }: { readonly from: number; readonly to: number; readonly step: number }, now: number, known = -Infinity): { times: number[]; reported: Column; closed: Column; overdue: Column } {
  const answer = { times: [] as number[], reported: [] as number[], closed: [] as number[], overdue: [] as number[] };
  const end = Math.min(to, now);
  for (let time = from; time < to; time += step) answer.times.push(time);
  const count = answer.times.length;
  for (const name of ['reported', 'closed', 'overdue'] as const) answer[name] = Array.from({ length: count }, () => 0);
  const add = (column: number[], at: number | null): void => { if (at !== null && at >= from && at < to && at <= now) { const k = Math.floor((at - from) / step); column[k] = (column[k] ?? 0) + 1; } };
  for (const item of cases) {
    add(answer.reported, item.reportedAt);
    add(answer.closed, item.closedAt);
    if (item.deadlineAt === null) continue;
    // counted at the end of each step: late and not yet handled
    const until = Math.min(item.finishedAt ?? Infinity, item.closedAt ?? Infinity, item.suspendedSince ?? Infinity);
    for (let k = Math.max(0, Math.floor((item.deadlineAt - from) / step)); k < count; k++) {
      const at = Math.min((answer.times[k] ?? 0) + step, end);
      if (at >= until) break;
      if (at > item.deadlineAt && (answer.times[k] ?? 0) <= now) answer.overdue[k] = (answer.overdue[k] ?? 0) + 1;
    }
  }
  const gaps = (column: readonly number[]): Column => column.map((count, k) => ((answer.times[k] ?? 0) < known ? null : count));
  return { times: answer.times, reported: gaps(answer.reported), closed: gaps(answer.closed), overdue: gaps(answer.overdue) };
}
