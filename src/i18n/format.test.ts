import { describe, expect, it } from 'vitest';
import { formatCount, formatDate, formatDateTime, formatDistance, formatDuration, formatMoment, formatNumber, formatPercent, formatTime, formatUnit, NO_VALUE, THIN_SPACE } from './format';

const at = Date.UTC(2026, 2, 8, 6, 5);

describe('times', () => {
  it('are those of the city, whatever the machine thinks', () => { expect(formatTime(at, 'zh-CN')).toBe('14:05'); expect(formatTime(Date.UTC(2026, 2, 8, 16, 0), 'en')).toBe('00:00'); });
  it('read as each language writes them', () => {
    expect(formatDate(at, 'zh-CN')).toBe('2026-03-08');
    expect(formatDateTime(at, 'zh-CN')).toBe('2026-03-08 14:05');
    expect(formatDateTime(at, 'en')).toBe('8 Mar 2026, 14:05');
  });
  it('drop the date on the same city day only', () => { expect(formatMoment(at, at + 3_600_000, 'zh-CN')).toBe('14:05'); expect(formatMoment(at, at + 86_400_000, 'zh-CN')).toBe('2026-03-08 14:05'); });
});

describe('durations', () => {
  it.each([
    [42 * 60_000, `42${THIN_SPACE}分钟`, `42${THIN_SPACE}min`], [5_000, `5${THIN_SPACE}秒`, `5${THIN_SPACE}s`], [-5, `0${THIN_SPACE}秒`, `0${THIN_SPACE}s`],
    [3 * 3_600_000 + 5 * 60_000, `3${THIN_SPACE}小时 5${THIN_SPACE}分钟`, `3${THIN_SPACE}h 5${THIN_SPACE}min`], [2 * 86_400_000, `2${THIN_SPACE}天`, `2${THIN_SPACE}d`], [13 * 3_600_000 + 60_000, `13${THIN_SPACE}小时`, `13${THIN_SPACE}h`],
  ])('%i ms', (ms, zh, en) => { expect(formatDuration(ms, 'zh-CN')).toBe(zh); expect(formatDuration(ms, 'en')).toBe(en); });
});

describe('numbers', () => {
  it('carry their unit after a narrow space', () => { expect(formatNumber(27.36, 'zh-CN', { decimals: 1, unit: '%LEL' })).toBe(`27.4${THIN_SPACE}%LEL`); expect(formatNumber(1234.5, 'en', { decimals: 1, unit: 'mg/m3' })).toBe(`1,234.5${THIN_SPACE}mg/m³`); });
  it('say nothing when there is nothing', () => { expect(formatNumber(null, 'en', { unit: 'm' })).toBe(NO_VALUE); expect(formatNumber(Number.NaN, 'en')).toBe(NO_VALUE); });
  it('never show minus zero', () => { expect(formatNumber(-0.001, 'en', { decimals: 1 })).toBe('0.0'); });
  it('count in 万 only in Chinese', () => { expect(formatCount(146_026, 'zh-CN')).toBe(`14.6${THIN_SPACE}万`); expect(formatCount(146_026, 'en')).toBe('146,026'); expect(formatCount(6280, 'zh-CN')).toBe('6,280'); });
  it('write shares and distances', () => { expect(formatPercent(0.985, 'en')).toBe(`98.5${THIN_SPACE}%`); expect(formatPercent(1, 'en')).toBe(`100${THIN_SPACE}%`); expect(formatDistance(85.2, 'en')).toBe(`85${THIN_SPACE}m`); expect(formatDistance(1240, 'en')).toBe(`1.2${THIN_SPACE}km`); });
  it('translate the units that are words', () => { expect(formatUnit('persons/m2', 'zh-CN')).toBe('人/m²'); expect(formatUnit('degC', 'en')).toBe('°C'); expect(formatUnit('dB(A) LAeq', 'en')).toBe('dB(A) LAeq'); });
});
