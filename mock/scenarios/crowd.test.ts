import { describe, expect, it } from 'vitest';
import { devices, play, script } from './fixtures/timeline';
import { runOnEngine } from './runOnEngine';

const until = (minutes: number) => runOnEngine({ ...script('crowd'), minutes }, null, 7);
const steps = (minutes: number): string[] => until(minutes).engine.preplanRuns({ objectId: 'CC-002' })[0]?.steps.map((step) => step.id) ?? [];

describe('C5, the holiday crowd at Jiefangbei', () => {
  it('rises through the levels at 2, 3, 4 and 5 persons per m², and comes back', () => {
    const run = play('crowd');
    const moves = run.log.filter((entry) => entry.action.startsWith('warning.') && entry.action !== 'warning.acknowledged').map((entry) => `${entry.action} ${entry.level}`);
    expect(moves).toEqual(['warning.raised IV', 'warning.rose III', 'warning.rose II', 'warning.rose I', 'warning.fell II', 'warning.fell III', 'warning.fell IV', 'warning.cleared IV']);
    // reminded before its hour was over, never late
    expect(run.cases).toMatchObject([{ classCode: '0409', leadUnitId: 'street-01', status: 'closed', escalation: 1 }]);
  });
  it('reaches a level by the share of its capacity where the density alone would not', () => {
    const base = script('crowd');
    const narrow = { ...base, cast: { ...base.cast, square: { ...base.cast['square'], attributes: { areaM2: 3800, capacity: 9000 } } } } as typeof base;
    // 2.0 per m² on 3800 m² are 84 % of 9000
    expect(runOnEngine({ ...narrow, minutes: 14 }, null, 7).warnings[0]?.level).toBe('II');
    expect(until(14).warnings[0]?.level).toBe('IV');
  });
  it('opens the checklist of each grade', () => {
    expect(steps(20)).toEqual(['watch']);
    expect(steps(35)).toEqual(['watch', 'broadcast', 'notice-police']);
    expect(steps(50)).toEqual(['watch', 'broadcast', 'notice-police', 'one-way', 'workers', 'clear']);
    expect(steps(60)).toEqual(['watch', 'broadcast', 'notice-police', 'one-way', 'workers', 'close', 'led', 'metro', 'clear']);
  });
  it('records who ticked what', () => {
    const run = play('crowd');
    const done = run.engine.preplanRuns({ objectId: 'CC-002' })[0]?.steps.map((step) => [step.id, step.doneBy?.role, step.doneBy?.unitZh, run.minutes(step.doneAt ?? NaN).toFixed(1)]);
    expect(done).toEqual([
      ['watch', 'shiftLeader', '区智慧城市运行管理中心', '14.3'], ['broadcast', 'system', '系统', '27.3'], ['notice-police', 'system', '系统', '27.3'], ['one-way', 'system', '系统', '42.3'], ['workers', 'system', '系统', '42.3'],
      ['close', 'system', '系统', '55.8'], ['led', 'system', '系统', '55.8'], ['metro', 'system', '系统', '55.8'], ['clear', 'dispatcher', '区智慧城市运行管理中心', '100.0'],
    ]);
  });
  it('broadcasts, goes one way, closes the entrances, and undoes all of it at the end', () => {
    expect(devices(play('crowd'))).toEqual([1, 2, 1, 3, 0, 0, 0, 0]);
  });
});
