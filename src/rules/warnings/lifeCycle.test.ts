/** A warning's life: acknowledge, rise and fall, clear, reopen; held back by people and rules; faulty and silent devices. */
import { describe, expect, it } from 'vitest';
import file from '../../../public/rules/yuzhong/thresholds.json';
import { isHeldBack, type Warning } from '../../domain/warning';
import { createWarningBench, MINUTE, type WarningBench } from '../fixtures/warningBench';
import type { ThresholdFile } from '../ruleSet';
import { UNTIL_CLEARED } from './holdBack';

const THRESHOLDS = file as unknown as ThresholdFile;
const warningBench = createWarningBench(THRESHOLDS);

const well = (): WarningBench => warningBench([{ id: 'w', kind: 'manhole', streams: ['h2s', 'septicLevel'] }]);
const acknowledge = (bench: WarningBench, minute: number, warning = bench.only()) => bench.wish({ type: 'warning.acknowledge', warningId: warning.id }, minute);

describe('one record per object and cause', () => {
  it('rises to unacknowledged again, falls without losing the acknowledgement', () => {
    const bench = well();
    bench.hold('w', 'h2s', 6, 0);
    acknowledge(bench, 5);
    expect(bench.only()).toMatchObject({ level: 'IV', state: 'active_ack', acknowledgedBy: '李*', acknowledgedAt: bench.at(5), prevLevel: null });
    bench.hold('w', 'h2s', 21, 6);
    expect(bench.only()).toMatchObject({ level: 'II', prevLevel: 'IV', state: 'active_unack', acknowledgedAt: null, acknowledgedBy: '' });
    acknowledge(bench, 10);
    bench.hold('w', 'h2s', 12, 11);
    expect(bench.only()).toMatchObject({ level: 'III', prevLevel: 'II', state: 'active_ack' });
    expect(bench.actions()).toEqual(['warning.raised', 'warning.acknowledged', 'warning.rose', 'warning.acknowledged', 'warning.fell']);
    expect(new Set(bench.desk.lines.map(({ warningId }) => warningId)).size).toBe(1);
  });
  it('cleared unacknowledged stays listed; a new raise reopens the same record; acknowledged it ends', () => {
    const bench = well();
    bench.hold('w', 'h2s', 6, 0);
    const { id, onsetAt } = bench.only();
    bench.hold('w', 'h2s', 1, 10);
    expect(bench.only()).toMatchObject({ id, state: 'cleared_unack', clearedAt: bench.at(11) });
    expect(bench.rankOf('w').rank).toBe(0);
    bench.hold('w', 'h2s', 11, 20);
    expect(bench.only()).toMatchObject({ id, onsetAt, state: 'active_unack', level: 'III', prevLevel: 'IV', clearedAt: null });
    bench.hold('w', 'h2s', 1, 30);
    acknowledge(bench, 40);
    expect(bench.rules.list()).toEqual([]);
    expect(bench.rules.get(id)).toMatchObject({ state: 'cleared_ack', acknowledgedBy: '李*' });
    expect(acknowledge(bench, 41, bench.rules.get(id) as Warning)).toMatchObject({ ok: false, refusal: 'state' });
    bench.hold('w', 'h2s', 6, 50);
    expect(bench.only().id).not.toBe(id);
    bench.rules.forget(bench.at(45));
    expect(bench.rules.get(id)).toBeNull();
  });
  it('acknowledged while active, it ends the moment it clears', () => {
    const bench = well();
    bench.hold('w', 'h2s', 6, 0);
    acknowledge(bench, 5);
    bench.hold('w', 'h2s', 1, 10);
    expect(bench.rules.list()).toEqual([]);
    const last = bench.desk.events.findLast((event) => event.type === 'warning');
    expect(last?.type === 'warning' && last.warning.state).toBe('cleared_ack');
  });
  it('two causes on one object are two records; the object shows the worst', () => {
    const bench = well();
    bench.hold('w', 'h2s', 6, 0);
    bench.hold('w', 'septicLevel', 91, 5);
    expect(bench.rules.list().map(({ cause, level }) => [cause, level])).toEqual([['h2s', 'IV'], ['septicLevel', 'II']]);
    expect(bench.rankOf('w')).toEqual({ rank: 3, heldBack: false });
    bench.hold('w', 'septicLevel', 10, 10);
    expect(bench.rankOf('w').rank).toBe(1);
  });
  it('listeners hear every change once, with the record before it', () => {
    const bench = well();
    const heard: (readonly [string | undefined, string])[] = [];
    bench.rules.onChange((warning, before) => { heard.push([before?.level, warning.level]); });
    bench.hold('w', 'h2s', 6, 0, 2);
    for (const minute of [1.1, 1.2]) bench.read('w', 'h2s', 11, minute);
    bench.rules.attachCase(bench.only().id, 'c7', bench.at(9));
    expect(heard).toEqual([[undefined, 'IV'], ['IV', 'III'], ['III', 'III']]);
    expect(bench.only().caseId).toBe('c7');
  });
  it('unknown ids and twice the same are refused with a sentence', () => {
    const bench = well();
    bench.hold('w', 'h2s', 6, 0);
    expect(bench.wish({ type: 'warning.acknowledge', warningId: 'nope' }, 4)).toMatchObject({ ok: false, refusal: 'unknown' });
    acknowledge(bench, 5);
    const again = acknowledge(bench, 6);
    expect(again).toMatchObject({ ok: false, refusal: 'state' });
    expect(!again.ok && again.detail).toBe('The warning is acknowledged already.');
  });
});

