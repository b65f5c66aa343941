/**
 * What a person waits for at the desk, in the browser, from the wish until the screen says so and has been painted: the instant asked for,
 * LIVE, and the row of a report that was sent on a phone. Clocks run in the pages, so that driving the browser from outside is not counted.
 */
import type { Page } from 'playwright-core';
import { PICTURE } from '../setup/picture';
import { openMeasured, wait } from './measureCity';

export interface AnswerFigures {
  /** To an instant of the last day, one per seek, ms; asked for the first time, so its segment is fetched too. */
  readonly screenSeekMs: readonly number[];
  /** The same instants again: their segments are kept in the browser. */
  readonly screenSeekAgainMs: readonly number[];
  /** From L to the live screen, ms. */
  readonly liveReturnsMs: readonly number[];
  /** From 提交 on the phone to the row in the cockpit, ms. */
  readonly reportStandsMs: readonly number[];
}

/** Not multiples of a segment, all over the day, ms back. */
const BACK = [23, 17.3, 12.7, 9.1, 6.4, 3.9, 2.2, 0.8].map((hours) => Math.round(hours * 3_600_000));
const LIVE_TURNS = 5;
const REPORTS = 3;
/** A look at the first view before anything is asked, ms. */
const SETTLE = 3000;

/** Asks through the field of the time bar; resolves with the ms until the banner shows that second and two frames have been painted. */
const seek = (page: Page, back: number): Promise<number> => page.evaluate(async (ms) => {
  const field = document.querySelector<HTMLInputElement>('.exact .field');
  const slider = document.querySelector('[role="slider"]');
  if (!field || !slider) throw new Error('there is no time bar');
  // civil time of the city, which is UTC+8
  const text = new Date(Number(slider.getAttribute('aria-valuemax')) * 1000 - ms + 8 * 3_600_000).toISOString().slice(0, 19);
  const began = performance.now();
  field.value = text;
  field.dispatchEvent(new Event('change'));
  while (!document.querySelector('.back .sentence')?.textContent?.includes(text.replace('T', ' '))) await new Promise(requestAnimationFrame);
  await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
  return performance.now() - began;
}, back);
const live = (page: Page): Promise<number> => page.evaluate(async () => {
  const began = performance.now();
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', bubbles: true, cancelable: true }));
  while (document.querySelector('.back .sentence')) await new Promise(requestAnimationFrame);
  await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
  return performance.now() - began;
});

/** Fills the form; the button is pressed by the caller. */
async function fillReport(phone: Page): Promise<void> {
  await phone.locator('input[value="outside-shop"]').check({ force: true });
  await phone.locator('[data-part=street]').selectOption('ST-01');
  await phone.locator('textarea').fill('店铺把货摊摆上人行道');
  await phone.locator('input[type=file]').setInputFiles(PICTURE);
  await phone.locator('.shot img').waitFor();
}

export async function measureAnswers(address: string, city: string): Promise<AnswerFigures> {
  const { page, close } = await openMeasured(address, `city=${encodeURIComponent(city)}&list=cases.today.source-citizen`, 1280, 720);
  try {
    await page.locator('[role="slider"]').waitFor({ timeout: 60_000 });
    await wait(page, SETTLE);
    const screenSeekMs: number[] = [];
    const screenSeekAgainMs: number[] = [];
    const liveReturnsMs: number[] = [];
    const reportStandsMs: number[] = [];
    for (const back of BACK) screenSeekMs.push(await seek(page, back));
    for (const back of BACK) screenSeekAgainMs.push(await seek(page, back));
    await live(page);
    for (let turn = 0; turn < LIVE_TURNS; turn++) {
      await seek(page, BACK[turn] ?? 0);
      liveReturnsMs.push(await live(page));
    }
    const phone = await page.context().newPage();
    await phone.setViewportSize({ width: 390, height: 844 });
    await phone.goto(`${address}?mode=report`);
    for (let turn = 0; turn < REPORTS; turn++) {
      await fillReport(phone);
      const stands = page.evaluate(async () => {
        const size = (): number => Number(document.querySelector('.list-panel [role="option"]')?.getAttribute('aria-setsize') ?? 0);
        const before = size();
        while (size() <= before) await new Promise(requestAnimationFrame);
        await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
        return Date.now();
      });
      const sentAt = await phone.evaluate(() => { document.querySelector<HTMLButtonElement>('[data-part=send]')?.click(); return Date.now(); });
      reportStandsMs.push(await stands - sentAt);
      await phone.locator('.sent .button').last().click();
      await phone.locator('.tile').first().waitFor();
    }
    return { screenSeekMs, screenSeekAgainMs, liveReturnsMs, reportStandsMs };
  } finally { await close(); }
}
