// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAKE_NOW, fakeCase, fakeReading, fakeWarning, type FakeObject } from '../../state/stores/createFakeCity';
import { toCaseId } from '../../domain/ids';
import { useActions } from '../../state/stores/actions';
import { useCaseView } from '../../state/stores/caseView';
import { useSession } from '../../state/stores/session';
import { useLists } from '../../state/stores/lists';
import { useSelection } from '../../state/stores/selection';
import { useView } from '../../state/stores/view';
import { mountForTest, type FakeCity } from '../primitives/mountForTest';
import ListPanel from './ListPanel.vue';

const cameras: FakeObject[] = Array.from({ length: 6280 }, (_, index) => ({ id: `CAM-${index}`, kind: 'camera', nameZh: `摄像头${index}`, ...(index === 4000 ? { rank: 4 as const } : {}) }));
const prepare = (city: FakeCity): void => {
  city.held.warnings = [fakeWarning('w1', 'CAM-7', 'II'), fakeWarning('w2', 'CAM-8', 'IV')];
  city.held.cases = [fakeCase('1', 'CAM-7', 'check', FAKE_NOW - 60_000)];
  city.held.readings = [fakeReading('CAM-4000', 12.5, 1)];
};
// happy-dom lays nothing out; the list needs a height to know which rows are in sight.
let owner: object = document.createElement('div');
while (!Object.hasOwn(owner, 'clientHeight')) owner = Object.getPrototypeOf(owner) as object;
Object.defineProperty(owner, 'clientHeight', { configurable: true, get: () => 480 });
Object.defineProperty(owner, 'clientWidth', { configurable: true, get: () => 320 });

let page: ReturnType<typeof mountForTest>;
beforeEach(() => { document.body.replaceChildren(); page = mountForTest(ListPanel, cameras, { prepare }); });
afterEach(() => { useLists().close(); useCaseView().close(); page.unmount(); });
const rows = (): HTMLElement[] => [...page.host.querySelectorAll<HTMLElement>('[role=option]')];

describe('a list', () => {
  it('is not there until a number is opened', () => { expect(page.host.querySelector('section')).toBeNull(); });
  it('states its filter and exactly the count that was clicked, and draws only the rows in sight', async () => {
    useLists().open({ type: 'kind', kind: 'camera' });
    await page.settle();
    expect(page.find('h2').textContent).toBe('摄像头');
    expect(page.text()).toContain('6,280 条');
    expect(rows().length).toBeGreaterThan(0);
    expect(rows().length).toBeLessThan(60);
    expect(rows()[0]!.textContent).toContain('摄像头4000');
    expect(rows()[0]!.textContent?.replaceAll(/\s/gu, ' ')).toContain('12.5 %LEL');
    expect(rows()[0]!.getAttribute('aria-setsize')).toBe('6280');
  });
  it('names warnings and cases with level, sentence and deadline', async () => {
    useLists().open({ type: 'warnings', level: 'II', unacknowledged: true });
    await page.settle();
    expect(page.find('h2').textContent).toBe('Ⅱ级未确认预警');
    expect(rows().map((row) => row.textContent).join()).toContain('甲烷超 II 级');
    useLists().open({ type: 'cases', overdue: true });
    await page.settle();
    expect(page.find('h2').textContent).toBe('超期案卷');
    expect(rows()[0]!.textContent?.replaceAll(/\s/gu, ' ')).toContain('超期 1 分钟');
  });
  it('is walked by arrows and opened by Enter; the row is kept for the way back', async () => {
    useLists().open({ type: 'warnings' });
    await page.settle();
    const box = page.find('[role=listbox]');
    expect(document.activeElement).toBe(box);
    page.press(box, 'ArrowDown');
    page.press(box, 'ArrowDown');
    await page.settle();
    expect(useSelection().hoverId).toBe('CAM-8');
    expect(document.getElementById(box.getAttribute('aria-activedescendant') ?? '')?.textContent).toContain('摄像头8');
    page.press(box, 'Enter');
    expect([useSelection().openId, useSelection().flyOnOpen]).toEqual(['CAM-8', true]);
    expect(useLists().activeKey).toBe('w2');
    page.press(box, 'Escape');
    await page.settle();
    expect(page.host.querySelector('section')).toBeNull();
  });
  it('acknowledges with A, asks why before it shelves with S, and opens a case with C', async () => {
    page.city.held.warnings = [fakeWarning('w1', 'CAM-7', 'II'), fakeWarning('w2', 'CAM-8', 'IV', { caseId: toCaseId('c7') })];
    useLists().open({ type: 'warnings' });
    await page.settle();
    const box = page.find('[role=listbox]');
    page.press(box, 'ArrowDown');
    page.press(box, 'a');
    await page.settle();
    expect(page.city.sent).toEqual([{ type: 'warning.acknowledge', warningId: 'w1' }]);
    page.press(box, 'S');
    await page.settle();
    expect(page.city.sent.length).toBe(1);
    expect(useActions().form).toMatchObject({ type: 'warning.shelve', subject: { warningId: 'w1' } });
    page.press(box, 'c');
    await page.settle();
    expect(page.city.sent[1]).toEqual({ type: 'warning.fileCase', warningId: 'w1' });
    page.press(box, 'ArrowDown');
    page.press(box, 'c');
    expect(page.city.sent.length).toBe(2);
    expect(useCaseView().openId).toBe('c7');
  });
  it('has the same actions at the end of each row, without opening the object', async () => {
    useLists().open({ type: 'warnings' });
    await page.settle();
    rows()[0]!.querySelector<HTMLButtonElement>('[data-action="warning.acknowledge"]')!.click();
    await page.settle();
    expect(page.city.sent).toEqual([{ type: 'warning.acknowledge', warningId: 'w1' }]);
    expect(useSelection().openId).toBeNull();
  });
  it('says why a role may not, instead of sending it', async () => {
    page.city.held.session = { may: [] };
    await useSession().signIn('planner');
    useLists().open({ type: 'warnings' });
    await page.settle();
    const button = rows()[0]!.querySelector<HTMLButtonElement>('[data-action="warning.acknowledge"]')!;
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.title).toBe('规划人员无此权限');
    page.press(page.find('[role=listbox]'), 'ArrowDown');
    page.press(page.find('[role=listbox]'), 'a');
    await page.settle();
    expect(page.city.sent).toEqual([]);
    expect(useActions().notice?.refusal).toBe('role');
  });
  it('opens the case behind a row and takes the camera to its place', async () => {
    page.city.held.cases = [fakeCase('77', null, 'dispatch', FAKE_NOW, { lon: 106.58, lat: 29.56 })];
    useLists().open({ type: 'cases' });
    await page.settle();
    rows()[0]!.click();
    await page.settle();
    expect(useCaseView().openId).toBe('77');
    expect(useSelection().openId).toBeNull();
    expect(useView().target).toMatchObject({ lon: 106.58, lat: 29.56 });
  });
  it('says when nothing matches', async () => {
    useLists().open({ type: 'warnings', level: 'I' });
    await page.settle();
    expect(page.text()).toContain('没有符合条件的对象');
    expect(page.text()).toContain('0 条');
  });
});
