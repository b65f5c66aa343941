/** The MQTT adapter against a real mosquitto: in its default configuration, which drops retained values without a word, and with a longer queue. */
import { connect, type MqttClient } from 'mqtt';
import * as v from 'valibot';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMqttAdapter } from '../../src/feeds/adapters/mqtt';
import { sourceSchema, type MqttSource } from '../../src/feeds/config/feedConfig';
import { createSourceFeed } from '../../src/feeds/sources/createSourceFeed';
import { level, listenTo, realClock, until, type Listener } from '../setup/listenToSource';
import { mosquittoPath, startMosquitto, type Broker } from '../setup/startMosquitto';

const name = (k: number): string => `G-${String(k).padStart(5, '0')}`;
const manifest = (count: number) => ({ retained: true, streams: Array.from({ length: count }, (_, k) => ({ object: name(k), properties: ['level'] })) });

describe.skipIf(mosquittoPath === null)('MQTT from a real mosquitto', () => {
  let broker: Broker, publisher: MqttClient, heard: Listener;
  const of: Listener['of'] = (type) => heard.of(type);
  const phases = (): string[] => heard.phases();
  const refused = (): Record<string, number> => heard.refused();
  const readings = (): Map<string, number> => heard.readings();
  const publish = (topic: string, payload: string | Buffer, options: { retain?: boolean; qos?: 0 | 1 } = {}): Promise<unknown> => publisher.publishAsync(topic, payload, { qos: 1, ...options });
  const say = (k: number, value: number, at = Date.now()): Promise<unknown> => publish(`city/${name(k)}/level`, JSON.stringify({ value, time: new Date(at).toISOString() }), { retain: true });
  async function open(change: Readonly<Record<string, unknown>>, brokerOptions: Parameters<typeof startMosquitto>[0] = {}): Promise<MqttSource> {
    broker = await startMosquitto(brokerOptions);
    publisher = connect(broker.tcp, { protocolVersion: 5, reconnectPeriod: 50 });
    await new Promise((resolve) => { publisher.once('connect', resolve); });
    return v.parse(sourceSchema, { id: 'broker', adapter: 'mqtt', url: broker.url, topics: [{ filter: 'city/+/+', mapping: {} }], ...change }) as MqttSource;
  }
  function listen(config: MqttSource, silenceMs = 60_000): void {
    heard = listenTo((emit) => createSourceFeed({ id: config.id, address: config.url, adapter: createMqttAdapter(config, connect), properties: [level], city: 'test', silenceMs, random: Math.random, fetch, clock: realClock, emit }));
  }
  beforeAll(() => { if (mosquittoPath === null) console.log('SKIPPED: no mosquitto on this machine'); });
  afterEach(async () => { heard.dispose(); await publisher.endAsync(true); await broker.close(); });

  it('tells what is retained as the snapshot, and what follows as deltas without a hole', async () => {
    const config = await open({ manifest: manifest(3) });
    for (let k = 0; k < 2; k++) await say(k, k + 0.5);
    listen(config);
    await until(() => phases().includes('live:'));
    // one promised value is missing, and said to be
    expect([of('dictionary')[0]?.dictionary.objectIds, of('snapshot')[0]?.readings.datastream.length, refused()]).toEqual([[name(0), name(1), name(2)], 2, { lostOnTheWay: 1 }]);
    await say(2, 7);
    await say(0, 1.25);
    await until(() => readings().get(name(2)) === 7 && readings().get(name(0)) === 1.25);
    let last = of('snapshot')[0]?.seq ?? NaN;
    for (const delta of of('delta')) { expect(delta.from).toBe(last + 1); last = delta.to; }
  });
  it('finds out that a broker in its default configuration drops retained values, and asks for them again', async () => {
    const config = await open({ manifest: manifest(3000) });
    await Promise.all(Array.from({ length: 3000 }, (_, k) => say(k, k)));
    listen(config);
    await until(() => phases().includes('live:'));
    expect(of('snapshot')[0]?.readings.datastream.length).toBe(3000);
    expect(refused()['lostOnTheWay']).toBeUndefined();
    expect([readings().get(name(0)), readings().get(name(2999))]).toEqual([0, 2999]);
  });
  it('says how many values were lost where it cannot ask for them again', async () => {
    const config = await open({ manifest: manifest(3000), topics: [{ filter: 'city/#', mapping: { object: '/id', property: '=level', value: '/value', time: '/time' } }] });
    await Promise.all(Array.from({ length: 3000 }, (_, k) => publish(`city/${name(k)}/level`, JSON.stringify({ id: name(k), value: k, time: new Date().toISOString() }), { retain: true })));
    listen(config);
    await until(() => phases().includes('live:'));
    const got = of('snapshot')[0]?.readings.datastream.length ?? 0;
    expect(got).toBeLessThan(3000);
    expect(refused()['lostOnTheWay']).toBe(3000 - got);
  });
  it('takes everything at once from a broker whose queue is long enough', async () => {
    const config = await open({ manifest: manifest(3000) }, { more: 'max_queued_messages 0' });
    await Promise.all(Array.from({ length: 3000 }, (_, k) => say(k, k)));
    listen(config);
    await until(() => phases().includes('live:'));
    expect([of('snapshot')[0]?.readings.datastream.length, refused()]).toEqual([3000, {}]);
  });
  it('is stale when the broker is killed, and live with a new snapshot when it is back', async () => {
    const config = await open({ manifest: { streams: manifest(1).streams } }, { more: 'persistence false' });
    listen(config);
    await until(() => phases().includes('live:'));
    await broker.restart();
    await until(() => phases().filter((text) => text === 'live:').length === 2);
    expect(phases().some((text) => /^stale:(closed|unreachable)$/.test(text))).toBe(true);
    await say(0, 3);
    await until(() => readings().get(name(0)) === 3);
    expect(of('snapshot').length).toBe(2);
  });
  it('is stale when the broker hangs without closing the line', async () => {
    const config = await open({ manifest: { streams: manifest(1).streams } });
    listen(config, 2000);
    await until(() => phases().includes('live:'));
    broker.signal('SIGSTOP');
    await until(() => phases().includes('stale:noHeartbeat'));
    broker.signal('SIGCONT');
    await until(() => phases().filter((text) => text === 'live:').length >= 2);
  });
  it('keeps away for long when it is refused, and says so', async () => {
    const config = await open({ username: 'wall', password: 'wrong' }, { password: true });
    listen(config);
    await until(() => phases().includes('refused:http4xx'));
    expect(phases()).toEqual(['connecting:', 'refused:http4xx']);
  });
  it('counts what is no data by its reason and shows none of it', async () => {
    const config = await open({ manifest: { streams: manifest(2).streams } });
    listen(config);
    await until(() => phases().includes('live:'));
    await publish(`city/${name(0)}/level`, '{"value": 1e308, "time": "2026-01-01T00:00:00Z"}');
    await publish(`city/${name(0)}/level`, 'not json');
    await publish(`city/${name(0)}/level`, Buffer.from([0xed, 0xa0, 0x80]));
    await publish(`city/${name(0)}/level`, '{"value": 1}');
    await publish(`city/${name(0)}/level`, '{"value": "<img src=x>", "time": "2026-01-01T00:00:00Z"}');
    await publish('city/__proto__/level', JSON.stringify({ value: 1, time: new Date().toISOString() }));
    await publish(`city/${name(0)}/constructor`, JSON.stringify({ value: 1, time: new Date().toISOString() }));
    await say(1, 5, Date.now() + 3_600_000);
    await say(0, 2);
    await until(() => readings().get(name(0)) === 2);
    expect(refused()).toEqual({ badReadingRow: 1, notJson: 2, badTime: 1, badMapping: 1, unknownIndex: 2, futureTime: 1 });
    expect([...readings()]).toEqual([[name(1), 5], [name(0), 2]]);
    const ahead = of('delta').flatMap(({ readings: { quality, value } }) => [...value].flatMap((figure, k) => (figure === 5 ? quality[k] ?? -1 : [])));
    expect(ahead).toEqual([2]);
  });
  it('puts a broker into quarantine that sends more than a twentieth bad', async () => {
    const config = await open({ manifest: { streams: manifest(1).streams } });
    listen(config);
    await until(() => phases().includes('live:'));
    await Promise.all(Array.from({ length: 260 }, (_, k) => (k % 10 === 0 ? publish(`city/${name(0)}/level`, 'broken') : say(0, k, Date.now() - 1000 + k))));
    await until(() => phases().includes('refused:quarantined'));
  });
  it('reads numbers and compact binary payloads by the mapping', async () => {
    const config = await open({ manifest: { streams: manifest(2).streams }, topics: [
      { filter: 'n/+', format: 'number', mapping: { property: '=level', time: null, scale: 0.01 } },
      { filter: 'b/+', format: 'binary', layout: [{ name: 't', at: 0, type: 'uint32' }, { name: 'v', at: 4, type: 'float32' }], mapping: { property: '=level', value: '/v', time: '/t', timeIs: 's' } },
    ] });
    listen(config);
    await until(() => phases().includes('live:'));
    await publish(`n/${name(0)}`, '250');
    const packet = Buffer.alloc(8);
    packet.writeUInt32BE(Math.floor(Date.now() / 1000), 0);
    packet.writeFloatBE(1.5, 4);
    await publish(`b/${name(1)}`, packet);
    await until(() => readings().get(name(0)) === 2.5 && readings().get(name(1)) === 1.5);
  });
});
