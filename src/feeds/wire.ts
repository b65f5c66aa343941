/**
 * The project's own wire contract, version 1: JSON over HTTP plus Server-Sent Events, addresses relative to `/api/`.
 * A real back end serves the same addresses as the demo back end. Times are ms since epoch, UTC. Every request may carry
 * `Authorization: Bearer <session token>`; without one the session is a visitor's. What a session may not see is left out by the
 * back end; what it may not do is answered 403 with a CommandOutcome.
 *
 * | address | answers |
 * |---|---|
 * | GET hello | WireHello |
 * | GET snapshot | WireSnapshot, for this session |
 * | GET stream?epoch=&seq= | text/event-stream of `delta`, `hb`, `alarm`, `case`, `task`, `figure`, `vitals`; starts after `seq` |
 * | GET session, POST session {role, streetId?, unitId?, gridId?, workerId?} | Session; POST is the demo's sign-in and 404 elsewhere |
 * | POST commands Command | CommandOutcome: 200 done, 400 invalid, 403 role or scope, 404 unknown, 409 state |
 * | POST detections Detection, POST cap (CAP 1.2 XML) | what cameras and other systems report |
 * | GET cap, GET cap/:id | Atom list of the active warnings, one CAP 1.2 alert |
 * | GET objects/:id | WireObjectDetail |
 * | GET objects/:id/history?property=&from=&to=&points= | WireHistory |
 * | GET objects/:id/track?from=&to= | WireTrack, of what moves |
 * | GET timeline?objectId= or caseId= or warningId=, &until= | { entries: LogEntry[] } |
 * | GET cases?CaseQuery as fields | CasePage |
 * | GET cases/:id?at= | CaseDetail |
 * | GET cases/history?from=&to=&step=, GET vitals/history?ids=a,b&from=&to=&step= | columns for charts |
 * | GET evaluation?by=street or unit or post, &from=&to=&at= | Evaluation |
 * | GET tasks?workerId= | { tasks: Task[] } |
 * | GET media/:id | a picture |
 * | GET ai-classes?at=, subsystems?at=, preplans, automation, materials, resources?ResourceQuery, resources/groups | catalogues of `domain/catalogues.ts`, lists under `rows` |
 * | GET rules | { files: { name, version, about }[] } |
 * | GET recording, GET recording/:fromMs | RecordingInfo, one binary segment of `src/history` |
 * | GET demo/scenarios { rows: ScenarioInfo[] }, GET demo/state ScenarioState, POST demo/scenario {id, branch, speed}, POST demo/speed {speed}, POST demo/reset, POST demo/feed {state} | demo back end only |
 */
import type { ObservedProperty } from '../domain/reading';
import type { Warning } from '../domain/warning';
import type { Case } from '../domain/case';
import type { Figure } from '../domain/figure';
import type { Task } from '../domain/task';
import type { RegisterFact, Responsibility } from '../domain/objectSummary';

export const WIRE_PROTO = 1;

export interface WireHello {
  readonly proto: number; readonly serverTime: number; readonly epoch: string; readonly seq: number; readonly schemaHash: string;
  readonly city: string; readonly demo: boolean; readonly heartbeatMs: number;
  /** How fast the back end's clock runs, 1 when absent; a demo scenario may run at 60. */
  readonly rate?: number;
  readonly dict: { readonly objects: readonly string[]; readonly properties: readonly ObservedProperty[];
    readonly datastreams: { readonly object: readonly number[]; readonly property: readonly number[] } };
}
/** rank: 0…4; status: index into STATUSES; since: ms. Row = dictionary index in a snapshot, `i` in a delta. */
export interface WireObjects { readonly rank: readonly number[]; readonly status: readonly number[]; readonly since: readonly number[] }
/** v null = missing; q: index into QUALITIES. */
export interface WireReadings { readonly v: readonly (number | null)[]; readonly t: readonly (number | null)[]; readonly q: readonly number[] }
export interface WireMoves { readonly i: readonly number[]; readonly lon: readonly number[]; readonly lat: readonly number[]; readonly h: readonly number[] }
export interface WireSnapshot {
  readonly epoch: string; readonly seq: number; readonly count: number; readonly serverTime: number;
  readonly objects: WireObjects; readonly readings: WireReadings; readonly moves: WireMoves;
  readonly alarmSeq: number; readonly caseSeq: number;
  readonly warnings: readonly Warning[]; readonly cases: readonly Case[]; readonly vitals: Readonly<Record<string, number>>;
  /** Absent = none. */
  readonly tasks?: readonly Task[]; readonly figures?: readonly Figure[];
}
export interface WireDelta {
  readonly epoch: string; readonly from: number; readonly to: number;
  readonly objects: WireObjects & { readonly i: readonly number[] };
  readonly readings: WireReadings & { readonly i: readonly number[] };
  readonly moves: WireMoves;
}
export interface WireHeartbeat {
  readonly serverTime: number; readonly seq: number; readonly alarmSeq: number; readonly caseSeq: number; readonly rate?: number;
  /** The back end's clock was set (a demo brought forward): what was known of it before no longer counts. */
  readonly clockSet?: boolean;
}
/** null = something this session may not see; it still counts. `gone`: id of a record that the session received before and may not see any more. */
export interface WireAlarm { readonly seq: number; readonly warning: Warning | null; readonly gone?: string }
/** `case`, `task` and `figure` events count together in caseSeq. */
export interface WireCase { readonly seq: number; readonly case: Case | null; readonly gone?: string }
export interface WireTask { readonly seq: number; readonly task: Task | null; readonly gone?: string }
export interface WireFigure { readonly seq: number; readonly figure: Figure | null; readonly gone?: string }
export interface WireVitals { readonly at: number; readonly values: Readonly<Record<string, number>> }
export interface WireObjectDetail { readonly id: string; readonly responsibility: Responsibility | null; /** Facts that only the back end keeps, in the order of a card. */ readonly register?: readonly RegisterFact[]; readonly documents: readonly { readonly titleZh: string; readonly titleEn: string; readonly origin: string; readonly at: number }[] }
/** Where a moving object was, oldest first; a null place is a silence. */
export interface WireTrack { readonly id: string; readonly t: readonly number[]; readonly lon: readonly (number | null)[]; readonly lat: readonly (number | null)[] }
export interface WireHistory { readonly id: string; readonly property: string; readonly t: readonly number[]; readonly v: readonly (number | null)[] }
