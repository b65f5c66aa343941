import { expect, it } from 'vitest';
import { realClock, scenarioClock } from './virtualClock';

it('runs with real time while nothing is played', () => {
  expect(realClock().at(1234)).toBe(1234);
});

it('runs at its rate from its own start, changes rate without a jump, and slows down at the end', () => {
  const clock = scenarioClock(1_000_000, 1_600_000, 60, 50);
  expect(clock.at(50)).toBe(1_000_000);
  expect(clock.at(1050)).toBe(1_060_000);
  clock.setRate(10, 1050);
  expect(clock.at(1050)).toBe(1_060_000);
  expect(clock.at(2050)).toBe(1_070_000);
  clock.setRate(60, 2050);
  // 530 s are left: 8,833.3 ms of real time
  expect(clock.at(2050 + 10_833)).toBeCloseTo(1_600_000 + 10_833 - 530_000 / 60, 0);
  expect(clock.rate).toBe(1);
  const leaping = scenarioClock(1_000_000, 1_600_000, 60, 0);
  leaping.leap(1_300_000, 1000);
  expect([leaping.at(1000), leaping.at(2000), leaping.rate]).toEqual([1_300_000, 1_360_000, 60]);
  leaping.leap(1_200_000, 2000);
  expect(leaping.at(2000)).toBe(1_360_000);
  leaping.leap(1_700_000, 2000);
  expect([leaping.at(3000), leaping.rate]).toEqual([1_701_000, 1]);
  let last = 0;
  for (let real = 0; real < 20_000; real += 77) { const at = clock.at(Math.max(real, 12_900)); expect(at).toBeGreaterThanOrEqual(last); last = at; }
});
