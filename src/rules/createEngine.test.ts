/** C1 on the rules alone: four endings of a septic tank, each with its whole timeline. */
import { describe, expect, test } from 'vitest';
import type { Role, Scope } from '../domain/role';
import { createEngine } from './createEngine';
import type { Caller, EngineEvent, RulesEngine } from './engine';
import { tinyCity } from './fixtures/tinyCity';
import { yuzhongRules } from './fixtures/yuzhongRules';

const rules = yuzhongRules();
/** A working Wednesday, 10:00 in Chongqing. */
const START = Date.UTC(2026, 10, 25, 2, 0, 0);
const MINUTE = 60_000;

const city = () => tinyCity([
  { id: 'SC-014', zh: '鹅岭二厂化粪池', en: 'Eling septic tank', lon: 106.5366, lat: 29.5539, streams: ['septicGasCh4'], attributes: { componentCode: '0302' } },
  { id: 'WK-far', kind: 'worker', zh: '网格员一', en: 'worker one', lon: 106.5466, lat: 29.5539 },
  { id: 'WK-near', kind: 'worker', zh: '网格员二', en: 'worker two', lon: 106.5376, lat: 29.5539 },
], { streets: [{ id: 'ST-07', zh: '两路口街道', en: 'Lianglukou', box: [106.53, 29.55, 106.55, 29.56] }], grids: [{ id: 'GC-1', zh: '网格一', en: 'Grid one', box: [106.53, 29.55, 106.55, 29.56] }] });

const as = (role: Role, scope: Scope = { type: 'district' }, workerId: string | null = null): Caller => ({ actor: { role, nameMasked: '王*强', unitZh: '单位', unitEn: 'Unit' }, scope, role, workerId });

/** Feeds one value a minute and lets the fan obey; returns the trail in minutes after the start. */
function play(engine: RulesEngine, values: (minute: number) => number, minutes: number, from = 0): void {
  for (let minute = from; minute <= minutes; minute++) {
    engine.advance(START + minute * MINUTE);
    engine.observe(0, values(minute), START + minute * MINUTE, 0);
    for (const event of engine.take()) if (event.type === 'device') engine.deviceState(event.object, event.device, event.state, START + minute * MINUTE);
  }
}
const trail = (engine: RulesEngine): string[] => engine.timeline({ objectId: 'SC-014' }, Infinity).map((entry) => `${Math.round(((entry.at - START) / MINUTE) * 100) / 100} ${entry.action}`);
const openCases = (engine: RulesEngine) => engine.cases({}, START + 1e9).cases;

