import { describe, expect, it } from 'vitest';
import { pierHealth } from '../../src/domain/pierHealth';
import { PIER_METHOD } from '../../src/domain/pierMethod';
import { play, script, timeline } from './fixtures/timeline';
import { runOnEngine } from './runOnEngine';

const PIER = 'BM-dongshuimen-approach-a-pier-1';

describe('C9, pier health on Dongshuimen Bridge', () => {
  it('goes through the four limits of tilt and back, minute by minute', () => {
    expect(timeline(play('pierHealth'))).toEqual([
      '30.0 warning.raised system IV 0.021 °',
      '33.0 warning.acknowledged shiftLeader IV 0.021 °',
      '90.0 warning.rose system III 0.054 °',
      '93.0 warning.acknowledged shiftLeader III 0.054 °',
      '145.0 warning.rose system II 0.114 °',
      '145.0 case.report system',
      '145.0 case.submit system',
      '145.0 case.confirm system',
      '145.0 case.file system',
      '145.0 case.queue system',
      '145.0 case.dispatch system',
      '145.0 case.deliver system',
      '148.0 warning.acknowledged shiftLeader II 0.114 °',
      '149.0 case.acknowledgeSupport handler',
      '150.0 case.receive handler',
      '195.0 warning.rose system I 0.206 °',
      '198.0 warning.acknowledged shiftLeader I 0.206 °',
      '250.0 warning.fell system I 0.16 °',
      '280.0 case.finish handler',
      '280.0 case.handOver system',
      '315.0 warning.reset shiftLeader I 0.16 °',
      '315.0 warning.fell system IV 0.02 °',
      '325.0 warning.cleared system IV 0.012 °',
      '325.0 case.startCheck system',
      '325.0 case.pass system',
      '325.0 case.settle system',
      '333.0 case.close shiftLeader',
    ]);
  });
  it('ends with one closed case for the bridge office, with the owner', () => {
    const { cases, warnings } = play('pierHealth');
    expect(cases).toMatchObject([{ classCode: '0208', ruleId: 'pier-health', leadUnitId: 'bridge-tunnel', status: 'closed', objectId: PIER }]);
    expect(cases[0]?.supporting.map((unit) => unit.unitId)).toEqual(['bridge-owner']);
    expect(warnings.every((warning) => warning.clearedAt !== null)).toBe(true);
  });
  it('stays latched at level I until somebody has inspected it', () => {
    const before = runOnEngine({ ...script('pierHealth'), minutes: 300 }, null, 7);
    expect(before.warnings[0]).toMatchObject({ level: 'I', latched: true, clearedAt: null });
  });
  it('forecasts the next limit from the thirty days before, and never changes what was measured', () => {
    const tilt = script('pierHealth').signals?.find((signal) => signal.property === 'pierTilt')?.points ?? [];
    const past = tilt.filter(([minute]) => minute <= 0);
    const course = (minute: number): number => {
      const next = past.findIndex(([at]) => at >= minute);
      const [fromAt, from] = past[Math.max(0, next - 1)] ?? [0, 0], [toAt, to] = past[next] ?? [0, 0];
      return toAt === fromAt ? to : from + ((to - from) * (minute - fromAt)) / (toAt - fromAt);
    };
    const times = Array.from({ length: 30 * 24 + 1 }, (_, k) => (k - 30 * 24) * 60);
    const trend = { indicator: 'pierTilt', limit: 0.2, next: [0.02, 0.05, 0.1, 0.2], times: times.map((minute) => minute * 60_000), values: times.map(course) } as const;
    const [now] = pierHealth([trend], { load: 1, water: 0 }, PIER_METHOD).forecasts;
    const [flood] = pierHealth([trend], { load: 1.6, water: 15 }, PIER_METHOD).forecasts;
    expect(now).toMatchObject({ measured: 0.016, nextLimit: 0.02 });
    expect(now?.likely).toBeGreaterThan(5);
    expect(now?.likely).toBeLessThan(15);
    expect(now?.earliest ?? Infinity).toBeLessThanOrEqual(now?.likely ?? 0);
    expect(flood).toMatchObject({ measured: 0.016 });
    expect(flood?.assumed ?? 0).toBeGreaterThan(0.016);
    expect(flood?.likely ?? Infinity).toBeLessThan(now?.likely ?? 0);
  });
});
