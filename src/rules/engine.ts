/**
 * The rules engine: readings, detections and commands in; warnings, cases, tasks, figures, device orders and the audit trail out.
 * A pure module without clock, network or randomness: time comes in with every call and never runs backwards, so the same inputs give
 * the same timeline, whether in the demo back end, beside a city's broker (`npm run rules`) or in a test.
 */
import type { Case } from '../domain/case';
import type { CaseDetail, PreplanRun } from '../domain/caseDetail';
import type { CasePast } from '../domain/caseHistory';
import type { CasePage, CaseQuery, Evaluation } from '../domain/caseQuery';
import type { Command, CommandOutcome } from '../domain/command';
import type { Detection, DetectionPage, DetectionQuery, DetectionRecord } from '../domain/detection';
import type { Figure } from '../domain/figure';
import type { LogEntry } from '../domain/logEntry';
import type { Actor, Scope, Session } from '../domain/role';
import type { LevelRank } from '../domain/state';
import type { Task } from '../domain/task';
import type { Warning } from '../domain/warning';
import type { CapAlert } from './cap/capTypes';
import type { MemoryRecord, RestoreReport } from './memory';
import type { RuleSet } from './ruleSet';

/** What came of the last calls, in order. Records are whole and immutable; a listener may keep them. */
export type EngineEvent =
  | { readonly type: 'warning'; readonly at: number; readonly warning: Warning }
  | { readonly type: 'case'; readonly at: number; readonly case: Case }
  | { readonly type: 'task'; readonly at: number; readonly task: Task }
  | { readonly type: 'figure'; readonly at: number; readonly figure: Figure }
  | { readonly type: 'log'; readonly at: number; readonly entry: LogEntry }
  /** Worst annunciated level of an object, and whether everything on it is held back. */
  | { readonly type: 'rank'; readonly at: number; readonly object: number; readonly rank: LevelRank; readonly heldBack: boolean }
  /** An order to a device; the demo obeys, a real city shows it as advice. */
  | { readonly type: 'device'; readonly at: number; readonly object: number; readonly device: string; readonly state: number };

/** Who asks: a session, or the system. */
export interface Caller {
  readonly actor: Actor; readonly scope: Scope; readonly role: Actor['role'];
  /** The field worker's own object, when the session is one: tasks of others are out of its scope. */
  readonly workerId?: string | null;
  /** Names the session: a command id counts within it. Absent = told apart by role, scope and worker. Never shown. */
  readonly session?: string;
}

export interface RulesEngine {
  /** One observation. Value NaN = missing. Quality: index into QUALITIES; bad values raise nothing and clear nothing. */
  observe(stream: number, value: number, at: number, quality: number): void;
  /** What a camera saw. Its clock may run ahead of ours: engine time never passes `now`, which is its own time unless told. */
  detect(detection: Detection, now?: number): void;
  /** Where a moving object is now. */
  place(object: number, lon: number, lat: number, at: number): void;
  /** Index into STATUSES as the source reports it. */
  setStatus(object: number, status: number, at: number): void;
  /** A device says what it does. */
  deviceState(object: number, device: string, state: number, at: number): void;
  /** An alert of another system. `createdId` is the warning it stands as; what is no warning for this city is refused in a sentence. */
  receiveAlert(alert: CapAlert, at: number): CommandOutcome;
  command(command: Command, caller: Caller, at: number): CommandOutcome;
  /** Lets time pass: holds, deadlines, shelving, escalation. Events carry the time at which they were due. */
  advance(to: number): void;
  /** Time of the next thing that will happen by itself; Infinity when nothing is pending. */
  nextDue(): number;
  /** Events since the last call, in order; the engine forgets them. */
  take(): EngineEvent[];

  warnings(): readonly Warning[];
  warning(id: string): Warning | null;
  /** Every live warning, and those that ended since a time (ms). */
  warningsSince(time: number): readonly Warning[];
  /** Earlier times at which a warning was told, its onset first; empty while it stands as it was raised. */
  revisionsOf(warningId: string): readonly number[];
  case(id: string): Case | null;
  /** Without a limit, all that match. `mayRead` keeps to a session's scope, count included. */
  cases(query: CaseQuery, now: number, mayRead?: (item: Case) => boolean): CasePage;
  /** Of every case what it was at `from` and every version up to `to`; one that the session may not read is null. For charts and past figures. */
  casePasts(from: number, to: number, mayRead?: (item: Case) => boolean): readonly CasePast[];
  /** What cameras saw, newest first, as long as it is remembered. `mayRead` keeps to a session's scope, count included. */
  detections(query: DetectionQuery, mayRead?: (item: DetectionRecord) => boolean): DetectionPage;
  caseDetail(id: string, at: number | null, session: Session): CaseDetail | null;
  evaluation(by: Evaluation['by'], from: number, to: number, at: number, mayRead?: (item: Case) => boolean): Evaluation;
  tasks(): readonly Task[];
  /** Tasks of one field worker, open and ended. */
  tasksOf(workerId: string): readonly Task[];
  figures(): readonly Figure[];
  /** Who reported a case (merged reports included): what an `own` scope is measured by. Never leaves the back end. */
  reportersOf(caseId: string): readonly string[];
  /** A worker reads the case of an own task, whichever unit leads it. */
  worksOn(caseId: string, workerId: string | null): boolean;
  /** Preplans that were started for an object, a case or anywhere, newest first. */
  preplanRuns(of?: { readonly objectId?: string; readonly caseId?: string }): readonly PreplanRun[];
  /** Automatic or manual hops of a class of cases, as switched now. */
  isAutomatic(classCode: string): boolean;
  /** Whether cases of a class close by themselves, as switched now. */
  closesByItself(classCode: string): boolean;
  /** Everything that must be told again after a restart, for whoever keeps it; cases with their whole past. */
  memory(): Iterable<MemoryRecord>;
  /** The part of it that events changed; ask with what `take` gave, before the next call. */
  memoryOf(events: readonly EngineEvent[]): readonly MemoryRecord[];
  /** Goes on from what an earlier engine knew. Call once, before the first reading. */
  restore(records: Iterable<MemoryRecord>, at: number): RestoreReport;
  timeline(of: { readonly objectId?: string; readonly caseId?: string; readonly warningId?: string }, until: number): readonly LogEntry[];
  /**
   * Goes on by other rules (checked before). Warnings are judged anew by the last readings; roles, preplans, units and detection classes hold
   * from now on; cases keep the filing rules they were opened by, and filing rules for new ones change with the next start.
   */
  adopt(rules: RuleSet): void;
  /** Drops what ended before `time`. */
  forget(time: number): void;
}
