/**
 * What the engine must be told again after a restart, as plain data: every record of the city's work, what people said about it, and the
 * trail. Readings are not in it: the feed sends them again, and what rules were still counting on them (holds, rates, stuck times) begins anew.
 */
import type { PreplanStep } from '../domain/caseDetail';
import type { DetectionRecord } from '../domain/detection';
import type { Figure } from '../domain/figure';
import type { LogEntry } from '../domain/logEntry';
import type { Actor } from '../domain/role';
import type { LevelRank } from '../domain/state';
import type { Task } from '../domain/task';
import type { Warning } from '../domain/warning';
import type { CaseRecord } from './cases/caseRecord';

/** A stream that a sensor fault is about. `value` null = never a plausible one; `changedAt`: since when it stands at that value. */
export interface FaultMemory { readonly property: string; readonly kind: 'stuck' | 'impossible'; readonly value: number | null; readonly changedAt: number }
/** A warning as the book holds it. */
export interface WarningMemory {
  readonly warning: Warning;
  /** Earlier times at which it was told, for CAP references. */ readonly revisions: readonly number[];
  /** Since when it waits for an acknowledgement that has not been missed yet; null = it does not. */ readonly waiting: number | null;
  /** Number of the alert of another system that it stands for. */ readonly external: number | null;
  readonly faults: readonly FaultMemory[];
}
/** What filing knows of a warning: since when it is at a rank or above, and the rank at which people closed its last case. */
export interface FilingMemory { readonly since: readonly (readonly [rank: number, at: number])[]; readonly decided: number | null }
export interface RunMemory {
  readonly id: string; readonly preplanId: string; readonly objectId: string | null; readonly lon: number; readonly lat: number; readonly startedAt: number; readonly endedAt: number | null;
  readonly warningId: string | null; readonly caseId: string | null; readonly active: readonly string[]; readonly rank: LevelRank; readonly caseOver: boolean;
  readonly steps: readonly { readonly id: PreplanStep['id']; readonly since: number; readonly doneAt: number | null; readonly doneBy: Actor | null }[];
  readonly figures: readonly Figure[];
}
/** An alert of another system through all its messages. */
export interface AlertMemory { readonly key: number; readonly objectId: string; readonly warningId: string; readonly messages: readonly string[]; readonly expires: number | null; readonly figures: readonly Figure[] }
export interface ServiceMemory { readonly objectId: string; /** False = in service again. */ readonly out: boolean; readonly until: number | null }
export interface CounterMemory { readonly objectId: string; readonly property: string; readonly offset: number }

interface Kinds {
  readonly case: CaseRecord;
  readonly warning: WarningMemory & FilingMemory;
  readonly task: Task;
  readonly run: RunMemory;
  readonly alert: AlertMemory;
  readonly service: ServiceMemory;
  readonly counter: CounterMemory;
  /** Classes and causes switched between automatic and manual. */
  readonly switch: { readonly classCode: string; readonly automatic: boolean };
  /** What a camera saw, what came of it and what people said. */
  readonly detection: DetectionRecord;
  readonly line: LogEntry;
}
export type MemoryKind = keyof Kinds;
export type MemoryRecord = { readonly [Kind in MemoryKind]: readonly [kind: Kind, data: Kinds[Kind]] }[MemoryKind];

/** Two records of one key are two versions of the same: the later one counts. */
export function memoryKey(record: MemoryRecord): string {
  switch (record[0]) {
    case 'case': return `case ${record[1].item.id}`;
    case 'warning': return `warning ${record[1].warning.id}`;
    case 'task': case 'run': return `${record[0]} ${record[1].id}`;
    case 'alert': return `alert ${record[1].key}`;
    case 'service': return `service ${record[1].objectId}`;
    case 'counter': return `counter ${record[1].objectId} ${record[1].property}`;
    case 'switch': return `switch ${record[1].classCode}`;
    case 'detection': return `detection ${record[1].detection.id}`;
    case 'line': return `line ${record[1].seq}`;
  }
}
/** What was taken up again, and a sentence for everything that could not be and was ended instead. */
export interface RestoreReport { readonly openCases: number; readonly warnings: number; readonly openTasks: number; readonly runs: number; readonly lines: number; readonly ended: readonly string[] }
