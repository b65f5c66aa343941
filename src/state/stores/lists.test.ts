import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CaseQuery } from '../../domain/caseQuery';
import { createFakeCity, FAKE_NOW, fakeCase, fakeReading, fakeWarning, methane } from './createFakeCity';
import { createManualTimers, type ManualTimers } from './createManualTimers';
import { LIST_PAGE, useLists } from './lists';
import { providePorts } from './providePorts';
import { provideTimers } from './Timers';
import { useView } from './view';

let city: ReturnType<typeof createFakeCity>;
let timers: ManualTimers;
beforeEach(() => {
  setActivePinia(createPinia());
  city = createFakeCity([{ id: 'CAM-1', kind: 'camera', nameZh: '甲' }, { id: 'CAM-2', kind: 'camera', status: 'offline' }, { id: 'CAM-3', kind: 'camera', rank: 2, lon: 106.9 }, { id: 'ST-1', kind: 'septicTank' }]);
  city.held.warnings = [fakeWarning('a', 'ST-1', 'III', { state: 'active_ack' }), fakeWarning('b', 'CAM-3', 'I'), fakeWarning('c', 'ST-1', 'I', { state: 'cleared_unack' }), fakeWarning('d', 'ST-1', 'III')];
  city.held.cases = [fakeCase('1', 'ST-1', 'dispatch', FAKE_NOW + 5), fakeCase('2', null, 'check', FAKE_NOW - 5), fakeCase('3', 'ST-1', 'check', null, { open: false })];
  timers = createManualTimers();
  providePorts(city);
  provideTimers(timers);
});
const keys = (): string[] => useLists().rows.map((row) => row.key);

describe('lists', () => {
  it('hold the active warnings of a level, unacknowledged ones on request, worst first', () => {
    const lists = useLists();
    lists.open({ type: 'warnings' });
    expect(keys()).toEqual(['b', 'a', 'd']);
    lists.open({ type: 'warnings', level: 'III' });
    expect(keys()).toEqual(['a', 'd']);
    lists.open({ type: 'warnings', level: 'III', unacknowledged: true });
    expect(keys()).toEqual(['d']);
  });
  it('hold open cases by step, overdue first', () => {
    const lists = useLists();
    lists.open({ type: 'cases' });
    expect(keys()).toEqual(['2', '1']);
    lists.open({ type: 'cases', step: 'check', overdue: true });
    expect(keys()).toEqual(['2']);
  });
  it('hold all objects of a kind, worst first, or one condition of it', () => {
    const lists = useLists();
    lists.open({ type: 'kind', kind: 'camera' });
    expect(lists.rows.map((row) => lists.describe(row).objectId)).toEqual(['CAM-3', 'CAM-2', 'CAM-1']);
    lists.open({ type: 'kind', kind: 'camera', condition: 'offline' });
    expect(lists.rows).toHaveLength(1);
    lists.open({ type: 'kind', kind: 'camera', connected: 'online' });
    expect(lists.rows.map((row) => lists.describe(row).objectId)).toEqual(['CAM-3', 'CAM-1']);
  });
  it('hold exactly what a counting vital sign counted', () => {
    const lists = useLists();
    city.held.warnings = [fakeWarning('a', 'ST-1', 'III'), fakeWarning('b', 'ST-1', 'IV'), fakeWarning('c', 'ST-1', 'I', { cause: 'h2s' })];
    lists.open({ type: 'vital', id: 'septicExceed' });
    expect(keys()).toEqual(['a']);
    lists.open({ type: 'vital', id: 'overdueOpen' });
    expect(keys()).toEqual(['2']);
    lists.open({ type: 'vital', id: 'videoOnline' });
    expect(lists.rows.map((row) => lists.describe(row).objectId)).toEqual(['CAM-2']);
    lists.open({ type: 'vital', id: 'deviceOnline' });
    expect(lists.rows.map((row) => lists.describe(row).objectId)).toEqual(['CAM-2']);
    lists.open({ type: 'devices' });
    expect(lists.rows).toHaveLength(4);
    for (const id of ['waterPressure', 'satisfaction', 'constructor']) { lists.open({ type: 'vital', id }); expect(lists.rows).toHaveLength(0); }
  });
  it('hold of a mean every station that measured, or those that are out of its band', () => {
    const pm25 = { ...methane, key: 'pm25' };
    city = createFakeCity([{ id: 'A', kind: 'airMonitor' }, { id: 'B', kind: 'airMonitor' }, { id: 'C', kind: 'airMonitor', status: 'offline' }, { id: 'D', kind: 'airMonitor' }]);
    city.held.readings = [fakeReading('A', 40, 0, { property: pm25 }), fakeReading('B', 90, 0, { property: pm25 }), fakeReading('C', 99, 0, { property: pm25 }), fakeReading('D', null, 0, { property: pm25 })];
    providePorts(city);
    const lists = useLists();
    const shown = (): unknown[] => lists.rows.map((row) => lists.describe(row).objectId);
    lists.open({ type: 'vital', id: 'pm25' });
    expect(shown()).toEqual(['A', 'B']);
    lists.open({ type: 'vital', id: 'aqi', beyond: true });
    expect(shown()).toEqual(['B']);
  });
  it('hold the gauge that is nearest to its warning stage, and the counter where the crowd is densest', () => {
    const level = { ...methane, key: 'riverWaterLevel' };
    city = createFakeCity([{ id: 'A', kind: 'waterLevelGauge' }, { id: 'B', kind: 'waterLevelGauge' }, { id: 'C', kind: 'crowdCounter' }, { id: 'D', kind: 'crowdCounter' }]);
    city.held.readings = [
      fakeReading('A', 170, 0, { property: { ...level, levels: { ...level.levels, III: 180 } } }), fakeReading('B', 168, 0, { property: { ...level, levels: { ...level.levels, III: 170 } } }),
      fakeReading('C', 0.4, 0, { property: { ...methane, key: 'crowdDensity' } }), fakeReading('D', 1.9, 0, { property: { ...methane, key: 'crowdDensity' } }),
    ];
    providePorts(city);
    const lists = useLists();
    const shown = (): unknown[] => lists.rows.map((row) => lists.describe(row).objectId);
    lists.open({ type: 'vital', id: 'stageMargin' });
    expect(shown()).toEqual(['B']);
    lists.open({ type: 'vital', id: 'crowdDensity' });
    expect(shown()).toEqual(['D']);
  });
  it('mirror what the camera looks at', () => {
    useView().settled({ lon: 106.5, lat: 29.5, range: 2000, heading: 0, pitch: -45 });
    const lists = useLists();
    lists.open({ type: 'view' });
    expect(lists.rows.map((row) => lists.describe(row).objectId)).toEqual(['CAM-2', 'CAM-1', 'ST-1']);
  });
  it('follow the feed while open and let go of it when closed', () => {
    const lists = useLists();
    lists.open({ type: 'warnings', level: 'I' });
    lists.open({ type: 'warnings', level: 'II' });
    expect(city.listenerCount()).toBe(1);
    city.held.warnings = [fakeWarning('x', 'ST-1', 'II')];
    city.tell();
    expect(keys()).toEqual(['x']);
    lists.close();
    expect([city.listenerCount(), lists.rows.length, lists.filter]).toEqual([0, 0, null]);
  });
});

