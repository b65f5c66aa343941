import { describe, expect, it } from 'vitest';
import rolesFile from '../../../public/rules/yuzhong/roles.json';
import { isStepLate, type Case } from '../../domain/case';
import type { Wish } from '../../domain/command';
import { waitsFor } from '../../domain/duty';
import type { Role } from '../../domain/role';
import { evaluationOf } from './readCases';
import { actor, caseDesk, SUNDAY, yuzhongRules, type CaseDesk } from './fixtures/caseDesk';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MONDAY = Date.parse('2026-11-23T09:00:00+08:00');

const septic = { source: 'iot', actor: actor('system'), automatic: true, ruleId: 'septic-gas', classCode: '0302', objectId: 'SC-014', warningId: 'w1', lon: 106.535, lat: 29.552, titleZh: '甲烷超限', titleEn: 'Methane over the limit' } as const;
type CaseWish = Parameters<CaseDesk['book']['command']>[0];
/** Carries out commands one second apart and expects each to be accepted. */
function walk(desk: CaseDesk, id: string, from: number, ...steps: readonly (readonly [Role, Record<string, unknown> & { type: Wish['type'] }])[]): number {
  let at = from;
  for (const [role, wish] of steps) {
    desk.desk.advance(at);
    expect(desk.book.command({ caseId: id, ...wish } as unknown as CaseWish, actor(role), at), wish.type).toMatchObject({ ok: true });
    at += 1000;
  }
  return at;
}
const get = (desk: CaseDesk, id: string): Case => { const item = desk.book.get(id); if (!item) throw new Error(id); return item; };
const refusal = (desk: CaseDesk, wish: CaseWish, at: number): string => { const outcome = desk.book.command(wish, actor('leader'), at); return outcome.ok ? 'ok' : `${outcome.refusal}: ${outcome.detail}`; };
const handled = [['handler', { type: 'case.receive' }], ['handler', { type: 'case.finish', photos: ['media/a'], text: '已清运' }]] as const;
const checked = [['checker', { type: 'case.startCheck' }], ['checker', { type: 'case.pass' }]] as const;

describe('dealt with on the spot', () => {
  it('is closed by the collector with a picture before it is filed, and counted as such', () => {
    const desk = caseDesk();
    const { id } = desk.report({ ...septic, source: 'collector', automatic: false, warningId: null, ruleId: 'exposed-refuse', classCode: '0101', objectId: null });
    desk.desk.advance(SUNDAY + MINUTE);
    expect(desk.book.command({ type: 'case.dealOnSpot', caseId: id, photos: [], text: '' }, actor('collector'), SUNDAY + MINUTE)).toMatchObject({ ok: false, refusal: 'invalid' });
    walk(desk, id, SUNDAY + MINUTE, ['collector', { type: 'case.dealOnSpot', photos: ['media/a'], text: '已捡拾' }]);
    expect(get(desk, id)).toMatchObject({ status: 'closed', open: false, filedAt: null, dispatchedAt: null, closedAt: SUNDAY + MINUTE });
    expect(refusal(desk, { type: 'case.file', caseId: id, ruleId: 'exposed-refuse' }, SUNDAY + 2 * MINUTE)).toMatch(/^state/);
    const { total } = evaluationOf(desk.book, yuzhongRules, 'street', SUNDAY - 1, SUNDAY + HOUR, SUNDAY + HOUR, true);
    expect(total.counts).toMatchObject({ report: 1, patrolDeal: 1, register: 0, archive: 0 });
  });
});

