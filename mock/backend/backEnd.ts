/** What the addresses of the demo back end share. One city runs at a time; a scenario or a reset puts another one in its place. */
import type { Session } from '../../src/domain/role';
import type { DemoRequest, DemoResponse } from './answers';
import type { Fleet } from './fleet';
import type { MediaStore } from './mediaStore';
import type { Journal } from './journal';
import type { Sessions } from './sessions';
import type { CityFiles, Simulation } from './simulation';
import type { StreamHub } from './streamHub';
import type { View, Views } from './views';

export interface DemoClock { now(): number; setInterval(callback: () => void, ms: number): unknown; clearInterval(handle: unknown): void }
/** A scenario with its ending; `calm` = the living city at real time. */
export interface ScenarioWish { readonly id: string; readonly branch: string | null; readonly speed: number }

export interface BackEnd {
  readonly files: CityFiles;
  readonly fleet: Fleet;
  readonly seed: number;
  readonly cityName: string;
  readonly schemaHash: string;
  readonly clock: DemoClock;
  readonly hub: StreamHub<View>;
  readonly sessions: Sessions;
  readonly media: MediaStore;
  readonly journal: Journal;
  /** The city that runs now; ask anew for every request. */
  readonly simulation: Simulation;
  readonly views: Views;
  readonly epoch: string;
  readonly seq: number;
  readonly scenario: ScenarioWish;
  /** The back end's time. */
  now(): number;
  /** Brings the city to now and sends what changed. */
  step(): void;
  /** Sends the records that came of somebody's act, without waiting for the next tick. */
  flushRecords(): void;
  /** Brings the city exactly to now, and keeps it there for a moment, so that what follows from an act by itself is not told late. */
  hurry(): void;
  /** A heartbeat as an event. */
  heartbeat(): string;
  /** Vital signs and heartbeat go out with the next step. */
  greet(): void;
  /** Says the time of the city at once, before what happened until then: a reading from ahead of the known time counts as wrong. */
  tellTime(): void;
  /** Puts another city in place of this one: a new epoch. */
  restart(wish: ScenarioWish): void;
}
/** Null = the address belongs to somebody else. */
export type Address = (request: DemoRequest, session: Session) => DemoResponse | null;
