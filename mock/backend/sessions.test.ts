import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case';
import type { CommandOutcome } from '../../src/domain/command';
import type { Session } from '../../src/domain/role';
import type { WireObjectDetail, WireSnapshot } from '../../src/feeds/wire';
import { settle, smallAreas, START, startRig, type Rig } from './fixtures';
import { createSessions } from './sessions';

/** A masked name, a masked telephone number, a plate. */
const PERSONAL = /[\u4e00-\u9fff]\*[\u4e00-\u9fff]?|1\d\d\*{4}\d{4}|渝[A-Z][·\s]?[\dA-Z*]{4,6}/;
const MINUTES = 25;

let rig: Rig;
beforeAll(() => { rig = startRig(); }, 60_000);
afterAll(() => rig.backend.dispose());

describe('sessions', () => {

  it('are a visitor\'s without a token, and unknown with a wrong one', () => {
    expect(rig.get<Session>('session')).toMatchObject({ role: 'visitor', token: '', may: [], nameMasked: '' });
    expect(rig.ask('GET', 'snapshot', { token: 'nobody' }).status).toBe(401);
    expect(rig.ask('GET', 'snapshot', { token: 'demo.leader~~~~' }).status).toBe(401);
    expect(rig.backend.handle({ method: 'GET', path: 'snapshot', query: {}, body: null, token: '?' }).status).toBe(401);
  });

  it('are what was asked for, and the same after a restart', () => {
    const leader = rig.signIn('leader');
    expect(leader.may).toContain('case.supervise');
    expect(rig.get<Session>('session', { token: leader.token })).toEqual(leader);
    const { rules, city, fleet } = rig.backend.simulation;
    expect(createSessions(() => ({ rules, city, workers: fleet.ofKind.get('worker') ?? [] }), () => 'another number').of(leader.token)).toEqual(leader);
    expect(rig.signIn('handler', { streetId: 'ST-01' }).scope.type).toBe('unit');
    expect(rig.signIn('collector').scope).toMatchObject({ type: 'grid', gridId: expect.stringMatching(/^GC-/) as string });
    const { rules: filed } = rig.backend.simulation;
    const gridId = smallAreas.cells.at(-1)?.id ?? '';
    expect(rig.signIn('collector', { gridId }).scope).toEqual({ type: 'grid', gridId });
    // who names no unit begins where most waits, and the token says which one it was
    const { scope, token } = rig.signIn('handler');
    expect(filed.units.units.map((unit) => unit.id)).toContain(scope.type === 'unit' ? scope.unitId : '');
    expect(rig.get<Session>('session', { token }).scope).toEqual(scope);
    expect(rig.signIn('citizen').scope).not.toEqual(rig.signIn('citizen').scope);
  });

  it.each([
    [{ role: 'system' }, /^role must be one of/], [{}, /^role/], [{ role: 'leader', streetId: 7 }, /^streetId/],
    [{ role: 'handler', unitId: 'nobody' }, /^unitId/], [{ role: 'collector', gridId: 'GC-nowhere' }, /^gridId/], [{ role: 'handler', workerId: 'camera-1' }, /^workerId/],
  ])('refuse %j with field and reason', (wish, words) => {
    const { status, data } = rig.post<{ detail: string }>('session', wish);
    expect(status).toBe(400);
    expect(data.detail).toMatch(words);
  });
});

