/** A session of a community: whatever the back end answers or streams to it lies inside its ring, its counts agree with its lists, and it commands nothing outside. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insideRing } from '../../src/domain/area';
import type { CasePage, Evaluation } from '../../src/domain/caseQuery';
import type { CameraPicture } from '../../src/domain/catalogues';
import type { CommandOutcome } from '../../src/domain/command';
import type { Session } from '../../src/domain/role';
import type { Case } from '../../src/domain/case';
import type { Warning } from '../../src/domain/warning';
import type { WireSnapshot } from '../../src/feeds/wire';
import { DEMO_RULES } from './demoRules';
import { settle, START, startRig, type Rig } from './fixtures';

const MINUTES = 30;
const ring = [106.53, 29.54, 106.555, 29.54, 106.555, 29.556, 106.53, 29.556];
const community = { id: 'CM-test', zh: '示意社区', en: 'Community', streetId: 'ST-01', ring, keyCameraIds: [] };
const rules = { ...DEMO_RULES, units: { ...DEMO_RULES.units, communities: [community] } };
let rig: Rig, own: Session, leader: Session;
let heard: ReturnType<Rig['listen']>;
const inside = (place: { readonly lon: number; readonly lat: number }): boolean => insideRing(ring, place.lon, place.lat);
const placeOf = (id: string): { lon: number; lat: number } => { const { fleet } = rig.backend.simulation; const object = fleet.indexOf.get(id) ?? -1; return { lon: fleet.lon[object] ?? NaN, lat: fleet.lat[object] ?? NaN }; };

beforeAll(async () => {
  rig = startRig({ rules });
  own = rig.signIn('leader', { communityId: 'CM-test' });
  leader = rig.signIn('leader');
  heard = rig.listen(own.token);
  for (let minute = 1; minute <= MINUTES; minute++) rig.at(START + minute * 60_000);
  await settle();
}, 120_000);
afterAll(() => rig.backend.dispose());

describe('a community session', () => {
  it('is signed in by the id of the community, and only by one there is', () => {
    expect(own.scope).toEqual({ type: 'community', communityId: 'CM-test', zh: '示意社区', en: 'Community', ring });
    expect(rig.get<Session>('session', { token: own.token })).toEqual(own);
    expect(rig.post<{ detail: string }>('session', { role: 'leader', communityId: 'CM-nowhere' })).toMatchObject({ status: 400, data: { detail: 'communityId: there is no community CM-nowhere' } });
  });
  it('receives every case and warning inside the ring and none outside, in snapshot, list and stream', () => {
    const all = rig.get<CasePage>('cases', { token: leader.token, query: { limit: '1000' } }).cases;
    const mine = rig.get<CasePage>('cases', { token: own.token, query: { limit: '1000' } });
    expect(all.some(inside) && all.some((item) => !inside(item))).toBe(true);
    expect(new Set(mine.cases.map(({ id }) => id))).toEqual(new Set(all.filter(inside).map(({ id }) => id)));
    const snapshot = rig.get<WireSnapshot>('snapshot', { token: own.token }), whole = rig.get<WireSnapshot>('snapshot', { token: leader.token });
    expect(snapshot.cases.every(inside)).toBe(true);
    expect(new Set(snapshot.warnings.map(({ id }) => id))).toEqual(new Set(whole.warnings.filter(({ objectId }) => inside(placeOf(objectId))).map(({ id }) => id)));
    for (const { name, data } of heard.events()) {
      if (name === 'case' && data['case'] !== null) expect(inside(data['case'] as Case)).toBe(true);
      if (name === 'alarm' && data['warning'] !== null) expect(inside(placeOf((data['warning'] as Warning).objectId))).toBe(true);
    }
    const { ids } = rig.backend.simulation.fleet;
    snapshot.objects.rank.forEach((rank, k) => { if (rank > 0) expect(inside(placeOf(ids[k] ?? '')), ids[k]).toBe(true); });
  });
  it('evaluates its own cases, and the case of somebody else is refused by name', () => {
    const query = { by: 'street', from: String(START - 86_400_000), to: String(START + MINUTES * 60_000), at: String(START + MINUTES * 60_000) };
    const { total } = rig.get<Evaluation>('evaluation', { token: own.token, query });
    const list = rig.get<CasePage>('cases', { token: own.token, query: { counted: 'report', from: query.from, to: query.to, at: query.at, limit: '1' } });
    expect(total.counts.report).toBe(list.count);
    expect(total.counts.report).toBeLessThan(rig.get<Evaluation>('evaluation', { token: leader.token, query }).total.counts.report);
    const outside = rig.get<CasePage>('cases', { token: leader.token, query: { limit: '1000', open: 'true' } }).cases.find((item) => !inside(item));
    expect(rig.ask('GET', `cases/${outside?.id}`, { token: own.token }).status).toBe(403);
    expect(rig.post<CommandOutcome>('commands', { type: 'case.supervise', id: 'x', caseId: outside?.id, reason: '关注' }, own.token)).toMatchObject({ status: 403, data: { refusal: 'scope' } });
  });
  it('sees the pictures of its cameras: none of others, none of one that cannot be reached', () => {
    const { fleet, status } = rig.backend.simulation;
    const cameras = (fleet.ofKind.get('camera') ?? []).map((object) => fleet.ids[object] ?? '');
    const [near, far] = [cameras.filter((id) => inside(placeOf(id))), cameras.filter((id) => !inside(placeOf(id)))];
    const ids = [...near.slice(0, 6), ...far.slice(0, 3), 'nobody'].join(',');
    const { rows } = rig.get<{ rows: CameraPicture[] }>('cameras', { token: own.token, query: { ids } });
    expect(rows.map(({ id }) => id)).toEqual(near.slice(0, 6));
    for (const row of rows) {
      expect(row.url === null).toBe(status[fleet.indexOf.get(row.id) ?? -1] !== 0);
      if (row.url !== null) expect(rig.ask('GET', row.url).body).toContain('演示画面');
    }
    expect(rows.some(({ url }) => url !== null)).toBe(true);
    expect(rig.ask('GET', 'cameras', { token: own.token }).status).toBe(400);
  });
});
