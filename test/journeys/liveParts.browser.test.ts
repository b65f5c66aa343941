/**
 * What moves in the city itself: a fan turns on the screen while it is on and not before, a lost cover lies beside its hole, the lamps of a
 * circuit go out together. One window, three scripts, nothing drawn but the things that this is about.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, openCockpit, untilComplete, untilLive, type Cockpit } from '../setup/openCockpit';
import { ask } from '../setup/stories';

const PATIENCE = 120_000;
const untilPose = (page: Page, id: string, part: 'tilt' | 'turn' | 'dark', value: number): Promise<unknown> =>
  page.waitForFunction(([own, name, wanted]) => window.__cockpit?.pose(own)?.[name] === wanted, [id, part, value] as const, { timeout: PATIENCE });
const poses = (page: Page, ids: readonly string[]): Promise<unknown[]> => page.evaluate((all) => all.map((id) => window.__cockpit?.pose(id) ?? null), ids);

describe('moving parts of the city', () => {
  let cockpit: Cockpit;
  beforeAll(async () => {
    cockpit = await openCockpit({ width: 400, height: 260, reducedMotion: false, query: 'mode=bare&scenario=septicGas.critical&speed=0.1&layers=septicTank.manhole.streetLamp&c=106.53705,29.5535,25,40,-40' });
    await untilLive(cockpit.page);
    await untilComplete(cockpit.page);
  });
  afterAll(async () => { await cockpit?.close(); await closeBrowser(); });

  it('a fan turns while it is on, and draws nothing while it is off', async () => {
    const { page } = cockpit;
    // signs pulse above the things: they are not what is looked at here
    await page.locator('.stage-overlay').evaluate((canvas) => { canvas.style.visibility = 'hidden'; });
    const look = (): Promise<Buffer> => page.screenshot({ clip: { x: 100, y: 50, width: 200, height: 160 } });
    expect(await poses(page, ['SC-014'])).toEqual([{ tilt: 0, turn: 0, dark: 0 }]);
    const [first, second] = [await look(), await look()];
    expect(second.equals(first)).toBe(true);

    await ask(page, 'demo/speed', { speed: 120 });
    await untilPose(page, 'SC-014', 'turn', 255);
    await ask(page, 'demo/speed', { speed: 0.1 });
    // its level has painted the tank by now, so whatever changes from here on is the fan
    await page.evaluate(() => window.__cockpit?.whenComplete());
    const turning = await look();
    await expect.poll(async () => (await look()).equals(turning), { timeout: 20_000 }).toBe(false);
  });

  it('a lost cover lies beside its hole, and no fan turns in a city where none was started', async () => {
    const { page } = cockpit;
    await ask(page, 'demo/scenario', { id: 'manhole', branch: 'missing', speed: 120 });
    await untilPose(page, 'MH-02310', 'tilt', 180);
    expect(await poses(page, ['SC-014'])).toMatchObject([{ turn: 0 }]);
  });

  it('the lamps of a circuit go out together, and burn again', async () => {
    const { page } = cockpit;
    const circuit = Array.from({ length: 9 }, (_, k) => `LP-0${2069 + k}`);
    await ask(page, 'demo/scenario', { id: 'streetLight', branch: 'circuit', speed: 120 });
    await untilPose(page, 'LP-02069', 'dark', 255);
    expect(await poses(page, circuit)).toEqual(circuit.map(() => expect.objectContaining({ dark: 255 })));
    expect(await poses(page, ['LP-02078'])).toMatchObject([{ dark: 0 }]);
    await untilPose(page, 'LP-02069', 'dark', 0);
    cockpit.expectClean();
  });
});
