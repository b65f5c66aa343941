/** A source feed against a model: whatever a source tells, in whatever order, it ends in the model's state or in an honest word. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { FeedEvent } from '../../domain/feedEvent';
import type { ObservedProperty } from '../../domain/reading';
import { combineFeeds } from '../combine/combineFeeds';
import { FeedFault } from '../feedFault';
import { createManualClock, type ManualClock } from '../manualClock';
import type { Feed } from '../feed';
import { FLUSH_MS, createSourceFeed } from './createSourceFeed';
import type { SourceSink } from './Source';

const START = Date.parse('2026-12-01T00:00:00Z');
const property = (key: string): ObservedProperty => ({ key, nameZh: '', nameEn: '', unit: '', decimals: 1, samplingSeconds: 60, normalRange: [null, null], levels: { I: null, II: null, III: null, IV: null }, direction: 'rising', basis: '' });
const settle = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

interface Rig { readonly clock: ManualClock; readonly events: FeedEvent[]; readonly feed: Feed; sink(): SourceSink; connections(): number; end(fault: FeedFault): void }
function rig(clock: ManualClock, events: FeedEvent[], id = 'a', emit: (event: FeedEvent) => void = (event) => { events.push(event); }): Rig {
  let sink: SourceSink | null = null, end: (fault: FeedFault) => void = () => undefined, connections = 0;
  const feed = createSourceFeed({
    id, address: `test://${id}`, properties: [property('p'), property('q')], city: 'test', silenceMs: 10_000, clock, random: () => 0.5, fetch, emit,
    adapter: (environment) => { ({ sink } = environment); connections += 1; return new Promise((_, reject) => { end = reject; }); },
  });
  return { clock, events, feed, sink: () => { if (!sink) throw new Error('not joined'); return sink; }, connections: () => connections, end: (fault) => end(fault) };
}
/** What a listener knows after all events: value by `object/property`, or the phase when it is not live. */
function stateOf(events: readonly FeedEvent[]): Map<string, number> {
  let dictionary: Extract<FeedEvent, { type: 'dictionary' }>['dictionary'] | null = null;
  let values = new Map<string, number>(), last = NaN;
  for (const event of events) {
    if (event.type === 'dictionary') ({ dictionary } = event);
    if (event.type === 'snapshot') { values = new Map(); last = event.seq; }
    if (event.type === 'delta') { expect(event.from).toBe(last + 1); last = event.to; }
    if (event.type === 'snapshot' || event.type === 'delta') event.readings.datastream.forEach((stream, k) => {
      values.set(`${dictionary?.objectIds[dictionary.datastreamObject[stream] ?? 0]}/${dictionary?.properties[dictionary.datastreamProperty[stream] ?? 0]?.key}`, event.readings.value[k] ?? NaN);
    });
  }
  return values;
}
const phaseOf = (events: readonly FeedEvent[]): string | undefined => events.findLast((event) => event.type === 'connection')?.connection.phase;
const refusedOf = (events: readonly FeedEvent[]): Record<string, number> => events.reduce<Record<string, number>>((sum, event) => (event.type === 'refused' ? { ...sum, [event.reason]: (sum[event.reason] ?? 0) + event.count } : sum), {});

