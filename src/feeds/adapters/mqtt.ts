/**
 * MQTT 5 (and 3.1.1) over WebSocket. Retained values are a hint: what counts is the manifest. A broker may drop what it retains when a
 * screen subscribes (mosquitto's default queue holds a thousand), without a word: what is missing is asked for again topic by topic, and
 * what stays away is said. State at QoS 0, clean start, short session expiry, no shared subscriptions, nothing is ever published.
 */
import type { IClientOptions, IPublishPacket, ISubscriptionGrant, MqttClient } from 'mqtt';
import * as v from 'valibot';
import type { MqttSource } from '../config/feedConfig';
import { applyMapping, type Mapped } from '../config/mapping';
import { LARGEST_MESSAGE, readPayload, toExpression } from '../config/payload';
import { FeedFault } from '../feedFault';
import type { SourceAdapter, SourceEnvironment, StreamName } from '../sources/Source';

export type MqttConnect = (url: string, options: IClientOptions) => MqttClient;
/** Retained values have come in when none has come for so long, ms. */
const QUIET_MS = 500;
const LOOK_MS = 20;
/** Topics of one question for what is missing; below the queue of a broker in its default configuration. */
const CHUNK = 500;
/** CONNACK and DISCONNECT codes that are a plain no: asking again soon would not help. */
const REFUSALS = new Set([4, 5, 0x80, 0x81, 0x82, 0x84, 0x85, 0x86, 0x87, 0x8a, 0x8c, 0x95, 0x99, 0x9b, 0x9d]);

const manifestSchema = v.array(v.object({ object: v.string(), properties: v.array(v.string()) }));
async function readManifest({ manifest }: MqttSource, { fetch, signal }: SourceEnvironment): Promise<readonly StreamName[]> {
  let rows = manifest.streams ?? [];
  if (manifest.url !== undefined) {
    let answer: unknown;
    try {
      const response = await fetch(manifest.url, { signal, cache: 'no-store' });
      if (!response.ok) throw new FeedFault(response.status < 500 ? 'http4xx' : 'http5xx', response.status < 500);
      answer = await response.json();
    } catch (error) { throw error instanceof FeedFault ? error : new FeedFault('unreachable'); }
    const found = v.safeParse(manifestSchema, answer);
    if (!found.success) throw new FeedFault('badHello');
    rows = found.output;
  }
  return rows.flatMap(({ object, properties }) => properties.map((property) => ({ objectId: object, property })));
}

interface Topic { readonly filter: string; readonly expression: RegExp; readonly config: MqttSource['topics'][number] }
const toTopic = (config: MqttSource['topics'][number]): Topic => ({ filter: config.filter, config, expression: toExpression(config.filter, { separator: '/', one: '+', rest: '#' }) });
/** The topic of one stream, where the filter's levels name object and property; null where only the message tells. */
export function topicOf({ config }: Topic, { objectId, property }: StreamName): string | null {
  const { mapping, filter } = config;
  if (!objectId.startsWith(mapping.objectPrefix) || !objectId.endsWith(mapping.objectSuffix) || filter.includes('#')) return null;
  const theirs = Object.entries(mapping.properties).find(([, ours]) => ours === property)?.[0] ?? property;
  if (mapping.property.startsWith('=') && mapping.property.slice(1) !== property && mapping.property.slice(1) !== theirs) return null;
  const object = objectId.slice(mapping.objectPrefix.length, objectId.length - mapping.objectSuffix.length);
  let level = 0, told = false;
  const parts = filter.split('/').map((part) => {
    if (part !== '+') return part;
    level += 1;
    if (mapping.object === `{${level}}`) { told = true; return object; }
    return mapping.property === `{${level}}` ? theirs : '+';
  });
  return told && !parts.includes('+') ? parts.join('/') : null;
}

