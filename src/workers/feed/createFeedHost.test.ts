import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../domain/case';
import { toObjectId } from '../../domain/ids';
import type { Warning } from '../../domain/warning';
import { isActive } from '../../domain/warning';
import { writeRecordingFile } from '../../history/recordingFile';
import { SEGMENT_MS } from '../../history/recording';
import { createCatalogue } from '../../state/city/createCatalogue';
import { createCityStore, type LiveCityStore } from '../../state/city/createCityStore';
import type { FeedBatch } from '../protocol';
import { createPastCity, fileDictionary, IDS, makeScript, segmentFrom, SPAN, START } from './fixtures/pastCity';
import { createMemoryShelf, createSegmentShelf } from './segmentShelf';

const catalogue = createCatalogue([{
  first: 0, count: IDS.length, buildings: { first: 0, count: 0 },
  columns: { index: Uint32Array.from(IDS, (_, k) => k), ids: IDS, kind: ['septicTank', 'septicTank', 'septicTank', 'vehicle'], namesZh: IDS, namesEn: IDS, lon: new Float64Array(4), lat: new Float64Array(4), elevation: new Float32Array(4), hosts: IDS.map(() => null), symbol: new Uint8Array(4).fill(1) },
}]);
const openStore = (now: () => number): LiveCityStore => createCityStore({ catalogue, now });
const feed = (store: LiveCityStore, batches: readonly FeedBatch[]): void => { for (const batch of batches) store.apply(batch); };

/** All that a person can see of the store, as plain data. */
const seen = (store: LiveCityStore) => ({
  states: IDS.map((_, index) => { const { rank, freshness, status, openCases, unacknowledged } = store.state(index); return { rank, freshness, status, openCases, unacknowledged }; }),
  readings: IDS.map((id) => store.readings(toObjectId(id)).map(({ value, observedAt, freshness }) => ({ value, observedAt, freshness }))),
  warnings: store.warnings().map((item) => `${item.id} ${item.level} ${item.state}`).sort(), cases: store.cases().map((item) => `${item.id} ${item.open}`).sort(),
  overview: { ...store.overview(), at: 0 }, car: store.place(3)?.lon,
});

/** The plain way: what the script has said until then. */
function modelAt(at: number) {
  const past = makeScript().filter((change) => change.at <= at);
  const rank = IDS.map(() => 0);
  const values = [NaN, NaN, NaN, NaN];
  const warnings = new Map<string, Warning>();
  const cases = new Map<string, Case>();
  for (const change of past) {
    if (change.rank) rank[change.rank[0]] = change.rank[1];
    if (change.reading) values[change.reading[0]] = change.reading[1];
    if (change.warning) warnings.set(change.warning.id, change.warning);
    if (change.case) cases.set(change.case.id, change.case);
  }
  const standing = [...warnings.values()].filter((item) => item.state !== 'cleared_ack');
  return { rank, values: values.map((value) => (Number.isNaN(value) ? null : value)), warnings: standing, cases: [...cases.values()] };
}
let turn = 11;
const random = (): number => { turn = (turn * 48_271) % 2_147_483_647; return turn / 2_147_483_647; };