describe('what a session receives', () => {
  let collector: Session;
  let heard: Record<'visitor' | 'leader' | 'collector', ReturnType<Rig['listen']>>;
  let gridOf: Map<string, string>;
  beforeAll(async () => {
    const leader = rig.signIn('leader');
    collector = rig.signIn('collector');
    heard = { visitor: rig.listen(), leader: rig.listen(leader.token), collector: rig.listen(collector.token) };
    for (let minute = 1; minute <= MINUTES; minute++) rig.at(START + minute * 60_000);
    await settle();
    const all = [...rig.get<WireSnapshot>('snapshot', { token: leader.token }).cases, ...heard.leader.events().flatMap(({ data }) => (data['case'] as Case | undefined) ?? [])];
    gridOf = new Map(all.map((item) => [item.id, item.gridId]));
  }, 60_000);

  it('has no names, telephone numbers or plates for a visitor, on the snapshot, on the stream and on cards', () => {
    const leader = JSON.stringify(rig.get('snapshot', { token: rig.signIn('leader').token }));
    expect(leader).toMatch(PERSONAL);
    expect(rig.ask('GET', 'snapshot').body).not.toMatch(PERSONAL);
    expect(heard.visitor.text()).not.toMatch(PERSONAL);
    const { cases } = rig.get<WireSnapshot>('snapshot');
    for (const item of cases.slice(0, 20)) {
      expect(rig.ask('GET', `cases/${item.id}`).body).not.toMatch(PERSONAL);
      expect(rig.ask('GET', 'timeline', { query: { caseId: item.id } }).body).not.toMatch(PERSONAL);
    }
    expect(rig.get<WireObjectDetail>('objects/SC-001').responsibility).toMatchObject({ personMasked: '', phoneMasked: '' });
    expect(rig.get<WireObjectDetail>('objects/SC-001', { token: rig.signIn('leader').token }).responsibility?.phoneMasked).toMatch(/^1\d\d\*{4}\d{4}$/);
  });

  it('has no tracks of workers and vehicles for a visitor, and has them for a leader', () => {
    const { kinds } = rig.backend.simulation.fleet;
    const moved = (who: 'visitor' | 'leader'): Set<string> =>
      new Set(heard[who].events().filter(({ name }) => name === 'delta').flatMap(({ data }) => (data['moves'] as { i: number[] }).i).map((object) => kinds[object] ?? ''));
    expect([...moved('leader')].sort()).toEqual(['uav', 'vehicle', 'worker']);
    expect([...moved('visitor')]).toEqual(['uav']);
    expect(rig.get<WireSnapshot>('snapshot').moves.i.map((object) => kinds[object])).toEqual(expect.not.arrayContaining(['worker', 'vehicle']) as string[]);
  });

  it('never has a case of another grid for a collector, and its sequences have no hole', () => {
    const seen = [...rig.get<WireSnapshot>('snapshot', { token: collector.token }).cases, ...heard.collector.events().flatMap(({ data }) => (data['case'] as Case | null | undefined) ?? [])];
    const grid = collector.scope.type === 'grid' ? collector.scope.gridId : '';
    // a worker reads the case of an own task wherever it lies
    const own = new Set(rig.get<{ tasks: { caseId: string | null }[] }>('tasks', { token: collector.token, query: { workerId: collector.workerId ?? '' } }).tasks.map((task) => task.caseId));
    expect(seen.filter((item) => !own.has(item.id)).every((item) => item.gridId === grid)).toBe(true);
    expect([...gridOf.values()].some((other) => other !== grid)).toBe(true);
    for (const who of ['visitor', 'leader', 'collector'] as const) {
      for (const names of [['alarm'], ['case', 'task', 'figure']]) {
        const counted = heard[who].events().filter(({ name }) => names.includes(name)).map(({ data }) => data['seq'] as number);
        expect(counted.length).toBeGreaterThan(0);
        expect(counted).toEqual(counted.map((_, k) => (counted[0] ?? 0) + k));
      }
    }
  });

  it('answers a command outside role or scope with 403 and a sentence', () => {
    const [foreign] = [...gridOf].find(([, grid]) => grid !== '' && collector.scope.type === 'grid' && grid !== collector.scope.gridId) ?? [''];
    for (const [token, command] of [
      [collector.token, { type: 'case.confirm', id: 'k1', caseId: foreign }], ['', { type: 'case.confirm', id: 'k2', caseId: foreign }], [collector.token, { type: 'case.close', id: 'k3', caseId: foreign }],
    ] as const) {
      const { status, data } = rig.post<CommandOutcome>('commands', command, token);
      expect(status).toBe(403);
      expect(data.ok).toBe(false);
      expect(data.ok ? '' : data.detail).toMatch(/\w+ \w+ .*\.$/);
    }
  });
});
