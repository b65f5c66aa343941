/**
 * Browser face of the demo back end: a service worker hands every `<base>api/…` request to the simulation worker. The cockpit
 * speaks to it over the same addresses as to a real back end.
 */
import { setupWorker } from 'msw/browser';
import { http, HttpResponse } from 'msw/http';
import type { ScenarioId } from './backend/scenarios/scenario';
import type { FromSimulation, ToSimulation } from './relay';

export interface DemoBackendStart {
  /** Base of the page, ends with '/'. */
  readonly baseUrl: string;
  /** Folder of the pack, ends with '/'; absolute or relative to the base. */
  readonly packUrl: string;
  readonly seed: number;
  readonly scenario?: ScenarioId;
}
export interface RunningDemoBackend { readonly apiBase: string; stop(): Promise<void> }

/** After this the start is given up with a plain message; there is no silent fall-back to the network. Long enough for two cores that also draw. */
export const START_TIMEOUT_MS = 20_000;
/** Reading a pack may take longer on a slow line than registering the service worker. */
const PACK_TIMEOUT_MS = 30_000;

export class DemoBackendError extends Error {
  override readonly name = 'DemoBackendError';
}

function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let handle: ReturnType<typeof setTimeout>;
  const limit = new Promise<never>((_, reject) => { handle = setTimeout(() => reject(new DemoBackendError(`demo backend could not start: ${what} took more than ${ms / 1000} s`)), ms); });
  return Promise.race([work, limit]).finally(() => clearTimeout(handle));
}

interface Pending { resolve(response: Response): void; controller: ReadableStreamDefaultController<Uint8Array> | null }

function createRelay(worker: Worker) {
  const pending = new Map<number, Pending>();
  let ids = 0;
  const send = (message: ToSimulation): void => worker.postMessage(message);
  const ready = new Promise<void>((resolve, reject) => {
    worker.addEventListener('error', (event) => reject(new DemoBackendError(`demo backend could not start: ${event.message}`)));
    worker.addEventListener('message', ({ data }: MessageEvent<FromSimulation>) => {
      if (data.type === 'ready') { resolve(); return; }
      if (data.type === 'failed') { reject(new DemoBackendError(`demo backend could not start: ${data.detail}`)); return; }
      const own = pending.get(data.id);
      if (!own) return;
      if (data.type === 'chunk') own.controller?.enqueue(data.bytes);
      else if (data.type === 'end') {
        try { own.controller?.close(); } catch { /* the reader cancelled first */ }
        pending.delete(data.id);
      } else if (data.body !== null) {
        pending.delete(data.id);
        own.resolve(new HttpResponse(data.body, { status: data.status, headers: { ...data.headers } }));
      } else {
        const { id } = data;
        const body = new ReadableStream<Uint8Array>({
          start(controller) { own.controller = controller; },
          cancel() { pending.delete(id); send({ type: 'cancel', id }); },
        });
        own.resolve(new HttpResponse(body, { status: data.status, headers: { ...data.headers } }));
      }
    });
  });
  return {
    ready, send,
    ask(request: { method: string; path: string; query: Record<string, string>; body: string | null }): Promise<Response> {
      const id = ++ids;
      return new Promise((resolve) => {
        pending.set(id, { resolve, controller: null });
        send({ type: 'request', id, request });
      });
    },
  };
}

export async function startDemoBackend({ baseUrl, packUrl, seed, scenario = 'calm' }: DemoBackendStart): Promise<RunningDemoBackend> {
  const base = new URL(baseUrl, location.href);
  const apiBase = new URL('api/', base);
  if (!('serviceWorker' in navigator)) throw new DemoBackendError('demo backend could not start: this page is not a secure context (use https or localhost)');
  const simulation = new Worker(new URL('./simulation.worker.ts', import.meta.url), { type: 'module', name: 'simulation' });
  const relay = createRelay(simulation);
  relay.send({ type: 'start', packUrl: new URL(packUrl, base).href, seed, scenario });
  const mock = setupWorker(http.all(`${apiBase.href}*`, async ({ request }) => {
    const url = new URL(request.url);
    return relay.ask({
      method: request.method, path: url.pathname.slice(apiBase.pathname.length), query: Object.fromEntries(url.searchParams),
      body: request.method === 'POST' ? await request.text() : null,
    });
  }));
  try {
    await Promise.all([
      within(START_TIMEOUT_MS, 'the service worker', mock.start({
        quiet: true, onUnhandledFrame: 'bypass',
        serviceWorker: { url: new URL('demo-sw.js', base).href, options: { scope: base.pathname } },
      })),
      within(PACK_TIMEOUT_MS, 'reading the city', relay.ready),
    ]);
  } catch (error) {
    simulation.terminate();
    throw error instanceof DemoBackendError ? error : new DemoBackendError(`demo backend could not start: ${error instanceof Error ? error.message : String(error)}`);
  }
  return {
    apiBase: apiBase.href,
    async stop() {
      await mock.stop();
      simulation.terminate();
    },
  };
}
