// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { h, type Component } from 'vue';
import { FAKE_NOW, fakeCase, fakeWarning, type FakeObject } from '../../state/stores/createFakeCity';
import { createFakeOverview } from '../../state/stores/createFakeOverview';
import { useLayers } from '../../state/stores/layers';
import { useLists } from '../../state/stores/lists';
import { useOverview } from '../../state/stores/overview';
import { useSelection } from '../../state/stores/selection';
import LayerPanel from '../layers/LayerPanel.vue';
import { mountForTest, type FakeCity } from '../primitives/mountForTest';
import CaseSteps from './CaseSteps.vue';
import KindCounts from './KindCounts.vue';
import VitalSigns from './VitalSigns.vue';
import WarningsByLevel from './WarningsByLevel.vue';

const objects: FakeObject[] = [
  { id: 'SEP-1', kind: 'septicTank', rank: 3 }, { id: 'SEP-2', kind: 'septicTank', rank: 2 }, { id: 'SEP-3', kind: 'septicTank', status: 'offline' },
  { id: 'CAM-1', kind: 'camera' }, { id: 'CAM-2', kind: 'camera' }, { id: 'LM-1', kind: 'landmark', freshness: 'none' },
];
const vitals = [
  { id: 'septicExceed', nameZh: '化粪池超限数', nameEn: 'Tanks over', unit: 'count', group: 'facility', value: 2, band: [0, 0], inBand: false, sources: ['septicTank'] },
  { id: 'aqi', nameZh: '空气质量指数', nameEn: 'AQI', unit: 'AQI', group: 'environment', value: null, band: [0, 100], inBand: null, sources: ['airMonitor'] },
] as const;

let page: ReturnType<typeof mountForTest>;
function mount(component: Component, props: Record<string, unknown> = {}, language: 'zh-CN' | 'en' = 'zh-CN'): void {
  page = mountForTest({ setup: () => { useOverview().start(); return () => h(component, props); } }, objects, {
    language,
    prepare(city: FakeCity) {
      city.held.warnings = [
        fakeWarning('w1', 'SEP-1', 'II'), fakeWarning('w2', 'SEP-2', 'III', { state: 'active_ack' }), fakeWarning('w3', 'SEP-2', 'III', { onsetAt: FAKE_NOW - 1000 }),
        fakeWarning('w4', 'SEP-3', 'I', { state: 'cleared_unack', clearedAt: FAKE_NOW }),
      ];
      city.held.cases = [fakeCase('1', 'SEP-1', 'handling', FAKE_NOW - 1), fakeCase('2', 'SEP-2', 'handling', FAKE_NOW + 1e6), fakeCase('3', null, 'check', null)];
      city.store.overview = () => createFakeOverview(city.store, vitals);
    },
  });
}
afterEach(() => { useLists().close(); page.unmount(); });

describe('every number opens exactly the list it counts', () => {
  it('warnings by level, active and unacknowledged', () => {
    mount(WarningsByLevel);
    for (const level of ['I', 'II', 'III', 'IV']) {
      for (const part of ['active', 'unacknowledged']) {
        const button = page.find(`[data-level="${level}"][data-part="${part}"]`);
        const number = Number(/\d+/.exec(button.textContent?.replaceAll(/[ⅠⅡⅢⅣ]/gu, '') ?? '')?.[0]);
        button.click();
        expect(useLists().rows.length, `${level} ${part}`).toBe(number);
      }
    }
  });

  it('cases by step, open and overdue, and their totals', () => {
    mount(CaseSteps);
    page.find('[data-step="handling"]').click();
    expect(useLists().filter).toEqual({ type: 'cases', step: 'handling' });
    expect(useLists().rows).toHaveLength(2);
    page.find('[data-part="open"]').click();
    expect(useLists().rows).toHaveLength(3);
    page.find('[data-part="overdue"]').click();
    expect(useLists().rows).toHaveLength(1);
    page.find('[data-part="closedToday"]').click();
    expect(useLists().filter).toEqual({ type: 'cases', closedToday: true });
    expect(page.host.querySelectorAll('.chevron')).toHaveLength(7);
    // nothing stays open in the last step: it counts what was closed today and opens exactly that
    const last = page.find('[data-step="evaluation"]');
    useLists().close();
    last.click();
    expect(useLists().filter).toEqual({ type: 'cases', closedToday: true });
    expect(last.querySelector('.figure')?.textContent).toBe(String(useLists().rows.length));
  });

  it('objects by kind', () => {
    mount(KindCounts);
    const row = page.find('[data-kind="septicTank"]');
    expect(row.textContent).toContain('3');
    expect(row.textContent).toContain('66.7');
    row.querySelector<HTMLElement>('[data-part="total"]')!.click();
    expect(useLists().rows).toHaveLength(3);
    row.querySelector<HTMLElement>('[data-part="offline"]')!.click();
    expect(useLists().rows).toHaveLength(1);
    row.querySelector<HTMLElement>('[data-part="worst"]')!.click();
    expect(useLists().filter).toMatchObject({ type: 'kind', kind: 'septicTank', level: 'II' });
    page.find('[data-part="all"]').click();
    expect(useLists().filter).toEqual({ type: 'devices' });
    // What has no feed has no online rate and is not counted as a sensing object.
    expect(page.host.querySelector('[data-kind="landmark"]')).toBeNull();
  });

  it('vital signs', () => {
    mount(VitalSigns);
    page.find('[data-vital="septicExceed"]').click();
    expect(useLists().filter).toEqual({ type: 'vital', id: 'septicExceed' });
    expect(page.find('[data-vital="septicExceed"]').textContent).toContain('应为 0');
    expect(page.find('[data-vital="aqi"]').textContent).toContain('—');
  });

  it('takes the place of an open object', () => {
    mount(WarningsByLevel);
    useSelection().open('CAM-1' as never);
    page.find('[data-level="II"][data-part="active"]').click();
    expect(useSelection().openId).toBeNull();
  });
});

