import { describe, expect, it } from 'vitest';
import { createReplay } from '../../src/history/createReplay';
import { decodeSegment } from '../../src/history/decodeSegment';
import { layoutOf } from '../../src/history/layoutOf';
import { RECORDING_MS, SEGMENT_MS, type RecordingInfo } from '../../src/history/recording';
import { createDemoBackend, type DemoBackend, type ScenarioWish } from './createDemoBackend';
import { DEMO_RULES } from './demoRules';
import { syntheticCity } from './syntheticCity';
import { TICK, type Simulation } from './simulation';

const START = Date.parse('2026-11-20T10:00:00+08:00');
const city = syntheticCity(400);

function begin(scenario?: ScenarioWish) {
  let now = START;
  const backend: DemoBackend = createDemoBackend({ ...city, areas: null, network: null, objects: null, rules: DEMO_RULES, seed: 7, daysBefore: 0, clock: { now: () => now, setInterval: () => 0, clearInterval: () => undefined }, ...(scenario ? { scenario } : {}) });
  const signIn = backend.handle({ method: 'POST', path: 'session', query: {}, body: JSON.stringify({ role: 'leader' }) });
  const { token } = JSON.parse(signIn.body as string) as { token: string };
  return {
    backend, token,
    pass(ms: number) { now += ms; backend.step(); },
    get: (path: string, as = token) => backend.handle({ method: 'GET', path, query: {}, body: null, token: as }),
  };
}
const six = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** What the live city shows now, as plain data. */
function shown(simulation: Simulation, seen: ReadonlySet<number>) {
  const { fleet } = simulation;
  const at = { lon: 0, lat: 0, heading: 0 };
  return {
    rank: [...simulation.rank], status: [...simulation.status],
    readings: [...simulation.value].map((value, stream) => [Math.fround(value), Math.round(simulation.observedAt[stream] ?? NaN), simulation.quality[stream] ?? 3]),
    warnings: simulation.engine.warnings().filter((item) => item.state !== 'cleared_ack').map((item) => `${item.id} ${item.level} ${item.state} ${item.value}`).sort(),
    cases: simulation.casesNow().map((item) => `${item.id} ${item.status}`).sort(),
    places: [...seen].filter((object) => simulation.statusAt(object, simulation.now) === 0).map((object) => { simulation.movers.place(object, simulation.now, at); return [fleet.ids[object], six(at.lon), six(at.lat)] as const; }),
  };
}

