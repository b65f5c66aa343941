/** Real data of other cities, built by the command a user would type, opens and answers. Skips loudly without the data. */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, openCockpit, sheetTitle, untilComplete } from '../setup/openCockpit';

const root = fileURLToPath(new URL('../..', import.meta.url));
const data = process.env['CITY_DATA'] ?? join(root, '../shared/data');
const tokyo = join(data, 'tokyo/tokyo-station-1k.geojson');
const metro = join(data, 'chongqing-metro/chongqing-metro-lines.geojson');
const packs = ['test-tokyo', 'test-metro'];
const present = existsSync(tokyo) && existsSync(metro);
if (!present) process.stdout.write(`SKIPPED: real cities in the browser, because CITY_DATA (${data}) is not there\n`);

function build(source: string, name: string, ...options: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), 'tiles/cli.ts', 'build', source, '--out', join('public/packs', name), '--name', name, ...options], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

describe.skipIf(!present)('a city of a user', () => {
  beforeAll(() => {
    build(tokyo, 'test-tokyo', '--attribution', 'Project PLATEAU, CC BY 4.0');
    build(metro, 'test-metro', '--attribution', '© OpenStreetMap contributors, ODbL');
  });
  afterAll(async () => {
    await closeBrowser();
    for (const name of packs) rmSync(join(root, 'public/packs', name), { recursive: true, force: true });
  });

  it('opens by name, shows its credit, says that no feed belongs to it, and any building answers with its height', async () => {
    const cockpit = await openCockpit({ query: 'city=test-tokyo&sel=b700', width: 1024, height: 640 });
    const { page } = cockpit;
    try {
      await untilComplete(page);
      expect(await sheetTitle(page)).toContain('b700');
      await page.locator('.sheet').getByText('height').or(page.locator('.sheet').getByText('高度依据')).first().waitFor();
      await page.getByText('Project PLATEAU, CC BY 4.0').first().waitFor();
      expect(await page.getByText('演示数据').count()).toBe(0);
      cockpit.expectClean();
    } finally { await cockpit.close(); }
  });
  it('lies over the embedded city as a layer of its own, searchable and with both credits', async () => {
    const cockpit = await openCockpit({ query: 'overlay=test-metro', width: 1024, height: 640 });
    const { page } = cockpit;
    try {
      await untilComplete(page);
      await page.locator('[role="combobox"]').fill('轨道交通');
      await page.locator('[role="option"]').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await sheetTitle(page)).not.toBe('');
      cockpit.expectClean();
    } finally { await cockpit.close(); }
  });
});
