import { describe, expect, it } from 'vitest';
import type { FeedDictionary } from '../../domain/feedEvent';
import { toObjectId } from '../../domain/ids';
import type { ObservedProperty } from '../../domain/reading';
import { FRESHNESS, QUALITIES, STATUSES, type Freshness, type Quality, type Status } from '../../domain/state';
import type { CityBatch } from '../../state/city/cityBatch';
import { createCatalogue } from '../../state/city/createCatalogue';
import { createCityStore } from '../../state/city/createCityStore';
import { STATE_TEXTURE_WIDTH } from '../../workers/glbContract';
import { createFanClock } from './createFanClock';
import { PoseTable } from './PoseTable';

const NOW = Date.parse('2026-06-16T22:00:00+08:00');
/** A tank, a cover, three lamps on one circuit and one on another, a tunnel with a fan of its own, and far away in the table another cover. */
const THINGS = [
  ['SC-1', 'septicTank', null], ['MH-1', 'manhole', null], ['LP-1', 'streetLamp', 'a-1'], ['LP-2', 'streetLamp', 'a-1'], ['LP-3', 'streetLamp', 'a-1'], ['LP-4', 'streetLamp', 'b-1'],
  ['TN-1', 'tunnel', null], ['MH-2', 'manhole', null],
] as const;
const INDEX = [0, 1, 2, 3, 4, 5, 6, 5 * STATE_TEXTURE_WIDTH + 7];
const catalogue = createCatalogue([{
  first: 0, count: 6 * STATE_TEXTURE_WIDTH, buildings: { first: 0, count: 0 },
  columns: {
    index: Uint32Array.from(INDEX), ids: THINGS.map(([id]) => id), kind: THINGS.map(([, kind]) => kind), namesZh: [], namesEn: [], hosts: [], circuits: THINGS.map(([, , circuit]) => circuit),
    lon: Float64Array.from(THINGS, () => 106.5), lat: Float64Array.from(THINGS, () => 29.5), elevation: Float32Array.from(THINGS, () => 200), symbol: Uint8Array.from(THINGS, () => 1),
  },
}]);
const property = (key: string, more: Partial<ObservedProperty> = {}): ObservedProperty =>
  ({ key, nameZh: key, nameEn: key, unit: '', decimals: 1, samplingSeconds: 60, normalRange: [null, null], levels: { I: null, II: null, III: null, IV: null }, direction: 'state', basis: '', ...more });
const dictionary: FeedDictionary = {
  epoch: 'e', city: 'test', demo: true, objectIds: THINGS.map(([id]) => id),
  properties: [property('fanState'), property('manholeTilt'), property('streetLampCurrent', { direction: 'falling', levels: { IV: 90, III: 80, II: 50, I: null } })],
  datastreamObject: Uint32Array.from(THINGS, (_, k) => k), datastreamProperty: Uint16Array.from([0, 1, 2, 2, 2, 2, 0, 1]),
};

