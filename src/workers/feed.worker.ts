/// <reference lib="webworker" />
/** Module worker that owns the feed: connection, decoding, conflation, the staleness clock and the past, none of which a busy or hidden page may slow. */
import { transferables } from './feed/batchGate';
import { createFeedHost } from './feed/createFeedHost';
import { createSegmentShelf } from './feed/segmentShelf';
import type { FeedWorkerMessage } from './protocol';

declare const self: DedicatedWorkerGlobalScope;

const TICK_MS = 100;
const host = createFeedHost({
  clock: { now: () => Date.now(), setTimeout: (callback, ms) => self.setTimeout(callback, ms), clearTimeout: (handle) => self.clearTimeout(handle) },
  random: Math.random, fetch: (input, init) => self.fetch(input, init), shelf: createSegmentShelf(),
  post: (answer) => self.postMessage(answer, answer.type === 'batch' ? transferables(answer.batch) : answer.type === 'pastAnswer' && answer.ok && answer.result instanceof ArrayBuffer ? [answer.result] : []),
});
const timer = self.setInterval(() => host.tick(), TICK_MS);

self.addEventListener('message', (message: MessageEvent<FeedWorkerMessage>) => {
  host.receive(message.data);
  if (message.data.type !== 'stop') return;
  host.dispose();
  self.clearInterval(timer);
  self.close();
});
self.addEventListener('online', () => host.retryNow());