describe('a list that the back end finds', () => {
  const turn = async (): Promise<void> => { for (let k = 0; k < 6; k++) await Promise.resolve(); };
  function answering(total: number) {
    const asked: CaseQuery[] = [];
    const waiting: (() => void)[] = [];
    Object.assign(city, { actions: { cases: (query: CaseQuery) => {
      asked.push(query);
      const from = query.offset ?? 0;
      const page = { count: total, at: FAKE_NOW, cases: Array.from({ length: Math.max(0, Math.min(query.limit ?? 0, total - from)) }, (_, k) => fakeCase(`${query.streetId}-${from + k}`, null, 'check', null)) };
      return new Promise((resolve) => { waiting.push(() => { resolve(page); }); });
    } } });
    return { asked, answer: async (at: number) => { waiting[at]?.(); await turn(); } };
  }
  it('says how many there are, and fetches pages as far as somebody looks', async () => {
    const lists = useLists();
    const { asked, answer } = answering(LIST_PAGE + 30);
    lists.open({ type: 'caseQuery', query: { streetId: 'ST-1', counted: 'archive' } });
    expect(lists.asking).toBe(true);
    lists.more();
    await answer(0);
    expect(lists.count).toBe(LIST_PAGE + 30);
    expect(lists.rows).toHaveLength(LIST_PAGE);
    lists.more();
    lists.more();
    await answer(1);
    expect(lists.rows).toHaveLength(LIST_PAGE + 30);
    lists.more();
    expect(asked.map((query) => [query.offset, query.counted])).toEqual([[0, 'archive'], [LIST_PAGE, 'archive']]);
  });
  it('drops the answer to a list that is not open any more', async () => {
    const lists = useLists();
    const { answer } = answering(3);
    lists.open({ type: 'caseQuery', query: { streetId: 'ST-1' } });
    lists.open({ type: 'caseQuery', query: { streetId: 'ST-2' } });
    await answer(1);
    await answer(0);
    expect(keys()).toEqual(['ST-2-0', 'ST-2-1', 'ST-2-2']);
    lists.open({ type: 'warnings' });
    expect(lists.count).toBe(lists.rows.length);
  });
  it('speaks of one moment, and is asked anew for another instant or on request; today goes on to it, another period does not', async () => {
    const lists = useLists();
    const { asked, answer } = answering(LIST_PAGE + 30);
    const query = { streetId: 'ST-1', from: FAKE_NOW - 9e6, to: FAKE_NOW - 1000, at: FAKE_NOW - 1000 };
    lists.open({ type: 'caseQuery', query });
    await answer(0);
    lists.more();
    await answer(1);
    const then = FAKE_NOW - 3_600_000;
    city.held.instant = then;
    city.tell({ instantChanged: true });
    expect(lists.rows).toHaveLength(LIST_PAGE + 30);
    await answer(2);
    expect(lists.filter).toEqual({ type: 'caseQuery', query: { ...query, to: then, at: then } });
    expect(asked[2]).toMatchObject({ at: then, offset: 0, limit: LIST_PAGE + 30 });
    city.tell();
    expect(asked).toHaveLength(3);
    lists.open({ type: 'caseQuery', query: { ...query, to: FAKE_NOW - 7_200_000 } });
    await answer(3);
    void lists.renew();
    await answer(4);
    expect(asked[4]).toMatchObject({ to: FAKE_NOW - 7_200_000, at: then });
    lists.close();
    city.held.instant = null;
    city.tell({ instantChanged: true });
    expect([asked.length, city.listenerCount()]).toEqual([5, 0]);
  });
  it('says that it could not ask', async () => {
    const lists = useLists();
    Object.assign(city, { actions: undefined });
    lists.open({ type: 'caseQuery', query: { open: true } });
    await turn();
    expect(lists.failed).toBe(true);
    expect(lists.count).toBe(0);
  });
});
