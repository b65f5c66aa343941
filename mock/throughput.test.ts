import { describe, expect, it } from 'vitest';
import { toObjectId } from '../src/domain/ids';
import type { FeedDictionary, FeedEvent } from '../src/domain/feedEvent';
import { decodeDelta } from '../src/feeds/decode/messages';
import { createRefusals } from '../src/feeds/decode/refusals';
import { createCatalogue } from '../src/state/city/createCatalogue';
import { createCityStore } from '../src/state/city/createCityStore';
import { createBatchGate } from '../src/workers/feed/batchGate';
import { createConflator } from '../src/workers/feed/conflator';

const OBJECTS = 30_000;
const STREAMS = 60_000;
const START = Date.parse('2026-11-20T02:00:00Z');
const ids = Array.from({ length: OBJECTS }, (_, k) => `o${k}`);
const limits = { I: 900, II: 800, III: 700, IV: 600 };
const dictionary: FeedDictionary = {
  epoch: 'e', city: 'c', demo: true, objectIds: ids,
  properties: [{ key: 'p', nameZh: '', nameEn: '', unit: '', decimals: 0, samplingSeconds: 60, normalRange: [0, 600], levels: limits, direction: 'rising', basis: '' }],
  datastreamObject: Uint32Array.from({ length: STREAMS }, (_, k) => k >> 1), datastreamProperty: new Uint16Array(STREAMS),
};
const catalogue = createCatalogue([{
  first: 0, count: OBJECTS + 20_000, buildings: { first: 0, count: 20_000 },
  columns: {
    index: Uint32Array.from(ids, (_, k) => 20_000 + k), ids, kind: ids.map((_, k) => (k % 3 ? 'camera' : 'bridgeSensor')), namesZh: ids, namesEn: ids, lon: new Float64Array(OBJECTS), lat: new Float64Array(OBJECTS),
    elevation: new Float32Array(OBJECTS), hosts: ids.map((_, k) => (k % 3 === 0 && k > 0 ? 'o1' : null)), symbol: new Uint8Array(OBJECTS).fill(1),
  },
}]);

/** Ten ticks a second of 5,000 updates each, as text, as they would come over the wire. */
function* ticks(seconds: number): Generator<{ text: string; at: number }> {
  for (let tick = 0; tick < seconds * 10; tick++) {
    const at = START + tick * 100;
    const rows = Array.from({ length: 5000 }, (_, k) => (tick * 4999 + k * 11) % STREAMS);
    const objects = rows.slice(0, 500).map((row) => row >> 1);
    yield {
      at, text: JSON.stringify({
        epoch: 'e', from: tick + 1, to: tick + 1, readings: { i: rows, v: rows.map((row) => (row + tick) % 1000), t: rows.map(() => at), q: rows.map(() => 0) },
        objects: { i: objects, rank: objects.map((row) => (row + tick) % 5), status: objects.map(() => 0), since: objects.map(() => at) }, moves: { i: [], lon: [], lat: [], h: [] },
      }),
    };
  }
}

describe('50,000 updates a second', () => {
  it('pass decoder, conflator and store, and the last value of every row is what the store shows', () => {
    let now = START;
    const store = createCityStore({ catalogue, now: () => now });
    let applied = 0;
    let toldRows = 0;
    store.subscribe((diff) => { toldRows += diff.rows === 'all' ? OBJECTS : diff.rows.length; });
    const gate = createBatchGate((batch) => { store.apply(batch); applied += 1; gate.acknowledge(batch.batch); });
    const conflator = createConflator({ now: () => now, gate });
    const snapshot: FeedEvent = {
      type: 'snapshot', seq: 0, warnings: [], cases: [], vitals: {},
      objects: { object: Uint32Array.from(ids, (_, k) => k), rank: new Uint8Array(OBJECTS), status: new Uint8Array(OBJECTS), sinceMs: new Float64Array(OBJECTS).fill(START) },
      readings: { datastream: Uint32Array.from({ length: STREAMS }, (_, k) => k), value: new Float32Array(STREAMS), observedAt: new Float64Array(STREAMS).fill(START - 1000), quality: new Uint8Array(STREAMS) },
      moves: { object: new Uint32Array(0), lon: new Float64Array(0), lat: new Float64Array(0), heading: new Float32Array(0) },
    };
    conflator.accept({ type: 'dictionary', dictionary });
    conflator.accept(snapshot);
    conflator.accept({ type: 'connection', connection: { source: 's', phase: 'live', since: START, reason: null, clockOffsetMs: 0 } });
    conflator.tick();
    const refusals = createRefusals();
    const expected = new Map<number, number>();
    const ranks = new Map<number, number>();
    let updates = 0;
    const seconds = 3;
    for (const { text, at } of ticks(seconds)) {
      now = at;
      const delta = decodeDelta(JSON.parse(text), dictionary, now, refusals);
      if (!delta) throw new Error('a good delta was refused');
      delta.event.readings.datastream.forEach((row, k) => expected.set(row, delta.event.readings.value[k] ?? NaN));
      delta.event.objects.object.forEach((row, k) => ranks.set(row, delta.event.objects.rank[k] ?? 0));
      updates += delta.event.readings.datastream.length;
      conflator.accept(delta.event);
      conflator.tick();
    }
    now += 1000;
    conflator.tick();
    expect(updates).toBe(seconds * 50_000);
    expect(refusals.take().size).toBe(0);
    // conflated to display rate, not one batch per message
    expect(applied).toBeLessThanOrEqual(seconds * 5 + 3);
    expect(toldRows).toBeGreaterThan(1000);
    for (const [row, value] of expected) if (row % 97 === 0) expect(store.readings(toObjectId(`o${row >> 1}`)).some((reading) => reading.value === value)).toBe(true);
    for (const [row, rank] of ranks) if (row !== 1) expect(store.state(20_000 + row).rank).toBe(rank);
    expect(store.state(20_001).rank).toBe(Math.max(...[...ranks].filter(([row]) => row === 1 || row % 3 === 0 && row > 0).map(([, rank]) => rank)));
    expect(store.overview().kinds.reduce((sum, kind) => sum + kind.fed, 0)).toBe(OBJECTS);
  });
});
