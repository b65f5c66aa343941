import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TimeMark } from '../../history/recording';
import type { TimeWish } from '../../workers/protocol';
import type { RecordingNews } from '../ports/timePort';
import { createFakeCity, FAKE_NOW } from './createFakeCity';
import { createManualTimers } from './createManualTimers';
import { providePorts } from './providePorts';
import { REPLAY_MS, SEEK_INTERVAL_MS, useTimeMachine } from './timeMachine';
import { provideTimers } from './Timers';

const HOUR = 3_600_000;
const mark = (at: number, kind: TimeMark['kind'], level: TimeMark['level'] = null): TimeMark => ({ at, kind, level, objectId: null, textZh: 'x', textEn: 'x' });

function begin() {
  setActivePinia(createPinia());
  const city = createFakeCity([]);
  const timers = createManualTimers(FAKE_NOW);
  const wishes: TimeWish[] = [];
  const files: (ArrayBuffer | null)[] = [];
  const fileInstants: (number | null)[] = [];
  let tell: (news: RecordingNews) => void = () => undefined;
  providePorts({ ...city, time: { ask: (wish) => wishes.push(wish), openFile: (bytes, at = null) => { files.push(bytes); fileInstants.push(at); }, past: () => Promise.reject(new Error('unreachable')), onNews: (listener) => { tell = listener; return () => undefined; } } });
  provideTimers(timers);
  const machine = useTimeMachine();
  machine.start();
  return {
    city, timers, wishes, files, fileInstants, machine, tell: (news: RecordingNews) => tell(news),
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

  it('keeps a link’s instant for the file that the link names, whatever the live feed has recorded meanwhile', () => {
    rig.machine.expectFile(true);
    rig.machine.openAt(FAKE_NOW - 3 * HOUR);
    rig.recorded();
    expect([rig.wishes, rig.machine.pending]).toEqual([[], FAKE_NOW - 3 * HOUR]);
    rig.machine.openFile(new ArrayBuffer(8));
    expect(rig.fileInstants).toEqual([FAKE_NOW - 3 * HOUR]);
    rig.recorded([], 'file');
    expect([rig.machine.pending, rig.machine.refusal, rig.wishes]).toEqual([null, null, []]);
    rig.machine.openFile(new ArrayBuffer(8));
    expect(rig.fileInstants.at(-1)).toBeNull();
  });

  it('looks into the live recording after all when the file of the link cannot be had', () => {
    rig.machine.expectFile(true);
    rig.machine.openAt(FAKE_NOW - 3 * HOUR);
    rig.recorded();
    rig.machine.expectFile(false);
    expect(rig.wishes).toEqual([{ seek: FAKE_NOW - 3 * HOUR }]);
  });

  it('says so when a link’s instant cannot be shown, instead of showing another one', () => {
    for (const [at, origin, reason] of [[FAKE_NOW + HOUR, 'backEnd', 'linkAhead'], [FAKE_NOW - 30 * HOUR, 'backEnd', 'linkBefore'], [FAKE_NOW + HOUR, 'file', 'linkNotInFile']] as const) {
      const own = begin();
      own.machine.expectFile(origin === 'file');
      own.machine.openAt(at);
      own.recorded([], origin);
      expect([own.machine.refusal, own.wishes]).toEqual([reason, []]);
    }
  });

  it('plays from live what has just happened, not the whole day', () => {
    rig.recorded();
    rig.machine.toggle();
    expect(rig.wishes).toEqual([{ seek: FAKE_NOW - REPLAY_MS, play: 1 }]);
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
