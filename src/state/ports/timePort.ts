/** Where the cockpit stands in time, as the feed worker carries it out. */
import type { FeedWorkerAnswer, TimeWish } from '../../workers/protocol';

export type RecordingNews = Extract<FeedWorkerAnswer, { type: 'recording' | 'timeRefused' }>;

export interface TimePort {
  ask(wish: TimeWish): void;
  /** A recorded file instead of the live feed, at an instant of it or at its beginning; null returns. */
  openFile(bytes: ArrayBuffer | null, at?: number | null): void;
  onNews(listener: (news: RecordingNews) => void): () => void;
}