describe('the cockpit’s one clock', () => {
  it('shows at 50 instants what had happened until then: states, readings, lists and counts agree', async () => {
    const city = createPastCity({ shelf: createMemoryShelf() });
    const store = openStore(city.clock.now);
    feed(store, await city.open());
    expect(store.instant).toBeNull();
    for (let k = 0; k < 50; k++) {
      const at = START + Math.floor(random() * (SPAN - 5000));
      feed(store, await city.seek(at));
      const model = modelAt(at);
      expect([store.instant, store.serverNow(), store.overview().at]).toEqual([at, at, at]);
      expect(store.liveNow()).toBe(START + SPAN);
      expect(IDS.map((_, index) => store.state(index).rank)).toEqual(model.rank);
      expect(store.readings(toObjectId('SC-1')).map((item) => item.value).sort()).toEqual(model.values.slice(0, 2).sort());
      expect(store.warnings().map((item) => `${item.id} ${item.state}`).sort()).toEqual(model.warnings.map((item) => `${item.id} ${item.state}`).sort());
      expect(store.cases().map((item) => `${item.id} ${item.code} ${item.open}`).sort()).toEqual(model.cases.map((item) => `${item.id} ${item.code} ${item.open}`).sort());
      const counts = Object.values(store.overview().warnings).reduce((sum, level) => sum + level.active, 0);
      expect(counts).toBe(store.list({ type: 'warnings' }).items.length);
      expect(counts).toBe(model.warnings.filter(isActive).length);
      expect(store.overview().openCases).toBe(model.cases.filter((item) => item.open).length);
    }
  });

  it('returns to exactly the live table, whatever came while it looked back, and shows nothing of it before', async () => {
    const now = START + 2 * SEGMENT_MS;
    const looking = createPastCity({ shelf: createMemoryShelf(), now });
    const staying = createPastCity({ shelf: createMemoryShelf(), now });
    const store = openStore(looking.clock.now);
    const other = openStore(staying.clock.now);
    feed(store, await looking.open());
    feed(other, await staying.open());
    feed(store, await looking.seek(START + 400_000));
    const before = seen(store);
    const meanwhile = await looking.pass(300_000, 5000);
    feed(store, meanwhile);
    feed(other, await staying.pass(300_000, 5000));
    expect(meanwhile.every((batch) => batch.instant === START + 400_000)).toBe(true);
    expect(seen(store)).toEqual(before);
    looking.host.receive({ type: 'time', wish: { live: true } });
    const [back] = looking.take();
    expect(back).toMatchObject({ replace: true, instant: null });
    feed(store, back ? [back] : []);
    feed(store, await looking.pass(1000));
    feed(other, await staying.pass(1000));
    expect(store.instant).toBeNull();
    expect(seen(store)).toEqual(seen(other));
  });

  it('plays on at its speed over the borders of segments, and is live when it catches up', async () => {
    const city = createPastCity({ shelf: createMemoryShelf() });
    const store = openStore(city.clock.now);
    feed(store, await city.open());
    feed(store, await city.seek(START + SEGMENT_MS - 90_000, 60));
    const began = store.instant ?? 0;
    const batches = await city.pass(3000, 200);
    const instants = batches.map((batch) => batch.instant ?? NaN);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    feed(store, batches);
    expect(store.playRate).toBe(60);
    const at = store.instant ?? 0;
    expect(Math.abs(at - began - 180_000)).toBeLessThanOrEqual(24_000);
    expect(IDS.map((_, index) => store.state(index).rank)).toEqual(modelAt(at).rank);
    expect(store.warnings().length).toBe(modelAt(at).warnings.length);
    city.host.receive({ type: 'time', wish: { pause: true } });
    feed(store, await city.pass(400, 200));
    const stood = store.instant;
    feed(store, await city.pass(2000, 200));
    expect([store.instant, store.playRate]).toEqual([stood, 0]);
    feed(store, await city.seek(city.clock.now() - 20_000, 60));
    feed(store, await city.pass(1200, 200));
    expect(store.instant).toBeNull();
  });

  it('lets the later of two wishes win, and stays where it was when one cannot be carried out', async () => {
    const city = createPastCity({ shelf: createMemoryShelf() });
    const store = openStore(city.clock.now);
    feed(store, await city.open());
    city.host.receive({ type: 'time', wish: { seek: START + 100_000 } });
    city.host.receive({ type: 'time', wish: { seek: START + 2 * SEGMENT_MS + 5000 } });
    await city.settle();
    feed(store, city.take());
    expect(store.instant).toBe(START + 2 * SEGMENT_MS + 5000);
    const without = createPastCity({ shelf: createMemoryShelf() });
    without.host.receive({ type: 'time', wish: { seek: START } });
    await without.settle();
    expect(without.answers).toContainEqual({ type: 'timeRefused', reason: 'noRecording' });
  });

  it('plays or pauses at the instant that is on its way', async () => {
    const city = createPastCity({ shelf: createMemoryShelf() });
    const store = openStore(city.clock.now);
    feed(store, await city.open());
    feed(store, await city.seek(START + 100_000));
    const wish = async (...wishes: readonly Parameters<typeof city.host.receive>[0][]): Promise<void> => { for (const one of wishes) city.host.receive(one); await city.settle(); feed(store, await city.pass(400, 200)); };
    await wish({ type: 'time', wish: { seek: START + 2 * SEGMENT_MS + 5000 } }, { type: 'time', wish: { play: 10 } });
    expect(store.playRate).toBe(10);
    expect(store.instant).toBeGreaterThanOrEqual(START + 2 * SEGMENT_MS + 5000);
    await wish({ type: 'time', wish: { seek: START + 3 * SEGMENT_MS + 5000, play: 10 } }, { type: 'time', wish: { pause: true } });
    expect([store.instant, store.playRate]).toEqual([START + 3 * SEGMENT_MS + 5000, 0]);
  });

  it('fetches the neighbours of where it has come to rest, so that the next instant over the border asks nobody', async () => {
    const city = createPastCity({ shelf: createMemoryShelf() });
    await city.open();
    await city.seek(START + SEGMENT_MS + 100_000);
    const segments = (): string[] => city.asked.map((item) => item.path).filter((path) => path.startsWith('recording/'));
    const path = (number: number): string => `recording/${START + number * SEGMENT_MS}`;
    expect(segments()).toEqual([path(1)]);
    await city.pass(400, 200);
    await city.settle();
    expect(segments()).toEqual([path(1), path(2), path(0)]);
    await city.seek(START + 2 * SEGMENT_MS + 1000);
    await city.seek(START + 1000);
    expect(segments()).toEqual([path(1), path(2), path(0)]);
  });

  it('keeps complete segments over a reload, apart for each session', async () => {
    const shelf = createSegmentShelf('reload');
    const first = createPastCity({ shelf });
    await first.open('secret-a');
    await first.seek(START + 60_000);
    const segments = (city: typeof first): string[] => city.asked.map((item) => item.path).filter((path) => path.startsWith('recording/'));
    expect(segments(first)).toEqual([`recording/${START}`]);
    expect(first.asked.every((item) => item.authorization === 'Bearer secret-a')).toBe(true);
    const again = createPastCity({ shelf });
    const store = openStore(again.clock.now);
    feed(store, await again.open('secret-a'));
    feed(store, await again.seek(START + 90_000));
    expect(store.instant).toBe(START + 90_000);
    expect(segments(again)).toEqual([]);
    const other = createPastCity({ shelf });
    await other.open('secret-b');
    await other.seek(START + 90_000);
    expect(segments(other)).toEqual([`recording/${START}`]);
  });

  it('finds what it kept after signing in anew: another token, the same eyes', async () => {
    const shelf = createSegmentShelf('anew');
    const first = createPastCity({ shelf });
    await first.open('token-1', 'leader');
    await first.seek(START + 60_000);
    const segments = (city: typeof first): string[] => city.asked.map((item) => item.path).filter((path) => path.startsWith('recording/'));
    const again = createPastCity({ shelf });
    const store = openStore(again.clock.now);
    feed(store, await again.open('token-2', 'leader'));
    feed(store, await again.seek(START + 90_000));
    expect([store.instant, segments(again)]).toEqual([START + 90_000, []]);
    const other = createPastCity({ shelf });
    await other.open('token-3', 'visitor');
    await other.seek(START + 90_000);
    expect(segments(other)).toEqual([`recording/${START}`]);
  });

  it('joins anew as another session and stands at the same instant with its eyes', async () => {
    const city = createPastCity({ shelf: createMemoryShelf() });
    const store = openStore(city.clock.now);
    feed(store, await city.open('secret-a'));
    feed(store, await city.seek(START + 60_000));
    city.host.receive({ type: 'session', token: 'secret-b' });
    await city.settle();
    feed(store, await city.pass(1000));
    expect(store.instant).toBe(START + 60_000);
    expect(city.asked.filter((item) => item.path === `recording/${START}`).map((item) => item.authorization)).toEqual(['Bearer secret-a', 'Bearer secret-b']);
  });

  it('records by itself where the back end does not, and finds it again after a reload', async () => {
    const shelf = createSegmentShelf('own');
    const now = START + SEGMENT_MS - 200_000;
    const city = createPastCity({ shelf, now, recording: false });
    const store = openStore(city.clock.now);
    feed(store, await city.open());
    feed(store, await city.pass(400_000, 5000));
    expect(city.answers.findLast((item) => item.type === 'recording')).toMatchObject({ from: now, origin: 'ownRecorder' });
    for (const at of [now + 60_000, now + 150_000, now + 350_000]) {
      feed(store, await city.seek(at));
      expect([store.instant, ...IDS.map((_, index) => store.state(index).rank)]).toEqual([at, ...modelAt(at).rank]);
      expect(store.warnings().length).toBe(modelAt(at).warnings.length);
    }
    city.host.dispose();
    await city.settle();
    const later = createPastCity({ shelf, now: now + 500_000, recording: false });
    const reloaded = openStore(later.clock.now);
    feed(reloaded, await later.open());
    await later.settle();
    feed(reloaded, await later.seek(now + 150_000));
    expect([reloaded.instant, ...IDS.map((_, index) => reloaded.state(index).rank)]).toEqual([now + 150_000, ...modelAt(now + 150_000).rank]);
    const told = later.answers.findLast((item) => item.type === 'recording');
    expect(told?.type === 'recording' ? told.storedBytes : 0).toBeGreaterThan(0);
  });

  it('opens a recorded file instead of the feed and goes back to the feed', async () => {
    const city = createPastCity({ shelf: createMemoryShelf() });
    const store = openStore(city.clock.now);
    feed(store, await city.open());
    const file = writeRecordingFile(fileDictionary, [{ from: START, to: START + SEGMENT_MS, bytes: segmentFrom(city.script, START, city.clock.now()) }]);
    city.host.receive({ type: 'recordingFile', bytes: file.buffer.slice(0, file.length) as ArrayBuffer });
    await city.settle();
    city.host.tick();
    feed(store, city.take());
    expect(store.instant).toBe(START);
    feed(store, await city.seek(START + 500_000));
    expect(IDS.map((_, index) => store.state(index).rank)).toEqual(modelAt(START + 500_000).rank);
    city.host.receive({ type: 'recordingFile', bytes: file.buffer.slice(0, file.length) as ArrayBuffer, at: START + 300_000 });
    await city.settle();
    city.host.tick();
    feed(store, city.take());
    expect(store.instant).toBe(START + 300_000);
    city.host.receive({ type: 'recordingFile', bytes: null });
    await city.settle();
    city.host.tick();
    feed(store, city.take());
    expect([store.instant, ...IDS.map((_, index) => store.state(index).rank)]).toEqual([null, ...modelAt(city.clock.now()).rank]);
    city.host.receive({ type: 'recordingFile', bytes: new ArrayBuffer(8) });
    expect(city.answers).toContainEqual({ type: 'timeRefused', reason: 'badFile' });
  });
});
