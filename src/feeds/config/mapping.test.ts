import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkFeedConfig } from './feedConfig';
import { applyMapping, mappingSchema, type Mapping } from './mapping';

const mapping = (change: Partial<v.InferInput<typeof mappingSchema>> = {}): Mapping => v.parse(mappingSchema, change);
const NOW = Date.parse('2026-12-01T00:00:00Z');

describe('a mapping', () => {
  it('takes object and property from the topic, value and time from the message, in our unit', () => {
    expect(applyMapping(mapping({ scale: 0.001, properties: { lvl: 'riverWaterLevel' }, objectPrefix: 'WL-' }), { value: 172_500, time: '2026-12-01T08:00:00+08:00' }, ['chaotianmen', 'lvl'], NOW))
      .toEqual({ objectId: 'WL-chaotianmen', property: 'riverWaterLevel', value: 172.5, at: NOW, quality: 0 });
  });
  it('follows pointers, reads words of states and qualities, and seconds', () => {
    const given = mapping({ object: '/device/id', property: '=fanState', value: '/state/0', words: { on: 1, off: 0 }, time: '/ts', timeIs: 's', quality: '/q', qualities: { ok: 'good', doubtful: 'uncertain' } });
    const message = (state: string, q: string) => ({ device: { id: 7 }, state: [state], ts: NOW / 1000, q });
    expect(applyMapping(given, message('on', 'ok'), [], NOW)).toEqual({ objectId: '7', property: 'fanState', value: 1, at: NOW, quality: 0 });
    expect(applyMapping(given, message('off', 'doubtful'), [], NOW)).toMatchObject({ value: 0, quality: 1 });
    // a quality that nobody explained is no good one
    expect(applyMapping(given, message('off', '???'), [], NOW)).toMatchObject({ quality: 1 });
    expect(applyMapping(given, message('stuck', 'ok'), [], NOW)).toBe('noValue');
  });
  it('says what is missing, and a null is a missing value', () => {
    expect(applyMapping(mapping(), { time: '2026-12-01T00:00:00Z' }, ['a', 'b'], NOW)).toBe('noValue');
    expect(applyMapping(mapping(), { value: 1, time: 'yesterday' }, ['a', 'b'], NOW)).toBe('badTime');
    expect(applyMapping(mapping(), { value: 1, time: '2026-12-01T00:00:00Z' }, [], NOW)).toBe('noObject');
    expect(applyMapping(mapping(), { value: null, time: '2026-12-01T00:00:00Z' }, ['a', 'b'], NOW)).toMatchObject({ value: null, quality: 3 });
  });
  it('never throws, never follows a prototype and never makes a number of what is none', () => {
    const anything = fc.anything({ withNullPrototype: true });
    fc.assert(fc.property(anything, fc.constantFrom('/__proto__/constructor', '/constructor/name', '/value', '', '/toString'), (message, value) => {
      const found = applyMapping(mapping({ value, time: null }), message, ['a', 'b'], NOW);
      return typeof found === 'string' || found.value === null || Number.isFinite(found.value);
    }));
    expect(applyMapping(mapping({ value: '/constructor/length', time: null }), {}, ['a', 'b'], NOW)).toBe('noValue');
  });
});

describe('feeds.json', () => {
  const property = { key: 'level', nameZh: '水位', nameEn: 'Level', unit: 'm', decimals: 2, samplingSeconds: 60 };
  const broker = { id: 'broker', adapter: 'mqtt', url: 'wss://broker.example/mqtt', topics: [{ filter: 'city/+/+', mapping: { properties: { lvl: 'level' } } }] };
  const file = (...sources: unknown[]) => checkFeedConfig({ about: 'x', city: 'yuzhong', properties: [property], sources }, 'feeds.json');

  it('fills in what is usual', () => {
    const outcome = file(broker);
    expect(outcome.ok && outcome.config.sources[0]).toMatchObject({ silenceSeconds: 90, sessionExpirySeconds: 0, topics: [{ qos: 0, format: 'json', mapping: { object: '{1}', value: '/value' } }], manifest: { retained: false } });
  });
  it.each([
    ['no source', [], 'sources'],
    ['an unknown adapter', [{ id: 'x', adapter: 'telepathy' }], 'sources.0.adapter'],
    ['a misspelt field', [{ ...broker, topcis: [] }], 'sources.0.topcis'],
    ['a shared subscription', [{ ...broker, topics: [{ filter: '$share/walls/city/#', mapping: {} }] }], 'sources.0.topics.0.filter'],
    ['a backlog of an hour', [{ ...broker, sessionExpirySeconds: 3600 }], 'sources.0.sessionExpirySeconds'],
    ['a broken pointer', [{ ...broker, topics: [{ filter: 'a', mapping: { value: 'value' } }] }], 'sources.0.topics.0.mapping.value'],
    ['a property that the file does not describe', [{ ...broker, topics: [{ filter: 'a/+', mapping: { property: '=depth' } }] }], 'sources.0'],
    ['two sources of one name', [broker, broker], 'sources'],
  ])('names the place of %s', (_, sources, place) => {
    const outcome = file(...sources);
    expect(outcome.ok ? [] : outcome.problems.map((problem) => `${problem.file} ${problem.place}`)).toContain(`feeds.json ${place}`);
  });
});
