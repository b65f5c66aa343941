/** The records that stand now, whatever the page shows: what LIVE returns to. Ended ones leave as they leave the page. */
import type { Case } from '../../domain/case';
import type { FeedEvent } from '../../domain/feedEvent';
import type { Figure } from '../../domain/figure';
import type { Task } from '../../domain/task';
import type { Warning } from '../../domain/warning';

/** Closed cases and finished tasks count for the day at most, ms. */
const KEPT_MS = 48 * 3_600_000;

export interface RecordLists { readonly warnings: Warning[]; readonly cases: Case[]; readonly tasks: Task[]; readonly figures: Figure[] }
export interface LiveRecords {
  readonly warnings: ReadonlyMap<string, Warning>; readonly cases: ReadonlyMap<string, Case>; readonly tasks: ReadonlyMap<string, Task>; readonly figures: ReadonlyMap<string, Figure>;
  accept(event: FeedEvent): void;
  all(serverNow: number): RecordLists;
}

export function createLiveRecords(): LiveRecords {
  const warnings = new Map<string, Warning>();
  const cases = new Map<string, Case>();
  const tasks = new Map<string, Task>();
  const figures = new Map<string, Figure>();
  const putWarning = (item: Warning): void => { if (item.state === 'cleared_ack') warnings.delete(item.id); else warnings.set(item.id, item); };
  return {
    warnings, cases, tasks, figures,
    accept(event) {
      if (event.type === 'snapshot') {
        for (const map of [warnings, cases, tasks, figures]) map.clear();
        for (const item of event.warnings) putWarning(item);
        for (const item of event.cases) cases.set(item.id, item);
        for (const item of event.tasks ?? []) tasks.set(item.id, item);
        for (const item of event.figures ?? []) figures.set(item.id, item);
      } else if (event.type === 'warning') putWarning(event.warning);
      else if (event.type === 'gone') ({ warning: warnings, case: cases, task: tasks, figure: figures })[event.kind].delete(event.id);
      else if (event.type === 'case') cases.set(event.case.id, event.case);
      else if (event.type === 'task') tasks.set(event.task.id, event.task);
      else if (event.type === 'figure') figures.set(event.figure.id, event.figure);
    },
    all(serverNow) {
      const from = serverNow - KEPT_MS;
      for (const item of cases.values()) if (!item.open && (item.closedAt ?? 0) < from) cases.delete(item.id);
      for (const item of tasks.values()) if (item.finishedAt !== null && item.finishedAt < from) tasks.delete(item.id);
      for (const item of figures.values()) if (item.until !== null && item.until <= serverNow) figures.delete(item.id);
      return { warnings: [...warnings.values()], cases: [...cases.values()], tasks: [...tasks.values()], figures: [...figures.values()] };
    },
  };
}
