import { describe, expect, it } from 'vitest';
import { EVALUATION_COUNTS } from '../../domain/caseQuery';
import { actor, caseDesk, SUNDAY, yuzhongRules, type CaseDesk } from './fixtures/caseDesk';
import { casePage, casesAsOf, evaluationOf } from './readCases';

const HOUR = 3_600_000;
/** Four automatic cases an hour apart; the first is handled and closed, the second returned. */
function busyDesk(): CaseDesk {
  const desk = caseDesk();
  const ids = ['vendor', 'lamp-out', 'exposed-refuse', 'site-dust'].map((ruleId, k) => {
    const at = SUNDAY + k * HOUR;
    desk.desk.advance(at);
    const { id } = desk.report({ at, causedAt: at, ruleId, automatic: true, source: 'video', actor: actor('system'), lon: k === 1 ? 106.57 : 106.54 });
    desk.desk.advance(at + 1000);
    return id;
  });
  const end = SUNDAY + 4 * HOUR;
  const give = (type: 'case.receive' | 'case.startCheck' | 'case.pass' | 'case.close', k: number): unknown => desk.book.command({ type, caseId: ids[0] ?? '' }, actor('handler'), end + k);
  give('case.receive', 0);
  desk.book.command({ type: 'case.finish', caseId: ids[0] ?? '', photos: ['media/1'], text: '' }, actor('handler'), end + 1);
  give('case.startCheck', 2); give('case.pass', 3); give('case.close', 4);
  desk.book.command({ type: 'case.return', caseId: ids[1] ?? '', reason: 'not ours' }, actor('handler'), end + 5);
  return desk;
}

describe('reading the book', () => {
  it('shows only what existed at an instant, as it stood then', () => {
    const { book } = busyDesk();
    expect(casesAsOf(book, SUNDAY + HOUR + 100).map((item) => item.status)).toEqual(['pending_handle', 'pending_register']);
    expect(casesAsOf(book, null).map((item) => item.status)).toEqual(['closed', 'pending_dispatch', 'pending_handle', 'pending_handle']);
  });
  it('pages the newest first and narrows by industry', () => {
    const { book } = busyDesk();
    const now = SUNDAY + 5 * HOUR;
    expect(casePage(book, yuzhongRules, { offset: 1, limit: 2 }, now)).toMatchObject({ count: 4, at: now, cases: [{ ruleId: 'exposed-refuse' }, { ruleId: 'lamp-out' }] });
    expect(casePage(book, yuzhongRules, { industry: 'enforcement' }, now).cases.map((item) => item.ruleId)).toEqual(['site-dust', 'vendor']);
    expect(casePage(book, yuzhongRules, {}, now, (item) => item.streetId === 'ST-01').count).toBe(1);
  });
  it('evaluates every subdistrict, and each number opens its list', () => {
    const { book } = busyDesk();
    const [from, to, at] = [SUNDAY, SUNDAY + 24 * HOUR, SUNDAY + 5 * HOUR];
    const found = evaluationOf(book, yuzhongRules, 'street', from, to, at, true);
    expect(found.rows).toHaveLength(11);
    expect(found.before).toBeNull();
    expect(found.total.counts).toMatchObject({ report: 4, register: 4, dispatch: 4, accurDispatch: 3, needDispose: 4, dispose: 1, overtimeDispose: 1, archive: 1, overTimeArchived: 1 });
    for (const row of found.rows) for (const counted of EVALUATION_COUNTS) {
      expect(casePage(book, yuzhongRules, { streetId: row.id, from, to, at, counted }, at).count, `${row.id} ${counted}`).toBe(row.counts[counted]);
    }
    expect(found.rows.find((row) => row.id === 'ST-06')).toMatchObject({ zh: '上清寺街道', counts: { report: 3 } });
  });
});
