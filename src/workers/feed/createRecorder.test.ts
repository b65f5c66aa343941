import { describe, expect, it } from 'vitest';
import type { FeedEvent } from '../../domain/feedEvent';
import { createRecorder } from './createRecorder';
import { createMemoryShelf } from './segmentShelf';

const property = { key: 'p', nameZh: '', nameEn: '', unit: '', decimals: 1, samplingSeconds: 60, normalRange: [null, null] as const, levels: { I: null, II: null, III: null, IV: null }, direction: 'rising' as const, basis: '' };
const dictionary = { epoch: 'e', city: 'c', demo: true, objectIds: ['A'], properties: [property], datastreamObject: Uint32Array.of(0), datastreamProperty: Uint16Array.of(0) };
const JUNE = Date.parse('2026-06-16T02:40:00Z');
const AUGUST = Date.parse('2026-08-18T22:00:00Z');
const moves = { object: new Uint32Array(0), lon: new Float64Array(0), lat: new Float64Array(0), heading: new Float32Array(0) };
const reading = (at: number) => ({ datastream: Uint32Array.of(0), value: Float32Array.of(1), observedAt: Float64Array.of(at), quality: Uint8Array.of(0) });
const objects = { object: new Uint32Array(0), rank: new Uint8Array(0), status: new Uint8Array(0), sinceMs: new Float64Array(0) };
const snapshot = (at: number, told: boolean): FeedEvent => ({ type: 'snapshot', seq: 1, ...(told ? { serverTime: at } : {}), objects, readings: reading(at), moves, warnings: [], cases: [], vitals: {} });
const delta = (at: number, seq: number): FeedEvent => ({ type: 'delta', from: seq, to: seq, objects, readings: reading(at), moves });

describe('a recorder that joins a city whose clock is two months ahead of the last one', () => {
  it('begins at the time that the snapshot tells, not at the old clock', async () => {
    let now = JUNE;
    const recorder = createRecorder({ dictionary, shelf: createMemoryShelf(), scope: 's', serverNow: () => now });
    recorder.accept(snapshot(AUGUST, true));
    now = AUGUST + 60_000;
    recorder.accept(delta(now, 2));
    await recorder.flush();
    expect((await recorder.pieces()).map((piece) => [piece.from, piece.to])).toEqual([[AUGUST, now]]);
  });
  it('fills the months between with nothing where the clock comes later', async () => {
    let now = JUNE;
    const recorder = createRecorder({ dictionary, shelf: createMemoryShelf(), scope: 's', serverNow: () => now });
    recorder.accept(snapshot(AUGUST, false));
    now = AUGUST + 60_000;
    recorder.accept(delta(now, 2));
    recorder.tick();
    await recorder.flush();
    expect(await recorder.pieces()).toEqual([]);
  });
});
