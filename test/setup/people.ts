/** What journeys of people do again and again: sign in through the menu, open a page in the hand beside the cockpit. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { toProblem, type Cockpit } from './openCockpit';
import { PICTURE } from './picture';

export async function signInAs(page: Page, role: string): Promise<void> {
  await page.locator('.trigger').click();
  const menu = page.locator('.role-pop');
  await menu.locator(`[data-role="${role}"]`).click();
  await menu.waitFor({ state: 'detached' });
}

/** Whose turn it is in each open state. The acceptor verifies too, and unlike a collector is not bound to one grid. */
export const TURN: Readonly<Record<string, string>> = {
  pending_verify: 'acceptor', pending_register: 'acceptor', pending_dispatch: 'dispatcher', pending_handle: 'handler', handling: 'handler', pending_check: 'checker', checking: 'checker', pending_close: 'shiftLeader',
};

/** State of the open case as the page shows it. */
export const statusOf = async (page: Page): Promise<string> => (await page.locator('.case [data-status]').first().getAttribute('data-status')) ?? '';

/** Gives the next action of whoever's turn it is, until the case is in `end`; answers the roles that acted. */
export async function playTo(page: Page, end: string): Promise<readonly string[]> {
  const acted: string[] = [];
  for (let turn = 0; turn < 16; turn++) {
    const status = await statusOf(page);
    if (status === end) return acted;
    const role = TURN[status];
    if (!role) { await page.waitForFunction((old) => document.querySelector('.case [data-status]')?.getAttribute('data-status') !== old, status); continue; }
    if (acted.at(-1) !== role) { await signInAs(page, role); acted.push(role); }
    await page.locator('.case .next .primary').click();
    const form = page.locator('.action-dialog');
    const moved = page.waitForFunction((old) => document.querySelector('.case [data-status]')?.getAttribute('data-status') !== old, status);
    await Promise.race([moved, form.waitFor()]);
    if (await form.count() > 0) {
      const reason = form.locator('#action-reason');
      if (await reason.count() > 0) await reason.fill('现场核实');
      const photo = form.locator('input[type=file]');
      if (await photo.count() > 0) { await photo.setInputFiles(PICTURE); await form.locator('.shot img').waitFor(); }
      await form.locator('[data-part=send]').click();
    }
    await moved;
  }
  expect(acted, `never came to ${end}`).toEqual([end]);
  return acted;
}

/** A second page of the same browser: the city is the same one. */
export async function openBeside(cockpit: Cockpit, query: string, size: { readonly width: number; readonly height: number }): Promise<Page> {
  const page = await cockpit.page.context().newPage();
  await page.setViewportSize(size);
  page.on('console', (message) => { if (message.type() === 'error') cockpit.problems.push(`beside: ${toProblem(message)}`); });
  page.on('pageerror', (error) => cockpit.problems.push(`beside: ${error.message}`));
  await page.goto(`${cockpit.page.url().split('?')[0]}?${query}`);
  return page;
}
/** As a phone holds it. */
export const openPhone = (cockpit: Cockpit, query: string): Promise<Page> => openBeside(cockpit, query, { width: 390, height: 844 });
