import { describe, expect, it } from 'vitest';
import { createClockOffset } from './clockOffset';

describe('clock offset', () => {
  it('is the median of what was heard, so that one slow answer bends nothing', () => {
    const offset = createClockOffset();
    for (const late of [0, 10, 9000, 5, 7]) offset.add(101_000 + late, 1000);
    expect(offset.at(2000)).toBe(102_007);
  });
  it('runs on at the rate of the back end’s clock, and begins anew when the rate changes or the clock was set', () => {
    const offset = createClockOffset();
    offset.add(1_000_000, 1000, 60);
    offset.add(1_060_000, 2000, 60);
    expect([offset.rate, offset.at(3000)]).toEqual([60, 1_120_000]);
    offset.add(1_130_000, 3000, 1);
    expect([offset.rate, offset.at(4000)]).toEqual([1, 1_131_000]);
    offset.add(9_000_000, 5000, 1, true);
    expect(offset.at(6000)).toBe(9_001_000);
  });
});
