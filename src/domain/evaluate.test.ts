import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APPEAL_GROUNDS, APPEAL_STATES, CASE_SOURCES, CASE_STATUSES, isOverdue, STEP_OF_STATUS, TERMINAL_STATUSES, type Case, type CaseStatus } from './case';
import { EVALUATION_COUNTS } from './caseQuery';
import { countsOf, evaluate, type EvaluationOptions } from './evaluate';
import { makeCase } from './fixtures/records';
import { matchesCase } from './matchCaseQuery';

const T = 1_790_000_000_000;
const HOUR = 3_600_000;
const OPTIONS: EvaluationOptions = { demo: true, weights: { filing: 1, onTimeHandling: 3 }, filingMinutes: 60 };
/** A case that has come as far as `status`, an hour per step, with its deadline so many hours after the report. */
function at(status: CaseStatus, change: Partial<Case> = {}): Case {
  const reach = CASE_STATUSES.indexOf(status);
  const open = !TERMINAL_STATUSES.has(status);
  const handled = status === 'closed' || (reach >= 11 && status !== 'check_not_pass' && status !== 'cancelled' && status !== 'forced_close');
  const filed = reach >= 3 && status !== 'not_accepted' && status !== 'cancelled';
  const dispatched = filed && reach >= 6 && status !== 'pending_dispatch';
  return makeCase({
    status, step: STEP_OF_STATUS[status], open, reportedAt: T, filedAt: filed ? T + HOUR : null, dispatchedAt: dispatched ? T + 2 * HOUR : null, receivedAt: dispatched ? T + 3 * HOUR : null,
    finishedAt: handled ? T + 4 * HOUR : null, checkedAt: status === 'closed' ? T + 5 * HOUR : null, closedAt: open ? null : T + 6 * HOUR, deadlineAt: dispatched ? T + 5 * HOUR : null,
    suspendedSince: status === 'suspended' ? T + 4 * HOUR : null, ...change,
  });
}
const END = T + 10 * HOUR;
const anyCase = fc.record({
  status: fc.constantFrom(...CASE_STATUSES), streetId: fc.constantFrom('', 'ST-01', 'ST-02'), leadUnitId: fc.constantFrom('', 'a', 'b'), reportedAt: fc.integer({ min: T - 5 * HOUR, max: T + 5 * HOUR }),
  deadline: fc.integer({ min: 0, max: 12 }), source: fc.constantFrom(...CASE_SOURCES), returns: fc.nat(2), reworks: fc.nat(2), rating: fc.constantFrom(null, 1, 5),
  appeal: fc.option(fc.record({ ground: fc.constantFrom(...APPEAL_GROUNDS), state: fc.constantFrom(...APPEAL_STATES), filedAt: fc.constant(T), decidedAt: fc.constant(null) })),
}).map(({ status, deadline, ...change }) => { const item = at(status, change); return item.deadlineAt === null ? item : { ...item, deadlineAt: T + deadline * HOUR }; });

