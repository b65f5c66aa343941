/**
 * The demo back end: a pure module that answers the addresses of `src/feeds/wire.ts`. Its faces (service worker, Node server)
 * only carry requests to `handle`. Clock and timers are injected; nothing here knows a browser or Node.
 */
import type { PackWater, StructureFeature, ThingColumns } from '../../tiles/format';
import type { WireHeartbeat, WireHistory, WireObjectDetail, WireVitals } from '../../src/feeds/wire';
import { createSimulation, TICK, type Simulation } from './createSimulation';
import { encodeDelta, encodeHello, encodeSnapshot, HEARTBEAT_MS } from './encodeWire';
import { buildFleet } from './fleet';
import { hash, hashText } from './hash';
import { DAY } from './localTime';
import { lastDue } from './phaseRing';
import { PROPERTIES } from './properties';
import { responsibilityFor } from './responsibility';
import { calm } from './scenarios/calm';
import { flood } from './scenarios/flood';
import { isScenarioId, type Scenario, type ScenarioId } from './scenarios/scenario';
import { sensorLoss } from './scenarios/sensorLoss';
import { septicGas } from './scenarios/septicGas';
import { createStreamHub, toEvent, type FeedMode } from './streamHub';

export interface DemoClock { now(): number; setInterval(callback: () => void, ms: number): unknown; clearInterval(handle: unknown): void }
export interface DemoRequest { readonly method: string; /** Below the API base, without a leading slash. */ readonly path: string; readonly query: Readonly<Record<string, string>>; readonly body: string | null }
export interface DemoResponse { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string | ReadableStream<Uint8Array> }
export interface DemoBackendOptions {
  readonly things: ThingColumns; readonly structures: readonly StructureFeature[]; readonly waters: readonly PackWater[];
  readonly city?: string; readonly clock: DemoClock; readonly seed: number; readonly scenario?: ScenarioId;
}
export interface DemoBackend {
  handle(request: DemoRequest): DemoResponse;
  readonly simulation: Simulation;
  /** Brings the city to the clock's now and sends what changed; runs by itself while somebody reads the stream. */
  step(): void;
  dispose(): void;
}

const SCENARIOS: Readonly<Record<ScenarioId, Scenario>> = { calm, septicGas, flood, sensorLoss };
const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
const STREAM_HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
const VITALS_MS = 5000;
const MAX_POINTS = 2000;

