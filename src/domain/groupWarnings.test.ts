import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeWarning } from './fixtures/records';
import { groupWarnings, isFlood } from './groupWarnings';
import { toWarningId } from './ids';
import { ALARM_STATES, type Warning } from './warning';

const CAUSES = ['noise', 'septicGasCh4', 'roadPonding', 'manholeTilt', 'pm10', 'rainfall', 'streetLampCurrent', 'h2s', 'soilMoisture'];
const anyWarning = fc.record({ cause: fc.constantFrom(...CAUSES), street: fc.integer({ min: 0, max: 10 }), level: fc.constantFrom('I', 'II', 'III', 'IV' as const), state: fc.constantFrom(...ALARM_STATES), onsetAt: fc.integer({ min: 0, max: 60_000 }) });
const flood = (rows: readonly { cause: string; street: number; level: Warning['level']; state: Warning['state']; onsetAt: number }[]): Warning[] =>
  rows.map(({ street, ...row }, k) => makeWarning({ ...row, id: toWarningId(`w${k}`), streetId: `ST-${street}`, streetZh: `街道${street}`, streetEn: `Street ${street}` }));

describe('a flood', () => {
  it('of 500 warnings becomes at most seven groups and loses none', () => {
    fc.assert(fc.property(fc.array(anyWarning, { minLength: 500, maxLength: 500 }), fc.integer({ min: 1, max: 9 }), (rows, most) => {
      const warnings = flood(rows);
      const groups = groupWarnings(warnings, most);
      expect(groups.length).toBeLessThanOrEqual(most);
      expect(groups.flatMap(({ ids }) => ids).sort()).toEqual(warnings.map(({ id }) => id).sort());
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(500);
      expect(groups.reduce((sum, { unacknowledged }) => sum + unacknowledged, 0)).toBe(warnings.filter(({ state }) => state.endsWith('unack')).length);
      expect(groups.some(({ level }) => level === 'I')).toBe(warnings.some(({ level }) => level === 'I'));
    }), { numRuns: 40 });
  });
  it('keeps place and cause apart while they fit, worst first', () => {
    const groups = groupWarnings(flood([
      { cause: 'noise', street: 1, level: 'IV', state: 'active_unack', onsetAt: 5 }, { cause: 'noise', street: 2, level: 'III', state: 'active_ack', onsetAt: 3 },
      { cause: 'pm10', street: 1, level: 'I', state: 'active_unack', onsetAt: 9 }, { cause: 'noise', street: 1, level: 'IV', state: 'cleared_unack', onsetAt: 4 },
    ]));
    expect(groups.map(({ kind, cause, streetId, level, count, unacknowledged }) => [kind, cause, streetId, level, count, unacknowledged])).toEqual([
      ['place', 'pm10', 'ST-1', 'I', 1, 1], ['place', 'noise', 'ST-2', 'III', 1, 0], ['place', 'noise', 'ST-1', 'IV', 2, 2],
    ]);
    expect(groups[2]?.since).toBe(4);
    expect(groups[2]?.firstOut).toBe('w3');
  });
  it('draws the most scattered cause together before anything becomes "others"', () => {
    const rows = [...Array.from({ length: 9 }, (_, street) => ({ cause: 'roadPonding', street, level: 'III' as const, state: 'active_unack' as const, onsetAt: street })), { cause: 'rainfall', street: 0, level: 'II' as const, state: 'active_unack' as const, onsetAt: 0 }];
    expect(groupWarnings(flood(rows)).map(({ kind, cause, count }) => [kind, cause, count])).toEqual([['place', 'rainfall', 1], ['cause', 'roadPonding', 9]]);
  });
  it('names the marked first-out, not merely the oldest', () => {
    const [a, b] = flood([{ cause: 'noise', street: 1, level: 'IV', state: 'active_unack', onsetAt: 1 }, { cause: 'noise', street: 1, level: 'IV', state: 'active_unack', onsetAt: 2 }]);
    expect(groupWarnings([a as Warning, { ...(b as Warning), firstOut: true }])[0]?.firstOut).toBe('w1');
  });
  it('is one from the eleventh new warning in ten minutes, held-back ones not counted', () => {
    const rule = { newAlarms: 10, perSeconds: 600 };
    const eleven = flood(Array.from({ length: 11 }, (_, k) => ({ cause: 'noise', street: k, level: 'IV' as const, state: 'active_unack' as const, onsetAt: 1000 + k })));
    expect(isFlood(eleven.slice(1), 2000, rule)).toBe(false);
    expect(isFlood(eleven, 2000, rule)).toBe(true);
    expect(isFlood(eleven, 602_000, rule)).toBe(false);
    expect(isFlood(eleven.map((warning, k) => (k === 0 ? { ...warning, shelvedUntil: 9e12 } : warning)), 2000, rule)).toBe(false);
  });
});