describe('septic gas (C1)', () => {
  test('falls below 20 within the hour: the fan stops and no case is made', () => {
    const engine = createEngine(city(), rules);
    play(engine, (minute) => (minute < 2 ? 3 : minute < 5 ? 12 : minute < 30 ? 28 : 6), 60);
    expect(openCases(engine)).toEqual([]);
    expect(trail(engine)).toMatchInlineSnapshot(`
      [
        "3 warning.raised",
        "6 warning.rose",
        "6 device.commanded",
        "6 device.state",
        "31 warning.cleared",
        "31 device.commanded",
        "31 device.state",
      ]
    `);
    expect(engine.warnings().filter((warning) => warning.state.startsWith('active'))).toEqual([]);
  });
  test('still at 25 after an hour of fan: one case, sent to the street and the nearest worker, closed after 10 minutes below 10', () => {
    const engine = createEngine(city(), rules);
    play(engine, (minute) => (minute < 2 ? 3 : minute < 5 ? 12 : 28), 75);
    const cases = openCases(engine);
    expect(cases).toHaveLength(1);
    const [item] = cases;
    expect(item).toMatchObject({ classCode: '0302', status: 'pending_handle', streetId: 'ST-07', leadUnitZh: '两路口街道办事处', source: 'iot', urgent: true });
    const task = engine.tasks()[0];
    expect(engine.tasks()).toHaveLength(1);
    expect(task).toMatchObject({ workerId: 'WK-near', caseId: item?.id, straight: true, dueAt: (task?.assignedAt ?? 0) + 30 * MINUTE });
    const worker = as('handler', { type: 'unit', unitId: 'street-07' }, 'WK-near');
    const at = (minute: number) => START + minute * MINUTE;
    expect(engine.command({ type: 'task.accept', id: 'a', taskId: task?.id ?? '' }, worker, at(76))).toMatchObject({ ok: true });
    expect(engine.command({ type: 'task.arrive', id: 'b', taskId: task?.id ?? '', photos: ['before.jpg'] }, worker, at(85))).toMatchObject({ ok: true });
    expect(engine.command({ type: 'task.finish', id: 'c', taskId: task?.id ?? '', photos: [], text: '' }, worker, at(85))).toMatchObject({ ok: false, refusal: 'invalid' });
    play(engine, () => 6, 90, 86);
    expect(engine.command({ type: 'task.finish', id: 'd', taskId: task?.id ?? '', photos: ['after.jpg'], text: '已通风' }, worker, at(91))).toMatchObject({ ok: true });
    expect(engine.case(item?.id ?? '')?.status).toBe('pending_check');
    expect(engine.command({ type: 'case.close', id: 'e', caseId: item?.id ?? '' }, as('shiftLeader'), at(92))).toMatchObject({ ok: false, refusal: 'state' });
    play(engine, () => 6, 100, 92);
    expect(engine.case(item?.id ?? '')?.status).toBe('pending_close');
    expect(engine.command({ type: 'case.close', id: 'f', caseId: item?.id ?? '' }, as('shiftLeader'), at(101))).toMatchObject({ ok: true });
    expect(engine.case(item?.id ?? '')?.status).toBe('closed');
    expect(trail(engine)).toMatchInlineSnapshot(`
      [
        "3 warning.raised",
        "6 warning.rose",
        "6 device.commanded",
        "6 device.state",
        "66 warning.overdue",
        "66 warning.rose",
        "66 case.report",
        "66 preplan.started",
        "66 notice.sent",
        "66 preplan.step",
        "66 case.submit",
        "66 case.confirm",
        "66 case.file",
        "66 case.queue",
        "66 case.dispatch",
        "66 task.assigned",
        "66 preplan.step",
        "66 case.deliver",
        "76 task.accepted",
        "76 case.receive",
        "77.25 preplan.reminded",
        "81 warning.overdue",
        "81 preplan.overdue",
        "85 task.arrived",
        "87 warning.cleared",
        "87 device.commanded",
        "87 device.state",
        "88.5 task.reminded",
        "91 task.finished",
        "91 case.finish",
        "91 case.handOver",
        "96 case.startCheck",
        "96 case.pass",
        "96 case.settle",
        "101 case.close",
        "101 preplan.ended",
      ]
    `);
    expect(engine.figures()).toEqual([]);
  });
  test('50 at any time: level I, the cordon and the case without waiting', () => {
    const engine = createEngine(city(), rules);
    play(engine, (minute) => (minute < 3 ? 12 : 55), 8);
    expect(openCases(engine)).toHaveLength(1);
    expect(engine.figures().map(({ shape, radiusMetres, tone }) => ({ shape, radiusMetres, tone }))).toEqual(expect.arrayContaining([{ shape: 'ring', radiusMetres: 50, tone: 'I' }]));
    expect(engine.tasks()).toHaveLength(1);
    expect(trail(engine)).toMatchInlineSnapshot(`
      [
        "1 warning.raised",
        "4 warning.rose",
        "4 device.commanded",
        "4 case.report",
        "4 preplan.started",
        "4 notice.sent",
        "4 preplan.step",
        "4 preplan.step",
        "4 notice.sent",
        "4 preplan.step",
        "4 device.state",
        "4 case.submit",
        "4 case.confirm",
        "4 case.file",
        "4 case.queue",
        "4 case.dispatch",
        "4 task.assigned",
        "4 preplan.step",
        "4 case.deliver",
      ]
    `);
  });
  test('between 20 and 25 level III and the fan stay, and nothing is filed', () => {
    const engine = createEngine(city(), rules);
    const orders: EngineEvent[] = [];
    for (let minute = 0; minute <= 120; minute++) {
      engine.observe(0, minute < 5 ? 27 : 22, START + minute * MINUTE, 0);
      for (const event of engine.take()) if (event.type === 'device') { orders.push(event); engine.deviceState(event.object, event.device, event.state, START + minute * MINUTE); }
    }
    expect(orders.map((order) => order.type === 'device' && order.state)).toEqual([1]);
    expect(engine.warnings()).toMatchObject([{ level: 'III', caseId: null }]);
    expect(openCases(engine)).toEqual([]);
    expect(trail(engine)).toMatchInlineSnapshot(`
      [
        "1 warning.raised",
        "1 device.commanded",
        "1 device.state",
        "61 warning.overdue",
      ]
    `);
  });
  test('the same inputs give the same trail', () => {
    const once = () => { const engine = createEngine(city(), rules); play(engine, (minute) => (minute < 5 ? 12 : 28), 80); return engine.timeline({ objectId: 'SC-014' }, Infinity); };
    expect(once()).toEqual(once());
  });
});