describe('a feed made of a source', () => {
  let open: Feed[] = [];
  afterEach(() => { for (const feed of open) feed.dispose(); open = []; });
  const start = (): Rig => { const made = rig(createManualClock(START), []); open.push(made.feed); made.feed.start(); return made; };
  const LIST = [{ objectId: 'A', property: 'p' }, { objectId: 'A', property: 'q' }, { objectId: 'B', property: 'p' }];

  it('ends in the state of the model after any stream of values, repeats, late ones, gaps, other lists and reconnections', async () => {
    const step = fc.oneof(
      { weight: 8, arbitrary: fc.record({ do: fc.constant('tell' as const), k: fc.nat(3), value: fc.integer({ min: -50, max: 50 }), late: fc.integer({ min: -3, max: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('again' as const, 'break' as const, 'rejoin' as const, 'flush' as const) }) },
    );
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { clock, events, feed, sink, end } = rig(createManualClock(START), []);
      feed.start();
      sink().expect(LIST);
      sink().complete();
      let joined = true, told: { objectId: string; property: string; value: number; at: number }[] = [], last = told[0];
      const model = new Map<string, { value: number; at: number }>();
      for (const one of steps) {
        if (one.do === 'flush') { clock.advance(FLUSH_MS); continue; }
        if (one.do === 'break') { if (joined) { end(new FeedFault('closed')); await settle(); joined = false; } continue; }
        if (one.do === 'rejoin') { if (!joined) { feed.retryNow(); sink().expect(LIST); sink().complete(); joined = true; } continue; }
        if (one.do === 'again') { if (joined && last) sink().observe({ ...last, quality: 0 }); continue; }
        if (!joined || !('k' in one)) continue;
        clock.advance(1000);
        const stream = LIST[one.k] ?? { objectId: 'nobody', property: 'p' };
        last = { ...stream, value: one.value, at: clock.now() + one.late * 1000 };
        told.push(last);
        sink().observe({ ...last, quality: 0 });
        const known = model.get(`${stream.objectId}/${stream.property}`);
        if (stream.objectId !== 'nobody' && (!known || last.at >= known.at)) model.set(`${stream.objectId}/${stream.property}`, last);
      }
      clock.advance(2 * FLUSH_MS);
      expect(phaseOf(events)).toBe(joined ? 'live' : 'stale');
      if (joined) expect(stateOf(events)).toEqual(new Map([...model].map(([key, { value }]) => [key, value])));
      feed.dispose();
    }), { numRuns: 60 });
  });
  it('says stale after a silence, with the end of its data, and tells everything again when it is back', async () => {
    const { clock, events, feed, sink, connections } = start();
    sink().expect(LIST);
    sink().observe({ objectId: 'A', property: 'p', value: 1, at: START, quality: 0 });
    sink().complete();
    sink().heard();
    clock.advance(10_001);
    await settle();
    expect(events.findLast((event) => event.type === 'connection')?.connection).toMatchObject({ phase: 'stale', reason: 'noHeartbeat', since: START });
    feed.retryNow();
    expect(connections()).toBe(2);
    sink().expect(LIST);
    sink().complete();
    expect([phaseOf(events), events.filter((event) => event.type === 'dictionary').length, events.filter((event) => event.type === 'snapshot').length]).toEqual(['live', 1, 2]);
  });
  it('begins another epoch with another list', () => {
    const { events, sink } = start();
    sink().expect(LIST);
    sink().complete();
    sink().expect(LIST.slice(0, 1));
    sink().complete();
    const dictionaries = events.filter((event) => event.type === 'dictionary').map((event) => event.dictionary);
    expect(dictionaries.map((one) => one.objectIds)).toEqual([['A', 'B'], ['A']]);
    expect(dictionaries[0]?.epoch).not.toBe(dictionaries[1]?.epoch);
  });
  it('is in quarantine with more than a twentieth bad, and hears nothing more then', async () => {
    const { clock, events, sink, connections } = start();
    sink().expect(LIST);
    sink().complete();
    const held = sink();
    for (let k = 0; k < 300; k++) held.observe({ objectId: 'A', property: 'p', value: k % 12 === 0 ? 1e308 : k, at: START - 1000 + k, quality: 0 });
    await settle();
    expect(events.findLast((event) => event.type === 'connection')?.connection).toMatchObject({ phase: 'refused', reason: 'quarantined' });
    const count = events.length;
    held.observe({ objectId: 'B', property: 'p', value: 1, at: START, quality: 0 });
    clock.advance(100_000);
    expect([events.length, connections()]).toEqual([count, 1]);
  });
  it('counts names that nobody announced, and times and figures that cannot be', () => {
    const { clock, events, sink } = start();
    sink().expect([...LIST, { objectId: '__proto__', property: 'p' }, { objectId: 'C', property: 'unknown' }]);
    sink().complete();
    for (const [objectId, value, at] of [['Z', 1, START], ['A', NaN, START], ['A', 1, 5], ['A', 3, START + 60_000]] as const) sink().observe({ objectId, property: 'p', value, at, quality: 0 });
    clock.advance(FLUSH_MS);
    expect(refusedOf(events)).toEqual({ unknownIndex: 1, badReadingRow: 1, badTime: 1, futureTime: 1 });
    const delta = events.findLast((event) => event.type === 'delta');
    expect([delta?.readings.quality[0], delta?.readings.observedAt[0]]).toEqual([2, START]);
  });
});

describe('several sources as one', () => {
  it('know an object together, wait for nobody, and what is cut off is stale while the others live', async () => {
    const clock = createManualClock(START), events: FeedEvent[] = [];
    const rigs = new Map<string, Rig>();
    const feed = combineFeeds(['a', 'b'].map((id) => ({ id, start(emit) { const made = rig(clock, events, id, emit); rigs.set(id, made); return made.feed; } })), (event) => { events.push(event); });
    feed.start();
    const sink = (id: string): SourceSink => rigs.get(id)!.sink();
    sink('a').expect([{ objectId: 'A', property: 'p' }]);
    sink('a').observe({ objectId: 'A', property: 'p', value: 1, at: START, quality: 0 });
    sink('a').complete();
    expect([phaseOf(events), stateOf(events)]).toEqual(['live', new Map([['A/p', 1]])]);
    sink('b').expect([{ objectId: 'A', property: 'q' }, { objectId: 'B', property: 'q' }]);
    sink('b').observe({ objectId: 'A', property: 'q', value: 2, at: START, quality: 0 });
    sink('b').complete();
    const dictionary = events.findLast((event) => event.type === 'dictionary')?.dictionary;
    expect([dictionary?.objectIds, stateOf(events)]).toEqual([['A', 'B'], new Map([['A/p', 1], ['A/q', 2]])]);
    sink('b').observe({ objectId: 'B', property: 'q', value: 9, at: START + 1, quality: 0 });
    clock.advance(FLUSH_MS);
    expect(stateOf(events).get('B/q')).toBe(9);
    rigs.get('b')!.end(new FeedFault('closed'));
    await settle();
    expect(events.findLast((event) => event.type === 'sourceStale')).toMatchObject({ stale: true, datastream: Uint32Array.of(1, 2) });
    expect(events.findLast((event) => event.type === 'connection')?.connection).toMatchObject({ phase: 'live', reason: 'sourcesDown' });
    feed.dispose();
  });
});