describe('the newest warnings', () => {
  it('are sorted worst first, then newest, and a row opens its object', () => {
    mount(WarningsByLevel, { rows: 2 }, 'en');
    const rows = [...page.host.querySelectorAll<HTMLElement>('.newest .row')];
    expect(rows.map((row) => row.textContent?.includes('level II') && !row.textContent.includes('level III'))).toEqual([true, false]);
    expect(page.text()).toContain('1 more');
    rows[0]!.click();
    expect(useSelection().openId).toBe('SEP-1');
  });

  it('cannot be pressed on a wall', () => {
    mount(WarningsByLevel, { passive: true });
    expect(page.host.querySelectorAll('button')).toHaveLength(0);
  });

  it('are not called none before any feed has spoken', async () => {
    mount(WarningsByLevel);
    page.unmount();
    page = mountForTest({ setup: () => { useOverview().start(); return () => h(WarningsByLevel); } }, objects, {
      prepare(city) {
        city.held.connection = { ...city.held.connection, phase: 'connecting' };
        city.store.overview = () => createFakeOverview(city.store);
      },
    });
    expect(page.text()).toContain('尚未收到实时数据');
    expect(page.find('[data-level="I"][data-part="active"]').textContent).toContain('—');
    page.city.held.connection = { ...page.city.held.connection, phase: 'live' };
    page.city.tell({ connectionChanged: true });
    page.timers.advance(250);
    await page.settle();
    expect(page.text()).toContain('当前没有生效的预警');
  });

  it('follow the feed at most four times a second', async () => {
    mount(WarningsByLevel);
    let counted = 0;
    const original = page.city.store.overview;
    page.city.store.overview = () => { counted += 1; return original(); };
    for (let step = 0; step < 100; step += 1) { page.city.tell(); page.timers.advance(10); }
    expect(counted).toBeLessThanOrEqual(4);
    page.city.held.warnings = [];
    page.city.tell();
    page.timers.advance(250);
    await page.settle();
    expect(page.text()).toContain('当前没有生效的预警');
  });
});

describe('the layer panel', () => {
  it('counts what is drawn and hides, isolates and restores kinds', async () => {
    mount(LayerPanel);
    expect(page.text()).toContain('已显示 6 个对象');
    page.find<HTMLInputElement>('[data-kind="camera"]').click();
    await page.settle();
    expect(useLayers().visible('camera')).toBe(false);
    expect(page.text()).toContain('已显示 4 个对象');
    page.find<HTMLInputElement>('[data-part="figures"]').click();
    expect(useLayers().figures).toBe(false);
    page.find<HTMLInputElement>('[data-group="municipal"]').click();
    expect(useLayers().visible('camera')).toBe(true);
    page.find<HTMLInputElement>('[data-group="safety"]').closest('fieldset')!.querySelector<HTMLElement>('.only')!.click();
    await page.settle();
    expect(page.text()).toContain('已显示 3 个对象');
    page.find('header button').click();
    await page.settle();
    expect(useLayers().isDefault).toBe(true);
  });
});

