import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeCity, FAKE_NOW } from '../createFakeCity';
import { createManualTimers, type ManualTimers } from '../createManualTimers';
import { providePorts } from '../providePorts';
import { provideTimers } from '../Timers';
import { ASK_INTERVAL_MS, createAsked } from './createAsked';

let city: ReturnType<typeof createFakeCity>;
let timers: ManualTimers;
const turn = async (): Promise<void> => { for (let k = 0; k < 4; k++) await Promise.resolve(); };
beforeEach(() => {
  city = createFakeCity([]);
  timers = createManualTimers(FAKE_NOW);
  providePorts(city);
  provideTimers(timers);
});

describe('what a board asks the back end', () => {
  it('is asked at once, again after a while, and no more once the board is closed', async () => {
    let asked = 0;
    const source = createAsked(() => Promise.resolve(++asked));
    const stop = source.start();
    await turn();
    expect(source.state.value).toMatchObject({ phase: 'ready', value: 1, at: FAKE_NOW });
    timers.advance(ASK_INTERVAL_MS);
    await turn();
    expect(source.state.value.value).toBe(2);
    stop();
    timers.advance(10 * ASK_INTERVAL_MS);
    expect(asked).toBe(2);
  });
  it('carries the instant while looking back, and is then asked only when the instant moves', async () => {
    const instants: (number | null)[] = [];
    const stop = createAsked((at) => { instants.push(at); return Promise.resolve(0); }).start();
    city.held.instant = FAKE_NOW - 3_600_000;
    city.tell({ instantChanged: true });
    timers.advance(2000);
    timers.advance(10 * ASK_INTERVAL_MS);
    expect(instants).toEqual([null, FAKE_NOW - 3_600_000]);
    stop();
  });
  it('waits for a back end that the page has not reached yet', async () => {
    city.held.connection = { ...city.held.connection, phase: 'connecting' };
    let asked = 0;
    const stop = createAsked(() => Promise.resolve(++asked)).start();
    timers.advance(3 * ASK_INTERVAL_MS);
    expect(asked).toBe(0);
    city.held.connection = { ...city.held.connection, phase: 'live' };
    city.tell({ source: 'snapshot' });
    timers.advance(2000);
    expect(asked).toBeGreaterThan(0);
    stop();
  });
  it('never shows an older answer after a newer one, and no answer to what is not asked any more', async () => {
    const answers: ((value: string) => void)[] = [];
    const source = createAsked(() => new Promise<string>((resolve) => { answers.push(resolve); }));
    const stop = source.start();
    source.refresh();
    answers[1]?.('new');
    await turn();
    answers[0]?.('old');
    await turn();
    expect(source.state.value.value).toBe('new');
    source.refresh();
    source.again();
    answers[2]?.('of before');
    await turn();
    expect(source.state.value).toMatchObject({ phase: 'asking', value: null });
    stop();
  });
  it('keeps the last answer with its age when the back end fails', async () => {
    let fails = false;
    const source = createAsked(() => (fails ? Promise.reject(new Error('down')) : Promise.resolve('good')));
    const stop = source.start();
    await turn();
    fails = true;
    timers.advance(ASK_INTERVAL_MS);
    await turn();
    expect(source.state.value).toEqual({ phase: 'failed', value: 'good', at: FAKE_NOW });
    stop();
  });
});
