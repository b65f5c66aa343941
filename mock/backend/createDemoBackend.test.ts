import { describe, expect, it } from 'vitest';
import type { CasePage } from '../../src/domain/caseQuery';
import type { AiClass, Material, Preplan, ResourceGroup, ResourcePage } from '../../src/domain/catalogues';
import type { WireHello, WireHistory, WireObjectDetail, WireSnapshot } from '../../src/feeds/wire';
import { START, startRig, type Rig } from './fixtures';
import { DAY } from './localTime';

/** A leader's eyes: everything. */
const snapshotOf = (rig: Rig): WireSnapshot => rig.get<WireSnapshot>('snapshot', { token: rig.signIn('leader').token });
/** One city for the tests that only look. */
let calm: Rig | null = null;
const look = (): Rig => (calm ??= startRig());

describe('demo back end', () => {
  it('answers a history whose end is the live value and whose gaps are the silent hours', () => {
    const rig = look();
    const { backend, get } = rig;
    const { dict } = get<WireHello>('hello');
    const snapshot = snapshotOf(rig);
    let gaps = 0;
    for (let stream = 0; stream < dict.datastreams.object.length; stream += 17) {
      const id = dict.objects[dict.datastreams.object[stream] ?? 0] ?? '';
      const property = dict.properties[dict.datastreams.property[stream] ?? 0];
      const at = snapshot.readings.t[stream];
      if (!property || at === null || at === undefined) continue;
      const history = get<WireHistory>(`objects/${encodeURIComponent(id)}/history`, { query: { property: property.key, from: String(START - DAY), to: String(START), points: '200' } });
      expect(history.t.length).toBeLessThanOrEqual(201);
      expect(history.t.every((time, k) => k === 0 || time > (history.t[k - 1] ?? 0))).toBe(true);
      const last = history.t.indexOf(at);
      if (last >= 0) expect(history.v[last]).toBe(snapshot.readings.v[stream]);
      gaps += history.v.filter((value) => value === null).length;
    }
    expect(gaps).toBeGreaterThan(0);
    expect(backend.handle({ method: 'GET', path: 'objects/nobody/history', query: { property: 'noise' }, body: null }).status).toBe(404);
  });
  it('answers a history of what has not happened yet with no readings, and one that ends before it begins with a refusal', () => {
    const { backend, get } = look();
    const ask = (from: number, to: number) => ({ property: 'septicGasCh4', from: String(from), to: String(to) });
    const { dict } = get<WireHello>('hello');
    const id = dict.objects[dict.datastreams.object[dict.datastreams.property.findIndex((k) => dict.properties[k]?.key === 'septicGasCh4')] ?? -1];
    expect(get<WireHistory>(`objects/${id}/history`, { query: ask(START + DAY, START + 2 * DAY) })).toMatchObject({ id, t: [], v: [] });
    expect(backend.handle({ method: 'GET', path: `objects/${id}/history`, query: ask(START, START - DAY), body: null }).status).toBe(400);
  });

  it('masks persons and phones', () => {
    const rig = look();
    const detail = rig.get<WireObjectDetail>('objects/SC-001', { token: rig.signIn('leader').token });
    expect(detail.responsibility?.personMasked).toMatch(/^.\*.$/);
    expect(detail.responsibility?.phoneMasked).toMatch(/^1\d\d\*{4}\d{4}$/);
    for (const item of snapshotOf(rig).cases) expect(item.handlerMasked).toMatch(/^(.\*.?)?$/);
  });

  it('keeps the date of a document from one request to the next', () => {
    const rig = startRig();
    const dates = (): unknown => rig.get<WireObjectDetail>('objects/SC-001').documents.map((item) => item.at);
    const before = dates();
    rig.at(START + 60_000);
    expect(dates()).toEqual(before);
  });

  it('answers every catalogue, and the numbers of boards agree with the lists behind them', () => {
    const rig = look();
    const { token } = rig.signIn('leader');
    const rows = <Row>(path: string, query: Record<string, string> = {}): Row[] => rig.get<{ rows: Row[] }>(path, { token, query }).rows;
    const classes = rows<AiClass>('ai-classes');
    expect([classes.filter((row) => !row.optional).length, classes.filter((row) => row.optional).length]).toEqual([58, 15]);
    for (const row of classes) {
      expect(row.right).toBeLessThanOrEqual(row.checked);
      expect(row.checked).toBeLessThanOrEqual(row.detections);
      expect(row.precision === null ? 0 : row.precision * row.checked).toBeCloseTo(row.right);
    }
    expect(rows('subsystems')).toHaveLength(45);
    expect(rows<Material>('materials').every((item) => item.count > 0 && item.lon > 106.4 && item.lon < 106.6 && item.lat > 29.5 && item.lat < 29.6)).toBe(true);
    expect(rows<Preplan>('preplans').length).toBeGreaterThan(0);
    const page = rig.get<ResourcePage>('resources', { query: { online: 'false', limit: '3', offset: '1', sort: 'kind' } });
    expect(page.rows).toHaveLength(3);
    expect(page.rows.every((row) => !row.online)).toBe(true);
    expect(rows<ResourceGroup>('resources/groups').reduce((sum, group) => sum + group.count - group.online, 0)).toBe(page.count);

    const from = String(START - DAY);
    const trend = rig.get<{ times: number[]; reported: number[]; closed: number[] }>('cases/history', { token, query: { from, to: String(START), step: '3600000' } });
    expect(trend.times).toHaveLength(24);
    expect(trend.reported.reduce((sum, count) => sum + count, 0)).toBe(rig.get<CasePage>('cases', { token, query: { from, to: String(START) } }).count);
    const signs = rig.get<{ times: number[]; values: Record<string, (number | null)[]> }>('vitals/history', { query: { ids: 'pm25,nothing', from: String(START - 2 * 3_600_000), to: String(START), step: '1800000' } });
    expect(signs.times).toHaveLength(5);
    expect(signs.values['pm25']?.every((value) => typeof value === 'number')).toBe(true);
    expect(signs.values['pm25']?.at(-1)).toBe(snapshotOf(rig).vitals['pm25']);
    expect(signs.values['nothing']).toEqual([null, null, null, null, null]);
  });

  it.each([
    ['resources', { limit: '501' }, /^limit/], ['resources', { sort: 'colour' }, /^sort/], ['resources', { online: 'maybe' }, /^online/], ['resources', { offset: '-1' }, /^offset/],
    ['vitals/history', {}, /^ids/], ['cases/history', { step: '5' }, /^step/], ['subsystems', { at: 'noon' }, /^at must/],
  ])('%s refuses %j with field and reason', (path, query, words) => {
    const answer = look().ask('GET', path, { query });
    expect(answer.status).toBe(400);
    expect((JSON.parse(answer.body as string) as { detail: string }).detail).toMatch(words);
  });

  it('refuses what it does not know', () => {
    const { backend } = look();
    const status = (method: string, path: string): number => backend.handle({ method, path, query: {}, body: 'nonsense' }).status;
    expect([status('GET', 'nothing'), status('POST', 'hello'), status('DELETE', 'hello'), status('POST', 'demo/feed'), status('GET', 'objects/%E0%A4%A')]).toEqual([404, 405, 405, 400, 400]);
  });
});