interface Said { readonly value?: number; readonly freshness?: Freshness; readonly quality?: Quality; readonly status?: Status }
function batch(said: Readonly<Record<string, Said>>, { first = false, live = true, instant = null as number | null } = {}): CityBatch {
  const rows = Object.entries(said).map(([id, own]) => ({ object: THINGS.findIndex(([name]) => name === id), freshness: 'live' as Freshness, quality: 'good' as Quality, status: 'normal' as Status, value: NaN, ...own }));
  return {
    replace: first || instant !== null, ...(first && { dictionary }), instant,
    object: Uint32Array.from(rows, (row) => row.object), rank: new Uint8Array(rows.length), freshness: Uint8Array.from(rows, (row) => FRESHNESS.indexOf(row.freshness)),
    status: Uint8Array.from(rows, (row) => STATUSES.indexOf(row.status)), sinceMs: new Float64Array(rows.length),
    readings: {
      datastream: Uint32Array.from(rows, (row) => row.object), value: Float32Array.from(rows, (row) => row.value), observedAt: Float64Array.from(rows, () => NOW),
      quality: Uint8Array.from(rows, (row) => QUALITIES.indexOf(row.quality)), freshness: Uint8Array.from(rows, (row) => FRESHNESS.indexOf(row.freshness)),
    },
    moves: { object: new Uint32Array(), lon: new Float64Array(), lat: new Float64Array(), heading: new Float32Array() }, warnings: [], cases: [], clockOffsetMs: 0, refused: {},
    connection: { source: 's', phase: live ? 'live' : 'stale', since: NOW, reason: null, clockOffsetMs: 0 },
  };
}
const quiet = { 'SC-1': { value: 0 }, 'MH-1': { value: 0.4 }, 'LP-1': { value: 100 }, 'LP-2': { value: 99 }, 'LP-3': { value: 101 }, 'LP-4': { value: 100 }, 'TN-1': { value: 0 }, 'MH-2': { value: 0 } };
function open() {
  const store = createCityStore({ catalogue, now: () => NOW });
  const table = new PoseTable(store);
  const tell = (said: Readonly<Record<string, Said>>, more = {}): boolean => { store.apply(batch(said, more)); return table.refresh(); };
  tell(quiet, { first: true });
  table.takeDirty();
  return { table, tell, pose: (id: string) => table.of(catalogue.indexOf(toObjectId(id)) ?? -1) };
}

describe('poses of moving parts', () => {
  it('turn a fan while it is on, and no longer', () => {
    const { tell, pose, table } = open();
    expect(pose('SC-1').turn).toBe(0);
    tell({ 'SC-1': { value: 1 } });
    expect(pose('SC-1').turn).toBe(255);
    expect(table.turning).toEqual([0]);
    tell({ 'SC-1': { value: 0 } });
    expect(pose('SC-1').turn).toBe(0);
    expect(table.turning).toEqual([]);
  });
  it.each([
    ['the reading is stale', { 'SC-1': { value: 1, freshness: 'stale' } }, {}], ['the reading is missing', { 'SC-1': { value: 1, quality: 'missing' } }, {}],
    ['the tank is off line', { 'SC-1': { value: 1, status: 'offline' } }, {}], ['the feed went quiet', {}, { live: false }],
  ] as const)('keep a fan still when %s', (_, said, more) => {
    const { tell, pose } = open();
    tell({ 'SC-1': { value: 1 } });
    tell(said, more);
    expect(pose('SC-1').turn).toBe(0);
  });
  it('open a cover by its angle on either side, and put it beside the hole beyond the upright', () => {
    const { tell, pose } = open();
    for (const [value, tilt] of [[18, 18], [-18, 18], [90, 90], [92, 180], [178, 180], [0, 0]] as const) {
      tell({ 'MH-1': { value } });
      expect(pose('MH-1').tilt).toBe(tilt);
    }
  });
  it('leave an open cover open when its radio falls silent, and invent none for a cover that never spoke', () => {
    const { tell, pose } = open();
    tell({ 'MH-1': { value: 92 } });
    tell({ 'MH-1': { value: 92, freshness: 'stale', status: 'offline' }, 'MH-2': { value: NaN, freshness: 'missing', quality: 'missing' } });
    expect(pose('MH-1').tilt).toBe(180);
    expect(pose('MH-2').tilt).toBe(0);
  });
  it('darken all lamps of a circuit that is out, silent ones too, and no others', () => {
    const { tell, pose } = open();
    tell({ 'LP-1': { value: 79 } });
    expect(pose('LP-1').dark).toBe(0);
    tell({ 'LP-1': { value: 49 }, 'LP-2': { value: 99, status: 'offline', freshness: 'stale' } });
    expect(['LP-1', 'LP-2', 'LP-3', 'LP-4'].map((id) => pose(id).dark)).toEqual([255, 255, 255, 0]);
    tell({ 'LP-1': { value: 99 } });
    expect(['LP-1', 'LP-2', 'LP-3', 'LP-4'].map((id) => pose(id).dark)).toEqual([0, 0, 0, 0]);
  });
  it('are those of the instant when looking back, also from a feed that has stopped', () => {
    const { tell, pose } = open();
    tell({ 'SC-1': { value: 1 }, 'MH-1': { value: 40 } });
    tell({ ...quiet, 'MH-1': { value: 12 } }, { instant: NOW - 3_600_000, live: false });
    expect([pose('SC-1').turn, pose('MH-1').tilt]).toEqual([0, 12]);
    tell({ ...quiet, 'SC-1': { value: 1 } }, { instant: NOW - 1_800_000, live: false });
    expect([pose('SC-1').turn, pose('MH-1').tilt]).toEqual([255, 0]);
  });
  it('upload only the lines that changed, and nothing when nothing moved', () => {
    const { table, tell } = open();
    expect(tell({ 'MH-1': { value: 0.3 } })).toBe(false);
    expect(table.takeDirty()).toBeNull();
    expect(tell({ 'MH-2': { value: 30 } })).toBe(true);
    const dirty = table.takeDirty();
    expect(dirty).toEqual({ first: 5, count: 1 });
    expect(table.rows(dirty ?? { first: 0, count: 0 })[7 * 4]).toBe(30);
  });
});