describe('recording of the demo city', () => {
  it('shows at 50 instants of an hour what was live then', { timeout: 120_000 }, () => {
    const { backend, pass, get } = begin({ id: 'septicGas', branch: null, speed: 1 });
    const { simulation } = backend;
    const { fleet } = simulation;
    const layout = layoutOf({ objectIds: fleet.ids, properties: fleet.properties.map((row) => row.observed), datastreamObject: fleet.streamObject, datastreamProperty: fleet.streamProperty });
    const live: { readonly at: number; readonly state: ReturnType<typeof shown> }[] = [];
    let turn = 3;
    for (let k = 0; k < 50; k++) {
      turn = (turn * 48_271) % 2_147_483_647;
      pass(TICK * (40 + (turn % 200)));
      live.push({ at: simulation.now, state: shown(simulation, new Set(simulation.movers.members)) });
    }
    pass(60_000);
    const replay = createReplay(layout);
    const midnightOf = (at: number): number => Math.floor((at + 28_800_000) / 86_400_000) * 86_400_000 - 28_800_000;
    let near = 0;
    let compared = 0;
    for (const { at, state } of live) {
      const answer = get(`recording/${Math.floor(at / SEGMENT_MS) * SEGMENT_MS}`);
      expect(answer.status).toBe(200);
      replay.open(decodeSegment(answer.body as Uint8Array, layout));
      const instant = replay.seek(at);
      expect([...instant.rank]).toEqual(state.rank);
      expect([...instant.status]).toEqual(state.status);
      expect([...instant.value].map((value, stream) => [value, instant.observedAt[stream] ?? NaN, instant.quality[stream] ?? 3])).toEqual(state.readings);
      expect(instant.warnings.filter((item) => item.state !== 'cleared_ack').map((item) => `${item.id} ${item.level} ${item.state} ${item.value}`).sort()).toEqual(state.warnings);
      expect(instant.cases.filter((item) => item.open || (item.closedAt ?? 0) >= midnightOf(at)).map((item) => `${item.id} ${item.status}`).sort()).toEqual(state.cases);
      const places = new Map(state.places.map(([id, lon, lat]) => [id, [lon, lat] as const]));
      instant.moving.forEach((object, k) => {
        const place = places.get(fleet.ids[object]);
        if (!place) return;
        const [lon, lat] = place;
        const metres = Math.hypot(((instant.lon[k] ?? 0) - lon) * 97_000, ((instant.lat[k] ?? 0) - lat) * 111_000);
        // a corner between two samples is cut by half a step at most
        expect(metres).toBeLessThan(60);
        compared += 1;
        if (metres < 10) near += 1;
      });
      expect(instant.moving.length).toBeGreaterThan(0);
    }
    expect(near / compared).toBeGreaterThan(0.9);
  });

  it('tells of the whole day before somebody looked, and of nothing beyond', { timeout: 120_000 }, () => {
    const { get, backend } = begin();
    expect(backend.handle({ method: 'POST', path: 'demo/leap', query: {}, body: JSON.stringify({ to: START + 1000 }) }).status).toBe(409);
    const info = JSON.parse(get('recording').body as string) as RecordingInfo;
    expect(info.to - info.from).toBe(RECORDING_MS);
    expect(info.marks?.length).toBeGreaterThan(0);
    expect(info.marks?.map((mark) => mark.at)).toEqual(info.marks?.map((mark) => mark.at).toSorted((a, b) => a - b));
    const first = Math.floor(info.from / SEGMENT_MS) * SEGMENT_MS;
    expect(get(`recording/${first}`).status).toBe(200);
    expect(get(`recording/${first - SEGMENT_MS}`).status).toBe(404);
    expect(get(`recording/${first + 100 * SEGMENT_MS}`).status).toBe(404);
    expect(get(`recording/${first + 1}`).status).toBe(400);
    expect(get('recording', 'not-a-token').status).toBe(401);
  });

  it('tells of a run that was brought forward what the run tells that got there by itself', { timeout: 120_000 }, () => {
    const wish = { id: 'septicGas', branch: 'fails', speed: 60 };
    const lived = begin(wish);
    for (let k = 0; k < 31; k++) lived.pass(1000);
    const leapt = begin(wish);
    const { startedAt } = lived.backend.simulation.scenarioState() ?? { startedAt: NaN };
    const at = startedAt + 31 * 60_000;
    const from = Math.floor(at / SEGMENT_MS) * SEGMENT_MS - SEGMENT_MS;
    const leap = (to: unknown): number => leapt.backend.handle({ method: 'POST', path: 'demo/leap', query: {}, body: JSON.stringify({ to }) }).status;
    expect(leapt.get(`recording/${from + SEGMENT_MS}`).status).toBe(404);
    expect([leap(at), leap('soon'), leap(startedAt + 86_400_000)]).toEqual([200, 400, 400]);
    expect(leapt.get(`recording/${from + SEGMENT_MS}`).status).toBe(200);
    const bytes = (run: typeof lived, part: number): Buffer => Buffer.from(run.get(`recording/${part}`).body as Uint8Array);
    for (const part of [from, from + SEGMENT_MS]) expect(bytes(leapt, part).equals(bytes(lived, part))).toBe(true);
  });

  it('shows each session what it may see', { timeout: 60_000 }, () => {
    const { backend, get } = begin();
    const { fleet } = backend.simulation;
    const layout = layoutOf({ objectIds: fleet.ids, properties: fleet.properties.map((row) => row.observed), datastreamObject: fleet.streamObject, datastreamProperty: fleet.streamProperty });
    const from = Math.floor(START / SEGMENT_MS) * SEGMENT_MS - SEGMENT_MS;
    const asLeader = decodeSegment(get(`recording/${from}`).body as Uint8Array, layout);
    const asVisitor = decodeSegment(get(`recording/${from}`, '').body as Uint8Array, layout);
    expect(asLeader.cases.key.length).toBeGreaterThan(0);
    const people = (segment: typeof asLeader): number => [...segment.moves.object].filter((object) => fleet.kinds[object] === 'worker').length;
    expect(people(asLeader)).toBeGreaterThan(0);
    expect(people(asVisitor)).toBe(0);
    expect([...asVisitor.cases.key, ...asVisitor.cases.item].every((item) => item.handlerMasked === '')).toBe(true);
  });
});
