/** At most one batch on its way to the page: the next one waits for its acknowledgement. Also knows which dictionary the page has. */
import type { FeedDictionary } from '../../domain/feedEvent';
import type { FeedBatch } from '../protocol';

export interface BatchGate {
  readonly open: boolean;
  /** The dictionary the page counts by; a batch with another one carries it along. */
  readonly dictionary: FeedDictionary | null;
  /** Adds the number, and the dictionary when the page has another one. */
  send(batch: Omit<FeedBatch, 'batch' | 'dictionary'>, dictionary: FeedDictionary | null): void;
  acknowledge(batch: number): void;
}

export function createBatchGate(post: (batch: FeedBatch) => void): BatchGate {
  let number = 0;
  let inFlight = 0;
  let known: FeedDictionary | null = null;
  return {
    get open() { return inFlight === 0; },
    get dictionary() { return known; },
    send(batch, dictionary) {
      const news = dictionary !== null && dictionary !== known;
      if (dictionary) known = dictionary;
      inFlight = ++number;
      post({ batch: inFlight, ...batch, ...(news ? { dictionary } : {}) });
    },
    acknowledge(batch) { if (batch === inFlight) inFlight = 0; },
  };
}

/** Buffers of a batch that may be handed over instead of copied. The dictionary stays: the worker keeps using it. */
export function transferables(batch: FeedBatch): ArrayBuffer[] {
  const { readings, moves } = batch;
  const arrays = [batch.object, batch.rank, batch.freshness, batch.status, batch.sinceMs, readings.datastream, readings.value, readings.observedAt, readings.quality,
    readings.freshness, moves.object, moves.lon, moves.lat, moves.heading];
  return [...new Set(arrays.filter((array) => array.length > 0).map((array) => array.buffer as ArrayBuffer))];
}
