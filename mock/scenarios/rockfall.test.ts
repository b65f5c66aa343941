import { describe, expect, it } from 'vitest';
import { play, script, timeline } from './fixtures/timeline';
import { runOnEngine } from './runOnEngine';

const levels = (branch: string): string[] => play('rockfall', branch).log.filter((entry) => entry.objectId === 'SL-002' && /warning\.(raised|rose)/.test(entry.action)).map((entry) => `${entry.unit} ${entry.level}`);
/** The engine as it stands `ms` after the rock reached level I. */
function after(branch: string, ms: number) {
  const whole = play('rockfall', branch);
  const red = whole.log.find((entry) => entry.objectId === 'SL-002' && entry.level === 'I');
  return { red: red?.at ?? NaN, run: runOnEngine({ ...script('rockfall'), minutes: whole.minutes((red?.at ?? NaN) + ms) }, branch, 7) };
}

describe('C7, dangerous rock at Hongyadong', () => {
  it('lets the highest grade win, and rain raises every grade by one', () => {
    expect(levels('dry')).toEqual(['mm/d IV', 'mm/d III', 'mm/d II']);
    expect(levels('rain')).toEqual(['mm/d III', 'mm/d II', 'mm/d I']);
    expect(levels('crack')).toEqual(['mm/d IV', 'mm/d III', 'mm/d II', '°/d IV', 'mm/d I', '°/d III']);
  });
  it.each(['rain', 'crack'])('shows area, residents, way out and checklist within a second of the reading of level I (%s)', (branch) => {
    const { red, run } = after(branch, 1000);
    const figures = run.engine.figures().filter((figure) => figure.objectId === 'SL-002');
    expect(figures.map((figure) => [figure.shape, figure.tone])).toEqual([['polygon', 'I'], ['line', 'safe'], ['point', 'safe']]);
    expect(figures.every((figure) => figure.from - red <= 1000)).toBe(true);
    expect(figures[0]?.labelZh).toMatch(/87 人/);
    expect(figures[1]?.arrows ?? false).toBe(true);
    const checklist = run.engine.preplanRuns({ objectId: 'SL-002' })[0];
    const transfer = checklist?.steps.filter((step) => !step.automatic) ?? [];
    expect(transfer.map((step) => step.id)).toEqual(['knock', 'transfer', 'count', 'settle', 'guard', 'assess']);
    expect(transfer.filter((step) => step.doneAt !== null)).toEqual([]);
  });
  it('counts the transfer done step by step, each with the unit that did it', () => {
    const whole = play('rockfall', 'rain');
    const steps = whole.engine.preplanRuns({ objectId: 'SL-002' })[0]?.steps.filter((step) => !step.automatic) ?? [];
    expect(steps.map((step) => [step.id, step.doneBy?.unitZh, whole.minutes(step.doneAt ?? NaN)])).toEqual([
      ['knock', '解放碑街道办事处', 74], ['transfer', '解放碑街道办事处', 86], ['count', '解放碑街道办事处', 92], ['settle', '解放碑街道办事处', 110], ['guard', '区公安分局', 112], ['assess', '区地质灾害防治中心', 138],
    ]);
  });
  it('orders the transfer also when a second quantity reaches level I on a rock that the first brought to level II', () => {
    const base = script('rockfall');
    const crack = { on: 'rock', property: 'rockCrack', every: 60, points: [[0, 0.3], [70, 0.5], [80, 11], [86, 34], [240, 34]] } as const;
    const run = runOnEngine({ ...base, minutes: 95, signals: [...(base.signals ?? []), crack] }, 'dry', 7);
    expect(run.warnings.map((warning) => [warning.cause, warning.level])).toEqual([['slopeDisplacement', 'II'], ['rockCrack', 'I']]);
    expect(run.cases).toHaveLength(1);
    expect(run.engine.figures().map((figure) => figure.shape)).toContain('polygon');
  });
  it.each([['rockCrack', 11, 'II', 'I'], ['rockTilt', 0.4, 'III', 'II']] as const)('grades %s one higher with rain', (property, value, dry, wet) => {
    const base = script('rockfall');
    const signal = { on: 'rock', property, every: 60, points: [[0, 0], [40, 0], [50, value], [240, value]] } as const;
    const levelOf = (branch: string) => runOnEngine({ ...base, minutes: 70, signals: [...(base.signals ?? []), signal] }, branch, 7).warnings.find((warning) => warning.cause === property)?.level;
    expect([levelOf('dry'), levelOf('rain')]).toEqual([dry, wet]);
  });
  it('draws nothing and transfers nobody below level I, and clears the map at the end', () => {
    expect(runOnEngine({ ...script('rockfall'), minutes: 100 }, 'dry', 7).engine.figures().filter((figure) => figure.shape !== 'line')).toEqual([]);
    expect(play('rockfall', 'rain').engine.figures().filter((figure) => figure.objectId === 'SL-002')).toEqual([]);
  });
  it('has this timeline on the rock, with rain', () => {
    expect(timeline(play('rockfall', 'rain'), 'SL-002')).toEqual([
      '9.0 warning.raised system III 2.74 mm/d',
      '11.0 warning.acknowledged shiftLeader III 3 mm/d',
      '34.0 warning.rose system II 12.1 mm/d',
      '34.0 case.report system',
      '34.0 preplan.started system II',
      '34.0 notice.sent system',
      '34.0 preplan.step system',
      '34.0 case.submit system',
      '34.0 case.confirm system',
      '34.0 case.file system',
      '34.0 case.queue system',
      '34.0 case.dispatch system',
      '34.0 task.assigned system 195 m',
      '34.0 preplan.step system',
      '34.0 case.deliver system',
      '35.0 task.accepted handler',
      '35.0 case.receive handler',
      '36.0 warning.acknowledged shiftLeader II 13.47 mm/d',
      '36.0 task.arrived handler',
      '38.0 case.acknowledgeSupport handler',
      '38.0 case.acknowledgeSupport handler',
      '38.0 case.acknowledgeSupport handler',
      '38.0 case.acknowledgeSupport handler',
      '56.5 task.reminded system',
      '61.0 warning.rose system I 55.09 mm/d',
      '61.0 preplan.step system',
      '61.0 device.commanded system 1',
      '61.0 preplan.step system',
      '61.0 notice.sent system',
      '61.0 preplan.step system',
      '61.0 device.state system 1',
      '63.0 warning.acknowledged shiftLeader I 55.09 mm/d',
      '64.0 task.overdue system',
      '74.0 preplan.step handler',
      '83.5 preplan.reminded system',
      '86.0 preplan.step handler',
      '91.0 preplan.overdue system',
      '92.0 preplan.step handler',
      '106.0 task.finished handler',
      '106.0 case.finish handler',
      '106.0 case.handOver system',
      '110.0 warning.fell system I 36.4 mm/d',
      '110.0 preplan.step handler',
      '112.0 preplan.step handler',
      '138.0 preplan.step handler',
      '151.0 warning.reset shiftLeader I 36.4 mm/d',
      '151.0 warning.cleared system I 1.12 mm/d',
      '151.0 case.startCheck system',
      '151.0 case.pass system',
      '151.0 case.settle system',
      '156.0 case.close shiftLeader',
      '156.0 preplan.ended system',
      '156.0 device.commanded system 0',
      '156.0 device.state system 0',
    ]);
  });
});
