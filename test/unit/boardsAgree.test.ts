/** What the boards count of the demo city is what their lists hold: the page's own table, and the back end at the same moment. */
import { createPinia, setActivePinia } from 'pinia';
import { beforeAll, describe, expect, it } from 'vitest';
import { createActionPorts } from '../../src/boot/createActionPorts';
import { createApi } from '../../src/boot/apiFetch';
import { createBoardPorts } from '../../src/boot/createBoardPorts';
import { CASE_STEPS } from '../../src/domain/case';
import { EVALUATION_COUNTS, INDUSTRIES, type CaseQuery, type Evaluation } from '../../src/domain/caseQuery';
import { toObjectId } from '../../src/domain/ids';
import type { WireHello, WireSnapshot } from '../../src/feeds/wire';
import type { CityStore } from '../../src/state/city/CityStore';
import { selectList } from '../../src/state/city/listFilter';
import { VITAL_DEFINITIONS } from '../../src/state/city/vitalDefinitions';
import { industrySource } from '../../src/state/stores/boards/boardSources';
import { DAY_MS, midnightOf, toBounds } from '../../src/state/stores/boards/cityDay';
import { summariseCases } from '../../src/state/stores/boards/summariseCases';
import { summariseWarnings } from '../../src/state/stores/boards/summariseWarnings';
import { toWarningGroups } from '../../src/state/stores/boards/warningGroups';
import { createFakeCity } from '../../src/state/stores/createFakeCity';
import { createManualTimers } from '../../src/state/stores/createManualTimers';
import { useLists } from '../../src/state/stores/lists';
import { providePorts } from '../../src/state/stores/providePorts';
import { provideTimers } from '../../src/state/stores/Timers';
import { START, startRig, type Rig } from '../../mock/backend/fixtures';

let rig: Rig;
let snapshot: WireSnapshot;
let hello: WireHello;
let now = START;
let token = '';
const ask = ((input: string | URL | Request) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const answer = rig.ask('GET', url.pathname.replace('/api/', ''), { token, query: Object.fromEntries(url.searchParams) });
  return Promise.resolve(new Response(answer.body as string, { status: answer.status, headers: answer.headers }));
}) as typeof fetch;
const api = createApi('http://city/api/', ask);
const boards = createBoardPorts(api);
const actions = createActionPorts({ api, newId: () => 'x' });
let store: CityStore;
const inTable = (filter: Parameters<typeof selectList>[1]): number => selectList(store, filter, midnightOf(now)).items.length;
const inBackEnd = async (query: CaseQuery): Promise<number> => (await actions.cases({ ...query, limit: 1 })).count;

beforeAll(() => {
  rig = startRig();
  ({ token } = rig.signIn('leader'));
  // Let the day go on, so that there are fresh warnings, overdue cases and things in every step.
  for (let step = 1; step <= 12; step++) rig.at(START + step * 10 * 60_000);
  now = START + 2 * 3_600_000;
  snapshot = rig.get<WireSnapshot>('snapshot', { token });
  hello = rig.get<WireHello>('hello', { token });
  setActivePinia(createPinia());
  const city = createFakeCity(hello.dict.objects.map((id) => ({ id, kind: 'poi' })));
  city.held.now = now;
  city.held.warnings = [...snapshot.warnings];
  city.held.cases = [...snapshot.cases];
  store = city.store;
  Object.assign(city, { actions, boards });
  providePorts(city);
  provideTimers(createManualTimers(now));
});

describe('the page’s own table', () => {
  it('has something to count', () => {
    expect(snapshot.warnings.length).toBeGreaterThan(0);
    expect(snapshot.cases.filter((item) => item.open).length).toBeGreaterThan(5);
  });
  it('lists as many warnings as the board counts', () => {
    const summary = summariseWarnings(snapshot.warnings, now, null);
    for (const counted of [summary.announced, summary.unacknowledged, summary.heldBack, summary.listed, ...summary.byCause, ...summary.byStreet, ...summary.levels.flatMap((row) => [row.announced, ...Object.values(row.buckets)])]) expect(inTable(counted.filter)).toBe(counted.count);
    expect(toWarningGroups(snapshot.warnings).reduce((sum, { group }) => sum + group.count, 0)).toBe(summary.announced.count);
  });
  it('lists as many cases as the board counts', () => {
    const summary = summariseCases(snapshot.cases, now, midnightOf(now));
    for (const counted of [summary.open, summary.overdue, summary.closedToday, summary.reportedToday, ...summary.stages, ...summary.sources, ...summary.classes, ...summary.streets, ...summary.units, ...summary.steps.flatMap((row) => [row.open, row.overdue])]) expect(inTable(counted.filter), JSON.stringify(counted.filter)).toBe(counted.count);
  });
  it('agrees with the back end about what is open, overdue, and in each step', async () => {
    expect(await inBackEnd({ open: true })).toBe(inTable({ type: 'cases' }));
    expect(await inBackEnd({ open: true, overdue: true })).toBe(inTable({ type: 'cases', overdue: true }));
    for (const step of CASE_STEPS) expect(await inBackEnd({ open: true, step }), step).toBe(inTable({ type: 'cases', step }));
    expect(await inBackEnd({ from: midnightOf(now), to: now + 1 })).toBe(inTable({ type: 'cases', reportedToday: true }));
  });
  it('holds as many records as a counting vital sign says', () => {
    const { vitals } = snapshot;
    for (const id of ['sewerLevelExceed', 'manholeAbnormal', 'septicExceed', 'overdueOpen', 'filedToday', 'closedToday'] as const) if (vitals[id] !== undefined) expect(inTable({ type: 'vital', id }), id).toBe(vitals[id]);
  });
});