describe('evaluation', () => {
  it('gives the rates of the example of the standard: 200 due, 190 handled, 180 in time', () => {
    const cases = [...Array.from({ length: 180 }, () => at('closed')), ...Array.from({ length: 10 }, () => at('closed', { finishedAt: T + 5.5 * HOUR })), ...Array.from({ length: 10 }, () => at('handling'))];
    const { total } = evaluate(cases, 'street', T, T + 1, END, OPTIONS);
    expect(total.counts).toMatchObject({ needDispose: 200, dispose: 190, inTimeDispose: 180, overtimeDispose: 10, toDispose: 10, overTimeToDispose: 10 });
    expect(total.rates.handling).toBeCloseTo(0.95, 10);
    expect(total.rates.onTimeHandling).toBeCloseTo(0.9, 10);
    expect(total.score).toBeCloseTo((100 * (1 + 3 * 0.9)) / 4, 8);
  });
  it('counts rework among the handled only, so that its rate is a share', () => {
    const cases = [at('closed', { reworks: 1 }), at('handling', { reworks: 1 }), at('pending_handle', { reworks: 2 })];
    const { total } = evaluate(cases, 'street', T, T + 1, END, OPTIONS);
    expect([total.counts.rework, total.counts.dispose, total.rates.rework]).toEqual([1, 1, 1]);
  });
  it('takes lateness and rework off the account from the decision that accepts an appeal on, each by its ground', () => {
    const late = { finishedAt: T + 5.5 * HOUR, reworks: 1 };
    const appeal = (ground: 'check' | 'deadline' | 'duty', state: 'filed' | 'accepted' | 'rejected'): Case => at('closed', { ...late, appeal: { ground, state, filedAt: T, decidedAt: null } });
    const told = (item: Case): number[] => { const { counts } = evaluate([item], 'street', T, T + 1, END, OPTIONS).total; return [counts.overtimeDispose, counts.overTimeArchived, counts.rework]; };
    expect(told(at('closed', late))).toEqual([1, 1, 1]);
    expect([told(appeal('duty', 'filed')), told(appeal('duty', 'rejected')), told(appeal('duty', 'accepted'))]).toEqual([[1, 1, 1], [1, 1, 1], [0, 0, 0]]);
    expect([told(appeal('deadline', 'accepted')), told(appeal('check', 'accepted'))]).toEqual([[0, 0, 1], [1, 1, 0]]);
    const { counts, rates } = evaluate([appeal('check', 'filed'), appeal('deadline', 'accepted'), appeal('duty', 'rejected')], 'street', T, T + 1, END, OPTIONS).total;
    expect([counts.appealPending, counts.appealAccepted, counts.appealRejected, counts.inTimeDispose]).toEqual([1, 1, 1, 1]);
    expect(rates.onTimeHandling).toBeCloseTo(1 / 3, 10);
  });
  it('has no rate, median, satisfaction or score without cases, and no base without a period before', () => {
    const { total, before, rows } = evaluate([], 'street', T, T + 1, END, { ...OPTIONS, peers: [{ id: 'ST-01', zh: '一', en: 'One' }] });
    expect(Object.values(total.rates).every((rate) => rate === null)).toBe(true);
    expect([total.medianHandleMs, total.satisfaction, total.score, before]).toEqual([null, null, null, null]);
    expect(rows).toMatchObject([{ id: 'ST-01', rank: null }]);
  });
  it('says how long the middle case took', () => {
    const cases = [at('closed'), at('closed', { finishedAt: T + 9 * HOUR }), at('handling')];
    const { total } = evaluate(cases, 'street', T, T + 1, END, OPTIONS);
    expect([total.medianAcceptMs, total.medianDispatchMs, total.medianHandleMs, total.medianCloseMs]).toEqual([HOUR, HOUR, 4.5 * HOUR, 6 * HOUR]);
  });
  it('says the mean times, how much came again, how much comes often to one place, and what was dealt with on the spot', () => {
    const cases = [
      at('closed', { gridId: 'G1', classCode: '0101', repeats: 2 }), at('closed', { gridId: 'G1', classCode: '0101', finishedAt: T + 9 * HOUR }), at('handling', { gridId: 'G1', classCode: '0101', filedAt: T + 3 * HOUR, dispatchedAt: T + 3 * HOUR }),
      at('handling', { gridId: 'G1', classCode: '0102' }), at('handling', { gridId: '', classCode: '0101' }), at('closed', { gridId: 'G2', classCode: '0101', filedAt: null, dispatchedAt: null, receivedAt: null, deadlineAt: null }),
    ];
    const { total } = evaluate(cases, 'street', T, T + 1, END, OPTIONS);
    // filed after 1, 1, 3, 1 and 1 h; handled 2 and 7 h after the dispatch
    expect([total.meanAcceptMs, total.meanHandleMs]).toEqual([1.4 * HOUR, 4.5 * HOUR]);
    expect([total.rates.repeat, total.rates.highFrequency]).toEqual([1 / 6, 3 / 6]);
    expect([total.counts.repeated, total.counts.patrolDeal, total.counts.register, total.counts.needArchive]).toEqual([1, 1, 5, 5]);
  });
  it('does not count a case as late while its clock stands still', () => {
    expect(countsOf(at('suspended'), T, T + 1, END)).not.toContain('overTimeToDispose');
    expect(countsOf(at('handling'), T, T + 1, END)).toContain('overTimeToDispose');
    expect(countsOf(at('handling'), T, T + 1, T + 5 * HOUR)).not.toContain('overTimeToDispose');
  });
  it('ranks by score, equal scores share a place', () => {
    const cases = [at('closed', { streetId: 'ST-01' }), at('closed', { streetId: 'ST-02' }), at('handling', { streetId: 'ST-03' })];
    expect(evaluate(cases, 'street', T, T + 1, END, OPTIONS).rows.map((row) => [row.id, row.rank])).toEqual([['ST-01', 1], ['ST-02', 1], ['ST-03', 3]]);
  });
  it('compares with the period before', () => {
    const cases = [at('closed'), at('closed', { reportedAt: T - HOUR }), at('closed', { reportedAt: T - HOUR })];
    expect(evaluate(cases, 'unit', T, T + 2 * HOUR, END, OPTIONS).before?.counts.report).toBe(2);
  });
  it('shows each post its own part of the path', () => {
    const rows = evaluate([at('closed', { source: 'collector' }), at('pending_dispatch'), at('reported')], 'post', T, T + 1, END, OPTIONS).rows;
    expect(rows.map((row) => [row.id, row.counts.report])).toEqual([['collector', 1], ['acceptor', 2], ['dispatcher', 1], ['handler', 1], ['checker', 1], ['shiftLeader', 1]]);
  });
  it('keeps the identities of the standard and adds up over subdistricts and units', () => {
    fc.assert(fc.property(fc.array(anyCase, { maxLength: 40 }), fc.integer({ min: T, max: END }), (cases, now) => {
      for (const by of ['street', 'unit'] as const) {
        const { rows, total } = evaluate(cases, by, T - 3 * HOUR, T + 3 * HOUR, now, OPTIONS);
        for (const { counts } of [...rows, total]) {
          expect(counts.dispose).toBe(counts.inTimeDispose + counts.overtimeDispose);
          expect(counts.needDispose).toBe(counts.dispose + counts.toDispose);
          expect(counts.archive).toBe(counts.inTimeArchive + counts.overTimeArchived);
          expect(counts.needArchive).toBeGreaterThanOrEqual(counts.archive);
          expect(counts.toDispose).toBeGreaterThanOrEqual(counts.overTimeToDispose);
        }
        for (const name of EVALUATION_COUNTS) expect(rows.reduce((sum, row) => sum + row.counts[name], 0)).toBe(total.counts[name]);
      }
    }));
  });
  it('opens exactly as many cases as each number says', () => {
    fc.assert(fc.property(fc.array(anyCase, { maxLength: 30 }), fc.constantFrom(...EVALUATION_COUNTS), (cases, counted) => {
      const [from, to] = [T - 3 * HOUR, T + 3 * HOUR];
      for (const row of evaluate(cases, 'street', from, to, END, OPTIONS).rows) {
        expect(cases.filter((item) => matchesCase(item, { streetId: row.id, from, to, counted, at: END }, 0, () => null))).toHaveLength(row.counts[counted]);
      }
    }));
  });
});

