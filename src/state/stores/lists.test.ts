import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeCity, FAKE_NOW, fakeCase, fakeWarning } from './createFakeCity';
import { createManualTimers, type ManualTimers } from './createManualTimers';
import { hasVitalList } from './listRows';
import { useLists } from './lists';
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
    expect(lists.rows).toHaveLength(3);
    lists.open({ type: 'vital', id: 'deviceOnline' });
    expect(lists.rows).toHaveLength(4);
    for (const id of ['waterPressure', 'satisfaction', 'constructor']) { lists.open({ type: 'vital', id }); expect([hasVitalList(id), lists.rows.length]).toEqual([false, 0]); }
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
