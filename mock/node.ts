/**
 * Node face of the demo back end: a plain HTTP server of `/api/*` for tests, integrators and `npm run demo:server`.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DemoFaults } from './demoFaults';
import { serveSocket } from './nodeSocket';
import { bearerOf, MAX_BODY, problem, type DemoResponse } from './backend/answers';
import { createDemoBackend, type DemoBackend, type DemoClock, type ScenarioWish } from './backend/createDemoBackend';
import type { CityFiles } from './backend/simulation';
import { syntheticCity, type SyntheticCity } from './backend/syntheticCity';
import { DEMO_PEOPLE, readCityFiles, readRules, type ReadJson } from './cityFiles';
import { withPeople } from '../src/rules/city/peopleFile';

export interface DemoServerOptions {
  readonly port?: number;
  readonly host?: string;
  /** Folder of a built pack; without it a small synthetic city is served. */
  readonly packFolder?: string;
  /** Folder of the rule files; `public/rules/yuzhong` unless told. */
  readonly rulesFolder?: string;
  readonly city?: SyntheticCity & Partial<CityFiles>;
  readonly seed?: number;
  readonly scenario?: ScenarioWish;
  readonly clock?: DemoClock;
  /** Days lived before yesterday; 1 for a made-up city, which needs no long past. */
  readonly daysBefore?: number;
  /** What a test makes go wrong on the way out. */
  readonly faults?: DemoFaults;
}
export type { DemoFaults } from './demoFaults';
export interface DemoServer { readonly url: string; readonly apiBase: string; readonly backend: DemoBackend; close(): Promise<void> }

const DEFAULT_RULES = fileURLToPath(new URL('../public/rules/yuzhong/', import.meta.url));
const systemClock: DemoClock = { now: () => Date.now(), setInterval: (callback, ms) => setInterval(callback, ms), clearInterval: (handle) => clearInterval(handle as NodeJS.Timeout) };

const readJson: ReadJson = async (path) => {
  try { return JSON.parse(await readFile(path, 'utf8')); } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
};

async function readCity(options: DemoServerOptions): Promise<{ readonly files: CityFiles; readonly city: string }> {
  const rulesFolder = join(options.rulesFolder ?? DEFAULT_RULES, '/');
  if (options.packFolder) return readCityFiles(readJson, join(options.packFolder, '/'), rulesFolder);
  const city: SyntheticCity & Partial<CityFiles> = options.city ?? syntheticCity(2000);
  const objects = city.objects ?? withPeople(await readJson(`${rulesFolder}objects.json`) as CityFiles['objects'], DEMO_PEOPLE);
  return { files: { areas: null, network: null, ...city, objects, rules: city.rules ?? await readRules(readJson, rulesFolder) }, city: 'synthetic' };
}

/** Null = larger than the back end accepts. */
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
  if (answer.body instanceof Uint8Array) { response.end(answer.body); return; }
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
  const { files, city } = await readCity(options);
  const backend = createDemoBackend({
    ...(options.packFolder && options.daysBefore === undefined ? {} : { daysBefore: options.daysBefore ?? 1 }),
    ...files, city, clock: options.clock ?? systemClock, seed: options.seed ?? 7, newKey: () => randomBytes(16).toString('hex'),
    ...(options.scenario ? { scenario: options.scenario } : {}),
  });
  const { faults } = options;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const work = async (): Promise<void> => {
      if (!url.pathname.startsWith('/api/')) {
        await send(problem(404, 'Everything is below /api/'), response, (text) => text);
        return;
      }
      const method = request.method ?? 'GET';
      const body = method === 'POST' ? await bodyOf(request) : null;
      const path = url.pathname.slice(5);
      faults?.requests.push(path);
      if (faults?.status) { response.writeHead(faults.status, { 'cache-control': 'no-store' }).end(); return; }
      const answer = method === 'POST' && body === null
        ? problem(413, `The body is larger than ${MAX_BODY / 1024 / 1024} MB`)
        // a header of another kind is a token that nobody gave out
        : backend.handle({ method, path, query: { ...Object.fromEntries(url.searchParams), ...(path === 'changes' && { tag: request.headers['if-none-match'] ?? '' }) }, body, token: bearerOf(request.headers.authorization) ?? '?' });
      await send(answer, response, (text) => faults?.change?.(text, path === 'changes' ? 'stream' : path) ?? text);
    };
    work().catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ detail: error instanceof Error ? error.message : 'failed' }));
    });
  });
  const sockets = serveSocket(server, backend, faults);
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
      sockets.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
