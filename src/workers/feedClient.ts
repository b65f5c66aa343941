/** The page's end of the feed worker: hands every batch on and acknowledges it, so that the worker never runs ahead of the page. */
import type { FeedBatch, FeedWorkerAnswer, FeedWorkerMessage } from './protocol';

export interface FeedClientOptions {
  /** Base of the back end, absolute or relative to the page. */
  readonly apiBase: string;
  readonly seed?: number;
  readonly onBatch: (batch: FeedBatch) => void;
  readonly onError?: (reason: string) => void;
}
export interface FeedClient { dispose(): void }

export function createFeedClient({ apiBase, seed = 0, onBatch, onError }: FeedClientOptions): FeedClient {
  const worker = new Worker(new URL('./feed.worker.ts', import.meta.url), { type: 'module', name: 'feed' });
  const send = (message: FeedWorkerMessage): void => worker.postMessage(message);
  worker.addEventListener('message', (message: MessageEvent<FeedWorkerAnswer>) => {
    if (message.data.type !== 'batch') return;
    const { batch } = message.data;
    try {
      onBatch(batch);
    } finally {
      send({ type: 'acknowledge', batch: batch.batch });
    }
  });
  worker.addEventListener('error', (event) => onError?.(event.message || 'the feed worker could not start'));
  const onVisible = (): void => { if (document.visibilityState === 'visible') send({ type: 'visible' }); };
  document.addEventListener('visibilitychange', onVisible);
  send({ type: 'start', apiBase: new URL(apiBase, document.baseURI).href, origin: location.origin, seed });
  return {
    dispose() {
      document.removeEventListener('visibilitychange', onVisible);
      send({ type: 'stop' });
    },
  };
}
