/** Two pages of one browser: what a resident reports on a phone stands in the cockpit, its people take it on, and what a worker does moves it there. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, openCockpit, overflow, untilLive, type Cockpit } from '../setup/openCockpit';
import { openPhone, playTo } from '../setup/people';
import { PICTURE } from '../setup/picture';

const NEXT: Readonly<Record<string, string>> = { assigned: 'accept', accepted: 'arrive', onSite: 'finish' };

describe('a report and its task', () => {
  let cockpit: Cockpit;
  let phone: Page;
  let [code, worker] = ['', ''];
  beforeAll(async () => {
    cockpit = await openCockpit({ width: 1000, height: 600, query: 'list=cases.today.source-citizen.street-ST-01&layers=riverReach&c=106.9,29.9,3000,0,-89' });
    await untilLive(cockpit.page);
    phone = await openPhone(cockpit, 'mode=report');
  });
  afterAll(async () => { await cockpit.close(); await closeBrowser(); });

  it('loads no globe and no worker of the city on a phone, and fits 390 pixels', async () => {
    await phone.locator('.tile').first().waitFor();
    await phone.locator('.light-map .frame').waitFor();
    expect(await overflow(phone)).toEqual([]);
    const loaded = await phone.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name));
    expect(loaded.filter((name) => /cesium|city\.worker|SceneStage/i.test(name))).toEqual([]);
    expect(phone.workers().map((own) => own.url()).filter((url) => /city/.test(url))).toEqual([]);
  });
  it('sends a report without a name, with a picture', async () => {
    await phone.locator('input[value="outside-shop"]').check({ force: true });
    await phone.locator('[data-part=street]').selectOption('ST-01');
    await phone.locator('textarea').fill('店铺把货摊摆上人行道');
    await phone.locator('input[type=file]').setInputFiles(PICTURE);
    await phone.locator('.shot img').waitFor();
    await phone.locator('[data-part=send]').click();
    const words = await phone.locator('.sent .big').getByText(/\d{19}/).textContent();
    code = /\d{19}/.exec(words ?? '')?.[0] ?? '';
    expect(code).toMatch(/^500103/);
  });
  it('stands in the cockpit of the other window, and opens there with its picture', async () => {
    const { page } = cockpit;
    const rows = page.locator('.list-panel [role=option]', { hasText: '解放碑街道 店外经营' });
    await rows.first().waitFor();
    const count = await rows.count();
    let found = false;
    for (let at = 0; at < count && !found; at++) {
      await rows.nth(at).click();
      await page.locator('.case .code').waitFor();
      found = (await page.locator('.case .code').textContent()) === code;
      if (!found) { await page.locator('.case .close').click(); await rows.first().waitFor(); }
    }
    expect(found).toBe(true);
    await page.locator('.case').getByText('公众举报').first().waitFor();
    await page.locator('.case figure img').first().scrollIntoViewIfNeeded();
    await page.waitForFunction(() => (document.querySelector<HTMLImageElement>('.case figure img')?.naturalWidth ?? 0) > 0);
  });
  it('is followed on the phone, also after it was opened anew', async () => {
    await phone.reload();
    await phone.locator('[role=tab]').nth(1).click();
    await phone.getByText(code).waitFor();
    await phone.locator('.report .stage.current', { hasText: '上报' }).waitFor();
    await playTo(cockpit.page, 'pending_register');
    await phone.locator('.report .stage.done', { hasText: '上报' }).waitFor();
    await phone.locator('.report .stage.current', { hasText: '立案' }).waitFor();
  });
  it('is filed and dispatched in the cockpit, which names the worker', { timeout: 900_000 }, async () => {
    const { page } = cockpit;
    expect(await playTo(page, 'pending_handle')).toEqual(['acceptor', 'dispatcher']);
    await page.locator('.case .task .who').first().click();
    await page.waitForURL(/sel=WK-/);
    worker = new URL(page.url()).searchParams.get('sel') ?? '';
    expect(worker).toMatch(/^WK-\d+$/);
  });
  it('is accepted, reached and finished by that worker on the phone', async () => {
    await phone.goto(`${phone.url().split('?')[0]}?mode=task`);
    await phone.locator('.by-id input').fill(worker);
    await phone.locator('.by-id button').click();
    await phone.locator('[data-task]:not(.over)', { hasText: '店外经营' }).first().click();
    await phone.locator('[data-task-status]', { hasText: code }).waitFor();
    await phone.locator('.light-map .route').waitFor({ state: 'attached' });
    expect(await overflow(phone)).toEqual([]);
    for (let status = await phone.locator('[data-task-status]').getAttribute('data-task-status'); status !== 'finished'; status = await phone.locator('[data-task-status]').getAttribute('data-task-status')) {
      const part = NEXT[status ?? ''];
      if (part === undefined) throw new Error(`the task is ${status}`);
      // before the work and after it
      if (part !== 'accept') { await phone.locator('input[type=file]').setInputFiles(PICTURE); await phone.locator('.shot img').waitFor(); }
      await phone.locator(`[data-part=${part}]`).click();
      await phone.locator(`[data-task-status=${status}]`).waitFor({ state: 'detached' });
    }
    await phone.getByText('任务已完成').waitFor();
  });
  it('waits for its check in the cockpit then', async () => {
    const { page } = cockpit;
    const status = await page.evaluate(async (own) => ((await (await fetch(`api/cases?code=${own}`)).json()) as { cases: { status: string }[] }).cases[0]?.status, code);
    expect(status).toMatch(/^(handle_finish|pending_check|checking|check_pass|pending_close|closed)$/);
  });
  it('stays clean', () => { cockpit.expectClean(); });
});
