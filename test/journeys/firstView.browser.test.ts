/** A visitor opens the address and looks: the city stands, says what it is, and nothing goes wrong on the way. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, openCockpit, untilComplete, untilLive, type Cockpit } from '../setup/openCockpit';

describe('the first view of the embedded city', () => {
  let cockpit: Cockpit;
  beforeAll(async () => {
    cockpit = await openCockpit({ width: 1280, height: 720 });
    await untilComplete(cockpit.page);
    await untilLive(cockpit.page);
  });
  afterAll(async () => { await cockpit.close(); await closeBrowser(); });

  it('draws the city in tiles and says that its data is a demo', async () => {
    const stats = await cockpit.page.evaluate(() => window.__cockpit?.stats());
    expect(stats?.['tiles']).toBeGreaterThan(5);
    await cockpit.page.getByText('演示数据').first().waitFor();
  });
  it('shows the attribution of its data', async () => {
    await cockpit.page.getByText('© OpenStreetMap contributors').first().waitFor();
  });
  it('fills the overview with numbers that open lists of the same length', async () => {
    const { page } = cockpit;
    const button = page.locator('button[data-part="active"][data-level="IV"]');
    await button.waitFor();
    await page.waitForFunction(() => Number(document.querySelector('button[data-part="active"][data-level="IV"] .figure')?.textContent) > 0);
    const [shown, listed] = await page.evaluate(async () => {
      const number = document.querySelector('button[data-part="active"][data-level="IV"] .figure')?.textContent ?? '';
      document.querySelector<HTMLButtonElement>('button[data-part="active"][data-level="IV"]')?.click();
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return [number, document.querySelector('.list-panel [role="option"]')?.getAttribute('aria-setsize') ?? document.querySelector('.list-panel')?.textContent ?? ''];
    });
    expect(listed).toBe(shown);
  });
  it('switches language and theme without a reload', async () => {
    const { page } = cockpit;
    await page.evaluate(() => { (window as unknown as { __same: boolean }).__same = true; });
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await page.getByText('Demo data').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.getByRole('button', { name: /light/i }).click();
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
    expect(await page.evaluate(() => (window as unknown as { __same?: boolean }).__same)).toBe(true);
  });
  it('needed no other origin, broke no content policy and logged no error', () => cockpit.expectClean());
  it('is served with a policy that forbids code from strings', async () => {
    const response = await cockpit.page.request.get(cockpit.page.url());
    const policy = response.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  });
});