describe('matchesCase', () => {
  const item = makeCase({ reportedAt: T, deadlineAt: T + HOUR });
  const match = (query: Parameters<typeof matchesCase>[1], now = T): boolean => matchesCase(item, query, now, (ruleId) => (ruleId === 'exposed-refuse' ? 'sanitation' : null));
  it('narrows by every field', () => {
    const yes = { open: true, step: 'handling', status: 'handling', overdue: false, streetId: 'ST-01', unitId: 'sanitation', industry: 'sanitation', classCode: '0101', source: 'video', from: T, to: T + 1 } as const;
    expect(match(yes)).toBe(true);
    const no = { open: false, step: 'check', status: 'closed', overdue: true, streetId: 'ST-02', unitId: 'x', industry: 'parks', classCode: '0102', source: 'iot', objectId: 'o1', from: T + 1, to: T } as const;
    for (const [key, value] of Object.entries(no)) expect(match({ ...yes, [key]: value }), key).toBe(false);
  });
  it('takes lateness at the instant that is looked at', () => {
    expect(match({ overdue: true, at: T + 2 * HOUR })).toBe(true);
    expect(match({ overdue: true, at: T }, T + 2 * HOUR)).toBe(false);
    expect(isOverdue(item, T + 2 * HOUR)).toBe(true);
  });
});
