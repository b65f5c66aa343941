// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toCaseId, toObjectId, toWarningId } from '../../domain/ids';
import type { LogEntry } from '../../domain/logEntry';
import { SYSTEM_ACTOR } from '../../domain/role';
import { FAKE_NOW, fakeWarning } from '../../state/stores/createFakeCity';
import { useCaseView } from '../../state/stores/caseView';
import { TIMELINE_INTERVAL_MS, TIMELINE_MOST, TIMELINE_REFRESH_MS } from '../../state/stores/timeline';
import { mountForTest, type FakeCity } from '../primitives/mountForTest';
import Timeline from './Timeline.vue';

const line = (seq: number, at: number, more: Partial<LogEntry> = {}): LogEntry => ({
  seq, at, action: 'warning.raised', actor: SYSTEM_ACTOR, objectId: toObjectId('ST-1'), warningId: toWarningId('w1'), caseId: null, level: null, value: null, unit: '', reason: '', textZh: `第${seq}条`, textEn: `line ${seq}`, latencyMs: null, ...more,
});
const DAY = 86_400_000;
let page: ReturnType<typeof mountForTest>;
const mount = async (lines: readonly LogEntry[], change: (city: FakeCity) => void = () => undefined): Promise<void> => {
  page = mountForTest(Timeline, [{ id: 'ST-1', kind: 'septicTank' }], { props: { subject: { objectId: 'ST-1' }, now: FAKE_NOW, withCases: true }, prepare: (city) => { city.held.timeline = [...lines]; city.held.warnings = [fakeWarning('w1', 'ST-1', 'II')]; change(city); } });
  await page.settle();
};
beforeEach(() => { document.body.replaceChildren(); });
afterEach(() => { page.unmount(); });

describe('a timeline', () => {
  it('tells newest first who did what, why and how fast, under its days', async () => {
    await mount([
      line(1, FAKE_NOW - DAY), line(2, FAKE_NOW - 60_000, { level: 'II', latencyMs: 420, action: 'case.dispatch', caseId: toCaseId('c1') }),
      line(3, FAKE_NOW - 1000, { action: 'warning.acknowledged', reason: '设备检修中', actor: { role: 'leader', nameMasked: '王**', unitZh: '区城管局', unitEn: 'Bureau' } }),
    ]);
    expect([...page.host.querySelectorAll('.text')].map((item) => item.textContent)).toEqual(['第3条', expect.stringContaining('第2条'), '第1条']);
    expect([...page.host.querySelectorAll('.date')].map((item) => item.textContent)).toEqual(['今天', '昨天']);
    for (const words of ['领导 · 区城管局 · 王**', '原因：设备检修中', '检测→派遣 0.42 秒', 'Ⅱ级', '系统', '14:04:59']) expect(page.text()).toContain(words);
    expect(page.find('.scroll').tabIndex).toBe(0);
    page.find<HTMLButtonElement>('.link').click();
    expect(useCaseView().openId).toBe('c1');
  });
  it('is asked again when the object\'s warning changes, and not for another object', async () => {
    await mount([line(1, FAKE_NOW - 5000)]);
    page.city.held.timeline = [...page.city.held.timeline, line(2, FAKE_NOW)];
    page.timers.advance(TIMELINE_INTERVAL_MS);
    page.city.tell({ warningsChanged: [toWarningId('other')] });
    page.timers.advance(TIMELINE_INTERVAL_MS);
    await page.settle();
    expect(page.text()).not.toContain('第2条');
    page.city.tell({ warningsChanged: [toWarningId('w1')] });
    page.timers.advance(TIMELINE_INTERVAL_MS);
    await page.settle();
    expect(page.text()).toContain('第2条');
  });
  it('is asked again after a while for lines that no record tells, and not while the cockpit looks back', async () => {
    await mount([line(1, FAKE_NOW - 5000)]);
    page.city.held.timeline = [...page.city.held.timeline, line(2, FAKE_NOW - 1000, { action: 'device.state' })];
    page.timers.advance(TIMELINE_REFRESH_MS);
    await page.settle();
    expect(page.text()).toContain('第2条');
    page.city.held.instant = FAKE_NOW - 500;
    page.city.held.timeline = [...page.city.held.timeline, line(3, FAKE_NOW - 900)];
    page.timers.advance(3 * TIMELINE_REFRESH_MS);
    await page.settle();
    expect(page.text()).not.toContain('第3条');
  });
  it('ends at the instant that the cockpit shows', async () => {
    await mount([line(1, FAKE_NOW - 7_200_000), line(2, FAKE_NOW - 1000)], (city) => { city.held.instant = FAKE_NOW - 3_600_000; });
    expect(page.text()).toContain('第1条');
    expect(page.text()).not.toContain('第2条');
    expect(page.text()).toContain('的经过');
  });
  it('is bounded and says that it was cut', async () => {
    await mount(Array.from({ length: TIMELINE_MOST + 20 }, (_, seq) => line(seq, FAKE_NOW - seq * 1000)));
    expect(page.host.querySelectorAll('.line').length).toBe(TIMELINE_MOST);
    expect(page.text()).toContain(`只显示最近 ${TIMELINE_MOST} 条`);
  });
  it('says when nothing is recorded and when it cannot be read', async () => {
    await mount([]);
    expect(page.text()).toContain('还没有记录');
    page.unmount();
    await mount([], (city) => { city.actions.timeline = () => Promise.reject(new Error('down')); });
    expect(page.text()).toContain('经过暂时无法读取');
  });
});
