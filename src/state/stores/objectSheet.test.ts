import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { toObjectId } from '../../domain/ids';
import { createFakeCity, FAKE_NOW, fakeCase, fakeReading, fakeWarning } from './createFakeCity';
import { createManualTimers } from './createManualTimers';
import { useObjectSheet, SHEET_INTERVAL_MS } from './objectSheet';
import { providePorts } from './providePorts';
import { useSelection } from './selection';
import { provideTimers } from './Timers';

const settle = async (): Promise<void> => { for (let turn = 0; turn < 8; turn++) await Promise.resolve(); };

function setUp() {
  setActivePinia(createPinia());
  const city = createFakeCity([
    { id: 'ST-1', kind: 'septicTank', nameZh: '化粪池甲', rank: 3 },
    { id: 'BR-1', kind: 'bridge', nameZh: '大桥' },
    { id: 'BR-1-S1', kind: 'bridgeSensor', hostId: 'BR-1' }, { id: 'BR-1-S2', kind: 'bridgeSensor', hostId: 'BR-1', rank: 4 },
    ...[1, 2, 3, 4, 5, 6].map((step) => ({ id: `CAM-${step}`, kind: 'camera' as const, lon: 106.5 + step * 0.001 })), { id: 'CAM-far', kind: 'camera', lon: 107 },
  ]);
  const timers = createManualTimers();
  providePorts(city);
  provideTimers(timers);
  return { city, timers, sheet: useObjectSheet(), selection: useSelection() };
}
let world: ReturnType<typeof setUp>;
beforeEach(() => { world = setUp(); world.sheet.start(); });

