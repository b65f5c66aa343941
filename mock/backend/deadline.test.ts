import { describe, expect, it } from 'vitest';
import { deadlineOf, type ClockKind } from './deadline';

// start, limit, clock, deadline: the test vectors of the filing rules
const VECTORS: readonly (readonly [string, number, ClockKind, string])[] = [
  ['2025-06-06T17:00:00+08:00', 4, 'work_hour', '2025-06-09T11:00:00+08:00'],
  ['2025-06-09T12:30:00+08:00', 2, 'work_hour', '2025-06-09T16:00:00+08:00'],
  ['2025-06-07T23:00:00+08:00', 2, 'urgent_hour', '2025-06-08T01:00:00+08:00'],
  ['2025-06-10T10:00:00+08:00', 2, 'work_day', '2025-06-12T10:00:00+08:00'],
  ['2025-06-06T15:00:00+08:00', 2, 'natural_day', '2025-06-08T15:00:00+08:00'],
  ['2025-06-07T09:00:00+08:00', 1, 'work_day', '2025-06-09T18:00:00+08:00'],
];

describe('deadlineOf', () => {
  it.each(VECTORS)('%s + %d %s = %s', (start, limit, clock, deadline) => {
    expect(new Date(deadlineOf(Date.parse(start), limit, clock)).toISOString()).toBe(new Date(deadline).toISOString());
  });
});
