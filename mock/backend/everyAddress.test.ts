/**
 * Every address as every narrow or hiding role: no name, number or plate that the role may not read, no case outside its scope, and numbers
 * that agree with the lists behind them; on snapshots, streams and decoded recordings alike.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case';
import type { CasePage, Evaluation } from '../../src/domain/caseQuery';
import type { Role, Session } from '../../src/domain/role';
import type { WireObjectDetail, WireSnapshot, WireTrack } from '../../src/feeds/wire';
import { decodeSegment } from '../../src/history/decodeSegment';
import { layoutOf } from '../../src/history/layoutOf';
import { SEGMENT_MS, type RecordingInfo } from '../../src/history/recording';
import { withPeople } from '../../src/rules/city/peopleFile';
import { settle, smallCity, START, startRig, type Rig } from './fixtures';

const MINUTES = 40;
const DAY = 86_400_000;
const GIVEN = '子丑寅卯辰巳午未申酉戌亥';
const kindOf = (k: number): string => smallCity.things.kinds[smallCity.things.kind[k] ?? 0] ?? '';
/** Names that nobody else in the demo has, so that where one turns up is known. */
const people = { about: 'test', version: '1', objects: Object.fromEntries(smallCity.things.ids.flatMap((id, k): [string, Record<string, string>][] =>
  kindOf(k) === 'worker' ? [[id, { personMasked: `佘*${GIVEN[k % GIVEN.length]}`, phoneMasked: `199****${String(k).padStart(4, '0')}` }]] : kindOf(k) === 'vehicle' ? [[id, { plate: `渝Z·${k % 10}**${String(k % 100).padStart(2, '0')}` }]] : [])) };
const values = (name: string): string[] => Object.values(people.objects).flatMap((row) => row[name] ?? []);
const NAME = /\p{Script=Han}\*\p{Script=Han}?/u;
const PHONE = /1\d\d\*{4}\d{4}/;
const PLATE = /渝[A-Z][·\s]?[\dA-Z*]{4,6}/;

let rig: Rig;
let cases: readonly Case[];
const heard = new Map<Role, ReturnType<Rig['listen']>>();
const sessions = new Map<Role, Session>();
const ROLES = ['visitor', 'citizen', 'collector', 'handler', 'checker', 'planner'] as const satisfies readonly Role[];
const tokenOf = (role: Role): string => sessions.get(role)?.token ?? '';

beforeAll(async () => {
  rig = startRig({ objects: withPeople(null, people) });
  for (const role of [...ROLES, 'leader'] as const) {
    sessions.set(role, role === 'visitor' ? rig.get<Session>('session') : rig.signIn(role, role === 'handler' ? { streetId: 'ST-01' } : {}));
    heard.set(role, rig.listen(tokenOf(role)));
  }
  for (let minute = 1; minute <= MINUTES; minute++) rig.at(START + minute * 60_000);
  await settle();
  ({ cases } = rig.get<CasePage>('cases', { token: tokenOf('leader'), query: { limit: '1000' } }));
}, 120_000);
afterAll(() => rig.backend.dispose());

/** Written without the rules: what the scopes say in words. */
function mayRead(role: Role, item: Case): boolean {
  const { scope, workerId } = sessions.get(role) ?? { scope: { type: 'district' as const }, workerId: null };
  if (workerId !== null && rig.backend.simulation.engine.tasks().some((task) => task.caseId === item.id && task.workerId === workerId)) return true;
  if (scope.type === 'grid') return item.gridId === scope.gridId;
  if (scope.type === 'unit') return item.leadUnitId === scope.unitId || item.supporting.some((unit) => unit.unitId === scope.unitId);
  return scope.type === 'district';
}

