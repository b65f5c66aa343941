import { describe, expect, it } from 'vitest';
import type { WireHello, WireHistory, WireObjectDetail, WireSnapshot } from '../../src/feeds/wire';
import { createDemoBackend, type DemoBackend } from './createDemoBackend';
import { DAY, HOUR } from './localTime';
import { syntheticCity } from './syntheticCity';

const START = Date.parse('2026-11-20T10:00:00+08:00');
const city = syntheticCity(2000);

function begin(start = START, seed = 7): { backend: DemoBackend; at(time: number): void; get<T>(path: string, query?: Record<string, string>): T; post(path: string, body: unknown): number } {
  let now = start;
  const backend = createDemoBackend({ ...city, seed, clock: { now: () => now, setInterval: () => 0, clearInterval: () => undefined } });
  return {
    backend,
    at(time) { now = time; backend.step(); },
    get: <T>(path: string, query = {}) => JSON.parse(backend.handle({ method: 'GET', path, query, body: null }).body as string) as T,
    post: (path, body) => backend.handle({ method: 'POST', path, query: {}, body: JSON.stringify(body) }).status,
  };
}
/** One city for the tests that only look. */
let calm: ReturnType<typeof begin> | null = null;
const look = (): ReturnType<typeof begin> => (calm ??= begin());
const state = ({ objects, readings, moves, warnings, cases, vitals, seq }: WireSnapshot): unknown => ({ rank: objects.rank, status: objects.status, readings, moves, seq, vitals, warnings, cases });

