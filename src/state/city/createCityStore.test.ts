import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASE_STEPS, isOverdue, type Case } from '../../domain/case';
import { makeCase, makeWarning } from '../../domain/fixtures/records';
import type { FeedDictionary } from '../../domain/feedEvent';
import { toCaseId, toObjectId, toWarningId } from '../../domain/ids';
import type { ObservedProperty } from '../../domain/reading';
import { LEVEL_BY_RANK, type WarningLevel } from '../../domain/state';
import { isActive, type AlarmState, type Warning } from '../../domain/warning';
import type { CityBatch } from './cityBatch';
import type { CityDiff } from './CityStore';
import { createCatalogue } from './createCatalogue';
import { createCityStore, type LiveCityStore } from './createCityStore';

const NOW = Date.parse('2026-11-20T10:00:00+08:00');
/** 3 cameras, a bridge with 3 sensors, one tank; buildings are 0 … 9. */
const IDS = ['cam-1', 'cam-2', 'cam-3', 'bridge-1', 'bs-1', 'bs-2', 'bs-3', 'SC-001'];
const KINDS = ['camera', 'camera', 'camera', 'bridge', 'bridgeSensor', 'bridgeSensor', 'bridgeSensor', 'septicTank'];
const HOSTS = [null, null, null, null, 'bridge-1', 'bridge-1', 'bridge-1', null];
const FIRST = 10;

const catalogue = createCatalogue([{
  first: 0, count: FIRST + IDS.length, buildings: { first: 0, count: FIRST },
  columns: {
    index: Uint32Array.from(IDS, (_, k) => FIRST + k), ids: IDS, kind: KINDS, namesZh: IDS, namesEn: IDS, lon: Float64Array.from(IDS, () => 106.5), lat: Float64Array.from(IDS, () => 29.5),
    elevation: Float32Array.from(IDS, () => 200), hosts: HOSTS, symbol: Uint8Array.from(IDS, (_, k) => (k === 3 ? 0 : 1)),
  },
}]);
const property: ObservedProperty = {
  key: 'bridgeStrain', nameZh: '应变', nameEn: 'Strain', unit: '', decimals: 2, samplingSeconds: 60, normalRange: [0, 0.7], levels: { I: 1, II: 0.9, III: 0.8, IV: 0.7 }, direction: 'rising', basis: '',
};
/** The feed speaks of everything but the bridge itself, and of one object that the city does not know. */
const FED = ['cam-1', 'cam-2', 'cam-3', 'bs-1', 'bs-2', 'bs-3', 'SC-001', 'ghost'];
const dictionary: FeedDictionary = {
  epoch: 'e', city: 'test', demo: true, objectIds: FED, properties: [property], datastreamObject: Uint32Array.from(FED, (_, k) => k), datastreamProperty: new Uint16Array(FED.length),
};

type Rows = readonly { readonly object: number; readonly rank: number; readonly freshness: number; readonly status: number }[];
interface Parts { rows?: Rows; values?: readonly { stream: number; value: number }[]; moves?: readonly number[]; warnings?: readonly Warning[]; cases?: readonly Case[]; live?: boolean; replace?: boolean; withDictionary?: boolean }

