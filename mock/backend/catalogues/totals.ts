/**
 * Totals of whole days: from the engine's cases where it still holds all of a day's, else from generated monthly totals, split over the days
 * of the month so that the days add up to it. Published holidays as they were published.
 */
import type { Case } from '../../../src/domain/case';
import { EVALUATION_COUNTS, type EvaluationCount } from '../../../src/domain/caseQuery';
import { countsOf } from '../../../src/domain/evaluate';
import type { PeriodTotals } from '../../../src/domain/outcome';
import totalsFile from '../../data/totals.json';
import { hash, unit } from '../hash';
import { DAY, HOUR, localDate, localMidnight, localWeekday } from '../localTime';

export const MOST_SPANS = 60;
export interface DaySpan { readonly from: number; readonly to: number }
/** Parts of a month that exclude each other or are shares of one whole: each is split over its days for itself. */
const PARTS = ['report', 'void', 'returned', 'late', 'rework', 'video', 'rated', 'displeased'] as const;
type Parts = Record<(typeof PARTS)[number], number>;
type Counts = Partial<Record<EvaluationCount, number>>;

/** `from-to,from-to` in ms, each whole local days; a sentence says what is wrong. */
export function readSpans(text: string | undefined): readonly DaySpan[] | string {
  const words = (text ?? '').split(',').filter(Boolean);
  if (words.length === 0 || words.length > MOST_SPANS) return `spans must name 1 to ${MOST_SPANS} periods as from-to, separated by commas`;
  const spans: DaySpan[] = [];
  for (const word of words) {
    const found = /^(\d{1,14})-(\d{1,14})$/.exec(word);
    const from = Number(found?.[1]), to = Number(found?.[2]);
    if (!found || from >= to || localMidnight(from) !== from || localMidnight(to) !== to || to - from > 800 * DAY) return `spans: ${word} is no period of whole days of the city`;
    spans.push({ from, to });
  }
  return spans;
}

const yearOf = (time: number): number => Number(localDate(time).slice(0, 4));
const monthOf = (time: number): number => Number(localDate(time).slice(4, 6));
const monthStart = (year: number, month: number): number => Date.UTC(year, month - 1, 1) - 8 * HOUR;

/** How busy a day is against others; weekends are calmer. */
const weightOf = (day: number): number => (localWeekday(day) >= 5 ? 0.82 : 1) * (0.92 + 0.16 * unit(hash(0x70741, Math.floor(day / DAY)), 1));
/** A month of `year`; `anchor` = the year that the file speaks of. */
function monthParts(year: number, month: number, anchor: number): Parts {
  const row = totalsFile.demo.months.find((one) => one.month === month) ?? totalsFile.demo.months[0]!;
  return Object.fromEntries(PARTS.map((part) => [part, Math.round(row[part] * totalsFile.demo.yearly[part] ** (year - anchor))])) as Parts;
}
/** The days [from, to) of one month. */
function daysOfMonth(from: number, to: number, anchor: number): Parts {
  const year = yearOf(from), month = monthOf(from);
  const first = monthStart(year, month), end = monthStart(year, month + 1);
  let whole = 0, before = 0, through = 0;
  for (let day = first; day < end; day += DAY) {
    const weight = weightOf(day);
    whole += weight;
    if (day < from) before += weight;
    if (day < to) through += weight;
  }
  // the share up to the end less the share up to the beginning: days add up to their month exactly
  const parts = monthParts(year, month, anchor);
  return Object.fromEntries(PARTS.map((part) => [part, Math.round((parts[part] * through) / whole) - Math.round((parts[part] * before) / whole)])) as Parts;
}
function generated({ from, to }: DaySpan, anchor: number): Counts {
  const sum: Parts = { report: 0, void: 0, returned: 0, late: 0, rework: 0, video: 0, rated: 0, displeased: 0 };
  for (let start = from; start < to;) {
    const end = Math.min(to, monthStart(yearOf(start), monthOf(start) + 1));
    const parts = daysOfMonth(start, end, anchor);
    for (const part of PARTS) sum[part] += parts[part];
    start = end;
  }
  const filed = sum.report - sum.void;
  return {
    report: sum.report, accept: filed, register: filed, dispatch: filed, accurDispatch: filed - sum.returned, needDispose: filed, dispose: filed, inTimeDispose: filed - sum.late, overtimeDispose: sum.late,
    needArchive: filed, archive: filed, inTimeArchive: filed - sum.late, overTimeArchived: sum.late, rework: sum.rework, video: sum.video, rated: sum.rated, pleased: sum.rated - sum.displeased,
  };
}
function counted(cases: readonly Case[], { from, to }: DaySpan, at: number): Counts {
  const counts: Counts = Object.fromEntries(EVALUATION_COUNTS.map((name) => [name, 0]));
  for (const item of cases) for (const name of countsOf(item, from, to, at)) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** `cases` as they stood at `at`; `begin` = the demo's first instant, from which on the generated years are counted back. */
export function totalsOf(spans: readonly DaySpan[], cases: readonly Case[], at: number, begin: number): (PeriodTotals | null)[] {
  const earliest = cases.reduce((least, item) => Math.min(least, item.reportedAt), Infinity);
  // the day of the first case may have begun before it: the next one is whole
  const held = earliest === Infinity ? localMidnight(at) : localMidnight(earliest) + DAY;
  const anchor = yearOf(begin) - 1;
  const { zh, en } = totalsFile.demo;
  return spans.map((span): PeriodTotals | null => {
    // what is not over has no total yet
    if (span.to > at) return null;
    const head = { id: `${span.from}-${span.to}`, ...span, at, zh: '', en: '', rates: {} };
    if (span.from >= held) return { ...head, origin: 'cases', sourceZh: '案卷统计', sourceEn: 'counted from cases', counts: counted(cases, span, at) };
    if (span.to <= held) return { ...head, origin: 'demo', sourceZh: zh, sourceEn: en, counts: generated(span, anchor) };
    const old = generated({ from: span.from, to: held }, anchor), own = counted(cases, { from: held, to: span.to }, at);
    const counts: Counts = Object.fromEntries(Object.entries(old).map(([name, count]) => [name, count + (own[name as EvaluationCount] ?? 0)]));
    return { ...head, origin: 'demo', sourceZh: `${zh}；其中 ${localDate(held)} 起为案卷统计`, sourceEn: `${en}; from ${localDate(held)} on counted from cases`, counts };
  });
}
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
export const holidayTotals = (): PeriodTotals[] => totalsFile.holidays.map(({ from, to, ...row }) => ({ ...row, from: dayOf(from), to: dayOf(to), at: dayOf(to), origin: 'reported' }));
