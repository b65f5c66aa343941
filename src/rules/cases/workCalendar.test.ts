import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOCK_KINDS, type ClockKind } from '../../domain/case';
import { yuzhongFiles } from './fixtures/caseDesk';
import { createWorkCalendar } from './workCalendar';

const calendar = createWorkCalendar(yuzhongFiles.calendar);
const local = (text: string): number => Date.parse(`${text}+08:00`);

describe('deadlines', () => {
  const cases: readonly (readonly [string, number, ClockKind, string, string])[] = [
    ['2025-06-06T17:00', 4, 'work_hour', '2025-06-09T11:00', 'Friday 17:00 to Monday 11:00'],
    ['2025-06-09T12:30', 2, 'work_hour', '2025-06-09T16:00', 'starts in the lunch break'],
    ['2025-06-07T23:00', 2, 'urgent_hour', '2025-06-08T01:00', 'Saturday night'],
    ['2025-06-10T10:00', 2, 'work_day', '2025-06-12T10:00', '16 work hours'],
    ['2025-06-06T15:00', 2, 'natural_day', '2025-06-08T15:00', '48 hours over the weekend'],
    ['2025-06-07T09:00', 1, 'work_day', '2025-06-09T18:00', 'Saturday start, Monday end of day'],
    ['2026-09-30T17:00', 4, 'work_hour', '2026-10-08T11:00', 'over National Day'],
    ['2026-10-09T17:00', 2, 'work_hour', '2026-10-10T09:00', 'a make-up Saturday works'],
    ['2025-09-27T10:00', 1, 'work_hour', '2025-09-28T09:00', 'a make-up Sunday works'],
    ['2026-10-01T02:00', 2, 'urgent_hour', '2026-10-01T04:00', 'urgent hours run on holidays at night'],
  ];
  it.each(cases)('%s + %d %s = %s (%s)', (start, value, clock, deadline) => {
    expect(new Date(calendar.deadlineOf(local(start), { value, clock }))).toEqual(new Date(local(deadline)));
  });

  const anyTime = fc.integer({ min: local('2025-01-01T00:00'), max: local('2027-06-30T00:00') });
  const anyLimit = fc.record({ value: fc.integer({ min: 1, max: 60 }), clock: fc.constantFrom(...CLOCK_KINDS) });
  it('the clock runs exactly the limit between start and deadline', () => {
    fc.assert(fc.property(anyTime, anyLimit, (start, limit) => {
      expect(calendar.timeBetween(start, calendar.deadlineOf(start, limit), limit.clock)).toBe(calendar.lengthOf(limit));
    }));
  });
  it('a later start or a longer limit never ends earlier', () => {
    fc.assert(fc.property(anyTime, fc.integer({ min: 0, max: 9e8 }), anyLimit, fc.integer({ min: 0, max: 20 }), (start, later, limit, more) => {
      const deadline = calendar.deadlineOf(start, limit);
      expect(calendar.deadlineOf(start + later, limit)).toBeGreaterThanOrEqual(deadline);
      expect(calendar.deadlineOf(start, { ...limit, value: limit.value + more })).toBeGreaterThanOrEqual(deadline);
    }));
  });
  it('time adds up over any instant in between', () => {
    fc.assert(fc.property(anyTime, fc.integer({ min: 0, max: 3e9 }), fc.integer({ min: 0, max: 3e9 }), fc.constantFrom(...CLOCK_KINDS), (a, first, second, clock) => {
      const b = a + first;
      expect(calendar.timeBetween(a, b, clock) + calendar.timeBetween(b, b + second, clock)).toBe(calendar.timeBetween(a, b + second, clock));
    }));
  });
  it('a calendar without work hours is refused', () => {
    expect(() => createWorkCalendar({ ...yuzhongFiles.calendar, workHours: [] })).toThrow(RangeError);
  });
});
