// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toObjectId } from '../../domain/ids';
import { fakeCase, fakeReading, fakeWarning, FAKE_NOW } from '../../state/stores/createFakeCity';
import { SYSTEM_ACTOR } from '../../domain/role';
import { useActions } from '../../state/stores/actions';
import { useCaseView } from '../../state/stores/caseView';
import { useSelection } from '../../state/stores/selection';
import { useSingleKeys } from '../../state/stores/singleKeys';
import { useView } from '../../state/stores/view';
import { mountForTest, type FakeCity } from '../primitives/mountForTest';
import ObjectSheet from './ObjectSheet.vue';

vi.mock('./ReadingChart.vue', () => ({ default: { props: ['summary'], template: '<div class="fake-chart">{{ summary }}</div>', render: () => null } }));

const objects = [
  { id: 'ST-1', kind: 'septicTank' as const, nameZh: '较场口化粪池', nameEn: 'Jiaochangkou septic tank', rank: 3 as const },
  { id: 'CAM-1', kind: 'camera' as const, nameZh: '摄像头甲', lon: 106.501 },
  { id: 'b7', kind: 'building' as const, freshness: 'none' as const },
];
const fill = (city: FakeCity): void => {
  city.held.readings = [fakeReading('ST-1', 27.4, 3), fakeReading('CAM-1', null)];
  city.held.warnings = [fakeWarning('w1', 'ST-1', 'II', { headlineZh: '化粪池甲烷 27.4 %LEL，超 Ⅱ 级 25', headlineEn: 'Methane 27.4 %LEL above level II 25' })];
  city.held.cases = [fakeCase('1', 'ST-1', 'handling', FAKE_NOW + 78 * 60_000), fakeCase('2', 'ST-1', 'dispatch', FAKE_NOW - 25 * 60_000)];
  city.ports.detail = () => Promise.resolve({ responsibility: { unitZh: '市政所', unitEn: 'Works office', personMasked: '王**', phoneMasked: '138****6721', streetZh: '解放碑街道', streetEn: 'Jiefangbei' }, documents: [] });
  city.ports.facts = (id) => Promise.resolve({ id, attributes: { 管理单位: '市政所', 'script': '<img src=x onerror=alert(1)>', '$heightRule': 'levels' }, provenance: 'generated', source: 'authored' });
};
let page: ReturnType<typeof mountForTest>;
async function open(id: string, options: Parameters<typeof mountForTest>[2] = {}): Promise<void> {
  page = mountForTest(ObjectSheet, objects, { prepare: fill, ...options });
  useSelection().open(toObjectId(id));
  await page.settle();
}
beforeEach(() => { document.body.replaceChildren(); });
afterEach(() => { page.unmount(); });

