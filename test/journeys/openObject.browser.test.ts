/** Any object opens: by the thing itself, by search, by keyboard, by address; and the card answers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickObject, closeBrowser, openCockpit, placeOf, sheetTitle, untilComplete, untilLive, type Cockpit } from '../setup/openCockpit';

describe('opening an object', () => {
  let cockpit: Cockpit;
  beforeAll(async () => {
    cockpit = await openCockpit({ width: 1280, height: 720, query: 'c=106.587,29.5607,900,300,-28&layers=bridge.building.landmark.riverReach.water' });
    await untilComplete(cockpit.page);
    await untilLive(cockpit.page);
  });
  afterAll(async () => { await cockpit.close(); await closeBrowser(); });
  const close = async (): Promise<void> => {
    await cockpit.page.locator('.sheet .close').click();
    await cockpit.page.locator('.sheet').waitFor({ state: 'detached' });
  };

  it('opens a bridge by a click on it', async () => {
    await clickObject(cockpit.page, 'BR-dongshuimen');
    expect(await sheetTitle(cockpit.page)).toContain('东水门');
    expect(cockpit.page.url()).toContain('BR-dongshuimen');
    await close();
  });
  it('finds by pinyin initials and opens with the keyboard alone', async () => {
    const { page } = cockpit;
    await page.keyboard.press('/');
    await page.keyboard.type('jfb');
    await page.locator('[role="option"]', { hasText: '解放碑' }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await sheetTitle(page)).toContain('解放碑');
    await page.keyboard.press('Escape');
    await page.locator('.sheet').waitFor({ state: 'detached' });
  });
  it('finds by English name and by code', async () => {
    const { page } = cockpit;
    for (const [words, expected] of [['Raffles', '来福士'], ['SC-014', 'SC-014']] as const) {
      await page.locator('[role="combobox"]').fill(words);
      await page.locator('[role="option"]', { hasText: expected }).first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.locator('.sheet', { hasText: expected }).waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.sheet').waitFor({ state: 'detached' });
    }
  });
  it('opens a river reach by a click on the water beside the bridge', async () => {
    const { page } = cockpit;
    const bridge = await placeOf(page, 'BR-dongshuimen');
    await page.mouse.click(bridge.x + 60, bridge.y + 10);
    expect(await sheetTitle(page)).toContain('长江');
    await close();
  });
  it('says of a sensor: state, readings with unit, limits, trend, who, cameras', async () => {
    const { page } = cockpit;
    await page.evaluate(() => window.__cockpit?.open('SC-014'));
    const sheet = page.locator('.sheet');
    await sheet.getByText('化粪池甲烷').first().waitFor();
    await sheet.getByText('%LEL').first().waitFor();
    await sheet.getByText('责任单位').first().waitFor();
    await sheet.getByText('附近摄像头').first().waitFor();
    await sheet.locator('canvas, svg').first().waitFor();
    expect(await sheet.textContent()).toContain('演示数据');
    await close();
  });
  it('says of a building whether it is real or generated', async () => {
    const { page } = cockpit;
    await page.evaluate(() => window.__cockpit?.open('b100'));
    await page.locator('.sheet', { hasText: 'b100' }).waitFor();
    await page.locator('.sheet').getByText(/演示用|生成/).first().waitFor();
    await close();
  });
  it('stays clean', () => cockpit.expectClean());
});

describe('any building', () => {
  it('opens by a click on its roof, each under its own id', async () => {
    const cockpit = await openCockpit({ width: 640, height: 480, query: 'mode=bare&feed=off&c=106.5045,29.5425,500,0,-89&layers=building' });
    const { page } = cockpit;
    try {
      await untilComplete(page);
      const opened = new Set<string>();
      for (let y = 60; y < 460; y += 40) {
        for (let x = 40; x < 620; x += 40) {
          const id = await page.evaluate(([left, top]) => window.__cockpit?.pick(left, top), [x, y] as const);
          if (id?.startsWith('b')) opened.add(id);
        }
      }
      expect(opened.size).toBeGreaterThan(15);
      // Asking at an answer's own aim point gives the same one; a podium's middle belongs to the tower in its opening.
      const asked = [...opened].slice(0, 8);
      let same = 0;
      for (const id of asked) {
        const { x, y } = await placeOf(page, id);
        if ((await page.evaluate(([left, top]) => window.__cockpit?.pick(left, top), [x, y] as const)) === id) same += 1;
      }
      expect(same).toBeGreaterThanOrEqual(6);
      cockpit.expectClean();
    } finally { await cockpit.close(); }
  });
});

describe('a link', () => {
  it('restores camera, open object, layers and language', async () => {
    const cockpit = await openCockpit({ width: 1024, height: 640, query: 'c=106.5747,29.5692,1200,200,-30&sel=BR-qiansimen&lang=en' });
    const { page } = cockpit;
    try {
      await untilComplete(page);
      expect(await sheetTitle(page)).toContain('Qiansimen');
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
      const camera = new URL(page.url()).searchParams.get('c')?.split(',').map(Number) ?? [];
      expect(camera[0]).toBeCloseTo(106.5747, 2);
      expect(camera[1]).toBeCloseTo(29.5692, 2);
      cockpit.expectClean();
    } finally { await cockpit.close(); await closeBrowser(); }
  });
  it('to nowhere says so in words', async () => {
    const cockpit = await openCockpit({ width: 800, height: 600, query: 'city=no-such-city' });
    try {
      await cockpit.page.getByRole('alert').getByText('no-such-city').waitFor();
    } finally { await cockpit.close(); await closeBrowser(); }
  });
});
