/**
 * The seams between the engine's parts. `createEngine` owns the parts and hands each of them this desk: how to tell, how to write
 * the trail, how to be woken. Parts never import each other.
 */
import type { Case } from '../domain/case';
import type { CommandOutcome, Refusal, Wish } from '../domain/command';
import type { Detection } from '../domain/detection';
import type { LogEntry } from '../domain/logEntry';
import type { Actor } from '../domain/role';
import type { Task } from '../domain/task';
import type { Warning } from '../domain/warning';
import type { CaseRecord } from './cases/caseRecord';
import type { EngineCity } from './engineCity';
import type { EngineEvent } from './engine';
import type { CounterMemory, RunMemory, ServiceMemory, WarningMemory } from './memory';
import type { RuleSet } from './ruleSet';

export interface Desk {
  readonly city: EngineCity;
  readonly rules: RuleSet;
  emit(event: Exclude<EngineEvent, { type: 'log' }>): void;
  /** Writes one line of the trail; ids, value, level and reason default to none. */
  log(at: number, action: LogEntry['action'], actor: Actor, textZh: string, textEn: string, about: Partial<Pick<LogEntry, 'objectId' | 'warningId' | 'caseId' | 'level' | 'value' | 'unit' | 'reason' | 'latencyMs'>>): void;
  /** Counts a line that nobody will read and answers true; false = the line must be written. */
  passes?(at: number): boolean;
  /** Calls `wake(at)` when engine time reaches `at`; in order of time, then of request. */
  schedule(at: number, wake: (at: number) => void): void;
}
export const refused = (refusal: Refusal, detail: string): CommandOutcome => ({ ok: false, refusal, detail });
export const done = (at: number, createdId: string | null = null): CommandOutcome => ({ ok: true, createdId, at });

type WishOf<Prefix extends string> = Extract<Wish, { type: `${Prefix}.${string}` }>;

