/// <reference lib="webworker" />
/** Module worker that owns the feed: connection, decoding, conflation and the staleness clock, none of which a busy or hidden page may slow. */
import type { Clock } from '../feeds/feed';
import { createServerSentEventsFeed } from '../feeds/serverSentEvents';
import { createConflator, transferables } from './feed/conflator';
import type { FeedWorkerAnswer, FeedWorkerMessage } from './protocol';

declare const self: DedicatedWorkerGlobalScope;

const TICK_MS = 100;
const clock: Clock = { now: () => Date.now(), setTimeout: (callback, ms) => self.setTimeout(callback, ms), clearTimeout: (handle) => self.clearTimeout(handle) };
const conflator = createConflator({
  now: clock.now,
  post: (batch) => self.postMessage({ type: 'batch', batch } satisfies FeedWorkerAnswer, transferables(batch)),
});
let feed: ReturnType<typeof createServerSentEventsFeed> | null = null;
let timer = 0;

self.addEventListener('message', (message: MessageEvent<FeedWorkerMessage>) => {
  const { data } = message;
  if (data.type === 'start' && !feed) {
    feed = createServerSentEventsFeed({
      apiBase: data.apiBase, clock, random: Math.random, fetch: (input, init) => self.fetch(input, init),
      emit: (event) => { conflator.accept(event); if (event.type === 'connection') conflator.tick(); },
    });
    timer = self.setInterval(() => conflator.tick(), TICK_MS);
    feed.start();
  } else if (data.type === 'acknowledge') conflator.acknowledge(data.batch);
  else if (data.type === 'visible') feed?.retryNow();
  else if (data.type === 'stop') {
    feed?.dispose();
    self.clearInterval(timer);
    self.close();
  }
});
self.addEventListener('online', () => feed?.retryNow());
