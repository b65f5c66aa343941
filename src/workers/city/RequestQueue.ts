/**
 * Order of work inside the worker: what a person waits for goes first, and between two jobs the worker listens,
 * so that an abort arrives before the work it spares. Every request settles exactly once.
 */
import type { CityAnswerMessage, CityRequestMessage, CityRequestName } from '../protocol';
import type { CityHandlers } from './CityHandlers';
import { reasonOf } from './openPack';

/** Smaller goes first; equals in the order they came, so that neither ground nor buildings wait for all of the other. */
const RANK: Readonly<Record<CityRequestName, number>> = {
  open: 0, pick: 0, objectByIndex: 0, objectById: 0, facts: 0, outline: 0, structure: 0, elevationAt: 0, search: 0, tileset: 0,
  terrain: 1, tile: 2, ground: 2, lowRoads: 3,
};
/** Tiles that may wait for a block at the same time; more would only queue in the network. */
const MAX_RUNNING = 6;

type PostAnswer = (message: CityAnswerMessage, transfer: Transferable[]) => void;
type Job = Exclude<CityRequestMessage, { abort: number }>;

export class RequestQueue {
  readonly #waiting: Job[] = [];
  readonly #running = new Map<number, AbortController>();
  #scheduled = false;

  /** `defer` runs a function after pending messages were delivered. */
  constructor(readonly handlers: CityHandlers, readonly post: PostAnswer, readonly defer: (run: () => void) => void) {}

  receive(message: CityRequestMessage): void {
    if ('abort' in message) { this.#abort(message.abort); return; }
    this.#waiting.push(message);
    this.#schedule();
  }

  #abort(id: number): void {
    const waiting = this.#waiting.findIndex((job) => job.id === id);
    if (waiting >= 0) {
      this.#waiting.splice(waiting, 1);
      this.post({ id, ok: false, error: 'aborted' }, []);
    } else {
      this.#running.get(id)?.abort();
    }
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0) return;
    this.#scheduled = true;
    this.defer(() => {
      this.#scheduled = false;
      this.#startNext();
      this.#schedule();
    });
  }

  #startNext(): void {
    let best = -1;
    for (let at = 0; at < this.#waiting.length; at++) {
      const job = this.#waiting[at] as Job;
      if (RANK[job.name] > 0 && this.#running.size >= MAX_RUNNING) continue;
      if (best < 0 || RANK[job.name] < RANK[(this.#waiting[best] as Job).name]) best = at;
    }
    const [job] = best < 0 ? [] : this.#waiting.splice(best, 1);
    if (job) void this.#run(job);
  }

  async #run(job: Job): Promise<void> {
    const controller = new AbortController();
    this.#running.set(job.id, controller);
    try {
      // The map of handlers and the union of messages agree by construction; TypeScript cannot follow the pair.
      const handle = this.handlers[job.name] as (args: unknown, signal: AbortSignal) => unknown;
      const result = await handle(job.args, controller.signal);
      controller.signal.throwIfAborted();
      this.post({ id: job.id, ok: true, result }, transferablesOf(result));
    } catch (error) {
      this.post({ id: job.id, ok: false, error: controller.signal.aborted ? 'aborted' : reasonOf(error) }, []);
    } finally {
      this.#running.delete(job.id);
      this.#schedule();
    }
  }
}

/** Big buffers and pictures move instead of being copied: one level deep, and the columns of a catalogue. */
export function transferablesOf(result: unknown, depth = 1): Transferable[] {
  if (typeof result !== 'object' || result === null) return [];
  const list: Transferable[] = [];
  for (const value of Object.values(result)) {
    if (value instanceof ArrayBuffer) list.push(value);
    else if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer) list.push(value.buffer);
    else if (typeof ImageBitmap !== 'undefined' && value instanceof ImageBitmap) list.push(value);
    else if (depth > 0 && !Array.isArray(value)) list.push(...transferablesOf(value, depth - 1));
  }
  return list;
}
