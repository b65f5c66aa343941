/** What one source has told so far, by its own indices: enough to tell it all again when another source changes the common dictionary. */
import type { Case } from '../../domain/case';
import type { FeedDictionary, FeedEvent } from '../../domain/feedEvent';
import type { Figure } from '../../domain/figure';
import type { Task } from '../../domain/task';
import type { Warning } from '../../domain/warning';
import { createLastValues, type LastValues } from '../lastValues';

export interface ChildTable extends LastValues {
  readonly dictionary: FeedDictionary;
  readonly warnings: Map<string, Warning>; readonly cases: Map<string, Case>; readonly tasks: Map<string, Task>; readonly figures: Map<string, Figure>;
  /** A snapshot is complete: nothing of before remains. */
  begin(snapshot: Extract<FeedEvent, { type: 'snapshot' }>): void;
}

export function createChildTable(dictionary: FeedDictionary): ChildTable {
  const last = createLastValues(dictionary);
  const warnings = new Map<string, Warning>(), cases = new Map<string, Case>(), tasks = new Map<string, Task>(), figures = new Map<string, Figure>();
  const fill = <Item extends { readonly id: string }>(into: Map<string, Item>, items: readonly Item[]): void => { into.clear(); for (const item of items) into.set(item.id, item); };
  return {
    ...last, dictionary, warnings, cases, tasks, figures,
    begin(snapshot) {
      last.clear();
      last.setObjects(snapshot.objects);
      last.setReadings(snapshot.readings);
      last.setMoves(snapshot.moves);
      fill(warnings, snapshot.warnings);
      fill(cases, snapshot.cases);
      fill(tasks, snapshot.tasks ?? []);
      fill(figures, snapshot.figures ?? []);
    },
  };
}
