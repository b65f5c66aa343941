/** Handling deadlines by clock kind (hours or days of `filingRules.json`); holidays are the caller's data. */
import { DAY, HOUR, localMidnight, localWeekday } from './localTime';

export type ClockKind = 'urgent_hour' | 'work_hour' | 'work_day' | 'natural_day';
const HOURS_PER_WORK_DAY = 8;
/** Working windows in local hours. */
const WINDOWS = [[8, 12], [14, 18]] as const;

export function deadlineOf(start: number, limit: number, clock: ClockKind, isHoliday: (midnight: number) => boolean = () => false): number {
  if (clock === 'urgent_hour') return start + limit * HOUR;
  if (clock === 'natural_day') return start + limit * DAY;
  let left = (clock === 'work_day' ? limit * HOURS_PER_WORK_DAY : limit) * HOUR;
  for (let midnight = localMidnight(start); ; midnight += DAY) {
    if (localWeekday(midnight) >= 5 || isHoliday(midnight)) continue;
    for (const [opens, closes] of WINDOWS) {
      const from = Math.max(start, midnight + opens * HOUR);
      const open = midnight + closes * HOUR - from;
      if (open <= 0) continue;
      if (left <= open) return from + left;
      left -= open;
    }
  }
}
