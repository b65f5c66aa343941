/** C18: three samples, three classes; a patrol whose track can be replayed; a completion rate that is the list's. C19: one anomaly, one task. */
import { describe, expect, it } from 'vitest';
import { waterClass } from '../../src/rules/warnings/waterClass';
import { DEMO_RULES } from '../backend/demoRules';
import { play, timeline } from './fixtures/timeline';

describe('C18, river chief', () => {
  const run = play('riverChief');
  const table = DEMO_RULES.thresholds.waterClasses;

  it('classes the three samples by their worst index', () => {
    if (!table) throw new Error('no table of water classes');
    const sample = { do: 6.2, codMn: 3.5, nh3n: 0.4, tp: 0.08 };
    expect(waterClass(sample, table)).toMatchObject({ rank: 2 });
    expect(waterClass({ ...sample, do: 4.6 }, table)).toMatchObject({ rank: 4, worst: 'do' });
    expect(waterClass({ ...sample, nh3n: 2.1 }, table)).toMatchObject({ rank: 6, worst: 'nh3n' });
  });
  it('says so in the trail: no word at class II, III at class IV, I and a case beyond V', () => {
    expect(timeline(run, 'RR-jialing-qiansimen')).toEqual([
      '40.0 case.report acceptor',
      '40.0 case.submit system',
      '43.0 case.confirm collector',
      '46.0 case.file acceptor',
      '46.0 case.queue system',
      '49.0 case.dispatch dispatcher',
      '49.0 case.deliver system',
      '55.0 case.receive handler',
      '60.0 warning.raised system III 4',
      '65.0 warning.acknowledged shiftLeader III 4',
      '100.0 case.finish handler',
      '100.0 case.handOver system',
      '108.0 case.startCheck checker',
      '116.0 case.pass checker',
      '116.0 case.settle system',
      '120.0 warning.cleared system III 2',
      '120.0 warning.raised system I 6',
      '120.0 case.report system',
      '120.0 case.submit system',
      '120.0 case.confirm system',
      '120.0 case.file system',
      '120.0 case.queue system',
      '120.0 case.dispatch system',
      '120.0 case.deliver system',
      '124.0 case.close shiftLeader',
      '125.0 warning.overdue system I 6', '125.0 warning.acknowledged shiftLeader I 6',
      '126.0 case.receive handler',
      '128.0 case.acknowledgeSupport handler',
      '171.0 case.finish handler',
      '171.0 case.handOver system',
      '179.0 case.startCheck checker',
      '180.0 warning.cleared system I 2',
      '187.0 case.pass checker',
      '187.0 case.settle system',
      '195.0 case.close shiftLeader',
    ]);
    expect(run.cases.map((item) => [item.ruleId, item.source, item.leadUnitId, item.status])).toEqual([['exposed-refuse', 'department', 'sanitation', 'closed'], ['river-quality', 'iot', 'water', 'closed']]);
  });
  it('replays the patrol where it was', () => {
    const at = (minute: number) => run.position('WK-017', run.start + minute * 60_000).map((degrees) => Number(degrees.toFixed(4)));
    expect(at(10)).toEqual([106.5735, 29.5638]);
    expect(at(25)).toEqual([106.5765, 29.5652]);
    expect(at(32.5)).toEqual([106.578, 29.566]);
    expect(at(55)).toEqual([106.5825, 29.5682]);
  });
  it('counts in the completion rate exactly the cases of the list', () => {
    for (const minute of [119, 130, 200]) {
      const now = run.start + minute * 60_000;
      const { cases } = run.engine.cases({ at: now, from: run.start, to: now }, now);
      const { total } = run.engine.evaluation('unit', run.start, now, now);
      expect([total.counts.report, total.counts.archive], `minute ${minute}`).toEqual([cases.length, cases.filter((item) => item.status === 'closed').length]);
    }
  });
});

describe('C19, sky, air and ground', () => {
  const run = play('skyGround');
  it('makes one sampling task of the anomaly, at the outfall', () => {
    expect(run.tasks).toHaveLength(1);
    expect(run.tasks[0]).toMatchObject({ status: 'finished', lon: 106.530348, lat: 29.5545475, caseId: run.cases[0]?.id });
    expect(run.cases.map((item) => [item.ruleId, item.status])).toEqual([['outfall-anomaly', 'closed']]);
  });
  it('replays the drone within a second of its track', () => {
    const metres = (minute: number, lon: number, lat: number): number => { const [x, y] = run.position('UAV-02', run.start + minute * 60_000); return Math.hypot((x - lon) * 96_700, (y - lat) * 111_195); };
    const second = metres(9, ...run.position('UAV-02', run.start + 9 * 60_000 + 1000));
    expect(second).toBeGreaterThan(0);
    expect(metres(12, 106.528, 29.5536)).toBeLessThanOrEqual(second);
    expect(metres(20, 106.5304, 29.5547)).toBeLessThanOrEqual(second);
  });
});
