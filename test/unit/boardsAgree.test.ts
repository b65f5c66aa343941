/**
 * What the boards count of the demo city is what their lists hold: the page's own table and the back end, live, at an instant of the past
 * (with a case whose deadline has moved since), and for a role that looks after one street.
 */
import { createPinia, setActivePinia } from 'pinia';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createActionPorts } from '../../src/boot/createActionPorts';
import { createApi } from '../../src/boot/apiFetch';
import { createBoardPorts } from '../../src/boot/createBoardPorts';
import { CASE_STEPS, isOverdue, type Case } from '../../src/domain/case';
import { EVALUATION_COUNTS, INDUSTRIES, type CaseQuery, type Evaluation } from '../../src/domain/caseQuery';
import { toObjectId } from '../../src/domain/ids';
import type { Session } from '../../src/domain/role';
import type { WireHello, WireSnapshot } from '../../src/feeds/wire';
import type { ListFilter } from '../../src/state/city/cityList';
import type { CityStore } from '../../src/state/city/CityStore';
import { VITAL_DEFINITIONS } from '../../src/state/city/vitalDefinitions';
import type { ActionPorts, BoardPorts } from '../../src/state/ports/actions';
import { industrySource } from '../../src/state/stores/boards/boardSources';
import { DAY_MS, midnightOf, toBounds } from '../../src/state/stores/boards/cityDay';
import { countByDetection, summariseCases } from '../../src/state/stores/boards/summariseCases';
import { summariseWarnings, type Counted } from '../../src/state/stores/boards/summariseWarnings';
import { vitalTarget } from '../../src/state/stores/boards/vitalTarget';
import { toWarningGroups } from '../../src/state/stores/boards/warningGroups';
import { createFakeCity } from '../../src/state/stores/createFakeCity';
import { createManualTimers } from '../../src/state/stores/createManualTimers';
import { useLists } from '../../src/state/stores/lists';
import { providePorts } from '../../src/state/stores/providePorts';
import { provideTimers } from '../../src/state/stores/Timers';
import { smallCity, START, startRig, type Rig } from '../../mock/backend/fixtures';
import { catalogueOf, cityAt, liveCity } from './shownCity';

const MINUTE = 60_000;
const NOW = START + 120 * MINUTE;
/** Looked back to; a whole minute, because vital signs are kept that often. */
const THEN = START + 70 * MINUTE;
const TARGETS = { I: 2, II: 5, III: 15, IV: 30 };
const COUNTING = ['sewerLevelExceed', 'manholeAbnormal', 'septicExceed', 'liftTrapped', 'geoWarnings', 'filedToday', 'closedToday', 'overdueOpen'] as const;

/** One screen: who looks, at which moment, the table it holds and what it can ask. */
interface Screen { readonly name: string; readonly store: CityStore; readonly now: number; readonly at: number | null; readonly narrowed: boolean; readonly actions: ActionPorts; readonly boards: BoardPorts }
const screens = new Map<string, Screen>();
const screenOf = (name: string): Screen => { const screen = screens.get(name); if (!screen) throw new Error(name); return screen; };
const NAMES = ['live', 'the past', 'one street', 'one street in the past'];
let rig: Rig;
let extended: Case;

function look(name: string, session: Session, at: number | null): Screen {
  const { token } = session;
  const ask = ((input: string | URL | Request) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const answer = rig.ask('GET', url.pathname.replace('/api/', ''), { token, query: Object.fromEntries(url.searchParams) });
    return Promise.resolve(new Response(answer.body as string, { status: answer.status, headers: answer.headers }));
  }) as typeof fetch;
  const api = createApi('http://city/api/', ask);
  const hello = rig.get<WireHello>('hello', { token });
  const catalogue = catalogueOf(smallCity);
  const store = at === null ? liveCity(catalogue, hello, rig.get<WireSnapshot>('snapshot', { token }), NOW) : cityAt(catalogue, hello, (from) => rig.ask('GET', `recording/${from}`, { token }).body as Uint8Array, at, NOW);
  return { name, store, now: at ?? NOW, at, narrowed: session.scope.type !== 'district', boards: createBoardPorts(api, 'http://city/api/'), actions: createActionPorts({ api, newId: () => 'x' }) };
}
/** The page's own stores stand on this screen from now on. */
function standOn({ store, actions, boards, now }: Screen): void {
  setActivePinia(createPinia());
  providePorts(Object.assign(createFakeCity([]), { store, actions, boards }));
  provideTimers(createManualTimers(now));
}
const inTable = ({ store }: Screen, filter: ListFilter): number => store.list(filter).items.length;
const inBackEnd = async ({ actions, at }: Screen, query: CaseQuery): Promise<number> => (await actions.cases({ ...(at !== null && { at }), ...query, limit: 1 })).count;