/** Everything that the back end answers to a role, by address. */
function everything(role: Role): ReadonlyMap<string, string> {
  const { fleet, engine, now } = rig.backend.simulation;
  const token = tokenOf(role);
  const told = new Map<string, string>([['stream', heard.get(role)?.text() ?? '']]);
  const ask = (path: string, query: Record<string, string> = {}): void => {
    const { body, status } = rig.ask('GET', path, { token, query });
    const own = `${path} ${JSON.stringify(query)}`;
    if (typeof body === 'string') told.set(own, body);
    else if (body instanceof Uint8Array) told.set(own, path.startsWith('recording/') ? recorded(body) : '');
    else throw new Error(`${own} answered ${status}`);
  };
  const layout = layoutOf({ objectIds: fleet.ids, properties: fleet.properties.map((row) => row.observed), datastreamObject: fleet.streamObject, datastreamProperty: fleet.streamProperty });
  const recorded = (bytes: Uint8Array): string => { const { warnings, cases: items, tasks, figures, marks } = decodeSegment(bytes, layout); return JSON.stringify([warnings, items, tasks, figures, marks]); };
  const ends = { from: String(now - DAY), to: String(now) };
  for (const path of ['session', 'hello', 'snapshot', 'cases', 'tasks', 'preplans', 'cap', 'rules', 'ai-classes', 'subsystems', 'materials', 'resources', 'resources/groups', 'recording', 'detections']) ask(path, path === 'cases' ? { limit: '1000' } : path === 'resources' ? { limit: '500' } : {});
  for (const by of ['street', 'unit', 'post']) ask('evaluation', { by, ...ends });
  ask('cases/history', { ...ends, step: '3600000' });
  ask('vitals/history', { ...ends, step: '3600000', ids: 'overdueOpen,filedToday' });
  fleet.ids.forEach((id, object) => { if (object % 9 === 0 || fleet.kinds[object] === 'worker' || fleet.kinds[object] === 'vehicle') { ask(`objects/${id}`); ask('timeline', { objectId: id }); ask('preplans', { objectId: id }); } });
  for (const item of cases) { ask(`cases/${item.id}`); ask('timeline', { caseId: item.id }); ask('preplans', { caseId: item.id }); }
  for (const item of engine.warnings()) { ask('timeline', { warningId: item.id }); ask(`cap/${encodeURIComponent(item.id)}`); }
  const { from } = rig.get<RecordingInfo>('recording', { token });
  for (let at = Math.max(Math.floor(from / SEGMENT_MS), Math.floor(now / SEGMENT_MS) - 1) * SEGMENT_MS; at <= now; at += SEGMENT_MS) ask(`recording/${at}`);
  return told;
}

describe.each(ROLES)('%s', (role) => {
  let told: ReadonlyMap<string, string>;
  beforeAll(() => { told = everything(role); }, 60_000);
  const found = (test: (text: string) => boolean): string[] => [...told].filter(([, text]) => test(text)).map(([path]) => path);

  it('reads no name, number or plate that is hidden from it', () => {
    const hides = rig.backend.simulation.rules.roles.roles.find((item) => item.role === role)?.hides ?? [];
    if (hides.includes('people')) expect(found((text) => NAME.test(text))).toEqual([]);
    if (hides.includes('phones')) expect(found((text) => PHONE.test(text))).toEqual([]);
    if (hides.includes('plates')) expect(found((text) => PLATE.test(text))).toEqual([]);
  });

  it('reads no case outside its scope, and no worker\'s name without a case, a card or itself', () => {
    const snapshot = rig.get<WireSnapshot>('snapshot', { token: tokenOf(role) });
    // a warning that is seen names its case by its id
    const named = new Set([...snapshot.warnings.flatMap((item) => item.caseId ?? []), ...(heard.get(role)?.events() ?? []).flatMap(({ data }) => (data['warning'] as { caseId: string | null } | null | undefined)?.caseId ?? [])]);
    const foreign = cases.filter((item) => !mayRead(role, item));
    const secret = foreign.flatMap((item) => [item.code, ...(named.has(item.id) ? [] : [item.id])]).filter((id) => id !== '');
    const leaks = [...told].flatMap(([path, text]) => { const words = new Set(text.split('"')); return secret.filter((id) => words.has(id)).map((id) => `${path}: ${id}`); });
    expect(leaks).toEqual([]);
    if (role === 'collector' || role === 'handler' || role === 'citizen') expect(foreign.length).toBeGreaterThan(0);
    for (const item of foreign) expect(rig.ask('GET', `cases/${item.id}`, { token: tokenOf(role) }).status).toBe(403);
    if (role !== 'collector' && role !== 'handler') return;
    const mine = new Set(rig.backend.simulation.engine.tasks().filter((task) => cases.some((item) => item.id === task.caseId && mayRead(role, item)) || task.workerId === sessions.get(role)?.workerId).map((task) => task.workerMasked));
    for (const path of ['snapshot {}', 'tasks {}', 'preplans {}', 'stream']) expect(values('personMasked').filter((name) => !mine.has(name) && name !== sessions.get(role)?.nameMasked && (told.get(path) ?? '').includes(name)), path).toEqual([]);
  });

  it('follows nobody but itself and those with a task it may see, and opens no card outside its scope', () => {
    const { scope, workerId } = sessions.get(role) ?? { scope: { type: 'district' as const }, workerId: null };
    const { fleet, city, engine, movers } = rig.backend.simulation;
    const token = tokenOf(role);
    const people = new Set(movers.members.filter((object) => fleet.kinds[object] === 'worker' || fleet.kinds[object] === 'vehicle'));
    const sent = rig.get<WireSnapshot>('snapshot', { token }).moves.i.filter((object) => people.has(object));
    if (role === 'visitor' || role === 'citizen') expect(sent).toEqual([]);
    else if (scope.type === 'district') expect(sent).toHaveLength(people.size);
    else {
      const seen = engine.tasks().filter((task) => (task.status === 'assigned' || task.status === 'accepted' || task.status === 'onSite') && (task.caseId === null ? scope.type === 'grid' && city.gridAt(task.lon, task.lat)?.id === scope.gridId : cases.some((item) => item.id === task.caseId && mayRead(role, item))));
      expect(new Set(sent.map((object) => fleet.ids[object]))).toEqual(new Set([...seen.map((task) => task.workerId as string), ...(workerId === null ? [] : [workerId])]));
      expect(sent.length).toBeLessThan(people.size);
    }
    if (scope.type !== 'grid') return;
    const foreign = fleet.ids.filter((id, object) => !people.has(object) && city.gridAt(fleet.lon[object] ?? 0, fleet.lat[object] ?? 0)?.id !== scope.gridId && !cases.some((item) => item.objectId === id && item.open));
    expect(foreign.length).toBeGreaterThan(0);
    for (const id of foreign) expect([id, rig.ask('GET', `objects/${id}`, { token }).status]).toEqual([id, 403]);
  });

  it('counts what it may list, and colours what it is warned of', () => {
    const token = tokenOf(role);
    const { now, fleet } = rig.backend.simulation;
    const page = (query: Record<string, string>): number => rig.get<CasePage>('cases', { token, query }).count;
    expect(page({})).toBe(cases.filter((item) => mayRead(role, item)).length);
    const span = { from: String(now - DAY), to: String(now), at: String(now) };
    const evaluation = rig.ask('GET', 'evaluation', { token, query: { by: 'street', ...span } });
    if (role === 'citizen') expect(evaluation.status).toBe(403);
    else expect((JSON.parse(evaluation.body as string) as Evaluation).total.counts.report).toBe(page({ ...span, counted: 'report' }));
    const { objects, warnings } = rig.get<WireSnapshot>('snapshot', { token });
    const warned = new Set<string>(warnings.map((item) => item.objectId));
    expect(objects.rank.flatMap((rank, object) => (rank > 0 && !warned.has(fleet.ids[object] ?? '') ? [fleet.ids[object]] : []))).toEqual([]);
    const told2 = (heard.get(role)?.events() ?? []).filter(({ name }) => name === 'delta').flatMap(({ data }) => { const { i, rank } = data['objects'] as { i: number[]; rank: number[] }; return i.filter((_, k) => (rank[k] ?? 0) > 0); });
    if (role === 'citizen') expect(told2).toEqual([]);
  });
});

