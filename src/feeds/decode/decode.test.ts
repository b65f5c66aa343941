import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { makeWarning } from '../../domain/fixtures/records';
import type { FeedDictionary } from '../../domain/feedEvent';
import { decodeMoves, decodeObjects, decodeReadings } from './columns';
import { decodeHello } from './hello';
import { decodeDelta, decodeSnapshot } from './messages';
import { decodeAlarmMessage, decodeCase, decodeFigureMessage, decodeHeartbeat, decodeTask, decodeVitals, decodeWarning, MAX_FIGURE, MAX_TIME, MIN_TIME } from './records';
import { createRefusals } from './refusals';
import { cleanText } from './text';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const COUNT = 50;
const dictionary: FeedDictionary = {
  epoch: 'e', city: 'c', demo: true, objectIds: Array.from({ length: COUNT }, (_, k) => `o${k}`), properties: [], datastreamObject: new Uint32Array(COUNT), datastreamProperty: new Uint16Array(COUNT),
};
const warning = makeWarning({ onsetAt: NOW, updatedAt: NOW });
const HOSTILE = [null, undefined, 'x', '1e308', 1e308, -1e308, NaN, Infinity, -1, 0.5, 2 ** 53, {}, [], [[]], true, '__proto__', '<img src=x onerror=alert(1)>', '\ud800', { __proto__: { polluted: 1 } }];