describe('figures', () => {
  it('are told at most every 30 s and only when they moved; a headline never contradicts its figure', () => {
    const bench = well();
    bench.hold('w', 'h2s', 11, 0, 2);
    const told = (): number => bench.desk.events.filter((event) => event.type === 'warning').length;
    bench.read('w', 'h2s', 14, 1.3);
    expect(told()).toBe(1);
    bench.read('w', 'h2s', 11.1, 2);
    expect(told()).toBe(1);
    bench.read('w', 'h2s', 14, 3);
    expect(bench.only()).toMatchObject({ value: 14, headlineZh: '硫化氢 14 mg/m³，超 Ⅲ 级 10' });
    bench.read('w', 'h2s', 9, 5);
    expect(bench.only()).toMatchObject({ value: 14, headlineZh: '硫化氢 14 mg/m³，超 Ⅲ 级 10' });
    expect(bench.actions()).toEqual(['warning.raised']);
  });
  it('fallen to a level that is only not yet cleared, the headline says that', () => {
    const bench = well();
    bench.hold('w', 'h2s', 21, 0, 2);
    bench.hold('w', 'h2s', 9, 3, 2);
    expect(bench.only()).toMatchObject({ level: 'III', headlineZh: '硫化氢 9 mg/m³，尚未回落到解除值，保持 Ⅲ 级' });
  });
});