function batch({ rows = [], values = [], moves = [], warnings = [], cases = [], live = true, replace = false, withDictionary = false }: Parts): CityBatch {
  return {
    replace, ...(withDictionary ? { dictionary } : {}),
    object: Uint32Array.from(rows, (row) => row.object), rank: Uint8Array.from(rows, (row) => row.rank), freshness: Uint8Array.from(rows, (row) => row.freshness),
    status: Uint8Array.from(rows, (row) => row.status), sinceMs: Float64Array.from(rows, (row) => NOW - row.rank * 1000),
    readings: {
      datastream: Uint32Array.from(values, (item) => item.stream), value: Float32Array.from(values, (item) => item.value), observedAt: Float64Array.from(values, () => NOW),
      quality: Uint8Array.from(values, () => 0), freshness: Uint8Array.from(values, () => 1),
    },
    moves: { object: Uint32Array.from(moves), lon: Float64Array.from(moves, (k) => 106 + k), lat: Float64Array.from(moves, (k) => 29 + k), heading: Float32Array.from(moves, () => 90) },
    warnings, cases, clockOffsetMs: 0, refused: {},
    connection: { source: 's', phase: live ? 'live' : 'stale', since: live ? NOW - 5000 : NOW - 20_000, reason: live ? null : 'noHeartbeat', clockOffsetMs: 0 },
  };
}
const warning = (object: string, level: WarningLevel, state: AlarmState, n = 0): Warning => makeWarning({
  id: toWarningId(`w-${object}-${n}`), objectId: toObjectId(object), cause: 'bridgeStrain', level, state, onsetAt: NOW, updatedAt: NOW,
});
const caseOf = (n: number, object: string | null, step: Case['step'], open: boolean, deadlineAt: number | null): Case => makeCase({
  id: toCaseId(`c-${n}`), code: String(n), objectId: object === null ? null : toObjectId(object), step, source: 'iot', open, reportedAt: NOW - 3_600_000, deadlineAt, closedAt: open ? null : NOW - 60_000,
});
const allRows = (freshness = 1): Rows => FED.map((_, object) => ({ object, rank: 0, freshness, status: 0 }));
const open = (): LiveCityStore => {
  const store = createCityStore({ catalogue, now: () => NOW });
  store.apply(batch({ withDictionary: true, replace: true, rows: allRows() }));
  return store;
};
const indexOf = (id: string): number => catalogue.indexOf(toObjectId(id)) ?? -1;

