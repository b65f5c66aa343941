/**
 * One city in one fresh browser: what it costs to open, to look around, to open an object and to stand still.
 * Times on a machine without a GPU are main-thread CPU and wall seconds of the whole page; frames per second are not claimed.
 */
import { chromium, type CDPSession, type Page } from 'playwright-core';
import { chromiumArguments } from '../setup/chromiumArguments';

export interface CityFigures {
  /** From the page's script to the first complete view, s. */
  readonly firstCompleteViewSeconds: number;
  /** Marks of the page, ms since its script began. */
  readonly marks: Readonly<Record<string, number>>;
  /** JavaScript heap of the main thread after garbage collection, MB. */
  readonly heapMB: number;
  /** Main-thread script time per frame while the camera orbits, ms. */
  readonly scriptMsPerFrame: number;
  readonly taskMsPerFrame: number;
  readonly framesMeasured: number;
  /** WebGL draw calls per frame while orbiting. */
  readonly drawCallsPerFrame: number;
  readonly uploadedMB: number;
  /** Draw calls in 10 s without input or feed. */
  readonly idleDraws: number;
  readonly tiles: number;
}

export interface DeskFigures {
  /** Longest main-thread task in 10 s of watching the live desk after its first complete view, ms. */
  readonly watchingLongestTaskMs: number;
  /** Main-thread task time from the wish to the painted card, ms, one per object; flight frames that fall in between included. */
  readonly openObjectMs: readonly number[];
  /** Longest task of all of that, ms. */
  readonly longestTaskMs: number;
}

/** Counts draw calls and uploaded bytes on the prototype: exact and independent of hardware. */
function countGl(): void {
  const counts = { draws: 0, bytes: 0, longest: 0 };
  Object.assign(window, { __gl: counts });
  const prototype = WebGL2RenderingContext.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  const wrap = (name: string, before: (args: unknown[]) => void): void => {
    const original = prototype[name];
    if (!original) return;
    prototype[name] = function counted(this: unknown, ...args: unknown[]) { before(args); return original.apply(this, args); };
  };
  for (const name of ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced']) wrap(name, () => { counts.draws += 1; });
  for (const name of ['bufferData', 'bufferSubData']) wrap(name, (args) => {
    const data = args.find((argument) => ArrayBuffer.isView(argument) || argument instanceof ArrayBuffer) as ArrayBufferView | undefined;
    if (data) counts.bytes += data.byteLength;
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) counts.longest = Math.max(counts.longest, entry.duration);
  }).observe({ type: 'longtask', buffered: true });
}

const metrics = async (session: CDPSession): Promise<Record<string, number>> => {
  const { metrics: list } = await session.send('Performance.getMetrics');
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
};
const gl = (page: Page): Promise<{ draws: number; bytes: number; longest: number }> => page.evaluate(() => ({ ...(window as unknown as { __gl: { draws: number; bytes: number; longest: number } }).__gl }));
const stats = (page: Page): Promise<Readonly<Record<string, number>>> => page.evaluate(() => window.__cockpit?.stats() ?? {});
export const wait = (page: Page, ms: number): Promise<void> => page.evaluate((duration) => new Promise((resolve) => { setTimeout(resolve, duration); }), ms);

export interface Opened { readonly page: Page; readonly session: CDPSession; close(): Promise<void> }

export async function openMeasured(address: string, query: string, width: number, height: number): Promise<Opened> {
  const executablePath = process.env['CHROMIUM'];
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: [...chromiumArguments, '--js-flags=--expose-gc'] });
  const page = await (await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 1 })).newPage();
  // The script runner names functions with a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (named) => named;');
  await page.addInitScript(countGl);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(`${address}?test=1&${query}`);
  await page.waitForFunction(() => window.__cockpit !== undefined, undefined, { timeout: 180_000 });
  await page.evaluate(() => window.__cockpit?.whenComplete());
  return { page, session, close: () => browser.close() };
}

/** The city alone on the canvas: opening, looking around, memory, standing still. */
export async function measureCity(address: string, city: string, { width, height }: { readonly width: number; readonly height: number }): Promise<CityFigures> {
  const { page, session, close } = await openMeasured(address, `mode=bare&city=${encodeURIComponent(city)}`, width, height);
  try {
    const marks = await page.evaluate(() => ({ ...window.__cockpit?.marks }));
    const opened = await gl(page);
    const before = await metrics(session);
    const glBefore = await gl(page);
    const framesBefore = (await stats(page))['frames'] ?? 0;
    await page.evaluate(() => window.__cockpit?.orbit(12));
    await wait(page, 8000);
    await page.evaluate(() => window.__cockpit?.orbit(0));
    const after = await metrics(session);
    const glAfter = await gl(page);
    const frames = Math.max(1, ((await stats(page))['frames'] ?? 0) - framesBefore);
    const delta = (name: string): number => ((after[name] ?? 0) - (before[name] ?? 0)) * 1000;
    await page.evaluate(() => window.__cockpit?.whenComplete());
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    if (marks['live'] !== undefined) await page.evaluate(() => window.__cockpit?.pauseFeed());
    await wait(page, 25_000);
    const idleBefore = (await gl(page)).draws;
    await wait(page, 10_000);
    const idleDraws = (await gl(page)).draws - idleBefore;
    return {
      firstCompleteViewSeconds: ((marks['complete'] ?? Number.NaN) - (marks['script'] ?? 0)) / 1000, marks, heapMB: usedSize / 1e6,
      scriptMsPerFrame: delta('ScriptDuration') / frames, taskMsPerFrame: delta('TaskDuration') / frames, framesMeasured: frames,
      drawCallsPerFrame: (glAfter.draws - glBefore.draws) / frames, uploadedMB: opened.bytes / 1e6, idleDraws,
      tiles: (await stats(page))['tiles'] ?? 0,
    };
  } finally { await close(); }
}

/** The desk with its live feed: the cost of opening an object, and the longest task while somebody watches for 10 s. */
export async function measureDesk(address: string, city: string, ids: readonly string[]): Promise<DeskFigures> {
  const { page, session, close } = await openMeasured(address, `city=${encodeURIComponent(city)}`, 1280, 720);
  try {
    await wait(page, 3000);
    await page.evaluate(() => { (window as unknown as { __gl: { longest: number } }).__gl.longest = 0; });
    await wait(page, 10_000);
    const watchingLongestTaskMs = (await gl(page)).longest;
    const openObjectMs: number[] = [];
    for (const id of ids) {
      const start = await metrics(session);
      await page.evaluate((wanted) => window.__cockpit?.open(wanted), id);
      await page.locator('.sheet', { hasText: id }).locator('h2.name').waitFor({ timeout: 60_000 });
      await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
      const end = await metrics(session);
      openObjectMs.push(((end['TaskDuration'] ?? 0) - (start['TaskDuration'] ?? 0)) * 1000);
      await page.keyboard.press('Escape');
      await page.evaluate(() => window.__cockpit?.whenComplete());
    }
    return { watchingLongestTaskMs, openObjectMs, longestTaskMs: (await gl(page)).longest };
  } finally { await close(); }
}
