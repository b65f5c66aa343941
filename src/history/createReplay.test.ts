import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCase, makeWarning } from '../domain/fixtures/records';
import type { Figure } from '../domain/figure';
import { toCaseId, toObjectId, toWarningId } from '../domain/ids';
import { BrokenSegment, createByteReader, createByteWriter } from './bytes';
import { createReplay } from './createReplay';
import { createSegmentBuilder } from './createSegmentBuilder';
import { decodeSegment, readSegmentHead } from './decodeSegment';
import { encodeSegment } from './encodeSegment';
import { emptyInstant } from './emptyInstant';
import type { RecordingLayout } from './recording';
import { readRecords, writeRecords } from './recordTable';
import { quantise } from './Segment';

const FROM = Date.parse('2026-06-05T20:00:00+08:00');
const LENGTH = 900_000;
const OBJECTS = 5;
const layout: RecordingLayout = { fingerprint: 'f', objectCount: OBJECTS, streamProperty: Uint16Array.from([0, 1, 2, 0, 1, 2]), decimals: [0, 1, 3], intervalMs: [60_000, 300_000, 0] };

const time = fc.integer({ min: 0, max: LENGTH - 1 }).map((ms) => FROM + ms);
const event = fc.oneof(
  fc.record({ type: fc.constant('object' as const), at: time, object: fc.nat(OBJECTS - 1), rank: fc.nat(4), status: fc.nat(3) }),
  fc.record({ type: fc.constant('reading' as const), at: time, stream: fc.nat(5), value: fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(NaN)), quality: fc.nat(3) }),
  fc.record({ type: fc.constant('move' as const), at: time, object: fc.nat(OBJECTS - 1), lon: fc.double({ min: 106, max: 107, noNaN: true }), lat: fc.double({ min: 29, max: 30, noNaN: true }), heading: fc.nat(359) }),
  fc.record({ type: fc.constant('warning' as const), at: time, n: fc.nat(3), state: fc.constantFrom('active_unack' as const, 'active_ack' as const, 'cleared_ack' as const), value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })) }),
  fc.record({ type: fc.constant('case' as const), at: time, n: fc.nat(3), step: fc.constantFrom('collection' as const, 'handling' as const), title: fc.string({ unit: 'grapheme' }) }),
  fc.record({ type: fc.constant('figure' as const), at: time, n: fc.nat(2), until: fc.option(time) }),
);
type Happening = typeof event extends fc.Arbitrary<infer T> ? T : never;
const figureOf = (n: number, until: number | null): Figure => ({ id: `f${n}`, shape: 'ring', tone: 'I', coordinates: [106.5, 29.5], radiusMetres: 300, bearing: null, spread: null, arrows: false, labelZh: '警戒', labelEn: 'Cordon', objectId: null, from: FROM, until });

function build(events: readonly Happening[]) {
  const builder = createSegmentBuilder(layout, FROM, { ...emptyInstant(layout, FROM), vitals: { aqi: 40.5 } });
  for (const item of events) {
    if (item.type === 'object') builder.object(item.at, item.object, item.rank, item.status, item.at);
    else if (item.type === 'reading') builder.reading(item.at, item.stream, item.value, item.quality);
    else if (item.type === 'move') builder.move(item.at, item.object, item.lon, item.lat, item.heading);
    else if (item.type === 'warning') builder.warning(item.at, makeWarning({ id: toWarningId(`w${item.n}`), objectId: toObjectId('o'), state: item.state, value: item.value, onsetAt: FROM, updatedAt: item.at }));
    else if (item.type === 'case') builder.case(item.at, makeCase({ id: toCaseId(`c${item.n}`), code: '1', step: item.step, source: 'iot', titleZh: item.title, reportedAt: FROM }));
    else builder.figure(item.at, figureOf(item.n, item.until));
  }
  return builder.segment(FROM + LENGTH, true);
}

/** The plain way: everything that happened until then, in order. */
function modelOf(events: readonly Happening[], at: number) {
  const past = events.filter((item) => item.at <= at).toSorted((a, b) => a.at - b.at);
  const ranks = new Array<number>(OBJECTS).fill(0);
  const readings = layout.streamProperty.reduce<[number, number][]>((list) => [...list, [NaN, NaN]], []);
  const states = new Map<string, string>();
  const steps = new Map<string, string>();
  const figures = new Map<string, number | null>();
  for (const item of past) {
    if (item.type === 'object') ranks[item.object] = item.rank + item.status * 16;
    else if (item.type === 'reading') readings[item.stream] = [quantise(item.value, layout.decimals[layout.streamProperty[item.stream] ?? 0] ?? 0), item.at];
    else if (item.type === 'warning') states.set(`w${item.n}`, item.state);
    else if (item.type === 'case') steps.set(`c${item.n}`, `${item.step}|${item.title}`);
    else if (item.type === 'figure') figures.set(`f${item.n}`, item.until);
  }
  return { ranks, readings, states, steps, figures: [...figures].flatMap(([id, until]) => (until === null || until > at ? [id] : [])) };
}
const seen = (instant: ReturnType<ReturnType<typeof createReplay>['seek']>): ReturnType<typeof modelOf> => ({
  ranks: [...instant.rank].map((rank, k) => rank + (instant.status[k] ?? 0) * 16),
  readings: [...instant.value].map((value, k) => [value, instant.observedAt[k] ?? NaN]),
  states: new Map(instant.warnings.map((item) => [item.id, item.state])), steps: new Map(instant.cases.map((item) => [item.id, `${item.step}|${item.titleZh}`])),
  figures: instant.figures.map((item) => item.id),
});
const asSets = (state: ReturnType<typeof modelOf>) => ({ ...state, states: Object.fromEntries(state.states), steps: Object.fromEntries(state.steps), figures: [...state.figures].sort() });

