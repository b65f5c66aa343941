/**
 * What a person at the desk sees of each scenario: lines of the object's timeline, its state, its case. A story is followed until the line
 * that ends it here; then the demo's clock is held, so that everything is read at one instant.
 */
import type { Page } from 'playwright-core';
import type { LogAction } from '../../src/domain/logEntry';

export interface Story {
  readonly code: string;
  /** `id` or `id.branch`, as in a link. */
  readonly scenario: string;
  readonly objectId: string;
  /** Local time of the city at which the script begins, e.g. `2026-06-16T14:00`. */
  readonly start: string;
  /** Seconds of the city per second; short stories are told at 60, so that their end is not run over. */
  readonly speed: 60 | 120;
  /** The line, and which one of its kind, that ends what is followed here. */
  readonly until: readonly [LogAction, number];
  /** How many lines of each kind there are then. */
  readonly lines: Readonly<Partial<Record<LogAction, number>>>;
  /** In this order, oldest first. */
  readonly says: readonly string[];
  /** On the card: level, sentence, forecast. */
  readonly card: readonly string[];
  /** On the page of its case; absent = there is none. */
  readonly case?: { readonly status: string; readonly says: readonly string[] };
  /** How many cases the timeline speaks of. */
  readonly cases: number;
}
export interface Seen { readonly lines: Readonly<Record<string, number>>; readonly words: string; readonly card: string; readonly status: string; readonly page: string; readonly cases: number }

/** As slow as the demo goes: a second of the city in ten. */
const HELD = 0.1;
/** The longest story lasts 80 minutes of the city: 40 s, on a busy computer several times that. */
const PATIENCE = 240_000;

/** A wish of the demo itself: its scenario, its speed. */
export async function ask(page: Page, path: string, body: unknown): Promise<void> {
  const status = await page.evaluate(async ([address, wish]) => (await fetch(`api/${address}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: wish })).status, [path, JSON.stringify(body)] as const);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
}

/** How many seconds of the demo city pass in one. */
export const setSpeed = (page: Page, speed: number): Promise<void> => ask(page, 'demo/speed', { speed });

/** `begun`: by the link that opened the page. */
export async function follow(page: Page, story: Story, { begun = false } = {}): Promise<Seen> {
  const [id, branch] = story.scenario.split('.');
  const begin = Date.parse(`${story.start}:00+08:00`);
  if (!begun) await ask(page, 'demo/scenario', { id, branch: branch ?? null, speed: HELD });
  await page.locator('[data-running-scenario] .name', { hasText: new RegExp(`^${story.code} `) }).waitFor({ timeout: PATIENCE });
  await page.evaluate((own) => window.__cockpit?.open(own), story.objectId);
  const sheet = page.locator('.sheet');
  await sheet.locator('.head .code', { hasText: story.objectId }).waitFor({ timeout: PATIENCE });
  await sheet.locator('[role=tab]').nth(1).click();
  await setSpeed(page, story.speed);

  const told = ([from, wanted]: readonly [number, Readonly<Record<string, number>>]): boolean => {
    const lines = [...document.querySelectorAll<HTMLElement>('.sheet .line[data-action]')].filter((line) => Date.parse(line.querySelector('time')?.dateTime ?? '') >= from);
    return Object.entries(wanted).every(([action, count]) => lines.filter((line) => line.dataset['action'] === action).length >= count);
  };
  await page.waitForFunction(told, [begin, { [story.until[0]]: story.until[1] }] as const, { timeout: PATIENCE }).catch(() => undefined);
  await setSpeed(page, HELD);
  // the last lines of the same instant
  await page.waitForFunction(told, [begin, story.lines as Readonly<Record<string, number>>] as const, { timeout: 20_000 }).catch(() => undefined);

  const { lines, words } = await page.evaluate((from) => {
    const counted: Record<string, number> = {};
    const texts: string[] = [];
    for (const line of [...document.querySelectorAll<HTMLElement>('.sheet .line[data-action]')].toReversed()) {
      if (Date.parse(line.querySelector('time')?.dateTime ?? '') < from) continue;
      const action = line.dataset['action'] ?? '';
      counted[action] = (counted[action] ?? 0) + 1;
      texts.push(line.innerText.replaceAll('\n', ' '));
    }
    return { lines: counted, words: texts.join('\n') };
  }, begin);
  const cases = new Set(words.match(/案卷 \d{19}/g) ?? []).size;
  await sheet.locator('[role=tab]').first().click();
  for (const own of story.card) await sheet.getByText(own).first().waitFor({ timeout: 20_000 }).catch(() => undefined);
  const card = await sheet.innerText();

  let [status, text] = ['', ''];
  if (story.case) {
    await sheet.locator('[role=tab]').nth(1).click();
    await sheet.locator('.line .link').first().click();
    const shown = page.locator('.case');
    await shown.locator('[data-status]').first().waitFor();
    for (const own of story.case.says) await shown.getByText(own).first().waitFor({ timeout: 20_000 }).catch(() => undefined);
    status = (await shown.locator('[data-status]').first().getAttribute('data-status')) ?? '';
    text = await shown.innerText();
    await shown.locator('.close').click();
  }
  return { lines, words, card, status, page: text, cases };
}