describe('the back end', () => {
  it('lists as many cases as each count of an evaluation, by street, department and post', async () => {
    let compared = 0;
    for (const by of ['street', 'unit', 'post'] as const) for (const period of ['today', '7d'] as const) {
      const { from, to } = toBounds(period, now);
      const evaluation: Evaluation = await boards.evaluation(by, from, to, now);
      for (const row of [...evaluation.rows, evaluation.total]) for (const counted of EVALUATION_COUNTS) {
        if (row.counts[counted] === 0) continue;
        const place = row === evaluation.total ? {} : by === 'street' ? { streetId: row.id } : by === 'unit' ? { unitId: row.id } : { postId: row.id };
        expect(await inBackEnd({ ...place, counted, from: evaluation.from, to: evaluation.to, at: evaluation.at }), `${by} ${row.id} ${counted}`).toBe(row.counts[counted]);
        compared += 1;
      }
      if (by !== 'post') for (const counted of EVALUATION_COUNTS) expect(evaluation.rows.reduce((sum, row) => sum + row.counts[counted], 0), `${by} ${counted}`).toBe(evaluation.total.counts[counted]);
    }
    expect(compared).toBeGreaterThan(100);
  });
  it('lists as many cases as an industry counts, page by page', async () => {
    let listed = 0;
    for (const industry of INDUSTRIES) {
      const source = industrySource(() => industry);
      const stop = source.start();
      for (let turn = 0; turn < 400 && source.state.value.phase === 'asking'; turn++) await Promise.resolve();
      const figures = source.state.value.value;
      if (!figures) throw new Error(`${industry}: ${source.state.value.phase}`);
      const lists = useLists();
      for (const { count, query } of [figures.open, figures.overdue, figures.reported, figures.closed, figures.inTime, figures.due, figures.video]) {
        lists.open({ type: 'caseQuery', query });
        for (let turn = 0; turn < 2000 && (lists.asking || lists.rows.length < lists.count); turn++) { lists.more(); await Promise.resolve(); }
        expect(lists.rows.length, `${industry} ${JSON.stringify(query)}`).toBe(count);
        listed += count;
      }
      lists.close();
      stop();
    }
    expect(listed).toBeGreaterThan(0);
  });
  it('sums the catalogue of resources to what its list says', async () => {
    const groups = await boards.resourceGroups();
    const page = await boards.resources({ offset: 0, limit: 1 });
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(page.count);
    expect(groups.reduce((sum, group) => sum + group.online, 0)).toBe(page.online);
    const [first] = groups;
    if (first) expect((await boards.resources({ kind: first.kind, owner: first.ownerZh, offset: 0, limit: 1 })).count).toBe(first.count);
  });
  it('counts as many reports over the hours of a day as the list of that day holds', async () => {
    const { times, reported } = await boards.caseHistory(now - DAY_MS, now, 3_600_000);
    expect(times).toHaveLength(24);
    expect(reported.reduce<number>((sum, count) => sum + (count ?? NaN), 0)).toBe(await inBackEnd({ from: now - DAY_MS, to: now }));
  });
  it('ends the trend of each vital sign on the value shown, and leaves none of them out', async () => {
    const ids = VITAL_DEFINITIONS.map(({ id }) => id);
    const history = await boards.vitalHistory(ids, now - DAY_MS, now, 600_000);
    expect(Object.keys(history.values).toSorted()).toEqual(ids.toSorted());
    expect(history.times.length).toBeGreaterThan(100);
    expect(Object.keys(snapshot.vitals).filter((id) => ids.includes(id)).length).toBeGreaterThanOrEqual(20);
  });
  it('knows every class, subsystem and object that a row of a board opens', async () => {
    expect(await boards.aiClasses(null)).toHaveLength(73);
    expect(await boards.subsystems(null)).toHaveLength(45);
    const onMap = (await boards.resources({ offset: 0, limit: 200 })).rows.filter((row) => row.objectId !== null);
    expect(onMap.length).toBeGreaterThan(0);
    for (const row of onMap) expect(store.catalogue.indexOf(toObjectId(row.objectId ?? '')), row.objectId ?? '').not.toBeNull();
  });
});
