import { describe, expect, it } from 'vitest';
import { makeWarning } from '../../domain/fixtures/records';
import type { FeedConnection, FeedDictionary, FeedEvent } from '../../domain/feedEvent';
import { toObjectId, toWarningId } from '../../domain/ids';
import type { Warning } from '../../domain/warning';
import type { FeedBatch } from '../protocol';
import { createBatchGate, transferables } from './batchGate';
import { BATCH_INTERVAL_MS, createConflator, type Conflator } from './conflator';
import { freshnessOf, LATE, LIVE, MISSING, STALE } from '../../domain/staleness';

const NOW = 1_795_000_000_000;
const property = (samplingSeconds: number) => ({
  key: 'p', nameZh: '', nameEn: '', unit: '', decimals: 0, samplingSeconds, normalRange: [null, null] as const, levels: { I: null, II: null, III: null, IV: null }, direction: 'rising' as const, basis: '',
});
/** Object 0 has a quick and a slow stream, object 1 an event-driven one, object 2 none. */
const dictionary: FeedDictionary = {
  epoch: 'e', city: 'c', demo: true, objectIds: ['a', 'b', 'c'], properties: [property(60), property(3600), property(0)], datastreamObject: Uint32Array.from([0, 0, 1]), datastreamProperty: Uint16Array.from([0, 1, 2]),
};
const connection = (phase: FeedConnection['phase'], offset = 0): FeedEvent => ({ type: 'connection', connection: { source: 's', phase, since: NOW, reason: null, clockOffsetMs: offset } });
const readings = (rows: readonly (readonly [number, number, number])[]) => ({
  datastream: Uint32Array.from(rows, (row) => row[0]), value: Float32Array.from(rows, (row) => row[1]), observedAt: Float64Array.from(rows, (row) => row[2]), quality: new Uint8Array(rows.length),
});
const objects = (rows: readonly (readonly [number, number])[]) => ({
  object: Uint32Array.from(rows, (row) => row[0]), rank: Uint8Array.from(rows, (row) => row[1]), status: new Uint8Array(rows.length), sinceMs: new Float64Array(rows.length).fill(NOW),
});
const moves = (rows: readonly (readonly [number, number])[]) => ({ object: Uint32Array.from(rows, (row) => row[0]), lon: Float64Array.from(rows, (row) => row[1]), lat: new Float64Array(rows.length), heading: new Float32Array(rows.length) });
const warning = (n: number): Warning => makeWarning({ id: toWarningId(`w${n}`), objectId: toObjectId('a'), value: n, onsetAt: NOW, updatedAt: NOW + n });

function start(): { conflator: Conflator & { acknowledge(batch: number): void }; batches: FeedBatch[]; clock: { now: number }; snapshot(): void; delta(from: number, parts: { readings?: ReturnType<typeof readings>; objects?: ReturnType<typeof objects>; moves?: ReturnType<typeof moves> }): void; tick(ms?: number): void } {
  const clock = { now: NOW };
  const batches: FeedBatch[] = [];
  const gate = createBatchGate((batch) => { batches.push(batch); });
  const conflator = { ...createConflator({ now: () => clock.now, gate }), acknowledge: (batch: number) => gate.acknowledge(batch) };
  return {
    conflator, batches, clock,
    snapshot() {
      conflator.accept({ type: 'dictionary', dictionary });
      conflator.accept({ type: 'snapshot', seq: 1, objects: objects([[0, 0], [1, 0], [2, 0]]), readings: readings([[0, 5, NOW], [1, 6, NOW], [2, 7, NOW]]), moves: moves([]), warnings: [], cases: [], vitals: { aqi: 1 } });
      conflator.accept(connection('live'));
    },
    delta(from, parts) { conflator.accept({ type: 'delta', from, to: from, objects: parts.objects ?? objects([]), readings: parts.readings ?? readings([]), moves: parts.moves ?? moves([]) }); },
    tick(ms = BATCH_INTERVAL_MS) { clock.now += ms; conflator.tick(); },
  };
}

