/**
 * What the demo's addresses ask of the simulated city: the seam between `createSimulation` (the city and its people) and
 * `createDemoBackend` (sessions, streams, addresses). Times are the back end's own clock, ms, unless they are called real.
 */
import type { PackWater, StructureFeature, ThingColumns } from '../../tiles/format';
import type { Case } from '../../src/domain/case';
import type { ScenarioState } from '../../src/domain/catalogues';
import type { LevelRank } from '../../src/domain/state';
import type { ObjectsFile } from '../../src/rules/city/objectsFile';
import type { PackAreas, PackNetwork } from '../../src/rules/city/packFiles';
import type { RulesEngine } from '../../src/rules/engine';
import type { EngineCity } from '../../src/rules/engineCity';
import type { RuleSet } from '../../src/rules/ruleSet';
import type { ChangeLog } from './changeLog';
import type { Fleet } from './fleet';
import type { Movers, Position } from './movers';
import type { PastEvent } from './past';
import type { FastLane } from './physics';
import type { Eyes } from './vitals';

export type { Eyes } from './vitals';

/** Length of one simulation step = one number of the delta sequence, ms of the back end's clock. */
export const TICK = 500;

/** The back end's clock: runs with real time, or faster while a scenario does. */
export interface VirtualClock {
  readonly rate: number;
  /** Back-end time at a real time. Never runs backwards while one simulation lives. */
  at(real: number): number;
  setRate(rate: number, real: number): void;
  /** Leaps forward to a time of its own; a clock that runs with real time cannot. */
  leap(to: number, real: number): void;
}
/** Something a person did earlier; carried out again at its time when the city starts anew. */
export interface PastAct { readonly at: number; carryOut(engine: RulesEngine, city: EngineCity, at: number): void }

/** What a face reads before the city can live: the pack's files and the rules folder's. Null = the pack has none. */
export interface CityFiles {
  readonly things: ThingColumns; readonly structures: readonly StructureFeature[]; readonly waters: readonly PackWater[];
  readonly areas: PackAreas | null; readonly network: PackNetwork | null;
  readonly rules: RuleSet; readonly objects: ObjectsFile | null;
}
export interface SimulationStart extends CityFiles {
  readonly fleet: Fleet;
  readonly seed: number;
  readonly real: number;
  /** Days of everyday cases behind yesterday; 7 unless told, at most 1 behind a scenario. Fewer make a city begin sooner. */
  readonly daysBefore?: number;
  /** Null = the calm city at real time. */
  readonly scenario: { readonly id: string; readonly branch: string | null; readonly speed: number } | null;
  /** In order of time; a scenario gets none. */
  readonly past: readonly PastAct[];
}
export interface Simulation {
  readonly fleet: Fleet;
  readonly movers: Movers;
  readonly engine: RulesEngine;
  readonly city: EngineCity;
  readonly rules: RuleSet;
  readonly clock: VirtualClock;
  readonly now: number;
  readonly anchor: number;
  /** From when on no case is missing. */
  readonly casesFrom: number;
  readonly value: Float64Array; readonly observedAt: Float64Array; readonly quality: Uint8Array;
  readonly rank: Uint8Array; readonly status: Uint8Array; readonly since: Float64Array;
  readonly changes: ChangeLog;
  /** Brings the city to a time of its own clock and collects changes into the log: to the last whole tick, or `exact`ly, when somebody acts. */
  advance(time: number, exact?: boolean): void;
  /** Lets somebody act on the engine now and collects what came of it into the log, without waiting for the next tick. */
  act<Outcome>(work: (engine: RulesEngine, at: number) => Outcome): Outcome;
  /** What a snapshot lists: open cases and those that ended today. */
  casesNow(): Case[];
  /** Of the whole city. */
  vitals(): Record<string, number>;
  /** Vital signs of an earlier instant, where the city can still tell them. */
  vitalsAt(time: number): Record<string, number>;
  /** The part of them that is the same for everybody, and the part that is counted for a session, at ascending times. */
  citySignsAt(time: number): Record<string, number>;
  sessionSignsAt(times: readonly number[], eyes: Eyes): Record<string, number>[];
  /** Value of a stream at any time of the past, null where its device was silent. */
  valueAt(stream: number, time: number): number | null;
  /** Time of the newest regular sample at or before a time; NaN when there is none. */
  sampledAt(stream: number, time: number): number;
  /** Datastreams that were sampled more often, and when. */
  readonly lanes: readonly FastLane[];
  /** Status as the gateway reported it at a time of the past, index into STATUSES. */
  statusAt(object: number, time: number): number;
  rankAt(object: number, time: number): LevelRank;
  /** Everything that happened in the last 25 hours, in order; older events are thinned to the newest record of what still lasts. Ask anew after every `advance`. */
  readonly history: readonly PastEvent[];
  place(object: number, into: Position): Position;
  /** Null in the calm city. */
  scenarioState(): ScenarioState | null;
}
