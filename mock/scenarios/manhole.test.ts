import { describe, expect, it } from 'vitest';
import { play, script, timeline } from './fixtures/timeline';
import { runOnEngine } from './runOnEngine';

describe('C12, the smart manhole cover', () => {
  it('has this timeline for a sewer cover that tilts', () => {
    expect(timeline(play('manhole', 'sewer'))).toEqual([
      '4.0 warning.raised system IV 5 °',
      '6.0 warning.acknowledged shiftLeader IV 7 °',
      '9.0 warning.rose system III 10 °',
      '11.0 warning.acknowledged shiftLeader III 12.4 °',
      '13.0 warning.rose system II 15.2 °',
      '13.0 case.report system',
      '13.0 preplan.started system II',
      '13.0 notice.sent system',
      '13.0 preplan.step system',
      '13.0 case.submit system',
      '13.0 case.confirm system',
      '13.0 case.file system',
      '13.0 case.queue system',
      '13.0 case.dispatch system',
      '13.0 task.assigned system 108 m',
      '13.0 preplan.step system',
      '13.0 case.deliver system',
      '14.0 task.accepted handler',
      '14.0 case.receive handler',
      '14.6 task.arrived handler',
      '15.0 warning.acknowledged shiftLeader II 18 °',
      '19.0 preplan.step handler',
      '25.0 preplan.step handler',
      '35.5 task.reminded system',
      '43.0 task.overdue system',
      '44.6 task.finished handler',
      '44.6 case.finish handler',
      '44.6 case.handOver system',
      '46.0 warning.fell system III 9.5 °',
      '47.0 warning.cleared system III 1 °',
      '47.0 case.startCheck system',
      '47.0 case.pass system',
      '47.0 case.settle system',
      '50.0 case.close shiftLeader',
      '50.0 preplan.ended system',
    ]);
  });
  it.each([['sewer', '0102', 'MH-02310'], ['storm', '0103', 'MH-05356'], ['missing', '0102', 'MH-02310']])('files %s as component %s, with the nearest worker', (branch, code, object) => {
    const { cases, tasks } = play('manhole', branch);
    expect(cases).toMatchObject([{ category: 'component', classCode: code, objectId: object, leadUnitId: 'municipal-facilities', urgent: true, status: 'closed' }]);
    expect(tasks.map((task) => task.workerId)).toEqual(['WK-244']);
  });
  it('gives two hours that run at night and on a holiday', () => {
    const run = play('manhole', 'sewer');
    const [item] = run.cases;
    expect(item?.limit).toEqual({ value: 2, clock: 'urgent_hour' });
    expect((item?.deadlineAt ?? 0) - (item?.dispatchedAt ?? 0)).toBe(2 * 3_600_000);
    // 23:43 on National Day in the city; the deadline falls into the night after it
    expect(new Date((item?.deadlineAt ?? 0) + 8 * 3_600_000).toISOString().slice(0, 16)).toBe('2026-10-02T01:43');
  });
  it('reminds and escalates in that night when nobody comes', () => {
    const run = runOnEngine({ ...script('manhole'), minutes: 240, staff: { receive: null, accept: null } }, 'sewer', 7);
    expect(timeline(run).filter((line) => / case.remind|escalate/.test(line))).toEqual(['103.0 case.remind system', '133.0 case.escalateShiftLeader system', '193.0 case.escalateLeader system']);
  });
  it('is level I at once when the cover is missing', () => {
    const run = play('manhole', 'missing');
    expect(timeline(run)).toEqual([
      '10.0 warning.raised system I 92 °',
      '10.0 case.report system',
      '10.0 preplan.started system I',
      '10.0 notice.sent system',
      '10.0 preplan.step system',
      '10.0 case.submit system',
      '10.0 case.confirm system',
      '10.0 case.file system',
      '10.0 case.queue system',
      '10.0 case.dispatch system',
      '10.0 task.assigned system 108 m',
      '10.0 preplan.step system',
      '10.0 case.deliver system',
      '11.0 task.accepted handler',
      '11.0 case.receive handler',
      '11.6 task.arrived handler',
      '12.0 warning.acknowledged shiftLeader I 92 °',
      '16.0 preplan.step handler',
      '22.0 preplan.step handler',
      '32.5 task.reminded system',
      '40.0 task.overdue system',
      '41.6 task.finished handler',
      '41.6 case.finish handler',
      '41.6 case.handOver system',
      '47.0 warning.cleared system I 1 °',
      '47.0 case.startCheck system',
      '47.0 case.pass system',
      '47.0 case.settle system',
      '50.0 case.close shiftLeader',
      '50.0 preplan.ended system',
    ]);
  });
});