describe('replay', () => {
  it('shows at any instant what a plain replay of all events shows, by seek and by going on', () => {
    fc.assert(fc.property(fc.array(event, { maxLength: 80 }), fc.array(time, { minLength: 1, maxLength: 8 }), (events, instants) => {
      const replay = createReplay(layout);
      replay.open(decodeSegment(encodeSegment(build(events), layout), layout));
      for (const at of instants) expect(asSets(seen(replay.seek(at)))).toEqual(asSets(modelOf(events, at)));
      const forwards = instants.toSorted((a, b) => a - b);
      replay.seek(FROM);
      for (const at of forwards) expect(asSets(seen(replay.advance(at).instant))).toEqual(asSets(modelOf(events, at)));
    }), { numRuns: 150 });
  });

  it('says exactly what changed on the way', () => {
    const events: Happening[] = [
      { type: 'reading', at: FROM + 1000, stream: 3, value: 7, quality: 0 }, { type: 'object', at: FROM + 2000, object: 4, rank: 2, status: 0 },
      { type: 'warning', at: FROM + 2000, n: 1, state: 'active_unack', value: 3 }, { type: 'reading', at: FROM + 9000, stream: 1, value: 1, quality: 0 },
    ];
    const replay = createReplay(layout);
    replay.open(build(events));
    replay.seek(FROM);
    const { changes } = replay.advance(FROM + 5000);
    expect([[...changes.stream], [...changes.object], changes.warnings.map((item) => item.id)]).toEqual([[3], [4], ['w1']]);
    expect([...replay.advance(FROM + 8000).changes.stream]).toEqual([]);
    expect(() => replay.advance(FROM)).toThrow();
  });

  it('goes in a straight line between two near places, and holds the last one when the next is far off in time', () => {
    const replay = createReplay(layout);
    const at = (lon: number, ms: number): Happening => ({ type: 'move', at: FROM + ms, object: 2, lon, lat: 29, heading: 90 });
    replay.open(decodeSegment(encodeSegment(build([at(106, 0), at(106.0004, 4000), at(106.001, 10_000), at(106.002, 200_000)]), layout), layout));
    expect([...replay.seek(FROM + 5000).lon]).toEqual([106.0005]);
    expect([...replay.seek(FROM + 100_000).lon]).toEqual([106.001]);
    expect([...replay.seek(FROM + 5000).moving]).toEqual([2]);
    // what lies on the line is not kept
    expect(replay.segment?.moves.at.length).toBe(3);
  });

  it('refuses bytes that are cut off, changed or of another city, and never hangs on them', () => {
    const bytes = encodeSegment(build([{ type: 'reading', at: FROM + 5, stream: 0, value: 1, quality: 0 }, { type: 'case', at: FROM + 6, n: 1, step: 'handling', title: '井盖' }]), layout);
    expect(() => decodeSegment(bytes, { ...layout, fingerprint: 'g' })).toThrow(BrokenSegment);
    for (let length = 0; length < bytes.length; length++) expect(() => decodeSegment(bytes.subarray(0, length), layout)).toThrow();
    fc.assert(fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
      const changed = bytes.slice();
      changed[at] = value;
      try { decodeSegment(changed, layout); } catch (error) { expect(error instanceof BrokenSegment || error instanceof SyntaxError || error instanceof RangeError).toBe(true); }
    }), { numRuns: 500 });
  });

  it('tells a timeline its marks without reading the rest', () => {
    const builder = createSegmentBuilder(layout, FROM, emptyInstant(layout, FROM));
    const mark = { at: FROM + 60_000, kind: 'warning', level: 'II', objectId: 'o', textZh: '甲烷', textEn: 'Methane' } as const;
    builder.mark(mark);
    expect(readSegmentHead(encodeSegment(builder.segment(FROM + LENGTH, false), layout))).toMatchObject({ from: FROM, to: FROM + LENGTH, complete: false, marks: [mark] });
  });
});

describe('record table', () => {
  it('gives back any plain records', () => {
    const value = fc.oneof(fc.constantFrom(null, true, false), fc.string({ unit: 'grapheme' }), fc.double({ noNaN: true }), fc.maxSafeInteger(), fc.double({ min: -180, max: 180, noNaN: true }).map((x) => Math.round(x * 1e6) / 1e6), fc.array(fc.nat()), fc.dictionary(fc.constantFrom('a', 'b'), fc.nat()));
    const record = fc.dictionary(fc.constantFrom('id', 'level', 'value', 'text', 'list', 'flag'), value);
    fc.assert(fc.property(fc.array(record, { maxLength: 30 }), (records) => {
      const out = createByteWriter();
      writeRecords(out, records);
      expect(readRecords(createByteReader(out.take()))).toEqual(records.map((item) => ({ ...item })));
    }), { numRuns: 300 });
  });
});
