/** From a warning to the end of its case: acknowledged, shelved and filed by keyboard, from the list and on the card; then ended by the leader, all of it in the timeline. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, openCockpit, untilLive, type Cockpit } from '../setup/openCockpit';
import { signInAs, statusOf } from '../setup/people';

/** The same city every time, its clock as good as held: its staff would acknowledge what is new within minutes. */
const HELD = 'scenario=septicGas.fails&speed=0.1';
/** Nobody has done anything with it yet. */
const FRESH = ['acknowledge', 'shelve', 'fileCase'].map((action) => `:has([data-action="warning.${action}"])`).join('');

describe('from a warning to the end of its case', () => {
  let cockpit: Cockpit;
  beforeAll(async () => {
    cockpit = await openCockpit({ width: 1000, height: 600, query: `${HELD}&list=warnings.is-all&layers=riverReach&c=106.9,29.9,3000,0,-89` });
    await untilLive(cockpit.page);
    await cockpit.page.locator('.list-panel [role=option]').first().waitFor();
  });
  afterAll(async () => { await cockpit.close(); await closeBrowser(); });

  const list = (): Locator => cockpit.page.locator('.list-panel [role=listbox]');
  const standing = (narrowed = ''): Locator => cockpit.page.locator(`.list-panel .row.active${narrowed}`);
  const sheet = (): Locator => cockpit.page.locator('.sheet');
  /** Walks down with the arrow key. */
  async function walkToFresh(): Promise<void> {
    const { page } = cockpit;
    await list().focus();
    const size = Number(await page.locator('.list-panel [role=option]').first().getAttribute('aria-setsize'));
    for (let step = 0; step < size; step++) {
      await page.keyboard.press('ArrowDown');
      await standing().waitFor();
      if (await standing(FRESH).count() > 0) return;
    }
    throw new Error(`none of ${size} warnings is untouched`);
  }
  /** Says for how long and why; without a reason the form is not sent. */
  async function fillShelving(duration: string, reason: string): Promise<void> {
    const form = cockpit.page.locator('.action-dialog');
    await form.getByRole('button', { name: duration, exact: true }).click();
    await form.locator('[data-part=send]').click();
    await form.getByRole('alert').getByText('还需填写：原因').waitFor();
    await form.locator('#action-reason').fill(reason);
    await form.locator('[data-part=send]').click();
    await form.waitFor({ state: 'detached' });
  }
  async function expectShelved(left: RegExp, reason: string): Promise<void> {
    const held = sheet().locator('p.held', { hasText: reason }).first();
    await held.waitFor();
    const words = await held.textContent();
    expect(words).toContain('已搁置');
    expect(words).toMatch(left);
  }

  it('acknowledges, files and shelves a warning of the list by keyboard', async () => {
    const { page } = cockpit;
    await walkToFresh();
    await page.keyboard.press('a');
    await standing(':not(:has([data-action="warning.acknowledge"]))').waitFor();
    await page.keyboard.press('c');
    await standing(':not(:has([data-action="warning.fileCase"]))').waitFor();
    await page.keyboard.press('s');
    await fillShelving('15 分钟', '设备检修中');
    await standing(':has([data-action="warning.unshelve"])').waitFor();
  });
  it('does the same to another with the signs at the end of its row', async () => {
    await walkToFresh();
    await standing().hover();
    await standing().locator('[data-action="warning.acknowledge"]').click();
    await standing(':not(:has([data-action="warning.acknowledge"]))').waitFor();
    await standing().locator('[data-action="warning.fileCase"]').click();
    await standing(':not(:has([data-action="warning.fileCase"]))').waitFor();
    await standing().locator('[data-action="warning.shelve"]').click();
    await fillShelving('直至恢复', '现场测试');
    await standing(':has([data-action="warning.unshelve"])').waitFor();
  });
  it('and to a third on its card, whose timeline says who, when and why', async () => {
    const { page } = cockpit;
    await walkToFresh();
    await page.keyboard.press('Enter');
    await sheet().locator('[data-action="warning.acknowledge"]').first().click();
    await sheet().getByText('已确认').first().waitFor();
    await sheet().locator('[data-action="warning.shelve"]').first().click();
    await fillShelving('8 小时', '已知情况，处置中');
    await expectShelved(/剩余\s(8\s小时|7\s小时\s5\d\s分钟)/, '已知情况，处置中');
    await sheet().locator('[role=tab]').nth(1).click();
    for (const [action, words] of [['warning.acknowledged', '领导'], ['warning.shelved', '已知情况，处置中']] as const) {
      const line = sheet().locator(`.line[data-action="${action}"]`).first();
      await line.waitFor();
      expect(await line.innerText()).toContain(words);
    }
    await sheet().locator('[role=tab]').first().click();
  });
  it('files a case from the card, which opens with its path and limit', async () => {
    const { page } = cockpit;
    await sheet().locator('[data-action="warning.fileCase"]').first().click();
    await sheet().getByRole('button', { name: '打开案卷' }).first().click();
    await page.locator('.case .stages').waitFor();
    await page.waitForURL(/[?&]case=/);
  });
  it('is ended by the leader, with a reason, though its cause may still stand', async () => {
    const { page } = cockpit;
    await signInAs(page, 'leader');
    await page.locator('.case .next .more').click();
    await page.locator('.case .next [data-action="case.forceClose"]').click();
    await page.locator('#action-reason').fill('值守人员持续监测，另案跟踪');
    await page.locator('.action-dialog [data-part=send]').click();
    await page.locator('.case [data-status=forced_close]').first().waitFor();
    expect(await statusOf(page)).toBe('forced_close');
  });
  it('leaves who, when and why in its timeline', async () => {
    const { page } = cockpit;
    await page.locator('.case [role=tab]').nth(1).click();
    const lines = page.locator('.case .line[data-action]');
    await lines.filter({ hasText: '另案跟踪' }).first().waitFor();
    const words = (await lines.allInnerTexts()).join('\n');
    for (const own of ['领导', '系统', '强制结案']) expect(words).toContain(own);
  });
  it('stays clean', () => cockpit.expectClean());
});