describe('demo back end', () => {
  it('is the same city for the same seed and time, in one leap or in steps', () => {
    const leap = begin();
    leap.at(START + 20 * 60_000);
    const steps = begin();
    for (let time = START; time < START + 20 * 60_000; time += 3700) steps.at(time);
    steps.at(START + 20 * 60_000);
    expect(state(steps.get('snapshot'))).toEqual(state(leap.get('snapshot')));
  });

  it('is the same city for whoever starts later that day', () => {
    const early = begin();
    early.at(START + 2 * HOUR);
    const late = begin(START + 2 * HOUR);
    const a = early.get<WireSnapshot>('snapshot');
    const b = late.get<WireSnapshot>('snapshot');
    expect(b.warnings).toEqual(a.warnings);
    expect(b.cases).toEqual(a.cases);
    expect(b.objects.rank).toEqual(a.objects.rank);
    expect(b.readings).toEqual(a.readings);
    expect(b.seq).toBe(a.seq);
    expect([b.alarmSeq, b.caseSeq]).toEqual([a.alarmSeq, a.caseSeq]);
  });

  it('is another city for another seed', () => {
    expect(begin(START, 8).get<WireSnapshot>('snapshot').readings.v).not.toEqual(look().get<WireSnapshot>('snapshot').readings.v);
  });

  it('has a believable calm: some warnings, few grave ones, cases in every stage', () => {
    let warnings = 0;
    let grave = 0;
    for (const hours of [0, 7, 13, 30, 50]) {
      const snapshot = begin(START + hours * HOUR).get<WireSnapshot>('snapshot');
      const active = snapshot.warnings.filter((item) => item.clearedAt === null);
      warnings += active.length;
      grave += active.filter((item) => item.level === 'I').length;
      expect(active.length).toBeGreaterThan(8);
      expect(active.length).toBeLessThan(45);
      const open = snapshot.cases.filter((item) => item.open);
      expect(open.length).toBeGreaterThan(30);
      expect(open.length).toBeLessThan(160);
      expect(new Set(active.map((item) => `${item.objectId} ${item.cause}`)).size).toBe(active.length);
      expect(new Set(snapshot.cases.map((item) => item.code)).size).toBe(snapshot.cases.length);
    }
    expect(warnings / 5).toBeGreaterThan(12);
    expect(grave / 5).toBeLessThan(3);
  });

  it('gives every warning of level I or II a case that knows it', () => {
    const snapshot = look().get<WireSnapshot>('snapshot');
    const grave = snapshot.warnings.filter((item) => item.clearedAt === null && (item.level === 'I' || item.level === 'II'));
    for (const warning of grave) expect(snapshot.cases.find((item) => item.id === warning.caseId)?.warningId).toBe(warning.id);
  });

  it('has figures in every headline that agree with level and limit', () => {
    for (const warning of look().get<WireSnapshot>('snapshot').warnings) {
      expect(warning.headlineZh).toMatch(/[\d.]+.*[ⅠⅡⅢⅣ] 级/);
      expect(warning.headlineEn).toMatch(new RegExp(`level ${warning.level}\\b`));
      expect(warning.headlineZh).toContain(String(warning.limit));
    }
  });

  it('answers a history whose end is the live value and whose gaps are the silent hours', () => {
    const { backend, get } = look();
    const { dict } = get<WireHello>('hello');
    const snapshot = get<WireSnapshot>('snapshot');
    let gaps = 0;
    for (let stream = 0; stream < dict.datastreams.object.length; stream += 17) {
      const id = dict.objects[dict.datastreams.object[stream] ?? 0] ?? '';
      const property = dict.properties[dict.datastreams.property[stream] ?? 0];
      const at = snapshot.readings.t[stream];
      if (!property || at === null || at === undefined) continue;
      const history = get<WireHistory>(`objects/${encodeURIComponent(id)}/history`, { property: property.key, from: String(START - DAY), to: String(START), points: '200' });
      expect(history.t.length).toBeLessThanOrEqual(201);
      expect(history.t.every((time, k) => k === 0 || time > (history.t[k - 1] ?? 0))).toBe(true);
      const last = history.t.indexOf(at);
      if (last >= 0) expect(history.v[last]).toBe(snapshot.readings.v[stream]);
      gaps += history.v.filter((value) => value === null).length;
    }
    expect(gaps).toBeGreaterThan(0);
    expect(backend.handle({ method: 'GET', path: 'objects/nobody/history', query: { property: 'noise' }, body: null }).status).toBe(404);
  });

  it('masks persons and phones', () => {
    const { get } = look();
    const detail = get<WireObjectDetail>('objects/SC-001');
    expect(detail.responsibility?.personMasked).toMatch(/^.\*.$/);
    expect(detail.responsibility?.phoneMasked).toMatch(/^1\d\d\*{4}\d{4}$/);
    for (const item of get<WireSnapshot>('snapshot').cases) expect(item.handlerMasked).toMatch(/^.\*.$/);
  });

  it('changes every second', () => {
    const { backend, at } = begin();
    let changes = 0;
    for (let second = 1; second <= 20; second++) {
      const before = [...backend.simulation.observedAt];
      at(START + second * 1000);
      changes += backend.simulation.observedAt.filter((time, k) => time !== before[k]).length;
    }
    expect(changes / 20).toBeGreaterThan(5);
  });

  it('raises the river in the flood and warns at every gauge', () => {
    const { at, get, post } = begin();
    expect(post('demo/scenario', { id: 'flood' })).toBe(200);
    expect(post('demo/speed', { speed: 60 })).toBe(200);
    at(START + 60_000);
    const { dict } = get<WireHello>('hello');
    const snapshot = get<WireSnapshot>('snapshot');
    dict.datastreams.property.forEach((property, stream) => {
      if (dict.properties[property]?.key === 'riverWaterLevel') expect(snapshot.readings.v[stream]).toBeGreaterThan(188);
    });
    expect(snapshot.warnings.filter((item) => item.cause === 'riverWaterLevel' && item.level === 'II').length).toBeGreaterThan(0);
    expect(snapshot.vitals['stageMargin']).toBeLessThan(0);
  });

  it('silences a third of the devices in the sensor loss', () => {
    const { backend, at, post } = begin();
    post('demo/scenario', { id: 'sensorLoss' });
    at(START + 120_000);
    const off = backend.simulation.status.filter((status) => status === 1).length / backend.simulation.status.length;
    expect(off).toBeGreaterThan(0.13);
    expect(off).toBeLessThan(0.24);
    at(START + 900_000);
    const { fleet, observedAt } = backend.simulation;
    const cameras = new Set(fleet.ofKind.get('camera'));
    const quiet = observedAt.filter((time, stream) => cameras.has(fleet.streamObject[stream] ?? 0) && time < START + 120_000).length / cameras.size;
    expect(quiet).toBeGreaterThan(0.27);
    expect(quiet).toBeLessThan(0.42);
  });

  it('refuses what it does not know', () => {
    const { backend, post } = look();
    const status = (method: string, path: string): number => backend.handle({ method, path, query: {}, body: 'nonsense' }).status;
    expect([status('GET', 'nothing'), status('POST', 'hello'), status('DELETE', 'hello'), status('POST', 'demo/feed'), status('GET', 'objects/%E0%A4%A')]).toEqual([404, 404, 405, 400, 400]);
    expect([post('demo/scenario', { id: '__proto__' }), post('demo/speed', { speed: 1e9 }), post('demo/feed', { state: 'x' })]).toEqual([400, 400, 400]);
  });
});
