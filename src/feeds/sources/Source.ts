/**
 * What an adapter of a foreign system is: it joins, says what it will speak of, tells what it hears in the cockpit's own terms, and ends
 * by throwing a FeedFault. Order, gaps, duplicates, times, retries, quarantine and the dictionary are not its business: `createSourceFeed`
 * does them for every adapter alike. An adapter is written after reading this page.
 */
import type { Case } from '../../domain/case';
import type { Warning } from '../../domain/warning';
import type { Clock, Random } from '../feed';
import type { RefusalReason } from '../decode/refusals';

/** Index into QUALITIES: 0 good, 1 uncertain, 2 bad, 3 missing. */
export type QualityIndex = 0 | 1 | 2 | 3;
/** One datastream by the city's own names: id of the pack's object, key of an observed property. */
export interface StreamName { readonly objectId: string; readonly property: string }
/** `at`: the source's own time, ms since epoch; `value` null = said to be missing. Value in the property's unit. */
export interface Observation extends StreamName { readonly value: number | null; readonly at: number; readonly quality: QualityIndex }

export interface SourceSink {
  /** Everything that will be spoken of, before the first observation of a connection. Another list begins another epoch. */
  expect(streams: readonly StreamName[]): void;
  observe(observation: Observation): void;
  place(objectId: string, lon: number, lat: number, heading: number): void;
  /** Whole records; told again when they change, never conflated. */
  warning(warning: Warning): void;
  case(item: Case): void;
  /** What stands now has been told. `lost` = how many of the promised values did not arrive although the source holds them. */
  complete(lost?: number): void;
  /** Something arrived, whatever it was. */
  heard(): void;
  refuse(reason: RefusalReason, count?: number): void;
}
export interface SourceEnvironment { readonly signal: AbortSignal; readonly clock: Clock; readonly random: Random; readonly fetch: typeof fetch; readonly sink: SourceSink }
/** One connection from its beginning to its end. */
export type SourceAdapter = (environment: SourceEnvironment) => Promise<never>;
