/** A case that people have ended stays ended while its warning goes on. */
import { describe, expect, test } from 'vitest';
import { createEngine } from '../createEngine';
import { tinyCity } from '../fixtures/tinyCity';
import { yuzhongRules } from '../fixtures/yuzhongRules';
import type { Caller, RulesEngine } from '../engine';
import type { Role } from '../../domain/role';

const rules = yuzhongRules();
const START = Date.UTC(2026, 10, 25, 2, 0, 0);
const MINUTE = 60_000;
const as = (role: Role): Caller => ({ actor: { role, nameMasked: '', unitZh: '', unitEn: '' }, scope: { type: 'district' }, role });
const start = (): RulesEngine => createEngine(tinyCity([{ id: 'SC-014', lon: 106.5366, lat: 29.5539, streams: ['septicGasCh4'], attributes: { componentCode: '0302' } }]), rules);
/** One value a minute; the fan obeys. */
function hold(engine: RulesEngine, value: number, from: number, to: number): void {
  for (let minute = from; minute < to; minute++) {
    engine.observe(0, value, START + minute * MINUTE, 0);
    for (const event of engine.take()) if (event.type === 'device') engine.deviceState(event.object, event.device, event.state, START + minute * MINUTE);
  }
  engine.advance(START + to * MINUTE - 1);
}
const cases = (engine: RulesEngine) => engine.cases({}, START + 1e9).cases;
const end = (engine: RulesEngine, role: Role, type: 'case.forceClose' | 'case.refute', minute: number): void => {
  expect(engine.command({ type, id: `${minute}`, caseId: cases(engine)[0]?.id ?? '', reason: '已核实' }, as(role), START + minute * MINUTE)).toMatchObject({ ok: true });
};

describe('a case that was ended', () => {
  test('by order: no further reading of the same level files it again', () => {
    const engine = start();
    hold(engine, 28, 0, 75);
    expect(cases(engine)).toHaveLength(1);
    end(engine, 'leader', 'case.forceClose', 75);
    hold(engine, 28, 76, 200);
    expect(cases(engine).map((item) => item.status)).toEqual(['forced_close']);
  });
  test('as not confirmed: the same', () => {
    const engine = start();
    expect(engine.command({ type: 'automation.set', id: 'm', classCode: 'component:0302', automatic: false }, as('shiftLeader'), START)).toMatchObject({ ok: true });
    hold(engine, 28, 1, 75);
    end(engine, 'acceptor', 'case.refute', 75);
    hold(engine, 28, 76, 200);
    expect(cases(engine).map((item) => item.status)).toEqual(['not_accepted']);
  });
  test('is filed again when the warning rises, and when it cleared and comes back', () => {
    const engine = start();
    hold(engine, 28, 0, 75);
    end(engine, 'leader', 'case.forceClose', 75);
    hold(engine, 55, 76, 86);
    expect(cases(engine)).toHaveLength(2);
    end(engine, 'leader', 'case.forceClose', 86);
    hold(engine, 55, 87, 100);
    expect(cases(engine)).toHaveLength(2);
    hold(engine, 3, 100, 120);
    for (const warning of engine.warnings()) if (warning.latched) engine.command({ type: 'warning.reset', id: 'r', warningId: warning.id, reason: '检查合格' }, as('shiftLeader'), START + 120 * MINUTE);
    hold(engine, 55, 121, 130);
    expect(cases(engine)).toHaveLength(3);
  });
  test('a person may file it all the same', () => {
    const engine = start();
    hold(engine, 28, 0, 75);
    end(engine, 'leader', 'case.forceClose', 75);
    expect(engine.command({ type: 'warning.fileCase', id: 'f', warningId: engine.warnings()[0]?.id ?? '' }, as('leader'), START + 80 * MINUTE)).toMatchObject({ ok: true });
    hold(engine, 28, 81, 90);
    expect(cases(engine)).toHaveLength(2);
  });
});