describe('the automatic route', () => {
  it('runs from report to delivery by itself within a second, each hop by the system', () => {
    const desk = caseDesk();
    const first = desk.report({ ...septic, causedAt: SUNDAY - 100 });
    expect(first.status).toBe('reported');
    desk.desk.advance(SUNDAY + 1000);
    const item = get(desk, first.id);
    expect(item).toMatchObject({ status: 'pending_handle', classCode: '0302', classNameZh: '化粪池', leadUnitId: 'street-06', limit: { value: 2, clock: 'urgent_hour' }, automatic: true, urgent: true, streetId: 'ST-06' });
    expect(item.code).toMatch(/^50010320261122\d{5}$/);
    expect(item.deadlineAt).toBe((item.dispatchedAt ?? 0) + 2 * HOUR);
    expect(desk.book.flow(first.id).map((hop) => [hop.to, hop.actor.role, hop.at - SUNDAY])).toEqual([
      ['reported', 'system', 0], ['pending_verify', 'system', 20], ['pending_register', 'system', 80], ['accepted', 'system', 140], ['pending_dispatch', 'system', 160], ['dispatched', 'system', 200], ['pending_handle', 'system', 220],
    ]);
    expect(desk.latencies).toEqual([300]);
    expect(item.supporting.map((unit) => unit.unitId)).toEqual(['municipal-facilities', 'fire-rescue']);
  });
  it('waits for a person once the class is switched to manual, also half-way', () => {
    const desk = caseDesk();
    const item = desk.report(septic);
    desk.desk.advance(SUNDAY + 30);
    expect(desk.book.setAutomatic({ classCode: 'component:0302', automatic: false }, actor('shiftLeader'), SUNDAY + 30)).toMatchObject({ ok: true });
    desk.desk.advance(SUNDAY + HOUR);
    expect(get(desk, item.id).status).toBe('pending_verify');
    expect(desk.book.isAutomatic('component:0302')).toBe(false);
    expect(desk.book.isAutomatic('event:0302')).toBe(true);
    expect(desk.book.setAutomatic({ classCode: 'nonsense', automatic: true }, actor('shiftLeader'), SUNDAY + HOUR)).toMatchObject({ ok: false, refusal: 'unknown' });
  });
  it('a code that a component and an event share must say which; one that only one of them has need not', () => {
    const desk = caseDesk();
    const outcome = desk.book.setAutomatic({ classCode: '0302', automatic: false }, actor('shiftLeader'), SUNDAY);
    expect(outcome).toMatchObject({ ok: false, refusal: 'invalid' });
    expect(outcome.ok ? '' : outcome.detail).toBe('Class 0302 is a component and an event; say which: component:0302 (Septic tank) or event:0302 (Construction dust).');
    expect([desk.book.isAutomatic('component:0302'), desk.book.isAutomatic('event:0302')]).toEqual([true, true]);
    // no event has the number of a street lamp
    expect(desk.book.setAutomatic({ classCode: '0601', automatic: false }, actor('shiftLeader'), SUNDAY)).toMatchObject({ ok: true });
    expect([desk.book.isAutomatic('component:0601'), desk.book.isAutomatic('0601')]).toEqual([false, false]);
  });
  it('takes the code of the real cover', () => {
    const desk = caseDesk();
    expect(desk.report({ ...septic, ruleId: 'cover-missing', classCode: null, objectId: 'MH-1', lon: 106.54, lat: 29.56 })).toMatchObject({ classCode: '0102', classNameZh: '污水井盖' });
  });
});

