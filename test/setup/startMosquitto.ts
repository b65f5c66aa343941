/** A real mosquitto on ports of its own, in its default configuration or with a longer queue; stopped, continued, killed and started again by a test. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect as connectTcp, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const mosquittoPath = [process.env['MOSQUITTO'], '/usr/sbin/mosquitto', '/usr/bin/mosquitto'].find((path) => path && existsSync(path)) ?? null;

export interface Broker {
  /** For publishers, and for the cockpit. */
  readonly tcp: string; readonly url: string;
  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void;
  restart(): Promise<void>;
  close(): Promise<void>;
}
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => { server.close(() => resolve()); });
  return port;
}
/** Resolves when the port answers. */
async function answers(port: number): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((resolve) => { const socket = connectTcp(port, '127.0.0.1', () => { socket.destroy(); resolve(true); }); socket.on('error', () => resolve(false)); });
    if (open) return;
    await new Promise((resolve) => { setImmediate(resolve); });
  }
}

export async function startMosquitto({ more = '', password }: { /** Lines of its configuration. */ readonly more?: string; readonly password?: boolean } = {}): Promise<Broker> {
  if (mosquittoPath === null) throw new Error('there is no mosquitto');
  const path = mosquittoPath;
  const folder = await mkdtemp(join(tmpdir(), 'broker-'));
  const [tcp, ws] = [await freePort(), await freePort()];
  const file = join(folder, 'mosquitto.conf');
  await writeFile(file, `per_listener_settings true\nlistener ${tcp} 127.0.0.1\nallow_anonymous true\nlistener ${ws} 127.0.0.1\nprotocol websockets\nallow_anonymous ${password ? 'false' : 'true'}\n${more}\n`);
  let process: ChildProcess;
  const start = async (): Promise<void> => { process = spawn(path, ['-c', file], { stdio: 'ignore' }); await Promise.all([answers(tcp), answers(ws)]); };
  const ended = (): Promise<void> => new Promise((resolve) => { if (process.exitCode !== null || process.signalCode !== null) resolve(); else process.once('exit', () => resolve()); });
  await start();
  return {
    tcp: `mqtt://127.0.0.1:${tcp}`, url: `ws://127.0.0.1:${ws}`,
    signal: (name) => { process.kill(name); },
    async restart() { process.kill('SIGKILL'); await ended(); await start(); },
    async close() { process.kill('SIGKILL'); await ended(); await rm(folder, { recursive: true, force: true }); },
  };
}
