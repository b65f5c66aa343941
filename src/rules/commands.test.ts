/** Who may do what on a running engine, detections to dispatched cases, preplans and alerts. */
import { describe, expect, test } from 'vitest';
import { waitingHop } from '../domain/case';
import { toObjectId } from '../domain/ids';
import type { Role, Scope } from '../domain/role';
import type { Detection } from '../domain/detection';
import { createEngine } from './createEngine';
import type { Caller } from './engine';
import { tinyCity } from './fixtures/tinyCity';
import { yuzhongRules } from './fixtures/yuzhongRules';

const rules = yuzhongRules();
const START = Date.UTC(2026, 10, 25, 2, 0, 0);
const as = (role: Role, scope: Scope = { type: 'district' }, workerId: string | null = null): Caller => ({ actor: { role, nameMasked: '', unitZh: '', unitEn: '' }, scope, role, workerId });
const start = () => createEngine(tinyCity([
  { id: 'SC-1', lon: 106.531, lat: 29.551, streams: ['septicGasCh4'], attributes: { componentCode: '0302' } }, { id: 'WK-1', kind: 'worker', lon: 106.532, lat: 29.551 }, { id: 'WK-2', kind: 'worker', lon: 106.54, lat: 29.551 },
], { streets: [{ id: 'ST-06', zh: '上清寺街道', en: 'Shangqingsi', box: [106.53, 29.55, 106.55, 29.56] }] }), rules);
const vendor = (at: number, change: Partial<Detection> = {}): Detection => ({ id: `d${at}`, aiClass: 'street-trading', cameraId: 'CAM-1', at, confidence: 0.9, lon: 106.5335, lat: 29.556, objectId: null, note: '', clear: false, ...change });