describe('a case handled by people', () => {
  it('walks to closed, keeps who did what, and can be rated once by its reporter', () => {
    const desk = caseDesk();
    const { id } = desk.report({ reporterId: 'r1', photos: ['media/x'], text: '三袋垃圾' });
    expect(get(desk, id).status).toBe('pending_verify');
    const end = walk(desk, id, MONDAY, ['acceptor', { type: 'case.confirm' }], ['acceptor', { type: 'case.file', ruleId: 'exposed-refuse' }], ['dispatcher', { type: 'case.dispatch', leadUnitId: 'sanitation', supportingUnitIds: ['street-06'] }], ...handled, ...checked, ['shiftLeader', { type: 'case.close' }]);
    const item = get(desk, id);
    expect(item).toMatchObject({ status: 'closed', step: 'evaluation', open: false, handlerMasked: 'handler*', deadlineAt: Date.parse('2026-11-23T15:00:02+08:00') });
    expect(desk.book.media(id).map((picture) => [picture.moment, picture.url])).toEqual([['before', 'media/x'], ['after', 'media/a']]);
    expect(desk.book.text(id)).toBe('三袋垃圾');
    expect(refusal(desk, { type: 'case.rate', caseId: id, stars: 5, reporterId: 'somebody' }, end)).toMatch(/^invalid/);
    expect(refusal(desk, { type: 'case.rate', caseId: id, stars: 6, reporterId: 'r1' }, end)).toMatch(/^invalid/);
    expect(refusal(desk, { type: 'case.rate', caseId: id, stars: 4, reporterId: 'r1' }, end)).toBe('ok');
    expect(refusal(desk, { type: 'case.rate', caseId: id, stars: 5, reporterId: 'r1' }, end)).toMatch(/^state/);
    expect(get(desk, id).rating).toBe(4);
  });
  const ready = (desk: CaseDesk, change = {}): { id: string; at: number } => {
    const { id } = desk.report(change);
    return { id, at: walk(desk, id, MONDAY, ['acceptor', { type: 'case.confirm' }], ['acceptor', { type: 'case.file', ruleId: 'exposed-refuse' }], ['dispatcher', { type: 'case.dispatch', leadUnitId: 'sanitation', supportingUnitIds: [] }]) };
  };
  it('a failed check sends it back with the same deadline', () => {
    const desk = caseDesk();
    const { id, at } = ready(desk);
    const before = get(desk, id).deadlineAt;
    walk(desk, id, at, ...handled, ['checker', { type: 'case.startCheck' }], ['checker', { type: 'case.fail', reason: '仍有垃圾' }]);
    expect(get(desk, id)).toMatchObject({ status: 'pending_handle', reworks: 1, deadlineAt: before, finishedAt: null });
  });
  it('stands in a step since it came there last, also when it came back', () => {
    const desk = caseDesk();
    const { id, at } = ready(desk);
    const finished = walk(desk, id, at + HOUR, ...handled);
    expect(get(desk, id)).toMatchObject({ step: 'check', stepSince: finished - 1000 });
    const failed = walk(desk, id, finished + HOUR, ['checker', { type: 'case.startCheck' }], ['checker', { type: 'case.fail', reason: '仍有垃圾' }]) - 1000;
    expect(get(desk, id)).toMatchObject({ step: 'handling', stepSince: failed });
    expect(desk.book.asOf(id, failed - 1)).toMatchObject({ step: 'check', stepSince: finished - 1000 });
    expect(desk.book.asOf(id, at + HOUR - 1)).toMatchObject({ step: 'handling', stepSince: get(desk, id).dispatchedAt });
  });
  it('a returned case waits for a new dispatch and gets a new deadline', () => {
    const desk = caseDesk();
    const { id, at } = ready(desk);
    const later = walk(desk, id, at, ['handler', { type: 'case.return', reason: '不属本单位' }]);
    expect(get(desk, id)).toMatchObject({ status: 'pending_dispatch', returns: 1, deadlineAt: null });
    walk(desk, id, later + HOUR, ['dispatcher', { type: 'case.dispatch', leadUnitId: 'street-06', supportingUnitIds: [] }]);
    expect(get(desk, id)).toMatchObject({ status: 'pending_handle', leadUnitId: 'street-06', dispatchedAt: later + HOUR });
  });
  it('suspended time does not count: the deadline moves by the working time lost', () => {
    const desk = caseDesk();
    const { id, at } = ready(desk);
    expect(get(desk, id).deadlineAt).toBe(Date.parse('2026-11-23T15:00:02+08:00'));
    walk(desk, id, at, ['handler', { type: 'case.receive' }], ['shiftLeader', { type: 'case.suspend', reason: '等待许可' }]);
    const since = get(desk, id).suspendedSince ?? 0;
    // 09:00:04 to 15:00:04 holds four work hours
    walk(desk, id, since + 2 * HOUR, ['shiftLeader', { type: 'case.supervise', reason: '关注' }]);
    walk(desk, id, since + 6 * HOUR, ['shiftLeader', { type: 'case.resume' }]);
    expect(get(desk, id)).toMatchObject({ status: 'handling', suspendedSince: null, supervised: true });
    expect(get(desk, id).deadlineAt).toBe(Date.parse('2026-11-24T09:00:02+08:00'));
  });
  it('an appeal is filed once, decided once, changes the account of that instant only and moves nothing', () => {
    const desk = caseDesk();
    const { id, at } = ready(desk);
    const ask = (wish: Record<string, unknown>, time: number): string => refusal(desk, { caseId: id, ...wish } as unknown as CaseWish, time);
    const { code } = get(desk, id);
    const failed = walk(desk, id, at, ...handled, ['checker', { type: 'case.startCheck' }], ['checker', { type: 'case.fail', reason: '仍有垃圾' }]);
    expect(ask({ type: 'case.acceptAppeal', reason: 'yes' }, failed)).toBe(`state: Nobody appealed against case ${code}.`);
    expect(ask({ type: 'case.appeal', ground: 'deadline', reason: 'no' }, failed)).toBe(`invalid: Case ${code} has no missed deadline to appeal against.`);
    expect(ask({ type: 'case.appeal', ground: 'check', reason: ' ' }, failed)).toMatch(/^invalid/);
    walk(desk, id, failed, ['handler', { type: 'case.appeal', ground: 'check', reason: '非本次范围' }]);
    expect(get(desk, id)).toMatchObject({ status: 'pending_handle', reworks: 1, appeal: { ground: 'check', state: 'filed', filedAt: failed, decidedAt: null } });
    expect(ask({ type: 'case.appeal', ground: 'duty', reason: 'again' }, failed + MINUTE)).toBe(`state: The appeal against case ${code} has been filed already.`);
    walk(desk, id, failed + HOUR, ['shiftLeader', { type: 'case.acceptAppeal', reason: '情况属实' }]);
    expect(get(desk, id)).toMatchObject({ status: 'pending_handle', appeal: { state: 'accepted', decidedAt: failed + HOUR } });
    expect(ask({ type: 'case.rejectAppeal', reason: 'no' }, failed + 2 * HOUR)).toBe(`state: The appeal against case ${code} has been accepted already.`);
    expect([desk.book.asOf(id, failed - 1)?.appeal, desk.book.asOf(id, failed + MINUTE)?.appeal?.state]).toEqual([null, 'filed']);
    expect(desk.book.appeals(id).map((step) => [step.action, step.actor.role, step.reason])).toEqual([['appeal', 'handler', '非本次范围'], ['acceptAppeal', 'shiftLeader', '情况属实']]);
    expect(desk.desk.lines.filter((line) => line.action.endsWith('ppeal')).map((line) => line.textEn)).toEqual([
      `Case ${code} appealed against its failed check, to be decided: 非本次范围`, `Case ${code} appeal against its failed check accepted, taken off the evaluation: 情况属实`]);
    // the second time it is right, and closed; the rework does not count any more
    walk(desk, id, failed + 3 * HOUR, ...handled, ...checked, ['shiftLeader', { type: 'case.close' }]);
    const during = (time: number): number => evaluationOf(desk.book, yuzhongRules, 'unit', SUNDAY - HOUR, SUNDAY + HOUR, time, true).total.counts.rework;
    expect([get(desk, id).reworks, during(failed + 4 * HOUR)]).toEqual([1, 0]);
  });
  it('a closed case can be appealed against for five working days, a case nobody was given not at all', () => {
    const desk = caseDesk();
    const { id, at } = ready(desk);
    const end = walk(desk, id, at + 10 * HOUR, ...handled, ...checked, ['shiftLeader', { type: 'case.close' }]);
    const appeal = (caseId: string, time: number): string => refusal(desk, { type: 'case.appeal', caseId, ground: 'deadline', reason: '现场封闭' }, time);
    expect(appeal(id, end + 20 * 24 * HOUR)).toMatch(/^state: .* could be appealed against until 11-30 18:00\.$/);
    expect(appeal(id, end + HOUR)).toBe('ok');
    const { id: other } = desk.report({ lon: 106.56, lat: 29.565 });
    expect(appeal(other, end + HOUR)).toMatch(/^state: .* is waiting for verification; it cannot be appealed against now\.$/);
  });
  it('refuses in plain words what the state does not allow', () => {
    const desk = caseDesk();
    const { id, at } = ready(desk);
    expect(refusal(desk, { type: 'case.close', caseId: id }, at)).toBe(`state: Case ${get(desk, id).code} is waiting for the handler; it cannot be closed now.`);
    expect(refusal(desk, { type: 'case.forceClose', caseId: id, reason: ' ' }, at)).toBe('invalid: A reason is required.');
    expect(refusal(desk, { type: 'case.receive', caseId: 'c0' }, at)).toBe('unknown: There is no case c0.');
    walk(desk, id, at, ['handler', { type: 'case.receive' }]);
    expect(refusal(desk, { type: 'case.finish', caseId: id, photos: [], text: '' }, at)).toMatch(/^invalid: At least one picture/);
    expect(refusal(desk, { type: 'case.extend', caseId: id, reason: 'x', until: at }, at)).toMatch(/^invalid/);
    expect(refusal(desk, { type: 'case.cancel', caseId: id, reason: 'x' }, at)).toMatch(/^state/);
  });
  it('reminds before the deadline, tells the shift leader after it and the leader an hour later, and stops when it is done', () => {
    const desk = caseDesk();
    const { id, at } = ready(desk);
    const { deadlineAt } = get(desk, id);
    desk.desk.advance((deadlineAt ?? 0) + 2 * HOUR);
    const told = desk.desk.lines.filter((line) => /remind|escalate/.test(line.action)).map((line) => [line.action, Math.round((line.at - (deadlineAt ?? 0)) / MINUTE)]);
    expect(told).toEqual([['case.remind', -60], ['case.escalateShiftLeader', 0], ['case.escalateLeader', 60]]);
    expect(get(desk, id).escalation).toBe(3);
    const other = caseDesk();
    const quick = ready(other);
    walk(other, quick.id, quick.at, ...handled);
    other.desk.advance(at + 100 * HOUR);
    expect(get(other, quick.id).escalation).toBe(0);
  });
  it('an extension moves the deadline and calls off the reminders of the old one', () => {
    const desk = caseDesk();
    const { id, at } = ready(desk);
    // within the limit again
    const until = Date.parse('2026-11-23T18:00:00+08:00');
    walk(desk, id, at, ['handler', { type: 'case.receive' }], ['shiftLeader', { type: 'case.extend', reason: '材料未到', until }]);
    desk.desk.advance(MONDAY + 7 * HOUR);
    expect(get(desk, id)).toMatchObject({ deadlineAt: until, extensions: 1, escalation: 0 });
  });
  it('one extension gives at most the limit again', () => {
    const desk = caseDesk();
    const { id, at } = ready(desk);
    const extend = (until: number) => refusal(desk, { type: 'case.extend', caseId: id, reason: '材料未到', until }, at);
    // four work hours after 15:00 end the next morning
    expect(extend(Date.parse('2036-01-01T00:00:00+08:00'))).toBe(`invalid: One extension of case ${get(desk, id).code} reaches 11-24 09:00 at the latest.`);
    expect(extend(Date.parse('2026-11-24T09:00:00+08:00'))).toBe('ok');
  });
  it('knows community, grid, address and register number of its place; grade and response are decided by people, each for itself', () => {
    const desk = caseDesk();
    const { id } = desk.report({ ...septic, source: 'hotline', automatic: false });
    expect(get(desk, id)).toMatchObject({ communityId: 'community-06', addressZh: '上清寺街道SC-014', addressEn: 'SC-014, Shangqingsi', componentId: '5001030302000014', dutyGridId: '', incidentGrade: null, responseLevel: null });
    expect(get(desk, desk.report({ lon: 106.545 }).id)).toMatchObject({ addressZh: '上清寺街道', componentId: '' });
    const at = walk(desk, id, SUNDAY, ['shiftLeader', { type: 'case.gradeIncident', grade: 'III', reason: '两人受伤' }]);
    expect(get(desk, id)).toMatchObject({ incidentGrade: 'III', responseLevel: null });
    walk(desk, id, at, ['leader', { type: 'case.orderResponse', grade: 'II', reason: '指挥部决定' }], ['leader', { type: 'case.gradeIncident', grade: null, reason: '误报' }]);
    expect(get(desk, id)).toMatchObject({ incidentGrade: null, responseLevel: 'II' });
    expect(desk.book.asOf(id, SUNDAY)).toMatchObject({ incidentGrade: 'III', responseLevel: null });
    expect(desk.desk.lines.slice(-2).map((line) => line.textZh)).toEqual([`案卷 ${get(desk, id).code} 启动 II 级应急响应：指挥部决定`, `案卷 ${get(desk, id).code} 取消事件分级：误报`]);
  });
  it('each step that waits for a person has a limit of its own: reminded before it, late after it, in the trail and on the case', () => {
    const desk = caseDesk();
    const id = desk.report().id;
    const told = (): string[] => desk.desk.lines.filter((line) => /step|support/.test(line.action)).map((line) => `${(line.at - SUNDAY) / MINUTE} ${line.action}`);
    expect(get(desk, id)).toMatchObject({ status: 'pending_verify', stepDueAt: SUNDAY + 30 * MINUTE });
    desk.desk.advance(SUNDAY + 30 * MINUTE);
    expect([told(), isStepLate(get(desk, id), SUNDAY + 30 * MINUTE)]).toEqual([['22.5 case.stepRemind'], false]);
    desk.desk.advance(SUNDAY + 31 * MINUTE);
    expect(isStepLate(get(desk, id), SUNDAY + 31 * MINUTE)).toBe(true);
    expect(desk.desk.lines.at(-1)).toMatchObject({ action: 'case.stepOverdue', role: 'system', textZh: `案卷 ${get(desk, id).code} 核实已超时` });
    const at = walk(desk, id, SUNDAY + 40 * MINUTE, ['collector', { type: 'case.confirm' }], ['acceptor', { type: 'case.file', ruleId: 'garage-waste' }], ['dispatcher', { type: 'case.dispatch', leadUnitId: 'street-06', supportingUnitIds: ['sanitation', 'property-company'] }]);
    const sent = get(desk, id).dispatchedAt ?? 0;
    expect(get(desk, id)).toMatchObject({ status: 'pending_handle', stepDueAt: sent + 30 * MINUTE });
    expect(get(desk, id).supporting.map((unit) => (unit.dueAt ?? 0) - sent)).toEqual([60 * MINUTE, 60 * MINUTE]);
    walk(desk, id, at, ['handler', { type: 'case.receive' }], ['handler', { type: 'case.acknowledgeSupport', unitId: 'sanitation' }]);
    desk.desk.advance(sent + 2 * HOUR);
    // received and acknowledged in time: nothing is told of those
    expect(told().slice(2)).toEqual([`${(sent + 45 * MINUTE - SUNDAY) / MINUTE} case.supportRemind`, `${(sent + 60 * MINUTE + 1 - SUNDAY) / MINUTE} case.supportOverdue`]);
    expect(get(desk, id)).toMatchObject({ status: 'handling', stepDueAt: null, escalation: 0 });
  });
  it('what a handler asks for waits on the case until the shift leader grants it as it was asked, or refuses it with a reason', () => {
    const roles = { ...yuzhongRules.roles, roles: rolesFile.roles as unknown as typeof yuzhongRules.roles.roles };
    const desk = caseDesk({ ...yuzhongRules, roles });
    const { id, at } = ready(desk);
    const now = walk(desk, id, at, ['handler', { type: 'case.receive' }]);
    const before = get(desk, id);
    const until = Date.parse('2026-11-23T17:00:00+08:00');
    const later = walk(desk, id, now, ['handler', { type: 'case.extend', reason: '材料未到', until }]);
    expect(get(desk, id)).toEqual({ ...before, pendingRequest: { what: 'extend', at: now, by: actor('handler'), reason: '材料未到', until } });
    expect(waitsFor(get(desk, id), 'shiftLeader')).toBe(true);
    expect(desk.book.command({ type: 'case.suspend', caseId: id, reason: '等待许可' }, actor('handler'), later)).toMatchObject({ ok: false, refusal: 'state', detail: `Something else has been asked for case ${before.code} already; the shift leader decides.` });
    expect(desk.book.command({ type: 'case.refuseRequest', caseId: id, reason: ' ' }, actor('shiftLeader'), later)).toMatchObject({ ok: false, refusal: 'invalid' });
    const refusedAt = walk(desk, id, later, ['shiftLeader', { type: 'case.refuseRequest', reason: '请按期办理' }]);
    expect(get(desk, id)).toEqual(before);
    expect(waitsFor(get(desk, id), 'shiftLeader')).toBe(false);
    expect(desk.desk.lines.slice(-2).map((line) => [line.action, line.reason, line.textZh])).toEqual([
      ['case.extendAsked', '材料未到', `案卷 ${before.code} 申请延期至 11-23 17:00，待值班长批准：材料未到`], ['case.extendRefused', '请按期办理', `案卷 ${before.code} 不同意延期：请按期办理`],
    ]);
    const again = walk(desk, id, refusedAt, ['handler', { type: 'case.extend', reason: '材料未到', until }], ['shiftLeader', { type: 'case.grantRequest' }], ['handler', { type: 'case.suspend', reason: '等待许可' }]);
    expect(get(desk, id)).toMatchObject({ status: 'handling', deadlineAt: until, extensions: 1, pendingRequest: { what: 'suspend' } });
    walk(desk, id, again, ['shiftLeader', { type: 'case.grantRequest' }]);
    expect(get(desk, id)).toMatchObject({ status: 'suspended', pendingRequest: null });
    expect(desk.book.flow(id).at(-1)).toMatchObject({ to: 'suspended', reason: '等待许可', actor: { role: 'shiftLeader' } });
    expect(desk.book.command({ type: 'case.grantRequest', caseId: id }, actor('shiftLeader'), again + HOUR)).toMatchObject({ ok: false, refusal: 'state' });
  });
  it('a request ends with the state it was made in', () => {
    const roles = { ...yuzhongRules.roles, roles: rolesFile.roles as unknown as typeof yuzhongRules.roles.roles };
    const desk = caseDesk({ ...yuzhongRules, roles });
    const { id, at } = ready(desk);
    walk(desk, id, at, ['handler', { type: 'case.receive' }], ['handler', { type: 'case.suspend', reason: '等待许可' }], ['handler', { type: 'case.finish', photos: ['p1'], text: '' }]);
    expect(get(desk, id)).toMatchObject({ status: 'pending_check', pendingRequest: null });
  });
  it('stands as it stood at every instant', () => {
    const desk = caseDesk();
    const { id, at } = ready(desk);
    walk(desk, id, at, ...handled);
    const seen = desk.desk.events.flatMap((event) => (event.type === 'case' && event.case.id === id ? [event] : []));
    for (const [index, event] of seen.entries()) if (seen[index + 1]?.at !== event.at) expect(desk.book.asOf(id, event.at)).toEqual(event.case);
    expect(desk.book.asOf(id, SUNDAY - 1)).toBeNull();
  });
});