describe('CityStore', () => {
  it('adds up what the feed refused, by reason, and tells its listeners', () => {
    const store = open();
    const told: boolean[] = [];
    store.subscribe((diff) => told.push(diff.connectionChanged));
    store.apply({ ...batch({}), refused: { badTime: 2, constructor: 1 } });
    store.apply(batch({}));
    store.apply({ ...batch({}), refused: { badTime: 3 } });
    expect(store.refused).toEqual({ badTime: 5, constructor: 1 });
    expect(told).toEqual([true, false, true]);
  });
  it('knows nothing before the first snapshot and everything fed after it', () => {
    const store = createCityStore({ catalogue, now: () => NOW });
    expect(store.state(indexOf('cam-1')).condition).toBe('noFeed');
    store.apply(batch({ withDictionary: true, replace: true, rows: allRows() }));
    expect(store.state(indexOf('cam-1')).condition).toBe('normal');
    expect(store.state(0).condition).toBe('noFeed');
    expect(store.demo).toBe(true);
  });

  it('shows a bridge as the worst of its sensors, with their readings, warnings and cases', () => {
    const store = open();
    const diffs: CityDiff[] = [];
    store.subscribe((diff) => diffs.push(diff));
    store.apply(batch({
      rows: [{ object: 4, rank: 3, freshness: 1, status: 0 }], values: [{ stream: 3, value: 0.5 }, { stream: 4, value: 0.93 }],
      warnings: [warning('bs-2', 'II', 'active_unack')], cases: [caseOf(1, 'bs-2', 'handling', true, NOW + 1)],
    }));
    const bridge = toObjectId('bridge-1');
    expect(store.state(indexOf('bridge-1'))).toMatchObject({ rank: 3, condition: 'II', unacknowledged: true, openCases: 1, freshness: 'live' });
    expect([...(diffs[0] as CityDiff).rows].sort()).toEqual([indexOf('bridge-1'), indexOf('bs-2')].sort());
    expect(store.readings(bridge)).toHaveLength(3);
    expect(store.readings(bridge)[0]).toMatchObject({ objectId: 'bs-2', rank: 3, value: 0.93 });
    expect(store.warningsOf(bridge)).toHaveLength(1);
    store.apply(batch({ rows: [{ object: 4, rank: 0, freshness: 1, status: 0 }], warnings: [warning('bs-2', 'II', 'cleared_ack')] }));
    expect(store.state(indexOf('bridge-1'))).toMatchObject({ rank: 0, unacknowledged: false });
    expect(store.warnings()).toHaveLength(0);
  });

  it('is as fresh as its best sensor and off line only when all are', () => {
    const store = open();
    store.apply(batch({ rows: [{ object: 3, rank: 0, freshness: 3, status: 1 }, { object: 4, rank: 0, freshness: 3, status: 1 }] }));
    expect(store.state(indexOf('bridge-1'))).toMatchObject({ freshness: 'live', status: 'normal' });
    store.apply(batch({ rows: [{ object: 5, rank: 0, freshness: 3, status: 1 }] }));
    expect(store.state(indexOf('bridge-1'))).toMatchObject({ freshness: 'stale', status: 'offline' });
  });

  it('marks everything the feed fed as stale with since when, and takes it back', () => {
    const store = open();
    store.apply(batch({ values: [{ stream: 0, value: 1 }] }));
    const diff = store.apply(batch({ live: false }));
    expect(diff).toMatchObject({ rows: 'all', connectionChanged: true, source: 'connection' });
    for (const id of [...FED.slice(0, 7), 'bridge-1']) expect(store.state(indexOf(id))).toMatchObject({ freshness: 'stale', condition: 'stale', since: NOW - 20_000 });
    expect(store.readings(toObjectId('cam-1'))[0]).toMatchObject({ freshness: 'stale', value: 1 });
    expect(store.state(0).freshness).toBe('none');
    expect(store.overview().kinds.every((kind) => kind.online === 0)).toBe(true);
    store.apply(batch({ replace: true, rows: allRows() }));
    expect(store.state(indexOf('cam-1')).condition).toBe('normal');
  });

  it('moves what moves', () => {
    const store = open();
    expect(store.place(indexOf('cam-1'))).toMatchObject({ lon: 106.5, heading: null });
    expect([...store.apply(batch({ moves: [0, 7] })).moved]).toEqual([indexOf('cam-1')]);
    expect(store.place(indexOf('cam-1'))).toMatchObject({ lon: 106, heading: 90, elevation: 200 });
  });

  it('counts everything against the instant shown, and a stopped feed makes none of the past stale', () => {
    const store = open();
    store.apply(batch({ cases: [caseOf(1, 'cam-1', 'handling', true, NOW - 1000)], warnings: [warning('cam-2', 'I', 'active_unack')] }));
    expect(store.overview()).toMatchObject({ at: NOW, overdueCases: 1 });
    const past = NOW - 86_400_000;
    const diff = store.apply({ ...batch({ replace: true, rows: allRows(), cases: [caseOf(1, 'cam-1', 'handling', true, NOW - 1000), { ...caseOf(2, null, 'evaluation', false, null), closedAt: past - 60_000 }], live: false }), instant: past, playRate: 5 });
    expect(diff.instantChanged).toBe(true);
    expect([store.instant, store.playRate, store.serverNow(), store.liveNow()]).toEqual([past, 5, past, NOW]);
    expect(store.overview()).toMatchObject({ at: past, overdueCases: 0, closedToday: 1 });
    expect(store.warnings()).toEqual([]);
    expect(store.state(indexOf('cam-1'))).toMatchObject({ freshness: 'live', openCases: 1 });
    expect(store.connection.phase).toBe('stale');
    store.apply(batch({ replace: true, rows: allRows(), warnings: [warning('cam-2', 'I', 'active_unack')] }));
    expect([store.instant, store.playRate, store.overview().at, store.warnings().length]).toEqual([null, 0, NOW, 1]);
  });

  it('lets a figure end by itself, and a fast clock run on between batches', () => {
    let now = NOW;
    const store = createCityStore({ catalogue, now: () => now });
    const figure = { id: 'f', shape: 'ring', tone: 'I', coordinates: [106, 29], radiusMetres: 300, bearing: null, spread: null, arrows: false, labelZh: '', labelEn: '', objectId: null, from: NOW, until: NOW + 60_000 } as const;
    const fast = batch({ withDictionary: true, replace: true, rows: allRows() });
    store.apply({ ...fast, figures: [figure], connection: { ...fast.connection, clockRate: 60 } });
    expect(store.figures()).toHaveLength(1);
    now += 500;
    expect([store.serverNow(), store.figures().length]).toEqual([NOW + 30_000, 1]);
    now += 600;
    expect([store.serverNow(), store.figures().length]).toEqual([NOW + 66_000, 0]);
  });

  it('drops what left the session’s scope, with its marks, and says so', () => {
    const store = open();
    const task = { id: 't1', caseId: null, objectId: null, workerId: toObjectId('WK-1'), workerMasked: '', titleZh: '', titleEn: '', lon: 0, lat: 0, status: 'assigned', assignedAt: NOW, acceptedAt: null, arrivedAt: null, finishedAt: null, dueAt: null, route: [], routeMetres: 0, straight: true } as const;
    store.apply({ ...batch({ warnings: [warning('cam-1', 'II', 'active_unack')], cases: [caseOf(1, 'cam-1', 'handling', true, null)] }), tasks: [task] });
    const index = catalogue.indexOf(toObjectId('cam-1')) ?? -1;
    expect(store.state(index)).toMatchObject({ unacknowledged: true, openCases: 1 });
    const diff = store.apply({ ...batch({}), gone: [{ kind: 'warning', id: 'w-cam-1-0' }, { kind: 'case', id: 'c-1' }, { kind: 'task', id: 't1' }, { kind: 'figure', id: 'never' }] });
    expect(store.state(index)).toMatchObject({ unacknowledged: false, openCases: 0 });
    expect([store.warnings(), store.cases(), store.tasks()]).toEqual([[], [], []]);
    expect(diff).toMatchObject({ warningsChanged: ['w-cam-1-0'], casesChanged: ['c-1'], tasksChanged: true });
    expect([...diff.rows]).toEqual([index]);
  });

  it('drops closed cases of days gone by', () => {
    const store = open();
    store.apply(batch({ cases: [{ ...caseOf(1, null, 'evaluation', false, null), closedAt: NOW - 86_400_000 }, caseOf(2, null, 'evaluation', false, null)] }));
    expect(store.overview().closedToday).toBe(1);
    expect(store.cases()).toHaveLength(1);
  });
});