describe('the clock of the fans', () => {
  const clockFor = (turning: readonly number[], options: { metres?: number; shown?: boolean; software?: boolean } = {}) => {
    const { metres = 40, shown = true, software = false } = options;
    // a camera on the line from the earth's middle through the tank, looking down
    const at = catalogue.place(0) ?? { lon: 0, lat: 0, elevation: 0 };
    const [lon, lat] = [(at.lon * Math.PI) / 180, (at.lat * Math.PI) / 180];
    const up = { x: Math.cos(lat) * Math.cos(lon), y: Math.cos(lat) * Math.sin(lon), z: Math.sin(lat) };
    const n = 6378137 / Math.sqrt(1 - 0.00669437999 * Math.sin(lat) ** 2), height = at.elevation + metres;
    const eye = { x: (n + height) * up.x, y: (n + height) * up.y, z: (n * (1 - 0.00669437999) + height) * up.z };
    const right = { x: -Math.sin(lon), y: Math.cos(lon), z: 0 };
    const direction = { x: -up.x, y: -up.y, z: -up.z };
    const north = { x: -Math.sin(lat) * Math.cos(lon), y: -Math.sin(lat) * Math.sin(lon), z: Math.cos(lat) };
    return createFanClock({ pose: { turning }, catalogue, undulation: 0, software, isShown: () => shown, camera: () => ({ eye, right, up: north, direction, tanX: 0.6, tanY: 0.4, width: 900, height: 600 }) });
  };
  it('asks for frames at a capped rate, slower where a frame is dear', () => {
    const clock = clockFor([0]);
    let frames = 0;
    for (let now = 1000; now < 2000; now += 10) if (clock.tick(now, 4) !== null) frames++;
    expect(frames).toBe(20);
    frames = 0;
    for (let now = 3000; now < 5000; now += 10) if (clock.tick(now, 200) !== null) frames++;
    expect(frames).toBe(4);
    const slow = clockFor([0], { software: true });
    frames = 0;
    for (let now = 1000; now < 2000; now += 10) if (slow.tick(now, 4) !== null) frames++;
    expect(frames).toBe(4);
  });
  it.each([['nothing turns', clockFor([])], ['it is far away', clockFor([0], { metres: 900 })], ['its layer is off', clockFor([0], { shown: false })]])('asks for none when %s', (_, clock) => {
    for (let now = 0; now < 2000; now += 20) expect(clock.tick(now, 4)).toBeNull();
  });
});