describe('duplicates', () => {
  it('of the same class within 30 m and 30 min join the first; the reporter gets its id', () => {
    const desk = caseDesk();
    const first = desk.report({ reporterId: 'r1' });
    const again = desk.report({ at: SUNDAY + 10 * MINUTE, lon: 106.54 + 0.0002, reporterId: 'r2', photos: ['media/2'] });
    expect(again.id).toBe(first.id);
    expect(again.repeats).toBe(1);
    expect(desk.book.reporters(first.id)).toEqual(['r1', 'r2']);
    expect(desk.book.merged(first.id)).toEqual([{ at: SUNDAY + 10 * MINUTE, source: 'citizen' }]);
    expect(desk.report({ at: SUNDAY + 11 * MINUTE, ruleId: 'vendor' }).id).not.toBe(first.id);
    expect(desk.report({ at: SUNDAY + 11 * MINUTE, lon: 106.541 }).id).not.toBe(first.id);
    expect(desk.report({ at: SUNDAY + 41 * MINUTE }).id).not.toBe(first.id);
  });
  it('never joins two objects, and always joins a second warning of one object', () => {
    const desk = caseDesk();
    const first = desk.report(septic);
    expect(desk.report({ ...septic, objectId: 'SC-015', lon: 106.5351, warningId: 'w2' }).id).not.toBe(first.id);
    expect(desk.report({ ...septic, at: SUNDAY + 5 * HOUR, warningId: 'w3' }).id).toBe(first.id);
  });
  it('can be merged by hand until dispatched', () => {
    const desk = caseDesk();
    const first = desk.report({ reporterId: 'r1' });
    const second = desk.report({ ruleId: 'dirty-road', reporterId: 'r2' });
    expect(refusal(desk, { type: 'case.merge', caseId: second.id, into: second.id }, SUNDAY + 1)).toMatch(/^invalid/);
    expect(refusal(desk, { type: 'case.merge', caseId: second.id, into: first.id }, SUNDAY + 1)).toBe('ok');
    expect(get(desk, second.id)).toMatchObject({ status: 'cancelled', duplicateOf: first.id });
    expect(get(desk, first.id).repeats).toBe(1);
    expect(desk.book.reporters(first.id)).toEqual(['r1', 'r2']);
  });
});

