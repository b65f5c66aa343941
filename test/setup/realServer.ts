/** Programs that tests run as real servers on ports of their own: stopped, continued, killed and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect as connectTcp, createServer, type AddressInfo } from 'node:net';

export const serverPath = (variable: string, program: string): string | null => [process.env[variable], `/usr/sbin/${program}`, `/usr/bin/${program}`].find((path) => path && existsSync(path)) ?? null;

export async function freePort(): Promise<number> {
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

export interface RealServer {
  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void;
  /** Killed without a word, and begun anew with the same files. */
  restart(): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Killed, and its folder removed. */
  close(): Promise<void>;
}
export async function startServer(path: string, args: readonly string[], ports: readonly number[], folder: string): Promise<RealServer> {
  let process: ChildProcess | null = null;
  const start = async (): Promise<void> => { process = spawn(path, args, { stdio: 'ignore' }); await Promise.all(ports.map(answers)); };
  const kill = (): Promise<void> => new Promise((resolve) => {
    if (process === null || process.exitCode !== null || process.signalCode !== null) { resolve(); return; }
    process.once('exit', () => resolve());
    process.kill('SIGKILL');
  });
  await start();
  return {
    start, kill,
    signal: (name) => { process?.kill(name); },
    async restart() { await kill(); await start(); },
    async close() { await kill(); await rm(folder, { recursive: true, force: true }); },
  };
}
