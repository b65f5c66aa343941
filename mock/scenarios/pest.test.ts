import { describe, expect, it } from 'vitest';
import { play, script, timeline } from './fixtures/timeline';
import { runOnEngine } from './runOnEngine';

describe('C4, pests along the mountain trail', () => {
  it('goes through the four levels and back, minute by minute', () => {
    expect(timeline(play('pest'))).toEqual([
      '30.0 warning.raised system IV 20 /d',
      '36.0 warning.acknowledged shiftLeader IV 20 /d',
      '120.0 warning.rose system III 56 /d',
      '120.0 case.report system',
      '120.0 preplan.started system III',
      '120.0 preplan.step system',
      '120.0 notice.sent system',
      '120.0 preplan.step system',
      '120.0 case.submit system',
      '120.0 case.confirm system',
      '120.0 case.file system',
      '120.0 case.queue system',
      '120.0 case.dispatch system',
      '120.0 task.assigned system 196 m',
      '120.0 preplan.step system',
      '120.0 case.deliver system',
      '122.0 task.accepted handler',
      '122.0 case.receive handler',
      '123.0 task.arrived handler',
      '126.0 warning.acknowledged shiftLeader III 56 /d',
      '180.0 warning.rose system II 112 /d',
      '186.0 warning.acknowledged shiftLeader II 112 /d',
      '210.0 preplan.step handler',
      '210.0 task.reminded system',
      '240.0 warning.rose system I 214 /d',
      '240.0 task.overdue system',
      '245.0 warning.overdue system I 214 /d',
      '246.0 warning.acknowledged shiftLeader I 214 /d',
      '300.0 preplan.step handler',
      '303.0 task.finished handler',
      '303.0 case.finish handler',
      '303.0 case.handOver system',
      '390.0 warning.fell system II 128 /d',
      '450.0 warning.fell system III 62 /d',
      '480.0 warning.fell system IV 38 /d',
      '540.0 warning.cleared system IV 12 /d',
      '540.0 case.startCheck system',
      '540.0 case.pass system',
      '540.0 case.settle system',
      '550.0 case.close shiftLeader',
      '550.0 preplan.ended system',
    ]);
  });
  it('gives greening a case and a task from level III up, and nothing at level IV', () => {
    const { cases, tasks } = play('pest');
    expect(cases).toMatchObject([{ classCode: '0405', leadUnitId: 'greening', status: 'closed' }]);
    expect(tasks).toMatchObject([{ titleZh: '病虫害普查：虫种、虫口密度、受害树木', workerId: 'WK-247', status: 'finished' }]);
    const early = runOnEngine({ ...script('pest'), minutes: 100 }, null, 7);
    expect(early.warnings.map((warning) => warning.level)).toEqual(['IV']);
    expect([early.cases, early.tasks, early.engine.figures()]).toEqual([[], [], []]);
  });
  it('shows the affected trees while it lasts', () => {
    const during = runOnEngine({ ...script('pest'), minutes: 200 }, null, 7);
    expect(during.engine.figures()).toMatchObject([{ shape: 'ring', tone: 'III', radiusMetres: 150, objectId: 'PT-040' }]);
    expect(play('pest').engine.figures()).toEqual([]);
  });
});
