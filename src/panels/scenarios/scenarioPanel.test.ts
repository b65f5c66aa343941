// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { ScenarioInfo, ScenarioState } from '../../domain/catalogues';
import type { ScenarioPorts } from '../../state/ports/actions';
import { useBoards } from '../../state/stores/boards/boards';
import { FAKE_NOW, type FakeObject } from '../../state/stores/createFakeCity';
import { providePorts } from '../../state/stores/providePorts';
import { STATE_INTERVAL_MS, useScenarios } from '../../state/stores/scenarios';
import { useSelection } from '../../state/stores/selection';
import BoardStrip from '../boards/BoardStrip.vue';
import { mountForTest } from '../primitives/mountForTest';
import RunningScenario from './RunningScenario.vue';
import ScenarioPanel from './ScenarioPanel.vue';

const objects: FakeObject[] = [{ id: 'SC-014', kind: 'septicTank' }];
const infos: readonly ScenarioInfo[] = [
  { id: 'septicGas', code: 'C1', titleZh: '化粪池可燃气体', titleEn: 'Septic-tank gas', aboutZh: '甲烷升高', aboutEn: 'Methane rises', origin: '渝中区', minutes: 110, focusId: 'SC-014', branches: [{ id: 'fails', zh: '无效', en: 'Fan fails' }, { id: 'clears', zh: '解除', en: 'Fan clears it' }] },
  { id: 'flood', code: 'C21', titleZh: '山洪', titleEn: 'Flood', aboutZh: '江水上涨', aboutEn: 'The river rises', origin: '万州区', minutes: 300, focusId: null, branches: [] },
];
/** Back end that plays nothing but remembers what it was told. */
function fakeScenarios() {
  const told: string[] = [];
  const held = { state: { id: 'calm', branch: null, speed: 1, startedAt: FAKE_NOW, now: FAKE_NOW, endsAt: null, ended: false, step: null } as ScenarioState, asked: 0, down: false };
  const gate = (): void => { if (held.down) throw new Error('demo/state answered 503'); };
  const ports: ScenarioPorts = {
    list: () => Promise.resolve(infos),
    state: async () => { held.asked += 1; gate(); return held.state; },
    start: async (id, branch, speed) => {
      gate();
      told.push(`start ${id} ${branch} ${speed}`);
      const info = infos.find((item) => item.id === id);
      held.state = { id, branch, speed, startedAt: FAKE_NOW, now: FAKE_NOW, endsAt: info ? FAKE_NOW + info.minutes * 60_000 : null, ended: false, step: info ? { zh: '第一步', en: 'Step one' } : null };
    },
    setSpeed: async (speed) => { told.push(`speed ${speed}`); held.state = { ...held.state, speed }; },
    reset: async () => { told.push('reset'); },
  };
  return { ports, told, held };
}

let page: ReturnType<typeof mountForTest>;
let demo: ReturnType<typeof fakeScenarios>;
const mount = (component: Parameters<typeof mountForTest>[0], language: 'zh-CN' | 'en' = 'zh-CN', props: Record<string, unknown> = {}): void => {
  demo = fakeScenarios();
  page = mountForTest(component, objects, { language, props, prepare: (city) => { providePorts({ ...city, scenarios: demo.ports }); } });
};
afterEach(() => { page.unmount(); });

