// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../domain/case';
import type { CaseDetail } from '../../domain/caseDetail';
import { toCaseId, toObjectId } from '../../domain/ids';
import { SYSTEM_ACTOR, type Role } from '../../domain/role';
import { FAKE_NOW, fakeCase } from '../../state/stores/createFakeCity';
import { NO_VALUES } from '../../state/stores/actionForms';
import { useActions } from '../../state/stores/actions';
import { CASE_INTERVAL_MS, useCaseView } from '../../state/stores/caseView';
import { useSelection } from '../../state/stores/selection';
import { useSession } from '../../state/stores/session';
import { useView } from '../../state/stores/view';
import { mountForTest, type FakeCity } from '../primitives/mountForTest';
import CasePage from './CasePage.vue';

const wang = { role: 'handler' as const, nameMasked: '王*强', unitZh: '区环卫中心', unitEn: 'Sanitation' };
const HOUR = 3_600_000;
const record = (more: Partial<Case> = {}): Case => fakeCase('1', 'ST-1', 'handling', FAKE_NOW + 78 * 60_000, {
  status: 'handling', limit: { value: 4, clock: 'work_hour' }, leadUnitId: 'sanitation', leadUnitZh: '区环卫中心', leadUnitEn: 'Sanitation', reworks: 1,
  supporting: [{ unitId: 'police', zh: '区公安分局', en: 'Police', acknowledgedAt: null, dueAt: null }, { unitId: 'fire', zh: '消防救援支队', en: 'Fire', acknowledgedAt: FAKE_NOW - HOUR, dueAt: null }], ...more,
});
const detailOf = (item: Case, more: Partial<CaseDetail> = {}): CaseDetail => ({
  case: item, descriptionZh: '路面有暴露垃圾', descriptionEn: 'Refuse', closingZh: '清理干净', closingEn: 'Clean',
  appeals: [], flow: [
    { at: FAKE_NOW - 2 * HOUR, from: null, to: 'reported', action: 'case.report', actor: SYSTEM_ACTOR, reason: '', took: 0 },
    { at: FAKE_NOW - 2 * HOUR + 420, from: 'pending_dispatch', to: 'dispatched', action: 'case.dispatch', actor: SYSTEM_ACTOR, reason: '', took: 420 },
    { at: FAKE_NOW - HOUR, from: 'checking', to: 'check_not_pass', action: 'case.fail', actor: wang, reason: '问题未解决', took: HOUR },
  ],
  media: [{ id: 'm1', moment: 'before', url: 'https://city/api/media/m1', at: FAKE_NOW - 2 * HOUR, by: wang, lon: null, lat: null, generated: true }],
  people: [{ role: 'handler', nameMasked: '王*强', phoneMasked: '138****0000', unitZh: '区环卫中心', unitEn: 'Sanitation' }],
  chain: [{ level: 'district', unitId: '', acceptedBy: wang, zh: '渝中区', en: 'Yuzhong', sentAt: FAKE_NOW - 2 * HOUR, acceptedAt: FAKE_NOW - 2 * HOUR, dueAt: null }, { level: 'block', unitId: 'block-01', acceptedBy: null, zh: '第3网格', en: 'Grid 3', sentAt: FAKE_NOW - HOUR, acceptedAt: null, dueAt: FAKE_NOW - 60_000 }],
  tasks: [{ id: 't1', caseId: item.id, objectId: null, workerId: toObjectId('W-1'), workerMasked: '李*', titleZh: '', titleEn: '', lon: 0, lat: 0, status: 'onSite', assignedAt: FAKE_NOW - HOUR, acceptedAt: null, arrivedAt: FAKE_NOW - 600_000, finishedAt: null, dueAt: null, route: [], routeMetres: 842, straight: false }],
  preplans: [{ id: 'r1', preplanId: 'p', objectId: null, caseId: null, zh: '沼气超限', en: 'Gas', startedAt: FAKE_NOW, endedAt: null, materials: [{ zh: '警戒带', en: 'Tape', count: 2 }], steps: [
    { id: 's1', zh: '拉设警戒', en: 'Tape', unitId: 'street-01', unitZh: '街道', unitEn: 'Street', dueAt: null, doneAt: FAKE_NOW - 60_000, doneBy: wang, automatic: false },
    { id: 's2', zh: '现场检测', en: 'Measure', unitId: 'street-01', unitZh: '街道', unitEn: 'Street', dueAt: FAKE_NOW + 60_000, doneAt: null, doneBy: null, automatic: false },
  ] }],
  merged: [{ at: FAKE_NOW - HOUR, source: 'citizen' }], next: ['case.finish', 'case.suspend', 'case.rate'], ...more,
});