describe('a detection (C2)', () => {
  test('is dispatched within a second by the system alone, and answered by a later clear look', () => {
    const engine = start();
    engine.detect(vendor(START));
    engine.advance(START + 1000);
    const [item] = engine.cases({}, START).cases;
    expect(item).toMatchObject({ source: 'video', automatic: true, status: 'pending_handle', streetId: 'ST-06', leadUnitId: 'street-06' });
    const before = engine.timeline({ caseId: item?.id ?? '' }, Infinity);
    expect(before.every((entry) => entry.actor.role === 'system')).toBe(true);
    expect(before.find((entry) => entry.action === 'case.dispatch')?.latencyMs).toBeLessThanOrEqual(1000);
    const [task] = engine.tasks();
    const worker = as('handler', { type: 'unit', unitId: 'street-06' }, task?.workerId ?? '');
    const id = task?.id ?? '';
    for (const command of [{ type: 'task.accept', id: '1', taskId: id }, { type: 'task.arrive', id: '2', taskId: id }, { type: 'task.finish', id: '3', taskId: id, photos: ['x'], text: '' }] as const) expect(engine.command(command, worker, START + 600_000)).toMatchObject({ ok: true });
    expect(engine.case(item?.id ?? '')?.status).toBe('pending_check');
    engine.detect(vendor(START + 690_000, { clear: true, confidence: 0.2 }));
    expect(engine.case(item?.id ?? '')?.status).toBe('pending_check');
    engine.detect(vendor(START + 700_000, { clear: true }));
    expect(engine.case(item?.id ?? '')?.status).toBe('pending_close');
    expect(engine.command({ type: 'case.close', id: '4', caseId: item?.id ?? '' }, as('shiftLeader'), START + 800_000)).toMatchObject({ ok: true });
  });
  test('is remembered with what came of it; a false alarm ends the case that it alone opened, what was not sure enough can be filed', () => {
    const engine = start();
    const shot = { picture: 'media/a', box: { x: 0.1, y: 0.2, width: 0.3, height: 0.4 } };
    engine.detect(vendor(START, shot));
    engine.detect(vendor(START + 10, { lon: 106.545, confidence: 0.3 }));
    engine.advance(START + 1000);
    const of = (outcome: 'case' | 'unsure') => engine.detections({ outcome }).rows[0];
    expect(engine.detections({}).count).toBe(2);
    expect(of('case')).toMatchObject({ detection: shot, verdict: null });
    const sure = of('case')?.detection.id ?? '', unsure = of('unsure')?.detection.id ?? '', caseId = of('case')?.caseId ?? '';
    expect(engine.caseDetail(caseId, null, { token: '', role: 'leader', nameMasked: '', unitZh: '', unitEn: '', scope: { type: 'district' }, may: [], workerId: null })?.media).toMatchObject([{ moment: 'before', url: 'media/a' }]);
    const acceptor = as('acceptor');
    expect(engine.command({ type: 'detection.falseAlarm', id: '1', detectionId: sure, reason: '' }, acceptor, START + 2000)).toMatchObject({ ok: false, refusal: 'invalid' });
    expect(engine.command({ type: 'detection.falseAlarm', id: '2', detectionId: sure, reason: '广告牌' }, as('planner'), START + 2000)).toMatchObject({ ok: false, refusal: 'role' });
    expect(engine.command({ type: 'detection.falseAlarm', id: '3', detectionId: sure, reason: '广告牌' }, acceptor, START + 2000)).toMatchObject({ ok: true });
    expect(engine.case(caseId)).toMatchObject({ open: false, status: 'forced_close' });
    expect(engine.detections({ judged: true }).rows).toMatchObject([{ verdict: { right: false, reason: '广告牌', by: { role: 'acceptor' } } }]);
    expect(engine.detections({ judged: true, at: START + 1500 }).count).toBe(0);
    expect(engine.command({ type: 'detection.file', id: '4', detectionId: sure }, acceptor, START + 3000)).toMatchObject({ ok: false, refusal: 'state' });
    const filed = engine.command({ type: 'detection.file', id: '5', detectionId: unsure }, acceptor, START + 3000);
    engine.advance(START + 4000);
    expect(engine.case((filed.ok && filed.createdId) || '')).toMatchObject({ status: 'pending_handle', source: 'video' });
    // a restart forgets nothing of it
    const again = start();
    again.restore(JSON.parse(JSON.stringify([...engine.memory()])) as never, START + 5000);
    expect(again.detections({})).toEqual(engine.detections({}));
  });
  test('a false alarm leaves a case that somebody else has reported too', () => {
    const engine = start();
    engine.detect(vendor(START));
    engine.advance(START + 1000);
    const [item] = engine.cases({}, START).cases;
    engine.command({ type: 'case.report', id: 'r', source: 'collector', ruleId: item?.ruleId ?? null, classCode: item?.classCode ?? null, text: '', lon: 106.5335, lat: 29.556, objectId: null, photos: [], reporterId: null }, as('acceptor'), START + 2000);
    expect(engine.case(item?.id ?? '')?.repeats).toBe(1);
    expect(engine.command({ type: 'detection.falseAlarm', id: '1', detectionId: `d${START}`, reason: '误认' }, as('acceptor'), START + 3000)).toMatchObject({ ok: true });
    expect(engine.case(item?.id ?? '')?.open).toBe(true);
  });
  test('a camera whose clock runs ahead does not pull the engine with it', () => {
    const engine = start();
    engine.detect(vendor(START + 5000), START);
    engine.advance(START + 1000);
    const [item] = engine.cases({}, START + 1000).cases;
    expect(item).toMatchObject({ reportedAt: START, status: 'pending_handle' });
    expect(engine.timeline({ caseId: item?.id ?? '' }, Infinity).every((entry) => entry.at <= START + 1000 && (entry.latencyMs ?? 0) >= 0)).toBe(true);
    // its own time may be earlier: the case is of now
    engine.detect(vendor(START - 60_000, { lon: 106.54 }), START + 2000);
    expect(engine.cases({}, START + 2000).cases.map((one) => one.reportedAt)).toEqual([START + 1000, START]);
  });
  test('a class set to manual in between is checked by a person, whatever the camera sees', () => {
    const engine = start();
    engine.detect(vendor(START));
    engine.advance(START + 1000);
    const caseId = engine.cases({}, START).cases[0]?.id ?? '';
    const { category, classCode } = engine.case(caseId) ?? {};
    expect(engine.command({ type: 'automation.set', id: 'm', classCode: `${category}:${classCode}`, automatic: false }, as('leader'), START + 2000)).toMatchObject({ ok: true });
    const handler = as('handler', { type: 'unit', unitId: 'street-06' });
    for (const command of [{ type: 'case.receive', id: '1', caseId }, { type: 'case.finish', id: '2', caseId, photos: ['x'], text: '' }] as const) expect(engine.command(command, handler, START + 600_000)).toMatchObject({ ok: true });
    engine.detect(vendor(START + 700_000, { clear: true }));
    expect(engine.case(caseId)?.status).toBe('pending_check');
    expect(engine.timeline({ caseId }, Infinity).at(-1)).toMatchObject({ action: 'detection.received' });
    engine.command({ type: 'automation.set', id: 'a', classCode: `${category}:${classCode}`, automatic: true }, as('leader'), START + 710_000);
    engine.detect(vendor(START + 720_000, { clear: true }));
    expect(engine.case(caseId)?.status).toBe('pending_close');
  });
  test('still there at the check: back to the handler; too unsure or unknown: noted, no case', () => {
    const engine = start();
    engine.detect(vendor(START, { confidence: 0.3 }));
    engine.detect(vendor(START, { aiClass: 'dragon' }));
    engine.advance(START + 1000);
    expect(engine.cases({}, START).count).toBe(0);
    expect(engine.timeline({ objectId: 'CAM-1' }, Infinity).map((entry) => entry.reason)).toEqual(['below least confidence', 'unknown class']);
  });
});

