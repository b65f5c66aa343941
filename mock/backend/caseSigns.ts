/** Vital signs of cases at many instants at once, each case looked at as it stood then, without a pass over the book per instant. */
import { isConcluded, isConcludedLate, isOverdue } from '../../src/domain/case';
import { PLEASED_STARS } from '../../src/domain/evaluate';
import { eachInstant, type CasePast } from '../../src/domain/caseHistory';
import { DAY, localMidnight } from './localTime';

/** Ratings of cases reported in so many days count. */
const RATING_DAYS = 7;

/** Vital signs of cases at each of `times`, ascending; what has no denominator is left out. */
export function caseSignsAt(pasts: readonly CasePast[], times: readonly number[]): Record<string, number>[] {
  const tallies = times.map((time) => ({ time, midnight: localMidnight(time), filed: 0, closed: 0, late: 0, overdue: 0, rated: 0, pleased: 0 }));
  for (const past of pasts) eachInstant(past, times, (item, k) => {
    const tally = tallies[k];
    if (!tally) return;
    if (item.filedAt !== null && item.filedAt >= tally.midnight) tally.filed += 1;
    if (isConcluded(item) && (item.closedAt ?? 0) >= tally.midnight) { tally.closed += 1; tally.late += Number(isConcludedLate(item)); }
    if (isOverdue(item, tally.time)) tally.overdue += 1;
    if (item.rating !== null && item.reportedAt >= tally.time - RATING_DAYS * DAY) { tally.rated += 1; tally.pleased += Number(item.rating >= PLEASED_STARS); }
  });
  const share = (part: number, whole: number): number => Math.round((part / whole) * 1000) / 10;
  return tallies.map(({ filed, closed, late, overdue, rated, pleased }) => ({
    filedToday: filed, closedToday: closed, overdueOpen: overdue, ...(closed > 0 && { onTimeClosing: share(closed - late, closed) }), ...(rated > 0 && { satisfaction: share(pleased, rated) }),
  }));
}
