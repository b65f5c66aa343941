/** Alerts of other systems on the whole engine: where they are taken, what updates keep, and that people handle them like the city's own. */
import { describe, expect, test } from 'vitest';
import type { CapAlert, CapArea } from '../cap/capTypes';
import { createEngine } from '../createEngine';
import type { Caller, RulesEngine } from '../engine';
import { tinyCity } from '../fixtures/tinyCity';
import { yuzhongRules } from '../fixtures/yuzhongRules';

const START = Date.UTC(2026, 10, 25, 2);
const MINUTE = 60_000;
const LEADER: Caller = { actor: { role: 'leader', nameMasked: '王*', unitZh: '', unitEn: '' }, scope: { type: 'district' }, role: 'leader' };
const start = (): RulesEngine => createEngine(tinyCity([{ id: 'SC-014', lon: 106.54, lat: 29.555 }, { id: 'SC-2', lon: 106.531, lat: 29.551 }],
  { streets: [{ id: 'ST-07', zh: '两路口街道', en: 'Lianglukou', box: [106.53, 29.55, 106.55, 29.56] }] }), yuzhongRules());

const area = (part: Partial<CapArea>): CapArea => ({ areaDesc: 'x', polygons: [], circles: [], geocodes: [], ...part });
const here = area({ circles: [{ lon: 106.54, lat: 29.555, radiusMetres: 200 }] });
const box = (west: number, south: number, east: number, north: number) => area({ polygons: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] });
const geocode = (value: string, name = 'adcode') => area({ geocodes: [{ name, value }] });
function alert(identifier: string, severity: 'Extreme' | 'Severe' | 'Moderate' | 'Minor', areas: readonly CapArea[], change: Partial<CapAlert> = {}, expires: number | null = null): CapAlert {
  return {
    identifier, sender: 'weather', sent: START, status: 'Actual', message: 'Alert', scope: 'Public', restriction: '', note: '', references: [],
    infos: [{ language: 'zh-CN', categories: ['Met'], event: '暴雨', responseTypes: [], urgency: 'Immediate', severity, certainty: 'Likely', eventCodes: [], effective: null, onset: null, expires, senderName: '', headline: `暴雨 ${severity}`, description: '', instruction: '', web: '', contact: '', parameters: [], areas }], ...change,
  };
}
const update = (identifier: string, severity: 'Severe' | 'Minor') => alert(identifier, severity, [here], { message: 'Update', references: [{ sender: 'weather', identifier: 'a', sent: START }] });
const rank = (engine: RulesEngine): number | undefined => engine.take().flatMap((event) => (event.type === 'rank' && event.object === 0 ? [event.rank] : [])).at(-1);
const raise = (engine: RulesEngine, severity: 'Extreme' | 'Severe' | 'Moderate' | 'Minor', expires: number | null = null): string => {
  const outcome = engine.receiveAlert(alert('a', severity, [here], {}, expires), START);
  return outcome.ok ? outcome.createdId ?? '' : '';
};

describe('where an alert is taken', () => {
  test.each<[string, readonly CapArea[], boolean]>([
    ['a circle in Beijing', [area({ circles: [{ lon: 116.4, lat: 39.9, radiusMetres: 50_000 }] })], false],
    ['a polygon around Beijing', [box(116, 39, 117, 40)], false],
    ['the code of Beijing', [geocode('110000')], false],
    ['a code of another country', [geocode('500103', 'SAME')], false],
    ['no area at all', [], false],
    ['an area of words only', [area({})], false],
    ['a circle here', [here], true],
    ['a polygon around the whole city', [box(105, 28, 108, 31)], true],
    ['a polygon between the objects', [box(106.534, 29.552, 106.535, 29.553)], true],
    ['a polygon beside the district', [box(106.56, 29.55, 106.57, 29.56)], false],
    ['the code of the district', [geocode('500103')], true],
    ['the code of the municipality', [geocode('500000')], true],
    ['the code of a subdistrict', [geocode('500103001')], true],
    ['the country', [geocode('100000')], true],
    ['the district beside it', [geocode('500104')], false],
  ])('%s', (_, areas, taken) => {
    const engine = start();
    const outcome = engine.receiveAlert(alert('a', 'Extreme', areas), START);
    expect(outcome.ok).toBe(taken);
    expect(engine.warnings()).toHaveLength(taken ? 1 : 0);
    if (!outcome.ok) expect(outcome.detail).toMatch(/area/);
  });
  test('what ends an alert that is not known here, or is over already, is refused', () => {
    const engine = start();
    expect(engine.receiveAlert(alert('c', 'Minor', [], { message: 'Cancel', references: [{ sender: 'weather', identifier: 'nobody', sent: START }], infos: [] }), START)).toMatchObject({ ok: false, refusal: 'unknown' });
    expect(engine.receiveAlert(alert('a', 'Minor', [here], {}, START - 1), START)).toMatchObject({ ok: false, detail: expect.stringMatching(/expired/) });
  });
});

