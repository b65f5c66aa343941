import { describe, expect, it } from 'vitest';
import { first, play, timeline } from './fixtures/timeline';

describe('C10, the overcrowded footbridge', () => {
  it('has this timeline when it is crowded', () => {
    expect(timeline(play('footbridge', 'crowd'))).toEqual([
      '7.5 warning.raised system IV 51 %',
      '8.5 warning.acknowledged shiftLeader IV 53 %',
      '16.7 warning.rose system III 70 %',
      '17.7 warning.acknowledged shiftLeader III 70 %',
      '26.0 warning.rose system II 85 %',
      '27.0 warning.acknowledged shiftLeader II 85 %',
      '36.0 warning.rose system I 100 %',
      '36.0 case.report system',
      '36.0 preplan.started system I',
      '36.0 device.commanded system 1',
      '36.0 preplan.step system',
      '36.0 notice.sent system',
      '36.0 preplan.step system',
      '36.0 device.commanded system 2',
      '36.0 preplan.step system',
      '36.0 device.commanded system 1',
      '36.0 preplan.step system',
      '36.0 device.commanded system 3',
      '36.0 preplan.step system',
      '36.0 notice.sent system',
      '36.0 preplan.step system',
      '36.0 case.submit system',
      '36.0 case.confirm system',
      '36.0 case.file system',
      '36.0 case.queue system',
      '36.0 case.dispatch system',
      '36.0 task.assigned system 109 m',
      '36.0 task.assigned system 189 m',
      '36.0 preplan.step system',
      '36.0 case.deliver system',
      '36.0 device.state system 1',
      '36.0 device.state system 2',
      '36.0 device.state system 1',
      '36.0 device.state system 3',
      '37.0 warning.acknowledged shiftLeader I 100 %',
      '37.0 task.accepted handler',
      '37.0 case.receive handler',
      '37.0 task.accepted handler',
      '37.6 task.arrived handler',
      '38.0 task.arrived handler',
      '38.0 case.acknowledgeSupport handler',
      '38.0 case.acknowledgeSupport handler',
      '39.0 preplan.step handler',
      '42.0 preplan.step handler',
      '47.3 task.reminded system',
      '47.3 task.reminded system',
      '51.0 task.overdue system',
      '51.0 task.overdue system',
      '58.7 warning.fell system II 89 %',
      '59.6 task.finished handler',
      '60.0 task.finished handler',
      '60.0 case.finish handler',
      '60.0 case.handOver system',
      '64.3 warning.fell system III 75 %',
      '69.2 warning.fell system IV 61 %',
      '75.2 warning.cleared system IV 44 %',
      '76.3 case.startCheck system',
      '76.3 case.pass system',
      '76.3 case.settle system',
      '80.3 case.close shiftLeader',
      '80.3 preplan.ended system',
      '80.3 device.commanded system 0',
      '80.3 device.commanded system 0',
      '80.3 device.commanded system 0',
      '80.3 device.commanded system 0',
      '80.3 device.state system 0',
      '80.3 device.state system 0',
      '80.3 device.state system 0',
    ]);
  });
  it('changes the sign and opens the limit-flow event at 100 %, not before', () => {
    const run = play('footbridge', 'crowd');
    const red = run.log.find((entry) => entry.action === 'warning.rose' && entry.level === 'I');
    expect(red?.value).toBeGreaterThanOrEqual(100);
    const sign = run.log.filter((entry) => entry.action === 'device.commanded' && /限流/.test(entry.textZh));
    expect(sign[0]).toMatchObject({ at: red?.at, value: 3, objectId: 'FB-002' });
    expect(run.cases).toMatchObject([{ ruleId: 'footbridge-crowd', classCode: '0409', reportedAt: red?.at, status: 'closed', leadUnitId: 'street-01' }]);
    expect(run.log.some((entry) => entry.at < (red?.at ?? 0) && /^(case|device|preplan)\./.test(entry.action))).toBe(false);
  });
  it('shows the sign as the bridge answers it, and takes it back at the end', () => {
    const answers = play('footbridge', 'crowd').log.filter((entry) => entry.action === 'device.state' && /ledSign|LED/.test(entry.textZh)).map((entry) => entry.value);
    expect(answers).toEqual([2, 3, 0]);
  });
  it('sets a drifting counter back with who, why and when, and ends the event by what was counted', () => {
    const run = play('footbridge', 'drift');
    const reset = first(run, 'counter.reset');
    expect(reset).toMatchObject({ value: 21, unit: '%', objectId: 'FB-002', reason: '视频清点 63 人，计数器漏计出口，校正为 21 %' });
    expect(reset.actor).toMatchObject({ role: 'shiftLeader', unitZh: '区智慧城市运行管理中心' });
    expect(timeline(run).slice(timeline(run).indexOf('60.0 counter.reset shiftLeader 21 %'))).toEqual([
      '60.0 counter.reset shiftLeader 21 %',
      '60.3 warning.cleared system I 21 %',
      '68.0 task.finished handler',
      '68.2 task.finished handler',
      '68.2 case.finish handler',
      '68.2 case.handOver system',
      '70.2 case.startCheck system',
      '70.2 case.pass system',
      '70.2 case.settle system',
      '74.2 case.close shiftLeader',
      '74.2 preplan.ended system',
      '74.2 device.commanded system 0',
      '74.2 device.commanded system 0',
      '74.2 device.commanded system 0',
      '74.2 device.commanded system 0',
      '74.2 device.state system 0',
      '74.2 device.state system 0',
      '74.2 device.state system 0',
    ]);
    expect(run.cases).toMatchObject([{ status: 'closed' }]);
  });
});
