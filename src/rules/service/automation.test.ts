/** Causes and classes that may be switched, what the switch does to the next case, and that its state can be read. */
import { describe, expect, test } from 'vitest';
import { createEngine } from '../createEngine';
import { tinyCity } from '../fixtures/tinyCity';
import { yuzhongRules } from '../fixtures/yuzhongRules';
import type { Caller } from '../engine';
import { automationRows } from './automation';

const rules = yuzhongRules();
const START = Date.UTC(2026, 10, 25, 2, 0, 0);
const MINUTE = 60_000;
const leader: Caller = { actor: { role: 'leader', nameMasked: '', unitZh: '', unitEn: '' }, scope: { type: 'district' }, role: 'leader' };
const start = () => createEngine(tinyCity([{ id: 'SC-014', lon: 106.5366, lat: 29.5539, streams: ['septicGasCh4'], attributes: { componentCode: '0302' } }]), rules);

describe('automation', () => {
  test('lists causes by their name and both classes of a shared code, each as the command takes it', () => {
    const engine = start();
    const rows = automationRows(rules, engine);
    expect(rows.find((row) => row.code === 'septicGasCh4')).toMatchObject({ kind: 'cause', zh: rules.thresholds.properties.find((row) => row.key === 'septicGasCh4')?.zh, automatic: true });
    expect(rows.filter((row) => row.code.endsWith(':0102')).map((row) => row.kind)).toEqual(['component', 'event']);
    for (const [k, row] of rows.entries()) expect(engine.command({ type: 'automation.set', id: `a${k}`, classCode: row.code, automatic: false }, leader, START), row.code).toMatchObject({ ok: true });
    expect(automationRows(rules, engine).filter((row) => row.automatic)).toEqual([]);
  });
  test('closing is a switch of its own: off at first, for classes only, and it closes a checked case whose cause is over', () => {
    const until = (closing: boolean): string | undefined => {
      const engine = start();
      if (closing) expect(engine.command({ type: 'automation.set', id: 'c', classCode: 'component:0302', automatic: true, part: 'closing' }, leader, START)).toMatchObject({ ok: true });
      expect(automationRows(rules, engine).filter((row) => row.closes === true).map((row) => row.code)).toEqual(closing ? ['component:0302'] : []);
      const play = (value: number, from: number, to: number): void => { for (let minute = from; minute < to; minute++) engine.observe(0, value, START + minute * MINUTE, 0); };
      play(55, 0, 5);
      const caseId = engine.cases({}, START + 1e9).cases[0]?.id ?? '';
      for (const type of ['case.receive', 'case.finish'] as const) engine.command({ type, id: type, caseId, ...(type === 'case.finish' && { photos: ['x'], text: '' }) } as never, { ...leader, role: 'system' }, START + 6 * MINUTE);
      play(3, 7, 30);
      for (const warning of engine.warnings()) if (warning.latched) engine.command({ type: 'warning.reset', id: warning.id, warningId: warning.id, reason: '合格' }, leader, START + 30 * MINUTE);
      play(3, 31, 60);
      const last = engine.timeline({ caseId }, Infinity).findLast((entry) => entry.action.startsWith('case.') && !/remind|overdue/i.test(entry.action));
      return `${engine.case(caseId)?.status} ${last?.action} ${last?.actor.role}`;
    };
    expect(until(false)).toBe('pending_close case.settle system');
    expect(until(true)).toBe('closed case.close system');
    expect(start().command({ type: 'automation.set', id: 'x', classCode: 'septicGasCh4', automatic: true, part: 'closing' }, leader, START)).toMatchObject({ ok: false, refusal: 'invalid' });
  });
  test('of a cause set to manual, its next case waits for people', () => {
    const statusAfter = (manual: boolean): string | undefined => {
      const engine = start();
      if (manual) engine.command({ type: 'automation.set', id: 'm', classCode: 'septicGasCh4', automatic: false }, leader, START);
      for (let minute = 0; minute < 10; minute++) engine.observe(0, 55, START + minute * MINUTE, 0);
      engine.advance(START + 10 * MINUTE);
      return engine.cases({}, START + 1e9).cases[0]?.status;
    };
    expect(statusAfter(false)).toBe('pending_handle');
    expect(['reported', 'pending_verify', 'pending_register']).toContain(statusAfter(true));
  });
});
