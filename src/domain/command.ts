/**
 * Everything a person may ask of the back end. One POST per command; the back end decides by role, scope and state and says why not.
 * Ids are those of the feed; times in ms since epoch; reasons are free text of at most 200 characters.
 */
import type { AppealGround, CaseSource, HopLevel } from './case';
import type { WarningLevel } from './state';

interface Fields {
  'warning.acknowledge': { readonly warningId: string };
  /** Hides it until a time, with a reason; `until` null = until it clears once. */
  'warning.shelve': { readonly warningId: string; readonly reason: string; readonly until: number | null };
  'warning.unshelve': { readonly warningId: string };
  /** Ends a latched warning after inspection. */
  'warning.reset': { readonly warningId: string; readonly reason: string };
  'warning.outOfService': { readonly objectId: string; readonly reason: string; readonly until: number | null };
  'warning.inService': { readonly objectId: string };
  'warning.fileCase': { readonly warningId: string };
  'case.report': { readonly source: CaseSource; readonly ruleId: string | null; readonly classCode: string | null; readonly text: string; readonly lon: number; readonly lat: number; readonly objectId: string | null; readonly photos: readonly string[]; readonly reporterId: string | null };
  'case.confirm': { readonly caseId: string };
  'case.refute': { readonly caseId: string; readonly reason: string };
  /** The collector has put it right on the spot (自行处置): closed without filing. */
  'case.dealOnSpot': { readonly caseId: string; readonly photos: readonly string[]; readonly text: string };
  'case.file': { readonly caseId: string; readonly ruleId: string };
  'case.reject': { readonly caseId: string; readonly reason: string };
  'case.dispatch': { readonly caseId: string; readonly leadUnitId: string; readonly supportingUnitIds: readonly string[] };
  'case.acknowledgeSupport': { readonly caseId: string; readonly unitId: string };
  'case.return': { readonly caseId: string; readonly reason: string };
  'case.receive': { readonly caseId: string };
  /** The community, the block leader or the firm takes over what was passed down to it. */
  'case.acceptHop': { readonly caseId: string; readonly level: HopLevel };
  'case.suspend': { readonly caseId: string; readonly reason: string };
  'case.resume': { readonly caseId: string };
  'case.extend': { readonly caseId: string; readonly reason: string; readonly until: number };
  /** What a handler has asked for is done as it was asked, or is not. */
  'case.grantRequest': { readonly caseId: string };
  'case.refuseRequest': { readonly caseId: string; readonly reason: string };
  'case.finish': { readonly caseId: string; readonly photos: readonly string[]; readonly text: string };
  'case.startCheck': { readonly caseId: string };
  'case.pass': { readonly caseId: string };
  'case.fail': { readonly caseId: string; readonly reason: string };
  'case.close': { readonly caseId: string };
  'case.forceClose': { readonly caseId: string; readonly reason: string };
  'case.cancel': { readonly caseId: string; readonly reason: string };
  'case.supervise': { readonly caseId: string; readonly reason: string };
  /** Grade of the harm done, and the response ordered: two decisions. Null takes it back. */
  'case.gradeIncident': { readonly caseId: string; readonly grade: WarningLevel | null; readonly reason: string };
  'case.orderResponse': { readonly caseId: string; readonly grade: WarningLevel | null; readonly reason: string };
  'case.merge': { readonly caseId: string; readonly into: string };
  'case.rate': { readonly caseId: string; readonly stars: number; readonly reporterId: string | null };
  /** Who handled it holds the failed check, the missed deadline or the responsibility to be wrong; a supervisor decides. */
  'case.appeal': { readonly caseId: string; readonly ground: AppealGround; readonly reason: string };
  'case.acceptAppeal': { readonly caseId: string; readonly reason: string };
  'case.rejectAppeal': { readonly caseId: string; readonly reason: string };
  /** What a camera saw is so and becomes a case; or is not so, which ends the case that it alone opened and counts against its class. */
  'detection.file': { readonly detectionId: string };
  'detection.falseAlarm': { readonly detectionId: string; readonly reason: string };
  'preplan.start': { readonly preplanId: string; readonly objectId: string };
  'preplan.tick': { readonly runId: string; readonly stepId: string };
  'task.assign': { readonly workerIds: readonly string[]; readonly text: string; readonly lon: number; readonly lat: number; readonly caseId: string | null };
  'task.accept': { readonly taskId: string };
  /** Pictures taken before the work, when there are any. */
  'task.arrive': { readonly taskId: string; readonly photos?: readonly string[] };
  'task.finish': { readonly taskId: string; readonly photos: readonly string[]; readonly text: string };
  /** Automatic or manual hops for a class of cases or a cause of warnings. Components and events share codes: `component:0302`, `event:0302`; a bare code only where it is one of them. */
  'automation.set': { readonly classCode: string; readonly automatic: boolean; /** `closing`: whether its cases close by themselves, a switch of its own, for classes only. Absent = the hops from report to dispatch and the check. */ readonly part?: 'flow' | 'closing' };
  /** Sets a drifting counter back to a counted value. */
  'counter.reset': { readonly objectId: string; readonly property: string; readonly value: number; readonly reason: string };
}
export type CommandType = keyof Fields;
export type Command = { [Type in CommandType]: { readonly type: Type; /** Chosen by the sender; the same id is carried out once. */ readonly id: string } & Fields[Type] }[CommandType];
/** A command without its id, as panels say it. */
export type Wish = { [Type in CommandType]: { readonly type: Type } & Fields[Type] }[CommandType];

/** Why a command was refused: not this role, not in its scope, not in this state, unknown id, not understood, or nobody there. */
export type Refusal = 'role' | 'scope' | 'state' | 'unknown' | 'invalid' | 'unreachable' | 'lookingBack';
export type CommandOutcome =
  | { readonly ok: true; /** Case, task or run that came of it. */ readonly createdId: string | null; readonly at: number }
  | { readonly ok: false; readonly refusal: Refusal; readonly detail: string };
