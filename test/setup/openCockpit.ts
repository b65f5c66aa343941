/**
 * A real Chromium on the built cockpit. Everything a test must never see is collected while the page lives:
 * console errors, uncaught errors, content-policy violations, requests to other origins.
 */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type ConsoleMessage, type Page } from 'playwright-core';
import { afterEach, expect, inject } from 'vitest';
import { chromiumArguments } from './chromiumArguments';
import '../../src/config/testHandle';

export interface Cockpit { readonly page: Page; readonly problems: string[]; expectClean(): void; close(): Promise<void> }

/** How long one step of the page may take, ms: it draws without a graphics card, on a computer that may be busy. No figure. */
const PATIENCE = 150_000;

const executablePath = [process.env['CHROMIUM'], '/usr/bin/chromium'].find((path) => path && existsSync(path));
let browser: Promise<Browser> | null = null;
function sharedBrowser(): Promise<Browser> {
  browser ??= chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArguments });
  return browser;
}
/** What a failed test saw: a picture of each open page in `test/out/`. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const pages = (await browser)?.contexts().flatMap((context) => context.pages()) ?? [];
  for (const [k, page] of pages.entries()) await page.screenshot({ path: `test/out/failed-${task.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}-${k}.png` }).catch(() => undefined);
});
export async function closeBrowser(): Promise<void> { await (await browser)?.close(); browser = null; }

/** An error of the console with the address it is about: a refused request says no more than its status. */
export const toProblem = (message: ConsoleMessage): string => `console: ${message.text()} (${message.location().url})`;

export interface OpenOptions {
  readonly query?: string; readonly width?: number; readonly height?: number; readonly touch?: boolean; readonly reducedMotion?: boolean;
  /** Run in the page before anything of it. */
  readonly first?: () => void;
}

export async function openCockpit({ query = '', width = 960, height = 540, touch = false, reducedMotion = true, first }: OpenOptions = {}): Promise<Cockpit> {
  const address = inject('address');
  const context = await (await sharedBrowser()).newContext({
    viewport: { width, height }, deviceScaleFactor: 1, hasTouch: touch, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') problems.push(toProblem(message)); });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  const origin = new URL(address).origin;
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.origin !== origin) problems.push(`other origin: ${request.url()}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`content policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}`));
  });
  if (first) await context.addInitScript(first);
  const parameters = new URLSearchParams(query);
  parameters.set('test', '1');
  await page.goto(`${address}?${parameters.toString()}`);
  return {
    page, problems,
    expectClean: () => expect(problems).toEqual([]),
    close: () => context.close(),
  };
}

/** Waits until everything in view is drawn. */
export async function untilComplete(page: Page): Promise<void> {
  await page.waitForFunction(() => window.__cockpit !== undefined, undefined, { timeout: 300_000 });
  await page.evaluate(() => window.__cockpit?.whenComplete());
}

/** Where an object is on the screen, CSS pixels. */
export async function placeOf(page: Page, id: string): Promise<{ x: number; y: number }> {
  const place = await page.evaluate((wanted) => window.__cockpit?.screenPosition(wanted), id);
  if (!place) throw new Error(`${id} is not on the screen`);
  return place;
}

/** Waits until the feed's first snapshot has arrived. */
export async function untilLive(page: Page): Promise<void> {
  await page.waitForFunction(() => window.__cockpit?.marks['live'] !== undefined, undefined, { timeout: 300_000 });
}

/** Clicks the thing itself on the picture. */
export async function clickObject(page: Page, id: string): Promise<void> {
  const place = await placeOf(page, id);
  await page.mouse.click(place.x, place.y);
}

export async function sheetTitle(page: Page): Promise<string> {
  const heading = page.locator('.sheet h2').first();
  await heading.waitFor();
  return (await heading.textContent()) ?? '';
}

/** Names of visible elements that stick out of the page, or scroll sideways; empty when everything fits. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { innerWidth, innerHeight } = window;
    if (document.documentElement.scrollWidth > innerWidth) found.push(`page scrolls sideways: ${document.documentElement.scrollWidth}`);
    if (document.documentElement.scrollHeight > innerHeight) found.push(`page scrolls: ${document.documentElement.scrollHeight}`);
    for (const element of document.querySelectorAll<HTMLElement>('button, h1, h2, h3, input, [role="tab"]')) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || element.closest('[aria-hidden="true"], .visually-hidden')) continue;
      if (box.left < -1 || box.right > innerWidth + 1) found.push(`${element.tagName} ${element.textContent?.trim().slice(0, 20) ?? ''} ${Math.round(box.left)}…${Math.round(box.right)}`);
    }
    return found;
  });
}
