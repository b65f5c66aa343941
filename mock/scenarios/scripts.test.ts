import { describe, expect, it } from 'vitest';
import { DEMO_RULES } from '../backend/demoRules';
import { streamsOfKind } from '../backend/streamsOfKind';
import { SCRIPTS } from '.';
import { startOf } from './plan';
import { runOnEngine } from './runOnEngine';
import { scriptOf } from '.';

const aiClasses = new Set(DEMO_RULES.ai.classes.map((item) => item.id));

describe.each(SCRIPTS.map((script) => [script.id, script] as const))('script %s', (_, script) => {
  it('names only what exists', () => {
    expect(startOf(script)).toBeGreaterThan(0);
    const cast = new Set(Object.keys(script.cast));
    if (script.focus !== null) expect(cast).toContain(script.focus);
    const branches = new Set(script.branches.map((item) => item.id));
    const lists = [script.signals, script.detections, script.moves, script.commands, script.outages, script.notes];
    for (const item of lists.flatMap((list) => [...(list ?? [])])) {
      for (const branch of [item.branch ?? []].flat()) expect(branches).toContain(branch);
      if ('on' in item && item.on !== undefined) expect(cast).toContain(item.on);
    }
    for (const signal of script.signals ?? []) {
      const member = signal.on === undefined ? null : script.cast[signal.on];
      if (member) expect(streamsOfKind(member.kind, member.id, `${member.zh} ${member.en}`)).toContain(signal.property);
      expect(DEMO_RULES.thresholds.properties.some((row) => row.key === signal.property)).toBe(true);
    }
    for (const { aiClass, camera } of script.detections ?? []) { expect(aiClasses).toContain(aiClass); expect(cast).toContain(camera); }
    for (const found of JSON.stringify(script.commands ?? []).matchAll(/\$(?:id|warning|case|task|run|step|lon|lat):(\w+)/g)) expect(cast).toContain(found[1]);
  });

  it.each(script.branches.length > 0 ? script.branches.map((item) => item.id) : [null])('is played the same twice, and nothing in it is refused (%s)', (branch) => {
    if (Object.keys(script.cast).length === 0) return;
    const first = runOnEngine(script, branch, 7);
    expect(first.refused).toEqual([]);
    expect(runOnEngine(script, branch, 7).log).toEqual(first.log);
  });
});

describe('C1, the septic tank on the engine alone', () => {
  const play = (branch: string) => {
    const script = scriptOf('septicGas');
    if (!script) throw new Error('no script');
    return runOnEngine(script, branch, 7);
  };
  it('makes no case where the fan helps, and stops the fan', () => {
    const { cases, warnings, log } = play('clears');
    expect(cases).toEqual([]);
    expect(warnings.every((item) => item.clearedAt !== null)).toBe(true);
    expect(log.filter((line) => line.action === 'device.commanded').map((line) => line.value)).toEqual([1, 0]);
  });
  it('makes one case after an hour of fan, which a worker handles and which closes after the gas is gone', () => {
    const { cases, tasks, warnings, log, minutes } = play('fails');
    expect(cases).toHaveLength(1);
    expect(cases[0]).toMatchObject({ classCode: '0302', source: 'iot', status: 'closed' });
    expect(tasks).toHaveLength(1);
    const levels = log.filter((line) => line.action === 'warning.raised' || line.action === 'warning.rose').map((line) => [line.level, minutes(line.at)]);
    expect(levels.map(([level]) => level)).toEqual(['IV', 'III', 'II']);
    expect(Number(levels[2]?.[1]) - Number(levels[1]?.[1])).toBeCloseTo(60, 0);
    expect(warnings[0]?.clearedAt ?? Infinity).toBeLessThan(cases[0]?.closedAt ?? 0);
  });
  it('keeps the fan on between 20 and 25 and makes no case', () => {
    const { cases, log } = play('lingers');
    expect(cases).toEqual([]);
    expect(log.filter((line) => line.action === 'device.commanded').map((line) => line.value)).toEqual([1, 0]);
  });
  it('goes to level I and a case at once above 50', () => {
    const { cases, log, minutes } = play('critical');
    const red = log.find((line) => line.level === 'I');
    expect(minutes(red?.at ?? 0)).toBeLessThan(12);
    expect(cases).toHaveLength(1);
    expect((cases[0]?.dispatchedAt ?? Infinity) - (red?.at ?? 0)).toBeLessThanOrEqual(1000);
  });
});
