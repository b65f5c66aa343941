/** C13 ancient tree, C14 street lighting, C22 soil moisture: what each acceptance scenario asks of the rules. */
import { describe, expect, it } from 'vitest';
import { play, script, timeline } from './fixtures/timeline';
import { runOnEngine } from './runOnEngine';

describe('C13, ancient tree', () => {
  it.each([['tilt', 'tree-tilt'], ['excavation', 'tree-excavation']])('makes one case and one task (%s)', (branch, rule) => {
    const run = play('ancientTree', branch);
    expect(run.cases.map((item) => [item.ruleId, item.classCode, item.leadUnitId, item.status])).toEqual([[rule, '0401', 'greening', 'closed']]);
    expect(run.tasks.map((task) => [task.caseId, task.status])).toEqual([[run.cases[0]?.id, 'finished']]);
  });
  it('goes IV at 0.2°, III at 0.5°, and draws the protection circle of the tree', () => {
    const rises = play('ancientTree', 'tilt').log.filter((entry) => /warning\.(raised|rose)/.test(entry.action));
    expect(rises.map((entry) => entry.level)).toEqual(['IV', 'III']);
    for (const [k, limit] of [0.2, 0.5].entries()) expect(rises[k]?.value ?? 0).toBeGreaterThanOrEqual(limit);
    const circle = runOnEngine({ ...script('ancientTree'), minutes: 45 }, 'tilt').engine.figures().find((figure) => figure.shape === 'ring');
    expect(circle).toMatchObject({ radiusMetres: 14.5, objectId: 'TR-00001', tone: 'safe' });
    expect(circle?.coordinates[0]).toBeCloseTo(106.5356112, 5);
  });
  it('draws the circle from the filing of a case of digging on, until it is closed', () => {
    const during = runOnEngine({ ...script('ancientTree'), minutes: 35 }, 'excavation');
    expect(during.engine.figures().find((figure) => figure.shape === 'ring')).toMatchObject({ radiusMetres: 14.5, objectId: 'TR-00001', caseId: during.cases[0]?.id });
    const [plan] = during.engine.preplanRuns({ objectId: 'TR-00001' });
    expect([plan?.preplanId, plan?.steps.map((step) => step.id)]).toEqual(['PP-EXCAVATION', ['figures', 'halt', 'refill']]);
    expect(play('ancientTree', 'excavation').engine.figures()).toEqual([]);
  });
  it('knows age class and circle of every ancient tree by its age', () => {
    const { city } = play('ancientTree', 'tilt');
    const tree = city.indexOf.get('TR-00001') ?? -1;
    expect([city.attribute(tree, 'ageClass'), city.attribute(tree, 'ageYears'), city.attribute(tree, 'protectM')]).toEqual(['II', 318, 14.5]);
  });
});

describe('C14, street lighting', () => {
  it('files one case at −20 %, for the lighting office, two working days', () => {
    const run = play('streetLight', 'circuit');
    expect(run.log.filter((entry) => /warning\.(raised|rose)/.test(entry.action)).map((entry) => [run.minutes(entry.at), entry.level, entry.value])).toEqual([[13, 'IV', 89], [23, 'III', 79], [33, 'II', 49]]);
    expect(run.cases).toHaveLength(1);
    expect(run.cases[0]).toMatchObject({ ruleId: 'lamp-circuit', classCode: '0118', leadUnitId: 'lighting', limit: { value: 2, clock: 'work_day' }, status: 'closed' });
    expect(run.minutes(run.cases[0]?.reportedAt ?? 0)).toBe(23);
  });
  it('counts as dark exactly the lamps that went dark, and as lit those that came back', () => {
    const run = play('streetLight', 'circuit');
    const dark = (minute: number): number => run.tally(run.start + minute * 60_000).lampsOut;
    // nothing, the warned cabinet, its eight lamps as well, all back
    expect([dark(5), dark(20), dark(36), dark(75)]).toEqual([0, 1, 9, 0]);
  });
  it('is at level I at once above 300 mA, and sends somebody', () => {
    const run = play('streetLight', 'leakage');
    expect(timeline(run, 'LP-02077')[0]).toBe('20.0 warning.raised system I 320 mA');
    expect(run.cases.map((item) => [item.ruleId, item.urgent, item.status])).toEqual([['lamp-leakage', true, 'closed']]);
    expect(run.tasks).toHaveLength(1);
  });
});

describe('C22, soil moisture', () => {
  const run = play('soil');
  const rises = (words: string) => run.log.filter((entry) => /warning\.(raised|rose)/.test(entry.action) && entry.textZh.startsWith(words)).map((entry) => [run.minutes(entry.at), entry.level, entry.value]);
  it('changes class exactly at 60, 50, 40 and 30 %', () => {
    expect(rises('土壤墒情 ')).toEqual([[31, 'IV', 60], [71, 'III', 50], [111, 'II', 40], [151, 'I', 30]]);
  });
  it('judges each depth by itself and at its own pace', () => {
    expect(rises('土壤墒情（20 厘米）')).toEqual([[82, 'IV', 60], [182, 'III', 50]]);
    expect(rises('土壤墒情（40 厘米）')).toEqual([]);
    expect(run.warnings.map((item) => item.cause)).toEqual(['soilMoisture', 'soilMoisture20']);
  });
  it('makes one case of the severe drought and closes it after irrigation', () => {
    expect(run.cases.map((item) => [item.ruleId, item.leadUnitId, item.status])).toEqual([['green-drought', 'parks', 'closed']]);
    expect(run.minutes(run.cases[0]?.closedAt ?? 0)).toBeGreaterThan(231);
  });
});
