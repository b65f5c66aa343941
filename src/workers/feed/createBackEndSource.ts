/**
 * The back end's recording: `GET recording` says from when to when, `GET recording/<from>` brings one segment. Complete ones are kept
 * in this browser; the one that is still growing is asked anew when it is too short.
 */
import type { FeedDictionary } from '../../domain/feedEvent';
import { decodeSegment, readSegmentHead } from '../../history/decodeSegment';
import { layoutOf } from '../../history/layoutOf';
import { BUDGET_BYTES_PER_OBJECT_DAY, RECORDING_MS, type TimeMark } from '../../history/recording';
import type { FileSegment } from '../../history/recordingFile';
import type { Segment } from '../../history/Segment';
import { checkMarks, checkRecords } from './checkRecords';
import { createMarkBook } from './markBook';
import { TimeFault, type SegmentSource } from './SegmentSource';
import type { SegmentShelf } from './segmentShelf';

/** Decoded segments that stay at hand: the one shown, its neighbours, and where the cockpit stood before. */
const AT_HAND = 4;
/** A growing segment is not asked for again sooner than this, ms of our time. */
const REFRESH_MS = 1000;

export interface BackEndSourceOptions {
  readonly apiBase: string; readonly token: string | undefined; readonly fetch: typeof fetch; readonly shelf: SegmentShelf; readonly dictionary: FeedDictionary;
  /** Epoch and session: what one role saw is not shown to another. */
  readonly scope: string;
  readonly now: () => number; readonly serverNow: () => number;
}
export interface BackEndSource extends SegmentSource { addMark(mark: TimeMark): void }

/** Null = this back end keeps no recording, or of another epoch. Rejects when it could not be asked. */
export async function openBackEndSource(options: BackEndSourceOptions): Promise<BackEndSource | null> {
  const { shelf, scope, dictionary } = options;
  const layout = layoutOf(dictionary);
  const headers = options.token ? { authorization: `Bearer ${options.token}` } : {};
  async function ask(path: string): Promise<Response> {
    try { return await options.fetch(options.apiBase + path, { cache: 'no-store', headers }); } catch { throw new TimeFault('unreachable'); }
  }
  const response = await ask('recording');
  if (response.status === 404) return null;
  if (!response.ok) throw new TimeFault(response.status < 500 ? 'refused' : 'unreachable');
  const info: unknown = await response.json().catch(() => null);
  const field = (name: string): unknown => (typeof info === 'object' && info !== null ? (info as Record<string, unknown>)[name] : undefined);
  const from = field('from');
  const segmentMs = field('segmentMs');
  if (typeof from !== 'number' || typeof segmentMs !== 'number' || !(segmentMs >= 1000) || !Number.isFinite(from) || field('epoch') !== dictionary.epoch) return null;
  const marks = createMarkBook();
  if (Array.isArray(field('marks'))) marks.take(checkMarks(field('marks') as TimeMark[]));

  const atHand = new Map<number, { readonly segment: Segment; readonly askedAt: number }>();
  const loading = new Map<number, Promise<Segment>>();
  const start = (): number => Math.max(from, options.serverNow() - RECORDING_MS);

  function keep(begin: number, segment: Segment): Segment {
    atHand.delete(begin);
    atHand.set(begin, { segment, askedAt: options.now() });
    for (const key of atHand.keys()) if (atHand.size > AT_HAND) atHand.delete(key);
    return segment;
  }
  function decode(bytes: Uint8Array): Segment {
    try { return checkRecords(decodeSegment(bytes, layout)); } catch { throw new TimeFault('broken'); }
  }
  async function askBytes(begin: number): Promise<Uint8Array> {
    const answer = await ask(`recording/${begin}`);
    if (answer.status === 404) throw new TimeFault('notRecorded');
    if (!answer.ok) throw new TimeFault(answer.status < 500 ? 'refused' : 'unreachable');
    return new Uint8Array(await answer.arrayBuffer().catch(() => { throw new TimeFault('unreachable'); }));
  }
  async function load(begin: number): Promise<Segment> {
    const kept = await shelf.get(scope, begin);
    if (kept) {
      try { return keep(begin, decode(kept.bytes)); } catch { await shelf.remove(scope, begin); }
    }
    const bytes = await askBytes(begin);
    const segment = keep(begin, decode(bytes));
    if (segment.complete) {
      await shelf.put(scope, { from: begin, to: segment.to, complete: true, bytes });
      await shelf.trim(scope, options.serverNow() - RECORDING_MS, BUDGET_BYTES_PER_OBJECT_DAY * layout.objectCount);
    }
    return segment;
  }
  return {
    origin: 'backEnd', dictionary,
    range: () => ({ from: start(), to: options.serverNow() }),
    marks: () => marks.from(start()), marksSince: () => Math.max(start(), marks.wholeSince), addMark: marks.add,
    storedBytes: async () => (await shelf.list(scope)).reduce((sum, head) => sum + head.size, 0),
    async pieces() {
      const now = options.serverNow();
      const all: FileSegment[] = [];
      for (let begin = Math.floor(start() / segmentMs) * segmentMs; begin < now; begin += segmentMs) {
        try {
          const bytes = (await shelf.get(scope, begin))?.bytes ?? await askBytes(begin);
          const head = readSegmentHead(bytes);
          all.push({ from: head.from, to: head.to, bytes });
        } catch (error) {
          // a quarter that nobody kept is a gap of the file; a back end that cannot be asked makes no file
          if (!(error instanceof TimeFault) || error.reason !== 'notRecorded') throw error instanceof TimeFault ? error : new TimeFault('broken');
        }
      }
      return all;
    },
    async segmentAt(time) {
      const begin = Math.floor(time / segmentMs) * segmentMs;
      const held = atHand.get(begin);
      if (held && (held.segment.complete || held.segment.to > time || options.now() - held.askedAt < REFRESH_MS)) return held.segment;
      let asked = loading.get(begin);
      if (!asked) {
        asked = load(begin).finally(() => loading.delete(begin));
        loading.set(begin, asked);
      }
      return asked;
    },
  };
}