describe('the card', () => {
  it('takes A, S and C for its warning while the card has the focus, unless single keys are off', async () => {
    await open('ST-1');
    const card = page.find('.sheet');
    page.press(card, 'a');
    await page.settle();
    expect(page.city.sent).toEqual([{ type: 'warning.acknowledge', warningId: 'w1' }]);
    page.press(card, 's');
    await page.settle();
    expect(useActions().form).toMatchObject({ type: 'warning.shelve', subject: { warningId: 'w1' } });
    useSingleKeys().on = false;
    page.press(card, 'c');
    await page.settle();
    expect(page.city.sent).toHaveLength(1);
  });
  it('answers what, state, since when, limit, cases, who and cameras', async () => {
    await open('ST-1');
    for (const words of ['较场口化粪池', 'Jiaochangkou septic tank', '化粪池', 'ST-1', '解放碑街道', '演示生成', '演示数据', 'Ⅱ级橙色预警', '化粪池甲烷 27.4 %LEL，超 Ⅱ 级 25', '未确认', '自 13:23', '已持续 42 分钟',
      '27.4 %LEL', '已达Ⅱ级 ≥ 25.0', '实时 · 1 分钟前', '在办案卷2', '3/7 任务派遣', '已超期 25 分钟', '4/7 任务处理', '剩余 1 小时 18 分钟', '市政所', '王**', '138****6721', '摄像头甲', '97 m', '该类对象暂无可检视模型']) expect(page.text()).toContain(words);
  });
  it('says the same in English, without a Chinese word but the other name and raw data', async () => {
    await open('ST-1', { language: 'en' });
    for (const words of ['Level II orange warning', 'Methane 27.4 %LEL above level II 25', 'since 13:23 · for 42 min', 'Live · 1 min ago', 'Level II reached', 'overdue by 25 min', 'Works office']) expect(page.text()).toContain(words);
  });
  it('never shows old values as live when the feed has stopped', async () => {
    await open('ST-1');
    page.city.held.connection = { source: 'fake', phase: 'stale', since: FAKE_NOW - 8 * 60_000, reason: 'noHeartbeat', clockOffsetMs: 0 };
    page.city.tell({ connectionChanged: true, rows: 'all' });
    await page.settle();
    expect(page.text()).toContain('截至 13:57 · 数据中断，非实时');
    expect(page.text()).not.toContain('实时 ·');
    expect(page.find('.state').classList).toContain('hatched');
    expect(page.find('.row').classList).toContain('old');
    page.city.held.connection = { ...page.city.held.connection, phase: 'live' };
    page.city.tell({ connectionChanged: true });
    await page.settle();
    expect(page.text()).not.toContain('截至');
  });
  it('says why something is missing', async () => {
    await open('b7');
    expect(page.text()).toContain('没有实时数据源');
    expect(page.text()).toContain('没有接入传感器');
    for (const words of ['演示用，按规则生成，并非真实对象', '管理单位', '由楼层数推算', 'authored']) expect(page.text()).toContain(words);
    useSelection().open(toObjectId('CAM-1'));
    await page.settle();
    expect(page.text()).toContain('从未观测');
    useSelection().open(toObjectId('gone-9'));
    await page.settle();
    expect(page.text()).toContain('找不到对象 gone-9');
  });
  it('shows all source attributes as text, whatever they contain', async () => {
    await open('ST-1');
    page.find<HTMLButtonElement>('[role=tab]:nth-child(3)').click();
    await page.settle();
    expect(page.text()).toContain('<img src=x onerror=alert(1)>');
    expect(page.host.querySelector('img')).toBeNull();
    expect(page.text()).toContain('管理单位');
    expect(page.text()).not.toContain('$heightRule');
  });
  it('tells the origin of object and values in plain words', async () => {
    await open('ST-1');
    page.find<HTMLButtonElement>('[role=tab]:nth-child(4)').click();
    await page.settle();
    for (const words of ['并非真实对象', '由模拟产生', '每 5 分钟', '由楼层数推算', '良好']) expect(page.text()).toContain(words);
  });
  it('offers what can be done with each warning, held-back ones and those that cleared unseen among them', async () => {
    await open('ST-1', { prepare: (city) => {
      fill(city);
      city.held.warnings = [...city.held.warnings, fakeWarning('w2', 'ST-1', 'I', { shelvedUntil: FAKE_NOW + 600_000, shelvedReason: '检修' }), fakeWarning('w3', 'ST-1', 'III', { state: 'cleared_unack' })];
    } });
    expect(page.find('.sentence').textContent).toContain('超 Ⅱ 级 25');
    for (const words of ['其他预警2', '已搁置，剩余 10 分钟。原因：检修', '已恢复，未确认']) expect(page.text()).toContain(words);
    page.find<HTMLButtonElement>('[data-warning=w1] [data-action="warning.acknowledge"]').click();
    page.find<HTMLButtonElement>('[data-warning=w2] [data-action="warning.unshelve"]').click();
    page.find<HTMLButtonElement>('[data-warning=w3] [data-action="warning.acknowledge"]').click();
    await page.settle();
    expect(page.city.sent).toEqual([{ type: 'warning.acknowledge', warningId: 'w1' }, { type: 'warning.unshelve', warningId: 'w2' }, { type: 'warning.acknowledge', warningId: 'w3' }]);
    expect(page.host.querySelector('[data-warning=w3] [data-action="warning.fileCase"]')).toBeNull();
  });
  it('tells what happened to the object, and opens its case', async () => {
    await open('ST-1', { prepare: (city) => {
      fill(city);
      city.held.timeline = [{ seq: 1, at: FAKE_NOW - 60_000, action: 'warning.raised', actor: SYSTEM_ACTOR, objectId: toObjectId('ST-1'), warningId: null, caseId: null, level: 'II', value: null, unit: '', reason: '', textZh: '甲烷升至 Ⅱ 级', textEn: 'Methane', latencyMs: 80 }];
    } });
    page.find<HTMLButtonElement>('[data-case="1"]').click();
    expect(useCaseView().openId).toBe('1');
    useCaseView().close();
    page.find<HTMLButtonElement>('[role=tab]:nth-child(2)').click();
    await page.settle();
    for (const words of ['今天', '14:04:00', '甲烷升至 Ⅱ 级', '读数→预警 0.08 秒']) expect(page.text()).toContain(words);
  });
  it('takes the focus to its name, and Esc gives it back to where it was', async () => {
    const row = document.createElement('button');
    document.body.append(row);
    row.focus();
    await open('ST-1');
    expect(document.activeElement).toBe(page.find('h2'));
    page.press(document.activeElement!, 'Escape');
    await page.settle();
    expect(useSelection().isOpen).toBe(false);
    expect(page.host.querySelector('.sheet')).toBeNull();
    expect(document.activeElement).toBe(row);
  });
  it('goes to the object, opens a camera, and inspects what has a model', async () => {
    await open('ST-1', { prepare: (city) => { fill(city); city.ports.structure = () => Promise.resolve({} as never); } });
    const button = (words: string): HTMLButtonElement => { const found = [...page.host.querySelectorAll('button')].find((item) => item.textContent?.includes(words)); if (!found) throw new Error(words); return found; };
    button('前往').click();
    expect(useView().target).toMatchObject({ lon: 106.5, lat: 29.5 });
    button('查看模型').click();
    expect(useSelection().inspectedId).toBe('ST-1');
    button('摄像头甲').click();
    expect(useSelection().openId).toBe('CAM-1');
  });
});
