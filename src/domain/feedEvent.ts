/**
 * What a feed tells the cockpit, after decoding. Columns, because a city has tens of thousands of rows;
 * records where people name things (warnings, cases). Feeds emit these and never write state.
 */
import type { ObservedProperty } from './reading';
import type { Warning } from './warning';
import type { Case } from './case';
import type { Figure } from './figure';
import type { Task } from './task';

/** Dictionary of an epoch: every later event speaks in these indices. */
export interface FeedDictionary {
  readonly epoch: string;
  readonly city: string;
  /** True when the values are simulated; the cockpit then says 演示数据 everywhere. */
  readonly demo: boolean;
  readonly objectIds: readonly string[];
  readonly properties: readonly ObservedProperty[];
  /** Per datastream: index into objectIds and into properties. */
  readonly datastreamObject: Uint32Array;
  readonly datastreamProperty: Uint16Array;
}

export interface ObjectColumns { readonly object: Uint32Array; readonly rank: Uint8Array; readonly status: Uint8Array; readonly sinceMs: Float64Array }
export interface ReadingColumns { readonly datastream: Uint32Array; readonly value: Float32Array; readonly observedAt: Float64Array; readonly quality: Uint8Array }
export interface MoveColumns { readonly object: Uint32Array; readonly lon: Float64Array; readonly lat: Float64Array; readonly heading: Float32Array }

export type RecordKind = 'warning' | 'case' | 'task' | 'figure';
/** Which record to drop. */
export interface GoneRecord { readonly kind: RecordKind; readonly id: string }
export type FeedEvent =
  | { readonly type: 'dictionary'; readonly dictionary: FeedDictionary }
  | { readonly type: 'snapshot'; readonly seq: number; /** The source's time, where it says so. */ readonly serverTime?: number; readonly objects: ObjectColumns; readonly readings: ReadingColumns; readonly moves: MoveColumns;
      readonly warnings: readonly Warning[]; readonly cases: readonly Case[]; readonly tasks?: readonly Task[]; readonly figures?: readonly Figure[]; readonly vitals: Readonly<Record<string, number>> }
  | { readonly type: 'delta'; readonly from: number; readonly to: number; readonly objects: ObjectColumns; readonly readings: ReadingColumns; readonly moves: MoveColumns }
  | { readonly type: 'warning'; readonly seq: number; readonly warning: Warning }
  | { readonly type: 'case'; readonly seq: number; readonly case: Case }
  | { readonly type: 'task'; readonly seq: number; readonly task: Task }
  | { readonly type: 'figure'; readonly seq: number; readonly figure: Figure }
  /** A record that this session received and may not see any more. */
  | { readonly type: 'gone'; readonly kind: RecordKind; readonly id: string }
  | { readonly type: 'vitals'; readonly values: Readonly<Record<string, number>>; readonly at: number }
  | { readonly type: 'heartbeat'; readonly serverTime: number; readonly seq: number; /** As in FeedConnection.clockRate. */ readonly rate?: number }
  | { readonly type: 'connection'; readonly connection: FeedConnection }
  /** Datastreams of a source that is not live (any more): their values are kept and count as stale until it is. `since`: end of its data, ms. */
  | { readonly type: 'sourceStale'; readonly stale: boolean; readonly datastream: Uint32Array; readonly since: number }
  | { readonly type: 'refused'; readonly reason: string; readonly count: number };

export type FeedPhase = 'connecting' | 'live' | 'stale' | 'refused';
/** What an operator must know of a source. Times in ms since epoch. */
export interface FeedConnection {
  readonly source: string;
  readonly phase: FeedPhase;
  /** Since when the phase holds; for `stale` the time of the last good byte. */
  readonly since: number;
  /** Plain reason key, translated in the UI: `noHeartbeat`, `gap`, `epochChanged`, `unreachable`, `http4xx` … */
  readonly reason: string | null;
  readonly clockOffsetMs: number;
  /** How fast the source's clock runs against ours; 1 for a real city. */
  readonly clockRate?: number;
}
