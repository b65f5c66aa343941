import type { CaseId, ObjectId, WarningId } from './ids';
import type { Actor } from './role';
import type { WarningLevel } from './state';

/** What may stand in a timeline, as `<subject>.<action>`; case actions are the commands' and the automatic hops' own words. */
export type LogAction =
  | `warning.${'raised' | 'rose' | 'fell' | 'cleared' | 'acknowledged' | 'shelved' | 'unshelved' | 'suppressed' | 'unsuppressed' | 'outOfService' | 'inService' | 'reset' | 'overdue'}`
  | `case.${string}` | `task.${'assigned' | 'accepted' | 'arrived' | 'finished' | 'cancelled' | 'reminded' | 'overdue'}` | `preplan.${'started' | 'step' | 'ended' | 'reminded' | 'overdue'}`
  | 'device.commanded' | 'device.state' | 'notice.sent' | 'cap.sent' | 'cap.received' | `detection.${'received' | 'filed' | 'falseAlarm'}` | 'automation.set' | 'counter.reset' | 'scenario.started' | 'scenario.note';

/** One line of the audit trail (time, actor, action, value). Never changed once written. */
export interface LogEntry {
  /** Counts by one over the whole city. */
  readonly seq: number;
  readonly at: number;
  readonly action: LogAction;
  readonly actor: Actor;
  readonly objectId: ObjectId | null;
  readonly warningId: WarningId | null;
  readonly caseId: CaseId | null;
  readonly level: WarningLevel | null;
  readonly value: number | null;
  readonly unit: string;
  readonly reason: string;
  /** The whole line as a sentence. */
  readonly textZh: string; readonly textEn: string;
  /** Time from the cause (detection, reading) to this line where it matters, ms. */
  readonly latencyMs: number | null;
  /** Told from the versions of a recorded file, which do not say who; `actor.nameMasked` when one does. */
  readonly asRecorded?: boolean;
}