it('the leader reads the names that others do not, and one worker has one name everywhere', () => {
  const token = tokenOf('leader');
  const [task] = rig.backend.simulation.engine.tasks();
  if (!task) throw new Error('nobody works in this city');
  const name = (people.objects[task.workerId] ?? {})['personMasked'];
  expect(name).toMatch(/^佘\*/);
  const card = rig.get<WireObjectDetail>(`objects/${task.workerId}`, { token }).responsibility;
  expect([task.workerMasked, rig.signIn('handler', { workerId: task.workerId }).nameMasked, rig.signIn('collector', { workerId: task.workerId }).nameMasked, card?.personMasked]).toEqual([name, name, name, name]);
  expect(card?.phoneMasked).toBe((people.objects[task.workerId] ?? {})['phoneMasked']);
});

it('follows what moves for those who may, and nobody else', () => {
  const { fleet, now } = rig.backend.simulation;
  const vehicle = fleet.ids.find((_, k) => fleet.kinds[k] === 'vehicle') ?? '';
  const path = `objects/${vehicle}/track`;
  const query = { from: String(now - 600_000), to: String(now) };
  const { t, lon, lat } = rig.get<WireTrack>(path, { token: tokenOf('leader'), query });
  expect(t.length).toBeGreaterThan(50);
  expect(t.every((time, k) => time > now - 600_000 && time <= now && (k === 0 || time > (t[k - 1] ?? 0)))).toBe(true);
  const { moves } = rig.get<WireSnapshot>('snapshot', { token: tokenOf('leader') });
  const at = moves.i.indexOf(fleet.indexOf.get(vehicle) ?? -1);
  expect([lon.at(-1), lat.at(-1)]).toEqual([moves.lon[at]?.toFixed(6), moves.lat[at]?.toFixed(6)].map(Number));
  expect(rig.ask('GET', path, { query }).status).toBe(403);
  expect(rig.ask('GET', `objects/${fleet.ids.find((_, k) => fleet.kinds[k] === 'camera')}/track`, { token: tokenOf('leader'), query }).status).toBe(404);
});
