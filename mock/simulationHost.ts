/**
 * One simulation for all windows of a browser. Each window has a seat; what one window reports is on the streams of every other, and
 * a window that goes takes only its own streams along. Knows no worker: the caller carries messages.
 */
import type { DemoBackend, DemoRequest } from './backend/createDemoBackend';
import { isSameRun, readScenarioWish } from './backend/scenarioWish';
import type { FromSimulation, SimulationStart, ToSimulation } from './relay';

export interface Seat { receive(message: ToSimulation): void; leave(): void }
export interface SimulationHost { seat(send: (message: FromSimulation, transfer?: Transferable[]) => void): Seat }

/** A run is brought so far past the instant of a link that it is past and not live, ms of its clock. */
const LEAP_PAST = 5000;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** `build` is called once, by the first window that starts. */
export function createSimulationHost(build: (start: SimulationStart) => Promise<DemoBackend>): SimulationHost {
  let backend: DemoBackend | null = null;
  let building: Promise<DemoBackend> | null = null;

  async function start(wish: SimulationStart): Promise<FromSimulation> {
    const first = building === null;
    building ??= build(wish);
    try { backend = await building; } catch (error) {
      building = null;
      return { type: 'failed', detail: reasonOf(error) };
    }
    const asked = wish.scenario === null ? null : readScenarioWish(wish.scenario, wish.speed ?? 1);
    const post = (path: string, body: unknown): void => { backend?.handle({ method: 'POST', path, query: {}, body: JSON.stringify(body) }); };
    // a later window of the same link joins the run; one that asks for something else begins it for all
    if (!first && asked && !isSameRun(asked, backend.scenario)) post('demo/scenario', asked);
    // a run that begins anew has not come to the instant of the link yet; the same start lived through is the same story
    if (asked && asked.id !== 'calm' && wish.instant !== null) post('demo/leap', { to: wish.instant + LEAP_PAST });
    return { type: 'ready', scenario: backend.scenario, understood: wish.scenario === null || asked !== null };
  }

  return {
    seat(send) {
      const readers = new Map<number, ReadableStreamDefaultReader<Uint8Array>>();
      async function answer(id: number, request: DemoRequest): Promise<void> {
        if (!backend) { send({ type: 'response', id, status: 503, headers: {}, body: '' }); return; }
        const { status, headers, body } = backend.handle(request);
        if (!(body instanceof ReadableStream)) { send({ type: 'response', id, status, headers, body: typeof body === 'string' ? body : body.slice() }); return; }
        const reader = body.getReader();
        readers.set(id, reader);
        send({ type: 'response', id, status, headers, body: null });
        for (;;) {
          const chunk = await reader.read();
          if (chunk.done) break;
          const bytes = chunk.value as Uint8Array<ArrayBuffer>;
          send({ type: 'chunk', id, bytes }, [bytes.buffer]);
        }
        readers.delete(id);
        send({ type: 'end', id });
      }
      const cancel = (id: number): void => {
        void readers.get(id)?.cancel();
        readers.delete(id);
      };
      const leave = (): void => { for (const id of readers.keys()) cancel(id); };
      return {
        leave,
        receive(message) {
          if (message.type === 'start') void start(message).then(send);
          else if (message.type === 'request') {
            answer(message.id, message.request).catch((error: unknown) => send({ type: 'response', id: message.id, status: 500, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ detail: reasonOf(error) }) }));
          } else if (message.type === 'cancel') cancel(message.id);
          else leave();
        },
      };
    },
  };
}
