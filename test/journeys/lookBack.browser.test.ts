/** One clock: the cockpit stands at an instant of the last day, says so, plays, and is live again; a recorded file reproduces an instant. */
import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoServer } from '../../mock/node';
import { recordFeed } from '../../src/workers/record/recordFeed';
import { closeBrowser, openCockpit, untilLive, type Cockpit } from '../setup/openCockpit';

const AWAY = 'layers=riverReach&c=106.9,29.9,3000,0,-89';
const banner = (page: Page): Locator => page.locator('.back .sentence');
const slider = (page: Page): Locator => page.locator('[role="slider"]');
const instantOf = async (page: Page): Promise<number> => Number(await slider(page).getAttribute('aria-valuenow'));
/** Until the slider stands at a second that fits. */
const untilInstant = (page: Page, least: number, most = Infinity): Promise<unknown> => page.waitForFunction(([from, to]) => {
  const at = Number(document.querySelector('[role="slider"]')?.getAttribute('aria-valuenow'));
  return at >= from && at <= (to ?? Infinity);
}, [least, Number.isFinite(most) ? most : null] as const);

afterAll(closeBrowser);

describe('looking back', () => {
  let cockpit: Cockpit;
  beforeAll(async () => {
    cockpit = await openCockpit({ width: 1280, height: 720, query: AWAY });
    await untilLive(cockpit.page);
  });
  afterAll(() => cockpit.close());

  it('shows the first warning of the day, unmistakably not live', async () => {
    const { page } = cockpit;
    await page.locator('[aria-label="首个预警"]').click();
    await banner(page).waitFor();
    expect(await banner(page).textContent()).toMatch(/回看 \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}.*非实时/);
    await page.waitForURL(/[?&]t=\d{4}-\d{2}-\d{2}T/);
  });
  it('moves by keys, and the clock of the page stands at the instant', async () => {
    const { page } = cockpit;
    const before = await instantOf(page);
    await slider(page).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await untilInstant(page, before + 600, before + 600);
    await page.waitForFunction(() => document.querySelector('.back .sentence')?.textContent?.includes(document.querySelector('.clock .time')?.textContent ?? '?') ?? false);
  });
  it('plays at 60 times, and says so', async () => {
    const { page } = cockpit;
    await page.locator('.bar .rate').selectOption('60');
    const before = await instantOf(page);
    await slider(page).focus();
    await page.keyboard.press('Space');
    await page.locator('.back .detail', { hasText: '60 倍速播放' }).waitFor();
    await untilInstant(page, before + 120);
    expect(await banner(page).textContent()).toContain('非实时');
    await slider(page).focus();
    await page.keyboard.press('Space');
    await page.locator('.back .detail', { hasText: '静止' }).waitFor();
  });
  it('is live again, and keeps nothing of the past', async () => {
    const { page } = cockpit;
    await slider(page).focus();
    await page.keyboard.press('l');
    await banner(page).waitFor({ state: 'detached' });
    await page.waitForFunction(() => !location.search.includes('t=2'));
    const [at, end] = await slider(page).evaluate((own) => [Number(own.getAttribute('aria-valuenow')), Number(own.getAttribute('aria-valuemax'))] as const);
    expect(at).toBe(end);
  });
  it('leaves the page clean', () => { cockpit.expectClean(); });
});

/** Records a scenario from its beginning until the back end's clock has come to `until`, ms. */
async function record(scenario: { readonly id: string; readonly branch: string }, until: number): Promise<Awaited<ReturnType<typeof recordFeed>>> {
  const server = await startDemoServer({ packFolder: fileURLToPath(new URL('../../public/packs/yuzhong/', import.meta.url)), scenario: { ...scenario, speed: 0.1 } });
  const ask = async (path: string, body?: unknown): Promise<unknown> => (await fetch(server.apiBase + path, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })).json();
  let end = (): void => undefined;
  const HOUR = 60;
  const recorded = recordFeed({
    apiBase: server.apiBase, minutes: HOUR, fetch, random: Math.random,
    // the recording ends when the story has come far enough, however long that takes
    clock: { now: () => Date.now(), clearTimeout: (handle) => clearTimeout(handle), setTimeout(callback, ms) { if (ms === HOUR * 60_000) { end = callback; return 0; } return Number(setTimeout(callback, ms)); } },
    onPhase(phase) { if (phase === 'live') void ask('demo/speed', { speed: 120 }); },
  });
  try {
    await expect.poll(async () => ((await ask('demo/state')) as { now: number }).now, { timeout: 240_000, interval: 500 }).toBeGreaterThan(until);
    end();
    return await recorded;
  } finally { await server.close(); }
}

describe('a recorded file', () => {
  const file = fileURLToPath(new URL('../../public/packs/test-recording.ccr', import.meta.url));
  afterAll(() => rm(file, { force: true }));

  it('of a back end opens by its link and shows what was', async () => {
    const { bytes } = await record({ id: 'septicGas', branch: 'critical' }, Date.parse('2026-06-16T14:16:00+08:00'));
    await writeFile(file, bytes);
    const cockpit = await openCockpit({ width: 1280, height: 720, query: `${AWAY}&sel=SC-014&recording=packs/test-recording.ccr` });
    const { page } = cockpit;
    try {
      await banner(page).filter({ hasText: '2026-06-16 14:0' }).waitFor();
      expect(await banner(page).textContent()).toMatch(/记录文件.*非实时/);
      await slider(page).focus();
      await page.keyboard.press('End');
      await page.locator('.sheet .state', { hasText: '超 Ⅰ 级 50' }).waitFor();
      await page.keyboard.press('l');
      await banner(page).waitFor({ state: 'detached' });
      cockpit.expectClean();
    } finally { await cockpit.close(); }
  });
});
