import { afterEach, describe, expect, it, vi } from 'vitest';
import { toObjectId } from '../src/domain/ids';
import { isActive } from '../src/domain/warning';
import { createManualClock, type ManualClock } from '../src/feeds/manualClock';
import { createServerSentEventsFeed } from '../src/feeds/serverSentEvents';
import type { Feed } from '../src/feeds/feed';
import { createCityStore, type LiveCityStore } from '../src/state/city/createCityStore';
import { createBatchGate } from '../src/workers/feed/batchGate';
import { createConflator, type Conflator } from '../src/workers/feed/conflator';
import { catalogueOf } from '../test/unit/shownCity';
import { syntheticCity } from './backend/syntheticCity';
import { startDemoServer, type DemoServer } from './node';

const START = Date.parse('2026-11-20T10:00:00+08:00');

/** Demo server, real connection, adapter, conflator and store: the live path without its two threads. */
interface Rig { server: DemoServer; clock: ManualClock; store: LiveCityStore; feed: Feed; conflator: Conflator; advance(ms: number, step?: number): Promise<void>; post(path: string, body: unknown): void; phase(name: string): Promise<unknown> }

async function startRig(): Promise<Rig> {
  const city = syntheticCity(1500);
  const clock = createManualClock(START);
  const server = await startDemoServer({ city, clock: { now: clock.now, setInterval: () => 0, clearInterval: () => undefined } });
  const store = createCityStore({ catalogue: catalogueOf(city), now: clock.now });
  const gate = createBatchGate((batch) => { store.apply(batch); queueMicrotask(() => gate.acknowledge(batch.batch)); });
  const conflator = createConflator({ now: clock.now, gate });
  let events = 0;
  const feed = createServerSentEventsFeed({
    apiBase: server.apiBase, clock, random: () => 0.5, fetch,
    emit: (event) => { events += 1; conflator.accept(event); conflator.tick(); },
  });
  return {
    server, clock, store, feed, conflator,
    async advance(ms, step = 1000) {
      for (let done = 0; done < ms; done += step) {
        const before = events;
        clock.advance(step);
        server.backend.step();
        if (store.connection.phase === 'live') await vi.waitUntil(() => events > before, { timeout: 8000, interval: 2 });
        conflator.tick();
      }
      // one more batch interval, so that what waited for the last acknowledgement arrives
      clock.advance(250);
      await Promise.resolve();
      conflator.tick();
    },
    phase: (name) => vi.waitUntil(() => { conflator.tick(); return store.connection.phase === name; }, { timeout: 8000, interval: 5 }),
    post: (path, body) => void server.backend.handle({ method: 'POST', path, query: {}, body: JSON.stringify(body) }),
  };
}

describe('the live city from demo back end to store', () => {
  let rig: Rig | null = null;
  const start = async (): Promise<Rig> => {
    rig = await startRig();
    rig.feed.start();
    await rig.phase('live');
    await rig.advance(1000);
    return rig;
  };
  afterEach(async () => {
    rig?.feed.dispose();
    await rig?.server.close();
    rig = null;
  });

  it('shows what the simulation holds, and keeps doing so', async () => {
    const { store, server, advance } = await start();
    await advance(60_000, 5000);
    const { simulation } = server.backend;
    const active = simulation.engine.warnings().filter(isActive);
    expect(store.warnings().filter(isActive).map((item) => item.id).sort()).toEqual(active.map((item) => item.id).sort());
    const overview = store.overview();
    expect(Object.values(overview.warnings).reduce((sum, level) => sum + level.active, 0)).toBe(active.length);
    expect(overview.openCases).toBe(simulation.casesNow().filter((item) => item.open).length);
    expect(overview.closedToday).toBe(simulation.vitals()['closedToday']);
    expect(overview.overdueCases).toBe(simulation.vitals()['overdueOpen']);
    simulation.fleet.ids.forEach((id, object) => {
      const index = store.catalogue.indexOf(toObjectId(id)) ?? -1;
      if (simulation.fleet.kinds[object] !== 'bridge') expect(store.state(index).rank).toBe(simulation.rank[object]);
      expect(store.state(index).freshness).not.toBe('none');
    });
    for (const sign of ['videoOnline', 'deviceOnline', 'noisePass', 'septicExceed', 'stageMargin', 'pm25']) expect(overview.vitals.find((item) => item.id === sign)?.value).toBeTypeOf('number');
    expect(overview.vitals.length).toBeGreaterThanOrEqual(12);
    const cameras = overview.kinds.find((kind) => kind.kind === 'camera');
    expect((cameras?.online ?? 0) / (cameras?.fed ?? 1)).toBeGreaterThan(0.93);
  });

  it('goes wholly stale when the feed falls silent, says since when, and recovers alone', async () => {
    const { store, clock, server, post, phase } = await start();
    const last = clock.now();
    post('demo/feed', { state: 'silent' });
    clock.advance(16_000);
    await phase('stale');
    for (const id of server.backend.simulation.fleet.ids) {
      const state = store.state(store.catalogue.indexOf(toObjectId(id)) ?? -1);
      expect(['stale', 'missing']).toContain(state.freshness);
      if (state.freshness === 'stale') expect(state.since).toBeLessThanOrEqual(last);
    }
    post('demo/feed', { state: 'running' });
    clock.advance(1000);
    await phase('live');
    expect(store.overview().kinds.some((kind) => kind.online > 0)).toBe(true);
  });

  it('carries tank SC-014 through the levels, with a case once it is grave', async () => {
    const { store, advance, post, clock, phase } = await start();
    const tank = toObjectId('SC-014');
    const index = store.catalogue.indexOf(tank) ?? -1;
    post('demo/scenario', { id: 'septicGas', branch: 'critical' });
    await phase('stale');
    clock.advance(1000);
    await phase('live');
    const seen: string[] = [];
    for (let minute = 0; minute < 13; minute++) {
      await advance(60_000, 5000);
      const { condition } = store.state(index);
      if (seen.at(-1) !== condition) seen.push(condition);
    }
    expect(seen).toEqual(['normal', 'IV', 'III', 'I']);
    const warning = store.warningsOf(tank).find((item) => item.cause === 'septicGasCh4');
    expect(warning?.level).toBe('I');
    expect(warning?.headlineZh).toMatch(/化粪池甲烷 [\d.]+ %LEL，超 Ⅰ 级 50/);
    expect(warning?.headlineEn).toMatch(/methane [\d.]+ %LEL, above level I limit 50/);
    const item = store.casesOf(tank).find((one) => one.id === warning?.caseId);
    expect(item).toMatchObject({ open: true, classCode: '0302', source: 'iot' });
    expect(item?.code).toMatch(/^500103\d{13}$/);
  });

  it('takes what a run brings that is brought forward, and joins a new run at once', async () => {
    const { store, advance, post, clock, phase, server } = await start();
    const index = store.catalogue.indexOf(toObjectId('SC-014')) ?? -1;
    post('demo/scenario', { id: 'septicGas', branch: 'critical', speed: 0.1 });
    await phase('stale');
    // a quick retry, however many went before
    clock.advance(600);
    await phase('live');
    const { startedAt } = server.backend.simulation.scenarioState() ?? { startedAt: NaN };
    post('demo/leap', { to: startedAt + 20 * 60_000 });
    await advance(2000);
    expect(store.state(index).condition).toBe('I');
    expect(store.refused).toEqual({});
    expect(store.readings(toObjectId('SC-014')).map((reading) => reading.quality)).not.toContain('bad');
  });
});
