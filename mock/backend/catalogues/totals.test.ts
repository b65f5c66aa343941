import { describe, expect, it } from 'vitest';
import { makeCase } from '../../../src/domain/fixtures/records';
import { toCaseId } from '../../../src/domain/ids';
import { rateOf } from '../../../src/domain/outcome';
import totalsFile from '../../data/totals.json';
import { startRig, START } from '../fixtures';
import { DAY, HOUR, localMidnight } from '../localTime';
import { holidayTotals, readSpans, totalsOf, type DaySpan } from './totals';

const MIDNIGHT = localMidnight(START);
const day = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
/** Closed in time, unless told otherwise. */
const caseAt = (id: number, reportedAt: number, change = {}) => makeCase({ id: toCaseId(`c${id}`), status: 'closed', open: false, reportedAt, filedAt: reportedAt, dispatchedAt: reportedAt, finishedAt: reportedAt + HOUR, closedAt: reportedAt + 2 * HOUR, deadlineAt: reportedAt + 4 * HOUR, ...change });
const held = [caseAt(1, MIDNIGHT - 3 * DAY + HOUR), caseAt(2, MIDNIGHT - DAY), caseAt(3, MIDNIGHT - DAY + HOUR, { rating: 5 }), caseAt(4, MIDNIGHT + HOUR)];
const one = (span: DaySpan) => totalsOf([span], held, START, START)[0] ?? null;

describe('totals of whole days', () => {
  it('are counted from the cases while all of a day are held, generated before, and unknown for what is not over', () => {
    expect(one({ from: MIDNIGHT - 2 * DAY, to: MIDNIGHT })).toMatchObject({ origin: 'cases', counts: { report: 2, archive: 2, inTimeArchive: 2, rated: 1, pleased: 1 } });
    // the first day that is held may have begun before its first case
    expect(one({ from: MIDNIGHT - 3 * DAY, to: MIDNIGHT })?.origin).toBe('demo');
    expect(one({ from: MIDNIGHT, to: MIDNIGHT + DAY })).toBeNull();
    expect(totalsOf([{ from: MIDNIGHT - DAY, to: MIDNIGHT }], [], START, START)[0]?.origin).toBe('demo');
  });
  it('add up: the days of a month are the month of the file, also over two months', () => {
    const row = totalsFile.demo.months[9];
    const october = one({ from: day('2025-10-01'), to: day('2025-11-01') });
    expect(october?.counts).toMatchObject({ report: row?.report, rework: row?.rework, overTimeArchived: row?.late, pleased: (row?.rated ?? 0) - (row?.displeased ?? 0) });
    for (const name of ['report', 'video', 'rated', 'pleased'] as const) {
      const days = totalsOf(Array.from({ length: 31 }, (_, k) => ({ from: day('2025-10-01') + k * DAY, to: day('2025-10-01') + (k + 1) * DAY })), held, START, START);
      expect(days.reduce((sum, totals) => sum + (totals?.counts[name] ?? NaN), 0), name).toBe(october?.counts[name]);
      const parts = [one({ from: day('2025-09-20'), to: day('2025-10-01') }), one({ from: day('2025-10-01'), to: day('2025-10-12') })];
      expect(one({ from: day('2025-09-20'), to: day('2025-10-12') })?.counts[name]).toBe(parts.reduce((sum, totals) => sum + (totals?.counts[name] ?? NaN), 0));
    }
  });
  it('keep the identities of the standard on every generated day', () => {
    for (let k = 0; k < 400; k++) {
      const from = day('2024-11-01') + k * DAY;
      const counts = one({ from, to: from + DAY })?.counts ?? {};
      const at = (name: keyof typeof counts): number => counts[name] ?? NaN;
      expect(at('dispose')).toBe(at('inTimeDispose') + at('overtimeDispose'));
      expect(at('archive')).toBe(at('inTimeArchive') + at('overTimeArchived'));
      for (const [part, whole] of [['register', 'report'], ['accurDispatch', 'dispatch'], ['pleased', 'rated'], ['video', 'report'], ['rework', 'dispose']] as const) { expect(at(part)).toBeGreaterThan(0); expect(at(part)).toBeLessThanOrEqual(at(whole)); }
    }
  });
  it('say of a published holiday what was published and nothing else', () => {
    const [holiday] = holidayTotals();
    expect(holiday).toMatchObject({ origin: 'reported', counts: { report: 6668 }, rates: { onTimeClosing: 0.985 }, from: day('2023-09-29'), to: day('2023-10-07') });
    expect(holiday && [rateOf(holiday, 'onTimeClosing'), rateOf(holiday, 'video'), holiday.counts.archive]).toEqual([0.985, null, undefined]);
  });
  it('are asked in whole days of the city, and refused in words otherwise', () => {
    expect(readSpans(`${MIDNIGHT - DAY}-${MIDNIGHT}`)).toEqual([{ from: MIDNIGHT - DAY, to: MIDNIGHT }]);
    for (const text of [undefined, '', 'x', `${MIDNIGHT}-${MIDNIGHT}`, `${MIDNIGHT + 1}-${MIDNIGHT + DAY}`]) expect(readSpans(text), text).toMatch(/^spans/);
  });
  it('answer the district, and are no base for who reads a part of it; a counted figure opens as many cases', () => {
    const rig = startRig();
    const spans = `${MIDNIGHT - DAY}-${MIDNIGHT},${MIDNIGHT - 366 * DAY}-${MIDNIGHT - 365 * DAY}`;
    const leader = rig.signIn('leader'), street = rig.signIn('leader', { streetId: 'ST-01' });
    const { rows } = rig.get<{ rows: ReturnType<typeof totalsOf> }>('totals', { token: leader.token, query: { spans } });
    expect(rows.map((totals) => totals?.origin)).toEqual(['cases', 'demo']);
    for (const counted of ['report', 'archive', 'inTimeArchive'] as const) {
      const page = rig.get<{ count: number }>('cases', { token: leader.token, query: { counted, from: String(MIDNIGHT - DAY), to: String(MIDNIGHT), at: String(rows[0]?.at), limit: '1' } });
      expect(page.count, counted).toBe(rows[0]?.counts[counted]);
    }
    expect(rig.get('totals', { token: street.token, query: { spans } })).toMatchObject({ rows: [null, null] });
    expect(rig.ask('GET', 'totals', { token: leader.token, query: { spans: 'x' } }).status).toBe(400);
    rig.backend.dispose();
  });
});