export function createMqttAdapter(config: MqttSource, connect: MqttConnect): SourceAdapter {
  return async (environment) => {
    const { signal, clock, random, sink } = environment;
    const expected = await readManifest(config, environment);
    sink.expect(expected);
    const topics = config.topics.map(toTopic);
    const told = new Set<string>();
    let lastRetained = clock.now();

    const client = connect(config.url, {
      protocolVersion: 5, clean: true, reconnectPeriod: 0, resubscribe: false, keepalive: 30, connectTimeout: 15_000, timerVariant: 'native', queueQoSZero: false,
      clientId: `${config.clientPrefix}-${Math.floor(random() * 0xffff_ffff).toString(36)}`, properties: { sessionExpiryInterval: config.sessionExpirySeconds },
      ...(config.username !== undefined && { username: config.username }), ...(config.password !== undefined && { password: config.password }),
    });
    let fail: (fault: FeedFault) => void = () => undefined;
    const ended = new Promise<never>((_, reject) => { fail = reject; });
    ended.catch(() => undefined);
    const faultOf = (error: unknown): FeedFault => {
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
      return typeof code === 'number' && REFUSALS.has(code) ? new FeedFault('http4xx', true) : new FeedFault('unreachable');
    };
    client.on('error', (error) => fail(faultOf(error)));
    client.on('disconnect', ({ reasonCode = 0 }) => fail(REFUSALS.has(reasonCode) ? new FeedFault('http4xx', true) : new FeedFault('closed')));
    client.on('close', () => fail(new FeedFault('closed')));
    client.on('packetreceive', () => sink.heard());
    signal.addEventListener('abort', () => { client.end(true); }, { once: true });

    client.on('message', (name: string, payload: Uint8Array, packet: IPublishPacket) => {
      if (packet.retain) lastRetained = clock.now();
      const topic = topics.find((one) => one.expression.test(name));
      if (!topic) { sink.refuse('unknownEvent'); return; }
      if (payload.byteLength > LARGEST_MESSAGE) { sink.refuse('tooLarge'); return; }
      if (payload.byteLength === 0) return;
      let message: unknown;
      try { message = readPayload(payload, topic.config); } catch { sink.refuse('notJson'); return; }
      const mapped: Mapped | string = applyMapping(topic.config.mapping, message, topic.expression.exec(name)?.slice(1) ?? [], clock.now());
      if (typeof mapped === 'string') { sink.refuse(mapped === 'badTime' ? 'badTime' : 'badMapping'); return; }
      told.add(`${mapped.objectId}\n${mapped.property}`);
      sink.observe(mapped);
    });

    const connected = new Promise<void>((resolve) => { client.once('connect', () => resolve()); });
    await Promise.race([connected, ended]);
    const subscribe = (wish: Readonly<Record<string, { qos: 0 | 1 }>>): Promise<void> => new Promise((resolve, reject) => {
      client.subscribe(wish, (error: Error | null, granted: ISubscriptionGrant[] = []) => {
        if (error) reject(faultOf(error));
        else if (granted.some((one) => one.qos >= 0x80)) reject(new FeedFault('http4xx', true));
        else resolve();
      });
    });
    /** Until nothing more comes, or everything that was asked for has come. */
    const quiet = (streams: readonly StreamName[]): Promise<void> => new Promise((resolve) => {
      lastRetained = clock.now();
      const look = (): void => {
        if (clock.now() >= lastRetained + QUIET_MS || signal.aborted || streams.every(isTold)) resolve();
        else clock.setTimeout(look, LOOK_MS);
      };
      look();
    });
    const isTold = ({ objectId, property }: StreamName): boolean => told.has(`${objectId}\n${property}`);
    const missing = (): readonly StreamName[] => expected.filter((stream) => !isTold(stream));

    await Promise.race([subscribe(Object.fromEntries(config.topics.map(({ filter, qos }) => [filter, { qos }]))), ended]);
    if (config.manifest.retained) {
      await Promise.race([quiet(expected), ended]);
      let absent = missing();
      for (let before = Infinity; absent.length > 0 && absent.length < before; absent = missing()) {
        before = absent.length;
        for (let at = 0; at < absent.length; at += CHUNK) {
          const streams = absent.slice(at, at + CHUNK);
          const part = streams.flatMap((stream) => topics.map((topic) => topicOf(topic, stream)).find((name) => name !== null) ?? []);
          if (part.length === 0) continue;
          await Promise.race([subscribe(Object.fromEntries(part.map((name) => [name, { qos: 0 as const }]))), ended]);
          await Promise.race([quiet(streams), ended]);
          // the pattern delivers what comes later; twice would only double the traffic
          await Promise.race([new Promise<void>((resolve) => { client.unsubscribe(part, () => resolve()); }), ended]);
        }
      }
      sink.complete(absent.length);
    } else sink.complete();
    return ended;
  };
}
