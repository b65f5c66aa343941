/** The state over a restart: what people did and what rules had raised stands as it stood, a cut-off line costs that line, anything else is named. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toObjectId } from '../../domain/ids';
import type { CapAlert } from '../cap/capTypes';
import { createEngine } from '../createEngine';
import type { Caller, RulesEngine } from '../engine';
import { tinyCity } from '../fixtures/tinyCity';
import { yuzhongRules } from '../fixtures/yuzhongRules';
import type { RuleSet } from '../ruleSet';
import { openStateLog, StateFault, STATE_FILE, type StateLog } from './stateLog';

const rules = yuzhongRules();
const START = Date.UTC(2026, 10, 25, 2);
const MINUTE = 60_000, HOUR = 60 * MINUTE;
const LEADER: Caller = { actor: { role: 'leader', nameMasked: '王*', unitZh: '', unitEn: '' }, scope: { type: 'district' }, role: 'leader' };
const WORKER: Caller = { actor: { role: 'handler', nameMasked: '李*', unitZh: '', unitEn: '' }, scope: { type: 'district' }, role: 'handler', workerId: 'WK-1' };
const TANKS = ['SC-1', 'SC-2', 'SC-3'] as const;
const city = () => tinyCity([
  ...TANKS.map((id, k) => ({ id, lon: 106.531 + k * 0.001, lat: 29.551, streams: ['septicGasCh4', 'h2s'], attributes: { componentCode: '0302' } })),
  { id: 'FM-1', kind: 'crowdCounter', lon: 106.533, lat: 29.552, streams: ['footbridgeLoad'] },
  { id: 'WK-1', kind: 'worker', lon: 106.532, lat: 29.551 }, { id: 'WK-2', kind: 'worker', lon: 106.54, lat: 29.551 },
], { streets: [{ id: 'ST-06', zh: '上清寺街道', en: 'Shangqingsi', box: [106.53, 29.55, 106.55, 29.56] }] });

let folder = '';
let said: string[] = [];
const fileOf = (): string => join(folder, STATE_FILE);
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'state-')); said = []; });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

interface Process { readonly engine: RulesEngine; readonly log: StateLog; readonly report: ReturnType<RulesEngine['restore']>; observe(id: string, property: string, value: number, at: number): void; keep(): void }
/** The engine and its log as the service holds them; killed by being left alone. */
function boot(at: number, own: RuleSet = rules, objects = city()): Process {
  const log = openStateLog(folder, (line) => { said.push(line); });
  const engine = createEngine(objects, own);
  engine.advance(at);
  const report = engine.restore(log.records(), at);
  log.follow(engine.memory);
  const keep = (): void => { log.keep(engine.memoryOf(engine.take())); };
  keep();
  return { engine, log, report, keep, observe(id, property, value, when) { engine.observe(objects.stream(id, property), value, when, 0); keep(); } };
}
const act = ({ engine, keep }: Process, command: Parameters<RulesEngine['command']>[0], at: number, caller = LEADER): string => {
  const outcome = engine.command(command, caller, at);
  keep();
  expect(outcome, command.type).toMatchObject({ ok: true });
  return outcome.ok ? outcome.createdId ?? '' : '';
};
const warningOf = ({ engine }: Process, objectId: string, cause: string) => engine.warnings().find((item) => item.objectId === objectId && item.cause === cause);
/** All that a person can see of it. */
const seen = ({ engine }: Process, at: number) => ({
  warnings: engine.warnings().toSorted((a, b) => a.id.localeCompare(b.id)), cases: engine.cases({}, at).cases, tasks: engine.tasks(), figures: engine.figures().toSorted((a, b) => a.id.localeCompare(b.id)), runs: engine.preplanRuns(),
  timelines: city().ids.map((objectId) => engine.timeline({ objectId }, Infinity)), details: engine.cases({}, at).cases.map((item) => engine.caseDetail(item.id, null, { ...LEADER, token: '', nameMasked: '', unitZh: '', unitEn: '', may: [], workerId: null, role: 'leader' })),
});

