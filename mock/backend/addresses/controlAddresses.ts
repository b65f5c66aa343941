/** demo/…: which scenario runs, how fast, and what the feed pretends. In the demo only. */
import type { ScenarioState } from '../../../src/domain/catalogues';
import { json, problem, readBody, type DemoRequest, type DemoResponse } from '../answers';
import type { Address, BackEnd } from '../backEnd';
import { HOUR } from '../localTime';
import { findScenario, SCENARIOS } from '../../scenarios';
import type { FeedMode } from '../streamHub';

export const SPEEDS: readonly [number, number] = [0.1, 120];
const isSpeed = (speed: unknown): speed is number => typeof speed === 'number' && speed >= SPEEDS[0] && speed <= SPEEDS[1];
const SPEED_WORDS = `speed must be a number from ${SPEEDS[0]} to ${SPEEDS[1]}`;

/** So long after the end of its script a run can still be brought forward to, ms: links are opened later the same day. */
const LEAP_AFTER_END = 4 * HOUR;

export function createControlAddresses(backEnd: BackEnd): Address {
  function state(): DemoResponse {
    const { simulation, scenario, hub } = backEnd;
    const now = backEnd.now();
    const told: ScenarioState = simulation.scenarioState() ?? { id: 'calm', branch: null, speed: simulation.clock.rate, startedAt: simulation.anchor, now, endsAt: null, ended: false, step: null };
    return json({ ...told, now, speed: simulation.clock.rate, feed: hub.mode, scenario: scenario.id, readers: hub.readers });
  }

  function start(wish: Readonly<Record<string, unknown>>): DemoResponse {
    const { id, branch = null, speed = 1 } = wish;
    const info = typeof id === 'string' ? findScenario(id) : null;
    if (id !== 'calm' && !info) return problem(400, `id: there is no scenario ${String(id).slice(0, 60)}; GET demo/scenarios lists them`);
    if (branch !== null && !info?.branches.some((item) => item.id === branch)) {
      return problem(400, info && info.branches.length > 0 ? `branch: ${info.id} has ${info.branches.map((item) => item.id).join(', ')}` : 'branch: this scenario has no branches');
    }
    if (!isSpeed(speed)) return problem(400, SPEED_WORDS);
    // the first ending is played when none is named
    const run = info ? { id: info.id, branch: typeof branch === 'string' ? branch : info.branches[0]?.id ?? null, speed } : { id: 'calm', branch: null, speed: 1 };
    backEnd.restart(run);
    return json(run);
  }

  function control({ path, body }: DemoRequest): DemoResponse {
    const wish = readBody(body) ?? (path === 'demo/reset' ? {} : null);
    if (!wish) return problem(400, 'The body must be JSON');
    if (path === 'demo/scenario') return start(wish);
    if (path === 'demo/leap') {
      const { to } = wish;
      const run = backEnd.simulation.scenarioState();
      if (!run) return problem(409, 'The calm city runs with real time; only a scenario can be brought forward');
      const last = (run.endsAt ?? run.startedAt) + LEAP_AFTER_END;
      if (typeof to !== 'number' || !(to >= run.startedAt && to <= last)) return problem(400, `to must be a time in ms from ${run.startedAt} to ${last}`);
      backEnd.simulation.clock.leap(to, backEnd.clock.now());
      backEnd.tellTime();
      backEnd.step();
      return json({ now: backEnd.now() });
    }
    if (path === 'demo/speed') {
      const { speed } = wish;
      if (!isSpeed(speed)) return problem(400, SPEED_WORDS);
      backEnd.simulation.clock.setRate(speed, backEnd.clock.now());
      backEnd.tellTime();
      backEnd.step();
      return json({ speed: backEnd.simulation.clock.rate });
    }
    if (path === 'demo/reset') {
      backEnd.journal.forget();
      backEnd.media.clear();
      backEnd.restart(backEnd.scenario);
      return json({ id: backEnd.scenario.id, branch: backEnd.scenario.branch });
    }
    const { state: wanted } = wish;
    const mode: FeedMode | null = wanted === 'running' || wanted === 'silent' || wanted === 'closed' ? wanted : wanted === 'stopped' ? 'silent' : null;
    if (!mode) return problem(400, 'state must be running, stopped, silent or closed');
    backEnd.hub.mode = mode;
    return json({ state: mode });
  }

  const POSTS = new Set(['demo/scenario', 'demo/speed', 'demo/leap', 'demo/reset', 'demo/feed']);
  return (request) => {
    const { method, path } = request;
    if (!path.startsWith('demo/')) return null;
    if (method === 'POST' && POSTS.has(path)) return control(request);
    if (method === 'GET' && path === 'demo/state') return state();
    if (method === 'GET' && path === 'demo/scenarios') return json({ rows: SCENARIOS });
    return POSTS.has(path) || path === 'demo/state' || path === 'demo/scenarios' ? problem(405, `${path} is not asked with ${method}`) : problem(404, `No ${path}`);
  };
}
