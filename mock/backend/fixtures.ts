/** A demo back end over a small made-up city with streets and grid cells, its clock in the test's hand. For tests only. */
import type { Role, Session } from '../../src/domain/role';
import type { PackArea, PackAreas } from '../../src/rules/city/packFiles';
import { bearerOf, type DemoResponse } from './answers';
import { createDemoBackend, type DemoBackend, type DemoBackendOptions } from './createDemoBackend';
import { DEMO_RULES } from './demoRules';
import { syntheticCity } from './syntheticCity';

export const START = Date.parse('2026-11-20T10:00:00+08:00');
export const smallCity = syntheticCity(400);

function box(id: string, zh: string, west: number, south: number, east: number, north: number): PackArea {
  const ring = [west, south, east, south, east, north, west, north, west, south].map((degrees) => Math.round(degrees * 1e6));
  return { id, zh, en: id, rings: [ring.map((value, k) => value - (k < 2 ? 0 : ring[k - 2] ?? 0))] };
}
/** West and east, and a grid of twenty-five cells. */
export const smallAreas: PackAreas = {
  streets: [box('ST-01', '西街道', 106.52, 29.54, 106.555, 29.575), box('ST-02', '东街道', 106.555, 29.54, 106.59, 29.575)],
  cells: Array.from({ length: 25 }, (_, k) => {
    const west = 106.525 + (k % 5) * 0.012;
    const south = 29.54 + Math.floor(k / 5) * 0.006;
    return box(`GC-${k + 1}`, `网格 ${k + 1}`, west, south, west + 0.012, south + 0.006);
  }),
};

export interface Asking { readonly token?: string; readonly query?: Record<string, string>; readonly body?: unknown }
export interface Rig {
  readonly backend: DemoBackend;
  at(time: number): void;
  get<T>(path: string, asking?: Asking): T;
  post<T>(path: string, body: unknown, token?: string): { readonly status: number; readonly data: T };
  ask(method: string, path: string, asking?: Asking): DemoResponse;
  signIn(role: Role, scope?: Readonly<Record<string, string>>): Session;
  /** Everything that a stream says from now on, by event name. */
  listen(token?: string): { events(): readonly { readonly name: string; readonly data: Record<string, unknown> }[]; text(): string };
}

export function startRig(options: Partial<DemoBackendOptions> & { readonly start?: number } = {}): Rig {
  let now = options.start ?? START;
  const backend = createDemoBackend({
    daysBefore: 1,
    ...smallCity, areas: smallAreas, network: null, objects: null, rules: DEMO_RULES, seed: 7, ...options,
    clock: { now: () => now, setInterval: () => 0, clearInterval: () => undefined },
  });
  const ask: Rig['ask'] = (method, path, { token = '', query = {}, body } = {}) =>
    backend.handle({ method, path, query, body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body), token: bearerOf(token ? `Bearer ${token}` : '') ?? '?' });
  const rig: Rig = {
    backend, ask,
    at(time) { now = time; backend.step(); },
    get: <T>(path: string, asking: Asking = {}) => JSON.parse(ask('GET', path, asking).body as string) as T,
    post<T>(path: string, body: unknown, token = '') {
      const answer = ask('POST', path, { token, body });
      return { status: answer.status, data: JSON.parse(answer.body as string) as T };
    },
    signIn: (role, scope = {}) => rig.post<Session>('session', { role, ...scope }).data,
    listen(token = '') {
      const { body } = ask('GET', 'stream', { token });
      if (!(body instanceof ReadableStream)) throw new Error(String(body));
      let text = '';
      const reader = body.getReader();
      void (async () => { for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) text += new TextDecoder().decode(chunk.value as Uint8Array); })();
      return {
        text: () => text,
        events: () => text.split('\n\n').flatMap((block) => {
          const found = /^event: (\w+)\ndata: (.*)$/s.exec(block);
          return found ? [{ name: found[1] ?? '', data: JSON.parse(found[2] ?? '') as Record<string, unknown> }] : [];
        }),
      };
    },
  };
  return rig;
}
/** Lets what was sent arrive at whoever listens. */
export const settle = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
