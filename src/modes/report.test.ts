// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Case } from '../domain/case';
import type { CaseDetail } from '../domain/caseDetail';
import { SYSTEM_ACTOR } from '../domain/role';
import { mountMobile } from '../panels/mobile/mountMobile';
import { FAKE_NOW, fakeCase } from '../state/stores/createFakeCity';
import { FOLLOW_MS, useReporter } from '../state/stores/mobile/reporter';
import ReportPage from './report.vue';

vi.mock('./useScreen', () => ({ useScreen: () => undefined }));
const detail = (more: Partial<Case> = {}, next: CaseDetail['next'] = []): CaseDetail => ({
  case: fakeCase('c1', null, 'creation', null, { status: 'pending_register', classNameZh: '暴露垃圾', ...more }), descriptionZh: '', descriptionEn: '', closingZh: '', closingEn: '',
  appeals: [], flow: [{ at: FAKE_NOW, from: null, to: 'reported', action: 'case.report', actor: SYSTEM_ACTOR, reason: '', took: 0 }], media: [], people: [], chain: [], tasks: [], preplans: [], merged: [], next,
});
let page: ReturnType<typeof mountMobile>;
async function open(options: Parameters<typeof mountMobile>[1] = {}): Promise<void> {
  page = mountMobile(ReportPage, options);
  await useReporter().begin(() => page.ports.actions.signIn('citizen'));
  await page.settle();
}
async function fill(): Promise<void> {
  page.find<HTMLInputElement>('input[value="exposed-refuse"]').click();
  page.choose('[data-part=landmark]', 'LM-1');
  await page.settle();
}
beforeEach(() => { document.body.replaceChildren(); });
afterEach(() => { page.unmount(); });