describe('an alert in the book', () => {
  test('colours its object, and a falling update keeps the acknowledgement, a rising one asks again', () => {
    const engine = start();
    const warningId = raise(engine, 'Severe');
    expect(rank(engine)).toBe(3);
    expect(engine.command({ type: 'warning.acknowledge', id: '1', warningId }, LEADER, START + MINUTE)).toMatchObject({ ok: true });
    expect(engine.receiveAlert(update('b', 'Minor'), START + 2 * MINUTE)).toMatchObject({ ok: true, createdId: warningId });
    expect(engine.warnings()).toMatchObject([{ id: warningId, cause: 'cap', level: 'IV', state: 'active_ack', prevLevel: 'II', acknowledgedBy: '王*' }]);
    expect(rank(engine)).toBe(1);
    engine.receiveAlert(update('c', 'Severe'), START + 3 * MINUTE);
    expect(engine.warnings()).toMatchObject([{ level: 'II', state: 'active_unack' }]);
  });
  test('can be shelved and made a case; a cancellation clears it', () => {
    const engine = start();
    const warningId = raise(engine, 'Minor');
    engine.take();
    expect(engine.command({ type: 'warning.shelve', id: '1', warningId, reason: '演习', until: START + 5 * MINUTE }, LEADER, START + MINUTE)).toMatchObject({ ok: true });
    expect(rank(engine)).toBe(0);
    engine.advance(START + 6 * MINUTE);
    expect(engine.warning(warningId)?.shelvedUntil).toBeNull();
    const filed = engine.command({ type: 'warning.fileCase', id: '2', warningId }, LEADER, START + 6 * MINUTE);
    expect(filed.ok && engine.warning(warningId)?.caseId).toBe(filed.ok ? filed.createdId : '');
    engine.receiveAlert(alert('z', 'Minor', [], { message: 'Cancel', references: [{ sender: 'weather', identifier: 'a', sent: START }], infos: [] }), START + 7 * MINUTE);
    expect(engine.warning(warningId)).toMatchObject({ state: 'cleared_unack', clearedAt: START + 7 * MINUTE });
    expect(engine.figures()).toEqual([]);
  });
  test('ends when it expires, and stands on when the rules change', () => {
    const engine = start();
    const warningId = raise(engine, 'Moderate', START + 30 * MINUTE);
    engine.advance(START + MINUTE);
    engine.adopt(yuzhongRules());
    expect(engine.warning(warningId)?.state).toBe('active_unack');
    engine.advance(START + 31 * MINUTE);
    expect(engine.warning(warningId)).toMatchObject({ state: 'cleared_unack', clearedAt: START + 30 * MINUTE });
  });
  test('nobody acknowledges it in the minutes of its level: said once', () => {
    const engine = start();
    const warningId = raise(engine, 'Moderate');
    engine.advance(START + 300 * MINUTE);
    expect(engine.timeline({ warningId }, Infinity).filter((entry) => entry.action === 'warning.overdue').map((entry) => (entry.at - START) / MINUTE)).toEqual([60]);
  });
});
