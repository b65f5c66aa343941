/** Whatever is asked for in whatever order, a case only ever walks the table of transitions and its past stays exact. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TERMINAL_STATUSES, type Case, type CaseStatus } from '../../domain/case';
import type { CaseBook } from '../parts';
import { actor, caseDesk, SUNDAY, yuzhongFiles } from './fixtures/caseDesk';
import { TRANSITIONS, type CaseAction } from './transitions';
import { createWorkCalendar } from './workCalendar';

type CaseWish = Parameters<CaseBook['command']>[0];
const calendar = createWorkCalendar(yuzhongFiles.calendar);
const WISHES: readonly ((caseId: string, other: string, at: number) => CaseWish)[] = [
  (caseId) => ({ type: 'case.confirm', caseId }), (caseId) => ({ type: 'case.refute', caseId, reason: 'no' }), (caseId) => ({ type: 'case.file', caseId, ruleId: 'exposed-refuse' }),
  (caseId) => ({ type: 'case.file', caseId, ruleId: 'lamp-out' }), (caseId) => ({ type: 'case.reject', caseId, reason: 'no' }),
  (caseId) => ({ type: 'case.dispatch', caseId, leadUnitId: 'sanitation', supportingUnitIds: ['police'] }), (caseId) => ({ type: 'case.dispatch', caseId, leadUnitId: 'lighting', supportingUnitIds: [] }),
  (caseId) => ({ type: 'case.acknowledgeSupport', caseId, unitId: 'police' }), (caseId) => ({ type: 'case.return', caseId, reason: 'not ours' }),
  (caseId) => ({ type: 'case.receive', caseId }), (caseId) => ({ type: 'case.receive', caseId }), (caseId) => ({ type: 'case.suspend', caseId, reason: 'waits' }), (caseId) => ({ type: 'case.resume', caseId }),
  (caseId, _, at) => ({ type: 'case.extend', caseId, reason: 'more', until: at + 9e6 }), (caseId) => ({ type: 'case.finish', caseId, photos: ['media/1'], text: '' }), (caseId) => ({ type: 'case.startCheck', caseId }),
  (caseId) => ({ type: 'case.pass', caseId }), (caseId) => ({ type: 'case.fail', caseId, reason: 'still there' }), (caseId) => ({ type: 'case.close', caseId }),
  (caseId) => ({ type: 'case.forceClose', caseId, reason: 'order' }), (caseId) => ({ type: 'case.cancel', caseId, reason: 'mistake' }), (caseId) => ({ type: 'case.supervise', caseId, reason: 'look' }),
  (caseId, into) => ({ type: 'case.merge', caseId, into }), (caseId) => ({ type: 'case.rate', caseId, stars: 3, reporterId: null }),
  (caseId) => ({ type: 'case.appeal', caseId, ground: 'duty', reason: 'not ours' }), (caseId) => ({ type: 'case.acceptAppeal', caseId, reason: 'true' }), (caseId) => ({ type: 'case.rejectAppeal', caseId, reason: 'not shown' }),
];
/** The ordinary next step of a state, so that late states are reached often. */
const NEXT: Readonly<Partial<Record<CaseStatus, number>>> = { pending_verify: 0, pending_register: 2, pending_dispatch: 5, pending_handle: 9, handling: 14, suspended: 12, pending_check: 15, checking: 16, pending_close: 18 };
const anyStep = fc.record({
  pick: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(WISHES.length - 1) }, { weight: 1, arbitrary: fc.constantFrom(8, 11, 17) }),
  which: fc.nat(2), wait: fc.oneof(fc.constant(1), fc.integer({ min: 0, max: 40_000_000 })),
});

it('walks only the table, writes one record per transition, keeps times in order and replays exactly', { timeout: 120_000 }, () => {
  const reached = new Set<CaseStatus>();
  fc.assert(fc.property(fc.array(anyStep, { maxLength: 60, size: 'max' }), fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), (steps, automatic) => {
    const { desk, book, report } = caseDesk();
    const ids = [['vendor', 106.54], ['exposed-refuse', 106.545], ['lamp-out', 106.55]].map(([ruleId, lon], k) => report({ ruleId: String(ruleId), lon: Number(lon), automatic: automatic[k] ?? false }).id);
    let at = SUNDAY;
    for (const { pick, which, wait } of steps) {
      at += wait;
      desk.advance(at);
      const id = ids[which] ?? '';
      const before = book.get(id);
      const wish = WISHES[pick ?? NEXT[before?.status ?? 'closed'] ?? 21]?.(id, ids[(which + 1) % 3] ?? '', at);
      if (!wish) continue;
      const outcome = book.command(wish, actor('leader'), at);
      if (!outcome.ok) { expect(book.get(id)).toBe(before); expect(outcome.detail).toMatch(/^[A-Z].+\.$/); }
      if (before && TERMINAL_STATUSES.has(before.status)) { expect(book.get(id)?.status).toBe(before.status); if (outcome.ok) expect(wish.type).toMatch(/rate$|ppeal$/); }
    }
    desk.advance(at + 4e8);
    const events = desk.events.flatMap((event) => (event.type === 'case' ? [event] : []));
    for (const id of ids) {
      const flow = book.flow(id);
      expect(flow[0]).toMatchObject({ from: null, to: 'reported' });
      for (const [k, hop] of flow.entries()) {
        reached.add(hop.to);
        if (k === 0) continue;
        const row = TRANSITIONS[hop.action as CaseAction];
        expect(row.from).toContain(hop.from);
        expect(hop.to).toBe(row.to);
        expect(hop.from).toBe(flow[k - 1]?.to);
        expect(hop.took).toBe(hop.at - (flow[k - 1]?.at ?? NaN));
        expect(hop.took).toBeGreaterThanOrEqual(0);
        if (row.reason) expect(hop.reason).not.toBe('');
      }
      const seen = events.filter((event) => event.case.id === id);
      let status: CaseStatus | null = null;
      const moves = seen.filter((event) => { const moved = event.case.status !== status; status = event.case.status; return moved; });
      expect(moves.map((event) => [event.case.status, event.at])).toEqual(flow.map((hop) => [hop.to, hop.at]));
      for (const [k, event] of seen.entries()) if (seen[k + 1]?.at !== event.at) expect(book.asOf(id, event.at)).toEqual(event.case);
      const item = book.get(id);
      if (item) expectClockOf(item, flow);
    }
    expect(desk.lines.map((line) => line.at)).toEqual(desk.lines.map((line) => line.at).toSorted((a, b) => a - b));
  }), { numRuns: 300, seed: 20_261_122 });
  // the sequences together reach every state
  expect(reached.size).toBe(20);
});

/** Without extension, what the clock runs from dispatch to deadline is the limit plus what was suspended before it. */
function expectClockOf(item: Case, flow: ReturnType<CaseBook['flow']>): void {
  const { limit, deadlineAt, dispatchedAt } = item;
  if (!limit || deadlineAt === null || dispatchedAt === null || item.extensions > 0) return;
  let suspended = 0;
  for (const [k, hop] of flow.entries()) {
    const next = flow[k + 1];
    if (hop.to === 'suspended' && next?.to === 'handling' && hop.at >= dispatchedAt && hop.at < deadlineAt) suspended += calendar.timeBetween(hop.at, next.at, limit.clock);
  }
  expect(calendar.timeBetween(dispatchedAt, deadlineAt, limit.clock)).toBe(calendar.lengthOf(limit) + suspended);
}