export function createDemoBackend(options: DemoBackendOptions): DemoBackend {
  const { clock, seed } = options;
  const fleet = buildFleet(options, seed);
  const simulation = createSimulation(fleet, seed, clock.now());
  const schemaHash = hash(hashText(fleet.ids.join('\n')), fleet.streamObject.length).toString(36);
  const hub = createStreamHub();
  let scenario: ScenarioId = 'calm';
  let epochTurn = '';
  let nextHeartbeat = 0;
  let nextVitals = 0;
  let timer: unknown = null;

  const seqNow = (): number => Math.floor((simulation.now - simulation.anchor) / TICK);
  const epochNow = (): string => `${seed}-${simulation.anchor.toString(36)}-${schemaHash}-${scenario}${epochTurn}`;
  let sentSeq = seqNow();

  function flush(): void {
    const seq = seqNow();
    if (seq === sentSeq) return;
    const { changes } = simulation;
    let text = toEvent('delta', encodeDelta(simulation, epochNow(), sentSeq + 1, seq));
    for (const item of changes.warnings) text += toEvent('alarm', item);
    for (const item of changes.cases) text += toEvent('case', item);
    if (simulation.now >= nextVitals) {
      nextVitals = simulation.now + VITALS_MS;
      text += toEvent('vitals', { at: simulation.now, values: simulation.vitals() } satisfies WireVitals);
    }
    if (simulation.now >= nextHeartbeat) {
      nextHeartbeat = simulation.now + HEARTBEAT_MS;
      text += toEvent('hb', { serverTime: clock.now(), seq, alarmSeq: changes.alarmSeq, caseSeq: changes.caseSeq } satisfies WireHeartbeat);
    }
    hub.send({ from: sentSeq + 1, to: seq, text });
    sentSeq = seq;
    changes.clearState();
  }

  function step(): void {
    simulation.advance(clock.now());
    flush();
    if (hub.readers === 0 && timer !== null) { clock.clearInterval(timer); timer = null; }
  }

  const json = (data: unknown, status = 200): DemoResponse => ({ status, headers: JSON_HEADERS, body: JSON.stringify(data) });
  const problem = (status: number, detail: string): DemoResponse => json({ detail }, status);

  function setScenario(id: ScenarioId): void {
    scenario = id;
    epochTurn = `-${simulation.now.toString(36)}`;
    simulation.setScenario(SCENARIOS[id]);
    // a new epoch: readers find out by themselves and join again
    hub.forget();
    hub.closeAll();
  }

  function detail(id: string): DemoResponse {
    const object = fleet.indexOf.get(id);
    if (object === undefined) return problem(404, `No object ${id}`);
    const kind = fleet.kinds[object] ?? '';
    const key = fleet.seed[object] ?? 0;
    const answer: WireObjectDetail = {
      id, responsibility: responsibilityFor(kind, fleet.lon[object] ?? 0, fleet.lat[object] ?? 0, key),
      documents: [
        { titleZh: '最近一次巡检记录', titleEn: 'Last inspection record', origin: 'demo', at: simulation.now - (2 + (key % 40)) * DAY },
        { titleZh: '设备台账', titleEn: 'Asset register entry', origin: 'demo', at: simulation.now - (200 + (key % 900)) * DAY },
      ],
    };
    return json(answer);
  }

  function history(id: string, query: DemoRequest['query']): DemoResponse {
    const object = fleet.indexOf.get(id);
    const property = query['property'] ?? '';
    if (object === undefined) return problem(404, `No object ${id}`);
    let stream = -1;
    for (let k = fleet.firstStream[object] ?? 0; k < (fleet.firstStream[object + 1] ?? 0); k++) if (PROPERTIES[fleet.streamProperty[k] ?? 0]?.observed.key === property) stream = k;
    if (stream < 0) return problem(404, `${id} has no ${property}`);
    const to = Math.min(Number(query['to'] ?? simulation.now), simulation.now);
    const from = Math.max(Number(query['from'] ?? to - DAY), to - 7 * DAY);
    const points = Math.min(MAX_POINTS, Math.max(2, Math.floor(Number(query['points'] ?? 288))));
    if (!Number.isFinite(to) || !Number.isFinite(from) || !Number.isFinite(points) || from >= to) return problem(400, 'from, to and points must be numbers in order');
    const key = fleet.streamSeed[stream] ?? 0;
    const interval = (PROPERTIES[fleet.streamProperty[stream] ?? 0]?.observed.samplingSeconds ?? 0) * 1000 || 600_000;
    const every = Math.max(1, Math.ceil((to - from) / points / interval)) * interval;
    const answer = { id, property, t: [] as number[], v: [] as (number | null)[] } satisfies WireHistory;
    for (let t = lastDue(key, interval, from) + interval; t <= to; t += every) {
      answer.t.push(t);
      answer.v.push(simulation.valueAt(stream, t));
    }
    const lastAt = simulation.observedAt[stream] ?? NaN;
    if (to === simulation.now && Number.isFinite(lastAt) && lastAt > (answer.t.at(-1) ?? from)) {
      answer.t.push(lastAt);
      answer.v.push(simulation.value[stream] ?? null);
    }
    return json(answer);
  }

  function control(path: string, body: string | null): DemoResponse {
    let wish: unknown;
    try { wish = JSON.parse(body ?? ''); } catch { return problem(400, 'The body must be JSON'); }
    const field = (name: string): unknown => (typeof wish === 'object' && wish !== null ? (wish as Record<string, unknown>)[name] : undefined);
    if (path === 'demo/feed') {
      const state = field('state');
      const mode: FeedMode | null = state === 'running' || state === 'silent' || state === 'closed' ? state : state === 'stopped' ? 'silent' : null;
      if (!mode) return problem(400, 'state must be running, stopped, silent or closed');
      hub.mode = mode;
      return json({ state: mode });
    }
    if (path === 'demo/scenario') {
      const id = field('id');
      if (!isScenarioId(id)) return problem(400, 'Unknown scenario');
      setScenario(id);
      return json({ id });
    }
    const speed = field('speed');
    if (typeof speed !== 'number' || !(speed >= 0.1 && speed <= 120)) return problem(400, 'speed must be a number from 0.1 to 120');
    simulation.scene.setSpeed(speed, simulation.now);
    return json({ speed });
  }

  function handle({ method, path, query, body }: DemoRequest): DemoResponse {
    if (method === 'POST') return path === 'demo/feed' || path === 'demo/scenario' || path === 'demo/speed' ? control(path, body) : problem(404, `No ${path}`);
    if (method !== 'GET') return problem(405, 'Only GET and POST');
    if (path === 'demo/state') return json({ feed: hub.mode, scenario, speed: simulation.scene.speed, sceneMs: simulation.scene.startedAt === Infinity ? 0 : simulation.scene.at(simulation.now), readers: hub.readers });
    if (hub.mode === 'closed') return problem(503, 'The demo feed is closed');
    if (hub.mode === 'silent' && (path === 'hello' || path === 'snapshot')) return problem(503, 'The demo feed is stopped');
    step();
    if (path === 'hello') return json(encodeHello(simulation, epochNow(), sentSeq, options.city ?? 'yuzhong', clock.now(), schemaHash));
    if (path === 'snapshot') return json(encodeSnapshot(simulation, epochNow(), sentSeq, clock.now()));
    if (path === 'stream') {
      if (query['epoch'] !== undefined && query['epoch'] !== epochNow()) return problem(409, 'Another epoch has begun');
      nextHeartbeat = 0;
      nextVitals = 0;
      timer ??= clock.setInterval(step, TICK);
      return { status: 200, headers: STREAM_HEADERS, body: hub.open(Number(query['seq'] ?? sentSeq)) };
    }
    if (path === 'closed-cases') {
      const closed = simulation.casesNow().filter((item) => !item.open && (item.closedAt ?? 0) >= Number(query['since'] ?? 0));
      const offset = Number(query['offset'] ?? 0) || 0;
      return json({ count: closed.length, cases: closed.slice(offset, offset + 500) });
    }
    const object = /^objects\/([^/]+)(\/history)?$/.exec(path);
    if (!object) return problem(404, `No ${path}`);
    let id: string;
    try { id = decodeURIComponent(object[1] ?? ''); } catch { return problem(400, 'Badly encoded id'); }
    return object[2] ? history(id, query) : detail(id);
  }

  if (options.scenario && options.scenario !== 'calm') setScenario(options.scenario);
  return {
    handle, simulation, step,
    dispose() {
      if (timer !== null) clock.clearInterval(timer);
      timer = null;
      hub.closeAll();
    },
  };
}
