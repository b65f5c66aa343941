import { describe, expect, it } from 'vitest';
import { createServerSentEventsFeed } from '../src/feeds/serverSentEvents';
import { WebSocket as NodeSocket } from 'ws';
import { describeFeed, type FakeServer } from '../src/feeds/feedContract';
import { createPollingFeed } from '../src/feeds/polling';
import { createWebSocketFeed, type SocketMaker } from '../src/feeds/webSocket';
import { startDemoServer, type DemoFaults } from './node';
import { syntheticCity } from './backend/syntheticCity';

async function startFaultyServer(start: number): Promise<FakeServer> {
  let now = start;
  const faults: DemoFaults = { status: null, change: null, requests: [] };
  const server = await startDemoServer({ city: syntheticCity(500), daysBefore: 0, faults, clock: { now: () => now, setInterval: () => 0, clearInterval: () => undefined } });
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
}
describeFeed('server-sent events from the demo server', createServerSentEventsFeed, startFaultyServer);
describeFeed('asking again and again', createPollingFeed, startFaultyServer, { turnMs: 2500 });
describeFeed('a WebSocket to the demo server', (options) => createWebSocketFeed(options, (address) => new NodeSocket(address) as unknown as ReturnType<SocketMaker>), startFaultyServer);

describe('the Node face', () => {
  it('reads the bearer token, serves photos as bytes, and refuses bodies that are too large', async () => {
    const server = await startDemoServer({ city: syntheticCity(300), clock: { now: () => Date.parse('2026-11-20T10:00:00+08:00'), setInterval: () => 0, clearInterval: () => undefined } });
    try {
      const ask = (path: string, token: string | null, body?: string): Promise<Response> => {
        const headers: Record<string, string> = token === null ? {} : { authorization: token };
        return fetch(`${server.apiBase}${path}`, body === undefined ? { headers } : { method: 'POST', headers, body });
      };
      const { token } = await (await ask('session', null, JSON.stringify({ role: 'citizen' }))).json() as { token: string };
      expect(await (await ask('session', `Bearer ${token}`)).json()).toMatchObject({ role: 'citizen' });
      expect(await (await ask('session', null)).json()).toMatchObject({ role: 'visitor' });
      expect([(await ask('session', 'Bearer wrong')).status, (await ask('session', 'Basic YTpi')).status]).toEqual([401, 401]);
      const photo = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 255, 128]);
      const report = { type: 'case.report', id: 'n1', source: 'citizen', ruleId: null, classCode: '0101', text: '垃圾', lon: 106.55, lat: 29.556, objectId: null, reporterId: null, photos: [`data:image/jpeg;base64,${photo.toString('base64')}`] };
      const { createdId } = await (await ask('commands', `Bearer ${token}`, JSON.stringify(report))).json() as { createdId: string };
      const { media } = await (await ask(`cases/${createdId}`, `Bearer ${token}`)).json() as { media: { url: string }[] };
      const picture = await ask(media[0]?.url ?? '', null);
      expect([picture.headers.get('content-type'), picture.headers.get('x-content-type-options')]).toEqual(['image/jpeg', 'nosniff']);
      expect(Buffer.from(await picture.arrayBuffer()).equals(photo)).toBe(true);
      expect((await ask('commands', `Bearer ${token}`, 'x'.repeat(4 * 1024 * 1024 + 1))).status).toBe(413);
    } finally { await server.close(); }
  });
});