describe('the scenario panel', () => {
  it('shows every scenario with code, source, length and endings', async () => {
    mount(ScenarioPanel);
    await page.settle();
    expect(page.host.querySelectorAll('[data-scenario]')).toHaveLength(2);
    const first = page.find('[data-scenario="septicGas"]').textContent ?? '';
    for (const word of ['C1', '化粪池可燃气体', '渝中区', '无效', '解除']) expect(first).toContain(word);
    expect(page.text()).toContain('演示数据');
  });
  it('starts the chosen ending at the chosen speed and says so in the address', async () => {
    mount(ScenarioPanel, 'en');
    await page.settle();
    page.find('[data-choice="60"]').click();
    page.find('[data-scenario="septicGas"] [data-choice="clears"]').click();
    await page.settle();
    page.find('[data-scenario="septicGas"] .start').click();
    await page.settle();
    expect(demo.told).toEqual(['start septicGas clears 60']);
    expect(useScenarios().link).toEqual({ scenario: 'septicGas.clears', speed: 60 });
    expect(page.text()).toContain('Septic-tank gas · Fan clears it');
    expect(page.text()).toContain('Step one');
    expect(page.text()).not.toMatch(/scenarios\.[a-z]|undefined|NaN/);
  });
  it('changes the pace of a running scenario, resets it, and goes back to calm', async () => {
    mount(ScenarioPanel);
    await page.settle();
    page.find('[data-scenario="flood"] .start').click();
    await page.settle();
    page.find('[data-choice="60"]').click();
    await page.settle();
    page.find('[data-reset]').click();
    await page.settle();
    page.find('[data-calm]').click();
    await page.settle();
    expect(demo.told).toEqual(['start flood null 10', 'speed 60', 'reset', 'start calm null 1']);
    expect(page.text()).toContain('平日城市');
    expect(useScenarios().link).toEqual({ scenario: null, speed: null });
  });
  it('says in words when the back end does not do it, and keeps what it knew', async () => {
    mount(ScenarioPanel);
    await page.settle();
    demo.held.down = true;
    page.find('[data-scenario="flood"] .start').click();
    await page.settle();
    expect(page.find('[role="alert"]').textContent).toContain('demo/state answered 503');
    expect(page.host.querySelectorAll('[data-scenario]')).toHaveLength(2);
    demo.held.down = false;
    page.timers.advance(STATE_INTERVAL_MS);
    await page.settle();
    expect(page.host.querySelector('[role="alert"]')).toBeNull();
  });
});

describe('the strip of a running scenario', () => {
  it('is there only while one runs, with its name, time, caption and the way to its object', async () => {
    mount(RunningScenario);
    await page.settle();
    expect(page.host.querySelector('[data-running-scenario]')).toBeNull();
    await useScenarios().start('septicGas', 'fails', 10);
    demo.held.state = { ...demo.held.state, now: FAKE_NOW + 55 * 60_000 };
    page.timers.advance(STATE_INTERVAL_MS);
    await page.settle();
    for (const word of ['情景演示 · 演示数据', 'C1 化粪池可燃气体', '无效', '第一步', '2026-03-08 15:00:00', '10 倍速']) expect(page.text()).toContain(word);
    expect(page.find('[role="progressbar"]').getAttribute('aria-valuenow')).toBe('50');
    page.find('[data-frame-scenario]').click();
    expect(useSelection().openId).toBe('SC-014');
  });
  it('has nothing to press on a wall', async () => {
    mount(RunningScenario, 'zh-CN', { passive: true });
    await useScenarios().start('flood', null, 60);
    await page.settle();
    expect(page.text()).toContain('C21 山洪');
    expect(page.host.querySelectorAll('button')).toHaveLength(0);
  });
  it('stops asking when nobody shows it', async () => {
    mount(RunningScenario);
    await page.settle();
    const { asked } = demo.held;
    page.unmount();
    page.timers.advance(STATE_INTERVAL_MS * 5);
    expect(demo.held.asked).toBe(asked);
    mount(RunningScenario);
  });
});

describe('the way to the panel', () => {
  it('is in the strip of boards, and only where the back end can play', async () => {
    mount(BoardStrip);
    await page.settle();
    page.find('[data-open-board="scenario"]').click();
    expect(useBoards().board?.id).toBe('scenario');
    page.unmount();
    page = mountForTest(BoardStrip, objects);
    await page.settle();
    expect(page.host.querySelector('[data-open-board="scenario"]')).toBeNull();
  });
});
