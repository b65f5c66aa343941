/** The page's handle on the city worker: typed requests as promises, with abort. */
import type { CityAnswerMessage, CityRequestMessage, CityRequestName, CityRequests } from './protocol';

/** What is used of a Worker; tests pass a MessagePort-like stand-in. */
export interface CityWorkerLike {
  postMessage(message: CityRequestMessage): void;
  addEventListener(type: 'message', listener: (event: { readonly data: CityAnswerMessage }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  terminate?(): void;
}

export interface CityClient {
  /** Rejects with an `AbortError` as soon as `signal` aborts; the worker then drops the job. */
  request<Name extends CityRequestName>(name: Name, args: CityRequests[Name]['args'], signal?: AbortSignal): Promise<CityRequests[Name]['result']>;
  /** Requests that have not settled. */
  readonly pending: number;
  dispose(): void;
}

interface Waiting { resolve(result: unknown): void; reject(error: Error): void; release(): void }

export function createCityClient(worker: CityWorkerLike): CityClient {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let broken: Error | null = null;
  const failAll = (error: Error): void => {
    broken = error;
    for (const entry of waiting.values()) { entry.release(); entry.reject(error); }
    waiting.clear();
  };
  worker.addEventListener('message', ({ data }) => {
    const entry = waiting.get(data.id);
    if (!entry) return;
    waiting.delete(data.id);
    entry.release();
    if (data.ok) entry.resolve(data.result);
    else entry.reject(new Error(data.error));
  });
  worker.addEventListener('error', (event) => failAll(new Error(`the city worker stopped: ${event.message ?? 'unknown reason'}`)));

  return {
    request(name, args, signal) {
      return new Promise((resolve, reject) => {
        if (broken) { reject(broken); return; }
        if (signal?.aborted) { reject(new DOMException('aborted', 'AbortError')); return; }
        const id = ++lastId;
        const abort = (): void => {
          waiting.delete(id);
          worker.postMessage({ abort: id });
          reject(new DOMException('aborted', 'AbortError'));
        };
        signal?.addEventListener('abort', abort, { once: true });
        waiting.set(id, { resolve: resolve as (result: unknown) => void, reject, release: () => signal?.removeEventListener('abort', abort) });
        worker.postMessage({ id, name, args } as CityRequestMessage);
      });
    },
    get pending() { return waiting.size; },
    dispose() {
      failAll(new Error('the city worker was closed'));
      worker.terminate?.();
    },
  };
}
