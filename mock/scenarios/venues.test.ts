/** C15 community scope, C23 parking, C24 open kitchen, C25 forest fire: what each acceptance scenario asks of the rules. */
import { describe, expect, it } from 'vitest';
import { validateRuleSet } from '../../src/rules/validateRuleSet';
import { DEMO_RULES } from '../backend/demoRules';
import { sessionOf, shownTo } from './fixtures/sessionOf';
import { play, script } from './fixtures/timeline';
import { runOnEngine } from './runOnEngine';

describe('C15, community cockpit', () => {
  it('shows a community its own records and none outside', () => {
    const run = play('community');
    const street = run.city.streetAt(106.53402, 29.5563535);
    const shown = shownTo(run, sessionOf('dispatcher', { type: 'street', streetId: street?.id ?? '' }));
    expect(run.cases.map((item) => item.streetId === street?.id)).toEqual([true, false]);
    expect(run.cases.map((item) => shown.case(item)?.id ?? null)).toEqual([run.cases[0]?.id, null]);
    const foreign = run.cases[1]?.id;
    expect(run.log.filter((entry) => entry.caseId === foreign && shown.log(entry) !== null)).toEqual([]);
    expect(run.tasks.filter((task) => task.caseId === foreign && shown.task(task) !== null)).toEqual([]);
    expect(run.cases.every((item) => item.status === 'closed')).toBe(true);
  });
});

describe('C23, parking', () => {
  const run = play('parking');
  it('never warns of a full or silent car park: silence is offline, not "full"', () => {
    expect(run.warnings.map((item) => [item.objectId, item.cause, item.level])).toEqual([['PK-010', 'sensorFault', 'IV']]);
    expect(run.tally(run.start + 30 * 60_000).offline).toBe(1);
    expect(run.tally(run.start + 101 * 60_000).offline).toBe(0);
    expect(run.cases).toEqual([]);
  });
  it('does not believe more free places than there are', () => {
    const [fault] = run.log.filter((entry) => entry.action === 'warning.raised');
    expect(fault).toMatchObject({ objectId: 'PK-010', value: 104 });
    expect(fault?.textEn).toContain('104 %');
    expect(run.warnings[0]?.clearedAt).not.toBeNull();
  });
  it('leaves the sweeper a track', () => {
    const [lon, lat] = run.position('VH-002', run.start + 35 * 60_000);
    expect([lon, lat].map((degrees) => Number(degrees.toFixed(4)))).toEqual([106.577, 29.5602]);
  });
});

describe('C24, open kitchen', () => {
  const venue = new Set(DEMO_RULES.ai.classes.filter((item) => item.group === 'venue').map((item) => item.id));
  it('is verified by people and merges the repeat', () => {
    const run = play('kitchen');
    expect(run.cases.map((item) => [item.ruleId, item.leadUnitId, item.repeats, item.status])).toEqual([['kitchen', 'market', 1, 'closed']]);
    expect(run.log.find((entry) => entry.action === 'case.confirm')?.actor.role).toBe('collector');
  });
  it('can be left out as a whole: the rules stay valid and nothing is opened', () => {
    expect(venue.size).toBe(3);
    const without = { ...DEMO_RULES, ai: { ...DEMO_RULES.ai, classes: DEMO_RULES.ai.classes.filter((item) => !venue.has(item.id)) } };
    const outcome = validateRuleSet(JSON.parse(JSON.stringify(without)) as typeof without);
    expect(outcome.ok ? [] : outcome.problems).toEqual([]);
    const run = runOnEngine(script('kitchen'), null, 7, 0, without);
    expect(run.cases).toEqual([]);
    expect(run.log.filter((entry) => entry.action === 'detection.received').map((entry) => entry.reason)).toEqual(['unknown class', 'unknown class', 'unknown class']);
  });
});

describe('C25, forest fire', () => {
  const fireAt = (minute: number) => {
    const run = runOnEngine({ ...script('forestFire'), minutes: minute }, null, 7);
    const figure = (word: string) => run.engine.figures().find((item) => item.id.startsWith('fire-') && item.id.endsWith(word));
    return { run, cone: figure('wind'), water: figure('water'), crew: figure('crew') };
  };
  it('has cone, nearest water point and nearest crew three seconds after the smoke', () => {
    const { run, cone, water, crew } = fireAt(5.05);
    const seen = run.log.find((entry) => entry.action === 'detection.received')?.at ?? 0;
    // from the south-west: the cone opens to the north-east
    expect(cone).toMatchObject({ shape: 'cone', bearing: 45, coordinates: [106.5256, 29.5488] });
    expect(water).toMatchObject({ shape: 'point', objectId: 'WL-hualongqiao' });
    expect(crew).toMatchObject({ shape: 'line', objectId: 'VH-126' });
    for (const figure of [cone, water, crew]) expect((figure?.from ?? Infinity) - seen).toBeLessThanOrEqual(3000);
  });
  it('takes the crew by the streets, not by the straight line', () => {
    // the crew to the south is nearer as the crow flies, but has the longer way
    const corners = [[106.54, 29.5507], [106.5256, 29.5507], [106.5256, 29.5488], [106.5256, 29.544], [106.53, 29.544]] as const;
    const deltas = (axis: 0 | 1): number[] => corners.map((corner, k) => Math.round((corner[axis] - (corners[k - 1]?.[axis] ?? 0)) * 1e6));
    const network = { lon: deltas(0), lat: deltas(1), from: [0, 1, 2, 3], to: [1, 2, 3, 4], decimetres: [13_930, 2110, 5340, 4260] };
    const crew = runOnEngine({ ...script('forestFire'), minutes: 5.05 }, null, 7, 0, DEMO_RULES, network).engine.figures().find((item) => item.id.endsWith('crew'));
    expect(crew?.labelZh).toMatch(/路径 \d+ m/);
    expect(crew?.objectId).not.toBe('VH-126');
    expect(crew?.coordinates.slice(-4)).toEqual([106.5256, 29.5507, 106.5256, 29.5488]);
  });
  it('turns and stretches the cone with the wind', () => {
    expect(fireAt(25).cone).toMatchObject({ bearing: 90 });
    expect(fireAt(45).cone).toMatchObject({ bearing: 135 });
    expect(fireAt(20).cone?.radiusMetres).toBe(576);
    expect(fireAt(60).cone?.radiusMetres).toBe(288);
  });
  it('takes the drawing away when the case is closed', () => {
    const run = play('forestFire');
    expect(run.cases.map((item) => [item.ruleId, item.status])).toEqual([['smoke-fire', 'closed']]);
    expect(run.tasks.map((task) => task.status)).toEqual(['finished', 'finished']);
    expect(run.engine.figures()).toEqual([]);
  });
});
