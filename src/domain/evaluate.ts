/**
 * Evaluation after GB/T 30428.4: counts, rates, medians, satisfaction, score and rank, by subdistrict, department or post. Every count is
 * over the cases reported in [from, to), looked at as they stand at `at`; a denominator of 0 gives null. Times in ms since epoch.
 */
import { isExcused, type Case } from './case';
import { EVALUATION_COUNTS, type Evaluation, type EvaluationCount, type EvaluationRow } from './caseQuery';

type Counts = Record<EvaluationCount, number>;
export interface EvaluationOptions {
  readonly demo: boolean;
  /** Weight of each rate in the score (keys of `rates`, `rework` counted as 1 − rate, and `satisfaction`); only rates that exist take part. */
  readonly weights: Readonly<Record<string, number>>;
  /** From report to filing, before filing counts as late, minutes. */
  readonly filingMinutes: number;
  /** Areas or units that shall have a row even without cases, in display order. */
  readonly peers?: readonly { readonly id: string; readonly zh: string; readonly en: string }[];
  /** The cases as they stood one period before `at`, for period on period; `cases` when absent. */
  readonly before?: readonly Case[];
}

/** Posts in the order of the path, whose work each sees, and the rates it answers for. */
const POSTS = [
  { id: 'collector', zh: '采集员', en: 'Collectors', sees: (item: Case) => item.source === 'collector', rates: ['filing'] },
  { id: 'acceptor', zh: '受理员', en: 'Acceptors', sees: (item: Case) => item.status !== 'reported' && item.status !== 'pending_verify', rates: ['filing', 'onTimeFiling'] },
  { id: 'dispatcher', zh: '派遣员', en: 'Dispatchers', sees: (item: Case) => item.dispatchedAt !== null, rates: ['accurateDispatch'] },
  { id: 'handler', zh: '处置员', en: 'Handlers', sees: (item: Case) => item.receivedAt !== null, rates: ['handling', 'onTimeHandling', 'rework'] },
  { id: 'checker', zh: '核查员', en: 'Checkers', sees: (item: Case) => item.checkedAt !== null, rates: ['closing', 'onTimeClosing'] },
  { id: 'shiftLeader', zh: '值班长', en: 'Shift leaders', sees: (item: Case) => item.checkedAt !== null && (item.status === 'pending_close' || item.closedAt !== null), rates: ['closing', 'onTimeClosing'] },
] as const;

/** True when the work of a post (the id of its row) is in the case. */
export const seenByPost = (item: Case, postId: string): boolean => POSTS.find((post) => post.id === postId)?.sees(item) ?? false;

/** A class that comes so often to one grid cell within the period comes frequently (高发). */
export const FREQUENT_CASES = 3;
/** So many of five stars are a satisfied reporter. */
export const PLEASED_STARS = 4;

/** Set aside without work: refuted, rejected, cancelled, or closed by order before anybody handled it. */
const isVoid = (item: Case): boolean => item.status === 'not_accepted' || item.status === 'cancelled' || (item.status === 'forced_close' && item.finishedAt === null);

/**
 * The counts that a case belongs to; none when it was not reported in [from, to). On time means by the deadline of its handling; a case
 * without one cannot be late. A case that was closed counts as closed on time when its handling was on time. What an accepted appeal took
 * off the account is neither late nor reworked.
 */
