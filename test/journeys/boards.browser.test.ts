/** A leader goes through the boards: each opens beside the city, a number opens the list it counts, a row opens its object. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, openCockpit, sheetTitle, untilComplete, untilLive, type Cockpit } from '../setup/openCockpit';

describe('the boards', () => {
  let cockpit: Cockpit;
  beforeAll(async () => {
    cockpit = await openCockpit({ width: 1600, height: 900, query: 'layers=riverReach&c=106.587,29.5607,900,300,-28' });
    await untilComplete(cockpit.page);
    await untilLive(cockpit.page);
  });
  afterAll(async () => { await cockpit.close(); await closeBrowser(); });

  const open = async (id: string): Promise<void> => {
    await cockpit.page.locator(`[data-open-board="${id}"]`).click();
    await cockpit.page.locator(`[data-board="${id}"] .board`).waitFor();
  };

  it('leave the city in sight and say when, where and that it is a demo', async () => {
    await open('warnings');
    const { page } = cockpit;
    const board = await page.locator('.board').boundingBox();
    expect(board!.width).toBeLessThan(1600 * 0.65);
    expect(board!.width).toBeGreaterThan(1600 * 0.45);
    const words = await page.locator('.board > .head').textContent();
    expect(words).toContain('演示数据');
    expect(words).toContain('实时');
    expect(new URL(page.url()).searchParams.get('board') ?? 'warnings').toBe('warnings');
  });

  for (const id of ['warnings', 'cases', 'industry', 'algorithms', 'evaluation']) {
    it(`count on ${id} what the list behind the number holds`, async () => {
      const { page } = cockpit;
      if ((await page.locator(`[data-board="${id}"]`).count()) === 0) await open(id);
      await page.waitForFunction(() => [...document.querySelectorAll<HTMLElement>('.board button.count')].some((button) => Number(button.dataset['count']) > 0));
      // The feed goes on: number and list are read in one go, as soon as the list is there.
      const [counted, listed] = await page.evaluate(async () => {
        const button = [...document.querySelectorAll<HTMLButtonElement>('.board button.count')].find((item) => Number(item.dataset['count']) > 0);
        const number = button?.dataset['count'] ?? '';
        button?.click();
        for (let frame = 0; frame < 600; frame++) {
          await new Promise(requestAnimationFrame);
          const size = document.querySelector('.list-panel [role="option"]')?.getAttribute('aria-setsize');
          if (size) return [number, size];
        }
        return [number, 'no list'];
      });
      expect(listed).toBe(counted);
      await page.keyboard.press('Escape');
    });
  }

  it('open an object from a row while the board stays', async () => {
    const { page } = cockpit;
    await open('vitals');
    expect(await page.locator('.board [data-vital]').count()).toBeGreaterThanOrEqual(28);
    await page.locator('.board button[data-vital="pm25"]').click();
    await page.locator('.list-panel [role="option"]').first().click();
    expect(await sheetTitle(page)).not.toBe('');
    expect(await page.locator('.board').count()).toBe(1);
  });

  it('scroll through 337,000 resources with a screenful in the document', async () => {
    const { page } = cockpit;
    await open('resources');
    const row = page.locator('.resources [role="option"]').first();
    await row.waitFor();
    expect(await row.getAttribute('aria-setsize')).toBe('337000');
    await page.locator('.resources [role="listbox"]').focus();
    await page.keyboard.press('End');
    await page.locator('#resource-row-336999 .name').waitFor();
    expect(await page.locator('.resources [role="option"]').count()).toBeLessThan(80);
  });

  it('close by Escape from the details back to the city', async () => {
    const { page } = cockpit;
    for (let press = 0; press < 4 && (await page.locator('.board').count()) > 0; press++) await page.keyboard.press('Escape');
    expect(await page.locator('.board').count()).toBe(0);
  });

  it('show no error on the way', () => cockpit.expectClean());
});

describe('a board on a wall', () => {
  it('is opened by its link, and nothing on it asks to be pressed or is cut', async () => {
    const cockpit = await openCockpit({ query: 'mode=wall&board=cases', width: 1920, height: 1080 });
    const { page } = cockpit;
    await untilLive(page);
    await page.locator('.board.passive [data-step]').first().waitFor();
    expect(await page.locator('.board button').count()).toBe(0);
    const cut = await page.evaluate(() => {
      const body = document.querySelector('.board .body')!;
      const end = body.getBoundingClientRect().bottom + 1;
      return [...body.children].filter((section) => (section as HTMLElement).style.visibility !== 'hidden' && section.getBoundingClientRect().bottom > end).length;
    });
    expect(cut).toBe(0);
    cockpit.expectClean();
    await cockpit.close();
    await closeBrowser();
  });
});
