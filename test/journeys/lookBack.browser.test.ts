/** One clock: the cockpit stands at an instant of the last day, says so, and is live again at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, openCockpit, untilComplete, untilLive, type Cockpit } from '../setup/openCockpit';

const SLOW = 60_000;

describe('looking back', () => {
  let cockpit: Cockpit;
  beforeAll(async () => {
    cockpit = await openCockpit({ width: 1440, height: 810, query: 'c=106.587,29.5607,900,300,-28&layers=bridge.building.landmark.riverReach.water' });
    await untilComplete(cockpit.page);
    await untilLive(cockpit.page);
  });
  afterAll(async () => { await cockpit.close(); await closeBrowser(); });
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

  it('is live again, and keeps nothing of the past', async () => {
    const { page } = cockpit;
    await slider().focus();
    await page.keyboard.press('l');
    await banner().waitFor({ state: 'detached' });
    await page.waitForFunction(() => !location.search.includes('t=2'));
  });

  it('leaves the page clean', () => { cockpit.expectClean(); });
});
