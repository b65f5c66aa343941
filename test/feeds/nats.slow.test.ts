/** The NATS adapter against a real nats-server: a KV bucket as snapshot and deltas. */
import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/nats-core';
import * as v from 'valibot';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createNatsAdapter } from '../../src/feeds/adapters/nats';
import { natsOverNode } from '../../src/feeds/check/natsOverNode';
import { sourceSchema, type NatsSource } from '../../src/feeds/config/feedConfig';
import { createSourceFeed } from '../../src/feeds/sources/createSourceFeed';
import { level, listenTo, realClock, until, type Listener } from '../setup/listenToSource';
import { natsPath, startNats } from '../setup/startNats';

describe.skipIf(natsPath === null)('NATS from a real nats-server', () => {
  let server: Awaited<ReturnType<typeof startNats>>, publisher: NatsConnection, bucket: KV, heard: Listener;
  beforeAll(() => { if (natsPath === null) console.log('SKIPPED: no nats-server on this machine'); });
  afterEach(async () => { heard.dispose(); await publisher.close(); await server.close(); });

  async function join(more: Record<string, string> = {}): Promise<void> {
    const client = await natsOverNode();
    publisher = await client.connect({ servers: server.url, reconnectTimeWait: 50, maxReconnectAttempts: -1, ...more });
    bucket = await new Kvm(publisher).create('city');
  }
  const open = async (more = '', login: Record<string, string> = {}): Promise<void> => { server = await startNats({ more }); await join(login); };
  async function listen(change: Readonly<Record<string, unknown>> = {}, silenceMs = 60_000): Promise<void> {
    const config = v.parse(sourceSchema, { id: 'bus', adapter: 'nats', url: server.url, bucket: 'city', keys: [{ filter: '*.level', mapping: { property: '=level' } }], ...change }) as NatsSource;
    const adapter = createNatsAdapter(config, await natsOverNode());
    heard = listenTo((emit) => createSourceFeed({ id: config.id, address: config.url, adapter, properties: [level], city: 'test', silenceMs, random: Math.random, fetch, clock: realClock, emit }));
  }
  const put = (object: string, value: unknown, time = new Date().toISOString()): Promise<number> => bucket.put(`${object}.level`, JSON.stringify({ value, time }));
  const live = (times = 1): Promise<unknown> => until(() => heard.phases().filter((text) => text === 'live:').length >= times);

  it('tells what the bucket holds as the snapshot, and what is put later as deltas in the order of its revisions', async () => {
    await open();
    for (let k = 0; k < 5; k++) await put('G-1', k);
    await put('G-2', 7);
    await bucket.put('G-3.other', 'not listened to');
    await listen();
    await live();
    expect([heard.of('dictionary')[0]?.dictionary.objectIds.toSorted(), [...heard.readings()].toSorted()]).toEqual([['G-1', 'G-2'], [['G-1', 4], ['G-2', 7]]]);
    for (let k = 10; k <= 60; k++) await put('G-1', k);
    await until(() => heard.readings().get('G-1') === 60);
    let last = heard.of('snapshot')[0]?.seq ?? NaN;
    for (const delta of heard.of('delta')) { expect(delta.from).toBe(last + 1); last = delta.to; }
    expect(heard.refused()).toEqual({});
  });
  it('begins another epoch with a key that nobody had seen, also in a bucket that was empty; a deleted key is a missing value', async () => {
    await open();
    await listen();
    await live();
    expect(heard.of('dictionary')[0]?.dictionary.objectIds).toEqual([]);
    await put('G-1', 3);
    await until(() => heard.readings().get('G-1') === 3);
    await put('G-2', 4);
    await until(() => heard.readings().get('G-2') === 4);
    expect(new Set(heard.of('dictionary').map(({ dictionary }) => dictionary.epoch)).size).toBe(3);
    await bucket.delete('G-1.level');
    await until(() => Number.isNaN(heard.readings().get('G-1')));
    expect([...heard.readings()].toSorted()).toEqual([['G-1', NaN], ['G-2', 4]]);
  });
  it('is stale when the server is killed, and live with a new snapshot of what was put meanwhile when it is back', async () => {
    await open();
    await put('G-1', 1);
    await listen();
    await live();
    await server.restart();
    await publisher.close();
    await join();
    await put('G-1', 2);
    await live(2);
    await until(() => heard.readings().get('G-1') === 2);
    expect(heard.phases().some((text) => /^stale:(closed|unreachable|noStream)$/.test(text))).toBe(true);
    expect(heard.of('snapshot').length).toBeGreaterThanOrEqual(2);
  });
  it('is stale when the server hangs without closing the line', async () => {
    await open();
    await put('G-1', 1);
    await listen({}, 2000);
    await live();
    server.signal('SIGSTOP');
    await until(() => heard.phases().includes('stale:noHeartbeat'));
    server.signal('SIGCONT');
    await live(2);
  });
  it('keeps away for long when it is refused, and says so; a bucket that is not there is named', async () => {
    await open('authorization { users: [{ user: city, password: right }] }', { user: 'city', pass: 'right' });
    await listen({ username: 'wall', password: 'wrong' });
    await until(() => heard.phases().includes('refused:http4xx'));
    expect(heard.phases()).toEqual(['connecting:', 'refused:http4xx']);
    heard.dispose();
    await listen({ username: 'city', password: 'right', bucket: 'elsewhere' });
    await until(() => heard.phases().includes('connecting:noStream'));
  });
  it('counts what is no data by its reason and shows none of it', async () => {
    await open();
    await put('G-1', 1);
    await put('__proto__', 6);
    await listen();
    await live();
    await bucket.put('G-1.level', 'not json');
    await bucket.put('G-1.level', Uint8Array.from([0xed, 0xa0, 0x80]));
    await put('G-1', 1e308);
    await put('G-1', '<img src=x>');
    await put('G-1', 5, 'yesterday');
    await put('G-1', 2);
    await until(() => heard.readings().get('G-1') === 2);
    expect(heard.refused()).toMatchObject({ notJson: 2, badReadingRow: 1, badMapping: 1, badTime: 1 });
    expect([...heard.readings().values()].every((value) => value === 2 || value === 6)).toBe(true);
  });
});
