import { createPinia, setActivePinia } from 'pinia';
import { nextTick } from 'vue';
import { expect, it } from 'vitest';
import type { TimeWish } from '../../../workers/protocol';
import type { RecordingNews } from '../../ports/timePort';
import { createFakeCity, FAKE_NOW } from '../createFakeCity';
import { createManualTimers } from '../createManualTimers';
import { providePorts } from '../providePorts';
import { useTimeMachine } from '../timeMachine';
import { provideTimers } from '../Timers';
import { syncUrl, URL_SETTLE_MS } from './syncUrl';
import { toLocalText } from './urlInstant';

function open(initial: string) {
  setActivePinia(createPinia());
  const city = createFakeCity([]);
  const timers = createManualTimers(FAKE_NOW);
  const wishes: TimeWish[] = [];
  let tell: (news: RecordingNews) => void = () => undefined;
  providePorts({ ...city, time: { ask: (wish) => wishes.push(wish), openFile: () => undefined, past: () => Promise.reject(new Error('unreachable')), onNews: (listener) => { tell = listener; return () => undefined; } } });
  provideTimers(timers);
  let query = initial;
  const sync = syncUrl({ bar: { read: () => query, replace: (next) => { query = next; }, push: (next) => { query = next; }, onReturn: () => () => undefined }, direction: 'both' });
  useTimeMachine().start();
  const settle = async (): Promise<void> => { await nextTick(); timers.advance(URL_SETTLE_MS); };
  return {
    sync, wishes, query: () => query, settle,
    recorded(origin: 'backEnd' | 'file' = 'backEnd') { tell({ type: 'recording', from: FAKE_NOW - 86_400_000, to: FAKE_NOW, marks: [], storedBytes: 0, origin }); },
    async show(instant: number | null, playRate = 0) { Object.assign(city.held, { instant, playRate }); city.tell({ instantChanged: true }); await settle(); },
  };
}

it('a link reproduces its instant, and the address follows where the cockpit stands', async () => {
  const page = open(`t=${toLocalText(FAKE_NOW - 3_600_000)}`);
  page.recorded();
  expect(page.wishes).toEqual([{ seek: FAKE_NOW - 3_600_000 }]);
  await page.show(FAKE_NOW - 7_200_000);
  expect(page.query()).toContain(`t=${toLocalText(FAKE_NOW - 7_200_000)}`);
  await page.show(null);
  expect(page.query()).not.toContain('t=');
});

it('the address holds the instant of the moment it is asked for, also while the past is played', async () => {
  const page = open('');
  page.recorded();
  await page.show(FAKE_NOW - 7_200_000, 60);
  const before = page.query();
  await page.show(FAKE_NOW - 7_000_000, 60);
  expect(page.query()).toBe(before);
  page.sync.write();
  expect(page.query()).toContain(`t=${toLocalText(FAKE_NOW - 7_000_000)}`);
});

it('the address keeps the instant of a file that is still on its way, and drops a file that was closed', async () => {
  const link = `recording=day.ccr&t=${toLocalText(FAKE_NOW - 3_600_000)}`;
  const page = open(link);
  useTimeMachine().expectFile(true);
  page.recorded();
  page.sync.write();
  expect(page.query()).toContain(`t=${toLocalText(FAKE_NOW - 3_600_000)}`);
  page.recorded('file');
  await page.show(FAKE_NOW - 3_600_000);
  expect(page.query()).toContain('recording=day.ccr');
  page.recorded();
  await page.show(null);
  expect(page.query()).toBe('');
});
