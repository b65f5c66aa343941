/**
 * The feed worker without the worker: one feed, the live table, the past and what the page is told of them. Clock, fetch and shelf
 * are injected, so that a test runs it as it is.
 */
import type { FeedEvent } from '../../domain/feedEvent';
import { shortDigest } from '../../domain/shortDigest';
import type { Clock, Feed, Random } from '../../feeds/feed';
import type { FeedConfig } from '../../feeds/config/feedConfig';
import { createSourceWatch, type SourceWatch } from '../../feeds/doctor/createSourceWatch';
import { addressOf, openFeed } from '../../feeds/openFeed';
import { markOfCase, markOfFigure, markOfWarning } from '../../history/toMark';
import { layoutOf } from '../../history/layoutOf';
import type { FeedWorkerAnswer, FeedWorkerMessage } from '../protocol';
import { createBatchGate } from './batchGate';
import { createConflator } from './conflator';
import { openBackEndSource, type BackEndSource } from './createBackEndSource';
import { openFileSource } from './createFileSource';
import { createRecorder, type Recorder } from './createRecorder';
import { createPastDesk } from './createPastDesk';
import { createTimeMachine } from './createTimeMachine';
import { createLiveRecords } from './liveRecords';
import { TimeFault, type SegmentSource } from './SegmentSource';
import type { SegmentShelf } from './segmentShelf';

/** What can be looked back to is told again at least this often, ms. */
const NEWS_MS = 15_000;
/** How each source does is told so often, ms. */
const HEALTH_MS = 2000;
const RECORDER_TICK_MS = 1000;
/** Another look for the back end's recording after a failure, ms. */
const ASK_AGAIN_MS = 10_000;

export interface FeedHostOptions {
  readonly clock: Clock; readonly random: Random; readonly fetch: typeof fetch; readonly shelf: SegmentShelf;
  readonly post: (answer: FeedWorkerAnswer) => void;
}
export interface FeedHost { receive(message: FeedWorkerMessage): void; tick(): void; retryNow(): void; dispose(): void }

