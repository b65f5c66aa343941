import { describe, expect, it } from 'vitest';
import { metresOf, toRuns } from './track';

describe('a track', () => {
  it('is cut where nothing was reported, and a lone place draws no line', () => {
    const runs = toRuns({ times: [1, 2, 3, 4, 5, 6], lon: [106.5, 106.51, null, 106.53, null, 106.55], lat: [29.5, 29.5, null, 29.5, null, 29.5] });
    expect(runs).toEqual([[106.5, 29.5, 106.51, 29.5]]);
  });
  it('is as long as the way on the ground', () => {
    expect(metresOf([106.5, 29.5, 106.5, 29.51])).toBeCloseTo(1112, 0);
    expect(metresOf([106.5, 60, 106.51, 60])).toBeCloseTo(556, 0);
    expect(metresOf([106.5, 29.5])).toBe(0);
  });
});