describe('conflator', () => {
  it('hands over dictionary and snapshot at once, in one batch', () => {
    const { conflator, batches, snapshot } = start();
    snapshot();
    conflator.tick();
    expect(batches).toHaveLength(1);
    expect(batches[0]).toMatchObject({ replace: true, dictionary, vitals: { aqi: 1 }, connection: { phase: 'live' } });
    expect([...(batches[0]?.freshness ?? [])]).toEqual([LIVE, LIVE, LIVE]);
    expect(transferables(batches[0] as FeedBatch).length).toBeGreaterThan(5);
  });

  it('takes a record back that left the session’s scope, also one that still waits, and gives it again when it returns', () => {
    const { conflator, batches, snapshot, tick } = start();
    snapshot();
    conflator.tick();
    conflator.accept({ type: 'warning', seq: 1, warning: warning(1) });
    conflator.accept({ type: 'warning', seq: 2, warning: warning(2) });
    conflator.accept({ type: 'gone', kind: 'warning', id: 'w1' });
    conflator.acknowledge(1);
    tick();
    expect(batches[1]).toMatchObject({ warnings: [{ id: 'w2' }], gone: [{ kind: 'warning', id: 'w1' }] });
    conflator.accept({ type: 'gone', kind: 'warning', id: 'w2' });
    conflator.accept({ type: 'warning', seq: 4, warning: warning(2) });
    conflator.acknowledge(2);
    tick();
    expect(batches[2]).toMatchObject({ warnings: [{ id: 'w2' }], gone: [{ kind: 'warning', id: 'w2' }] });
    conflator.acknowledge(3);
    tick();
    expect(batches[3]).toBeUndefined();
    // LIVE after a look back: what left does not come back
    conflator.hold(true);
    conflator.accept({ type: 'gone', kind: 'warning', id: 'w2' });
    conflator.hold(false);
    tick();
    expect(batches.at(-1)).toMatchObject({ replace: true, warnings: [] });
  });

  it('keeps one batch in flight; meanwhile state is conflated and warnings are not', () => {
    const { conflator, batches, snapshot, delta, tick } = start();
    snapshot();
    conflator.tick();
    for (let n = 0; n < 100; n++) {
      delta(2 + n, { readings: readings([[0, n, NOW + n]]), moves: moves([[2, n]]), objects: objects([[1, n % 5]]) });
      conflator.accept({ type: 'warning', seq: n, warning: warning(n) });
      tick();
    }
    expect(batches).toHaveLength(1);
    conflator.acknowledge(99);
    tick();
    expect(batches).toHaveLength(1);
    conflator.acknowledge(1);
    tick();
    expect(batches).toHaveLength(2);
    const second = batches[1] as FeedBatch;
    expect([...second.readings.datastream]).toContain(0);
    expect(second.readings.value[[...second.readings.datastream].indexOf(0)]).toBe(99);
    expect([...second.moves.lon]).toEqual([99]);
    expect([...second.rank]).toEqual([4]);
    expect(second.warnings.map((item) => item.value)).toEqual(Array.from({ length: 100 }, (_, n) => n));
    expect(second.replace).toBe(false);
  });

  it('ignores late deliveries of a row', () => {
    const { conflator, batches, snapshot, delta, tick } = start();
    snapshot();
    conflator.tick();
    conflator.acknowledge(1);
    delta(2, { readings: readings([[0, 8, NOW + 10]]) });
    delta(3, { readings: readings([[0, 4, NOW - 10]]) });
    tick();
    expect(batches[1]?.readings.value[0]).toBe(8);
  });

  it('sends nothing when nothing happened', () => {
    const { conflator, batches, snapshot, tick } = start();
    snapshot();
    conflator.tick();
    conflator.acknowledge(1);
    for (let n = 0; n < 20; n++) tick(100);
    expect(batches).toHaveLength(1);
  });

  it('lets rows grow late and stale by their own interval, against server time', () => {
    const { conflator, batches, snapshot, clock } = start();
    snapshot();
    const at = (ms: number): void => { clock.now = NOW + ms; conflator.tick(); conflator.acknowledge(batches.length); };
    at(0);
    at(91_000);
    const late = batches.at(-1) as FeedBatch;
    expect([[...late.readings.datastream], [...late.readings.freshness]]).toEqual([[0], [LATE]]);
    expect([[...late.object], [...late.freshness]]).toEqual([[0], [LATE]]);
    at(181_000);
    expect([...(batches.at(-1) as FeedBatch).freshness]).toEqual([STALE]);
    conflator.accept(connection('live', 7_200_000));
    at(182_000);
    expect([...(batches.at(-1) as FeedBatch).readings.datastream]).toEqual([1]);
  });

  it('freezes ages while the feed is down and passes the connection on', () => {
    const { conflator, batches, snapshot, tick } = start();
    snapshot();
    conflator.tick();
    conflator.acknowledge(1);
    conflator.accept(connection('stale'));
    tick(1_000_000);
    expect(batches).toHaveLength(2);
    expect(batches[1]).toMatchObject({ connection: { phase: 'stale' } });
    expect(batches[1]?.object).toHaveLength(0);
  });

  it('counts refusals by reason', () => {
    const { conflator, batches, tick } = start();
    conflator.accept({ type: 'refused', reason: 'badTime', count: 2 });
    conflator.accept({ type: 'refused', reason: 'badTime', count: 3 });
    tick();
    expect(batches[0]?.refused).toEqual({ badTime: 5 });
  });
});

describe('freshness', () => {
  it('is late after one and a half intervals, stale after three, missing when never seen', () => {
    expect([0, 90_000, 90_001, 180_000, 180_001].map((age) => freshnessOf(NOW - age, 60_000, NOW))).toEqual([LIVE, LIVE, LATE, LATE, STALE]);
    expect(freshnessOf(NaN, 60_000, NOW)).toBe(MISSING);
    expect(freshnessOf(0, 0, NOW)).toBe(LIVE);
  });
});
