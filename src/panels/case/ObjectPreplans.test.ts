// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { h } from 'vue';
import type { PreplanRun } from '../../domain/caseDetail';
import { toObjectId } from '../../domain/ids';
import type { Role } from '../../domain/role';
import type { BoardPorts } from '../../state/ports/actions';
import type { PreplanChoice, RuleBook } from '../../state/ports/ruleBook';
import { FAKE_NOW, fakeReading } from '../../state/stores/createFakeCity';
import { RUNS_INTERVAL_MS } from '../../state/stores/preplanRuns';
import { useSelection } from '../../state/stores/selection';
import ActionDialog from '../actions/ActionDialog.vue';
import { mountForTest, type FakeCity } from '../primitives/mountForTest';
import ObjectSheet from '../sheet/ObjectSheet.vue';

const MINUTE = 60_000;
const plan = (id: string, zh: string, cause: string): PreplanChoice => ({ id, zh, en: id, cause, level: 'II', conditionZh: '甲烷不低于 25', conditionEn: 'Methane at 25', steps: 4 });
const rules: Partial<RuleBook> = {
  filing: () => Promise.resolve([]), units: () => Promise.resolve([]), flood: () => Promise.resolve(null), acknowledgeMinutes: () => Promise.resolve(null), counters: () => Promise.resolve(['septicGasCh4']),
  communities: () => Promise.resolve([]), preplans: () => Promise.resolve([plan('PP-FLOOD', '洪水响应', 'riverWaterLevel'), plan('PP-SEPTIC', '可燃气体处置', 'septicGasCh4')]),
};
const run: PreplanRun = { id: 'r1', preplanId: 'PP-SEPTIC', objectId: 'ST-1', caseId: null, zh: '可燃气体处置', en: 'Gas', startedAt: FAKE_NOW - 10 * MINUTE, endedAt: null, materials: [], steps: [
  { id: 's1', zh: '拉设警戒', en: 'Tape', unitId: 'street-01', unitZh: '街道', unitEn: 'Street', dueAt: null, doneAt: FAKE_NOW - 5 * MINUTE, doneBy: null, automatic: false },
  { id: 's2', zh: '现场检测', en: 'Measure', unitId: 'street-01', unitZh: '街道', unitEn: 'Street', dueAt: FAKE_NOW + MINUTE, doneAt: null, doneBy: null, automatic: false },
] };

let page: ReturnType<typeof mountForTest>;
let runs: readonly PreplanRun[] = [];
async function open(role: Role, more: (city: FakeCity) => void = () => undefined): Promise<void> {
  page = mountForTest({ render: () => [h(ObjectSheet), h(ActionDialog)] }, [{ id: 'ST-1', kind: 'septicTank', nameZh: '较场口化粪池', rank: 3 }], { role, prepare: (city) => {
    city.held.readings = [fakeReading('ST-1', 27.4, 3)];
    Object.assign(city, { ruleBook: rules, boards: { preplanRuns: () => Promise.resolve(runs) } satisfies Partial<BoardPorts> });
    more(city);
  } });
  useSelection().open(toObjectId('ST-1'));
  for (let turn = 0; turn < 3; turn++) await page.settle();
}
const shown = (): string => (document.body.textContent ?? '').replaceAll(/\s+/gu, ' ');
async function choose<Field extends HTMLInputElement | HTMLSelectElement>(selector: string, value: string, event: string): Promise<void> {
  const field = document.querySelector<Field>(selector)!;
  field.value = value;
  field.dispatchEvent(new Event(event));
  await page.settle();
}
beforeEach(() => { document.body.replaceChildren(); runs = []; });
afterEach(() => { page.unmount(); });

describe('a preplan on the card of an object', () => {
  it('is chosen among those made for what the object measures, started, and then stands there as a checklist to tick', async () => {
    await open('leader');
    page.find('[data-action="preplan.start"]').click();
    await page.settle();
    expect([...document.querySelectorAll('#action-preplan optgroup')].map((group) => [group.getAttribute('label'), group.textContent?.trim()])).toEqual([['适用于该对象', '可燃气体处置'], ['其他预案', '洪水响应']]);
    await choose('#action-preplan', 'PP-SEPTIC', 'change');
    expect(shown()).toContain('4 步 · 启动条件：甲烷不低于 25');
    runs = [run];
    document.querySelector<HTMLButtonElement>('[data-part=send]')!.click();
    for (let turn = 0; turn < 3; turn++) await page.settle();
    expect(page.city.sent).toEqual([{ type: 'preplan.start', preplanId: 'PP-SEPTIC', objectId: 'ST-1' }]);
    expect(page.text()).toContain('预案 · 可燃气体处置1/2');
    page.find('[data-step="s2"] [data-action="preplan.tick"]').click();
    await page.settle();
    expect(page.city.sent.at(-1)).toEqual({ type: 'preplan.tick', runId: 'r1', stepId: 's2' });
  });
  it('stands as it stood at the instant looked back to, and cannot be ticked there', async () => {
    runs = [run];
    await open('leader');
    page.city.held.instant = FAKE_NOW - 8 * MINUTE;
    page.city.tell({ instantChanged: true });
    page.timers.advance(RUNS_INTERVAL_MS);
    await page.settle();
    expect(page.text()).toContain('可燃气体处置0/2');
    expect(page.host.querySelector('[data-action="preplan.tick"]')).toBeNull();
    page.city.held.instant = FAKE_NOW - 60 * MINUTE;
    page.city.tell({ instantChanged: true });
    page.timers.advance(2 * RUNS_INTERVAL_MS);
    await page.settle();
    expect(page.text()).not.toContain('可燃气体处置');
  });
  it('offers a unit its own steps only', async () => {
    runs = [{ ...run, steps: [...run.steps, { id: 's3', zh: '封控路口', en: 'Guard', unitId: 'police', unitZh: '公安', unitEn: 'Police', dueAt: null, doneAt: null, doneBy: null, automatic: false }] }];
    await open('handler', (city) => { city.held.session = { may: ['preplan.tick'], scope: { type: 'unit', unitId: 'police' } }; });
    expect(page.host.querySelector('[data-step="s2"] [data-action="preplan.tick"]')).toBeNull();
    expect(page.host.querySelector('[data-step="s3"] [data-action="preplan.tick"]')).not.toBeNull();
  });
  it('is not offered to who may not start one', async () => {
    await open('dispatcher', (city) => { city.held.session = { may: ['preplan.tick'] }; });
    expect(page.host.querySelector('[data-action="preplan.start"]')).toBeNull();
    expect(page.host.querySelector('[data-action="counter.reset"]')).toBeNull();
  });
});

describe('a counter', () => {
  it('is set back to what was counted, with a reason, and to nothing without a number', async () => {
    await open('shiftLeader');
    page.find('[data-action="counter.reset"]').click();
    await page.settle();
    await choose('#action-reason', '现场清点', 'input');
    document.querySelector<HTMLButtonElement>('[data-part=send]')!.click();
    await page.settle();
    expect(shown()).toContain('还需填写：实际清点值');
    expect(page.city.sent).toEqual([]);
    const field = document.querySelector<HTMLInputElement>('#action-value')!;
    Object.defineProperty(field, 'valueAsNumber', { configurable: true, get: () => Number(field.value) });
    await choose('#action-value', '12', 'input');
    document.querySelector<HTMLButtonElement>('[data-part=send]')!.click();
    await page.settle();
    expect(page.city.sent).toEqual([{ type: 'counter.reset', objectId: 'ST-1', property: 'septicGasCh4', value: 12, reason: '现场清点' }]);
  });
});
