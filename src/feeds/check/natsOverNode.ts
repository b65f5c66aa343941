/** The NATS client for Node 20, which has no WebSocket of its own. */
import { Kvm } from '@nats-io/kv';
import { wsconnect } from '@nats-io/nats-core';
import { WebSocket as NodeSocket } from 'ws';
import type { NatsClient } from '../adapters/nats';

export const natsOverNode = (): Promise<NatsClient> => Promise.resolve({
  Kvm,
  connect: (options) => wsconnect({ ...options, wsFactory: (address) => Promise.resolve({ socket: new NodeSocket(address) as unknown as WebSocket, encrypted: address.startsWith('wss:') }) }),
});
