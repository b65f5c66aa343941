/** What changed since the last delta: rows once each, warnings and cases all and in order. */
import type { Case } from '../../src/domain/case';
import type { Warning } from '../../src/domain/warning';

export interface ChangeLog {
  object(index: number): void;
  reading(index: number): void;
  move(index: number): void;
  warning(item: Warning): void;
  case(item: Case): void;
  readonly objects: readonly number[]; readonly readings: readonly number[]; readonly moves: readonly number[];
  readonly warnings: readonly { readonly seq: number; readonly warning: Warning }[];
  readonly cases: readonly { readonly seq: number; readonly case: Case }[];
  readonly alarmSeq: number;
  readonly caseSeq: number;
  /** Forgets the rows and records that were handed out; sequence numbers go on. */
  clearState(): void;
}

export function createChangeLog(objectCount: number, streamCount: number): ChangeLog {
  const marks = { object: new Uint8Array(objectCount), reading: new Uint8Array(streamCount), move: new Uint8Array(objectCount) };
  const lists = { object: [] as number[], reading: [] as number[], move: [] as number[] };
  let warnings: { seq: number; warning: Warning }[] = [];
  let cases: { seq: number; case: Case }[] = [];
  let alarmSeq = 0;
  let caseSeq = 0;
  const mark = (name: keyof typeof marks, index: number): void => {
    if (marks[name][index]) return;
    marks[name][index] = 1;
    lists[name].push(index);
  };
  return {
    object: (index) => mark('object', index),
    reading: (index) => mark('reading', index),
    move: (index) => mark('move', index),
    warning: (item) => void warnings.push({ seq: ++alarmSeq, warning: item }),
    case: (item) => void cases.push({ seq: ++caseSeq, case: item }),
    get objects() { return lists.object; },
    get readings() { return lists.reading; },
    get moves() { return lists.move; },
    get warnings() { return warnings; },
    get cases() { return cases; },
    get alarmSeq() { return alarmSeq; },
    get caseSeq() { return caseSeq; },
    clearState() {
      for (const name of ['object', 'reading', 'move'] as const) {
        for (const index of lists[name]) marks[name][index] = 0;
        lists[name] = [];
      }
      warnings = [];
      cases = [];
    },
  };
}