/** Thresholds, holds, hysteresis, combinations, life cycle, shelving, suppression, floods. `src/rules/warnings/createWarningRules.ts` */
export interface WarningRules {
  observe(stream: number, value: number, at: number, quality: number): void;
  place(object: number, lon: number, lat: number, at: number): void;
  setStatus(object: number, status: number, at: number): void;
  deviceState(object: number, device: string, state: number, at: number): void;
  command(wish: Exclude<WishOf<'warning'>, { type: 'warning.fileCase' }> | Extract<Wish, { type: 'counter.reset' }>, actor: Actor, at: number): CommandOutcome;
  attachCase(warningId: string, caseId: string, at: number): void;
  /** What people had said of a warning of the same object and cause before the rules changed; nothing when it is worse now. */
  inherit(before: Warning, at: number): void;
  get(id: string): Warning | null;
  /** Earlier times at which a warning was told, its onset first; empty while it stands as it was raised. */
  revisions(id: string): readonly number[];
  list(): readonly Warning[];
  /** Ended ones too, as long as they are remembered. */
  all(): readonly Warning[];
  /** Last value of a stream, NaN when none. */
  value(stream: number): number;
  /** A record with all that is known of it, for whoever keeps warnings over a restart; null = unknown. */
  memoryOf(id: string): WarningMemory | null;
  memories(): Iterable<WarningMemory>;
  /** Records of an earlier run stand as they did. Answers those that cannot: their object or its cause is no longer there. */
  restore(records: readonly WarningMemory[], at: number): readonly WarningMemory[];
  /** Objects that a person took out of service, counters that were set. */
  services(): readonly ServiceMemory[];
  counters(): readonly CounterMemory[];
  /** What is added to the readings of a stream; 0 where its counter was never set. */
  correction(stream: number): number;
  resumeHand(services: readonly ServiceMemory[], counters: readonly CounterMemory[]): void;
  forget(time: number): void;
  /** Told once per change, after the event was emitted. */
  onChange(listener: (warning: Warning, before: Warning | null, at: number) => void): void;
  readonly external: Externals;
}
/** An alert of another system as the book takes it. `key` counts such alerts from 0; `rank` 1 … 4. */
export interface ExternalAlert {
  readonly key: number; readonly id: string; readonly object: number; readonly rank: number; readonly value: number | null; readonly limit: number | null; readonly unit: string;
  readonly words: { readonly zh: string; readonly en: string }; readonly rule: string; readonly basis: string;
}
export interface StandingAlert { readonly key: number; readonly object: number; readonly warning: Warning }
/** Warnings that other systems raised and only they end. `src/rules/warnings/externals.ts` */
export interface Externals {
  /** Raises, changes or reopens the record of a key. */
  tell(alert: ExternalAlert, at: number): Warning;
  end(key: number, words: { readonly zh: string; readonly en: string }, at: number): void;
  standing(): readonly StandingAlert[];
  /** Takes over what stood before the rules changed. */
  resume(list: readonly StandingAlert[], at: number): void;
}
/** The 20 states, clocks, duplicates, escalation, departments, evaluation. `src/rules/cases/createCaseBook.ts` */
export interface CaseBook {
  /** Everything automatic follows by itself up to `dispatched` when the class is automatic. Returns the case it became or was merged into. */
  report(input: CaseReport): Case;
  command(wish: Exclude<WishOf<'case'>, { type: 'case.report' }>, actor: Actor, at: number): CommandOutcome;
  setAutomatic(wish: Omit<Extract<Wish, { type: 'automation.set' }>, 'type'>, actor: Actor, at: number): CommandOutcome;
  isAutomatic(classCode: string): boolean;
  /** A class whose cases close by themselves: a switch of its own, off unless the rules or a person say otherwise. */
  closesByItself(classCode: string): boolean;
  /** What was switched by hand, and how. */
  switches(): ReadonlyMap<string, boolean>;
  resumeSwitches(switches: Iterable<readonly [string, boolean]>): void;
  /** A person has switched its class, its filing rule, the detection class or one of the causes behind it to manual: nothing answers its check by itself. */
  isManual(id: string, causes?: readonly string[]): boolean;
  get(id: string): Case | null;
  all(): readonly Case[];
  /** The case as it stood at an instant, from its flow; null before its report. */
  asOf(id: string, at: number): Case | null;
  flow(id: string): readonly import('../domain/caseDetail').FlowRecord[];
  appeals(id: string): readonly import('../domain/caseDetail').AppealRecord[];
  media(id: string): readonly import('../domain/caseDetail').Media[];
  merged(id: string): readonly { readonly at: number; readonly source: string }[];
  /** What the reporters wrote, up to an instant; empty when nothing. */
  text(id: string, at?: number): string;
  /** Tokens of those who reported it, merged reports included; never shown, only compared. */
  reporters(id: string): readonly string[];
  /** A case with its whole past, to be kept elsewhere; plain data. */
  record(id: string): CaseRecord | null;
  /** Cases of an earlier run: they stand as they did, and their clocks and automatic hops go on. */
  restore(records: readonly CaseRecord[], at: number): void;
  addMedia(id: string, moment: 'before' | 'after', urls: readonly string[], by: Actor, at: number): void;
  /** Closes when its cause allows; the composition says whether the warning behind a case is over. */
  mayClose: (item: Case) => boolean;
  forget(time: number): void;
  onChange(listener: (item: Case, before: Case | null, at: number) => void): void;
}
export interface CaseReport {
  readonly at: number; readonly source: Case['source']; readonly actor: Actor; readonly automatic: boolean;
  readonly ruleId: string | null; readonly classCode: string | null; readonly objectId: string | null; readonly warningId: string | null;
  readonly lon: number; readonly lat: number; readonly titleZh: string; readonly titleEn: string; readonly text: string; readonly photos: readonly string[];
  readonly reporterId: string | null; readonly detection: Detection | null;
  /** Time of the reading or detection behind it: the clock of the one-second rule. */
  readonly causedAt: number;
}
/** Nearest worker by path, tasks, routes. `src/rules/dispatch/createDispatch.ts` */
export interface Dispatch {
  place(object: number, lon: number, lat: number, at: number): void;
  /** Assigns the nearest free worker on duty; null when there is none. */
  assignNearest(at: number, to: { readonly lon: number; readonly lat: number; readonly caseId: string | null; readonly objectId: string | null; readonly streetId: string; readonly titleZh: string; readonly titleEn: string; readonly dueMinutes: number | null }): Task | null;
  command(wish: WishOf<'task'>, actor: Actor, at: number): CommandOutcome;
  get(taskId: string): Task | null;
  ofCase(caseId: string): readonly Task[];
  /** The worker has or had a task of the case that was not taken away. */
  worksOn(caseId: string, workerId: string | null): boolean;
  /** All tasks a worker was given and that were not forgotten. */
  ofWorker(workerId: string): readonly Task[];
  list(): readonly Task[];
  /** Tasks of an earlier run, without telling them anew. */
  restore(tasks: readonly Task[], at: number): void;
  cancelOf(caseId: string, at: number): void;
  forget(time: number): void;
  onChange(listener: (task: Task, at: number) => void): void;
}
/** Preplans that warnings start. `src/rules/preplans/createPreplans.ts` */
export interface Preplans {
  onWarning(warning: Warning, before: Warning | null, at: number): void;
  onCase(item: Case, at: number): void;
  command(wish: WishOf<'preplan'>, actor: Actor, at: number): CommandOutcome;
  /** As they are, or as they stood at an instant. */
  ofCase(caseId: string, at?: number): readonly import('../domain/caseDetail').PreplanRun[];
  ofObject(objectId: string): readonly import('../domain/caseDetail').PreplanRun[];
  figures(): readonly import('../domain/figure').Figure[];
  /** Runs that changed since the last call. */
  takeChanged(): readonly RunMemory[];
  memories(): readonly RunMemory[];
  /** Runs of an earlier run of the engine; answers those whose preplan is no longer in the rules. */
  restore(runs: readonly RunMemory[], at: number): readonly RunMemory[];
  forget(time: number): void;
}
