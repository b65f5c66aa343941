// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import { FAKE_NOW, fakeCase, fakeWarning } from '../../state/stores/createFakeCity';
import { useActions } from '../../state/stores/actions';
import type { FilingChoice, RuleBook, UnitChoice } from '../../state/ports/ruleBook';
import { useSession } from '../../state/stores/session';
import { mountForTest } from '../primitives/mountForTest';
import ActionDialog from './ActionDialog.vue';
import ActionNotice from './ActionNotice.vue';
import WarningActions from './WarningActions.vue';

const warning = fakeWarning('w1', 'ST-1', 'II', { headlineZh: '甲烷 27.4' });
const page = { current: null as ReturnType<typeof mountForTest> | null };
const here = (): ReturnType<typeof mountForTest> => { if (!page.current) throw new Error('not mounted'); return page.current; };
async function mount(shown = warning): Promise<void> {
  const Both = defineComponent({ render: () => [h(WarningActions, { warning: shown, now: FAKE_NOW }), h(ActionDialog), h(ActionNotice)] });
  page.current = mountForTest(Both, [{ id: 'ST-1', kind: 'septicTank' }], { prepare: (city) => { city.held.warnings = [shown]; city.held.cases = [fakeCase('9', 'ST-1', 'dispatch', null, { leadUnitId: 'a', leadUnitZh: '甲单位' })]; } });
  await here().settle();
}
const dialog = (): HTMLElement => { const found = document.querySelector<HTMLElement>('.action-dialog'); if (!found) throw new Error('no dialog'); return found; };
const press = async (action: string): Promise<void> => { here().find<HTMLButtonElement>(`[data-action="${action}"]`).click(); await here().settle(); };
const send = async (): Promise<void> => { dialog().querySelector<HTMLFormElement>('form')!.dispatchEvent(new Event('submit', { cancelable: true, bubbles: true })); await here().settle(); };
const choose = async (words: string): Promise<void> => { [...dialog().querySelectorAll<HTMLButtonElement>('button.chip')].find((chip) => chip.textContent?.replaceAll(/\s/gu, '').includes(words))!.click(); await here().settle(); };
beforeEach(() => { document.body.replaceChildren(); });
afterEach(() => { page.current?.unmount(); });

describe('a warning on the card', () => {
  it('is acknowledged by one press and says so', async () => {
    await mount();
    await press('warning.acknowledge');
    expect(here().city.sent).toEqual([{ type: 'warning.acknowledge', warningId: 'w1' }]);
    expect(here().text()).toContain('已确认');
  });
  it('is shelved with a reason and an end, never without', async () => {
    await mount();
    await press('warning.shelve');
    expect(dialog().textContent).toContain('甲烷 27.4');
    await send();
    expect(here().city.sent).toEqual([]);
    expect(dialog().textContent).toContain('还需填写：原因');
    await choose('15分钟');
    await choose('设备检修中');
    await send();
    expect(here().city.sent).toEqual([{ type: 'warning.shelve', warningId: 'w1', reason: '设备检修中', until: FAKE_NOW + 900_000 }]);
    expect(document.querySelector('.action-dialog')).toBeNull();
  });
  it('keeps the form and says why when the back end refuses', async () => {
    await mount();
    here().city.held.outcome = { ok: false, refusal: 'state', detail: '' };
    await press('warning.shelve');
    await choose('直至恢复');
    await choose('现场测试');
    await send();
    expect(dialog().textContent).toContain('当前状态不允许');
    expect(dialog().querySelector('textarea')!.value).toBe('现场测试');
  });
  it.each([
    [{ shelvedUntil: FAKE_NOW + 23 * 60_000, shelvedReason: '设备检修中' }, '已搁置，剩余 23 分钟。原因：设备检修中', 'warning.unshelve'],
    [{ suppressedBy: '上级井盖已告警' }, '由系统抑制：上级井盖已告警', 'warning.shelve'],
    [{ outOfService: true }, '监测已停用', 'warning.inService'],
    [{ latched: true }, '需现场检查后复位', 'warning.reset'],
  ] as const)('that is held back or latched says so: %o', async (change, words, action) => {
    await mount({ ...warning, ...change });
    expect(here().text()).toContain(words);
    expect(here().host.querySelector(`[data-action="${action}"]`)).not.toBeNull();
  });
  it('opens the case that it already has instead of another one', async () => {
    await mount({ ...warning, caseId: fakeCase('9', null, 'dispatch', null).id });
    expect(here().host.querySelector('[data-action="warning.fileCase"]')).toBeNull();
    expect(here().text()).toContain('打开案卷');
  });
  it('offers the case that came of it', async () => {
    await mount();
    here().city.held.outcome = { ok: true, createdId: 'c9', at: FAKE_NOW };
    await press('warning.fileCase');
    expect(here().find('.notice').textContent).toContain('打开案卷');
  });
  it('shows a disabled action with its reason to a role that may not', async () => {
    await mount();
    here().city.held.session = { may: [] };
    await useSession().signIn('visitor');
    await here().settle();
    const button = here().find<HTMLButtonElement>('[data-action="warning.acknowledge"]');
    expect([button.getAttribute('aria-disabled'), button.title]).toEqual(['true', '访客无此权限']);
    button.click();
    await here().settle();
    expect(here().city.sent).toEqual([]);
  });
});

describe('the form of a case', () => {
  it('offers the units of its cases where the city publishes none', async () => {
    await mount();
    void useActions().start({ type: 'case.dispatch', subject: { caseId: '9' }, zh: '案卷', en: 'Case' });
    await here().settle();
    const select = dialog().querySelector<HTMLSelectElement>('#action-unit')!;
    expect(select.textContent).toContain('甲单位');
    select.value = 'a';
    select.dispatchEvent(new Event('change'));
    await here().settle();
    await send();
    expect(here().city.sent).toEqual([{ type: 'case.dispatch', caseId: '9', leadUnitId: 'a', supportingUnitIds: [] }]);
  });
  it('begins a dispatch with whom the filing condition names, the office of its subdistrict among them', async () => {
    const rule: FilingChoice = { id: 'outside-shop', category: 'event', codes: ['0504'], zh: '店外经营', en: 'Shop', conditionZh: '', conditionEn: '', limit: 2, clock: 'urgent_hour', leadUnit: 'street', supportingUnits: ['enforcement', 'street'] };
    const unit = (id: string, streetId: string | null): UnitChoice => ({ id, zh: id, en: id, streetId });
    const ruleBook: Partial<RuleBook> = { filing: () => Promise.resolve([rule]), units: () => Promise.resolve([unit('enforcement', null), unit('office-1', 'ST-01'), unit('office-2', 'ST-02')]), preplans: () => Promise.resolve([]), counters: () => Promise.resolve([]), communities: () => Promise.resolve([]) };
    const item = fakeCase('9', 'ST-1', 'dispatch', null, { leadUnitId: '', ruleId: 'outside-shop', streetId: 'ST-02' });
    page.current = mountForTest(ActionDialog, [], { prepare: (city) => { city.held.cases = [item]; Object.assign(city, { ruleBook }); } });
    await here().settle();
    void useActions().start({ type: 'case.dispatch', subject: { caseId: item.id }, zh: '案卷', en: 'Case' });
    await here().settle();
    await here().settle();
    expect(dialog().querySelector<HTMLSelectElement>('#action-unit')!.value).toBe('office-2');
    await send();
    expect(here().city.sent).toEqual([{ type: 'case.dispatch', caseId: item.id, leadUnitId: 'office-2', supportingUnitIds: ['enforcement'] }]);
  });
});