export function createFeedHost({ clock, random, fetch, shelf, post }: FeedHostOptions): FeedHost {
  const { now } = clock;
  const gate = createBatchGate((batch) => post({ type: 'batch', batch }));
  const conflator = createConflator({ now, gate });
  const machine = createTimeMachine({ now, gate, conflator, refuse: (reason) => post({ type: 'timeRefused', reason }) });
  const live = createLiveRecords();
  let apiBase = '';
  let token = '';
  /** What the session sees; the same after it signed in anew. */
  let view = '';
  let feeds: FeedConfig | null = null;
  let watch: SourceWatch | null = null;
  let healthAt = -Infinity;
  let feed: Feed | null = null;
  let recorder: Recorder | null = null;
  let backEnd: BackEndSource | null = null;
  let file: SegmentSource | null = null;
  let visit = 0;
  let toldAt = -Infinity;
  let recordedAt = -Infinity;
  let retryAt = Infinity;

  const past = createPastDesk(() => machine.source);
  async function answerPast(question: Extract<FeedWorkerMessage, { type: 'past' }>): Promise<void> {
    const { id } = question;
    try { post({ type: 'pastAnswer', id, ok: true, result: await past(question) }); } catch (error) { post({ type: 'pastAnswer', id, ok: false, reason: error instanceof TimeFault ? error.reason : 'broken' }); }
  }

  async function tellRecording(): Promise<void> {
    toldAt = now();
    const { source } = machine;
    if (!source) return;
    const storedBytes = await source.storedBytes();
    const range = source.range();
    if (range && source === machine.source) post({ type: 'recording', from: range.from, to: range.to, marks: source.marks(), marksSince: source.marksSince(), storedBytes, storage: shelf.health, origin: source.origin });
  }
  function use(source: SegmentSource | null): void {
    if (!file) machine.setSource(source);
    void tellRecording();
  }

  /** Whether the back end keeps the past; else this browser begins to. */
  async function findSource(): Promise<void> {
    const { dictionary } = conflator;
    if (!dictionary) return;
    const mine = ++visit;
    retryAt = Infinity;
    // names a session's part of the shelf without keeping its token or its ids
    const scope = shortDigest([dictionary.epoch, layoutOf(dictionary).fingerprint, view]);
    try {
      const found = await openBackEndSource({ apiBase, token, fetch, shelf, dictionary, scope, now, serverNow: conflator.serverNow });
      if (mine !== visit) return;
      backEnd = found;
      if (found) { recorder = null; use(found); return; }
      use(recorder);
    } catch {
      if (mine === visit) retryAt = now() + ASK_AGAIN_MS;
    }
  }

  function accept(event: FeedEvent): void {
    if (event.type === 'dictionary') {
      backEnd = null;
      // begins at once, so that nothing is missing should the back end keep no recording
      recorder = createRecorder({ dictionary: event.dictionary, shelf, scope: shortDigest([apiBase, layoutOf(event.dictionary).fingerprint, view]), serverNow: conflator.serverNow });
    }
    recorder?.accept(event);
    if (backEnd) {
      const at = conflator.serverNow();
      const mark = event.type === 'warning' ? markOfWarning(event.warning, live.warnings.get(event.warning.id) ?? null, at) : event.type === 'case' ? markOfCase(event.case, live.cases.get(event.case.id) ?? null, at)
        : event.type === 'figure' ? markOfFigure(event.figure, live.figures.get(event.figure.id) ?? null, at) : null;
      if (mark) backEnd.addMark(mark);
    }
    live.accept(event);
    conflator.accept(event);
    if (event.type === 'dictionary') {
      // the past of another epoch is another city's
      if (!file && machine.source?.dictionary.epoch !== event.dictionary.epoch) machine.setSource(null);
      void findSource();
    }
    if (event.type === 'connection') { conflator.tick(); if (event.connection.phase === 'live' && machine.source === null && retryAt !== Infinity) retryAt = 0; }
  }
  function join(): void {
    feed?.dispose();
    const config: FeedConfig = feeds ?? { about: '', city: '', demo: false, properties: [], sources: [{ id: 'backEnd', adapter: 'sse', base: apiBase, silenceSeconds: 15 }] };
    const eye = createSourceWatch(config.sources.map((source) => ({ id: source.id, adapter: source.adapter, address: addressOf(source) })), now);
    watch = eye;
    feed = openFeed(config, { apiBase, token, clock, random, fetch, emit: accept }, (address) => new URL(address, new URL('..', apiBase)).href, eye.see);
    feed.start();
  }
  function openFile(bytes: ArrayBuffer | null, at: number | null): void {
    try {
      file = bytes ? openFileSource(new Uint8Array(bytes)) : null;
    } catch (error) {
      post({ type: 'timeRefused', reason: error instanceof TimeFault ? error.reason : 'badFile' });
      return;
    }
    machine.setSource(file ?? backEnd ?? recorder);
    void tellRecording();
    const range = file?.range();
    if (range) void machine.ask({ seek: at ?? range.from });
    else conflator.tick();
  }

  return {
    receive(message) {
      if (message.type === 'start' && !feed) {
        ({ apiBase } = message);
        feeds = message.feeds ?? null;
        token = message.token ?? '';
        view = message.view ?? token;
        join();
      } else if (message.type === 'session' && message.token !== token) {
        ({ token } = message);
        view = message.view ?? token;
        void recorder?.flush();
        if (apiBase) join();
      } else if (message.type === 'time') void machine.ask(message.wish);
      else if (message.type === 'past') void answerPast(message);
      else if (message.type === 'recordingFile') openFile(message.bytes, message.at ?? null);
      else if (message.type === 'acknowledge') {
        gate.acknowledge(message.batch);
        machine.tick();
      } else if (message.type === 'visible') feed?.retryNow();
    },
    tick() {
      const time = now();
      conflator.tick();
      if (watch && time - healthAt >= HEALTH_MS) { healthAt = time; post({ type: 'sources', sources: watch.health() }); }
      machine.tick();
      if (recorder && time - recordedAt >= RECORDER_TICK_MS) { recordedAt = time; recorder.tick(); }
      if (time >= retryAt) void findSource();
      if (time - toldAt >= NEWS_MS) void tellRecording();
    },
    retryNow: () => feed?.retryNow(),
    dispose() {
      void recorder?.flush();
      feed?.dispose();
    },
  };
}