// ---- properties ---------------------------------------------------------------------------------------------------

const rowsArbitrary = fc.array(fc.record({ object: fc.nat(FED.length - 1), rank: fc.nat(4), freshness: fc.integer({ min: 1, max: 4 }), status: fc.nat(3) }), { maxLength: 6 });
const warningArbitrary = fc.record({ object: fc.constantFrom(...FED), level: fc.constantFrom<WarningLevel>('I', 'II', 'III', 'IV'), state: fc.constantFrom<AlarmState>('active_unack', 'active_ack', 'cleared_unack', 'cleared_ack'), n: fc.nat(2) })
  .map((item) => warning(item.object, item.level, item.state, item.n));
const caseArbitrary = fc.record({ n: fc.nat(5), object: fc.option(fc.constantFrom(...FED)), step: fc.constantFrom(...CASE_STEPS), open: fc.boolean(), late: fc.option(fc.boolean()) })
  .map((item) => caseOf(item.n, item.object, item.step, item.open, item.late === null ? null : NOW + (item.late ? -1 : 1)));
const batchArbitrary = fc.record({
  rows: rowsArbitrary, values: fc.array(fc.record({ stream: fc.nat(FED.length - 1), value: fc.double({ min: 0, max: 2, noNaN: true }) }), { maxLength: 4 }),
  moves: fc.array(fc.nat(FED.length - 1), { maxLength: 3 }), warnings: fc.array(warningArbitrary, { maxLength: 3 }), cases: fc.array(caseArbitrary, { maxLength: 3 }), live: fc.boolean(),
});