export function countsOf(item: Case, from: number, to: number, at: number): EvaluationCount[] {
  if (item.reportedAt < from || item.reportedAt >= to || item.reportedAt > at) return [];
  const counts: EvaluationCount[] = ['report'];
  const add = (name: EvaluationCount, holds: boolean): void => { if (holds) counts.push(name); };
  const isIn = (limit: number): boolean => item.deadlineAt === null || limit <= item.deadlineAt || isExcused(item, 'lateness');
  const filed = item.filedAt !== null;
  const dispatched = item.dispatchedAt !== null;
  add('accept', filed || (item.status !== 'reported' && item.status !== 'pending_verify' && item.status !== 'not_accepted' && item.status !== 'cancelled'));
  add('register', filed);
  add('dispatch', dispatched);
  add('accurDispatch', dispatched && item.returns === 0);
  if (dispatched && !isVoid(item)) {
    counts.push('needDispose');
    if (item.finishedAt !== null) {
      counts.push('dispose', isIn(item.finishedAt) ? 'inTimeDispose' : 'overtimeDispose');
      // a share of the handled: what is still being done again counts once it is done
      add('rework', item.reworks > 0 && !isExcused(item, 'rework'));
    }
    else { counts.push('toDispose'); add('overTimeToDispose', !isIn(item.suspendedSince ?? at)); }
  }
  // due: closed already, or its deadline has passed; what still has time is neither on time nor late
  if (filed && item.status !== 'cancelled' && (!item.open || !isIn(item.suspendedSince ?? at))) {
    counts.push('needArchive');
    if (!item.open) counts.push('archive', isIn(item.finishedAt ?? item.closedAt ?? at) ? 'inTimeArchive' : 'overTimeArchived');
  }
  add('extension', item.extensions > 0);
  add('suspend', item.suspendedSince !== null);
  add('repeated', item.repeats > 0);
  add('patrolDeal', item.status === 'closed' && item.dispatchedAt === null);
  add('video', item.source === 'video');
  add('rated', item.rating !== null);
  add('pleased', (item.rating ?? 0) >= PLEASED_STARS);
  if (item.appeal) counts.push(({ filed: 'appealPending', accepted: 'appealAccepted', rejected: 'appealRejected' } as const)[item.appeal.state]);
  return counts;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
function median(values: number[]): number | null {
  if (values.length === 0) return null;
  values.sort((a, b) => a - b);
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half] ?? null : ((values[half - 1] ?? 0) + (values[half] ?? 0)) / 2;
}
const spans = (cases: readonly Case[], start: (item: Case) => number | null, end: (item: Case) => number | null): number[] => cases.flatMap((item) => {
  const a = start(item);
  const b = end(item);
  return a === null || b === null || b < a ? [] : [b - a];
});
const mean = (values: readonly number[]): number | null => share(values.reduce((sum, value) => sum + value, 0), values.length);
/** Cases whose class came often to their grid cell; what lies in no cell belongs to no such place. */
function frequent(cases: readonly Case[]): number {
  const places = new Map<string, number>();
  for (const item of cases) if (item.gridId !== '') { const key = `${item.gridId} ${item.category} ${item.classCode}`; places.set(key, (places.get(key) ?? 0) + 1); }
  return [...places.values()].reduce((sum, count) => sum + (count >= FREQUENT_CASES ? count : 0), 0);
}

type Named = { readonly id: string; readonly zh: string; readonly en: string };
type Unranked = Omit<EvaluationRow, 'rank'>;

function rowOf(named: Named, cases: readonly Case[], from: number, to: number, at: number, options: EvaluationOptions, answersFor?: readonly string[]): Unranked {
  const counts = Object.fromEntries(EVALUATION_COUNTS.map((name) => [name, 0])) as Counts;
  const inside: Case[] = [];
  let filedOnTime = 0;
  let stars = 0;
  for (const item of cases) {
    const names = countsOf(item, from, to, at);
    if (names.length === 0) continue;
    inside.push(item);
    for (const name of names) counts[name]++;
    if (item.filedAt !== null && item.filedAt - item.reportedAt <= options.filingMinutes * 60_000) filedOnTime++;
    stars += item.rating ?? 0;
  }
  const rates = {
    filing: share(counts.register, counts.report), onTimeFiling: share(filedOnTime, counts.register), accurateDispatch: share(counts.accurDispatch, counts.dispatch),
    handling: share(counts.dispose, counts.needDispose), onTimeHandling: share(counts.inTimeDispose, counts.needDispose), closing: share(counts.archive, counts.needArchive),
    onTimeClosing: share(counts.inTimeArchive, counts.needArchive), rework: share(counts.rework, counts.dispose), video: share(counts.video, counts.report),
    repeat: share(counts.repeated, counts.report), highFrequency: share(frequent(inside), counts.report),
  };
  const accept = spans(inside, (item) => item.reportedAt, (item) => item.filedAt), handle = spans(inside, (item) => item.dispatchedAt, (item) => item.finishedAt);
  const satisfaction = share(stars, counts.rated);
  return {
    id: named.id, zh: named.zh, en: named.en, counts, rates, satisfaction,
    medianAcceptMs: median(accept), medianDispatchMs: median(spans(inside, (item) => item.filedAt, (item) => item.dispatchedAt)),
    medianHandleMs: median(handle), medianCloseMs: median(spans(inside, (item) => item.reportedAt, (item) => (item.open || isVoid(item) ? null : item.closedAt))), meanAcceptMs: mean(accept), meanHandleMs: mean(handle),
    score: scoreOf(rates, satisfaction, answersFor ? Object.fromEntries(answersFor.map((key) => [key, options.weights[key] ?? 1])) : options.weights),
  };
}