describe('the object sheet', () => {
  it('opens what is selected in the same task, closes with it, and says when nothing has that id', async () => {
    const { sheet, selection } = world;
    selection.open(toObjectId('ST-1'));
    expect(sheet.phase).toBe('open');
    expect(sheet.summary?.nameZh).toBe('化粪池甲');
    selection.open(toObjectId('nobody'));
    await settle();
    expect(sheet.phase).toBe('notFound');
    selection.close();
    expect(sheet.phase).toBe('closed');
    expect(sheet.live).toBeNull();
  });
  it('asks the back end only about what its feed speaks of, also when the feed comes after the link', async () => {
    const { sheet, selection, city, timers } = world;
    const asked: string[] = [];
    city.ports.detail = (id) => { asked.push(id); return Promise.resolve({ responsibility: null, documents: [] }); };
    const bridge = city.objects.find((item) => item.id === 'BR-1');
    if (!bridge) throw new Error('no bridge');
    bridge.freshness = 'none';
    selection.open(toObjectId('BR-1'));
    await settle();
    expect([asked, sheet.detail.phase]).toEqual([[], 'none']);
    bridge.freshness = 'live';
    city.tell();
    timers.advance(SHEET_INTERVAL_MS);
    await settle();
    expect([asked, sheet.detail.phase]).toEqual([['BR-1'], 'ready']);
  });
  it('shows a day, a week or a month of a reading, and keeps the choice for the next card', async () => {
    const { selection, city, sheet } = world;
    const asked: number[] = [];
    const waiting: (() => void)[] = [];
    city.ports.history = (id, _, from, to) => {
      asked.push((to - from) / 86_400_000);
      return new Promise((resolve) => { waiting.push(() => { resolve({ datastreamId: fakeReading(id, 1).datastreamId, times: [from, to], values: [1, 2] }); }); });
    };
    city.held.readings = [fakeReading('ST-1', 1)];
    selection.open(toObjectId('ST-1'));
    await settle();
    sheet.showRange('7d');
    sheet.showRange('30d');
    for (const answer of waiting.toReversed()) { answer(); await settle(); }
    expect(asked).toEqual([1, 7, 30]);
    expect(sheet.trend).toMatchObject({ phase: 'ready', value: { times: [FAKE_NOW - 30 * 86_400_000, FAKE_NOW] } });
    selection.close();
    selection.open(toObjectId('ST-1'));
    await settle();
    expect([sheet.range, asked.at(-1)]).toEqual(['30d', 30]);
  });
  it('shows no trend of another time: it asks anew when the cockpit looks back, and again when it is live', async () => {
    const { selection, city, timers, sheet } = world;
    const asked: number[] = [];
    city.ports.history = (id, property, from, to) => { asked.push(to); return Promise.resolve({ datastreamId: fakeReading(id, 1).datastreamId, property, times: [from, to - 1000], values: [1, 2] }); };
    const step = async (): Promise<void> => { city.tell({ instantChanged: true }); timers.advance(SHEET_INTERVAL_MS); await settle(); };
    city.held.readings = [fakeReading('ST-1', 1)];
    selection.open(toObjectId('ST-1'));
    await settle();
    expect(asked).toEqual([FAKE_NOW]);
    const past = FAKE_NOW - 6 * 3_600_000;
    city.held.instant = past;
    city.held.readings = [fakeReading('ST-1', 1, 0, { observedAt: past - 2000 })];
    await step();
    expect(asked).toEqual([FAKE_NOW, past]);
    expect(sheet.trend.phase === 'ready' && sheet.trend.value.times.every((time) => time <= past)).toBe(true);
    city.held.instant = past + 60_000;
    await step();
    expect(asked).toHaveLength(2);
    city.held.instant = null;
    city.held.readings = [fakeReading('ST-1', 1)];
    await step();
    expect(asked.at(-1)).toBe(FAKE_NOW);
  });
  it('refreshes at most five times a second and never loses the last change', () => {
    const { sheet, selection, city, timers } = world;
    city.held.readings = [fakeReading('ST-1', 1)];
    selection.open(toObjectId('ST-1'));
    const shown = (): number | null | undefined => sheet.live?.readings[0]?.value;
    city.held.readings = [fakeReading('ST-1', 2)]; city.tell();
    expect(shown()).toBe(2);
    for (const value of [3, 4, 5]) { city.held.readings = [fakeReading('ST-1', value)]; city.tell(); }
    expect(shown()).toBe(2);
    timers.advance(SHEET_INTERVAL_MS);
    expect(shown()).toBe(5);
  });
  it('does not touch the card when nothing that it shows has changed', () => {
    const { sheet, selection, city, timers } = world;
    selection.open(toObjectId('ST-1'));
    const before = sheet.live;
    city.tell(); timers.advance(1000); city.tell(); timers.advance(1000);
    expect(sheet.live).toBe(before);
  });
  it('drops answers for an object that is no longer open', async () => {
    const { sheet, selection, city } = world;
    let answerLate: (() => void) | null = null;
    city.ports.facts = (id) => id === 'ST-1' ? new Promise((resolve) => { answerLate = () => { resolve({ id, attributes: { of: 'ST-1' }, provenance: '', source: '' }); }; }) : Promise.resolve({ id, attributes: { of: 'BR-1' }, provenance: '', source: '' });
    selection.open(toObjectId('ST-1'));
    selection.open(toObjectId('BR-1'));
    await settle();
    answerLate!();
    await settle();
    expect(sheet.facts).toMatchObject({ phase: 'ready', value: { attributes: { of: 'BR-1' } } });
  });
  it('sorts warnings worst first and leaves cleared ones out; cases by deadline', () => {
    const { sheet, selection, city } = world;
    city.held.warnings = [fakeWarning('a', 'ST-1', 'IV'), fakeWarning('b', 'ST-1', 'II'), fakeWarning('c', 'ST-1', 'I', { state: 'cleared_ack' })];
    city.held.cases = [fakeCase('1', 'ST-1', 'handling', FAKE_NOW + 9), fakeCase('2', 'ST-1', 'dispatch', FAKE_NOW - 9), fakeCase('3', 'ST-1', 'evaluation', null, { open: false })];
    selection.open(toObjectId('ST-1'));
    expect(sheet.live?.warnings.map((item) => item.id)).toEqual(['b', 'a']);
    expect(sheet.live?.cases.map((item) => item.id)).toEqual(['2', '1']);
  });
  it('lets mounted sensors speak for an object without readings, worst first', () => {
    const { sheet, selection, city } = world;
    city.held.readings = [fakeReading('BR-1-S1', 1), fakeReading('BR-1-S2', 60, 4)];
    city.held.warnings = [fakeWarning('s', 'BR-1-S2', 'I')];
    selection.open(toObjectId('BR-1'));
    expect(sheet.live?.warnings.map((item) => item.id)).toEqual(['s']);
    expect(sheet.live?.mounted.map((item) => item.summary.id)).toEqual(['BR-1-S2', 'BR-1-S1']);
    expect(sheet.live?.readings[0]?.objectId).toBe('BR-1-S2');
    expect(sheet.live?.readingCount).toBe(2);
  });
  it('offers the four nearest cameras in reach, nearest first', () => {
    const { sheet, selection } = world;
    selection.open(toObjectId('ST-1'));
    expect(sheet.cameras.map((camera) => camera.summary.id)).toEqual(['CAM-1', 'CAM-2', 'CAM-3', 'CAM-4']);
  });
  it('grows the shown trend by live values', async () => {
    const { sheet, selection, city, timers } = world;
    city.held.readings = [fakeReading('ST-1', 1, 0, { observedAt: FAKE_NOW - 300_000 })];
    city.ports.history = (id) => Promise.resolve({ datastreamId: fakeReading(id, 1).datastreamId, times: [FAKE_NOW - 600_000, FAKE_NOW - 300_000], values: [3, 1] });
    selection.open(toObjectId('ST-1'));
    await settle();
    city.held.readings = [fakeReading('ST-1', 7, 0, { observedAt: FAKE_NOW })];
    city.tell(); timers.advance(SHEET_INTERVAL_MS);
    expect(sheet.trend).toMatchObject({ phase: 'ready', value: { values: [3, 1, 7] } });
  });
  it('says that a history cannot be read instead of showing nothing', async () => {
    const { sheet, selection, city } = world;
    city.held.readings = [fakeReading('ST-1', 1)];
    city.ports.history = () => Promise.reject(new Error('offline'));
    selection.open(toObjectId('ST-1'));
    await settle();
    expect(sheet.trend.phase).toBe('failed');
  });
});
