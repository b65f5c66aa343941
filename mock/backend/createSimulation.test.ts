import { describe, expect, it } from 'vitest';
import { isActive, isHeldBack } from '../../src/domain/warning';
import { createSimulation } from './createSimulation';
import { DEMO_RULES } from './demoRules';
import { buildFleet } from './fleet';
import { DAY, HOUR, MINUTE } from './localTime';
import type { Simulation } from './simulation';
import { syntheticCity } from './syntheticCity';

const START = Date.parse('2026-11-20T10:00:00+08:00');
const files = { areas: null, network: null, objects: null, ...syntheticCity(2000), rules: DEMO_RULES };
const fleet = buildFleet(files, 7);
const begin = (real = START, scenario: { id: string; branch: string | null; speed: number } | null = null, seed = 7, daysBefore = 0): Simulation =>
  createSimulation({ ...files, fleet: seed === 7 ? fleet : buildFleet(files, seed), seed, real, scenario, daysBefore, past: [] });
/** One city for the tests that only look. */
let calm: Simulation | null = null;
const look = (): Simulation => (calm ??= begin(START, null, 7, 7));
const told = (city: Simulation): unknown => ({
  rank: [...city.rank], status: [...city.status], value: [...city.value], observedAt: [...city.observedAt], warnings: city.engine.warnings(), cases: city.casesNow(), tasks: city.engine.tasks(),
  vitals: city.vitals(), seqs: [city.changes.alarmSeq, city.changes.caseSeq],
});