const lastBy = <T>(items: readonly T[], key: (item: T) => unknown): T[] => [...new Map(items.map((item) => [key(item), item])).values()];
/** What the feed worker would have sent had the page been busy: last value per row, records complete and in order. */
const squash = (list: readonly Parts[]): Parts => ({
  rows: lastBy(list.flatMap((item) => item.rows ?? []), (row) => row.object), values: lastBy(list.flatMap((item) => item.values ?? []), (item) => item.stream),
  moves: [...new Set(list.flatMap((item) => item.moves ?? []))], warnings: list.flatMap((item) => item.warnings ?? []), cases: list.flatMap((item) => item.cases ?? []), live: list.at(-1)?.live ?? true,
});
const fingerprint = (store: LiveCityStore): unknown => ({
  bytes: [...store.stateBytes], warnings: [...store.warnings()].sort((a, b) => (a.id < b.id ? -1 : 1)), cases: [...store.cases()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  readings: IDS.map((id) => store.readings(toObjectId(id))), places: IDS.map((id) => store.place(indexOf(id))), overview: store.overview(), states: IDS.map((id) => store.state(indexOf(id))),
});

describe('CityStore properties', () => {
  it('ends in the same state whether batches come one by one or squashed', () => {
    fc.assert(fc.property(fc.array(batchArbitrary, { minLength: 1, maxLength: 6 }), (list) => {
      const single = open();
      for (const parts of list) single.apply(batch(parts));
      const squashed = open();
      squashed.apply(batch(squash(list)));
      expect(fingerprint(squashed)).toEqual(fingerprint(single));
    }), { numRuns: 200 });
  });

  it('always counts what a recount from scratch and the lists behind the numbers give', () => {
    fc.assert(fc.property(fc.array(batchArbitrary, { maxLength: 6 }), (list) => {
      const store = open();
      for (const parts of list) store.apply(batch(parts));
      const overview = store.overview();
      for (const level of ['I', 'II', 'III', 'IV'] as const) {
        expect(overview.warnings[level].active).toBe(store.warnings().filter((item) => isActive(item) && item.level === level).length);
        expect(store.list({ type: 'warnings', level }).items).toHaveLength(overview.warnings[level].active);
        expect(store.list({ type: 'warnings', level, unacknowledged: true }).items).toHaveLength(overview.warnings[level].unacknowledged);
      }
      for (const step of CASE_STEPS) {
        expect(store.list({ type: 'cases', step }).items).toHaveLength(overview.cases[step].open);
        expect(store.list({ type: 'cases', step, overdue: true }).items).toHaveLength(overview.cases[step].overdue);
      }
      expect(overview.openCases).toBe(store.cases().filter((item) => item.open).length);
      expect(overview.overdueCases).toBe(store.cases().filter((item) => isOverdue(item, NOW)).length);
      expect(store.list({ type: 'cases', closedToday: true }).items).toHaveLength(overview.closedToday);
      for (const kind of overview.kinds) {
        const indices = [...catalogue.indicesOfKind(kind.kind)];
        expect(kind.total).toBe(indices.length);
        const states = indices.map((index) => store.state(index));
        expect(kind.fed).toBe(states.filter((state) => state.freshness !== 'none').length);
        expect(kind.online).toBe(states.filter((state) => (state.freshness === 'live' || state.freshness === 'late') && state.status !== 'offline').length);
        expect(store.list({ type: 'kind', kind: kind.kind, connected: 'online' }).items).toHaveLength(kind.online);
        for (const level of ['I', 'II', 'III', 'IV'] as const) {
          expect(kind.byLevel[level]).toBe(states.filter((state) => LEVEL_BY_RANK[state.rank] === level).length);
          expect(store.list({ type: 'kind', kind: kind.kind, level }).items).toHaveLength(kind.byLevel[level]);
        }
      }
    }), { numRuns: 150 });
  });
});
