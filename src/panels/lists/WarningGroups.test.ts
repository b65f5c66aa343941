// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toWarningId } from '../../domain/ids';
import type { Warning } from '../../domain/warning';
import { FAKE_NOW, fakeWarning } from '../../state/stores/createFakeCity';
import { useFlood } from '../../state/stores/flood';
import { useLists } from '../../state/stores/lists';
import { useOverview } from '../../state/stores/overview';
import { mountForTest } from '../primitives/mountForTest';
import ListPanel from './ListPanel.vue';
import WarningGroups from './WarningGroups.vue';

/** 500 within the last minute: 30 causes in 11 subdistricts, one of each place and cause first out. */
const storm = Array.from({ length: 500 }, (_, k): Warning => fakeWarning(`w${k}`, 'CAM-1', k % 50 === 0 ? 'I' : 'III', {
  cause: `cause${k % 30}`, streetId: `ST-${k % 11}`, streetZh: `${k % 11}号街道`, onsetAt: FAKE_NOW - 50_000 + k * 100, firstOut: k < 330, state: k % 2 ? 'active_ack' : 'active_unack',
}));
let page: ReturnType<typeof mountForTest>;
async function mount(warnings: readonly Warning[], component: typeof ListPanel | typeof WarningGroups = WarningGroups): Promise<void> {
  page = mountForTest(component, [{ id: 'CAM-1', kind: 'camera' }], { prepare: (city) => { city.held.warnings = [...warnings]; city.store.overview = () => ({}) as never; } });
  useOverview().start();
  await page.settle();
}
beforeEach(() => { document.body.replaceChildren(); });
afterEach(() => { useLists().close(); page.unmount(); });

describe('500 warnings in a minute', () => {
  it('stand in at most seven groups whose counts add up to all of them', async () => {
    await mount(storm);
    const groups = [...page.host.querySelectorAll('[data-group] .count')];
    expect(groups.length).toBeLessThanOrEqual(7);
    expect(groups.reduce((sum, item) => sum + Number.parseInt(item.textContent ?? '', 10), 0)).toBe(500);
    expect(page.text()).toContain('告警泛滥：500 条预警已归并为 7 组');
  });
  it('open to their warnings with the first one first, and to a list of their own', async () => {
    await mount(storm.map((item, k) => ({ ...item, cause: 'septicGasCh4', streetId: 'ST-1', firstOut: k === 3 })));
    page.find<HTMLButtonElement>('[data-group] .head').click();
    await page.settle();
    const members = [...page.host.querySelectorAll<HTMLElement>('.member')];
    expect(members[0]!.dataset['warning']).toBe('w3');
    expect(members[0]!.textContent).toContain('首发');
    page.find<HTMLButtonElement>('[data-group] .count').click();
    expect(useLists().filter).toEqual({ type: 'warnings', cause: 'septicGasCh4', streetId: 'ST-1' });
    expect(useLists().rows.length).toBe(500);
  });
  it.each(['button', 'key'])('are acknowledged together, only those that wait (%s)', async (by) => {
    await mount(storm.slice(0, 12).map((item) => ({ ...item, cause: 'septicGasCh4', streetId: 'ST-1' })));
    const head = page.find<HTMLButtonElement>('[data-group] .head');
    if (by === 'key') page.press(head, 'a');
    else {
      head.click();
      await page.settle();
      page.find<HTMLButtonElement>('[data-part=acknowledge-group]').click();
    }
    for (let turn = 0; turn < 12; turn++) await page.settle();
    expect(page.city.sent.map((wish) => wish.type === 'warning.acknowledge' && wish.warningId).sort()).toEqual(['w0', 'w10', 'w2', 'w4', 'w6', 'w8']);
  });
  it('replace the list until somebody asks for each one', async () => {
    await mount(storm, ListPanel);
    useLists().open({ type: 'warnings' });
    await page.settle();
    expect(page.host.querySelectorAll('[data-group]').length).toBe(7);
    page.find<HTMLButtonElement>('[data-part=group]').click();
    await page.settle();
    expect(page.host.querySelectorAll('[data-group]').length).toBe(0);
    expect(page.text()).toContain('500 条');
  });
  it('are no flood when they came one after another over a day', async () => {
    await mount(storm.slice(0, 40).map((item, k) => ({ ...item, onsetAt: FAKE_NOW - k * 3_600_000 })));
    expect(useFlood().isOn).toBe(false);
    page.city.held.warnings = [...page.city.held.warnings.slice(0, 39), fakeWarning('new', 'CAM-1', 'I', { id: toWarningId('new') })];
    expect(useFlood().groups).toEqual([]);
  });
});
