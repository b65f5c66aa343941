/** The closed loop of the septic tank: methane, fan, one hour, level I and its latch. */
import { expect, it } from 'vitest';
import file from '../../../public/rules/yuzhong/thresholds.json';
import { createWarningBench, type WarningBench } from '../fixtures/warningBench';
import type { ThresholdFile } from '../ruleSet';

const THRESHOLDS = file as unknown as ThresholdFile;
const warningBench = createWarningBench(THRESHOLDS);

const tank = (): WarningBench => warningBench([{ id: 'SC-014', zh: '鹅岭二厂化粪池', streams: ['septicGasCh4'] }], {}, [{ id: 'ST-04', zh: '两路口街道', en: 'Lianglukou', box: [106, 29, 107, 30] }]);
/** The device does what it is told, as the demo's do. */
function obey(bench: WarningBench, seen = { count: 0 }): void {
  for (; seen.count < bench.desk.events.length; seen.count++) {
    const event = bench.desk.events[seen.count];
    if (event?.type === 'device') bench.rules.deviceState(event.object, event.device, event.state, event.at);
  }
}
function run(bench: WarningBench, rows: readonly (readonly [number, number])[]): void {
  const seen = { count: 0 };
  for (const [minute, value] of rows) { bench.read('SC-014', 'septicGasCh4', value, minute); obey(bench, seen); }
}
const every = (from: number, to: number, value: number, step = 5): [number, number][] => Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, k) => [from + k * step, value]);
const orders = (bench: WarningBench) => bench.desk.events.flatMap((event) => (event.type === 'device' ? [[event.device, event.state]] : []));

it('25 %LEL is level III and starts the fan; the sentence says so', () => {
  const bench = tank();
  run(bench, [[0, 12], [5, 12], [10, 27], [15, 27]]);
  expect(bench.only()).toMatchObject({
    level: 'III', prevLevel: 'IV', headlineZh: '化粪池甲烷 27 %LEL，超 Ⅲ 级 25', headlineEn: 'Septic-tank methane 27 %LEL, above level III limit 25', rule: 'septicGasCh4@2026.11', streetId: 'ST-04', streetZh: '两路口街道',
  });
  expect(orders(bench)).toEqual([['fan', 1]]);
  expect(bench.desk.lines.map(({ action, textEn }) => [action, textEn])).toEqual([
    ['warning.raised', 'Septic-tank methane 12 %LEL, above level IV limit 10'], ['warning.rose', 'Septic-tank methane 27 %LEL, above level III limit 25'],
    ['device.commanded', 'Septic-tank methane at level III: fan started'], ['device.state', 'fan: running'],
  ]);
});
it('below 20 within the hour: level III ends, the fan stops, level II never comes', () => {
  const bench = tank();
  run(bench, [...every(0, 5, 27), ...every(10, 40, 22), ...every(45, 50, 19), ...every(55, 60, 5), ...every(65, 140, 5)]);
  expect(orders(bench)).toEqual([['fan', 1], ['fan', 0]]);
  expect(bench.only()).toMatchObject({ state: 'cleared_unack', headlineZh: '化粪池甲烷 5 %LEL，已回落到解除值 8 以下' });
  expect(bench.desk.events.some((event) => event.type === 'warning' && event.warning.level === 'II')).toBe(false);
});
it('still at 25 after 60 minutes of fan: level II at that minute, not before', () => {
  const bench = tank();
  run(bench, every(0, 60, 26));
  // the level held from minute 5, so the fan runs since then
  expect(bench.only().level).toBe('III');
  bench.desk.advance(bench.at(65));
  expect(bench.only()).toMatchObject({ level: 'II', prevLevel: 'III', updatedAt: bench.at(65), headlineZh: '化粪池甲烷 26 %LEL，风机运行 60 分钟后仍不低于 25 %LEL，Ⅱ 级', rule: 'fan-one-hour@2026.11' });
});
it('between 20 and 25 at the hour: level III and the fan stay, and the rule is asked again with each sample', () => {
  const bench = tank();
  run(bench, [...every(0, 40, 26), ...every(45, 90, 23)]);
  expect(bench.only().level).toBe('III');
  expect(orders(bench)).toEqual([['fan', 1]]);
  run(bench, [[95, 26]]);
  expect(bench.only()).toMatchObject({ level: 'II', onsetAt: bench.at(5) });
});
it('a fan that does not start, or stops, is no hour of fan', () => {
  const dead = tank();
  for (const [minute, value] of every(0, 120, 26)) dead.read('SC-014', 'septicGasCh4', value, minute);
  expect(dead.only().level).toBe('III');
  const broken = tank();
  run(broken, every(0, 30, 26));
  broken.rules.deviceState(0, 'fan', 0, broken.at(31));
  broken.rules.deviceState(0, 'fan', 1, broken.at(40));
  run(broken, every(45, 95, 26));
  expect(broken.only().level).toBe('III');
  run(broken, every(100, 105, 26));
  expect(broken.only().level).toBe('II');
});
it('50 %LEL at any time is level I and latches: the value alone never ends it', () => {
  const bench = tank();
  run(bench, [[0, 60], [5, 60]]);
  expect(bench.only()).toMatchObject({ level: 'I', latched: true });
  expect(bench.wish({ type: 'warning.reset', warningId: bench.only().id, reason: '已查验' }, 6)).toMatchObject({ ok: false, refusal: 'state' });
  run(bench, every(10, 60, 3));
  expect(bench.only()).toMatchObject({ level: 'I', state: 'active_unack', latched: true, clearedAt: null, value: 3, headlineZh: '化粪池甲烷 3 %LEL，已回落，Ⅰ 级锁定，查验后复位' });
  expect(orders(bench)).toEqual([['fan', 1]]);
  expect(bench.wish({ type: 'warning.reset', warningId: bench.only().id, reason: ' ' }, 61)).toMatchObject({ ok: false, refusal: 'invalid' });
  expect(bench.wish({ type: 'warning.reset', warningId: bench.only().id, reason: '已查验' }, 61)).toMatchObject({ ok: true });
  expect(bench.only()).toMatchObject({ state: 'cleared_unack', latched: false, clearedAt: bench.at(61) });
  expect(orders(bench)).toEqual([['fan', 1], ['fan', 0]]);
  expect(bench.actions().slice(-3)).toEqual(['warning.reset', 'warning.cleared', 'device.commanded']);
  expect(bench.desk.lines.find(({ action }) => action === 'warning.reset')).toMatchObject({ role: 'acceptor', reason: '已查验' });
});
it('from level I back to 30: reset leaves level III, not a level II that never was', () => {
  const bench = tank();
  run(bench, [[0, 60], [5, 60], ...every(10, 20, 30)]);
  bench.wish({ type: 'warning.reset', warningId: bench.only().id, reason: '已查验' }, 21);
  expect(bench.only()).toMatchObject({ level: 'III', prevLevel: 'I', latched: false });
});
