import { describe, expect, it } from 'vitest';
import type { ObservedProperty } from '../../domain/reading';
import { limitOf, toSpan } from './limitOf';
import { toAttributeRows } from './toAttributeRows';
import { toHours } from './toHours';

const rising: ObservedProperty = { key: 'x', nameZh: '', nameEn: '', unit: '', decimals: 1, samplingSeconds: 300, normalRange: [0, 5], levels: { IV: 10, III: 25, II: 25, I: 50 }, direction: 'rising', basis: '' };
const falling: ObservedProperty = { ...rising, normalRange: [19.5, 23.5], levels: { IV: null, III: 19.5, II: null, I: 18 }, direction: 'falling' };

describe('the limit of a reading', () => {
  it('is the level reached, also when time decides between two levels of one value', () => { expect(limitOf(rising, 27, 3)).toMatchObject({ level: 'II', value: 25, reached: true }); expect(limitOf(rising, 27, 2)).toMatchObject({ level: 'III', reached: true }); });
  it('is the first one ahead while none is reached', () => { expect(limitOf(rising, 3, 0)).toMatchObject({ level: 'IV', value: 10, reached: false }); expect(limitOf(falling, 20.9, 0)).toMatchObject({ level: 'III', value: 19.5, reached: false }); });
  it('is the normal range where levels are no plain numbers', () => { expect(limitOf({ ...rising, direction: 'outsideRange' }, 7, 0)).toEqual({ type: 'range', low: 0, high: 5, inside: false }); expect(limitOf({ ...rising, direction: 'state', normalRange: [null, null] }, 1, 0)).toEqual({ type: 'none' }); });
});

describe('the span of a chart', () => {
  it('shows the values and the limit ahead, not the far ones', () => { const [low, high] = toSpan(rising, [2, 6]); expect(low).toBeGreaterThanOrEqual(0); expect(high).toBeGreaterThan(10); expect(high).toBeLessThan(25); });
  it('looks down for falling limits', () => { expect(toSpan(falling, [20.8, 20.9])[0]).toBeLessThan(19.5); });
  it('exists without values and without limits', () => { for (const span of [toSpan(rising, []), toSpan({ ...rising, direction: 'state', normalRange: [null, null] }, []), toSpan({ ...rising, direction: 'state', normalRange: [null, null] }, [3])]) expect(span[1]).toBeGreaterThan(span[0]); });
});

describe('source attributes', () => {
  it('become text, without our own keys and without empty ones', () => {
    expect(toAttributeRows({ 名称: '塔', n: 0, ok: false, none: null, empty: ' ', list: ['a', 1], deep: { a: 1 }, $heightRule: 'levels' })).toEqual([
      { key: '名称', text: '塔' }, { key: 'n', text: '0' }, { key: 'ok', text: 'false' }, { key: 'list', text: 'a, 1' }, { key: 'deep', text: '{\n "a": 1\n}' },
    ]);
  });
  it('are cut when endless', () => { expect(toAttributeRows({ geometry: 'x'.repeat(9000) })[0]!.text.length).toBeLessThan(2100); });
});

it('a trend as hours keeps the empty ones', () => {
  const hour = 3_600_000;
  expect(toHours({ times: [0, hour / 2, 2 * hour + 1], values: [1, 5, 3] })).toEqual([{ start: 2 * hour, lowest: 3, highest: 3, last: 3 }, { start: hour, lowest: null, highest: null, last: null }, { start: 0, lowest: 1, highest: 5, last: 5 }]);
});