describe('closing', () => {
  it('of a joint event waits for every supporting unit', () => {
    const desk = caseDesk();
    const { id } = desk.report({ ...septic, ruleId: 'bridge-joint', classCode: null, objectId: 'BR-1', lon: 106.7, lat: 29.6 });
    desk.desk.advance(SUNDAY + 1000);
    expect(get(desk, id)).toMatchObject({ status: 'pending_handle', leadUnitId: 'bridge-tunnel', streetId: '' });
    let at = walk(desk, id, SUNDAY + 2000, ...handled, ...checked);
    expect(refusal(desk, { type: 'case.close', caseId: id }, at)).toMatch(/still to acknowledge: Traffic police, Bridge owner \(schematic\), Bus operator \(schematic\)\.$/);
    for (const unitId of ['traffic-police', 'bridge-owner', 'bus-operator']) at = walk(desk, id, at, ['handler', { type: 'case.acknowledgeSupport', unitId }]);
    expect(get(desk, id).supporting.map((unit) => unit.acknowledgedAt)).toEqual([at - 3000, at - 2000, at - 1000]);
    expect(refusal(desk, { type: 'case.acknowledgeSupport', caseId: id, unitId: 'police' }, at)).toMatch(/^unknown/);
    expect(refusal(desk, { type: 'case.close', caseId: id }, at)).toBe('ok');
  });
  it('waits until its cause has ended', () => {
    const desk = caseDesk();
    const { id } = desk.report(septic);
    desk.desk.advance(SUNDAY + 1000);
    let over = false;
    desk.book.mayClose = () => over;
    const at = walk(desk, id, SUNDAY + 2000, ...handled, ...checked);
    expect(refusal(desk, { type: 'case.close', caseId: id }, at)).toMatch(/^state: The cause .* has not ended: methane below 10 %LEL for 10 min\.$/);
    over = true;
    expect(refusal(desk, { type: 'case.close', caseId: id }, at)).toBe('ok');
  });
});

