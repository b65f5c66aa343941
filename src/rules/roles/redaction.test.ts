/** A visitor learns nobody's name, number or plate, whatever the records hold; narrow scopes see their own and nothing else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseDetail } from '../../domain/caseDetail';
import { makeCase, makeWarning } from '../../domain/fixtures/records';
import { toCaseId, toObjectId } from '../../domain/ids';
import type { LogEntry } from '../../domain/logEntry';
import type { Actor, Role, Scope, Session } from '../../domain/role';
import type { Task } from '../../domain/task';
import { tinyCity } from '../fixtures/tinyCity';
import { yuzhongRules } from '../fixtures/yuzhongRules';
import { redactionFor } from './redaction';

const rules = yuzhongRules();
const city = tinyCity([{ id: 'o1', kind: 'septicTank', lon: 0.5, lat: 0.5 }, { id: 'o2', kind: 'streetLamp', lon: 1.5, lat: 0.5 }, { id: 'WK-1', kind: 'worker', lon: 0.5, lat: 0.5 }, { id: 'VH-1', kind: 'vehicle' }],
  { streets: [{ id: 'ST-01', zh: '一', en: 'One', box: [0, 0, 1, 1] }, { id: 'ST-02', zh: '二', en: 'Two', box: [1, 0, 2, 1] }], grids: [{ id: 'GC-1', zh: '格', en: 'Cell', box: [0, 0, 0.6, 1] }] });
const session = (role: Role, scope: Scope = { type: 'district' }, workerId: string | null = null): Session =>
  ({ token: 't', role, nameMasked: '', unitZh: '', unitEn: '', scope, may: [], workerId: workerId === null ? null : toObjectId(workerId) });
const engineOf = (items: ReturnType<typeof makeCase>[], reporters: Record<string, string[]> = {}, workers: Record<string, string> = {}, tasks: readonly Task[] = []) => ({
  tasksOf: (worker: string) => tasks.filter((task) => task.workerId === worker), preplanRuns: () => [], cases: ({ objectId }: { objectId?: string }) => { const found = items.filter((item) => item.objectId === objectId); return { count: found.length, at: 0, cases: found }; },
  worksOn: (id: string, worker: string | null) => worker !== null && workers[id] === worker, case: (id: string) => items.find((item) => item.id === id) ?? null, reportersOf: (id: string) => reporters[id] ?? [] });

const han = fc.constantFrom(...'王李张刘陈杨黄赵周吴');
const name = fc.tuple(han, fc.constantFrom('*', '**'), fc.constantFrom(...'强敏伟芳静')).map((parts) => parts.join(''));
const digits = (count: number) => fc.array(fc.constantFrom(...'0123456789'), { minLength: count, maxLength: count }).map((list) => list.join(''));
const phone = fc.tuple(fc.constantFrom('138', '159', '186'), fc.oneof(fc.constant('****'), digits(4)), digits(4)).map((parts) => parts.join(''));
const plate = fc.tuple(fc.constantFrom('渝A', '渝D', '川B'), fc.constantFrom('·', ''), fc.oneof(digits(5), fc.tuple(digits(1), digits(2)).map(([a, b]) => `${a}**${b}`))).map((parts) => parts.join(''));
const words = fc.constantFrom('现场处理', 'please call', '联系', '车辆', '，', ' ');
const secret = fc.oneof(name, phone, plate);
const text = fc.array(fc.oneof(words, secret), { maxLength: 6 }).map((list) => list.join(' '));

test('a unit reads the checklist in which a step is its own, and no other', () => {
  const step = (id: string, unitId: string) => ({ id, zh: '', en: '', unitId, unitZh: '', unitEn: '', dueAt: null, doneAt: null, doneBy: null, automatic: false });
  const run = { id: 'r', preplanId: 'p', objectId: null, caseId: null, zh: '', en: '', startedAt: 1, endedAt: null, materials: [], steps: [step('a', 'police'), step('b', 'street-01')] };
  const seen = (unitId: string) => redactionFor(city, rules, engineOf([]), session('handler', { type: 'unit', unitId })).run(run);
  expect(seen('police')).toMatchObject({ id: 'r' });
  expect(seen('market')).toBeNull();
});
test('a narrow scope follows oneself and whoever has a task in it while it lasts, and opens the cards of its own', () => {
  const walker = tinyCity([{ id: 'o1', kind: 'septicTank', lon: 0.5, lat: 0.5 }, { id: 'o2', kind: 'streetLamp', lon: 1.5, lat: 0.5 }, { id: 'o3', kind: 'streetLamp', lon: 1.5, lat: 0.5 }, ...['A', 'B', 'C'].map((id) => ({ id: `WK-${id}`, kind: 'worker', lon: 1.5, lat: 0.5 }))],
    { streets: [], grids: [{ id: 'GC-1', zh: '格', en: 'Cell', box: [0, 0, 0.6, 1] }] });
  const here = makeCase({ gridId: 'GC-1', objectId: toObjectId('o2') });
  const job: Task = { id: 't', caseId: here.id, objectId: null, workerId: toObjectId('WK-A'), workerMasked: '', titleZh: '', titleEn: '', lon: 0.5, lat: 0.5, status: 'accepted', assignedAt: 100, acceptedAt: 110, arrivedAt: null, finishedAt: null, dueAt: null, route: [], routeMetres: 0, straight: true };
  const eyes = (task: Task) => redactionFor(walker, rules, engineOf([here], {}, {}, [task]), session('collector', { type: 'grid', gridId: 'GC-1' }, 'WK-C'));
  const moving = (task: Task, at?: number): string[] => ['A', 'B', 'C'].filter((id) => eyes(task).moves(walker.object(`WK-${id}`), at));
  expect(moving(job)).toEqual(['A', 'C']);
  const done: Task = { ...job, status: 'finished', finishedAt: 200 };
  expect([moving(done), moving(done, 150), moving(done, 50), moving(done, 250)]).toEqual([['C'], ['A', 'C'], ['C'], ['C']]);
  expect(['o1', 'o2', 'o3', 'WK-A', 'WK-B', 'WK-C'].filter((id) => eyes(job).reads(walker.object(id)))).toEqual(['o1', 'o2', 'WK-A', 'WK-C']);
});
describe('a visitor', () => {
  test('never receives a name, a number or a plate that was in the input', () => {
    fc.assert(fc.property(name, phone, plate, text, text, (who, number, car, free, reason) => {
      const actor: Actor = { role: 'handler', nameMasked: who, unitZh: '街道', unitEn: 'Street' };
      const item = makeCase({ titleZh: `${car} ${free}`, titleEn: free, handlerMasked: who, hops: [{ level: 'block', unitId: 'block-01', zh: '片区长', en: 'Block leader', minutes: 30, sentAt: 1, dueAt: 3, acceptedAt: 2, acceptedBy: actor }], pendingRequest: { what: 'suspend', at: 1, by: actor, reason: `${who} ${reason}`, until: null } });
      const entry: LogEntry = { seq: 1, at: 1, action: 'case.return', actor, objectId: toObjectId('o1'), warningId: null, caseId: item.id, level: null, value: null, unit: '', reason, textZh: `${who} 回退：${reason} ${number}`, textEn: `${car}: ${reason}`, latencyMs: null };
      const task: Task = { id: 't1', caseId: item.id, objectId: null, workerId: toObjectId('WK-1'), workerMasked: who, titleZh: free, titleEn: free, lon: 0.5, lat: 0.5, status: 'assigned', assignedAt: 1, acceptedAt: null, arrivedAt: null, finishedAt: null, dueAt: null, route: [], routeMetres: 1, straight: true };
      const detail: CaseDetail = {
        case: item, descriptionZh: `${free} ${number}`, descriptionEn: free, closingZh: '', closingEn: '', appeals: [], flow: [{ at: 1, from: null, to: 'reported', action: 'report', actor, reason, took: 0 }],
        media: [{ id: 'm', moment: 'before', url: `x/${number}`, at: 1, by: actor, lon: null, lat: null, generated: false }], people: [{ role: 'handler', nameMasked: who, phoneMasked: number, unitZh: '', unitEn: '' }],
        chain: [{ level: 'block', unitId: 'block-01', acceptedBy: actor, zh: '片区长', en: 'Block leader', sentAt: 1, acceptedAt: 2, dueAt: null }, { level: 'worker', unitId: '', acceptedBy: null, zh: who, en: who, sentAt: null, acceptedAt: null, dueAt: null }], tasks: [task], preplans: [{ id: 'r', preplanId: 'p', objectId: null, caseId: null, zh: '', en: '', startedAt: 1, endedAt: null, materials: [], steps: [{ id: 's', zh: '', en: '', unitId: '', unitZh: '', unitEn: '', dueAt: null, doneAt: 1, doneBy: actor, automatic: false }] }],
        merged: [], next: [],
      };
      const warning = makeWarning({ acknowledgedBy: who, shelvedReason: `${reason} ${number}`, headlineZh: `${car} 扬尘`, headlineEn: free });
      const redaction = redactionFor(city, rules, engineOf([item]), session('visitor'));
      const out = JSON.stringify([redaction.case(item), redaction.detail(detail), redaction.log(entry), redaction.warning(warning), redaction.task(task),
        redaction.figure({ id: 'f', shape: 'line', tone: 'route', coordinates: [], radiusMetres: null, bearing: null, spread: null, arrows: true, labelZh: who, labelEn: who, objectId: null, from: 1, until: null })]);
      const secrets = [who, number, car, ...(`${free} ${reason}`.match(/\p{Script=Han}\*+\p{Script=Han}|1(38|59|86)[\d*]{4}\d{4}|[渝川][ABD]·?[\d*]{5}/gu) ?? [])];
      for (const one of secrets) expect(out).not.toContain(one);
    }));
  });
  test('sees cases and warnings of the district, but no tasks and no people moving', () => {
    const redaction = redactionFor(city, rules, engineOf([]), session('visitor'));
    expect(redaction.case(makeCase({ streetId: 'ST-01' }))).not.toBeNull();
    expect(redaction.warning(makeWarning())).not.toBeNull();
    expect(redaction.warning(makeWarning({ cause: 'deviceSilence' }))).toBeNull();
    // a vehicle's track tells where its driver is
    expect([redaction.moves(city.object('WK-1')), redaction.moves(city.object('VH-1'))]).toEqual([false, false]);
  });
});

describe('narrow scopes', () => {
  const mine = makeCase({ id: toCaseId('c1'), streetId: 'ST-01', gridId: 'GC-1', leadUnitId: 'street-01' });
  const other = makeCase({ id: toCaseId('c2'), streetId: 'ST-02', gridId: 'GC-9', leadUnitId: 'street-02', supporting: [{ unitId: 'police', zh: '', en: '', acknowledgedAt: null, dueAt: null }] });
  const seen = (role: Role, scope: Scope, reporters: Record<string, string[]> = {}) => {
    const redaction = redactionFor(city, rules, engineOf([mine, other], reporters), session(role, scope));
    return [mine, other].map((item) => redaction.case(item) !== null);
  };
  test.each<[string, Role, Scope, boolean[]]>([
    ['a collector sees the own grid', 'collector', { type: 'grid', gridId: 'GC-1' }, [true, false]],
    ['a handler sees the own subdistrict', 'handler', { type: 'street', streetId: 'ST-02' }, [false, true]],
    ['a handler sees the own unit', 'handler', { type: 'unit', unitId: 'street-01' }, [true, false]],
    ['a supporting unit sees what it supports', 'handler', { type: 'unit', unitId: 'police' }, [false, true]],
    ['a leader sees all', 'leader', { type: 'district' }, [true, true]],
    ['a resident without a token sees nothing', 'citizen', { type: 'own', reporterId: '' }, [false, false]],
  ])('%s', (_, role, scope, expected) => expect(seen(role, scope)).toEqual(expected));
  test('a worker sees the case of an own task, whichever unit leads it, and no other', () => {
    const redaction = redactionFor(city, rules, engineOf([mine, other], {}, { c2: 'WK-1' }), session('handler', { type: 'unit', unitId: 'bridge-tunnel' }, 'WK-1'));
    expect([mine, other].map((item) => redaction.case(item) !== null)).toEqual([false, true]);
  });
  test('a resident sees the own report only, with the own words', () => {
    expect(seen('citizen', { type: 'own', reporterId: 'r1' }, { c1: ['r1'], c2: ['r2'] })).toEqual([true, false]);
    const redaction = redactionFor(city, rules, engineOf([mine], { c1: ['r1'] }), session('citizen', { type: 'own', reporterId: 'r1' }));
    const detail = { case: mine, descriptionZh: '门口有垃圾', descriptionEn: '门口有垃圾', closingZh: '', closingEn: '', appeals: [], flow: [], media: [], people: [{ role: 'handler', nameMasked: '王*强', phoneMasked: '', unitZh: '', unitEn: '' }], chain: [], tasks: [], preplans: [], merged: [], next: [] };
    expect(redaction.detail(detail)).toMatchObject({ descriptionZh: '门口有垃圾', people: [] });
    expect(redaction.warning(makeWarning())).toBeNull();
  });
  test('ways of people, runs of preplans and ranks follow what they belong to', () => {
    const figure = (objectId: string | null, caseId: string | null, tone: 'route' | 'II' = 'route') => ({ id: 'f', shape: 'line' as const, tone, coordinates: [], radiusMetres: null, bearing: null, spread: null, arrows: true, labelZh: '陈*军 101 m', labelEn: '陈*军 101 m', objectId: objectId === null ? null : toObjectId(objectId), ...(caseId !== null && { caseId: toCaseId(caseId) }), from: 1, until: null });
    const run = (objectId: string | null, caseId: string | null) => ({ id: 'r', preplanId: 'p', objectId, caseId, zh: '', en: '', startedAt: 1, endedAt: null, materials: [], steps: [{ id: 's', zh: '', en: '', unitId: '', unitZh: '', unitEn: '', dueAt: null, doneAt: 1, doneBy: { role: 'handler' as const, nameMasked: '陈*军', unitZh: '', unitEn: '' }, automatic: false }] });
    const unit = redactionFor(city, rules, engineOf([mine, other]), session('handler', { type: 'unit', unitId: 'street-01' }));
    expect([unit.figure(figure('WK-1', 'c1')) !== null, unit.figure(figure('WK-1', 'c2')), unit.figure(figure('WK-1', null)), unit.figure(figure(null, null))]).toEqual([true, null, null, null]);
    expect([unit.figure(figure('o1', null, 'II')) !== null, unit.figure(figure('o2', null, 'II')), unit.figure(figure('o2', 'c1', 'II'))]).toEqual([true, null, expect.not.objectContaining({ caseId: expect.anything() as unknown })]);
    expect([unit.run(run('o1', null)) !== null, unit.run(run('o2', 'c1')) !== null, unit.run(run('o2', 'c2')), unit.run(run(null, null))]).toEqual([true, true, null, null]);
    expect(unit.run(run('o1', 'c2'))?.caseId).toBeNull();
    expect([unit.ranks(city.object('o1')), unit.ranks(city.object('o2'))]).toEqual([true, false]);
    const worker = redactionFor(city, rules, engineOf([mine, other], {}, { c2: 'WK-1' }), session('collector', { type: 'grid', gridId: 'GC-1' }, 'WK-1'));
    expect([worker.figure(figure('WK-1', 'c2')) !== null, worker.case(other) !== null, worker.ranks(city.object('o2'))]).toEqual([true, true, false]);
    const leader = redactionFor(city, rules, engineOf([mine, other]), session('leader'));
    expect([leader.figure(figure('WK-1', 'c2')) !== null, leader.run(run(null, null)) !== null, leader.ranks(city.object('o2'))]).toEqual([true, true, true]);
    expect(redactionFor(city, rules, engineOf([]), session('citizen', { type: 'own', reporterId: 'r1' })).ranks(city.object('o1'))).toBe(false);
  });
  test('objects of another place are outside: their warnings and lines do not arrive', () => {
    const redaction = redactionFor(city, rules, engineOf([mine, other]), session('handler', { type: 'street', streetId: 'ST-01' }));
    expect([redaction.warning(makeWarning({ objectId: toObjectId('o1') })) !== null, redaction.warning(makeWarning({ objectId: toObjectId('o2') })) !== null]).toEqual([true, false]);
    const entry = (caseId: string): LogEntry => ({ seq: 1, at: 1, action: 'case.file', actor: { role: 'system', nameMasked: '', unitZh: '', unitEn: '' }, objectId: null, warningId: null, caseId: toCaseId(caseId), level: null, value: null, unit: '', reason: '', textZh: '', textEn: '', latencyMs: null });
    expect([redaction.log(entry('c1')) !== null, redaction.log(entry('c2')) !== null]).toEqual([true, false]);
  });
});
