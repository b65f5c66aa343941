/**
 * What a person waits for at the desk, in the browser, from the wish until the screen says so and has been painted: the instant asked for
 * and LIVE. Clocks run in the page, so that driving the browser from outside is not counted.
 */
import type { Page } from 'playwright-core';
import { openMeasured, wait } from './measureCity';

export interface AnswerFigures {
  /** To an instant of the last day, one per seek, ms; asked for the first time, so its segment is fetched too. */
  readonly screenSeekMs: readonly number[];
  /** The same instants again: their segments are kept in the browser. */
  readonly screenSeekAgainMs: readonly number[];
  /** From L to the live screen, ms. */
  readonly liveReturnsMs: readonly number[];
}

/** Not multiples of a segment, all over the day, ms back. */
const BACK = [23, 17.3, 12.7, 9.1, 6.4, 3.9, 2.2, 0.8].map((hours) => Math.round(hours * 3_600_000));
const LIVE_TURNS = 5;
/** Open land: with no graphics card the drawing of the city would be most of what is measured. */
const AWAY = 'layers=riverReach&c=106.9,29.9,3000,0,-89';
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
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', bubbles: true, cancelable: true }));
  while (document.querySelector('.back .sentence')) await new Promise(requestAnimationFrame);
  await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
  return performance.now() - began;
});

export async function measureAnswers(address: string, city: string): Promise<AnswerFigures> {
  const { page, close } = await openMeasured(address, `city=${encodeURIComponent(city)}&list=cases.today.source-citizen&${AWAY}`, 1280, 720);
  try {
    await page.locator('[role="slider"]').waitFor({ timeout: 60_000 });
    await wait(page, SETTLE);
    const screenSeekMs: number[] = [];
    const screenSeekAgainMs: number[] = [];
    const liveReturnsMs: number[] = [];
    for (const back of BACK) screenSeekMs.push(await seek(page, back));
    for (const back of BACK) screenSeekAgainMs.push(await seek(page, back));
    await live(page);
    for (let turn = 0; turn < LIVE_TURNS; turn++) {
      await seek(page, BACK[turn] ?? 0);
      liveReturnsMs.push(await live(page));
    }
    return { screenSeekMs, screenSeekAgainMs, liveReturnsMs };
  } finally { await close(); }
}
