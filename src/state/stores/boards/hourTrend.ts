/** Marks of the last day counted by the hour, for the trend of new warnings. An hour of which not every mark is known is a gap, not a zero. */
import type { WarningLevel } from '../../../domain/state';
import type { TimeMark } from '../../../history/recording';
import { LEVELS } from './summariseWarnings';

const HOUR = 3_600_000;
export interface HourTrend { readonly times: readonly number[]; readonly byLevel: Readonly<Record<WarningLevel, readonly (number | null)[]>>; readonly total: readonly (number | null)[] }

/** `from` = since when marks are known; hours are whole and the last one is the running one. */
export function toHourTrend(marks: readonly TimeMark[], from: number, now: number, hours = 24): HourTrend {
  const last = Math.floor(now / HOUR) * HOUR;
  const times = Array.from({ length: hours }, (_, at) => last - (hours - 1 - at) * HOUR);
  const count = (level: WarningLevel): (number | null)[] => times.map((start) => (start < from && (start !== last || now <= from) ? null
    : marks.filter((mark) => mark.kind === 'warning' && mark.level === level && mark.at >= start && mark.at < start + HOUR && mark.at <= now).length));
  const byLevel = Object.fromEntries(LEVELS.map((level) => [level, count(level)])) as Record<WarningLevel, (number | null)[]>;
  return { times, byLevel, total: times.map((_, at) => LEVELS.reduce<number | null>((sum, level) => { const own = byLevel[level][at] ?? null; return own === null || sum === null ? null : sum + own; }, 0)) };
}
