/** C20: an outfall at 80, 100, 150 and 200 % of its limits, pH, the drains upstream and who may be behind it. */
import { describe, expect, it } from 'vitest';
import { play, timeline } from './fixtures/timeline';
import { runOnEngine } from './runOnEngine';
import { script } from './fixtures/timeline';

const levels = (branch: string): string[] => timeline(play('outfall', branch), 'OF-010').filter((line) => / warning\.(raised|rose|fell|cleared) /.test(line));

describe('C20, outfall control', () => {
  it('runs from the first notice to the closed case, each step at its minute', () => {
    expect(timeline(play('outfall', 'cod'), 'OF-010')).toEqual([
      '11.0 warning.raised system IV 40 mg/L',
      '14.0 warning.acknowledged shiftLeader IV 40 mg/L',
      '21.0 warning.rose system III 50 mg/L',
      '21.0 case.report system',
      '21.0 preplan.started system III',
      '21.0 preplan.step system',
      '21.0 notice.sent system',
      '21.0 preplan.step system',
      '21.0 case.submit system',
      '21.0 case.confirm system',
      '21.0 case.file system',
      '21.0 case.queue system',
      '21.0 case.dispatch system',
      '21.0 task.assigned system 346 m',
      '21.0 preplan.step system',
      '21.0 case.deliver system',
      '23.0 task.accepted handler',
      '23.0 case.receive handler',
      '24.0 warning.acknowledged shiftLeader III 50 mg/L',
      '24.8 task.arrived handler',
      '27.0 case.acknowledgeSupport handler',
      '27.0 case.acknowledgeSupport handler',
      '27.0 case.acknowledgeSupport handler',
      '31.0 warning.rose system II 75 mg/L',
      '34.0 warning.acknowledged shiftLeader II 75 mg/L',
      '41.0 warning.rose system I 100 mg/L',
      '41.0 preplan.step handler',
      '44.0 warning.acknowledged shiftLeader I 100 mg/L',
      '54.8 task.finished handler',
      '54.8 case.finish handler',
      '54.8 case.handOver system',
      '61.0 preplan.step handler',
      '64.8 case.startCheck checker',
      '74.8 case.pass checker',
      '74.8 case.settle system',
      '81.0 preplan.step handler',
      '91.0 warning.fell system III 55 mg/L',
      '101.0 warning.cleared system III 25 mg/L',
      '106.8 case.close shiftLeader',
      '106.8 preplan.ended system',
    ]);
  });
  it('steps through the levels at the same shares of every limit', () => {
    expect(levels('nh3n')).toEqual([
      '11.0 warning.raised system IV 4 mg/L',
      '21.0 warning.rose system III 5 mg/L',
      '31.0 warning.rose system II 7.5 mg/L',
      '41.0 warning.rose system I 10 mg/L',
      '91.0 warning.fell system III 5.5 mg/L',
      '101.0 warning.cleared system III 2.5 mg/L',
    ]);
    expect(levels('tp')).toEqual([
      '11.0 warning.raised system IV 0.4 mg/L',
      '21.0 warning.rose system III 0.5 mg/L',
      '31.0 warning.rose system II 0.75 mg/L',
      '41.0 warning.rose system I 1 mg/L',
      '91.0 warning.fell system III 0.55 mg/L',
      '101.0 warning.cleared system III 0.25 mg/L',
    ]);
    expect(levels('ph')).toEqual(['11.0 warning.raised system III 5.6', '21.0 warning.rose system I 4.6', '91.0 warning.cleared system I 6.6']);
  });
  it.each(['cod', 'nh3n', 'tp', 'ph'])('makes one case for the district at III and samples once (%s)', (branch) => {
    const run = play('outfall', branch);
    expect(run.cases).toHaveLength(1);
    expect(run.cases[0]).toMatchObject({ ruleId: 'outfall-over', leadUnitId: 'ecology', automatic: true, status: 'closed' });
    expect(run.tasks.map((task) => task.status)).toEqual(['finished']);
    const third = run.log.find((entry) => entry.level === 'III');
    expect(run.cases[0]?.reportedAt).toBe(third?.at);
    expect((run.cases[0]?.dispatchedAt ?? Infinity) - (third?.at ?? 0)).toBeLessThan(1000);
  });
  it('draws the drains upstream and ranks the candidates with their reasons, until the case is closed', () => {
    const during = runOnEngine({ ...script('outfall'), minutes: 45 }, 'cod').engine.figures();
    const upstream = during.find((figure) => figure.shape === 'line' && figure.labelZh.includes('上游管网'));
    expect(upstream).toMatchObject({ arrows: true, objectId: 'OF-010' });
    expect(upstream?.coordinates.length).toBeGreaterThan(4);
    const candidates = during.filter((figure) => figure.labelZh.startsWith('候选源')).map((figure) => figure.labelZh);
    expect(candidates.map((label) => label.slice(0, 5))).toEqual(['候选源 1', '候选源 2', '候选源 3']);
    const metres = candidates.map((label) => Number(/距管线 (\d+) m/.exec(label)?.[1]));
    expect(metres).toEqual(metres.toSorted((a, b) => a - b));
    expect(candidates.every((label) => /容积 \d+ m³/.test(label))).toBe(true);
    expect(play('outfall', 'cod').engine.figures()).toEqual([]);
  });
});
