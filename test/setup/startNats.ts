/** A real nats-server with JetStream and its WebSocket. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, serverPath, startServer, type RealServer } from './realServer';

export const natsPath = serverPath('NATS_SERVER', 'nats-server');

export async function startNats({ more = '' }: { /** Lines of its configuration. */ readonly more?: string } = {}): Promise<RealServer & { readonly url: string }> {
  if (natsPath === null) throw new Error('there is no nats-server');
  const folder = await mkdtemp(join(tmpdir(), 'nats-'));
  const [tcp, ws] = [await freePort(), await freePort()];
  const file = join(folder, 'nats.conf');
  await writeFile(file, `host: 127.0.0.1\nport: ${tcp}\nwebsocket { host: 127.0.0.1, port: ${ws}, no_tls: true }\njetstream { store_dir: ${JSON.stringify(join(folder, 'js'))} }\n${more}\n`);
  return { ...await startServer(natsPath, ['-c', file], [tcp, ws], folder), url: `ws://127.0.0.1:${ws}` };
}
