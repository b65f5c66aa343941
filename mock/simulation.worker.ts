/// <reference lib="webworker" />
/**
 * The demo back end in its own module worker, shared by all windows where the browser can: the pages only relay, so the simulation never
 * costs them a frame.
 */
import { createDemoBackend } from './backend/createDemoBackend';
import { readScenarioWish } from './backend/scenarioWish';
import { readCityFiles } from './cityFiles';
import { openKeptJournal } from './keptJournal';
import type { FromSimulation, ToSimulation } from './relay';
import { createSimulationHost } from './simulationHost';

/** Null when the file is not there. A development server answers its page for what it lacks. */
async function load(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (response.status === 404 || (response.ok && response.headers.get('content-type')?.includes('text/html'))) return null;
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

const host = createSimulationHost(async ({ packUrl, rulesUrl, seed, scenario, speed }) => {
  const [{ files, city }, journal] = await Promise.all([readCityFiles(load, packUrl, rulesUrl), openKeptJournal(`demo ${seed} ${packUrl}`, Date.now())]);
  const wish = scenario === null ? null : readScenarioWish(scenario, speed ?? 1);
  return createDemoBackend({
    ...files, city, seed, journal, newKey: () => crypto.randomUUID().replaceAll('-', ''), ...(wish ? { scenario: wish } : {}),
    clock: { now: () => Date.now(), setInterval: (callback, ms) => setInterval(callback, ms), clearInterval: (handle) => clearInterval(handle as number) },
  });
});

function take(port: MessagePort | DedicatedWorkerGlobalScope): void {
  const seat = host.seat((message: FromSimulation, transfer: Transferable[] = []) => port.postMessage(message, transfer));
  port.addEventListener('message', (event: Event) => seat.receive((event as MessageEvent<ToSimulation>).data));
  // newer browsers say when the other end has gone; older ones rely on the page's farewell
  port.addEventListener('close', () => seat.leave());
  if (port instanceof MessagePort) port.start();
}

const scope = globalThis as unknown as SharedWorkerGlobalScope | DedicatedWorkerGlobalScope;
if ('SharedWorkerGlobalScope' in globalThis) (scope as SharedWorkerGlobalScope).addEventListener('connect', (event) => { for (const port of event.ports) take(port); });
else take(scope as DedicatedWorkerGlobalScope);
