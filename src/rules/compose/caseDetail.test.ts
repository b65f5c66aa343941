/** Looking back at a case shows what stood there then, and nothing that came later. */
import { expect, test } from 'vitest';
import type { CommandType } from '../../domain/command';
import type { Role, Session } from '../../domain/role';
import { createEngine } from '../createEngine';
import type { Caller } from '../engine';
import { tinyCity } from '../fixtures/tinyCity';
import { yuzhongRules } from '../fixtures/yuzhongRules';

const rules = yuzhongRules();
const START = Date.UTC(2026, 10, 25, 2, 0, 0);
const MINUTE = 60_000;
const at = (minute: number): number => START + minute * MINUTE;
const as = (role: Role, workerId: string | null = null): Caller => ({ actor: { role, nameMasked: '王*强', unitZh: '', unitEn: '' }, scope: { type: 'district' }, role, workerId });
const session = { token: '', role: 'leader', scope: { type: 'district' }, may: [], workerId: null, nameMasked: '', unitZh: '', unitEn: '' } as unknown as Session;

/** Times that say when something happened; a deadline looks ahead by its nature. */
function happened(value: unknown, key = ''): number[] {
  if (typeof value === 'number') return /(^at$|At$|Since$)/.test(key) && !/^(deadlineAt|dueAt|stepDueAt)$/.test(key) ? [value] : [];
  return value !== null && typeof value === 'object' ? Object.entries(value).flatMap(([name, part]) => happened(part, name)) : [];
}

test('nothing in the detail of an instant is later than the instant: checklist, its end, words of later reports', () => {
  const engine = createEngine(tinyCity([
    { id: 'SC-1', lon: 106.531, lat: 29.551, streams: ['septicGasCh4'], attributes: { componentCode: '0302' } }, { id: 'WK-1', kind: 'worker', lon: 106.532, lat: 29.551 },
  ], { streets: [{ id: 'ST-06', zh: '上清寺街道', en: 'Shangqingsi', box: [106.53, 29.55, 106.55, 29.56] }] }), rules);
  for (let minute = 0; minute < 5; minute++) engine.observe(0, 55, at(minute), 0);
  engine.advance(at(6));
  const [item] = engine.cases({}, at(6)).cases;
  const id = item?.id ?? '';
  const ask = (type: CommandType, fields: object, minute: number, who = as('leader')) => { expect(engine.command({ type, id: `${type} ${minute}`, ...fields } as never, who, at(minute)), type).toMatchObject({ ok: true }); };
  const [run] = engine.preplanRuns({ caseId: id });
  const open = run?.steps.filter((step) => step.doneAt === null) ?? [];
  expect(open.length).toBeGreaterThan(0);
  open.forEach((step, k) => ask('preplan.tick', { runId: run?.id, stepId: step.id }, 10 + k));
  const again = (text: string, minute: number) => ask('case.report', { source: 'hotline', ruleId: item?.ruleId, classCode: item?.classCode, text, lon: 106.531, lat: 29.551, objectId: 'SC-1', photos: ['media/1'], reporterId: null }, minute);
  again('有异味', 20);
  again('味道更大了', 25);
  const taskId = engine.tasks()[0]?.id ?? '';
  ask('task.accept', { taskId }, 26, as('handler', 'WK-1'));
  ask('task.arrive', { taskId }, 30, as('handler', 'WK-1'));
  ask('case.forceClose', { caseId: id, reason: '转年度计划' }, 40);
  for (let minute = 41; minute < 60; minute++) engine.observe(0, 3, at(minute), 0);
  for (const warning of engine.warnings()) if (warning.latched) ask('warning.reset', { warningId: warning.id, reason: '合格' }, 61);
  engine.advance(at(70));

  const detail = (minute: number) => engine.caseDetail(id, at(minute), session);
  expect(detail(70)).toMatchObject({ descriptionZh: '有异味；味道更大了', preplans: [{ endedAt: expect.any(Number) as number }] });
  expect(detail(22)?.descriptionZh).toBe('有异味');
  expect(detail(8)?.descriptionZh).not.toMatch(/味/);
  expect(detail(8)?.preplans[0]?.steps.filter((step) => step.doneAt === null).map((step) => step.id)).toEqual(open.map((step) => step.id));
  expect(detail(22)?.preplans[0]).toMatchObject({ endedAt: null });
  for (let minute = 5; minute <= 70; minute++) {
    const seen = happened(detail(minute));
    expect(seen.length).toBeGreaterThan(10);
    expect(Math.max(...seen)).toBeLessThanOrEqual(at(minute));
  }
});
