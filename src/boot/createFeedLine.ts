/** The line to the feed worker before and after it exists: wishes about time wait, news goes to whoever listens. */
import type { RecordingNews, TimePort } from '../state/ports/timePort';
import type { FeedClient } from '../workers/feedClient';

export interface FeedLine {
  readonly time: TimePort;
  setSession(token: string, view: string): void;
  attach(client: FeedClient): void;
  tell(news: RecordingNews): void;
}

export function createFeedLine(): FeedLine {
  let client: FeedClient | null = null;
  const waiting: ((client: FeedClient) => void)[] = [];
  const listeners = new Set<(news: RecordingNews) => void>();
  const last = new Map<RecordingNews['type'], RecordingNews>();
  const withClient = (run: (client: FeedClient) => void): void => { if (client) run(client); else waiting.push(run); };
  return {
    time: {
      ask: (wish) => { withClient((feed) => { feed.ask(wish); }); },
      openFile: (bytes, at) => { withClient((feed) => { feed.openFile(bytes, at); }); },
      past: (name, args) => new Promise((resolve, reject) => { withClient((feed) => { feed.past(name, args).then(resolve, reject); }); }),
      onNews(listener) {
        listeners.add(listener);
        // What can be looked back to may have been told before anybody listened.
        for (const type of ['recording', 'sources'] as const) { const known = last.get(type); if (known) listener(known); }
        return () => { listeners.delete(listener); };
      },
    },
    // Before the feed is joined the token travels with the start.
    setSession: (token, view) => { client?.setSession(token, view); },
    attach(next) { client = next; for (const run of waiting.splice(0)) run(next); },
    tell(news) { last.set(news.type, news); for (const listener of listeners) listener(news); },
  };
}
