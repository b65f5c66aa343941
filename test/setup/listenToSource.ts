/** What a cockpit hears of a source under test: its events in order, and what stands on the screen by them. */
import { vi } from 'vitest';
import type { FeedEvent } from '../../src/domain/feedEvent';
import type { ObservedProperty } from '../../src/domain/reading';
import type { Clock, Feed } from '../../src/feeds/feed';

export const level: ObservedProperty = { key: 'level', nameZh: '水位', nameEn: 'Level', unit: 'm', decimals: 2, samplingSeconds: 60, normalRange: [null, null], levels: { I: null, II: null, III: null, IV: null }, direction: 'rising', basis: '' };
export const realClock: Clock = { now: () => Date.now(), setTimeout: (callback, ms) => Number(setTimeout(callback, ms)), clearTimeout: (handle) => clearTimeout(handle) };
export const until = (check: () => unknown): Promise<unknown> => vi.waitUntil(check, { timeout: 60_000, interval: 20 });

export interface Listener {
  readonly events: readonly FeedEvent[];
  of<Type extends FeedEvent['type']>(type: Type): Extract<FeedEvent, { type: Type }>[];
  /** `phase:reason` of every change. */
  phases(): string[];
  refused(): Record<string, number>;
  /** Newest value of each object since the last snapshot; NaN = missing. */
  readings(): Map<string, number>;
  dispose(): void;
}
/** Starts the feed that `make` builds on the given `emit`. */
export function listenTo(make: (emit: (event: FeedEvent) => void) => Feed): Listener {
  const events: FeedEvent[] = [];
  const of = <Type extends FeedEvent['type']>(type: Type) => events.filter((event): event is Extract<FeedEvent, { type: Type }> => event.type === type);
  const feed = make((event) => { events.push(event); });
  feed.start();
  return {
    events, of,
    phases: () => of('connection').map(({ connection }) => `${connection.phase}:${connection.reason ?? ''}`),
    refused: () => of('refused').reduce<Record<string, number>>((sum, { reason, count }) => ({ ...sum, [reason]: (sum[reason] ?? 0) + count }), {}),
    readings() {
      const dictionary = of('dictionary').at(-1)?.dictionary;
      const found = new Map<string, number>();
      for (const event of events.slice(events.findLastIndex((one) => one.type === 'snapshot'))) if (event.type === 'snapshot' || event.type === 'delta') {
        event.readings.datastream.forEach((stream, k) => { found.set(dictionary?.objectIds[dictionary.datastreamObject[stream] ?? -1] ?? '?', event.readings.value[k] ?? NaN); });
      }
      return found;
    },
    dispose: () => feed.dispose(),
  };
}
