/** Starts the demo back end when no real one is configured, then the feed worker, and hands its batches to the store. */
import type { CityStore } from '../state/city/CityStore';
import type { FeedBatch } from '../workers/protocol';
import { createFeedClient, type FeedClient, type RecordingNews } from '../workers/feedClient';
import { readFeedConfig } from './readFeedConfig';
import { startDemo, type DemoOptions } from './startDemo';

export interface BackEndOptions extends DemoOptions {
  readonly apiBase: string;
  readonly store: CityStore & { apply(batch: FeedBatch): void };
  onBackend(): void;
  /** Signs in before the feed is joined, so that nobody receives what another session may see. Answers the token, and what it sees. */
  signIn(): Promise<{ readonly token: string; readonly view?: string }>;
  onClient(client: FeedClient): void;
  onNews(news: RecordingNews): void;
  onBatch(batch: FeedBatch): void;
}

export async function startBackEnd(options: BackEndOptions): Promise<void> {
  const { config: feeds, problem } = await readFeedConfig(options.environment, options.baseUrl);
  if (problem !== null) { options.onFailed(problem); return; }
  if (!await startDemo(options)) return;
  options.onBackend();
  const { token, view } = await options.signIn();
  options.onClient(createFeedClient({
    apiBase: options.apiBase, token, ...(view === undefined ? {} : { view }), ...(feeds ? { feeds } : {}), onNews: (news) => { options.onNews(news); },
    onBatch(batch) {
      options.store.apply(batch);
      options.onBatch(batch);
    },
    onError: (reason) => options.onFailed(reason),
  }));
}
