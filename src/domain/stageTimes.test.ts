import { expect, it } from 'vitest';
import type { Case, CaseStatus } from './case';
import { stageTimesOf } from './stageTimes';

const hop = (at: number, from: CaseStatus | null, to: CaseStatus, took: number) => ({ at, from, to, took });
const flow = [hop(0, null, 'reported', 0), hop(10, 'reported', 'pending_dispatch', 10), hop(40, 'pending_dispatch', 'pending_handle', 30), hop(100, 'pending_handle', 'returned', 60), hop(110, 'returned', 'handling', 10)];

it('adds every visit of a stage, counts the present one up to now, and names what was skipped', () => {
  const times = stageTimesOf({ status: 'handling', open: true } as Case, flow, 150);
  expect(times.report).toEqual({ ms: 10, skipped: false });
  expect(times.filing).toEqual({ ms: null, skipped: true });
  expect(times.dispatch).toEqual({ ms: 40, skipped: false });
  expect(times.handling).toEqual({ ms: 100, skipped: false });
  expect(times.check).toEqual({ ms: null, skipped: false });
});

it('stops when the case is closed', () => {
  const times = stageTimesOf({ status: 'forced_close', open: false } as Case, [...flow, hop(200, 'handling', 'forced_close', 90)], 9000);
  expect(times.handling.ms).toBe(150);
  expect(times.check).toEqual({ ms: null, skipped: true });
  expect(times.closing).toEqual({ ms: 0, skipped: false });
});