beforeAll(() => {
  rig = startRig();
  const leader = rig.signIn('leader');
  // Let the day go on, so that there are fresh warnings, overdue cases and things in every step.
  for (let minute = 10; minute <= 80; minute += 10) rig.at(START + minute * MINUTE);
  const late = rig.get<WireSnapshot>('snapshot', { token: leader.token }).cases.find((item) => item.status === 'handling' && isOverdue(item, THEN));
  if (!late) throw new Error('no overdue case is being handled');
  // what was overdue at the instant looked back to has all the time in the world today
  expect(rig.post('commands', { type: 'case.extend', id: 'extend', caseId: late.id, reason: '等待材料', until: NOW + 5 * 60 * MINUTE }, leader.token).status).toBe(200);
  extended = late;
  for (let minute = 90; minute <= 120; minute += 10) rig.at(START + minute * MINUTE);
  const street = rig.signIn('shiftLeader', { streetId: late.streetId });
  screens.set('live', look('live', leader, null));
  screens.set('the past', look('the past', leader, THEN));
  screens.set('one street', look('one street', street, null));
  screens.set('one street in the past', look('one street in the past', street, THEN));
}, 120_000);

describe.each(NAMES)('%s: the page’s own table', (name) => {
  let screen: Screen;
  beforeEach(() => { screen = screenOf(name); standOn(screen); });
  it('has something to count', () => {
    expect(screen.store.warnings().length).toBeGreaterThan(0);
    expect(screen.store.cases().filter((item) => item.open).length).toBeGreaterThan(3);
  });
  it('lists as many warnings as the board counts', () => {
    const summary = summariseWarnings(screen.store.warnings(), screen.now, TARGETS);
    const reactions = summary.levels.flatMap(({ reaction }) => [reaction.acknowledged, reaction.inTime, ...(reaction.waitingLate ? [reaction.waitingLate] : [])]);
    const counts: Counted[] = [summary.announced, summary.unacknowledged, summary.heldBack, summary.listed, ...summary.byCause, ...summary.byStreet, ...summary.levels.flatMap((row) => [row.announced, ...Object.values(row.buckets)]), ...reactions];
    for (const counted of counts) expect(inTable(screen, counted.filter), JSON.stringify(counted.filter)).toBe(counted.count);
    expect(toWarningGroups(screen.store.warnings()).reduce((sum, { group }) => sum + group.count, 0)).toBe(summary.announced.count);
  });
  it('lists as many cases as the board counts', () => {
    const summary = summariseCases(screen.store.cases(), screen.now, midnightOf(screen.now));
    const counts: Counted[] = [summary.open, summary.overdue, summary.suspended, summary.closedToday, summary.reportedToday, ...summary.stages, ...summary.sources, ...summary.classes, ...summary.streets, ...summary.units, ...summary.steps.flatMap((row) => [row.open, row.overdue])];
    for (const counted of counts) expect(inTable(screen, counted.filter), JSON.stringify(counted.filter)).toBe(counted.count);
  });
  it('agrees with the back end about what is open, overdue, and in each step', async () => {
    expect(await inBackEnd(screen, { open: true })).toBe(inTable(screen, { type: 'cases' }));
    expect(await inBackEnd(screen, { open: true, overdue: true })).toBe(inTable(screen, { type: 'cases', overdue: true }));
    for (const step of CASE_STEPS) expect(await inBackEnd(screen, { open: true, step }), step).toBe(inTable(screen, { type: 'cases', step }));
    expect(await inBackEnd(screen, { from: midnightOf(screen.now), to: screen.now + 1 })).toBe(inTable(screen, { type: 'cases', reportedToday: true }));
    for (const { count, filter } of summariseCases(screen.store.cases(), screen.now, midnightOf(screen.now)).classes) {
      if (filter.type === 'cases') expect(await inBackEnd(screen, { open: true, category: filter.category!, classCode: filter.classCode! })).toBe(count);
    }
  });
  it('opens of each video class the cases that it opened', async () => {
    const counts = countByDetection(screen.store.cases());
    for (const row of await screen.boards.aiClasses(screen.at)) {
      const counted = counts.get(row.id) ?? { count: 0, filter: { type: 'cases', aiClass: row.id } as const };
      expect([row.id, inTable(screen, counted.filter), row.openCases, await inBackEnd(screen, { open: true, aiClass: row.id })]).toEqual([row.id, counted.count, counted.count, counted.count]);
    }
  });
  it('counts in a vital sign what its list holds, and so does its trend', async () => {
    const signs = new Map(screen.store.overview().vitals.map((sign) => [sign.id, sign]));
    const history = await screen.boards.vitalHistory(COUNTING, screen.now - 10 * MINUTE, screen.now, 10 * MINUTE);
    for (const id of COUNTING) expect([id, signs.get(id)?.value, history.values[id]?.at(-1)]).toEqual([id, inTable(screen, { type: 'vital', id }), inTable(screen, { type: 'vital', id })]);
    const closed = inTable(screen, { type: 'cases', closedToday: true });
    expect(signs.get('onTimeClosing')?.value ?? null).toBe(closed === 0 ? null : Math.round(((closed - inTable(screen, { type: 'vital', id: 'onTimeClosing' })) / closed) * 1000) / 10);
  });
  it('opens what each vital sign is made of, and nothing else of its kind', async () => {
    const { store } = screen;
    const signs = store.overview().vitals;
    expect(signs.length).toBeGreaterThan(20);
    for (const sign of signs) expect(sign.value === null || vitalTarget(sign, screen.now) !== null, sign.id).toBe(true);
    const valueOf = (id: string): number | null => signs.find((sign) => sign.id === id)?.value ?? null;
    const share = (kind: 'streetLamp' | 'camera' | 'noiseMonitor', id: string): number => { const whole = store.catalogue.indicesOfKind(kind).length; return Math.round(((whole - inTable(screen, { type: 'vital', id })) / whole) * 1000) / 10; };
    expect(valueOf('videoOnline')).toBe(share('camera', 'videoOnline'));
    // levels of other streets never arrive: these two are the whole district's, and their lists say so
    if (!screen.narrowed) expect([valueOf('lampLitRate'), valueOf('noisePass')]).toEqual([share('streetLamp', 'lampLitRate'), share('noiseMonitor', 'noisePass')]);
    const rated = vitalTarget({ id: 'satisfaction', value: 1, inBand: true }, screen.now);
    if (rated?.type !== 'list' || rated.filter.type !== 'caseQuery') throw new Error('satisfaction has no list');
    const { count, cases } = await screen.actions.cases({ ...rated.filter.query, limit: 500 });
    expect(valueOf('satisfaction')).toBe(count === 0 ? null : Math.round((cases.filter((item) => (item.rating ?? 0) >= 4).length / count) * 1000) / 10);
  });
});

