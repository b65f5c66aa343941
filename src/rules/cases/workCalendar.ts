/**
 * Working time and the four clocks of handling limits. Hours or days that run always (`urgent_hour`, `natural_day`) or only in the work
 * hours of working days (`work_hour`, `work_day`; one work day = the work hours of a day). Times in ms since epoch; the calendar is local
 * at a fixed offset, with holidays and make-up working days as data.
 */
import type { ClockKind } from '../../domain/case';
import type { CalendarFile } from '../ruleSet';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A calendar without a working day in so many days is an error of the data, not a wait. */
const SEARCH_DAYS = 3_700;

export interface Limit { readonly value: number; readonly clock: ClockKind }
export interface WorkCalendar {
  isWorkDay(time: number): boolean;
  /** How long the clock ran in [from, to], ms; 0 when `to` is not later. */
  timeBetween(from: number, to: number, clock: ClockKind): number;
  /** When the clock has run `ms` since `start`. */
  after(start: number, ms: number, clock: ClockKind): number;
  /** Length of a limit on its own clock, ms. */
  lengthOf(limit: Limit): number;
  deadlineOf(start: number, limit: Limit): number;
  /** yyyyMMdd of the local day. */
  localDate(time: number): string;
}

/** Throws RangeError when the file has no work hours. */
export function createWorkCalendar(file: CalendarFile): WorkCalendar {
  const offset = file.utcOffsetMinutes * MINUTE;
  const windows = file.workHours.map(([opens, closes]) => [opens * HOUR, closes * HOUR] as const).filter(([opens, closes]) => closes > opens).toSorted((a, b) => a[0] - b[0]);
  const perDay = windows.reduce((sum, [opens, closes]) => sum + closes - opens, 0);
  if (perDay <= 0) throw new RangeError('The calendar has no work hours');
  const dayOf = (time: number): number => Math.floor((time + offset) / DAY);
  const toDay = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;
  const holidays = new Set(file.holidays.map(toDay));
  const makeUpDays = new Set(file.makeUpDays.map(toDay));
  /** Day 0 was a Thursday. */
  const isWeekend = (day: number): boolean => (((day + 3) % 7) + 7) % 7 >= 5;
  const worksOn = (day: number): boolean => makeUpDays.has(day) || (!isWeekend(day) && !holidays.has(day));
  const runsAlways = (clock: ClockKind): boolean => clock === 'urgent_hour' || clock === 'natural_day';

  function after(start: number, ms: number, clock: ClockKind): number {
    if (runsAlways(clock) || ms <= 0) return start + Math.max(0, ms);
    let left = ms;
    const first = dayOf(start);
    for (let day = first; day < first + SEARCH_DAYS; day++) {
      if (!worksOn(day)) continue;
      const midnight = day * DAY - offset;
      for (const [opens, closes] of windows) {
        const from = Math.max(start, midnight + opens);
        const open = midnight + closes - from;
        if (open <= 0) continue;
        if (left <= open) return from + left;
        left -= open;
      }
    }
    throw new RangeError('The calendar has too few working days for this limit');
  }
  function timeBetween(from: number, to: number, clock: ClockKind): number {
    if (to <= from) return 0;
    if (runsAlways(clock)) return to - from;
    let sum = 0;
    for (let day = dayOf(from); day <= dayOf(to); day++) {
      if (!worksOn(day)) continue;
      const midnight = day * DAY - offset;
      for (const [opens, closes] of windows) sum += Math.max(0, Math.min(to, midnight + closes) - Math.max(from, midnight + opens));
    }
    return sum;
  }
  const unit: Readonly<Record<ClockKind, number>> = { urgent_hour: HOUR, work_hour: HOUR, work_day: perDay, natural_day: DAY };
  const lengthOf = (limit: Limit): number => limit.value * unit[limit.clock];
  return {
    isWorkDay: (time) => worksOn(dayOf(time)),
    timeBetween, after, lengthOf,
    deadlineOf: (start, limit) => after(start, lengthOf(limit), limit.clock),
    localDate: (time) => new Date(time + offset).toISOString().slice(0, 10).replaceAll('-', ''),
  };
}
