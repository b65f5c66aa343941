import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { createManualTimers, type ManualTimers } from './createManualTimers';
import { COUNTDOWN_SECONDS, IDLE_MS, useKiosk } from './kiosk';
import { provideTimers } from './Timers';

let timers: ManualTimers;
let cleaned = 0;
beforeEach(() => {
  setActivePinia(createPinia());
  timers = createManualTimers();
  provideTimers(timers);
  cleaned = 0;
  useKiosk().start(() => { cleaned += 1; });
});

describe('a kiosk between visitors', () => {
  it('attracts forever until it is touched', () => {
    timers.advance(10 * IDLE_MS);
    expect(useKiosk().phase).toBe('attract');
    expect(cleaned).toBe(1);
  });

  it('asks after a minute without touch, counts ten seconds, then starts clean', () => {
    const kiosk = useKiosk();
    kiosk.wake();
    timers.advance(IDLE_MS - 1);
    expect(kiosk.phase).toBe('exploring');
    timers.advance(1);
    expect(kiosk.phase).toBe('asking');
    timers.advance(4000);
    expect(kiosk.secondsLeft).toBe(COUNTDOWN_SECONDS - 4);
    timers.advance(6000);
    expect(kiosk.phase).toBe('attract');
    expect(cleaned).toBe(2);
    timers.advance(10 * IDLE_MS);
    expect(cleaned).toBe(2);
  });

  it('is kept by touches and by Stay, but a stray touch does not answer the question', () => {
    const kiosk = useKiosk();
    kiosk.wake();
    for (let minute = 0; minute < 5; minute += 1) { timers.advance(IDLE_MS - 1000); kiosk.active(); }
    expect(kiosk.phase).toBe('exploring');
    timers.advance(IDLE_MS);
    kiosk.active();
    expect(kiosk.phase).toBe('asking');
    kiosk.stay();
    expect(kiosk.phase).toBe('exploring');
    timers.advance(IDLE_MS + COUNTDOWN_SECONDS * 1000);
    expect(kiosk.phase).toBe('attract');
    expect(cleaned).toBe(2);
  });
});