/** Gas in three tanks, an alert from next door, and what people make of it. */
function aDay(first: Process): number {
  let now = START;
  for (let minute = 0; minute < 5; minute++) {
    now += MINUTE;
    first.observe('SC-1', 'septicGasCh4', 60, now);
    first.observe('SC-2', 'h2s', 15, now);
    first.observe('SC-3', 'h2s', 15, now);
  }
  const alert: CapAlert = {
    identifier: 'a', sender: 'weather', sent: now, status: 'Actual', message: 'Alert', scope: 'Public', restriction: '', note: '', references: [],
    infos: [{ language: 'zh-CN', categories: ['Met'], event: '暴雨', responseTypes: [], urgency: 'Immediate', severity: 'Severe', certainty: 'Likely', eventCodes: [], effective: null, onset: null, expires: now + 3 * HOUR, senderName: '', headline: '暴雨', description: '', instruction: '', web: '', contact: '', parameters: [],
      areas: [{ areaDesc: 'x', polygons: [], circles: [{ lon: 106.533, lat: 29.552, radiusMetres: 20 }], geocodes: [] }] }],
  };
  first.engine.receiveAlert(alert, now);
  first.keep();
  const id = (object: string, cause: string): string => warningOf(first, object, cause)?.id ?? '';
  act(first, { type: 'warning.acknowledge', id: '1', warningId: id('SC-1', 'septicGasCh4') }, now);
  act(first, { type: 'warning.shelve', id: '2', warningId: id('SC-2', 'h2s'), reason: '检修', until: now + HOUR }, now);
  act(first, { type: 'warning.outOfService', id: '3', objectId: 'SC-3', reason: '更换', until: now + 2 * HOUR }, now);
  act(first, { type: 'automation.set', id: '4', classCode: 'septicGasCh4', automatic: false }, now);
  const run = first.engine.preplanRuns({ objectId: 'SC-1' })[0];
  act(first, { type: 'preplan.tick', id: '5', runId: run?.id ?? '', stepId: 'evacuate' }, now);
  const task = first.engine.tasks().find((item) => item.workerId === 'WK-1');
  act(first, { type: 'task.accept', id: '6', taskId: task?.id ?? '' }, now + MINUTE, WORKER);
  return now + MINUTE;
}

describe('after a kill', () => {
  test('warnings and their human states, cases, tasks, preplan steps, figures and timelines stand as they stood', () => {
    const first = boot(START);
    const now = aDay(first);
    const before = seen(first, now);
    expect(before.warnings.length).toBeGreaterThanOrEqual(4);
    expect([before.cases.length, before.tasks.length, before.runs.length]).toEqual([expect.any(Number), expect.any(Number), 1]);
    expect(before.runs[0]?.steps.find((step) => step.id === 'evacuate')).toMatchObject({ doneAt: now - MINUTE, doneBy: { role: 'leader' } });
    const second = boot(now);
    expect(second.report).toMatchObject({ ended: [], openTasks: 1, runs: 1, warnings: before.warnings.length });
    expect(seen(second, now)).toEqual(before);
    // and once more from the file that the second start wrote anew
    expect(seen(boot(now), now)).toEqual(before);
    expect(said).toEqual([]);
  });
  test('it goes on: the shelf and the service end at their time, the alert expires, the warning clears by its readings, nothing is raised twice', () => {
    const now = aDay(boot(START));
    const second = boot(now);
    const gas = warningOf(second, 'SC-1', 'septicGasCh4');
    expect(gas).toMatchObject({ state: 'active_ack', acknowledgedBy: '王*' });
    second.observe('SC-1', 'septicGasCh4', 61, now + MINUTE);
    second.observe('SC-2', 'h2s', 15, now + MINUTE);
    expect(second.engine.warnings().filter((item) => item.objectId === 'SC-1').map((item) => item.id)).toEqual([gas?.id]);
    // a latched level stays until a person resets it, also when the value has returned
    for (let k = 2; k < 6; k++) second.observe('SC-1', 'septicGasCh4', 1, now + k * MINUTE);
    expect(warningOf(second, 'SC-1', 'septicGasCh4')).toMatchObject({ state: 'active_ack', latched: true });
    act(second, { type: 'warning.reset', id: '9', warningId: gas?.id ?? '', reason: '查验' }, now + 6 * MINUTE);
    expect(second.engine.warning(gas?.id ?? '')?.clearedAt).not.toBeNull();
    expect(second.engine.warnings().filter((item) => item.cause === 'cap')).toHaveLength(1);
    second.engine.advance(now + 4 * HOUR);
    second.keep();
    expect(warningOf(second, 'SC-2', 'h2s')).toMatchObject({ shelvedUntil: null, state: 'active_unack' });
    expect(warningOf(second, 'SC-3', 'h2s')).toMatchObject({ outOfService: false });
    expect(second.engine.warnings().find((item) => item.cause === 'cap')?.clearedAt).not.toBeNull();
    expect(second.engine.isAutomatic('septicGasCh4')).toBe(false);
    const lines = second.engine.timeline({ objectId: 'SC-2' }, Infinity).map((entry) => entry.action);
    expect(lines.filter((action) => action === 'warning.raised')).toHaveLength(1);
    expect(lines).toContain('warning.unshelved');
  });
  test('what ended while nobody was there ends at the next start, and a late acknowledgement is noted once', () => {
    const now = aDay(boot(START));
    const second = boot(now + 5 * HOUR);
    second.engine.advance(now + 5 * HOUR + MINUTE);
    second.keep();
    expect(warningOf(second, 'SC-2', 'h2s')).toMatchObject({ shelvedUntil: null });
    const late = (one: Process): number => one.engine.timeline({ objectId: 'SC-2' }, Infinity).filter((entry) => entry.action === 'warning.overdue').length;
    expect(late(second)).toBe(1);
    const third = boot(now + 6 * HOUR);
    third.engine.advance(now + 7 * HOUR);
    expect(late(third)).toBe(1);
  });
  test('a case that a person closed by order is not opened again by the warning behind it', () => {
    const first = boot(START);
    const now = aDay(first);
    const [item] = first.engine.cases({ objectId: 'SC-1' }, now).cases;
    act(first, { type: 'case.forceClose', id: '20', caseId: item?.id ?? '', reason: '误报' }, now);
    const second = boot(now);
    for (let k = 1; k < 5; k++) second.observe('SC-1', 'septicGasCh4', 60, now + k * MINUTE);
    second.engine.advance(now + 3 * HOUR);
    expect(second.engine.cases({ objectId: 'SC-1', open: true }, now).count).toBe(0);
  });
  test('a sensor that read nonsense is well again by its next sound reading; a corrected counter stays corrected', () => {
    const first = boot(START);
    first.observe('SC-1', 'h2s', 9000, START + MINUTE);
    first.observe('FM-1', 'footbridgeLoad', 10, START + MINUTE);
    act(first, { type: 'counter.reset', id: '1', objectId: 'FM-1', property: 'footbridgeLoad', value: 25, reason: '点数' }, START + MINUTE);
    const fault = warningOf(first, 'SC-1', 'sensorFault');
    const second = boot(START + 2 * MINUTE);
    expect(warningOf(second, 'SC-1', 'sensorFault')).toEqual(fault);
    second.observe('SC-1', 'h2s', 1, START + 3 * MINUTE);
    expect(second.engine.warning(fault?.id ?? '')?.clearedAt).toBe(START + 3 * MINUTE);
    expect([...second.engine.memory()].filter(([kind]) => kind === 'counter')).toEqual([['counter', { objectId: 'FM-1', property: 'footbridgeLoad', offset: 15 }]]);
    // and when the rules are replaced while it runs
    second.engine.adopt(rules);
    expect([...second.engine.memory()].filter(([kind]) => kind === 'counter')).toHaveLength(1);
  });
  test('a warning whose object the feed no longer has is ended in words, not lost', () => {
    const now = aDay(boot(START));
    const smaller = tinyCity([{ id: 'SC-1', lon: 106.531, lat: 29.551, streams: ['septicGasCh4'] }]);
    const second = boot(now, rules, smaller);
    expect(second.report.ended.some((line) => line.includes('SC-2'))).toBe(true);
    expect(second.engine.timeline({ objectId: toObjectId('SC-2') }, Infinity).at(-1)).toMatchObject({ action: 'warning.cleared', textEn: expect.stringContaining('no longer') as string });
  });
});