describe('held back', () => {
  it('shelved for a time: active, counted, not on the object; shown again by itself', () => {
    const bench = well();
    bench.hold('w', 'h2s', 21, 0);
    expect(bench.wish({ type: 'warning.shelve', warningId: bench.only().id, reason: '', until: bench.at(60) }, 5)).toMatchObject({ refusal: 'invalid' });
    expect(bench.wish({ type: 'warning.shelve', warningId: bench.only().id, reason: '施工', until: bench.at(4) }, 5)).toMatchObject({ refusal: 'invalid' });
    bench.wish({ type: 'warning.shelve', warningId: bench.only().id, reason: '施工', until: bench.at(60) }, 5);
    expect(bench.only()).toMatchObject({ shelvedUntil: bench.at(60), shelvedReason: '施工', state: 'active_unack' });
    expect(isHeldBack(bench.only())).toBe(true);
    expect(bench.rankOf('w')).toEqual({ rank: 0, heldBack: true });
    bench.desk.advance(bench.at(60));
    expect(bench.only()).toMatchObject({ shelvedUntil: null, shelvedReason: '' });
    expect(bench.rankOf('w')).toEqual({ rank: 3, heldBack: false });
    expect(bench.desk.lines.filter(({ action }) => action !== 'warning.overdue').slice(-2).map(({ action, role, at }) => [action, role, at])).toEqual([['warning.shelved', 'acceptor', bench.at(5)], ['warning.unshelved', 'system', bench.at(60)]]);
  });
  it('a timed shelf outlives the record: it hides the next one too, until its end', () => {
    const bench = well();
    bench.hold('w', 'h2s', 6, 0);
    bench.wish({ type: 'warning.shelve', warningId: bench.only().id, reason: '误报频繁', until: bench.at(60) }, 5);
    acknowledge(bench, 6);
    bench.hold('w', 'h2s', 1, 10);
    expect(bench.rules.list()).toEqual([]);
    bench.hold('w', 'h2s', 6, 20);
    expect(bench.only().shelvedUntil).toBe(bench.at(60));
    bench.desk.advance(bench.at(60));
    expect(bench.only().shelvedUntil).toBeNull();
  });
  it('shelved once: until it clears', () => {
    const bench = well();
    bench.hold('w', 'h2s', 6, 0);
    bench.wish({ type: 'warning.shelve', warningId: bench.only().id, reason: '已知', until: null }, 5);
    expect(bench.only().shelvedUntil).toBe(UNTIL_CLEARED);
    expect(new Date(UNTIL_CLEARED).getUTCFullYear()).toBe(2100);
    bench.hold('w', 'h2s', 1, 10);
    expect(bench.only()).toMatchObject({ state: 'cleared_unack', shelvedUntil: null });
    bench.hold('w', 'h2s', 6, 20);
    expect(bench.only().shelvedUntil).toBeNull();
  });
  it('unshelved by a person; what is not shelved cannot be', () => {
    const bench = well();
    bench.hold('w', 'h2s', 6, 0);
    bench.wish({ type: 'warning.shelve', warningId: bench.only().id, reason: 'x', until: bench.at(60) }, 5);
    bench.wish({ type: 'warning.unshelve', warningId: bench.only().id }, 6);
    expect(bench.only().shelvedUntil).toBeNull();
    expect(bench.wish({ type: 'warning.unshelve', warningId: bench.only().id }, 7)).toMatchObject({ refusal: 'state' });
    bench.desk.advance(bench.at(61));
    expect(bench.actions().filter((action) => action === 'warning.unshelved')).toHaveLength(1);
  });
  const suppressions = [{ id: 'ponding', cause: 'manholeWaterLevel', by: 'roadPonding', byLevel: 'III' as const, metres: 150, zh: '积水已说明', en: 'the ponding says it' }];
  const street = () => warningBench([
    { id: 'p', kind: 'waterLevelGauge', streams: ['roadPonding'] }, { id: 'near', kind: 'manhole', lon: 106.551, streams: ['manholeWaterLevel'] }, { id: 'far', kind: 'manhole', lon: 106.56, streams: ['manholeWaterLevel'] },
    { id: 'part', kind: 'manhole', lon: 106.6, host: 'p', streams: ['manholeWaterLevel'] },
  ], { suppressions });
  it('suppressed by another warning nearby or on its host, and shown again when that ends', () => {
    const bench = street();
    for (const id of ['near', 'far', 'part']) bench.hold(id, 'manholeWaterLevel', -0.9, 0, 2);
    bench.hold('p', 'roadPonding', 11, 5, 2);
    const by = (id: string): string | undefined => bench.of(id, 'manholeWaterLevel')?.suppressedBy;
    expect([by('near'), by('far'), by('part')]).toEqual(['ponding', '', 'ponding']);
    expect(bench.rankOf('near')).toEqual({ rank: 0, heldBack: true });
    expect(bench.of('near', 'manholeWaterLevel')?.state).toBe('active_unack');
    bench.hold('p', 'roadPonding', 1, 10, 2);
    expect([by('near'), by('part')]).toEqual(['', '']);
    expect(bench.rankOf('near').rank).toBe(1);
    expect(bench.actions().filter((action) => action.includes('suppressed'))).toEqual(['warning.suppressed', 'warning.suppressed', 'warning.unsuppressed', 'warning.unsuppressed']);
  });
  it('born hidden behind an active one; what is worse than it is never hidden', () => {
    const bench = street();
    bench.hold('p', 'roadPonding', 11, 0, 2);
    bench.hold('near', 'manholeWaterLevel', -0.9, 5, 2);
    expect(bench.of('near', 'manholeWaterLevel')?.suppressedBy).toBe('ponding');
    bench.hold('near', 'manholeWaterLevel', -0.1, 10, 2);
    expect(bench.of('near', 'manholeWaterLevel')).toMatchObject({ level: 'II', suppressedBy: '' });
    expect(bench.rankOf('near').rank).toBe(3);
  });
  it('out of service by a person until a time, and by maintenance as the source reports it', () => {
    const bench = well();
    bench.hold('w', 'h2s', 6, 0);
    expect(bench.wish({ type: 'warning.outOfService', objectId: 'w', reason: '检修', until: bench.at(30) }, 5)).toMatchObject({ ok: true });
    bench.hold('w', 'septicLevel', 91, 10);
    expect(bench.rules.list().map(({ outOfService }) => outOfService)).toEqual([true, true]);
    expect(bench.rankOf('w')).toEqual({ rank: 0, heldBack: true });
    bench.desk.advance(bench.at(30));
    expect(bench.rankOf('w').rank).toBe(3);
    bench.rules.setStatus(0, 2, bench.at(31));
    expect(bench.rules.list().every(({ outOfService, state }) => outOfService && state === 'active_unack')).toBe(true);
    bench.rules.setStatus(0, 0, bench.at(32));
    expect(bench.rankOf('w')).toEqual({ rank: 3, heldBack: false });
    expect(bench.wish({ type: 'warning.inService', objectId: 'w' }, 33)).toMatchObject({ refusal: 'state' });
  });
});

