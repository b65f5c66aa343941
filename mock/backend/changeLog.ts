/** What changed since the last delta: rows once each, records all and in order. */
import type { Case } from '../../src/domain/case';
import type { Figure } from '../../src/domain/figure';
import type { Task } from '../../src/domain/task';
import type { Warning } from '../../src/domain/warning';

export type ChangedRecord =
  | { readonly type: 'alarm'; readonly seq: number; readonly warning: Warning }
  | { readonly type: 'case'; readonly seq: number; readonly case: Case }
  | { readonly type: 'task'; readonly seq: number; readonly task: Task }
  | { readonly type: 'figure'; readonly seq: number; readonly figure: Figure };

export interface ChangeLog {
  object(index: number): void;
  reading(index: number): void;
  move(index: number): void;
  warning(item: Warning): void;
  case(item: Case): void;
  task(item: Task): void;
  figure(item: Figure): void;
  readonly objects: readonly number[]; readonly readings: readonly number[]; readonly moves: readonly number[];
  readonly records: readonly ChangedRecord[];
  readonly alarmSeq: number;
  /** Cases, tasks and figures count together. */
  readonly caseSeq: number;
  /** Forgets the rows that were handed out. */
  clearRows(): void;
  /** Hands out the records; sequence numbers go on. */
  takeRecords(): readonly ChangedRecord[];
  clearState(): void;
}

export function createChangeLog(objectCount: number, streamCount: number): ChangeLog {
  const marks = { object: new Uint8Array(objectCount), reading: new Uint8Array(streamCount), move: new Uint8Array(objectCount) };
  const lists = { object: [] as number[], reading: [] as number[], move: [] as number[] };
  let records: ChangedRecord[] = [];
  let alarmSeq = 0;
  let caseSeq = 0;
  const mark = (name: keyof typeof marks, index: number): void => {
    if (marks[name][index]) return;
    marks[name][index] = 1;
    lists[name].push(index);
  };
  const log: ChangeLog = {
    object: (index) => mark('object', index),
    reading: (index) => mark('reading', index),
    move: (index) => mark('move', index),
    warning: (item) => void records.push({ type: 'alarm', seq: ++alarmSeq, warning: item }),
    case: (item) => void records.push({ type: 'case', seq: ++caseSeq, case: item }),
    task: (item) => void records.push({ type: 'task', seq: ++caseSeq, task: item }),
    figure: (item) => void records.push({ type: 'figure', seq: ++caseSeq, figure: item }),
    get objects() { return lists.object; },
    get readings() { return lists.reading; },
    get moves() { return lists.move; },
    get records() { return records; },
    get alarmSeq() { return alarmSeq; },
    get caseSeq() { return caseSeq; },
    clearRows() {
      for (const name of ['object', 'reading', 'move'] as const) {
        for (const index of lists[name]) marks[name][index] = 0;
        lists[name] = [];
      }
    },
    takeRecords() {
      const taken = records;
      records = [];
      return taken;
    },
    clearState() {
      log.clearRows();
      records = [];
    },
  };
  return log;
}
