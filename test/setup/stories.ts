/**
 * What a person at the desk sees of each scenario: the card in the middle of it, the lines of the object's timeline and its case at the end.
 * The demo is brought forward to those instants of the city, so that a slow computer reads the same as a fast one; a story that is to be
 * watched is played.
 */
import type { Page } from 'playwright-core';
import type { LogAction } from '../../src/domain/logEntry';

export interface Story {
  readonly code: string;
  /** `id` or `id.branch`, as in a link. */
  readonly scenario: string;
  readonly objectId: string;
  /** What the card says at a minute of the script. */
  readonly during: { readonly minute: number; readonly card: readonly string[] };
  /** Played to its end at so many seconds of the city per second, instead of being brought forward. */
  readonly played?: number;
  /** How many lines of each kind there are at the end. */
  readonly lines: Readonly<Partial<Record<LogAction, number>>>;
  /** In this order, oldest first. */
  readonly says: readonly string[];
  /** On the card at the end. */
  readonly card: readonly string[];
  /** On the page of its newest case; absent = there is none. */
  readonly case?: { readonly status: string; readonly says: readonly string[] };
  /** How many cases the timeline speaks of. */
  readonly cases: number;
}
export interface Seen { readonly during: string; readonly lines: Readonly<Record<string, number>>; readonly words: string; readonly card: string; readonly status: string; readonly page: string; readonly cases: number }

/** As slow as the demo goes: a second of the city in ten. */
const HELD = 0.1;
/** The longest story that is played lasts two hours of the city. */
const PATIENCE = 240_000;

/** A wish of the demo itself: its scenario, its speed. */
export async function ask(page: Page, path: string, body: unknown): Promise<void> {
  const status = await page.evaluate(async ([address, wish]) => (await fetch(`api/${address}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: wish })).status, [path, JSON.stringify(body)] as const);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
}

/** How many seconds of the demo city pass in one. */
export const setSpeed = (page: Page, speed: number): Promise<void> => ask(page, 'demo/speed', { speed });

/** The run that is told, ms. */
const stateOf = (page: Page): Promise<{ readonly startedAt: number; readonly endsAt: number }> => page.evaluate(async () => ((await fetch('api/demo/state')).json()));
/** Waits until the sheet says all of it; answers what it says then, or after a while. */
async function sheetSaying(page: Page, words: readonly string[]): Promise<string> {
  const sheet = page.locator('.sheet');
  await sheet.locator('[role=tab]').first().click();
  for (const own of words) await sheet.getByText(own).first().waitFor({ timeout: 20_000 }).catch(() => undefined);
  return sheet.innerText();
}

export async function follow(page: Page, story: Story): Promise<Seen> {
  const [id, branch] = story.scenario.split('.');
  await ask(page, 'demo/scenario', { id, branch: branch ?? null, speed: HELD });
  await page.locator('[data-running-scenario] .name', { hasText: new RegExp(`^${story.code} `) }).waitFor({ timeout: PATIENCE });
  await page.evaluate((own) => window.__cockpit?.open(own), story.objectId);
  const sheet = page.locator('.sheet');
  await sheet.locator('.head .code', { hasText: story.objectId }).waitFor({ timeout: PATIENCE });
  const { startedAt, endsAt } = await stateOf(page);
  await ask(page, 'demo/leap', { to: startedAt + story.during.minute * 60_000 });
  const during = await sheetSaying(page, story.during.card);

  await sheet.locator('[role=tab]').nth(1).click();
  if (story.played) await setSpeed(page, story.played);
  else await ask(page, 'demo/leap', { to: endsAt });
  const told = ([from, wanted]: readonly [number, Readonly<Record<string, number>>]): boolean => {
    const lines = [...document.querySelectorAll<HTMLElement>('.sheet .line[data-action]')].filter((line) => Date.parse(line.querySelector('time')?.dateTime ?? '') >= from);
    return Object.entries(wanted).every(([action, count]) => lines.filter((line) => line.dataset['action'] === action).length >= count);
  };
  await page.waitForFunction(told, [startedAt, story.lines as Readonly<Record<string, number>>] as const, { timeout: story.played ? PATIENCE : 20_000 }).catch(() => undefined);
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
  }, startedAt);
  const cases = new Set(words.match(/案卷 \d{19}/g) ?? []).size;
  const card = await sheetSaying(page, story.card);

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
  return { during, lines, words, card, status, page: text, cases };
}
