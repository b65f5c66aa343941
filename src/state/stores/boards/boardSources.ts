/**
 * What each board asks the back end. Every question carries the instant shown, and every count the query of its list with the moment it
 * was counted at, so that a number and the list it opens are the same cases whenever the list is opened.
 */
import type { CasePage, CaseQuery, Evaluation, Industry } from '../../../domain/caseQuery';
import type { AiClass, AutomationRow, CameraPicture, ResourceGroup, Subsystem } from '../../../domain/catalogues';
import type { DetectionPage, DetectionQuery } from '../../../domain/detection';
import type { PeriodTotals } from '../../../domain/outcome';
import type { BoardPorts } from '../../ports/actions';
import { usePorts } from '../providePorts';
import type { OutcomePeriod, Period, TrendSpan } from './boardAddress';
import { DAY_MS, midnightOf, monthSpan, outcomeSpans, spanYearBefore, toBounds, type DaySpan } from './cityDay';
import { createAsked, type AskedSource } from './createAsked';

const MINUTE = 60_000;
/** Distance of the points of a day of vital signs. */
export const VITAL_STEP_MS = 10 * MINUTE;
/** Columns of each range of the trend of cases: whole hours, quarters of a day and days of the city. The last one is the running one. */
const CASE_COLUMNS: Readonly<Record<TrendSpan, { readonly count: number; readonly stepMs: number }>> = { '24h': { count: 24, stepMs: 60 * MINUTE }, '7d': { count: 28, stepMs: DAY_MS / 4 }, '30d': { count: 30, stepMs: DAY_MS } };

function ports(): BoardPorts {
  const { boards } = usePorts();
  if (!boards) throw new Error('no back end belongs to this city');
  return boards;
}
function cases(query: CaseQuery): Promise<CasePage> {
  const { actions } = usePorts();
  return actions ? actions.cases(query) : Promise.reject(new Error('no back end belongs to this city'));
}

export const aiClassSource = (): AskedSource<readonly AiClass[]> => createAsked((at) => ports().aiClasses(at), 30_000);
/** The newest detections of a class, a camera or all. */
export const detectionSource = (query: () => DetectionQuery): AskedSource<DetectionPage> => createAsked((at) => ports().detections({ ...query(), ...(at !== null && { at }) }));
/** Names of the video classes by id. */
export const aiClassNames = (): AskedSource<ReadonlyMap<string, { readonly zh: string; readonly en: string }>> => createAsked(async (at) => new Map((await ports().aiClasses(at)).map((row) => [row.id, { zh: row.nameZh, en: row.nameEn }])), 300_000);
export const automationSource = (): AskedSource<readonly AutomationRow[]> => createAsked(() => ports().automation(), 30_000);
export const subsystemSource = (): AskedSource<readonly Subsystem[]> => createAsked((at) => ports().subsystems(at));
export const resourceGroupSource = (): AskedSource<readonly ResourceGroup[]> => createAsked(() => ports().resourceGroups(), 60_000);

/** Pictures of now; they are not of the instant looked back to, and the panel says so. */
export const cameraSource = (ids: () => readonly string[]): AskedSource<readonly CameraPicture[]> => createAsked(() => (ids().length === 0 ? Promise.resolve([]) : ports().cameras(ids())), 5000);

export type VitalHistory = Awaited<ReturnType<BoardPorts['vitalHistory']>>;
/** The 24 h before the moment shown. */
export const vitalHistorySource = (ids: readonly string[]): AskedSource<VitalHistory> => createAsked((_, now) => ports().vitalHistory(ids, now - DAY_MS, now, VITAL_STEP_MS), 60_000);
export type CaseHistory = Awaited<ReturnType<BoardPorts['caseHistory']>>;
export const caseHistorySource = (span: () => TrendSpan): AskedSource<CaseHistory> => createAsked((_, now) => {
  const { count, stepMs } = CASE_COLUMNS[span()];
  const midnight = midnightOf(now);
  // columns stand on the city's clock, so that a refresh moves none of them
  const running = midnight + Math.floor((now - midnight) / stepMs) * stepMs;
  return ports().caseHistory(running - (count - 1) * stepMs, now, stepMs);
}, 60_000);

export const evaluationSource = (by: () => Evaluation['by'], period: () => Period): AskedSource<Evaluation> => createAsked((at, now) => {
  const bounds = toBounds(period(), now);
  return ports().evaluation(by(), bounds.from, bounds.to, at);
}, 30_000);