/** 0 … 100: weighted mean of the rates that exist; null when none does. */
function scoreOf(rates: Readonly<Record<string, number | null>>, satisfaction: number | null, weights: Readonly<Record<string, number>>): number | null {
  let sum = 0;
  let weight = 0;
  for (const [key, of] of Object.entries(weights)) {
    const rate = key === 'satisfaction' ? (satisfaction === null ? null : (satisfaction - 1) / 4) : rates[key] ?? null;
    if (rate === null || !(of > 0)) continue;
    sum += of * Math.min(1, Math.max(0, key === 'rework' ? 1 - rate : rate));
    weight += of;
  }
  return weight === 0 ? null : (100 * sum) / weight;
}
/** Equal scores share a place. */
function ranked(rows: readonly Unranked[]): EvaluationRow[] {
  // what belongs to nobody has no place among the peers
  const scores = rows.flatMap((row) => (row.score === null || row.id === '' ? [] : [row.score]));
  return rows.map((row) => ({ ...row, rank: row.score === null || row.id === '' ? null : 1 + scores.filter((score) => score > (row.score ?? 0)).length }));
}

function groupOf(by: 'street' | 'unit', item: Case): Named {
  if (by === 'street') return item.streetId === '' ? { id: '', zh: '无所属街道', en: 'No subdistrict' } : { id: item.streetId, zh: item.streetZh, en: item.streetEn };
  return item.leadUnitId === '' ? { id: '', zh: '未派遣', en: 'Not dispatched' } : { id: item.leadUnitId, zh: item.leadUnitZh, en: item.leadUnitEn };
}

/** `cases` as they stand at `at`. Rows by street and by unit add up to the total; a case may be in several posts' rows. */
export function evaluate(cases: readonly Case[], by: Evaluation['by'], from: number, to: number, at: number, options: EvaluationOptions): Evaluation {
  const whole: Named = { id: 'total', zh: '全区', en: 'Whole district' };
  const rows: Unranked[] = [];
  if (by === 'post') for (const post of POSTS) rows.push(rowOf(post, cases.filter(post.sees), from, to, at, options, post.rates));
  else {
    const groups = new Map<string, { named: Named; cases: Case[] }>((options.peers ?? []).map((named) => [named.id, { named, cases: [] }]));
    for (const item of cases) {
      if (item.reportedAt < from || item.reportedAt >= to || item.reportedAt > at) continue;
      const named = groupOf(by, item);
      const group = groups.get(named.id);
      if (!group) { groups.set(named.id, { named, cases: [item] }); continue; }
      if (named.zh !== '') group.named = named;
      group.cases.push(item);
    }
    for (const { named, cases: own } of groups.values()) rows.push(rowOf(named, own, from, to, at, options));
  }
  const length = to - from;
  const base = rowOf(whole, options.before ?? cases, from - length, from, at - length, options);
  return { by, from, to, at, demo: options.demo, rows: ranked(rows), total: { ...rowOf(whole, cases, from, to, at, options), rank: null }, before: base.counts.report === 0 ? null : { ...base, rank: null } };
}
