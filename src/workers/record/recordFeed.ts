/** Listens to a back end's feed for a while and answers a recorded file of it. Clock and fetch are injected. */
import type { FeedDictionary } from '../../domain/feedEvent';
import type { Clock } from '../../feeds/feed';
import { createServerSentEventsFeed } from '../../feeds/serverSentEvents';
import { createBatchGate } from '../feed/batchGate';
import { createConflator } from '../feed/conflator';
import { createRecorder, type Recorder } from '../feed/createRecorder';
import { toRecordingFile } from '../feed/createPastDesk';
import { createMemoryShelf } from '../feed/segmentShelf';

export interface RecordFeedOptions {
  /** Absolute base of the back end, ends with `/`. */
  readonly apiBase: string;
  readonly token?: string;
  readonly minutes: number;
  readonly clock: Clock; readonly fetch: typeof fetch; readonly random: () => number;
  /** Connection news for the person who waits. */
  readonly onPhase?: (phase: string, reason: string | null) => void;
}
export interface RecordedFile { readonly bytes: Uint8Array; readonly from: number; readonly to: number }

const TICK_MS = 1000;

async function toFile(dictionary: FeedDictionary, recorder: Recorder): Promise<RecordedFile> {
  const pieces = await recorder.pieces();
  const [first] = pieces;
  if (!first) throw new Error('Nothing was received from the back end.');
  return { bytes: toRecordingFile(dictionary, pieces), from: first.from, to: pieces.at(-1)?.to ?? first.to };
}

/** Rejects when the back end refuses, or when nothing came in all that time. A new epoch ends the recording early. */
export function recordFeed(options: RecordFeedOptions): Promise<RecordedFile> {
  const { clock } = options;
  const conflator = createConflator({ now: clock.now, gate: createBatchGate(() => undefined) });
  conflator.hold(true);
  let held: { readonly dictionary: FeedDictionary; readonly recorder: Recorder } | null = null;
  return new Promise((resolve, reject) => {
    let ended = false;
    let ticking = 0;
    function end(refusal: string | null): void {
      if (ended) return;
      ended = true;
      clock.clearTimeout(limit);
      clock.clearTimeout(ticking);
      feed.dispose();
      if (refusal !== null) reject(new Error(refusal));
      else if (held) toFile(held.dictionary, held.recorder).then(resolve, reject);
      else reject(new Error('Nothing was received from the back end.'));
    }
    const tick = (): void => { held?.recorder.tick(); ticking = clock.setTimeout(tick, TICK_MS); };
    const limit = clock.setTimeout(() => end(null), options.minutes * 60_000);
    const feed = createServerSentEventsFeed({
      apiBase: options.apiBase, clock, random: options.random, fetch: options.fetch, ...(options.token ? { token: options.token } : {}),
      emit(event) {
        if (ended) return;
        if (event.type === 'dictionary' && held && held.dictionary.epoch !== event.dictionary.epoch) { end(null); return; }
        conflator.accept(event);
        if (event.type === 'dictionary') held ??= { dictionary: event.dictionary, recorder: createRecorder({ dictionary: event.dictionary, shelf: createMemoryShelf(), scope: 'file', serverNow: conflator.serverNow }) };
        held?.recorder.accept(event);
        if (event.type !== 'connection') return;
        options.onPhase?.(event.connection.phase, event.connection.reason);
        if (event.connection.phase === 'refused') end(`The back end refuses the feed (${event.connection.reason ?? 'without a reason'}).`);
      },
    });
    tick();
    feed.start();
  });
}