/** A period, what it is compared with, and the months of the satisfaction history, oldest first. */
export interface Outcome { readonly span: DaySpan; readonly now: PeriodTotals | null; readonly lastYear: PeriodTotals | null; readonly before: PeriodTotals | null; readonly lastYearSpan: DaySpan; readonly beforeSpan: DaySpan; readonly months: readonly { readonly at: number; readonly totals: PeriodTotals | null }[] }
const HISTORY_MONTHS = 24;
export const outcomeSource = (period: () => OutcomePeriod): AskedSource<Outcome> => createAsked(async (at, now) => {
  const history = Array.from({ length: HISTORY_MONTHS }, (_, k) => monthSpan(now, HISTORY_MONTHS - k));
  const chosen = period();
  const [holiday] = chosen === 'holiday' ? await ports().holidays() : [];
  const spans = chosen === 'holiday' ? (holiday ? { now: holiday, before: { from: holiday.from * 2 - holiday.to, to: holiday.from } } : null) : outcomeSpans(chosen, now);
  if (!spans) throw new Error('no published holiday');
  const lastYearSpan = spanYearBefore(spans.now);
  // a published holiday is compared with published figures alone
  const asked = holiday ? history : [spans.now, lastYearSpan, spans.before, ...history];
  const rows = await ports().totals(asked, at);
  const [own, lastYear, before] = holiday ? [holiday, null, null] : rows;
  return { span: { from: spans.now.from, to: spans.now.to }, lastYearSpan, beforeSpan: spans.before, now: own ?? null, lastYear: lastYear ?? null, before: before ?? null,
    months: history.map(({ from }, k) => ({ at: from, totals: rows[k + asked.length - history.length] ?? null })) };
}, 60_000);

/** Whole days of an evaluation's period and the same days a year before; null where none is whole, or a back end keeps no totals. */
export interface YearOnYear { readonly now: PeriodTotals; readonly base: PeriodTotals }
export const yearOnYearSource = (period: () => Period): AskedSource<YearOnYear | null> => createAsked(async (at, now) => {
  const { from } = toBounds(period(), now);
  const span = { from, to: midnightOf(now) };
  if (from === 0 || span.to <= span.from) return null;
  const [own, base] = await ports().totals([span, spanYearBefore(span)], at).catch(() => []);
  return own?.origin === 'cases' && base ? { now: own, base } : null;
}, 60_000);

/** When the first case was reported that the back end holds, ms; null without any. */
export const firstCaseSource = (): AskedSource<number | null> => createAsked(async (at, now) => {
  const { count } = await cases({ at: at ?? now, limit: 1 });
  // newest first: the last one is the oldest
  return count === 0 ? null : (await cases({ at: at ?? now, offset: count - 1, limit: 1 })).cases[0]?.reportedAt ?? null;
}, 600_000);

/** A count of cases and the query of exactly these. */
export interface AskedCount { readonly count: number; readonly query: CaseQuery }
export interface IndustryFigures {
  readonly open: AskedCount; readonly overdue: AskedCount; readonly reported: AskedCount; readonly closed: AskedCount; readonly inTime: AskedCount; readonly due: AskedCount; readonly video: AskedCount;
  /** Of the industry's open cases: the first ones, as the back end sorts them. */
  readonly pressing: CasePage;
}
/** How many open cases an industry view shows before the list is opened. */
const PRESSING_ROWS = 8;

export const industrySource = (industry: () => Industry): AskedSource<IndustryFigures> => createAsked(async (_, now) => {
  const day = { from: midnightOf(now), to: now };
  const count = async (more: CaseQuery): Promise<AskedCount> => {
    const query: CaseQuery = { industry: industry(), at: now, ...more };
    return { count: (await cases({ ...query, limit: 1 })).count, query };
  };
  const [open, overdue, reported, closed, inTime, due, video, pressing] = await Promise.all([
    count({ open: true }), count({ open: true, overdue: true }), count({ ...day, counted: 'report' }), count({ ...day, counted: 'archive' }), count({ ...day, counted: 'inTimeArchive' }), count({ ...day, counted: 'needArchive' }),
    count({ ...day, counted: 'video' }), cases({ industry: industry(), at: now, open: true, limit: PRESSING_ROWS }),
  ]);
  return { open, overdue, reported, closed, inTime, due, video, pressing };
}, 20_000);
