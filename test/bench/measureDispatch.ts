/**
 * From a detection to a dispatched case, as a screen sees it: POST to the demo server (its own process), until the `case` event with a
 * dispatch time arrives on a leader's stream. Detections are spread so that none merges into another's case.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

export interface DispatchFigures {
  readonly detections: number; readonly perSecond: number; readonly cameras: number; readonly lost: number;
  readonly p50Ms: number; readonly p95Ms: number; readonly maxMs: number;
  /** From the start of the server's process to its first answer, s. */
  readonly startSeconds: number;
}
interface Things { readonly ids: readonly string[]; readonly kind: readonly number[]; readonly kinds: readonly string[]; readonly lon: readonly number[]; readonly lat: readonly number[] }
interface Spot { readonly id: string; readonly lon: number; readonly lat: number }

/** Cells of about 70 m: farther apart than duplicates are searched. */
const CELL = 0.0007;
/** After the last detection, ms. */
const GRACE = 5000;

async function startServer(root: string, pack: string): Promise<{ readonly apiBase: string; readonly seconds: number; stop(): void }> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), 'mock/demoServer.ts', '--port', '0', '--pack', pack], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const apiBase = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the demo server ended: ${said}`)));
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString();
      const address = /Demo back end: (\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
  });
  return { apiBase, seconds: (performance.now() - began) / 1000, stop: () => void child.kill() };
}

function spotsOf(things: Things): Spot[] {
  const cells = new Map<string, Spot>();
  things.ids.forEach((id, k) => {
    if (things.kinds[things.kind[k] ?? -1] !== 'camera') return;
    const lon = things.lon[k] ?? 0;
    const lat = things.lat[k] ?? 0;
    // one in every second cell each way, so that neighbours keep their distance
    const x = Math.floor(lon / CELL);
    const y = Math.floor(lat / CELL);
    if (x % 2 === 0 && y % 2 === 0 && !cells.has(`${x},${y}`)) cells.set(`${x},${y}`, { id, lon, lat });
  });
  return [...cells.values()];
}

/** Rounded as records are compared: about 0.1 m. */
const placeKey = (lon: number, lat: number): string => `${lon.toFixed(6)},${lat.toFixed(6)}`;

export async function measureDispatch(root: string, pack: string, perSecond = 10, seconds = 20): Promise<DispatchFigures> {
  const things = JSON.parse(await readFile(join(pack, 'things.json'), 'utf8')) as Things;
  const spots = spotsOf(things);
  const server = await startServer(root, pack);
  const sentAt = new Map<string, number>();
  const took: number[] = [];
  const abort = new AbortController();
  try {
    const session = await (await fetch(`${server.apiBase}session`, { method: 'POST', body: JSON.stringify({ role: 'leader' }) })).json() as { token: string };
    const stream = await fetch(`${server.apiBase}stream`, { headers: { authorization: `Bearer ${session.token}` }, signal: abort.signal });
    const reading = (async () => {
      let rest = '';
      for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>) {
        rest += new TextDecoder().decode(chunk);
        const blocks = rest.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          if (!block.startsWith('event: case')) continue;
          const item = (JSON.parse(block.slice(block.indexOf('data: ') + 6)) as { case: { lon: number; lat: number; dispatchedAt: number | null } | null }).case;
          const key = item && item.dispatchedAt !== null ? placeKey(item.lon, item.lat) : '';
          const at = sentAt.get(key);
          if (at === undefined) continue;
          took.push(performance.now() - at);
          sentAt.delete(key);
        }
      }
    })().catch((error: unknown) => { if (!abort.signal.aborted) throw error; });
    const total = Math.min(spots.length, perSecond * seconds);
    const began = performance.now();
    const posts: Promise<unknown>[] = [];
    for (let k = 0; k < total; k++) {
      const wait = began + (k * 1000) / perSecond - performance.now();
      if (wait > 0) await new Promise((resolve) => { setTimeout(resolve, wait); });
      const spot = spots[Math.floor((k * spots.length) / total)];
      if (!spot) continue;
      sentAt.set(placeKey(spot.lon, spot.lat), performance.now());
      const detection = { id: `bench-${began.toFixed(0)}-${k}`, aiClass: 'unlicensed-vendor', cameraId: spot.id, at: Date.now(), confidence: 0.97, lon: spot.lon, lat: spot.lat, objectId: null, note: '', clear: false };
      posts.push(fetch(`${server.apiBase}detections`, { method: 'POST', headers: { authorization: `Bearer ${session.token}` }, body: JSON.stringify(detection) }).then((answer) => { if (!answer.ok) throw new Error(`detections answered ${answer.status}`); }));
    }
    await Promise.all(posts);
    for (const end = performance.now() + GRACE; sentAt.size > 0 && performance.now() < end;) await new Promise((resolve) => { setTimeout(resolve, 50); });
    abort.abort();
    await reading;
    const sorted = [...took].sort((a, b) => a - b);
    const at = (share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN) * 10) / 10;
    return {
      detections: total, perSecond, cameras: things.kind.filter((kind) => things.kinds[kind] === 'camera').length, lost: sentAt.size,
      p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1), startSeconds: Math.round(server.seconds * 100) / 100,
    };
  } finally {
    abort.abort();
    server.stop();
  }
}
