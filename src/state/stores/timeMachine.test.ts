import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TimeMark } from '../../history/recording';
import type { TimeWish } from '../../workers/protocol';
import type { RecordingNews } from '../ports/timePort';
import { createFakeCity, FAKE_NOW } from './createFakeCity';
import { createManualTimers } from './createManualTimers';
import { providePorts } from './providePorts';
import { SEEK_INTERVAL_MS, useTimeMachine } from './timeMachine';
import { provideTimers } from './Timers';

const HOUR = 3_600_000;
const mark = (at: number, kind: TimeMark['kind'], level: TimeMark['level'] = null): TimeMark => ({ at, kind, level, objectId: null, textZh: 'x', textEn: 'x' });

function begin() {
  setActivePinia(createPinia());
  const city = createFakeCity([]);
  const timers = createManualTimers(FAKE_NOW);
  const wishes: TimeWish[] = [];
  const files: (ArrayBuffer | null)[] = [];
  let tell: (news: RecordingNews) => void = () => undefined;
  providePorts({ ...city, time: { ask: (wish) => wishes.push(wish), openFile: (bytes) => files.push(bytes), onNews: (listener) => { tell = listener; return () => undefined; } } });
  provideTimers(timers);
  const machine = useTimeMachine();
  machine.start();
  return {
    city, timers, wishes, files, machine, tell: (news: RecordingNews) => tell(news),
    recorded: (marks: readonly TimeMark[] = [], origin: 'backEnd' | 'file' = 'backEnd') => tell({ type: 'recording', from: FAKE_NOW - 24 * HOUR, to: FAKE_NOW, marks, storedBytes: 0, origin }),
    /** The worker shows an instant. */
    show(instant: number | null, playRate = 0) { city.held.instant = instant; city.held.playRate = playRate; city.tell({ source: 'snapshot', instantChanged: true }); },
  };
}

describe('time machine', () => {
  let rig: ReturnType<typeof begin>;
  beforeEach(() => { rig = begin(); });

  it('opens a link’s instant as soon as something is recorded', () => {
    rig.machine.openAt(FAKE_NOW - HOUR);
    expect(rig.wishes).toEqual([]);
    rig.recorded();
    expect(rig.wishes).toEqual([{ seek: FAKE_NOW - HOUR }]);
    rig.show(FAKE_NOW - HOUR);
    expect([rig.machine.lookingBack, rig.machine.instant, rig.machine.shown]).toEqual([true, FAKE_NOW - HOUR, FAKE_NOW - HOUR]);
  });

  it('keeps the thumb under the hand and asks for the last place of a drag', () => {
    rig.recorded();
    for (let k = 1; k <= 50; k++) rig.machine.seek(FAKE_NOW - HOUR - k * 1000);
    expect(rig.machine.shown).toBe(FAKE_NOW - HOUR - 50_000);
    expect(rig.wishes).toHaveLength(1);
    rig.timers.advance(SEEK_INTERVAL_MS);
    expect(rig.wishes.at(-1)).toEqual({ seek: FAKE_NOW - HOUR - 50_000 });
  });

  it('never leaves what is recorded, and its end is live', () => {
    rig.recorded();
    rig.machine.seek(0);
    expect(rig.wishes.at(-1)).toEqual({ seek: FAKE_NOW - 24 * HOUR });
    rig.show(FAKE_NOW - 24 * HOUR);
    rig.machine.step(48 * HOUR);
    expect(rig.wishes.at(-1)).toEqual({ live: true });
  });

  it('jumps to the first warning and from event to event', () => {
    const marks = [mark(FAKE_NOW - 5 * HOUR, 'case'), mark(FAKE_NOW - 4 * HOUR, 'warning', 'II'), mark(FAKE_NOW - HOUR, 'warning', 'I')];
    rig.recorded(marks);
    expect(rig.machine.next).toBeNull();
    rig.machine.goTo(rig.machine.firstWarning);
    expect(rig.wishes.at(-1)).toEqual({ seek: FAKE_NOW - 4 * HOUR });
    rig.show(FAKE_NOW - 4 * HOUR);
    expect([rig.machine.here?.level, rig.machine.previous?.kind, rig.machine.next?.level]).toEqual(['II', 'case', 'I']);
  });

  it('plays at its speed, keeps playing from where it is put, and pauses', () => {
    rig.recorded();
    rig.show(FAKE_NOW - HOUR);
    rig.machine.setRate(30);
    expect(rig.wishes).toEqual([]);
    rig.machine.toggle();
    expect(rig.wishes.at(-1)).toEqual({ play: 30 });
    rig.show(FAKE_NOW - HOUR + 1000, 30);
    rig.machine.seek(FAKE_NOW - 2 * HOUR);
    expect(rig.wishes.at(-1)).toEqual({ seek: FAKE_NOW - 2 * HOUR, play: 30 });
    rig.show(FAKE_NOW - 2 * HOUR, 30);
    rig.machine.toggle();
    expect(rig.wishes.at(-1)).toEqual({ pause: true });
  });

  it('says why an instant cannot be shown, until the next wish', () => {
    rig.recorded();
    rig.machine.seek(FAKE_NOW - HOUR);
    rig.tell({ type: 'timeRefused', reason: 'unreachable' });
    expect([rig.machine.refusal, rig.machine.shown]).toEqual(['unreachable', FAKE_NOW]);
    rig.timers.advance(1000);
    rig.machine.seek(FAKE_NOW - HOUR);
    expect(rig.machine.refusal).toBeNull();
  });

  it('closes a file with LIVE', () => {
    rig.recorded([], 'file');
    rig.show(FAKE_NOW - HOUR);
    rig.machine.live();
    expect(rig.files).toEqual([null]);
    expect(rig.wishes.at(-1)).toEqual({ live: true });
  });
});
