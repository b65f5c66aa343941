import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeCity, FAKE_NOW, fakeWarning } from './createFakeCity';
import { createFakeOverview } from './createFakeOverview';
import { createManualTimers, type ManualTimers } from './createManualTimers';
import { useOverview } from './overview';
import { usePreferences } from './preferences';
import { providePorts } from './providePorts';
import { useSelection } from './selection';
import { provideTimers } from './Timers';
import { INTERRUPT_MS, useTour } from './tour';
import { toTourValue, type Tour, type TourStop } from './tourStop';
import { useView } from './view';

const stop = (id: string, more: Partial<TourStop> = {}): TourStop => ({ id, lon: 1, lat: 2, range: 500, heading: 0, pitch: -30, captionZh: id, captionEn: id, dwellSeconds: 10, ...more });
const tour: Tour = { id: 't', nameZh: '', nameEn: '', introZh: '', introEn: '', stops: [stop('a', { objectId: 'BR-1' }), stop('worst', { focus: 'worstWarning' }), stop('c', { objectId: 'gone' })] };

let timers: ManualTimers;
let city: ReturnType<typeof createFakeCity>;
beforeEach(() => {
  setActivePinia(createPinia());
  timers = createManualTimers(FAKE_NOW);
  city = createFakeCity([{ id: 'BR-1', kind: 'bridge', lon: 106.58, lat: 29.56 }, { id: 'SEP-1', kind: 'septicTank' }]);
  city.store.overview = () => createFakeOverview(city.store);
  provideTimers(timers);
  providePorts(city);
  useOverview().start();
});

describe('a tour', () => {
  it('looks at objects where the city has them, else where the author wrote them', () => {
    useTour().start(tour, { loop: true });
    expect(useView().target).toMatchObject({ lon: 106.58, lat: 29.56, range: 500 });
    timers.advance(10_000);
    expect(useTour().stop?.id).toBe('c');
    expect(useView().target).toMatchObject({ lon: 1, lat: 2 });
  });

  it('wraps when it loops and ends at its last stop when it does not', () => {
    const running = useTour();
    running.start(tour, { loop: true });
    timers.advance(20_000);
    expect(running.stop?.id).toBe('a');
    running.start(tour, { loop: false });
    timers.advance(60_000);
    expect(running.phase).toBe('finished');
    expect(running.stop?.id).toBe('c');
    running.previous();
    expect(running.phase).toBe('running');
  });

  it('shows the worst warning at its stop and leaves it behind', () => {
    city.held.warnings = [fakeWarning('w1', 'SEP-1', 'III')];
    city.tell();
    timers.advance(250);
    useTour().start(tour, { loop: true });
    timers.advance(10_000);
    expect(useTour().warning?.id).toBe('w1');
    expect(useSelection().openId).toBe('SEP-1');
    timers.advance(10_000);
    expect(useTour().warning).toBeNull();
    expect(useSelection().openId).toBeNull();
  });

  it('is interrupted by a warning and goes on where it was', () => {
    const running = useTour();
    running.start(tour, { loop: true });
    timers.advance(10_000);
    running.interrupt(fakeWarning('w9', 'SEP-1', 'I'));
    expect([running.phase, useSelection().openId]).toEqual(['interrupted', 'SEP-1']);
    timers.advance(INTERRUPT_MS);
    expect([running.phase, running.stop?.id, useSelection().openId]).toEqual(['running', 'c', null]);
  });

  it('moves only by hand with reduced motion', () => {
    usePreferences().reducedMotion = true;
    useTour().start(tour, { loop: true });
    timers.advance(600_000);
    expect(useTour().stop?.id).toBe('a');
    useTour().next();
    expect(useTour().stop?.id).toBe('c');
  });
});

describe('the number of a stop', () => {
  it('is live or a fact, and nothing rather than invented', () => {
    const overview = createFakeOverview(city.store);
    expect(toTourValue({ type: 'fact', value: 552 }, null)).toBe(552);
    expect(toTourValue({ type: 'kindTotal', kind: 'bridge' }, overview)).toBe(1);
    expect(toTourValue({ type: 'kindTotal', kind: 'camera' }, overview)).toBeNull();
    expect(toTourValue({ type: 'vital', id: 'aqi' }, overview)).toBeNull();
    expect(toTourValue({ type: 'openCases' }, null)).toBeNull();
  });
});
