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
import type { EngineCity } from './engineCity';
import type { EngineEvent } from './engine';
import type { RuleSet } from './ruleSet';

export interface Desk {
  readonly city: EngineCity;
  readonly rules: RuleSet;
  emit(event: Exclude<EngineEvent, { type: 'log' }>): void;
  /** Writes one line of the trail; ids, value, level and reason default to none. */
  log(at: number, action: LogEntry['action'], actor: Actor, textZh: string, textEn: string, about: Partial<Pick<LogEntry, 'objectId' | 'warningId' | 'caseId' | 'level' | 'value' | 'unit' | 'reason' | 'latencyMs'>>): void;
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
  get(id: string): Warning | null;
  list(): readonly Warning[];
  /** Last value of a stream, NaN when none. */
  value(stream: number): number;
  forget(time: number): void;
  /** Told once per change, after the event was emitted. */
  onChange(listener: (warning: Warning, before: Warning | null, at: number) => void): void;
}
/** The 20 states, clocks, duplicates, escalation, departments, evaluation. `src/rules/cases/createCaseBook.ts` */
export interface CaseBook {
  /** Everything automatic follows by itself up to `dispatched` when the class is automatic. Returns the case it became or was merged into. */
  report(input: CaseReport): Case;
  command(wish: Exclude<WishOf<'case'>, { type: 'case.report' }>, actor: Actor, at: number): CommandOutcome;
  setAutomatic(classCode: string, automatic: boolean, actor: Actor, at: number): CommandOutcome;
  isAutomatic(classCode: string): boolean;
  get(id: string): Case | null;
  all(): readonly Case[];
  /** The case as it stood at an instant, from its flow; null before its report. */
  asOf(id: string, at: number): Case | null;
  flow(id: string): readonly import('../domain/caseDetail').FlowRecord[];
  media(id: string): readonly import('../domain/caseDetail').Media[];
  merged(id: string): readonly { readonly at: number; readonly source: string }[];
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
  ofCase(caseId: string): readonly Task[];
  list(): readonly Task[];
  cancelOf(caseId: string, at: number): void;
  forget(time: number): void;
  onChange(listener: (task: Task, at: number) => void): void;
}
/** Preplans that warnings start. `src/rules/preplans/createPreplans.ts` */
export interface Preplans {
  onWarning(warning: Warning, before: Warning | null, at: number): void;
  onCase(item: Case, at: number): void;
  command(wish: WishOf<'preplan'>, actor: Actor, at: number): CommandOutcome;
  ofCase(caseId: string): readonly import('../domain/caseDetail').PreplanRun[];
  ofObject(objectId: string): readonly import('../domain/caseDetail').PreplanRun[];
  figures(): readonly import('../domain/figure').Figure[];
  forget(time: number): void;
}
