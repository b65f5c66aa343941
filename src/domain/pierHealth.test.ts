import { describe, expect, it } from 'vitest';
import { PIER_METHOD } from './pierMethod';
import { dailyMeans, fitLine, pierHealth, studentT, type PierTrend } from './pierHealth';

const DAY = 86_400_000;
const NOW = Date.parse('2026-06-16T00:00:00Z');
const AS_NOW = { load: 1, water: 0 };
const wobble = (k: number): number => [0.6, -1, 0.3, 0.9, -0.8][k % 5] ?? 0;
/** Thirty days, four values a day, that end at `end` after growing by `perDay`. */
function trend(indicator: PierTrend['indicator'], end: number, perDay: number, noise = 0): PierTrend {
  const count = 120;
  const next = { pierTilt: [0.02, 0.05, 0.1, 0.2], pierSettlement: [5, 10, 20, 40], pierScour: [0.5, 1, 2, 3] }[indicator];
  return {
    indicator, limit: next[3] ?? 1, next, times: Array.from({ length: count }, (_, k) => NOW - ((count - 1 - k) * DAY) / 4),
    values: Array.from({ length: count }, (_, k) => end - (perDay * (count - 1 - k)) / 4 + (k === count - 1 ? 0 : noise * wobble(Math.floor((count - 1 - k) / 4)))),
  };
}

describe('pier health', () => {
  it('is 100 for a pier that has used nothing of its limits, and 0 at all of them', () => {
    const pier = (share: number) => pierHealth([trend('pierTilt', 0.2 * share, 0), trend('pierSettlement', 40 * share, 0), trend('pierScour', 3 * share, 0)], AS_NOW, PIER_METHOD);
    expect(pier(0).score).toBe(100);
    expect(pier(0.5).score).toBe(50);
    expect(pier(1).score).toBe(0);
    expect(pier(3).score).toBe(0);
  });
  it('cannot hide one indicator at its limit behind two good ones', () => {
    expect(pierHealth([trend('pierTilt', 0.2, 0), trend('pierSettlement', 0, 0), trend('pierScour', 0, 0)], AS_NOW, PIER_METHOD).score).toBeLessThanOrEqual(50);
  });
  it('names what was not measured, and says nothing without a value', () => {
    expect(pierHealth([trend('pierTilt', 0.1, 0)], AS_NOW, PIER_METHOD)).toMatchObject({ score: 50, missing: ['pierSettlement', 'pierScour'] });
    expect(pierHealth([{ ...trend('pierTilt', 0.1, 0), values: [null, null] }], AS_NOW, PIER_METHOD).score).toBeNull();
  });
  it('gives the days to the next limit of a straight trend', () => {
    const [tilt] = pierHealth([trend('pierTilt', 0.03, 0.001)], AS_NOW, PIER_METHOD).forecasts;
    expect(tilt).toMatchObject({ measured: 0.03, measuredAt: NOW, nextLimit: 0.05, days: 30 });
    expect(tilt?.perDay).toBeCloseTo(0.001, 6);
    expect(tilt?.likely).toBeCloseTo(20, 1);
    expect(tilt?.earliest).toBeCloseTo(20, 1);
  });
  it('widens the days to a range when the measurements scatter', () => {
    const [tilt] = pierHealth([trend('pierTilt', 0.03, 0.001, 0.002)], AS_NOW, PIER_METHOD).forecasts;
    expect(tilt?.earliest ?? 0).toBeLessThan((tilt?.likely ?? 0) - 2);
    expect(tilt?.latest ?? 0).toBeGreaterThan((tilt?.likely ?? 0) + 2);
    const near = tilt?.band(1), far = tilt?.band(60);
    expect((far?.high ?? 0) - (far?.low ?? 0)).toBeGreaterThan((near?.high ?? 0) - (near?.low ?? 0));
  });
  it('forecasts no day for a trend that stands or goes back, and none for too few days', () => {
    expect(pierHealth([trend('pierSettlement', 3, 0)], AS_NOW, PIER_METHOD).forecasts[0]).toMatchObject({ likely: null, latest: null });
    expect(pierHealth([trend('pierSettlement', 3, -0.05)], AS_NOW, PIER_METHOD).forecasts[0]?.likely).toBeNull();
    const short = trend('pierTilt', 0.03, 0.001);
    const [few] = pierHealth([{ ...short, times: short.times.slice(-12), values: short.values.slice(-12) }], AS_NOW, PIER_METHOD).forecasts;
    expect(few).toMatchObject({ perDay: null, likely: null });
    expect(few?.band(10)).toBeNull();
  });
  it('reaches the limit sooner under more load and higher water, and leaves the measurement as it is', () => {
    const trends = [trend('pierTilt', 0.03, 0.001), trend('pierScour', 0.6, 0.01)];
    const now = pierHealth(trends, AS_NOW, PIER_METHOD), hard = pierHealth(trends, { load: 1.5, water: 12 }, PIER_METHOD);
    expect(hard.score ?? 100).toBeLessThan(now.score ?? 0);
    expect(hard.forecasts[0]?.likely ?? 99).toBeLessThan(now.forecasts[0]?.likely ?? 0);
    expect(hard.forecasts[1]?.likely ?? 99).toBeLessThan(now.forecasts[1]?.likely ?? 0);
    expect(hard.forecasts.map((item) => item.measured)).toEqual(now.forecasts.map((item) => item.measured));
  });
  it('says at once when the assumption alone reaches the next limit', () => {
    const [tilt] = pierHealth([trend('pierTilt', 0.045, 0)], { load: 1.8, water: 0 }, PIER_METHOD).forecasts;
    expect(tilt).toMatchObject({ measured: 0.045, nextLimit: 0.05, likely: 0, earliest: 0, latest: 0 });
  });
  it('knows Student, means and lines', () => {
    expect(studentT(5)).toBeCloseTo(2.571, 1);
    expect(studentT(28)).toBeCloseTo(2.048, 2);
    expect(dailyMeans([NOW - DAY * 1.25, NOW - DAY * 1.5, NOW], [2, -4, 5]).map((point) => point.value)).toEqual([3, 5]);
    expect(fitLine([{ day: -2, value: 1 }, { day: -1, value: 2 }, { day: 0, value: 3 }], 3)).toMatchObject({ at: 3, slope: 1, error: 0 });
  });
});
