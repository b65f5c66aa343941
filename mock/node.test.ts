import { createServerSentEventsFeed } from '../src/feeds/serverSentEvents';
import { describeFeed } from '../src/feeds/feedContract';
import { startDemoServer, type DemoFaults } from './node';
import { syntheticCity } from './backend/syntheticCity';

describeFeed('server-sent events from the demo server', createServerSentEventsFeed, async (start) => {
  let now = start;
  const faults: DemoFaults = { status: null, change: null, requests: [] };
  const server = await startDemoServer({ city: syntheticCity(1500), faults, clock: { now: () => now, setInterval: () => 0, clearInterval: () => undefined } });
  const post = (path: string, body: unknown): void => void server.backend.handle({ method: 'POST', path, query: {}, body: JSON.stringify(body) });
  return {
    apiBase: server.apiBase, requests: faults.requests,
    advance(ms) { now += ms; server.backend.step(); },
    setFeed: (state) => post('demo/feed', { state }),
    newEpoch: () => post('demo/scenario', { id: 'septicGas' }),
    tamper: (change) => { faults.change = change; },
    refuseWith: (status) => { faults.status = status; },
    close: () => server.close(),
  };
});
