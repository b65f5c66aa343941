/** What panels may do and ask about warnings, cases and people. Answers are the back end's own; a refusal is an answer, not an exception. */
import type { CasePage, CaseQuery, Evaluation } from '../../domain/caseQuery';
import type { AiClass, AutomationRow, CameraPicture, Material, Preplan, ResourceGroup, ResourcePage, ResourceQuery, ScenarioInfo, ScenarioState, Subsystem } from '../../domain/catalogues';
import type { CaseDetail, PreplanRun } from '../../domain/caseDetail';
import type { CommandOutcome, Wish } from '../../domain/command';
import type { DetectionPage, DetectionQuery } from '../../domain/detection';
import type { LogEntry } from '../../domain/logEntry';
import type { PeriodTotals } from '../../domain/outcome';
import type { Role, Session } from '../../domain/role';
import type { Task } from '../../domain/task';

/** A recorded file is shown and does not hold what was asked for: the panel says so in words, nobody else is asked. */
export class NotRecorded extends Error {}
export const isNotRecorded = (error: unknown): boolean => error instanceof NotRecorded;

export interface ActionPorts {
  /** Adds the id, sends, and reports the back end's word; `lookingBack` without asking while the cockpit stands in the past. */
  command(wish: Wish): Promise<CommandOutcome>;
  session(): Promise<Session>;
  /** Demo back end: signs in as a role without a password; a real one answers 404 and the cockpit shows who its own sign-on says it is. */
  signIn(role: Role, scope?: { readonly streetId?: string; readonly unitId?: string; readonly gridId?: string; readonly workerId?: string; readonly communityId?: string }): Promise<Session>;
  /** Newest last; `until` = the instant shown. */
  timeline(of: { readonly objectId: string } | { readonly caseId: string } | { readonly warningId: string }, until: number): Promise<readonly LogEntry[]>;
  caseDetail(id: string, at: number | null): Promise<CaseDetail | null>;
  cases(query: CaseQuery): Promise<CasePage>;
  tasks(workerId: string | null): Promise<readonly Task[]>;
}
export interface BoardPorts {
  evaluation(by: Evaluation['by'], from: number, to: number, at: number | null): Promise<Evaluation>;
  /** Totals of whole days, in the order asked; null = nothing known of that period (no base). */
  totals(spans: readonly { readonly from: number; readonly to: number }[], at: number | null): Promise<readonly (PeriodTotals | null)[]>;
  /** Published totals of holidays, newest first. */
  holidays(): Promise<readonly PeriodTotals[]>;
  /** As switched now. */
  automation(): Promise<readonly AutomationRow[]>;
  aiClasses(at: number | null): Promise<readonly AiClass[]>;
  detections(query: DetectionQuery): Promise<DetectionPage>;
  resources(query: ResourceQuery): Promise<ResourcePage>;
  resourceGroups(): Promise<readonly ResourceGroup[]>;
  subsystems(at: number | null): Promise<readonly Subsystem[]>;
  preplans(): Promise<readonly Preplan[]>;
  /** Preplans that were started for an object, newest first. */
  preplanRuns(objectId: string): Promise<readonly PreplanRun[]>;
  materials(): Promise<readonly Material[]>;
  /** Of the cameras asked for, those that the session may see. */
  cameras(ids: readonly string[]): Promise<readonly CameraPicture[]>;
  /** Vital sign values over time, one point per `stepMs`; null = gap. */
  vitalHistory(ids: readonly string[], from: number, to: number, stepMs: number): Promise<{ readonly times: readonly number[]; readonly values: Readonly<Record<string, readonly (number | null)[]>> }>;
  /** Cases reported, closed and (at its end) overdue per step; null = gap. */
  caseHistory(from: number, to: number, stepMs: number): Promise<{ readonly times: readonly number[]; readonly reported: readonly (number | null)[]; readonly closed: readonly (number | null)[]; readonly overdue: readonly (number | null)[] }>;
}
/** Demo back end only. */
export interface ScenarioPorts {
  list(): Promise<readonly ScenarioInfo[]>;
  state(): Promise<ScenarioState | null>;
  /** `calm` returns to the living city at real time. */
  start(id: string, branch: string | null, speed: number): Promise<void>;
  setSpeed(speed: number): Promise<void>;
  /** Same start again. */
  reset(): Promise<void>;
}