describe('the simulated city', { timeout: 120_000 }, () => {
  it('is the same for the same seed and time, in one leap or in steps', () => {
    const leap = begin();
    leap.advance(START + 40 * MINUTE);
    const steps = begin();
    for (let time = START; time < START + 40 * MINUTE; time += 3700) steps.advance(time);
    steps.advance(START + 40 * MINUTE);
    expect(told(steps)).toEqual(told(leap));
  });

  it('is the same for whoever looks later that day', () => {
    const early = begin();
    for (let time = START; time <= START + 2 * HOUR; time += 30_000) early.advance(time);
    expect(told(begin(START + 2 * HOUR))).toEqual(told(early));
  });

  it('is another city for another seed', () => {
    expect([...begin(START, null, 8).value]).not.toEqual([...look().value]);
  });

  it('has a believable calm: some warnings, few grave ones, cases at work', () => {
    let active = 0, grave = 0;
    for (const hours of [7, 13, 50]) {
      const city = begin(START + hours * HOUR);
      const now = city.engine.warnings().filter((item) => isActive(item) && !isHeldBack(item));
      active += now.length;
      grave += now.filter((item) => item.level === 'I').length;
      expect(now.length).toBeGreaterThan(5);
      expect(now.length).toBeLessThan(60);
      expect(new Set(now.map((item) => `${item.objectId} ${item.cause}`)).size).toBe(now.length);
      const open = city.casesNow().filter((item) => item.open);
      expect(open.length).toBeGreaterThan(10);
      expect(open.length).toBeLessThan(200);
      expect(new Set(city.casesNow().map((item) => item.code)).size).toBe(city.casesNow().length);
    }
    expect(active / 3).toBeGreaterThan(10);
    expect(grave / 3).toBeLessThan(4);
  });

  it('has days of cases behind it, most of them closed in time, some checked twice, some rated', () => {
    const { cases } = look().engine.cases({}, START);
    expect(cases.length).toBeGreaterThan(1500);
    const closed = cases.filter((item) => item.status === 'closed');
    expect(closed.length / cases.length).toBeGreaterThan(0.8);
    const onTime = closed.filter((item) => (item.finishedAt ?? Infinity) <= (item.deadlineAt ?? 0)).length / closed.length;
    expect(onTime).toBeGreaterThan(0.85);
    expect(onTime).toBeLessThan(1);
    for (const test of [closed.some((item) => item.reworks > 0), closed.some((item) => item.rating !== null), cases.some((item) => item.repeats > 0), cases.some((item) => item.status === 'not_accepted')]) expect(test).toBe(true);
    expect(cases.filter((item) => item.source === 'video').length / cases.length).toBeGreaterThan(0.35);
  });

  it('gives every grave warning a case that knows it', () => {
    const city = look();
    const grave = city.engine.warnings().filter((item) => isActive(item) && !isHeldBack(item) && (item.level === 'I' || item.level === 'II') && item.cause !== 'deviceSilence');
    for (const warning of grave) expect(city.engine.case(warning.caseId ?? '')?.objectId).toBe(warning.objectId);
  });

  it('shows on each object the worst level that is announced, now and in what it remembers', () => {
    const city = look();
    fleet.ids.forEach((_, object) => expect(city.rankAt(object, city.now)).toBe(city.rank[object]));
    const times = city.history.map((event) => event.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(city.now);
  });

  it('tells at least 28 vital signs, also of an earlier hour', () => {
    const signs = { ...look().vitals() };
    // the small city has no tunnel, car park or river gauge of its own
    expect(Object.keys(signs).length).toBeGreaterThanOrEqual(28);
    expect(Object.keys(look().vitalsAt(START - 20 * HOUR))).toEqual(Object.keys(signs));
    for (const value of Object.values(signs)) expect(Number.isFinite(value)).toBe(true);
  });

  it('switches the fan of a tank on when its gas rises, and tells it as a reading', () => {
    const city = begin(START, { id: 'septicGas', branch: 'clears', speed: 60 });
    const { clock } = city;
    const tank = fleet.indexOf.get('SC-014') ?? -1;
    let fan = -1;
    for (let stream = fleet.firstStream[tank] ?? 0; stream < (fleet.firstStream[tank + 1] ?? 0); stream++) if (fleet.properties[fleet.streamProperty[stream] ?? 0]?.observed.key === 'fanState') fan = stream;
    city.advance(clock.at(START + 20_000));
    expect(city.value[fan]).toBe(1);
    city.advance(clock.at(START + 100_000));
    expect(city.value[fan]).toBe(0);
    expect(city.valueAt(fan, clock.at(START + 20_000))).toBe(1);
    expect(city.casesNow().some((item) => item.objectId === 'SC-014')).toBe(false);
    expect(city.scenarioState()).toMatchObject({ id: 'septicGas', branch: 'clears', ended: false });
  });

  it('ends a scenario in the same state at any speed and whenever it is begun', () => {
    const runs = [[1, START, 60_000], [60, START + 5 * DAY + 1234, 500]] as const;
    const ends = runs.map(([speed, real, step]) => {
      const city = begin(real, { id: 'septicGas', branch: 'critical', speed });
      const length = (110 * MINUTE) / speed;
      for (let time = real; time <= real + length; time += step) city.advance(city.clock.at(time));
      city.advance(city.clock.at(real + length));
      return { now: city.now, log: city.history.flatMap((event) => (event.type === 'log' && event.entry.objectId === 'SC-014' ? [event.entry] : [])) };
    });
    expect(ends[0]?.log.length).toBeGreaterThan(20);
    expect(ends[1]).toEqual(ends[0]);
  });

  it('leaves a case to the person who took it', () => {
    const city = begin();
    const item = city.casesNow().find((one) => one.status === 'pending_handle' || one.status === 'handling');
    if (!item) throw new Error('no case at work');
    const actor = { role: 'leader' as const, nameMasked: '李*', unitZh: '区', unitEn: 'District' };
    const wish = item.status === 'handling' ? { type: 'case.suspend' as const, caseId: item.id, reason: 'mine' } : { type: 'case.receive' as const, caseId: item.id };
    const role = item.status === 'handling' ? 'shiftLeader' as const : 'handler' as const;
    expect(city.act((engine, at) => engine.command({ ...wish, id: 'me-1' }, { role, scope: { type: 'district' }, actor: { ...actor, role } }, at)).ok).toBe(true);
    const status = city.engine.case(item.id)?.status;
    city.advance(START + 20 * HOUR);
    expect(city.engine.case(item.id)?.status).toBe(status);
  });
});
