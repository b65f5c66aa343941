/** Where the cockpit stands in time, as the feed worker carries it out. */
import type { FeedWorkerAnswer, PastQuestion, PastQuestions, TimeWish } from '../../workers/protocol';

export type RecordingNews = Extract<FeedWorkerAnswer, { type: 'recording' | 'timeRefused' | 'sources' }>;

export interface TimePort {
  ask(wish: TimeWish): void;
  /** A recorded file instead of the live feed, at an instant of it or at its beginning; null returns. */
  openFile(bytes: ArrayBuffer | null, at?: number | null): void;
  /** Asks the recording that is stood in, or for all that can be looked back to as a file. Rejects with the reason why it cannot tell. */
  past<Name extends PastQuestion>(name: Name, args: PastQuestions[Name]['args']): Promise<PastQuestions[Name]['result']>;
  onNews(listener: (news: RecordingNews) => void): () => void;
}
