import { describe, expect, it } from 'vitest';
import { play, timeline } from './fixtures/timeline';

describe('C6, square-dance noise by the Great Hall', () => {
  it('warns, prompts, becomes an event after five minutes, is handled and reported back', () => {
    expect(timeline(play('squareDance', 'stays'))).toEqual([
      '8.7 warning.raised system IV 63.6 dB(A)',
      '8.7 preplan.started system IV',
      '8.7 device.commanded system 1',
      '8.7 preplan.step system',
      '8.7 device.state system 1',
      '9.7 warning.acknowledged shiftLeader IV 63.6 dB(A)',
      '13.7 case.report system',
      '13.7 case.submit system',
      '13.7 case.confirm system',
      '13.7 case.file system',
      '13.7 case.queue system',
      '13.7 case.dispatch system',
      '13.7 task.assigned system 254 m',
      '13.7 case.deliver system',
      '14.7 task.accepted handler',
      '14.7 case.receive handler',
      '15.7 case.acknowledgeSupport handler',
      '15.7 case.acknowledgeSupport handler',
      '16.0 task.arrived handler',
      '18.0 preplan.step handler',
      '23.7 warning.cleared system IV 56.4 dB(A)',
      '26.0 task.finished handler',
      '26.0 case.finish handler',
      '26.0 case.handOver system',
      '26.7 case.startCheck system',
      '26.7 case.pass system',
      '26.7 case.settle system',
      '27.0 preplan.step handler',
      '29.7 case.close shiftLeader',
      '29.7 preplan.ended system',
      '29.7 device.commanded system 0',
      '29.7 device.state system 0',
    ]);
  });
  it('reads 自动预警 → 处置 → 反馈 in this order', () => {
    const { log } = play('squareDance', 'stays');
    const at = (pattern: RegExp): number => log.find((entry) => pattern.test(`${entry.action} ${entry.textZh}`))?.at ?? NaN;
    const order = [at(/^warning\.raised/), at(/^device\.commanded .*现场屏幕提示/), at(/^case\.dispatch .*大溪沟街道办事处/), at(/^preplan\.step .*现场劝导/), at(/^case\.finish/), at(/^preplan\.step .*反馈处置结果/)];
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
  it('opens the event five minutes after the prompt', () => {
    const run = play('squareDance', 'stays');
    expect((run.cases[0]?.reportedAt ?? 0) - (run.warnings[0]?.onsetAt ?? 0)).toBe(5 * 60_000);
    expect(run.cases).toMatchObject([{ classCode: '0508', leadUnitId: 'street-05', status: 'closed' }]);
  });
  it('makes no event where it is quiet within five minutes', () => {
    const run = play('squareDance', 'quiet');
    expect([run.cases, run.tasks]).toEqual([[], []]);
    expect(timeline(run)).toEqual([
      '8.7 warning.raised system IV 63.5 dB(A)',
      '8.7 preplan.started system IV',
      '8.7 device.commanded system 1',
      '8.7 preplan.step system',
      '8.7 device.state system 1',
      '9.7 warning.acknowledged shiftLeader IV 63.5 dB(A)',
      '12.0 warning.cleared system IV 54.8 dB(A)',
      '12.0 preplan.ended system',
      '12.0 device.commanded system 0',
      '12.0 device.state system 0',
    ]);
  });
});