describe('the book', () => {
  it('counts case numbers per local day', () => {
    const desk = caseDesk();
    const night = Date.parse('2026-11-22T23:59:59+08:00');
    expect(desk.report({ at: night, ruleId: 'vendor' }).code.slice(6)).toBe('2026112200001');
    expect(desk.report({ at: night, ruleId: 'barbecue' }).code.slice(6)).toBe('2026112200002');
    expect(desk.report({ at: night + 1000, ruleId: 'burning' }).code.slice(6)).toBe('2026112300001');
  });
  it('voids a report from outside the district', () => {
    expect(caseDesk().report({ lon: 107, lat: 29 })).toMatchObject({ status: 'not_accepted', open: false });
  });
  it('takes what a collector saw as verified', () => {
    expect(caseDesk().report({ source: 'collector', actor: actor('collector') }).status).toBe('pending_register');
  });
  it('forgets closed cases of the past and keeps open ones', () => {
    const desk = caseDesk();
    const gone = desk.report({ lon: 107, lat: 29 });
    const kept = desk.report();
    desk.book.forget(SUNDAY + 1);
    expect(desk.book.get(gone.id)).toBeNull();
    expect(desk.book.all().map((item) => item.id)).toEqual([kept.id]);
  });
  it('works with the rules of a city that has none', () => {
    const desk = caseDesk({ ...yuzhongRules, filing: { ...yuzhongRules.filing, rules: [], autoFiling: [], classes: [] } });
    desk.report({ automatic: true });
    desk.desk.advance(SUNDAY + HOUR);
    expect(desk.book.all()[0]).toMatchObject({ status: 'pending_verify', classCode: '', ruleId: null });
  });
});
