/**
 * Browser face of the demo back end: a service worker hands every `<base>api/…` request to the simulation worker, one for all windows.
 * The cockpit speaks to it over the same addresses as to a real back end.
 */
import { setupWorker } from 'msw/browser';
import { http, HttpResponse } from 'msw/http';
import { bearerOf, type DemoRequest } from './backend/answers';
import type { FromSimulation, ToSimulation } from './relay';
// oxlint-disable-next-line import/default -- the bundler answers with the address of the built worker
import workerUrl from './simulation.worker?worker&url';

export interface DemoBackendStart {
  /** Base of the page, ends with '/'. */
  readonly baseUrl: string;
  /** Folder of the pack, ends with '/'; absolute or relative to the base. */
  readonly packUrl: string;
  /** Folder of the rule files, ends with '/'; absolute or relative to the base. */
  readonly rulesUrl: string;
  readonly seed: number;
  /** `id` or `id.branch`; null = what another window runs already, else the calm city. */
  readonly scenario: string | null;
  readonly speed: number | null;
  /** An instant of the scenario's run that a link points to: the run is brought forward to it. */
  readonly instant: number | null;
}
export interface RunningDemoBackend { readonly apiBase: string; /** False when the scenario asked for is unknown. */ readonly understood: boolean; stop(): Promise<void> }

/** After this the start is given up with a plain message; there is no silent fall-back to the network. Long enough for two busy cores that also draw. */
export const START_TIMEOUT_MS = 60_000;
/**
 * Reading a pack on a slow line and living through the city's last days on a busy computer take longer than registering the service worker. What
 * goes wrong is told at once; this only ends a start that says nothing at all.
 */
const PACK_TIMEOUT_MS = 240_000;

export class DemoBackendError extends Error {
  override readonly name = 'DemoBackendError';
}

function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let handle: ReturnType<typeof setTimeout>;
  const limit = new Promise<never>((_, reject) => { handle = setTimeout(() => reject(new DemoBackendError(`demo backend could not start: ${what} took more than ${ms / 1000} s`)), ms); });
  return Promise.race([work, limit]).finally(() => clearTimeout(handle));
}

/** The way to the simulation: a port of the shared worker, or a worker of our own. */
interface Line { send(message: ToSimulation): void; listen(hear: (message: FromSimulation) => void, fail: (detail: string) => void): void; end(): void }

function sharedLine(name: string): Line | null {
  if (typeof SharedWorker === 'undefined') return null;
  try {
    const worker = new SharedWorker(workerUrl, { type: 'module', name });
    return {
      send: (message) => worker.port.postMessage(message),
      listen(hear, fail) {
        worker.addEventListener('error', (event) => fail((event as ErrorEvent).message || 'the shared worker did not start'));
        worker.port.addEventListener('message', (event: MessageEvent<FromSimulation>) => hear(event.data));
        worker.port.start();
      },
      end: () => worker.port.close(),
    };
  } catch { return null; }
}
function ownLine(name: string): Line {
  const worker = new Worker(workerUrl, { type: 'module', name });
  return {
    send: (message) => worker.postMessage(message),
    listen(hear, fail) {
      worker.addEventListener('error', (event) => fail(event.message));
      worker.addEventListener('message', (event: MessageEvent<FromSimulation>) => hear(event.data));
    },
    end: () => worker.terminate(),
  };
}

interface Pending { resolve(response: Response): void; controller: ReadableStreamDefaultController<Uint8Array> | null }
type Ready = Extract<FromSimulation, { type: 'ready' }>;

function createRelay(name: string, start: ToSimulation) {
  const pending = new Map<number, Pending>();
  let ids = 0;
  let line = sharedLine(name) ?? ownLine(name);
  const shared = typeof SharedWorker !== 'undefined';
  const ready = new Promise<Ready>((resolve, reject) => {
    let settled = false;
    const give = (detail: string): void => reject(new DemoBackendError(`demo backend could not start: ${detail}`));
    const hear = (message: FromSimulation): void => {
      if (message.type === 'ready') { settled = true; resolve(message); return; }
      if (message.type === 'failed') { settled = true; give(message.detail); return; }
      const own = pending.get(message.id);
      if (!own) return;
      if (message.type === 'chunk') own.controller?.enqueue(message.bytes);
      else if (message.type === 'end') {
        try { own.controller?.close(); } catch { /* the reader cancelled first */ }
        pending.delete(message.id);
      } else if (message.body !== null) {
        pending.delete(message.id);
        own.resolve(new HttpResponse(message.body, { status: message.status, headers: { ...message.headers } }));
      } else {
        const { id } = message;
        const body = new ReadableStream<Uint8Array>({
          start(controller) { own.controller = controller; },
          cancel() { pending.delete(id); line.send({ type: 'cancel', id }); },
        });
        own.resolve(new HttpResponse(body, { status: message.status, headers: { ...message.headers } }));
      }
    };
    const begin = (spare: boolean): void => {
      line.listen(hear, (detail) => {
        if (settled) return;
        if (!spare) { settled = true; give(detail); return; }
        // a browser that knows shared workers but not as modules
        line = ownLine(name);
        begin(false);
      });
      line.send(start);
    };
    begin(shared);
  });
  return {
    ready,
    send: (message: ToSimulation): void => line.send(message),
    end: (): void => line.end(),
    ask(request: DemoRequest): Promise<Response> {
      const id = ++ids;
      return new Promise((resolve) => {
        pending.set(id, { resolve, controller: null });
        line.send({ type: 'request', id, request });
      });
    },
  };
}

export async function startDemoBackend({ baseUrl, packUrl, rulesUrl, seed, scenario, speed, instant }: DemoBackendStart): Promise<RunningDemoBackend> {
  const base = new URL(baseUrl, location.href);
  const apiBase = new URL('api/', base);
  if (!('serviceWorker' in navigator)) throw new DemoBackendError('demo backend could not start: this page is not a secure context (use https or localhost)');
  const pack = new URL(packUrl, base).href;
  const relay = createRelay(`simulation ${seed} ${pack}`, { type: 'start', packUrl: pack, rulesUrl: new URL(rulesUrl, base).href, seed, scenario, speed, instant });
  addEventListener('pagehide', () => relay.send({ type: 'leave' }));
  const mock = setupWorker(http.all(`${apiBase.href}*`, async ({ request }) => {
    const url = new URL(request.url);
    return relay.ask({
      method: request.method, path: url.pathname.slice(apiBase.pathname.length), query: Object.fromEntries(url.searchParams),
      // a header of another kind is a token that nobody gave out
      body: request.method === 'POST' ? await request.text() : null, token: bearerOf(request.headers.get('authorization')) ?? '?',
    });
  }));
  try {
    const [, { understood }] = await Promise.all([
      within(START_TIMEOUT_MS, 'the service worker', mock.start({
        quiet: true, onUnhandledFrame: 'bypass',
        serviceWorker: { url: new URL('demo-sw.js', base).href, options: { scope: base.pathname } },
      })),
      within(PACK_TIMEOUT_MS, 'reading the city', relay.ready),
    ]);
    return {
      apiBase: apiBase.href, understood,
      async stop() {
        await mock.stop();
        relay.send({ type: 'leave' });
        relay.end();
      },
    };
  } catch (error) {
    relay.end();
    throw error instanceof DemoBackendError ? error : new DemoBackendError(`demo backend could not start: ${error instanceof Error ? error.message : String(error)}`);
  }
}
