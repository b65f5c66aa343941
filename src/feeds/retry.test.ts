import { describe, expect, it } from 'vitest';
import { createRetry, RETRY } from './retry';

describe('retry', () => {
  it('doubles with full jitter up to its cap', () => {
    const retry = createRetry(() => 0.999999);
    const delays = Array.from({ length: 10 }, () => Math.round(retry.next(false)));
    expect(delays.slice(0, 4)).toEqual([500, 1000, 2000, 4000]);
    expect(Math.max(...delays)).toBe(RETRY.capMs);
    expect(createRetry(() => 0).next(false)).toBe(0);
  });
  it('begins anew only after a minute of good data', () => {
    const retry = createRetry(() => 1);
    for (let turn = 0; turn < 5; turn++) retry.next(false);
    retry.goodData(0);
    retry.failed();
    expect(retry.next(false)).toBe(16_000);
    retry.goodData(0);
    retry.goodData(RETRY.resetAfterMs);
    expect(retry.next(false)).toBe(RETRY.baseMs);
  });
  it('leaves the fast lane when refused and obeys the server', () => {
    const retry = createRetry(() => 0.5);
    expect(retry.next(true)).toBeGreaterThanOrEqual(RETRY.slowMs / 2);
    expect(retry.next(false, 7000)).toBe(7250);
  });
});
