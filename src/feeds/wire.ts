/**
 * The project's own wire contract, version 1: JSON over HTTP plus Server-Sent Events, addresses relative to `/api/`.
 * A real back end serves the same addresses as the demo back end. Times are ms since epoch, UTC.
 *
 * | address | answers |
 * |---|---|
 * | GET hello | WireHello |
 * | GET snapshot | WireSnapshot |
 * | GET stream?epoch=&seq= | text/event-stream of `delta`, `hb`, `alarm`, `case`, `vitals`; starts after `seq` |
 * | GET objects/:id | WireObjectDetail |
 * | GET objects/:id/history?property=&from=&to=&points= | WireHistory |
 * | GET closed-cases?since= | closed cases count and list (paged) |
 * | POST demo/feed {state} | demo back end only: stop or resume the stream |
 */
import type { ObservedProperty } from '../domain/reading';
import type { Warning } from '../domain/warning';
import type { Case } from '../domain/case';
import type { Responsibility } from '../domain/objectSummary';

export const WIRE_PROTO = 1;

export interface WireHello {
  readonly proto: number; readonly serverTime: number; readonly epoch: string; readonly seq: number; readonly schemaHash: string;
  readonly city: string; readonly demo: boolean; readonly heartbeatMs: number;
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
}
export interface WireDelta {
  readonly epoch: string; readonly from: number; readonly to: number;
  readonly objects: WireObjects & { readonly i: readonly number[] };
  readonly readings: WireReadings & { readonly i: readonly number[] };
  readonly moves: WireMoves;
}
export interface WireHeartbeat { readonly serverTime: number; readonly seq: number; readonly alarmSeq: number; readonly caseSeq: number }
export interface WireAlarm { readonly seq: number; readonly warning: Warning }
export interface WireCase { readonly seq: number; readonly case: Case }
export interface WireVitals { readonly at: number; readonly values: Readonly<Record<string, number>> }
export interface WireObjectDetail { readonly id: string; readonly responsibility: Responsibility | null; readonly documents: readonly { readonly titleZh: string; readonly titleEn: string; readonly origin: string; readonly at: number }[] }
export interface WireHistory { readonly id: string; readonly property: string; readonly t: readonly number[]; readonly v: readonly (number | null)[] }
