import { describe, expect, it } from 'vitest';
import { appendToTrend, holdsInstant, summariseTrend, toTrend, TREND_MS } from './readingTrend';

const minute = 60_000;
const every5 = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index * 5 * minute);

describe('a trend', () => {
  it('keeps the gaps that the history names', () => { expect(toTrend({ times: every5(3), values: [1, null, 3] }, 300).values).toEqual([1, null, 3]); });
  it('opens a gap where the source was silent for more than three intervals', () => {
    const times = [...every5(3), ...every5(3, 60 * minute)];
    expect(toTrend({ times, values: [1, 2, 3, 4, 5, 6] }, 300).values).toEqual([1, 2, 3, null, 4, 5, 6]);
  });
  it('does not open gaps in a history that was thinned out evenly', () => {
    const times = Array.from({ length: 10 }, (_, index) => index * 30 * minute);
    expect(toTrend({ times, values: times.map(() => 1) }, 300).values).not.toContain(null);
  });
  it('does not open gaps for event-driven sources', () => { expect(toTrend({ times: [0, minute, 600 * minute], values: [0, 1, 0] }, 0).values).toEqual([0, 1, 0]); });
  it('drops what runs backwards or is not a number', () => {
    const trend = toTrend({ times: [0, 10, 5, 20, 30], values: [1, 2, 9, Number.NaN, 4] }, 0);
    expect(trend.times).toEqual([0, 10, 20, 30]);
    expect(trend.values).toEqual([1, 2, null, 4]);
  });
  it('grows by newer values only and forgets what is older than a day', () => {
    const trend = toTrend({ times: every5(3), values: [1, 2, 3] }, 300);
    expect(appendToTrend(trend, 5 * minute, 9, 300)).toBe(trend);
    expect(appendToTrend(trend, 15 * minute, 4, 300).values).toEqual([1, 2, 3, 4]);
    expect(appendToTrend(trend, 60 * minute, 4, 300).values).toEqual([1, 2, 3, null, 4]);
    expect(appendToTrend(trend, TREND_MS + 10 * minute, 4, 300).times[0]).toBe(10 * minute);
  });
  it('sums itself up for a reader who cannot see it', () => {
    expect(summariseTrend({ times: every5(5), values: [4, null, 1, null, 3] })).toEqual({ lowest: 1, highest: 4, last: 3, gaps: 2 });
    expect(summariseTrend({ times: [0], values: [null] })).toBeNull();
  });
});

describe('a trend while the cockpit looks back', () => {
  const MINUTE = 60_000;
  const trend = { times: [0, 5 * MINUTE, 10 * MINUTE], values: [1, 2, 3] };
  it('is asked anew when it would show what had not happened yet, or lack what happened since', () => {
    expect(holdsInstant(trend, 11 * MINUTE, 11 * MINUTE, 300)).toBe(true);
    expect(holdsInstant(trend, 11 * MINUTE, 20 * MINUTE, 300)).toBe(true);
    expect(holdsInstant(trend, 11 * MINUTE, 7 * MINUTE, 300)).toBe(false);
    expect(holdsInstant(trend, 11 * MINUTE, 60 * MINUTE, 300)).toBe(false);
  });
});
