/**
 * Node face of the demo back end: a plain HTTP server of `/api/*` for tests, integrators and `npm run demo:server`.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { PackManifest, StructureFeature, ThingColumns } from '../tiles/format';
import { createDemoBackend, type DemoBackend, type DemoClock, type DemoResponse } from './backend/createDemoBackend';
import type { ScenarioId } from './backend/scenarios/scenario';
import { syntheticCity, type SyntheticCity } from './backend/syntheticCity';

export interface DemoServerOptions {
  readonly port?: number;
  readonly host?: string;
  /** Folder of a built pack; without it a small synthetic city is served. */
  readonly packFolder?: string;
  readonly city?: SyntheticCity;
  readonly seed?: number;
  readonly scenario?: ScenarioId;
  readonly clock?: DemoClock;
  /** What a test makes go wrong on the way out. */
  readonly faults?: DemoFaults;
}
export interface DemoFaults {
  /** Status of every API answer; null = the honest one. */
  status: number | null;
  /** Changes every answer body or stream chunk. */
  change: ((text: string, path: string) => string) | null;
  readonly requests: string[];
}
export interface DemoServer { readonly url: string; readonly apiBase: string; readonly backend: DemoBackend; close(): Promise<void> }

const MAX_BODY = 64 * 1024;
const systemClock: DemoClock = { now: () => Date.now(), setInterval: (callback, ms) => setInterval(callback, ms), clearInterval: (handle) => clearInterval(handle as NodeJS.Timeout) };

async function readPack(folder: string): Promise<SyntheticCity & { name: string }> {
  const read = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(folder, name), 'utf8')) as T;
  const [manifest, things, structures] = await Promise.all([read<PackManifest>('city.json'), read<ThingColumns>('things.json'), read<StructureFeature[]>('structures.json')]);
  return { things, structures, waters: manifest.waters, name: manifest.name };
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BODY) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

async function send(answer: DemoResponse, response: ServerResponse, change: (text: string) => string): Promise<void> {
  response.writeHead(answer.status, { ...answer.headers });
  if (typeof answer.body === 'string') { response.end(change(answer.body)); return; }
  response.flushHeaders();
  const reader = answer.body.getReader();
  response.on('close', () => void reader.cancel().catch(() => undefined));
  for (;;) {
    const chunk = await reader.read().catch(() => ({ done: true as const, value: undefined }));
    if (chunk.done || response.destroyed) break;
    if (!response.write(change(new TextDecoder().decode(chunk.value)))) await new Promise<void>((resolve) => { response.once('drain', resolve); response.once('close', resolve); });
  }
  response.end();
}

export async function startDemoServer(options: DemoServerOptions = {}): Promise<DemoServer> {
  const pack = options.packFolder ? await readPack(options.packFolder) : { ...(options.city ?? syntheticCity(2000)), name: 'synthetic' };
  const backend = createDemoBackend({
    things: pack.things, structures: pack.structures, waters: pack.waters, city: pack.name, clock: options.clock ?? systemClock, seed: options.seed ?? 7,
    ...(options.scenario ? { scenario: options.scenario } : {}),
  });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const work = async (): Promise<void> => {
      if (url.pathname.startsWith('/api/')) {
        const body = request.method === 'POST' ? await bodyOf(request) : null;
        const path = url.pathname.slice(5);
        const { faults } = options;
        faults?.requests.push(path);
        if (faults?.status) { response.writeHead(faults.status, { 'cache-control': 'no-store' }).end(); return; }
        await send(backend.handle({ method: request.method ?? 'GET', path, query: Object.fromEntries(url.searchParams), body }), response, (text) => faults?.change?.(text, path) ?? text);
      } else response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ detail: 'Everything is below /api/' }));
    };
    work().catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ detail: error instanceof Error ? error.message : 'failed' }));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${options.host ?? '127.0.0.1'}:${port}`;
  return {
    url, apiBase: `${url}/api/`, backend,
    async close() {
      backend.dispose();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
