/** One clock: the cockpit stands at an instant of the last day, says so, plays, and is live again at once; a link reproduces it. */
import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoServer } from '../../mock/node';
import { recordFeed } from '../../src/workers/record/recordFeed';
import { closeBrowser, openCockpit, untilComplete, untilLive, type Cockpit } from '../setup/openCockpit';

const SLOW = 60_000;

describe('looking back', () => {
  let cockpit: Cockpit;
  beforeAll(async () => {
    cockpit = await openCockpit({ width: 1440, height: 810, query: 'c=106.587,29.5607,900,300,-28&layers=bridge.building.landmark.riverReach.water' });
    await untilComplete(cockpit.page);
    await untilLive(cockpit.page);
  });
  afterAll(() => cockpit.close());
  const banner = () => cockpit.page.locator('.back .sentence');
  const slider = () => cockpit.page.locator('[role="slider"]');

  it('shows the first warning of the day, unmistakably not live', async () => {
    const { page } = cockpit;
    await page.locator('[aria-label="首个预警"]').click();
    await banner().waitFor({ timeout: SLOW });
    expect(await banner().textContent()).toMatch(/回看 \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}.*非实时/);
    await page.waitForURL(/[?&]t=\d{4}-\d{2}-\d{2}T/);
  });

  it('moves by keys, and the clock of the page stands at the instant', async () => {
    const { page } = cockpit;
    const before = Number(await slider().getAttribute('aria-valuenow'));
    await slider().focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.waitForFunction((least) => Number(document.querySelector('[role="slider"]')?.getAttribute('aria-valuenow')) === least, before + 600, { timeout: SLOW });
    await page.waitForFunction(() => document.querySelector('.back .sentence')?.textContent?.includes(document.querySelector('.clock .time')?.textContent ?? '?') ?? false, undefined, { timeout: SLOW });
  });

  it('plays at 60 times, and says so', async () => {
    const { page } = cockpit;
    await page.locator('.bar .rate').selectOption('60');
    const before = Number(await slider().getAttribute('aria-valuenow'));
    await slider().focus();
    await page.keyboard.press('Space');
    await page.locator('.back .detail', { hasText: '60' }).waitFor({ timeout: SLOW });
    await page.waitForFunction((least) => Number(document.querySelector('[role="slider"]')?.getAttribute('aria-valuenow')) > least, before + 120, { timeout: SLOW });
    expect(await banner().textContent()).toContain('非实时');
  });

  it('is live again within a second, and keeps nothing of the past', async () => {
    const { page } = cockpit;
    await slider().focus();
    const pressed = await page.evaluate(() => performance.now());
    await page.keyboard.press('l');
    await banner().waitFor({ state: 'detached' });
    // the page was busy drawing without a graphics card: the budget is for the cockpit, with room for that
    expect(await page.evaluate(() => performance.now()) - pressed).toBeLessThan(3000);
    await page.waitForFunction(() => !location.search.includes('t=2'));
  });

  it('opens at the instant of a link, the same for whoever opens it', async () => {
    const hour = new Date(Date.now() - 3 * 3_600_000 + 8 * 3_600_000).toISOString().slice(0, 16);
    const opened: Cockpit[] = [];
    try {
      for (let turn = 0; turn < 2; turn++) {
        const other = await openCockpit({ width: 1280, height: 720, query: `c=106.587,29.5607,900,300,-28&layers=riverReach&t=${hour}:30` });
        opened.push(other);
        await other.page.locator('.back .sentence').waitFor({ timeout: SLOW });
        expect(await other.page.locator('.back .sentence').textContent()).toContain(`${hour.replace('T', ' ')}:30`);
      }
      // the numbers follow the instant within a second; then they stand still
      const told = (): Promise<string[]> => Promise.all(opened.map((other) => other.page.locator('[data-region="overview"]').innerText()));
      await expect.poll(async () => { const [first, second] = await told(); return second === first ? '' : `${first}\n—\n${second}`; }, { timeout: 30_000, interval: 1000 }).toBe('');
      expect((await told())[0]).toMatch(/共 \d+ 条生效/);
      for (const other of opened) other.expectClean();
    } finally { for (const other of opened) await other.close(); }
  });

  it('leaves the page clean', () => { cockpit.expectClean(); });
});

describe('a recorded file', () => {
  const pack = fileURLToPath(new URL('../../public/packs/yuzhong/', import.meta.url));
  const file = fileURLToPath(new URL('../../public/packs/test-recording.ccr', import.meta.url));
  afterAll(async () => { await rm(file, { force: true }); await closeBrowser(); });

  it('of a back end opens by its link and shows what was', async () => {
    // twenty minutes of a scenario, listened to for ten seconds
    const server = await startDemoServer({ packFolder: pack, scenario: { id: 'septicGas', branch: 'critical', speed: 120 } });
    const clock = { now: () => Date.now(), setTimeout: (callback: () => void, ms: number) => Number(setTimeout(callback, ms)), clearTimeout: (handle: number) => clearTimeout(handle) };
    const { bytes, from, to } = await recordFeed({ apiBase: server.apiBase, minutes: 1 / 6, clock, fetch, random: Math.random }).finally(() => server.close());
    expect(to - from).toBeGreaterThan(13 * 60_000);
    await writeFile(file, bytes);
    const cockpit = await openCockpit({ width: 1440, height: 810, query: 'c=106.587,29.5607,900,300,-28&layers=bridge&sel=SC-014&recording=packs/test-recording.ccr' });
    const { page } = cockpit;
    try {
      await page.locator('.back .sentence', { hasText: '2026-06-16 14:0' }).waitFor({ timeout: SLOW });
      expect(await page.locator('.back .sentence').textContent()).toContain('非实时');
      await page.locator('[role="slider"]').focus();
      await page.keyboard.press('End');
      await page.locator('.sheet .state', { hasText: '超 Ⅰ 级 50' }).waitFor({ timeout: SLOW });
      await page.keyboard.press('l');
      await page.locator('.back .sentence').waitFor({ state: 'detached', timeout: SLOW });
      cockpit.expectClean();
    } finally { await cockpit.close(); }
  });
});
