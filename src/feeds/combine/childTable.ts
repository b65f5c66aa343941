/** What one source has told so far, by its own indices: enough to tell it all again when another source changes the common dictionary. */
import type { Case } from '../../domain/case';
import type { FeedDictionary, FeedEvent, MoveColumns, ObjectColumns, ReadingColumns } from '../../domain/feedEvent';
import type { Figure } from '../../domain/figure';
import type { Task } from '../../domain/task';
import type { Warning } from '../../domain/warning';

const MISSING = 3;

export interface ChildTable {
  readonly dictionary: FeedDictionary;
  readonly rank: Uint8Array; readonly status: Uint8Array; readonly sinceMs: Float64Array;
  readonly value: Float32Array; readonly observedAt: Float64Array; readonly quality: Uint8Array;
  readonly moves: ReadonlyMap<number, readonly [lon: number, lat: number, heading: number]>;
  readonly warnings: Map<string, Warning>; readonly cases: Map<string, Case>; readonly tasks: Map<string, Task>; readonly figures: Map<string, Figure>;
  setObjects(columns: ObjectColumns): void; setReadings(columns: ReadingColumns): void; setMoves(columns: MoveColumns): void;
  /** A snapshot is complete: nothing of before remains. */
  begin(snapshot: Extract<FeedEvent, { type: 'snapshot' }>): void;
}

export function createChildTable(dictionary: FeedDictionary): ChildTable {
  const objects = dictionary.objectIds.length, streams = dictionary.datastreamObject.length;
  const rank = new Uint8Array(objects), status = new Uint8Array(objects), sinceMs = new Float64Array(objects);
  const value = new Float32Array(streams).fill(NaN), observedAt = new Float64Array(streams), quality = new Uint8Array(streams).fill(MISSING);
  const moves = new Map<number, readonly [number, number, number]>();
  const warnings = new Map<string, Warning>(), cases = new Map<string, Case>(), tasks = new Map<string, Task>(), figures = new Map<string, Figure>();
  const fill = <Item extends { readonly id: string }>(into: Map<string, Item>, items: readonly Item[]): void => { into.clear(); for (const item of items) into.set(item.id, item); };
  const table: ChildTable = {
    dictionary, rank, status, sinceMs, value, observedAt, quality, moves, warnings, cases, tasks, figures,
    setObjects(columns) { columns.object.forEach((row, k) => { rank[row] = columns.rank[k] ?? 0; status[row] = columns.status[k] ?? 0; sinceMs[row] = columns.sinceMs[k] ?? 0; }); },
    setReadings(columns) { columns.datastream.forEach((row, k) => { value[row] = columns.value[k] ?? NaN; observedAt[row] = columns.observedAt[k] ?? 0; quality[row] = columns.quality[k] ?? MISSING; }); },
    setMoves(columns) { columns.object.forEach((row, k) => { moves.set(row, [columns.lon[k] ?? 0, columns.lat[k] ?? 0, columns.heading[k] ?? 0]); }); },
    begin(snapshot) {
      rank.fill(0); status.fill(0); sinceMs.fill(0); value.fill(NaN); observedAt.fill(0); quality.fill(MISSING); moves.clear();
      table.setObjects(snapshot.objects);
      table.setReadings(snapshot.readings);
      table.setMoves(snapshot.moves);
      fill(warnings, snapshot.warnings);
      fill(cases, snapshot.cases);
      fill(tasks, snapshot.tasks ?? []);
      fill(figures, snapshot.figures ?? []);
    },
  };
  return table;
}
