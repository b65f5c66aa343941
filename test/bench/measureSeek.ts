/**
 * From the wish to stand at an instant to the page's table that shows it: feed worker (ask the back end, check and decode the segment,
 * fill the tables, cut the batch), the message to the page (a structured clone), the city table. Without network and without drawing;
 * the back end answers ready bytes.
 */
import type { FeedDictionary } from '../../src/domain/feedEvent';
import { createManualClock } from '../../src/feeds/manualClock';
import { SEGMENT_MS } from '../../src/history/recording';
import { createCatalogue } from '../../src/state/city/createCatalogue';
import { createCityStore } from '../../src/state/city/createCityStore';
import { createFeedHost } from '../../src/workers/feed/createFeedHost';
import { createMemoryShelf } from '../../src/workers/feed/segmentShelf';
import type { FeedBatch } from '../../src/workers/protocol';

export interface SeekFigures { readonly shownMedianMs: number; readonly shownP95Ms: number; readonly shownWorstMs: number; /** Processor time of one such seek, collecting garbage included: what it costs also where other work runs. */ readonly shownCpuMs: number; /** Into a neighbour of where the cockpit had come to rest. */ readonly besideMedianMs: number }
const RESTING_MS = 1000;

/** `segments`: a whole day from `from` on, each of SEGMENT_MS; `random`: 0 … 1. Times in ms of this computer. */
export async function measureSeek(dictionary: FeedDictionary, segments: readonly Uint8Array[], from: number, turns: number, random: () => number): Promise<SeekFigures> {
  const { objectIds, properties } = dictionary;
  const count = objectIds.length;
  const to = from + segments.length * SEGMENT_MS;
  const clock = createManualClock(to);
  const batches: FeedBatch[] = [];
  const json = (body: unknown): Response => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  const columns = <Value>(length: number, value: Value): Value[] => Array.from({ length }, () => value);
  const streams = dictionary.datastreamObject.length;
  function answer(path: string): Response {
    if (path === 'hello') return json({ proto: 1, serverTime: clock.now(), epoch: dictionary.epoch, seq: 1, schemaHash: 'h', city: 'c', demo: true, heartbeatMs: 60_000, dict: { objects: objectIds, properties, datastreams: { object: [...dictionary.datastreamObject], property: [...dictionary.datastreamProperty] } } });
    if (path === 'snapshot') {
      return json({
        epoch: dictionary.epoch, seq: 1, count, serverTime: clock.now(), objects: { rank: columns(count, 0), status: columns(count, 0), since: columns(count, from) },
        readings: { v: columns(streams, null), t: columns(streams, null), q: columns(streams, 3) }, moves: { i: [], lon: [], lat: [], h: [] }, alarmSeq: 0, caseSeq: 0, warnings: [], cases: [], vitals: {},
      });
    }
    if (path.startsWith('stream')) return new Response(new ReadableStream<Uint8Array>(), { headers: { 'content-type': 'text/event-stream' } });
    if (path === 'recording') return json({ epoch: dictionary.epoch, from, to, segmentMs: SEGMENT_MS, marks: [] });
    const bytes = segments[(Number(path.split('/')[1]) - from) / SEGMENT_MS];
    return bytes ? new Response(bytes.slice()) : new Response('', { status: 404 });
  }
  const host = createFeedHost({
    clock, random: () => 0.5, shelf: createMemoryShelf(), fetch: ((input: string) => Promise.resolve(answer(input.replace('http://x/', '')))) as typeof fetch,
    post: (message) => { if (message.type === 'batch') batches.push(message.batch); },
  });
  const store = createCityStore({
    now: clock.now,
    catalogue: createCatalogue([{
      first: 0, count, buildings: { first: 0, count: 0 },
      columns: { index: Uint32Array.from(objectIds, (_, k) => k), ids: objectIds, kind: columns(count, 'camera'), namesZh: objectIds, namesEn: objectIds, lon: new Float64Array(count), lat: new Float64Array(count), elevation: new Float32Array(count), hosts: columns(count, null), symbol: new Uint8Array(count).fill(1) },
    }]),
  });
  const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
  /** Hands over what the worker has sent until the table fits. */
  async function until(fits: () => boolean): Promise<void> {
    for (let k = 0; k < 10_000 && !fits(); k++) {
      host.tick();
      for (const batch of batches.splice(0)) { store.apply(structuredClone(batch)); host.receive({ type: 'acknowledge', batch: batch.batch }); }
      if (!fits()) await turn();
    }
    if (!fits()) throw new Error('the cockpit never came to stand there');
  }
  async function seek(at: number): Promise<number> {
    const began = performance.now();
    host.receive({ type: 'time', wish: { seek: at } });
    await until(() => store.instant === at);
    return performance.now() - began;
  }
  host.receive({ type: 'start', apiBase: 'http://x/', origin: 'x', seed: 0 });
  await until(() => store.connection.phase === 'live');
  for (let k = 0; k < 50; k++) await turn();
  const shown: number[] = [];
  const spent: number[] = [];
  for (let k = 0; k < turns; k++) {
    const before = process.cpuUsage();
    shown.push(await seek(from + Math.floor(random() * (to - from - 5000))));
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1000);
  }
  const beside: number[] = [];
  for (let k = 0; k < turns / 4; k++) {
    const number = 1 + Math.floor(random() * (segments.length - 2));
    await seek(from + (number + 0.5) * SEGMENT_MS);
    clock.advance(RESTING_MS);
    host.tick();
    for (let rest = 0; rest < 20; rest++) await turn();
    beside.push(await seek(from + (number + (k % 2 === 0 ? 1.2 : -0.2)) * SEGMENT_MS));
  }
  host.dispose();
  const at = (times: number[], share: number): number => Math.round((times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN) * 10) / 10;
  return { shownMedianMs: at(shown, 0.5), shownP95Ms: at(shown, 0.95), shownWorstMs: at(shown, 1), shownCpuMs: at(spent, 0.5), besideMedianMs: at(beside, 0.5) };
}