let page: ReturnType<typeof mountForTest>;
async function open(item: Case | null, detail: CaseDetail | null, options: { role?: Role; prepare?: (city: FakeCity) => void; language?: 'en' } = {}): Promise<void> {
  page = mountForTest(CasePage, [{ id: 'ST-1', kind: 'septicTank' }, { id: 'ST-2', kind: 'septicTank' }], {
    role: options.role ?? 'handler', ...(options.language ? { language: options.language } : {}),
    prepare: (city) => { if (item) city.held.cases = [item]; if (detail) city.held.details.set(detail.case.id, detail); options.prepare?.(city); },
  });
  await page.settle();
  useCaseView().open(toCaseId('1'));
  await page.settle();
}
beforeEach(() => { document.body.replaceChildren(); });
afterEach(() => { useCaseView().close(); page.unmount(); });

describe('a case', () => {
  it('says how long it stood in each stage, and which it skipped', async () => {
    await open(record(), detailOf(record()));
    const spent = (stage: string): string => (page.find(`[data-spent=${stage}]`).lastChild?.textContent ?? '').replaceAll(/[\u202F\s]/gu, '');
    expect([spent('filing'), spent('check')]).toEqual(['跳过', '1小时']);
  });
  it('is taken away when somebody signs in who may not see it', async () => {
    await open(null, detailOf(record()), { role: 'leader' });
    expect(page.text()).toContain('路面有暴露垃圾');
    page.city.actions.caseDetail = () => Promise.reject(new Error('403'));
    await useSession().signIn('collector');
    await page.settle();
    page.timers.advance(CASE_INTERVAL_MS);
    await page.settle();
    expect(page.text()).not.toContain('路面有暴露垃圾');
    expect(page.text()).toContain('它可能不在当前角色的范围内');
  });
  it('shows what the handler asks for, and the shift leader grants it by one key', async () => {
    const item = record({ pendingRequest: { what: 'extend', at: FAKE_NOW - 600_000, by: wang, reason: '配件未到', until: FAKE_NOW + 6 * HOUR } });
    await open(item, detailOf(item, { next: ['case.grantRequest', 'case.refuseRequest'] }), { role: 'shiftLeader' });
    expect(page.text()).toContain('待批申请：申请延期至');
    expect(page.text()).toContain('原因：配件未到');
    page.find('.next .main').click();
    await page.settle();
    expect(page.city.sent).toEqual([{ type: 'case.grantRequest', caseId: '1' }]);
  });
  it('says by when a step must be taken, and that it is late', async () => {
    const item = record({ status: 'pending_verify', deadlineAt: null, stepDueAt: FAKE_NOW + 12 * 60_000 });
    await open(item, detailOf(item), { role: 'collector' });
    expect(page.find('[data-part=step]').textContent).toContain('待核实：须在');
    page.unmount();
    const late = record({ status: 'pending_verify', deadlineAt: null, stepDueAt: FAKE_NOW - 12 * 60_000 });
    await open(late, detailOf(late), { role: 'collector' });
    expect(page.find('[data-part=step]').textContent).toContain('待核实：已超时 12');
  });
  it('shows an appeal with its ground, reasons and what it changes, and a supervisor the decision as next step', async () => {
    const item = record({ appeal: { ground: 'check', state: 'filed', filedAt: FAKE_NOW - HOUR, decidedAt: null } });
    await open(item, detailOf(item, { appeals: [{ at: FAKE_NOW - HOUR, action: 'appeal', actor: wang, reason: '非本次范围' }], next: ['case.acceptAppeal', 'case.rejectAppeal'] }), { role: 'leader' });
    expect(page.find('[data-appeal=filed]').textContent).toContain('申诉待裁定 · 核查不通过');
    for (const words of ['原因：非本次范围', '裁定前仍按现状计入考评。']) expect(page.text()).toContain(words);
    page.find('[data-action="case.acceptAppeal"]').click();
    await page.settle();
    expect(useActions().form?.type).toBe('case.acceptAppeal');
    await useActions().submit(useActions().form!, { ...NO_VALUES, reason: '情况属实' });
    expect(page.city.sent).toEqual([{ type: 'case.acceptAppeal', caseId: item.id, reason: '情况属实' }]);
  });
  it('shows path, limit in its clock, units, people, chain, pictures, preplan, tasks and every hop', async () => {
    await open(record(), detailOf(record()));
    for (const words of [
      '案卷 1', '5001032026030800001', '处置中', '返工 1 次', '距截止 1 小时 18 分钟', '4 工作时', '区环卫中心', '区公安分局', '未签收', '消防救援支队', '13:05 签收', '王*强', '138****0000',
      '第3网格', '超时', '处置前', '演示图', '沼气超限', '1/2', '警戒带 ×2', '李*', '在现场', '路程 842 m', '用时 0.42 秒', '核查未通过', '原因：问题未解决', '公众举报', '路面有暴露垃圾', '清理干净',
    ]) expect(page.text()).toContain(words);
    expect(page.find('.stages').getAttribute('aria-label')).toBe('第 4 步，共 6 步：处置，处置中');
    expect(page.find('[data-stage=filing]').classList).toContain('done');
    expect(page.find('[data-stage=check]').classList).toContain('ahead');
    expect(page.host.querySelector('img')?.alt).toContain('处置前照片');
  });
  it('speaks English without a Chinese word of its own', async () => {
    await open(record(), detailOf(record()), { language: 'en' });
    for (const words of ['Being handled', '1 h 18 min to the deadline', '4 working hours', 'not acknowledged', 'Finish', 'Check failed']) expect(page.text()).toContain(words);
  });
  it('offers the one next action of the role, asks what it needs, and keeps what was written when it is refused', async () => {
    await open(record(), detailOf(record(), { next: ['case.return', 'case.suspend'] }));
    const main = page.find<HTMLButtonElement>('.next .primary');
    expect(main.dataset['action']).toBe('case.return');
    expect(page.host.querySelectorAll('.others [data-action]').length).toBe(1);
    main.click();
    await page.settle();
    expect(page.city.sent).toEqual([]);
    const actions = useActions();
    expect(actions.form).toMatchObject({ type: 'case.return', subject: { caseId: '1' } });
    page.city.held.outcome = { ok: false, refusal: 'state', detail: '' };
    await actions.submit(actions.form!, { ...NO_VALUES, reason: '不属于本单位职责', duration: null });
    expect(page.city.sent).toEqual([{ type: 'case.return', caseId: '1', reason: '不属于本单位职责' }]);
    expect(actions.form).not.toBeNull();
    expect(actions.notice?.refusal).toBe('state');
  });
  it('ticks a step of its preplan at once', async () => {
    await open(record(), detailOf(record()));
    page.find<HTMLButtonElement>('[data-step=s2] [data-action="preplan.tick"]').click();
    await page.settle();
    expect(page.city.sent).toEqual([{ type: 'preplan.tick', runId: 'r1', stepId: 's2' }]);
    expect(page.host.querySelector('[data-step=s1] [data-action]')).toBeNull();
  });
  it('lets only its own unit acknowledge as supporting', async () => {
    await open(record(), detailOf(record()), { prepare: (city) => { city.held.session = { scope: { type: 'unit', unitId: 'police' } }; } });
    const buttons = [...page.host.querySelectorAll<HTMLButtonElement>('[data-action="case.acknowledgeSupport"]')];
    expect(buttons.length).toBe(1);
    buttons[0]!.click();
    await page.settle();
    expect(page.city.sent).toEqual([{ type: 'case.acknowledgeSupport', caseId: '1', unitId: 'police' }]);
  });
  it('looks overdue when it is, and not while its clock stands still', async () => {
    const late = record({ deadlineAt: FAKE_NOW - 25 * 60_000 });
    await open(late, detailOf(late));
    expect(page.text()).toContain('已超期 25 分钟');
    expect(page.find('.limit').classList).toContain('late');
    page.city.held.cases = [record({ deadlineAt: FAKE_NOW - 25 * 60_000, status: 'suspended', suspendedSince: FAKE_NOW - HOUR })];
    page.timers.advance(CASE_INTERVAL_MS);
    page.city.tell({ casesChanged: [toCaseId('1')] });
    await page.settle();
    expect(page.text()).toContain('计时已暂停');
    expect(page.find('.limit').classList).not.toContain('late');
  });
  it('is a page to read at a past instant, and says so', async () => {
    await open(record(), detailOf(record()), { prepare: (city) => { city.held.instant = FAKE_NOW - HOUR; } });
    expect(page.text()).toContain('正在回看');
    expect(page.host.querySelector('.next .primary')).toBeNull();
    expect(page.host.querySelector('[data-action="preplan.tick"]')).toBeNull();
  });
  it('follows the feed: the path moves on when the case does', async () => {
    await open(record(), detailOf(record()));
    const closed = record({ status: 'closed', step: 'evaluation', open: false, closedAt: FAKE_NOW, rating: 4 });
    page.city.held.cases = [closed];
    page.city.held.details.set('1', detailOf(closed, { next: [] }));
    page.timers.advance(CASE_INTERVAL_MS);
    page.city.tell({ casesChanged: [toCaseId('1')] });
    await page.settle();
    expect(page.find('.status').textContent).toBe('已结案');
    expect(page.text()).toContain('案卷已办完');
    expect(page.find('.rating [role=img]').getAttribute('aria-label')).toContain('4 星');
  });
  it('says when it cannot be found, and still shows what the list knows when the details fail', async () => {
    await open(null, null);
    expect(page.text()).toContain('找不到案卷 1');
    useCaseView().close();
    page.unmount();
    await open(record(), null, { prepare: (city) => { city.actions.caseDetail = () => Promise.reject(new Error('down')); } });
    expect(page.text()).toContain('案卷 1');
    expect(page.text()).toContain('案卷详情暂时无法读取');
  });
  it('flies to its place, and gives way to an object that is opened', async () => {
    await open(record({ lon: 106.58, lat: 29.56 }), detailOf(record({ lon: 106.58, lat: 29.56 })));
    expect(useView().target).toMatchObject({ lon: 106.58, lat: 29.56 });
    useSelection().open(toObjectId('ST-2'));
    await page.settle();
    expect(page.host.querySelector('.case')).toBeNull();
  });
});
