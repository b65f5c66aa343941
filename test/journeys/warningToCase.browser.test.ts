/** From a warning to a closed case: acknowledged by mouse and by keyboard, filed, carried through every role, all of it in the timeline. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, openCockpit, untilLive, type Cockpit } from '../setup/openCockpit';
import { playTo, statusOf } from '../setup/people';

describe('from a warning to a closed case', () => {
  let cockpit: Cockpit;
  beforeAll(async () => {
    cockpit = await openCockpit({ width: 1280, height: 720, query: 'list=warnings.new&layers=riverReach' });
    await untilLive(cockpit.page);
  });
  afterAll(async () => { await cockpit.close(); await closeBrowser(); });

  it('acknowledges a warning of the list by keyboard', async () => {
    const { page } = cockpit;
    const list = page.locator('.list-panel [role=listbox]');
    await page.locator('.list-panel [role=option]').first().waitFor();
    await list.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('a');
    await page.locator('.notice').getByText('已确认').waitFor();
  });
  it('acknowledges another on its card with the mouse', async () => {
    const { page } = cockpit;
    await page.locator('.list-panel [role=option]').first().click();
    const button = page.locator('.sheet [data-action="warning.acknowledge"]').first();
    await button.click();
    await page.locator('.sheet').getByText('已确认').first().waitFor();
    await page.locator('.sheet [role=tab]').nth(1).click();
    await page.locator('.sheet [data-action="warning.acknowledged"]').first().waitFor();
    expect(await page.locator('.sheet [data-action="warning.acknowledged"] .meta').first().textContent()).toContain('领导');
  });
  it('files a case from the card, which opens with its path and limit', async () => {
    const { page } = cockpit;
    await page.locator('.sheet [role=tab]').first().click();
    await page.locator('.sheet [data-action="warning.fileCase"]').first().click();
    await page.locator('.notice').getByRole('button', { name: '打开案卷' }).click();
    await page.locator('.case .stages').waitFor();
    expect(new URL(page.url()).searchParams.get('case') ?? await page.waitForURL(/case=/).then(() => 'there')).toBeTruthy();
  });
  it('goes through the roles to its end, each with one next action', async () => {
    const { page } = cockpit;
    const acted = await playTo(page, 'closed');
    expect(await statusOf(page)).toBe('closed');
    expect(acted).toContain('handler');
    expect(acted).toContain('checker');
  });
  it('leaves who, when and why in its timeline', async () => {
    const { page } = cockpit;
    await page.locator('.case [role=tab]').nth(1).click();
    await page.locator('.case .line').first().waitFor();
    const lines = (await page.locator('.case .line').allTextContents()).join('\n');
    for (const words of ['处置人员', '核查员', '值班长', '系统']) expect(lines).toContain(words);
  });
  it('stays clean', () => cockpit.expectClean());
});