describe('commands', () => {
  const acknowledge = (id: string, warningId: string) => ({ type: 'warning.acknowledge', id, warningId }) as const;
  const withWarning = () => {
    const engine = start();
    for (let minute = 0; minute < 5; minute++) engine.observe(0, 28, START + minute * 60_000, 0);
    return { engine, warningId: engine.warnings()[0]?.id ?? '' };
  };
  test.each<[Role, boolean]>([['leader', true], ['acceptor', true], ['dispatcher', true], ['shiftLeader', true], ['planner', false], ['visitor', false], ['collector', false], ['citizen', false]])('%s may acknowledge: %s', (role, may) => {
    const { engine, warningId } = withWarning();
    const outcome = engine.command(acknowledge('1', warningId), as(role), START + 600_000);
    expect(outcome.ok || outcome.refusal).toBe(may ? true : 'role');
  });
  test('the same id is carried out once and answered alike', () => {
    const { engine, warningId } = withWarning();
    const file = { type: 'warning.fileCase', id: 'once', warningId } as const;
    const first = engine.command(file, as('leader'), START + 600_000);
    expect(engine.command(file, as('leader'), START + 700_000)).toEqual(first);
    expect(engine.cases({}, START).count).toBe(1);
    expect(engine.warnings()[0]?.caseId).toBe(first.ok ? first.createdId : '');
    expect(engine.command({ ...file, id: 'twice' }, as('leader'), START + 800_000)).toMatchObject({ ok: false, refusal: 'state' });
  });
  test('a command id counts within its session: the same id of another session is a command of its own', () => {
    const { engine, warningId } = withWarning();
    const command = acknowledge('1', warningId);
    expect(engine.command(command, { ...as('leader'), session: 'a' }, START + 600_000)).toMatchObject({ ok: true });
    expect(engine.command(command, { ...as('leader'), session: 'a' }, START + 601_000)).toMatchObject({ ok: true, at: START + 600_000 });
    expect(engine.command(command, { ...as('leader'), session: 'b' }, START + 602_000)).toMatchObject({ ok: false, refusal: 'state' });
  });
  test('a worker reads, returns and appeals against the case of an own task for another unit, and nothing else of it', () => {
    const engine = start();
    engine.detect(vendor(START));
    engine.advance(START + 1000);
    const caseId = engine.cases({}, START).cases[0]?.id ?? '';
    const worker = as('handler', { type: 'unit', unitId: 'bridge-tunnel' }, engine.tasks()[0]?.workerId ?? '');
    const session = { token: 't', role: 'handler', nameMasked: '', unitZh: '', unitEn: '', scope: worker.scope, may: [], workerId: toObjectId(worker.workerId ?? '') } as const;
    const stranger = { ...session, workerId: toObjectId('WK-none') };
    expect(engine.caseDetail(caseId, null, session)).toMatchObject({ case: { id: caseId }, next: ['case.return', 'case.appeal'] });
    expect(engine.caseDetail(caseId, null, stranger)).toBeNull();
    expect(engine.command({ type: 'case.suspend', id: '1', caseId, reason: 'x' }, worker, START + 2000)).toMatchObject({ ok: false, refusal: 'scope' });
    expect(engine.command({ type: 'case.return', id: '2', caseId, reason: '不属本单位' }, { ...worker, workerId: 'WK-none' }, START + 2000)).toMatchObject({ ok: false, refusal: 'scope' });
    expect(engine.command({ type: 'case.return', id: '3', caseId, reason: '不属本单位' }, worker, START + 2000)).toMatchObject({ ok: true });
  });
  test('another unit, another grid, somebody else’s task: out of scope', () => {
    const engine = start();
    engine.detect(vendor(START));
    engine.advance(START + 1000);
    const caseId = engine.cases({}, START).cases[0]?.id ?? '';
    expect(engine.command({ type: 'case.receive', id: '1', caseId }, as('handler', { type: 'unit', unitId: 'street-01' }), START + 2000)).toMatchObject({ ok: false, refusal: 'scope' });
    expect(engine.command({ type: 'case.report', id: '2', source: 'collector', ruleId: null, classCode: null, text: '', lon: 106.531, lat: 29.551, objectId: null, photos: [], reporterId: null }, as('collector', { type: 'grid', gridId: 'GC-9' }), START + 2000)).toMatchObject({ ok: false, refusal: 'scope' });
    const [task] = engine.tasks();
    expect(engine.command({ type: 'task.accept', id: '3', taskId: task?.id ?? '' }, as('handler', { type: 'district' }, 'WK-other'), START + 2000)).toMatchObject({ ok: false, refusal: 'scope' });
  });
  test('a hop is accepted by the unit it was sent to, one after the other, and by nobody else', () => {
    const engine = start();
    const made = engine.command({ type: 'case.report', id: 'r', source: 'hotline', ruleId: 'garage-waste', classCode: null, text: '', lon: 106.5335, lat: 29.556, objectId: null, photos: [], reporterId: null }, as('acceptor'), START);
    const caseId = made.ok ? made.createdId ?? '' : '';
    let turn = 0;
    const ask = (wish: object, caller: Caller) => engine.command({ ...wish, id: `h${++turn}`, caseId } as never, caller, START + turn * 1000);
    const unit = (unitId: string) => as('handler', { type: 'unit', unitId });
    for (const [wish, caller] of [[{ type: 'case.confirm' }, as('acceptor')], [{ type: 'case.file', ruleId: 'garage-waste' }, as('acceptor')], [{ type: 'case.dispatch', leadUnitId: 'street-06', supportingUnitIds: ['property-company'] }, as('dispatcher')]] as const) expect(ask(wish, caller)).toMatchObject({ ok: true });
    const accept = (level: string, unitId: string) => ask({ type: 'case.acceptHop', level }, unit(unitId));
    expect(accept('community', 'community-06')).toMatchObject({ ok: false, refusal: 'scope' });
    expect(ask({ type: 'case.receive' }, unit('street-06'))).toMatchObject({ ok: true });
    expect(accept('community', 'street-06')).toMatchObject({ ok: false, refusal: 'scope' });
    expect(accept('block', 'block-06')).toMatchObject({ ok: false, refusal: 'scope' });
    expect(accept('community', 'community-01')).toMatchObject({ ok: false, refusal: 'scope' });
    expect(accept('community', 'community-06')).toMatchObject({ ok: true });
    expect(accept('community', 'community-06')).toMatchObject({ ok: false, refusal: 'state' });
    expect(accept('firm', 'property-company')).toMatchObject({ ok: false, refusal: 'state' });
    expect(accept('block', 'block-06')).toMatchObject({ ok: true });
    expect(engine.case(caseId)?.hops.map((hop) => [hop.level, hop.sentAt !== null, hop.acceptedAt !== null])).toEqual([['community', true, true], ['block', true, true], ['firm', true, false]]);
    expect(engine.case(caseId)?.supporting).toMatchObject([{ acknowledgedAt: null }]);
    expect(accept('firm', 'property-company')).toMatchObject({ ok: true });
    expect(engine.case(caseId)?.supporting[0]?.acknowledgedAt).toBe(START + turn * 1000);
    expect(waitingHop(engine.case(caseId)!)).toBeNull();
  });
  test('a resident reports inside the district as a resident, and only that', () => {
    const engine = start();
    const resident = as('citizen', { type: 'own', reporterId: 'r1' });
    const report = { type: 'case.report', id: 'a', source: 'citizen', ruleId: null, classCode: null, text: '垃圾', lon: 106.54, lat: 29.555, objectId: null, photos: [], reporterId: 'forged' } as const;
    expect(engine.command({ ...report, id: 'b', lon: 0 }, resident, START)).toMatchObject({ ok: false, refusal: 'invalid' });
    expect(engine.command({ ...report, id: 'c', source: 'leader' }, resident, START)).toMatchObject({ ok: false, refusal: 'role' });
    const made = engine.command(report, resident, START);
    expect(made.ok && engine.reportersOf(made.createdId ?? '')).toEqual(['r1']);
    expect(engine.command({ type: 'case.cancel', id: 'd', caseId: made.ok ? made.createdId ?? '' : '', reason: '已解决' }, as('citizen', { type: 'own', reporterId: 'r2' }), START + 1)).toMatchObject({ ok: false, refusal: 'scope' });
  });
  test('a preplan by hand: ticked once, ended when all is done, its figure gone', () => {
    const engine = start();
    const started = engine.command({ type: 'preplan.start', id: 's', preplanId: 'PP-FIRE', objectId: 'SC-1' }, as('leader'), START);
    const runId = started.ok ? started.createdId ?? '' : '';
    expect(engine.figures()).toMatchObject([{ shape: 'ring', radiusMetres: 100 }]);
    expect(engine.tasks()).toHaveLength(2);
    expect(engine.command({ type: 'preplan.tick', id: 't1', runId, stepId: 'evacuate' }, as('leader'), START + 1000)).toMatchObject({ ok: true });
    expect(engine.command({ type: 'preplan.tick', id: 't2', runId, stepId: 'evacuate' }, as('leader'), START + 1000)).toMatchObject({ ok: false, refusal: 'state' });
    expect(engine.command({ type: 'preplan.tick', id: 't3', runId, stepId: 'out' }, as('leader'), START + 2000)).toMatchObject({ ok: true });
    expect(engine.preplanRuns({ objectId: 'SC-1' })[0]).toMatchObject({ endedAt: START + 2000 });
    expect(engine.figures()).toEqual([]);
  });
  test('a step is ticked by the unit it names or by the centre, not by who owns the object', () => {
    const engine = start();
    const started = engine.command({ type: 'preplan.start', id: 's', preplanId: 'PP-FIRE', objectId: 'SC-1' }, as('leader'), START);
    const runId = started.ok ? started.createdId ?? '' : '';
    let turn = 0;
    const tick = (stepId: string, unitId: string) => engine.command({ type: 'preplan.tick', id: `t${++turn}`, runId, stepId }, as('handler', { type: 'unit', unitId }), START + 1000);
    expect(engine.preplanRuns()[0]?.steps.filter((step) => !step.automatic).map((step) => [step.id, step.unitId])).toEqual([['evacuate', 'street-06'], ['out', 'fire-rescue']]);
    for (const [stepId, unitId] of [['out', 'municipal-facilities'], ['out', 'street-06'], ['evacuate', 'fire-rescue'], ['evacuate', 'street-01']] as const) expect(tick(stepId, unitId)).toMatchObject({ ok: false, refusal: 'scope' });
    expect(tick('evacuate', 'street-06')).toMatchObject({ ok: true });
    expect(tick('out', 'fire-rescue')).toMatchObject({ ok: true });
  });
  test('a run about a place only has its units too', () => {
    const engine = start();
    engine.detect(vendor(START, { aiClass: 'smoke-fire' }));
    engine.advance(START + 1000);
    const [run] = engine.preplanRuns();
    expect(run).toMatchObject({ objectId: null, preplanId: 'PP-FIRE' });
    const tick = (id: string, unitId: string) => engine.command({ type: 'preplan.tick', id, runId: run?.id ?? '', stepId: 'evacuate' }, as('handler', { type: 'unit', unitId }), START + 2000);
    expect(tick('1', 'street-01')).toMatchObject({ ok: false, refusal: 'scope' });
    expect(engine.command({ type: 'preplan.tick', id: '2', runId: run?.id ?? '', stepId: 'evacuate' }, as('shiftLeader', { type: 'street', streetId: 'ST-01' }), START + 2000)).toMatchObject({ ok: false, refusal: 'scope' });
    expect(tick('3', 'street-06')).toMatchObject({ ok: true });
  });
  test('new rules: warnings are judged anew, cases stay', () => {
    const { engine, warningId } = withWarning();
    engine.command({ type: 'warning.fileCase', id: 'f', warningId }, as('leader'), START + 600_000);
    const softer = { ...rules, thresholds: { ...rules.thresholds, properties: rules.thresholds.properties.map((row) => (row.key === 'septicGasCh4' ? { ...row, levels: { IV: 60, III: 70, II: null, I: 90 } } : row)) } };
    engine.take();
    engine.adopt(softer);
    expect(engine.take().filter((event) => event.type === 'warning').map((event) => event.type === 'warning' && event.warning.state)).toEqual(['cleared_ack']);
    expect(engine.cases({ open: true }, START).count).toBe(1);
  });
  test('new rules: what was acknowledged and shelved stays so, what is worse asks again', () => {
    const { engine, warningId } = withWarning();
    engine.command(acknowledge('k', warningId), { ...as('leader'), actor: { ...as('leader').actor, nameMasked: '李*' } }, START + 600_000);
    engine.command({ type: 'warning.shelve', id: 's', warningId, reason: '检修', until: START + 7_200_000 }, as('leader'), START + 600_000);
    const like = (III: number, II: number | null) => ({ ...rules, thresholds: { ...rules.thresholds, properties: rules.thresholds.properties.map((row) => (row.key === 'septicGasCh4' ? { ...row, clear: { ...row.clear, hold: 1 }, levels: { IV: 5, III, II, I: 90 } } : row)) } });
    engine.adopt(like(20, null));
    const [kept] = engine.warnings().filter((warning) => warning.clearedAt === null);
    expect(kept).toMatchObject({ level: 'III', state: 'active_ack', acknowledgedBy: '李*', acknowledgedAt: START + 600_000, shelvedUntil: START + 7_200_000, shelvedReason: '检修', onsetAt: START + 60_000 });
    engine.adopt(like(10, 20));
    expect(engine.warnings().filter((warning) => warning.clearedAt === null)).toMatchObject([{ level: 'II', state: 'active_unack', shelvedUntil: null }]);
  });
});
