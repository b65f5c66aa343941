/** The city moves; when the feed dies the cockpit says so and since when; it recovers by itself. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { closeBrowser, openCockpit, untilComplete, untilLive, type Cockpit } from '../setup/openCockpit';

describe('the live city', () => {
  let cockpit: Cockpit;
  beforeAll(async () => {
    cockpit = await openCockpit({ width: 1024, height: 640, query: 'sel=SC-014' });
    await untilComplete(cockpit.page);
    await untilLive(cockpit.page);
  });
  afterAll(async () => { await cockpit.close(); await closeBrowser(); });

  it('receives batches without anybody asking', async () => {
    const { page } = cockpit;
    const before = await page.evaluate(() => window.__cockpit?.marks['batches'] ?? 0);
    await page.waitForFunction((count) => (window.__cockpit?.marks['batches'] ?? 0) > count + 3, before);
  });
  it('says that the feed stopped and since when, and shows nothing as live', async () => {
    const { page } = cockpit;
    await page.evaluate(() => window.__cockpit?.pauseFeed());
    await page.getByRole('alert').getByText('数据中断').first().waitFor({ timeout: 60_000 });
    await page.getByRole('alert').getByText(/数据截至/).waitFor();
    await page.locator('.sheet').getByText('数据中断，非实时').first().waitFor();
  });
  it('recovers by itself when the bytes come back', async () => {
    const { page } = cockpit;
    await page.evaluate(() => window.__cockpit?.resumeFeed());
    await page.locator('.stopped').waitFor({ state: 'detached', timeout: 90_000 });
    await page.getByText('实时').first().waitFor();
  });
  it('stays clean', () => cockpit.expectClean());
});