describe('the file', () => {
  test('a line that was being written is left out and said; the next start says nothing', () => {
    const now = aDay(boot(START));
    const whole = seen(boot(now), now);
    appendFileSync(fileOf(), readFileSync(fileOf(), 'utf8').slice(0, 200));
    expect(seen(boot(now), now)).toEqual(whole);
    expect(said).toEqual([expect.stringMatching(/state\.jsonl, line \d+: cut off while it was being written/)]);
    said = [];
    boot(now);
    expect(said).toEqual([]);
  });
  test.each<[string, (lines: string[]) => void, RegExp]>([
    ['no JSON in the middle', (lines) => { lines[0] = '{"v":1,"put":['; }, /state\.jsonl, line 1: /],
    ['another version', (lines) => { lines[0] = '{"v":2,"put":[]}'; }, /line 1: was written by version 2/],
    ['a kind nobody knows', (lines) => { lines.splice(1, 0, '{"v":1,"put":[["wish",{}]]}'); }, /line 2: record 1 is of an unknown kind "wish"/],
    ['a record that is not sound', (lines) => { lines.splice(1, 0, '{"v":1,"put":[["service",{"objectId":"SC-1","out":"yes","until":null}]]}'); }, /line 2: record 1 is no sound service: out: /],
  ])('%s: an error with file, line and reason, and the file stays as it is', (_, damage, words) => {
    aDay(boot(START));
    boot(START + HOUR);
    const lines = readFileSync(fileOf(), 'utf8').split('\n');
    damage(lines);
    writeFileSync(fileOf(), lines.join('\n'));
    const before = readFileSync(fileOf(), 'utf8');
    expect(() => openStateLog(folder, (line) => { said.push(line); })).toThrow(StateFault);
    expect(() => openStateLog(folder, (line) => { said.push(line); })).toThrow(words);
    expect(readFileSync(fileOf(), 'utf8')).toBe(before);
  });
  test('cases that an earlier version kept are taken over once', () => {
    const first = boot(START);
    const now = aDay(first);
    const kept = [...first.engine.memory()].flatMap((record) => (record[0] === 'case' ? [`${JSON.stringify(record[1])}\n`] : []));
    rmSync(fileOf());
    writeFileSync(join(folder, 'cases.jsonl'), kept.join(''));
    expect(boot(now).engine.cases({}, now).count).toBe(kept.length);
    expect(boot(now).engine.cases({}, now).count).toBe(kept.length);
  });
  test('stays bounded: many changes of few records are written together', () => {
    const first = boot(START);
    aDay(first);
    const records = [...first.engine.memory()];
    const lineBytes = Buffer.byteLength(JSON.stringify(records));
    const rounds = Math.ceil((20 * 1024 * 1024) / lineBytes);
    for (let k = 0; k < rounds; k++) first.log.keep(records);
    expect(readFileSync(fileOf()).length).toBeLessThan(6 * 1024 * 1024);
  });
});
