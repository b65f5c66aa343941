/// <reference lib="webworker" />
/** The demo back end in its own module worker: the page only relays, so the simulation never costs it a frame. */
import type { PackManifest, StructureFeature, ThingColumns } from '../tiles/format';
import { createDemoBackend, type DemoBackend, type DemoRequest } from './backend/createDemoBackend';
import type { FromSimulation, SimulationStart, ToSimulation } from './relay';

declare const self: DedicatedWorkerGlobalScope;

const readers = new Map<number, ReadableStreamDefaultReader<Uint8Array>>();
let backend: DemoBackend | null = null;
const send = (message: FromSimulation, transfer: Transferable[] = []): void => self.postMessage(message, transfer);

async function load<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return await response.json() as T;
}

async function start({ packUrl, seed, scenario }: SimulationStart): Promise<void> {
  const [manifest, things, structures] = await Promise.all([
    load<PackManifest>(`${packUrl}city.json`), load<ThingColumns>(`${packUrl}things.json`), load<StructureFeature[]>(`${packUrl}structures.json`),
  ]);
  backend = createDemoBackend({
    things, structures, waters: manifest.waters, city: manifest.feedCity ?? manifest.name, seed, scenario,
    clock: { now: () => Date.now(), setInterval: (callback, ms) => self.setInterval(callback, ms), clearInterval: (handle) => self.clearInterval(handle as number) },
  });
  send({ type: 'ready' });
}

async function answer(id: number, request: DemoRequest): Promise<void> {
  if (!backend) { send({ type: 'response', id, status: 503, headers: {}, body: '' }); return; }
  const { status, headers, body } = backend.handle(request);
  if (typeof body === 'string') { send({ type: 'response', id, status, headers, body }); return; }
  const reader = body.getReader();
  readers.set(id, reader);
  send({ type: 'response', id, status, headers, body: null });
  for (;;) {
    const chunk = await reader.read();
    if (chunk.done) break;
    send({ type: 'chunk', id, bytes: chunk.value }, [chunk.value.buffer]);
  }
  readers.delete(id);
  send({ type: 'end', id });
}

self.addEventListener('message', (message: MessageEvent<ToSimulation>) => {
  const { data } = message;
  if (data.type === 'start') start(data).catch((error: unknown) => send({ type: 'failed', detail: error instanceof Error ? error.message : String(error) }));
  else if (data.type === 'request') answer(data.id, data.request).catch(() => send({ type: 'end', id: data.id }));
  else {
    void readers.get(data.id)?.cancel();
    readers.delete(data.id);
  }
});