describe('devices', () => {
  it('bad quality raises nothing and clears nothing', () => {
    const bench = well();
    for (let k = 0; k < 5; k++) bench.read('w', 'h2s', 60, k, 2);
    bench.read('w', 'h2s', Number.NaN, 6);
    expect(bench.rules.list()).toEqual([]);
    expect(bench.rules.value(0)).toBeNaN();
    bench.hold('w', 'h2s', 21, 10);
    for (let k = 20; k < 25; k++) bench.read('w', 'h2s', 0, k, 2);
    expect(bench.only()).toMatchObject({ state: 'active_unack', level: 'II' });
  });
  it('an impossible value is the sensor\'s fault: no city warning, no colour on the object, and it clears nothing', () => {
    const bench = well();
    bench.hold('w', 'h2s', 6, 0);
    bench.read('w', 'h2s', -999, 5);
    bench.read('w', 'h2s', 99_999, 6);
    expect(bench.of('w', 'sensorFault')).toMatchObject({ level: 'IV', headlineZh: '硫化氢 读数 -999 mg/m³ 超出可能范围，疑为传感器故障' });
    expect(bench.of('w', 'h2s')).toMatchObject({ state: 'active_unack', level: 'IV' });
    expect(bench.rules.value(0)).toBe(6);
    bench.wish({ type: 'warning.acknowledge', warningId: bench.of('w', 'h2s')?.id ?? '' }, 7);
    bench.hold('w', 'h2s', 1, 10);
    expect(bench.of('w', 'sensorFault')?.state).toBe('cleared_unack');
    expect(bench.of('w', 'h2s')).toBeUndefined();
    const faultOnly = well();
    faultOnly.read('w', 'h2s', -5, 0);
    expect(faultOnly.only().cause).toBe('sensorFault');
    expect(faultOnly.rankOf('w').rank).toBe(0);
  });
  it('a reading that stands still for too long is a stuck sensor, until it moves', () => {
    const bench = warningBench([{ id: 't', streams: ['septicGasCh4'] }]);
    for (let hour = 0; hour <= 24; hour++) bench.read('t', 'septicGasCh4', 2.4, hour * 60);
    expect(bench.only()).toMatchObject({ cause: 'sensorFault', headlineEn: 'Septic-tank methane has stood at 2.4 %LEL for too long: the sensor may be stuck' });
    bench.read('t', 'septicGasCh4', 2.5, 25 * 60);
    expect(bench.only().state).toBe('cleared_unack');
  });
  it('stuck above a limit: neither a rise nor a clearance comes of it', () => {
    const bench = warningBench([{ id: 't', streams: ['septicGasCh4'] }]);
    for (let hour = 0; hour <= 30; hour++) bench.read('t', 'septicGasCh4', 12, hour * 60);
    expect(bench.of('t', 'septicGasCh4')).toMatchObject({ level: 'IV', state: 'active_unack' });
    expect(bench.of('t', 'sensorFault')).toBeDefined();
  });
  it('a silent device never clears its warning, and says that the warning stands on an old reading', () => {
    const bench = well();
    bench.rules.setStatus(0, 1, bench.at(0));
    bench.rules.setStatus(0, 0, bench.at(1));
    expect(bench.rules.list()).toEqual([]);
    bench.hold('w', 'h2s', 21, 2);
    bench.rules.setStatus(0, 1, bench.at(10));
    expect(bench.of('w', 'h2s')?.state).toBe('active_unack');
    expect(bench.of('w', 'deviceSilence')).toMatchObject({ level: 'III' });
    expect(bench.rankOf('w').rank).toBe(3);
    bench.desk.advance(bench.at(10 + 24 * 60));
    expect(bench.of('w', 'deviceSilence')).toMatchObject({ level: 'II', headlineZh: '设备失联：24 小时无数据' });
    bench.rules.setStatus(0, 0, bench.at(2000));
    expect(bench.of('w', 'deviceSilence')?.state).toBe('cleared_unack');
    expect(bench.of('w', 'h2s')?.state).toBe('active_unack');
  });
  it('a hold does not end on a value that nobody has confirmed since', () => {
    const bench = warningBench([{ id: 'n', streams: ['noise'] }], { properties: THRESHOLDS.properties.map((row) => (row.key === 'noise' ? { ...row, holdMinutes: 30 } : row)) });
    bench.hold('n', 'noise', 66, 0, 3);
    bench.desk.advance(bench.at(40));
    expect(bench.rules.list()).toEqual([]);
  });
  it('a drifting counter is set back to what was counted, with a logged reason', () => {
    const bench = warningBench([{ id: 'f', kind: 'footbridge', streams: ['footbridgeLoad', 'noise'] }]);
    const reset = (change: object, minute: number) => bench.wish({ type: 'counter.reset', objectId: 'f', property: 'footbridgeLoad', value: 20, reason: '人工清点', ...change }, minute);
    expect(reset({}, 0)).toMatchObject({ refusal: 'state' });
    bench.hold('f', 'footbridgeLoad', 90, 1);
    expect(bench.only().level).toBe('II');
    expect(reset({ reason: '' }, 5)).toMatchObject({ refusal: 'invalid' });
    expect(reset({ property: 'noise' }, 5)).toMatchObject({ refusal: 'invalid' });
    expect(reset({ property: 'pm10' }, 5)).toMatchObject({ refusal: 'unknown' });
    expect(reset({}, 5)).toMatchObject({ ok: true });
    expect(bench.rules.value(0)).toBe(20);
    bench.hold('f', 'footbridgeLoad', 92, 6);
    expect(bench.rules.value(0)).toBe(22);
    expect(bench.only().state).toBe('cleared_unack');
    expect(bench.desk.lines.find(({ action }) => action === 'counter.reset')).toMatchObject({ role: 'acceptor', reason: '人工清点', value: 20 });
  });
});

