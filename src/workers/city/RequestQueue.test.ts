import { describe, expect, it } from 'vitest';
import { createCityClient, type CityClient, type CityWorkerLike } from '../workerClient';
import type { CityAnswerMessage, CityRequestMessage } from '../protocol';
import type { CityHandlers } from './CityHandlers';
import { RequestQueue, transferablesOf } from './RequestQueue';

/** Client and queue joined without a thread: messages arrive in later turns of the event loop, as between real threads. */
function joined(handlers: Partial<CityHandlers>): { client: CityClient; crash: () => void; order: string[] } {
  const messages: ((event: { data: CityAnswerMessage }) => void)[] = [], errors: ((event: { message?: string }) => void)[] = [];
  const order: string[] = [];
  const later = (run: () => void): void => { setImmediate(run); };
  const traced = Object.fromEntries(Object.entries(handlers).map(([name, handle]) => [name, (args: never, signal: AbortSignal) => { order.push(name); return (handle as (a: never, s: AbortSignal) => unknown)(args, signal); }]));
  const queue = new RequestQueue(traced as unknown as CityHandlers, (message) => later(() => messages.forEach((listener) => listener({ data: message }))), later);
  const worker: CityWorkerLike = {
    postMessage: (message: CityRequestMessage) => later(() => queue.receive(message)),
    addEventListener: (type: string, listener: never) => { if (type === 'message') messages.push(listener); else errors.push(listener); },
  };
  return { client: createCityClient(worker), crash: () => errors.forEach((listener) => listener({ message: 'out of memory' })), order };
}

const blank = { baseUrl: '', cityName: '', overlay: false };

describe('request queue and client', () => {
  it('answers, and turns a throw into a rejection with its reason', async () => {
    const { client } = joined({ elevationAt: () => ({ elevation: 250 }), open: () => { throw new Error('city.json: wrong format'); } });
    await expect(client.request('elevationAt', { lon: 0, lat: 0 })).resolves.toEqual({ elevation: 250 });
    await expect(client.request('open', blank)).rejects.toThrow('city.json: wrong format');
    expect(client.pending).toBe(0);
  });

  it('does first what a person waits for', async () => {
    const { client, order } = joined({ ground: () => ({ image: null }), tile: () => ({ glb: null, buildMs: 0 }), pick: () => null });
    await Promise.all([
      client.request('ground', { z: 0, x: 0, y: 0, size: 1, style: {} as never }), client.request('ground', { z: 0, x: 1, y: 0, size: 1, style: {} as never }),
      client.request('tile', { tile: 'a' }), client.request('pick', { origin: [0, 0, 0], direction: [0, 0, 1], pixelAngle: 0 }),
    ]);
    expect(order.indexOf('pick')).toBeLessThan(order.lastIndexOf('ground'));
    expect(order).toHaveLength(4);
  });

  it('settles an aborted request at once and never starts its work', async () => {
    const { client, order } = joined({ tile: () => ({ glb: null, buildMs: 0 }), elevationAt: () => ({ elevation: 1 }) });
    const controller = new AbortController();
    const request = client.request('tile', { tile: 'a' }, controller.signal);
    controller.abort();
    await expect(request).rejects.toMatchObject({ name: 'AbortError' });
    await client.request('elevationAt', { lon: 0, lat: 0 });
    expect(order).toEqual(['elevationAt']);
    await expect(client.request('tile', { tile: 'b' }, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(client.pending).toBe(0);
  });

  it('tells running work that it is no longer wanted', async () => {
    const seen: boolean[] = [];
    const { client } = joined({ tile: (_args, signal) => new Promise((resolve) => { signal.addEventListener('abort', () => { seen.push(true); resolve({ glb: null, buildMs: 0 }); }); }), elevationAt: () => ({ elevation: 1 }) });
    const controller = new AbortController();
    const request = client.request('tile', { tile: 'a' }, controller.signal).catch((error: Error) => error.name);
    await client.request('elevationAt', { lon: 0, lat: 0 });
    controller.abort();
    expect(await request).toBe('AbortError');
    await client.request('elevationAt', { lon: 0, lat: 0 });
    expect(seen).toEqual([true]);
  });

  it('does not let slow tiles block a pick', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => { release = resolve; });
    const { client } = joined({ tile: async () => { await gate; return { glb: null, buildMs: 0 }; }, pick: () => null });
    const tiles = Array.from({ length: 20 }, (_v, at) => client.request('tile', { tile: String(at) }));
    await expect(client.request('pick', { origin: [0, 0, 0], direction: [0, 0, 1], pixelAngle: 0 })).resolves.toBeNull();
    release();
    expect(await Promise.all(tiles)).toHaveLength(20);
  });

  it('rejects everything when the worker dies or is closed', async () => {
    const { client, crash } = joined({ tile: () => new Promise(() => undefined) });
    const request = client.request('tile', { tile: 'a' });
    crash();
    await expect(request).rejects.toThrow('out of memory');
    await expect(client.request('tile', { tile: 'b' })).rejects.toThrow('out of memory');
  });

  it('moves buffers instead of copying them', () => {
    const glb = new ArrayBuffer(8), heights = new Float32Array(2), lon = new Float64Array(1);
    expect(transferablesOf({ glb, buildMs: 1 })).toEqual([glb]);
    expect(transferablesOf({ heights })).toEqual([heights.buffer]);
    expect(transferablesOf({ manifest: {}, catalogue: { lon, ids: [] } })).toEqual([lon.buffer]);
    expect(transferablesOf(null)).toEqual([]);
  });
});
