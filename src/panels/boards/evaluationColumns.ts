/** Columns of the evaluation: what each shows, which count of the standard it is, and the message that says its formula. Pure. */
import type { EvaluationCount, EvaluationRow } from '../../domain/caseQuery';
import { RATE_TERMS, rateOf, type OutcomeRate, type PeriodTotals } from '../../domain/outcome';

export interface Column {
  readonly key: string; readonly label: string; readonly formula: string;
  readonly form: 'rank' | 'score' | 'count' | 'rate' | 'time' | 'stars';
  readonly counted?: EvaluationCount; readonly rate?: keyof EvaluationRow['rates'];
  /** Also shown on a wall. */
  readonly wall?: boolean;
}

const count = (counted: EvaluationCount, wall = false): Column => ({ key: counted, counted, form: 'count', label: `boards.counted.${counted}`, formula: `boards.formula.${counted}`, wall });
const rate = (name: keyof EvaluationRow['rates'], wall = false): Column => ({ key: `rate.${name}`, rate: name, form: 'rate', label: `boards.rate.${name}`, formula: `boards.formula.rate.${name}`, wall });
const TIMES = ['medianAcceptMs', 'medianDispatchMs', 'medianHandleMs', 'medianCloseMs', 'meanAcceptMs', 'meanHandleMs'] as const;
type TimeKey = (typeof TIMES)[number];
const isTime = (key: string): key is TimeKey => TIMES.some((name) => name === key);
const time = (key: TimeKey): Column => ({ key, form: 'time', label: `boards.evaluation.${key}`, formula: `boards.formula.${key}` });

export const COLUMNS: readonly Column[] = [
  { key: 'rank', form: 'rank', label: 'boards.evaluation.rank', formula: 'boards.formula.rank', wall: true },
  { key: 'score', form: 'score', label: 'boards.evaluation.score', formula: 'boards.formula.score', wall: true },
  rate('onTimeClosing', true), rate('onTimeHandling', true), rate('filing'), rate('onTimeFiling'), rate('accurateDispatch'), rate('handling'), rate('closing'), rate('rework', true), rate('video'), rate('repeat'), rate('highFrequency'),
  count('report', true), count('register'), count('dispatch'), count('needDispose'), count('dispose'), count('inTimeDispose'), count('overtimeDispose'), count('toDispose'), count('overTimeToDispose', true),
  count('needArchive'), count('archive', true), count('inTimeArchive'), count('overTimeArchived'), count('rework'), count('extension'), count('suspend'), count('patrolDeal'), count('repeated'), count('rated'), count('pleased'), count('appealPending'), count('appealAccepted'), count('appealRejected'),
  ...TIMES.map(time),
  { key: 'satisfaction', form: 'stars', label: 'boards.evaluation.satisfaction', formula: 'boards.formula.satisfaction' },
];

/** The figure of a row in a column; null where there is nothing to divide by or to rank. */
export function columnValue(row: EvaluationRow, column: Column): number | null {
  if (column.counted) return row.counts[column.counted];
  if (column.rate) return row.rates[column.rate];
  if (isTime(column.key)) return row[column.key];
  switch (column.key) {
    case 'rank': return row.rank;
    case 'score': return row.score;
    case 'satisfaction': return row.satisfaction;
    default: return null;
  }
}

/** Rows by a column or by name; what has no figure stands last in either direction. */
export function sortRows(rows: readonly EvaluationRow[], key: string, descending: boolean): readonly EvaluationRow[] {
  const direction = descending ? -1 : 1;
  if (key === 'name') return rows.toSorted((a, b) => direction * a.zh.localeCompare(b.zh, 'zh-CN'));
  const column = COLUMNS.find((item) => item.key === key);
  if (!column) return rows;
  return rows.toSorted((a, b) => {
    const left = columnValue(a, column), right = columnValue(b, column);
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return direction * (left - right) || (a.id < b.id ? -1 : 1);
  });
}

const isTotalled = (rate: string): rate is OutcomeRate => Object.hasOwn(RATE_TERMS, rate);
/** The same figure of a period of which only totals are known; null where totals do not say it. */
export const totalsValue = (totals: PeriodTotals, column: Column): number | null =>
  (column.counted ? totals.counts[column.counted] ?? null : column.rate && isTotalled(column.rate) ? rateOf(totals, column.rate) : null);
