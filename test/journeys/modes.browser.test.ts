/** Wall, kiosk and the desk at its sizes: nothing scrolls that must not, nothing is cut, the kiosk wakes and the inspector opens. */
import { afterAll, describe, expect, it } from 'vitest';
import { closeBrowser, openCockpit, overflow, untilComplete, untilLive } from '../setup/openCockpit';

afterAll(closeBrowser);

describe('the wall', () => {
  it.each([[1920, 1080], [3840, 1080]])('fills %i by %i without scroll bars, cursor or controls', async (width, height) => {
    const cockpit = await openCockpit({ width, height, query: 'mode=wall' });
    const { page } = cockpit;
    try {
      await untilLive(page);
      await page.locator('canvas').first().waitFor();
      expect(await overflow(page)).toEqual([]);
      const canvas = await page.locator('.stage canvas').first().boundingBox();
      expect([canvas?.width, canvas?.height]).toEqual([width, height]);
      expect(await page.getByRole('textbox').count()).toBe(0);
      expect(await page.evaluate(() => getComputedStyle(document.querySelector('.wall') ?? document.body).cursor)).toBe('none');
      cockpit.expectClean();
    } finally { await cockpit.close(); }
  });
});

describe('the kiosk', () => {
  it('attracts, wakes at a touch that opens nothing, and offers stories', async () => {
    const cockpit = await openCockpit({ width: 1080, height: 1920, query: 'mode=kiosk', touch: true });
    const { page } = cockpit;
    try {
      await untilLive(page);
      await page.getByText('轻触开始').first().waitFor();
      await page.touchscreen.tap(540, 600);
      await page.getByText('选择一个故事').waitFor();
      expect(await page.locator('.sheet').count()).toBe(0);
      expect(await page.getByRole('textbox').count()).toBe(0);
      expect(await overflow(page)).toEqual([]);
      cockpit.expectClean();
    } finally { await cockpit.close(); }
  });
});

describe('the desk', () => {
  it.each([[1920, 1080, 'zh-CN'], [1366, 768, 'en'], [390, 844, 'zh-CN']] as const)('is usable at %i by %i', async (width, height, lang) => {
    const cockpit = await openCockpit({ width, height, query: `lang=${lang}&sel=BR-dongshuimen`, touch: width < 500 });
    const { page } = cockpit;
    try {
      await untilLive(page);
      await page.locator('.sheet h2').waitFor();
      expect(await overflow(page)).toEqual([]);
      cockpit.expectClean();
    } finally { await cockpit.close(); }
  });
  it('inspects a bridge as a model and comes back to the globe', async () => {
    const cockpit = await openCockpit({ width: 1280, height: 720, query: 'sel=BR-dongshuimen' });
    const { page } = cockpit;
    try {
      await untilComplete(page);
      await page.locator('.sheet').getByRole('button', { name: '查看模型' }).click();
      await page.locator('.inspector canvas').first().waitFor();
      const [model, overview] = [await page.locator('.inspector').boundingBox(), await page.locator('aside.left').boundingBox()];
      expect(model?.x).toBeGreaterThanOrEqual((overview?.x ?? 0) + (overview?.width ?? 0) - 1);
      expect(new URL(page.url()).searchParams.get('inspect')).toBe('BR-dongshuimen');
      await page.keyboard.press('Escape');
      await page.locator('.inspector').waitFor({ state: 'detached' });
      cockpit.expectClean();
    } finally { await cockpit.close(); }
  });
});