describe('a flood', () => {
  it('marks the first of each place and cause from the eleventh new warning on', () => {
    const streets = [{ id: 'A', zh: '甲', en: 'A', box: [106, 29, 106.5, 30] as const }, { id: 'B', zh: '乙', en: 'B', box: [106.5, 29, 107, 30] as const }];
    const bench = warningBench(Array.from({ length: 14 }, (_, k) => ({ id: `w${k}`, kind: 'manhole', lon: k % 2 === 0 ? 106.4 : 106.6, streams: ['h2s'] })), {}, streets);
    const firsts = (): string[] => bench.rules.list().filter(({ firstOut }) => firstOut).map(({ objectId }) => objectId);
    for (let k = 0; k < 10; k++) { bench.read(`w${k}`, 'h2s', 6, k * 0.2); bench.read(`w${k}`, 'h2s', 6, k * 0.2 + 0.1); }
    expect(firsts()).toEqual([]);
    for (let k = 10; k < 14; k++) { bench.read(`w${k}`, 'h2s', 6, k * 0.2); bench.read(`w${k}`, 'h2s', 6, k * 0.2 + 0.1); }
    expect(firsts()).toEqual(['w0', 'w1']);
    expect(bench.of('w0', 'h2s')?.updatedAt).toBe(bench.at(0) + 0.1 * MINUTE);
  });
});
