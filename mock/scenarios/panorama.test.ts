import { describe, expect, it } from 'vitest';
import { runOnEngine } from './runOnEngine';
import { play, script, timeline } from './fixtures/timeline';

describe('C3, the panorama camera at Hongyadong', () => {
  it('makes three cases of three classes; what the camera sees again is merged and counted', () => {
    const { cases } = play('panorama');
    expect(cases.map((item) => [item.classCode, item.repeats, item.status])).toEqual([['0102', 2, 'closed'], ['0501', 0, 'closed'], ['0409', 0, 'closed']]);
  });
  it('files two classes by itself and asks the acceptor about the third', () => {
    const run = play('panorama');
    const filers = run.log.filter((entry) => entry.action === 'case.file').map((entry) => entry.actor.role);
    expect(filers).toEqual(['system', 'system', 'acceptor']);
  });
  it.each([
    ['45 m away', { minute: 8, at: [106.57588, 29.565765] as const }, 4],
    ['31 min after the last look', { minute: 48.5, at: [106.57588, 29.56536] as const }, 4],
    ['29 min after the last look', { minute: 46, at: [106.57588, 29.56536] as const }, 3],
  ])('opens a case of its own, or not, for refuse seen %s', (_, look, count) => {
    const base = script('panorama');
    const extra = { aiClass: 'exposed-refuse', camera: 'camera', object: 'camera', confidence: 0.9, ...look };
    // nobody handles the first one meanwhile, so that it is open all the time
    const run = runOnEngine({ ...base, detections: [...(base.detections ?? []), extra], staff: { ...base.staff, work: null } }, null, 7);
    expect(run.cases).toHaveLength(count);
  });
  it('has this timeline', () => {
    expect(timeline(play('panorama'))).toEqual([
      '1.0 detection.received system 0.92',
      '1.0 case.report system',
      '1.0 case.submit system',
      '1.0 case.confirm system',
      '1.0 case.file system',
      '1.0 case.queue system',
      '1.0 case.dispatch system',
      '1.0 case.deliver system',
      '2.0 detection.received system 0.9',
      '2.0 case.report system',
      '2.0 case.submit system',
      '2.0 case.confirm system',
      '2.0 case.file system',
      '2.0 case.queue system',
      '2.0 case.dispatch system',
      '2.0 task.assigned system 148 m',
      '2.0 case.deliver system',
      '3.0 detection.received system 0.88',
      '3.0 case.report system',
      '3.0 case.submit system',
      '3.0 task.accepted handler',
      '3.0 case.receive handler',
      '3.0 case.receive handler',
      '3.8 task.arrived handler',
      '5.0 case.confirm collector',
      '5.0 case.acknowledgeSupport handler',
      '6.0 case.file acceptor',
      '6.0 case.queue system',
      '7.0 case.dispatch dispatcher',
      '7.0 case.deliver system',
      '7.0 task.assigned system 248 m',
      '8.0 detection.received system 0.93',
      '8.0 case.repeat system',
      '8.0 task.accepted handler',
      '8.0 case.receive handler',
      '9.3 task.arrived handler',
      '10.0 case.acknowledgeSupport handler',
      '10.0 case.acknowledgeSupport handler',
      '10.0 case.acknowledgeSupport handler',
      '17.0 detection.received system 0.95',
      '17.0 case.repeat system',
      '28.0 case.finish handler',
      '28.0 case.handOver system',
      '28.8 task.finished handler',
      '28.8 case.finish handler',
      '28.8 case.handOver system',
      '32.0 case.startCheck checker',
      '32.8 case.startCheck checker',
      '34.3 task.finished handler',
      '34.3 case.finish handler',
      '34.3 case.handOver system',
      '36.0 case.pass checker',
      '36.0 case.settle system',
      '36.8 case.pass checker',
      '36.8 case.settle system',
      '38.3 case.startCheck checker',
      '40.0 case.close shiftLeader',
      '40.8 case.close shiftLeader',
      '42.3 case.pass checker',
      '42.3 case.settle system',
      '46.3 case.close shiftLeader',
    ]);
  });
});