describe('a case whose deadline was moved afterwards', () => {
  it('is overdue where the cockpit looks back, in the sign, the board and the list, and not today', () => {
    for (const name of ['the past', 'one street in the past']) {
      const { store } = screenOf(name);
      expect(store.list({ type: 'vital', id: 'overdueOpen' }).items).toContainEqual(expect.objectContaining({ id: extended.id }));
      expect(summariseCases(store.cases(), THEN, midnightOf(THEN)).overdueCases.map((item) => item.id)).toContain(extended.id);
    }
    expect(screenOf('live').store.list({ type: 'vital', id: 'overdueOpen' }).items).not.toContainEqual(expect.objectContaining({ id: extended.id }));
  });
  it('is late in the hours of the trend in which it was', async () => {
    const screen = screenOf('the past');
    const { overdue } = await screen.boards.caseHistory(THEN - DAY_MS, THEN, 60 * MINUTE);
    expect(overdue.at(-1)).toBe(inTable(screen, { type: 'cases', overdue: true }));
  });
});

describe.each(NAMES)('%s: the back end', (name) => {
  let screen: Screen;
  let boards: BoardPorts;
  let now: number;
  beforeEach(() => { screen = screenOf(name); ({ boards, now } = screen); standOn(screen); });
  it('lists as many cases as each count of an evaluation, by street, department and post', async () => {
    let compared = 0;
    for (const by of ['street', 'unit', 'post'] as const) for (const period of ['today', '7d'] as const) {
      const { from, to } = toBounds(period, now);
      const evaluation: Evaluation = await boards.evaluation(by, from, to, now);
      for (const row of [...evaluation.rows, evaluation.total]) for (const counted of EVALUATION_COUNTS) {
        if (row.counts[counted] === 0) continue;
        const place = row === evaluation.total ? {} : by === 'street' ? { streetId: row.id } : by === 'unit' ? { unitId: row.id } : { postId: row.id };
        expect(await inBackEnd(screen, { ...place, counted, from: evaluation.from, to: evaluation.to, at: evaluation.at }), `${by} ${row.id} ${counted}`).toBe(row.counts[counted]);
        compared += 1;
      }
      if (by !== 'post') for (const counted of EVALUATION_COUNTS) expect(evaluation.rows.reduce((sum, row) => sum + row.counts[counted], 0), `${by} ${counted}`).toBe(evaluation.total.counts[counted]);
    }
    expect(compared).toBeGreaterThan(screen.narrowed ? 30 : 100);
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
  it('counts as many reports over the hours of a day as the list of that day holds', async () => {
    const { times, reported } = await boards.caseHistory(now - DAY_MS, now, 3_600_000);
    expect(times).toHaveLength(24);
    expect(reported.reduce<number>((sum, count) => sum + (count ?? NaN), 0)).toBe(await inBackEnd(screen, { from: now - DAY_MS, to: now }));
  });
  it('leaves no vital sign out of the trend', async () => {
    const ids = VITAL_DEFINITIONS.map(({ id }) => id);
    const history = await boards.vitalHistory(ids, now - DAY_MS, now, 600_000);
    expect(Object.keys(history.values).toSorted()).toEqual(ids.toSorted());
    expect(history.times.length).toBeGreaterThan(100);
    expect(screen.store.overview().vitals.length).toBeGreaterThanOrEqual(20);
  });
});

describe('the catalogues', () => {
  let boards: BoardPorts;
  beforeEach(() => { ({ boards } = screenOf('live')); });
  it('sums the catalogue of resources to what its list says', async () => {
    const groups = await boards.resourceGroups();
    const page = await boards.resources({ offset: 0, limit: 1 });
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(page.count);
    expect(groups.reduce((sum, group) => sum + group.online, 0)).toBe(page.online);
    const [first] = groups;
    if (first) expect((await boards.resources({ kind: first.kind, owner: first.ownerZh, offset: 0, limit: 1 })).count).toBe(first.count);
  });
  it('knows every class, subsystem and object that a row of a board opens', async () => {
    expect(await boards.aiClasses(null)).toHaveLength(73);
    expect(await boards.subsystems(null)).toHaveLength(45);
    const onMap = (await boards.resources({ offset: 0, limit: 200 })).rows.filter((row) => row.objectId !== null);
    expect(onMap.length).toBeGreaterThan(0);
    for (const row of onMap) expect(screenOf('live').store.catalogue.indexOf(toObjectId(row.objectId ?? '')), row.objectId ?? '').not.toBeNull();
  });
});