describe('a resident\'s report', () => {
  it('is sent with class, place, words and the reporter\'s key, and nothing else about the person', async () => {
    await open();
    await fill();
    expect(page.text()).toContain('已选：解放碑街道 · 民权路 · 解放碑');
    page.choose('textarea', '公交站旁有垃圾');
    page.held.details.set('c1', detail());
    page.find<HTMLButtonElement>('[data-part=send]').click();
    await page.settle();
    expect(page.sent).toEqual([{ type: 'case.report', source: 'citizen', ruleId: 'exposed-refuse', classCode: '0102', text: '公交站旁有垃圾', lon: 106.5745, lat: 29.5602, objectId: null, photos: [], reporterId: 'r1' }]);
    expect(page.text()).toContain('已收到，编号 50010320260308000c1');
    expect(JSON.parse(page.memory.get('reports') ?? '')).toEqual([{ caseId: 'c1', at: FAKE_NOW }]);
  });
  it('waits for its session when it is sent before the back end has answered', async () => {
    page = mountMobile(ReportPage);
    await useReporter().readRules();
    await page.settle();
    await fill();
    page.find<HTMLButtonElement>('[data-part=send]').click();
    await page.settle();
    expect(page.sent).toEqual([]);
    await useReporter().begin(() => page.ports.actions.signIn('citizen'));
    await page.settle();
    expect(page.sent).toMatchObject([{ type: 'case.report', reporterId: 'r1' }]);
  });
  it('takes no place outside the district', async () => {
    await open();
    page.find('.light-map .frame').dispatchEvent(new Event('focus'));
    for (let step = 0; step < 40; step++) page.find('.light-map .frame').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' }));
    page.find('.light-map .frame').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await page.settle();
    expect(page.text()).toContain('不在本区范围内');
    expect(useReporter().draft.place).toBeNull();
  });
  it('says what is missing and sends nothing', async () => {
    await open();
    page.find<HTMLButtonElement>('[data-part=send]').click();
    await page.settle();
    expect(page.text()).toContain('请选择问题类别；请选择地点');
    page.find<HTMLInputElement>('input[value=""]').click();
    page.choose('[data-part=street]', 'ST-01');
    await page.settle();
    page.find<HTMLButtonElement>('[data-part=send]').click();
    await page.settle();
    expect(page.text()).toContain('请用文字描述问题');
    expect(page.sent).toEqual([]);
  });
  it('keeps everything that was written when the back end cannot be reached', async () => {
    await open();
    await fill();
    page.held.down = true;
    page.find<HTMLButtonElement>('[data-part=send]').click();
    await page.settle();
    expect(page.text()).toContain('上报已保存在本机，恢复后自动发送');
    page.held.down = false;
    page.timers.advance(FOLLOW_MS);
    await page.settle();
    expect(page.sent).toMatchObject([{ type: 'case.report', ruleId: 'exposed-refuse' }]);
    page.timers.advance(FOLLOW_MS);
    await page.settle();
    expect(page.sent).toHaveLength(1);
    expect(page.memory.has('draft')).toBe(false);
  });
  it('is still there when the page is opened again, and sends what waited', async () => {
    await open();
    await fill();
    page.choose('textarea', '站牌倒了');
    page.held.down = true;
    page.find<HTMLButtonElement>('[data-part=send]').click();
    await page.settle();
    const memory = Object.fromEntries(page.memory);
    page.unmount();
    await open({ memory });
    expect(page.find<HTMLTextAreaElement>('textarea').value).toBe('站牌倒了');
    page.timers.advance(FOLLOW_MS);
    await page.settle();
    expect(page.sent).toMatchObject([{ type: 'case.report', text: '站牌倒了' }]);
  });
  it('takes the phone\'s own place where it may, and says why not where it may not', async () => {
    await open();
    page.find<HTMLButtonElement>('.here').click();
    await page.settle();
    expect(page.text()).toContain('没有取得位置');
    page.held.place = { lon: 0, lat: 0, accuracy: 10 };
    page.find<HTMLButtonElement>('.here').click();
    await page.settle();
    expect(page.text()).toContain('不在本区范围内');
    page.held.place = { lon: 106.5745, lat: 29.56, accuracy: 12 };
    page.find<HTMLButtonElement>('.here').click();
    await page.settle();
    expect(useReporter().draft.place).toMatchObject({ lon: 106.5745, lat: 29.56 });
    expect(page.text()).toContain('精度约 12 m');
  });
  it('still takes a report when the map cannot be read and the phone knows its place', async () => {
    await open({ map: null });
    expect(page.text()).toContain('地图暂时打不开');
    page.held.place = { lon: 106.57, lat: 29.56, accuracy: 5 };
    page.find<HTMLButtonElement>('.here').click();
    await page.settle();
    page.find<HTMLInputElement>('input[value="exposed-refuse"]').click();
    await page.settle();
    page.find<HTMLButtonElement>('[data-part=send]').click();
    await page.settle();
    expect(page.sent.length).toBe(1);
  });
  it('is followed step by step and rated at the end, also after the page was closed', async () => {
    page = mountMobile(ReportPage, { memory: { reports: JSON.stringify([{ caseId: 'c1', at: FAKE_NOW }]) } });
    page.held.details.set('c1', detail());
    await useReporter().begin(() => page.ports.actions.signIn('citizen'));
    page.find<HTMLButtonElement>('[role=tab]:nth-child(2)').click();
    await page.settle();
    expect(page.find('.status').textContent).toBe('待立案');
    page.held.details.set('c1', detail({ status: 'closed', step: 'evaluation', open: false, closedAt: FAKE_NOW }, ['case.rate']));
    page.timers.advance(FOLLOW_MS);
    await page.settle();
    expect(page.find('.status').textContent).toBe('已结案');
    page.find<HTMLInputElement>('[data-report=c1] .pick:nth-child(4) input').click();
    await page.settle();
    expect(page.sent).toEqual([{ type: 'case.rate', caseId: 'c1', stars: 4, reporterId: 'r1' }]);
    expect(page.text()).toContain('感谢评价');
  });
  it('asks nothing while nobody looks, and says when what it shows may be old', async () => {
    page = mountMobile(ReportPage, { memory: { reports: JSON.stringify([{ caseId: 'c1', at: FAKE_NOW }, { nonsense: 1 }]) } });
    page.held.details.set('c1', detail());
    await useReporter().begin(() => page.ports.actions.signIn('citizen'));
    await page.settle();
    expect(useReporter().reports.length).toBe(1);
    page.held.visible = false;
    page.held.down = true;
    page.timers.advance(FOLLOW_MS * 3);
    await page.settle();
    expect(page.text()).not.toContain('暂时连不上后端');
    page.held.visible = true;
    page.timers.advance(FOLLOW_MS);
    await page.settle();
    expect(page.text()).toContain('暂时连不上后端');
  });
  it('offers only classes of the city\'s rule set, the rest in a list', async () => {
    await open();
    expect([...page.host.querySelectorAll<HTMLInputElement>('.tile input')].map((input) => input.value)).toEqual(['exposed-refuse', 'road-damage', '']);
    expect(page.find('.select').textContent).toContain('露天烧烤');
  });
});