describe('decoding hostile input', () => {
  const prototypes = (): unknown => [Object.prototype, Array.prototype].map((prototype) => Object.getOwnPropertyNames(prototype));
  const before = prototypes();
  afterAll(() => { expect(prototypes()).toEqual(before); });

  it('drops exactly the bad items of a delta and counts why', () => {
    const refusals = createRefusals();
    const columns = decodeReadings({ i: [0, 1, 2, 99, -1, 3.5, 4, 5, 6], v: [1, 1e308, 'x', 1, 1, 1, null, 2, 3], t: [NOW, NOW, NOW, NOW, NOW, NOW, NOW, 'soon', NOW + 60_000], q: [0, 0, 0, 0, 0, 0, 0, 0, 0] }, COUNT, null, NOW, refusals);
    expect([...columns.datastream]).toEqual([0, 4, 6]);
    expect([...columns.quality]).toEqual([0, 3, 2]);
    expect(columns.value[1]).toBeNaN();
    expect(columns.observedAt[2]).toBeLessThanOrEqual(NOW + 5000);
    expect(Object.fromEntries(refusals.take())).toEqual({ unknownIndex: 3, badReadingRow: 2, badTime: 1, futureTime: 1 });
    expect(refusals.take().size).toBe(0);
  });

  it('never throws and never lets a value out of bounds pass, whatever the columns hold', () => {
    const item = fc.oneof(fc.constantFrom(...HOSTILE), fc.double(), fc.integer(), fc.string(), fc.integer({ min: 0, max: COUNT }), fc.integer({ min: MIN_TIME, max: MAX_TIME }));
    const column = fc.oneof(fc.array(item, { maxLength: 12 }), fc.constantFrom<unknown>(null, 7, 'x', { length: 4 }));
    const message = fc.record({ i: column, v: column, t: column, q: column, rank: column, status: column, since: column, lon: column, lat: column, h: column }, { requiredKeys: [] });
    fc.assert(fc.property(message, fc.boolean(), (value, whole) => {
      const refusals = createRefusals();
      const length = whole ? COUNT : null;
      const readings = decodeReadings(value, COUNT, length, NOW, refusals);
      readings.value.forEach((figure, k) => { expect(Number.isNaN(figure) ? readings.quality[k] === 3 || readings.quality[k] === 2 : Math.abs(figure) <= MAX_FIGURE).toBe(true); });
      for (const row of readings.datastream) expect(row).toBeLessThan(COUNT);
      for (const time of readings.observedAt) expect(time >= MIN_TIME && time <= NOW + 5000).toBe(true);
      const objects = decodeObjects(value, COUNT, length, refusals);
      for (const rank of objects.rank) expect(rank).toBeLessThanOrEqual(4);
      for (const status of objects.status) expect(status).toBeLessThanOrEqual(3);
      const moves = decodeMoves(value, COUNT, refusals);
      for (const lon of moves.lon) expect(Math.abs(lon)).toBeLessThanOrEqual(180);
      for (const lat of moves.lat) expect(Math.abs(lat)).toBeLessThanOrEqual(90);
    }), { numRuns: 400 });
  });

  it('accepts a row exactly when a plain schema would', () => {
    fc.assert(fc.property(fc.oneof(fc.double(), fc.constantFrom(...HOSTILE)), fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(...HOSTILE)), fc.oneof(fc.integer({ min: MIN_TIME - 5, max: NOW }), fc.constantFrom(...HOSTILE)), (value, quality, time) => {
      const passes = decodeReadings({ i: [1], v: [value], t: [time], q: [quality] }, COUNT, null, NOW, createRefusals()).datastream.length === 1;
      const missing = value === null || value === undefined;
      const schema = (missing || (typeof value === 'number' && Math.abs(value) <= MAX_FIGURE)) && Number.isInteger(quality) && Number(quality) >= 0 && Number(quality) <= 3
        && typeof quality === 'number' && typeof time === 'number' && time >= MIN_TIME && time <= MAX_TIME;
      expect(passes).toBe(schema);
    }), { numRuns: 500 });
  });

  it('takes text as text: no control or direction characters, no lone surrogates, bounded', () => {
    expect(cleanText('<b>甲烷\u202e\u0000\u200b 27</b>')).toBe('<b>甲烷 27</b>');
    expect(cleanText('a\ud800b')).toBe('a\ufffdb');
    expect(cleanText('x'.repeat(1_000_000))).toHaveLength(512);
  });

  it('makes new records with fixed keys and refuses unsound ones', () => {
    const decoded = decodeWarning(JSON.parse(JSON.stringify(warning).replace('{', '{"__proto__":{"polluted":1},"extra":"x",')));
    expect(Object.keys(decoded ?? {}).sort()).toEqual(Object.keys(warning).sort());
    for (const [key, bad] of [['level', 'V'], ['state', 'x'], ['id', ''], ['id', 'a b'], ['objectId', 5], ['value', 1e308], ['onsetAt', 5], ['headlineZh', null]] as const) expect(decodeWarning({ ...warning, [key]: bad })).toBeNull();
    expect(decodeAlarmMessage({ seq: -1, warning })).toBeNull();
    for (const bad of HOSTILE) { expect(decodeWarning(bad)).toBeNull(); expect(decodeCase(bad)).toBeNull(); }
  });

  it('takes tasks and figures with sound places only', () => {
    const task = { id: 't1', caseId: 'c1', objectId: null, workerId: 'w1', workerMasked: '李**', titleZh: '清理', titleEn: 'Clear', lon: 106, lat: 29, status: 'assigned', assignedAt: NOW, dueAt: null, route: [106, 29, 106.1, 29.1], routeMetres: 900, straight: false };
    expect(decodeTask(task)).toMatchObject({ id: 't1', acceptedAt: null, route: [106, 29, 106.1, 29.1] });
    for (const bad of [{ lat: 95 }, { route: [106] }, { route: [106, 95] }, { status: 'x' }, { workerId: '' }]) expect(decodeTask({ ...task, ...bad })).toBeNull();
    const figure = { id: 'f1', shape: 'ring', tone: 'I', coordinates: [106, 29], radiusMetres: 300, labelZh: '警戒\u202e', labelEn: 'Cordon', from: NOW, until: null };
    expect(decodeFigureMessage({ seq: 4, figure })).toMatchObject({ seq: 4, figure: { labelZh: '警戒', arrows: false, bearing: null } });
    for (const bad of [{ coordinates: [] }, { coordinates: [106, 29, 107] }, { tone: 'red' }, { radiusMetres: -1 }]) expect(decodeFigureMessage({ seq: 4, figure: { ...figure, ...bad } })).toBeNull();
    for (const bad of HOSTILE) { expect(decodeTask(bad)).toBeNull(); expect(decodeFigureMessage({ seq: 1, figure: bad })).toBeNull(); }
    expect(decodeHeartbeat({ serverTime: NOW, seq: 1, alarmSeq: 1, caseSeq: 1 })?.rate).toBe(1);
    for (const rate of [0, -1, 1e9, 'x']) expect(decodeHeartbeat({ serverTime: NOW, seq: 1, alarmSeq: 1, caseSeq: 1, rate })).toBeNull();
  });

  it('keeps only plain finite vital signs', () => {
    let refused = 0;
    const values = decodeVitals(JSON.parse('{"aqi":49,"__proto__":1,"constructor!":2,"rain":1e308,"noise":"x"}'), (count) => { refused += count; });
    expect(values).toEqual({ aqi: 49 });
    expect(refused).toBe(4);
  });

  it('trusts no dictionary that is unsound anywhere', () => {
    const hello = (change: object): unknown => ({
      proto: 1, serverTime: NOW, epoch: 'e', seq: 1, schemaHash: 'h', city: 'c', demo: true, heartbeatMs: 5000,
      dict: { objects: ['a', 'b'], properties: [{ key: 'noise', nameZh: '', nameEn: '', unit: '', decimals: 1, samplingSeconds: 1, normalRange: [0, 1], levels: { I: 4, II: 3, III: 2, IV: 1 }, direction: 'rising', basis: '' }], datastreams: { object: [0, 1], property: [0, 0] }, ...change },
    });
    expect(decodeHello(hello({}))?.dictionary.objectIds).toEqual(['a', 'b']);
    for (const bad of [{ objects: ['a', 'a'] }, { objects: ['a', '\u202eb'] }, { datastreams: { object: [0, 2], property: [0, 0] } }, { datastreams: { object: [0], property: [0, 0] } }, { datastreams: { object: [0, NaN], property: [0, 0] } }, { properties: [{}] }]) {
      expect(decodeHello(hello(bad))).toBeNull();
    }
    for (const bad of HOSTILE) expect(decodeHello(bad)).toBeNull();
  });

  it('takes no snapshot whose counts do not match, and no delta without a header', () => {
    const zeros = (fill: number | null): unknown[] => Array.from({ length: COUNT }, () => fill);
    const snapshot = (change: object): unknown => ({
      epoch: 'e', seq: 1, count: COUNT, serverTime: NOW, alarmSeq: 0, caseSeq: 0, warnings: [warning, { bad: 1 }], cases: [], vitals: {},
      objects: { rank: zeros(0), status: zeros(0), since: zeros(NOW) }, readings: { v: zeros(1), t: zeros(NOW), q: zeros(0) }, moves: { i: [], lon: [], lat: [], h: [] }, ...change,
    });
    const refusals = createRefusals();
    const decoded = decodeSnapshot(snapshot({}), dictionary, refusals);
    expect(decoded?.event.objects.object).toHaveLength(COUNT);
    expect(decoded?.event.warnings).toHaveLength(1);
    expect(refusals.take().get('badWarning')).toBe(1);
    for (const bad of [{ count: 49 }, { objects: { rank: zeros(0).slice(1), status: zeros(0), since: zeros(NOW) } }, { readings: null }, { seq: -1 }, { epoch: 7 }]) expect(decodeSnapshot(snapshot(bad), dictionary, createRefusals())).toBeNull();
    for (const bad of [...HOSTILE, { epoch: 'e', from: 5, to: 4 }, { epoch: 'e', from: '1', to: 2 }]) {
      expect(decodeSnapshot(bad, dictionary, createRefusals())).toBeNull();
      expect(decodeDelta(bad, dictionary, NOW, createRefusals())).toBeNull();
    }
  });
});
