import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { toObjectId, type ObjectId } from '../../domain/ids';
import type { ObjectTrack } from '../../domain/track';
import { createFakeCity, FAKE_NOW } from './createFakeCity';
import { createManualTimers } from './createManualTimers';
import { TRACK_MS, TRACK_STEP_MS, useObjectTrack } from './objectTrack';
import { useObjectSheet } from './objectSheet';
import { providePorts } from './providePorts';
import { useSelection } from './selection';
import { provideTimers } from './Timers';

const settle = async (): Promise<void> => { for (let turn = 0; turn < 8; turn++) await Promise.resolve(); };
const WAY: ObjectTrack = { times: [1, 2, 3, 4, 5], lon: [106.5, 106.501, null, 106.503, 106.504], lat: [29.5, 29.5, null, 29.5, 29.5] };

describe('the track of what moves', () => {
  let world: ReturnType<typeof setUp>;
  function setUp() {
    setActivePinia(createPinia());
    const city = createFakeCity([{ id: 'VH-1', kind: 'vehicle' }, { id: 'CAM-1', kind: 'camera' }, { id: 'WK-1', kind: 'worker' }]);
    const asked: [ObjectId, number, number][] = [];
    city.ports.track = (id, from, to) => { asked.push([id, from, to]); return id === 'WK-1' ? Promise.reject(new Error('403')) : Promise.resolve(WAY); };
    providePorts(city);
    provideTimers(createManualTimers());
    return { city, asked, selection: useSelection(), sheet: useObjectSheet(), track: useObjectTrack() };
  }
  beforeEach(() => { world = setUp(); world.sheet.start(); world.track.start(); });

  it('is drawn for an hour behind the instant, broken where nothing was heard, and goes with the card', async () => {
    const { selection, track, asked } = world;
    selection.open(toObjectId('VH-1'));
    await settle();
    expect(asked).toEqual([['VH-1', FAKE_NOW - TRACK_MS, FAKE_NOW]]);
    expect(track.figures.map(({ tone, coordinates }) => [tone, coordinates])).toEqual([['track', [106.5, 29.5, 106.501, 29.5]], ['track', [106.503, 29.5, 106.504, 29.5]]]);
    selection.open(toObjectId('CAM-1'));
    await settle();
    expect(track.figures).toEqual([]);
    expect(track.track.phase).toBe('none');
    expect(asked).toHaveLength(1);
  });
  it('follows the instant shown, and is not asked for every batch', async () => {
    const { selection, city, asked } = world;
    selection.open(toObjectId('VH-1'));
    await settle();
    city.held.now += TRACK_STEP_MS / 2;
    city.tell();
    await settle();
    expect(asked).toHaveLength(1);
    city.held.instant = FAKE_NOW - 7_200_000;
    city.tell({ instantChanged: true });
    await settle();
    expect(asked.at(-1)).toEqual(['VH-1', FAKE_NOW - 7_200_000 - TRACK_MS, FAKE_NOW - 7_200_000]);
  });
  it('says that it cannot be had where the role may not follow people', async () => {
    const { selection, track } = world;
    selection.open(toObjectId('WK-1'));
    await settle();
    expect(track.track.phase).toBe('failed');
    expect(track.figures).toEqual([]);
  });
});
