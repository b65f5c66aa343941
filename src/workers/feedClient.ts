/** The page's end of the feed worker: hands every batch on and acknowledges it, so that the worker never runs ahead of the page. */
import type { FeedConfig } from '../feeds/config/feedConfig';
import type { FeedBatch, FeedWorkerAnswer, FeedWorkerMessage, PastQuestion, PastQuestions, TimeWish } from './protocol';

type PastCall = <Name extends PastQuestion>(name: Name, args: PastQuestions[Name]['args']) => Promise<PastQuestions[Name]['result']>;
export type RecordingNews = Extract<FeedWorkerAnswer, { type: 'recording' | 'timeRefused' | 'sources' }>;
export interface FeedClientOptions {
  /** Base of the back end, absolute or relative to the page. */
  readonly apiBase: string;
  readonly seed?: number;
  /** Bearer token of the session; absent = a visitor's. */
  readonly token?: string;
  /** Names what the session sees; a reload that signs in anew then finds its past again. Absent = told apart by token. */
  readonly view?: string;
  /** Sources to listen to instead of the back end's own stream. */
  readonly feeds?: FeedConfig;
  /** False = only recorded files are shown: no feed is joined. @default true */
  readonly join?: boolean;
  readonly onBatch: (batch: FeedBatch) => void;
  readonly onError?: (reason: string) => void;
  /** What can be looked back to, and wishes that could not be carried out. */
  readonly onNews?: (news: RecordingNews) => void;
}
export interface FeedClient {
  /** Joins the feed anew as another session. */
  setSession(token: string, view?: string): void;
  ask(wish: TimeWish): void;
  /** Asks the recording; rejects with the reason why it cannot tell. */
  readonly past: PastCall;
  openFile(bytes: ArrayBuffer | null, at?: number | null): void;
  dispose(): void;
}

export function createFeedClient({ apiBase, seed = 0, token, view, feeds, join = true, onBatch, onError, onNews }: FeedClientOptions): FeedClient {
  const worker = new Worker(new URL('./feed.worker.ts', import.meta.url), { type: 'module', name: 'feed' });
  const send = (message: FeedWorkerMessage, handedOver: Transferable[] = []): void => worker.postMessage(message, handedOver);
  const calls = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let lastCall = 0;
  worker.addEventListener('message', (message: MessageEvent<FeedWorkerAnswer>) => {
    if (message.data.type === 'pastAnswer') {
      const call = calls.get(message.data.id);
      calls.delete(message.data.id);
      if (message.data.ok) call?.resolve(message.data.result);
      else call?.reject(new Error(message.data.reason));
      return;
    }
    if (message.data.type !== 'batch') { onNews?.(message.data); return; }
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
  if (join) send({ type: 'start', apiBase: new URL(apiBase, document.baseURI).href, origin: location.origin, seed, ...(token ? { token } : {}), ...(view ? { view } : {}), ...(feeds ? { feeds } : {}) });
  return {
    setSession: (next, nextView) => send({ type: 'session', token: next, ...(nextView ? { view: nextView } : {}) }),
    ask: (wish) => send({ type: 'time', wish }),
    past: (name, args) => new Promise((resolve, reject) => {
      const id = ++lastCall;
      calls.set(id, { resolve: (result) => { resolve(result as never); }, reject });
      send({ type: 'past', id, name, args } as FeedWorkerMessage);
    }),
    openFile: (bytes, at = null) => send({ type: 'recordingFile', bytes, at }, bytes ? [bytes] : []),
    dispose() {
      document.removeEventListener('visibilitychange', onVisible);
      send({ type: 'stop' });
    },
  };
}
