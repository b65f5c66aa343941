/** A real mosquitto, in its default configuration or with a longer queue. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, serverPath, startServer, type RealServer } from './realServer';

export const mosquittoPath = serverPath('MOSQUITTO', 'mosquitto');

export interface Broker extends RealServer {
  /** For publishers, and for the cockpit. */
  readonly tcp: string; readonly url: string;
}
export async function startMosquitto({ more = '', password }: { /** Lines of its configuration. */ readonly more?: string; readonly password?: boolean } = {}): Promise<Broker> {
  if (mosquittoPath === null) throw new Error('there is no mosquitto');
  const path = mosquittoPath;
  const folder = await mkdtemp(join(tmpdir(), 'broker-'));
  const [tcp, ws] = [await freePort(), await freePort()];
  const file = join(folder, 'mosquitto.conf');
  await writeFile(file, `per_listener_settings true\nlistener ${tcp} 127.0.0.1\nallow_anonymous true\nlistener ${ws} 127.0.0.1\nprotocol websockets\nallow_anonymous ${password ? 'false' : 'true'}\n${more}\n`);
  const server = await startServer(path, ['-c', file], [tcp, ws], folder);
  return { ...server, tcp: `mqtt://127.0.0.1:${tcp}`, url: `ws://127.0.0.1:${ws}` };
}
