/** C21: rain windows, stages of the river and ponding, each level in order; reach and gauge tell the same story. */
import { describe, expect, it } from 'vitest';
import { play, timeline } from './fixtures/timeline';

describe('C21, rain, level, flash flood', () => {
  const run = play('flood');
  const levels = (id: string, unit: string): string[] => timeline(run, id).filter((line) => / warning\.(raised|rose|fell|cleared) /.test(line) && line.endsWith(` ${unit}`));

  it('raises rain by its window: 12 h IV, 6 h III, 3 h II and I', () => {
    expect(levels('RG-050', 'mm')).toEqual(['360.0 warning.raised system IV 20 mm', '378.0 warning.cleared system IV 16.4 mm']);
    expect(levels('RG-022', 'mm')).toEqual(['180.0 warning.raised system III 28 mm', '248.0 warning.cleared system III 24.2 mm', '360.0 warning.raised system IV 6 mm']);
    expect(levels('RG-001', 'mm')).toEqual([
      '37.0 warning.raised system II 50.6 mm',
      '72.0 warning.rose system I 101 mm',
      '95.0 warning.fell system II 99.4 mm',
      '161.0 warning.cleared system II 49.3 mm',
      '201.0 warning.raised system III 27.4 mm',
      '347.0 warning.cleared system III 4 mm',
      '376.0 warning.raised system IV 4 mm',
    ]);
  });
  it('takes the river through its stages and back, and ponding through all four levels', () => {
    expect(levels('WL-chaotianmen', 'm')).toEqual([
      '65.0 warning.raised system IV 181.09 m',
      '77.0 warning.rose system III 182.1 m',
      '106.0 warning.rose system II 185.11 m',
      '278.0 warning.fell system III 184.37 m',
      '293.0 warning.fell system IV 181.35 m',
      '298.0 warning.cleared system IV 180.32 m',
    ]);
    expect(levels('WL-shangqingsi', 'cm')).toEqual([
      '29.0 warning.raised system IV 5.6 cm',
      '41.0 warning.rose system III 10.4 cm',
      '51.0 warning.rose system II 16.1 cm',
      '68.0 warning.rose system I 27.6 cm',
      '87.0 warning.fell system II 24.6 cm',
      '140.0 warning.fell system III 12.7 cm',
      '170.0 warning.fell system IV 7.7 cm',
      '218.0 warning.cleared system IV 2.8 cm',
    ]);
  });
  it('says the same of the reach as of its gauge, within a sample', () => {
    const told = (id: string) => run.log.filter((entry) => entry.objectId === id && entry.unit === 'm' && /warning\.(raised|rose|fell|cleared)/.test(entry.action));
    const [gauge, reach] = [told('WL-chaotianmen'), told('RR-yangtze-below')];
    expect(reach.map((entry) => [entry.action, entry.level])).toEqual(gauge.map((entry) => [entry.action, entry.level]));
    gauge.forEach((entry, k) => {
      expect(Math.abs(run.minutes(reach[k]?.at ?? 0) - run.minutes(entry.at))).toBeLessThanOrEqual(1);
      expect(Math.abs((reach[k]?.value ?? 0) - (entry.value ?? 99))).toBeLessThan(0.15);
    });
  });
  it('opens a case where a level asks for one, and closes each of them', () => {
    expect(timeline(run, 'WL-chaotianmen').filter((line) => line.includes(' case.'))).toEqual([
      '106.0 case.report system',
      '106.0 case.submit system',
      '106.0 case.confirm system',
      '106.0 case.file system',
      '106.0 case.queue system',
      '106.0 case.dispatch system',
      '106.0 case.deliver system',
      '111.0 case.receive handler',
      '114.0 case.acknowledgeSupport handler',
      '114.0 case.acknowledgeSupport handler',
      '114.0 case.acknowledgeSupport handler',
      '171.0 case.finish handler',
      '171.0 case.handOver system',
      '186.0 case.startCheck checker',
      '201.0 case.pass checker',
      '201.0 case.settle system',
      '301.0 case.close shiftLeader',
    ]);
    expect(run.cases.map((item) => [item.objectId, item.ruleId, item.leadUnitId, item.status])).toEqual([
      ['RG-001', 'rainstorm', 'emergency', 'closed'], ['WL-shangqingsi', 'road-ponding', 'municipal-facilities', 'closed'],
      ['WL-chaotianmen', 'river-flood', 'water', 'closed'], ['RR-yangtze-below', 'river-flood', 'water', 'closed'],
    ]);
  });
  it('starts the flood plan at III and its pumps and signs at II', () => {
    const at = (action: string, id: string): number[] => run.log.filter((entry) => entry.action === action && entry.objectId === id && entry.value !== 0).map((entry) => run.minutes(entry.at));
    expect(at('preplan.started', 'WL-chaotianmen')).toEqual([77]);
    expect(at('device.commanded', 'WL-chaotianmen')).toEqual([106, 106]);
  });
});
