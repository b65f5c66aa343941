import { describe, expect, it, vi } from 'vitest';
import type { DemoBackend, DemoRequest, DemoResponse } from './backend/createDemoBackend';
import type { FromSimulation, SimulationStart } from './relay';
import { createSimulationHost, type SimulationHost } from './simulationHost';

const START: SimulationStart = { type: 'start', packUrl: 'p/', rulesUrl: 'r/', seed: 1, scenario: null, speed: null, instant: null };

/** A back end that only passes on what is reported to whoever listens. */
function fakeBackend(): DemoBackend & { readonly open: Set<ReadableStreamDefaultController<Uint8Array>> } {
  const open = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const handle = ({ path, body }: DemoRequest): DemoResponse => {
    if (path === 'stream') {
      let own: ReadableStreamDefaultController<Uint8Array>;
      return { status: 200, headers: {}, body: new ReadableStream<Uint8Array>({ start(controller) { own = controller; open.add(controller); }, cancel() { open.delete(own); } }) };
    }
    if (path === 'picture') return { status: 200, headers: {}, body: new Uint8Array([1, 2]) };
    for (const reader of open) reader.enqueue(new TextEncoder().encode(body ?? ''));
    return { status: 200, headers: {}, body: 'done' };
  };
  return { handle, open, scenario: { id: 'calm', branch: null, speed: 1 }, step: () => undefined, dispose: () => undefined, get simulation(): never { throw new Error('not used'); } };
}
function window(host: SimulationHost): { heard: FromSimulation[]; text(): string; seat: ReturnType<SimulationHost['seat']>; ask(id: number, path: string, body?: string): void } {
  const heard: FromSimulation[] = [];
  const seat = host.seat((message) => void heard.push(message));
  return {
    heard, seat,
    text: () => heard.flatMap((message) => (message.type === 'chunk' ? [new TextDecoder().decode(message.bytes)] : [])).join(''),
    ask: (id, path, body = '') => seat.receive({ type: 'request', id, request: { method: body ? 'POST' : 'GET', path, query: {}, body: body || null } }),
  };
}

describe('one simulation for all windows', () => {
  it('is built once, and what one window reports reaches the other, also after the first is closed', async () => {
    const backend = fakeBackend();
    const build = vi.fn(async () => backend);
    const host = createSimulationHost(build);
    const [first, second] = [window(host), window(host)];
    first.seat.receive(START);
    second.seat.receive(START);
    await vi.waitUntil(() => first.heard.length > 0 && second.heard.length > 0);
    expect(build).toHaveBeenCalledTimes(1);
    first.ask(1, 'stream');
    second.ask(1, 'stream');
    first.ask(2, 'commands', 'a report;');
    await vi.waitUntil(() => second.text() === 'a report;');
    first.seat.receive({ type: 'leave' });
    await vi.waitUntil(() => backend.open.size === 1);
    second.ask(2, 'commands', 'another;');
    await vi.waitUntil(() => second.text() === 'a report;another;');
    expect(first.text()).toBe('a report;');
  });

  it('joins the run that a second window of the same link asks for, and begins another one for all', async () => {
    const backend = Object.assign(fakeBackend(), { scenario: { id: 'septicGas', branch: 'fails', speed: 60 }, handle: vi.fn((): DemoResponse => ({ status: 200, headers: {}, body: '' })) });
    const host = createSimulationHost(async () => backend);
    const windows = [window(host), window(host), window(host), window(host)];
    const wishes = ['septicGas.fails', 'septicGas.fails', null, 'septicGas.clears'];
    for (const [k, own] of windows.entries()) {
      own.seat.receive({ ...START, scenario: wishes[k] ?? null, speed: 10 });
      await vi.waitUntil(() => own.heard.length > 0);
    }
    expect(backend.handle.mock.calls).toEqual([[{ method: 'POST', path: 'demo/scenario', query: {}, body: JSON.stringify({ id: 'septicGas', branch: 'clears', speed: 10 }) }]]);
  });

  it('brings a run forward to the instant of a link, also one that another window began', async () => {
    const backend = Object.assign(fakeBackend(), { scenario: { id: 'septicGas', branch: 'fails', speed: 60 }, handle: vi.fn<DemoBackend['handle']>(() => ({ status: 200, headers: {}, body: '' })) });
    const host = createSimulationHost(async () => backend);
    for (const [scenario, instant] of [['septicGas.fails', 1000], ['septicGas.fails', 900_000], [null, 700_000], ['septicGas.fails', null]] as const) {
      const own = window(host);
      own.seat.receive({ ...START, scenario, instant });
      await vi.waitUntil(() => own.heard.length > 0);
    }
    expect(backend.handle.mock.calls.map(([request]) => [request.path, JSON.parse(request.body ?? '')])).toEqual([['demo/leap', { to: 6000 }], ['demo/leap', { to: 905_000 }]]);
  });

  it('carries bytes as they are', async () => {
    const host = createSimulationHost(async () => fakeBackend());
    const only = window(host);
    only.seat.receive(START);
    await vi.waitUntil(() => only.heard.length > 0);
    only.ask(1, 'picture');
    await vi.waitUntil(() => only.heard.length > 1);
    expect(only.heard[1]).toMatchObject({ type: 'response', status: 200, body: new Uint8Array([1, 2]) });
  });

  it('says why it could not start, and lets the next window try again', async () => {
    const build = vi.fn<() => Promise<DemoBackend>>().mockRejectedValueOnce(new Error('city.json is missing')).mockResolvedValueOnce(fakeBackend());
    const host = createSimulationHost(build);
    const [first, second] = [window(host), window(host)];
    first.seat.receive(START);
    await vi.waitUntil(() => first.heard.length > 0);
    expect(first.heard[0]).toEqual({ type: 'failed', detail: 'city.json is missing' });
    second.seat.receive({ ...START, scenario: 'nothing' });
    await vi.waitUntil(() => second.heard.length > 0);
    expect(second.heard[0]).toMatchObject({ type: 'ready', understood: false });
  });
});
