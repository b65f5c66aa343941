/** The feed of a configuration: each source by its adapter, several as one. Clients of a protocol come with the first source that needs them. */
import type { FeedEvent } from '../domain/feedEvent';
import { createCapAdapter } from './adapters/cap';
import { createMqttAdapter, type MqttConnect } from './adapters/mqtt';
import { createNatsAdapter, type NatsClient } from './adapters/nats';
import { createNgsiLdAdapter } from './adapters/ngsiLd';
import { createSensorThingsAdapter } from './adapters/sensorThings';
import { combineFeeds, type ChildFeed } from './combine/combineFeeds';
import type { ContractSource, FeedConfig, SourceConfig } from './config/feedConfig';
import type { Feed, FeedOptions } from './feed';
import { createPollingFeed } from './polling';
import { createServerSentEventsFeed } from './serverSentEvents';
import { createSourceFeed } from './sources/createSourceFeed';
import type { SourceAdapter } from './sources/Source';
import { createWebSocketFeed, type SocketMaker } from './webSocket';

export interface Clients {
  /** Loads the MQTT client; a test brings its own. */
  readonly mqtt: () => Promise<MqttConnect>;
  readonly nats: () => Promise<NatsClient>;
  readonly socket?: SocketMaker;
}
export const browserClients: Clients = {
  mqtt: async () => (await import('mqtt')).connect,
  nats: async () => { const [{ wsconnect }, { Kvm }] = await Promise.all([import('@nats-io/nats-core'), import('@nats-io/kv')]); return { connect: wsconnect, Kvm }; },
};

const CONTRACT = { sse: createServerSentEventsFeed, polling: createPollingFeed, webSocket: createWebSocketFeed } as const;
export const addressOf = (source: SourceConfig): string => ('url' in source ? source.url : source.base);

function adapterOf(source: Exclude<SourceConfig, ContractSource>, clients: Clients): SourceAdapter {
  switch (source.adapter) {
    case 'mqtt': return async (environment) => createMqttAdapter(source, await clients.mqtt())(environment);
    case 'nats': return async (environment) => createNatsAdapter(source, await clients.nats())(environment);
    case 'sensorThings': return createSensorThingsAdapter(source);
    case 'ngsiLd': return createNgsiLdAdapter(source);
    case 'cap': return createCapAdapter(source);
  }
}

/** `resolve` makes an address of the configuration absolute. Events of each source pass `watch` on their way, for whoever keeps an eye on it. */
export function openFeed(config: FeedConfig, options: FeedOptions, resolve: (address: string) => string, watch: (id: string, event: FeedEvent) => void = () => undefined, clients: Clients = browserClients): Feed {
  const children = config.sources.map((source): ChildFeed => ({
    id: source.id,
    start(emit) {
      const told = (event: FeedEvent): void => { watch(source.id, event); emit(event); };
      if ('base' in source) {
        const own = { ...options, apiBase: resolve(source.base), emit: told };
        return source.adapter === 'webSocket' ? createWebSocketFeed(own, clients.socket) : CONTRACT[source.adapter](own);
      }
      return createSourceFeed({ id: source.id, address: addressOf(source), adapter: adapterOf(source, clients), properties: config.properties, city: config.city, demo: config.demo, silenceMs: source.silenceSeconds * 1000, clock: options.clock, random: options.random, fetch: options.fetch, emit: told });
    },
  }));
  const [only] = children;
  // a single source needs no common dictionary
  return only && children.length === 1 ? only.start(options.emit) : combineFeeds(children, options.emit);
}
