/** The city worker's message loop: protocol in, protocol out. All work happens in `city/`, which knows no worker. */
import { buildStructure } from '../../tiles/structures/buildStructure';
import { createCityHandlers } from './city/CityHandlers';
import { RequestQueue } from './city/RequestQueue';
import type { CityRequestMessage } from './protocol';

/** The two members of a dedicated worker's scope that are used; the page's types do not know them. */
interface WorkerScope { postMessage(message: unknown, transfer: Transferable[]): void; onmessage: ((event: MessageEvent<CityRequestMessage>) => void) | null }
const scope = globalThis as unknown as WorkerScope;

async function readFile(url: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(url, signal ? { signal } : {});
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.arrayBuffer();
}

// A message to oneself is the shortest pause that lets waiting messages in; timers are throttled in hidden pages.
const { port1, port2 } = new MessageChannel();
let deferred: (() => void)[] = [];
port1.onmessage = () => { const runs = deferred; deferred = []; for (const run of runs) run(); };
const defer = (run: () => void): void => { deferred.push(run); port2.postMessage(null); };

const handlers = createCityHandlers({ readFile, buildStructure, createCanvas: (size) => new OffscreenCanvas(size, size), now: () => performance.now() });
const queue = new RequestQueue(handlers, (message, transfer) => scope.postMessage(message, transfer), defer);
scope.onmessage = (event) => queue.receive(event.data);
