/**
 * Fixed views of the embedded city against pictures that a person has looked at. No feed, no labels that depend on it, one software
 * renderer. `UPDATE_PICTURES=1` writes new expected pictures: look at them before you commit them.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { afterAll, describe, expect, it } from 'vitest';
import { closeBrowser, openCockpit, untilComplete } from '../setup/openCockpit';

interface PictureCase { readonly about: string; readonly query: string; readonly width: number; readonly height: number; /** Share of pixels that may differ. */ readonly tolerance: number }

const here = dirname(fileURLToPath(import.meta.url));
const cases = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory() && existsSync(join(here, entry.name, 'case.json'))).map((entry) => entry.name);
const update = process.env['UPDATE_PICTURES'] === '1';
const read = (name: string): PictureCase => JSON.parse(readFileSync(join(here, name, 'case.json'), 'utf8')) as PictureCase;

afterAll(closeBrowser);

describe('fixed views', () => {
  it.each(cases.map((name) => [name, read(name)] as const))('%s looks as it did', async (name, { query, width, height, tolerance }) => {
    const cockpit = await openCockpit({ query: `mode=bare&feed=off&${query}`, width, height });
    try {
      await untilComplete(cockpit.page);
      await cockpit.page.evaluate(() => document.fonts.ready.then(() => undefined));
      await untilComplete(cockpit.page);
      const actual = PNG.sync.read(await cockpit.page.screenshot());
      const file = join(here, name, 'expected.png');
      if (update) { mkdirSync(dirname(file), { recursive: true }); writeFileSync(file, PNG.sync.write(actual)); }
      const expected = PNG.sync.read(readFileSync(file));
      expect([actual.width, actual.height]).toEqual([expected.width, expected.height]);
      const difference = new PNG({ width, height });
      const wrong = pixelmatch(actual.data, expected.data, difference.data, width, height, { threshold: 0.2 });
      if (wrong / (width * height) > tolerance) {
        writeFileSync(join(here, name, 'actual.png'), PNG.sync.write(actual));
        writeFileSync(join(here, name, 'difference.png'), PNG.sync.write(difference));
      }
      expect(wrong / (width * height), `${wrong} pixels differ; see actual.png and difference.png beside expected.png`).toBeLessThanOrEqual(tolerance);
      cockpit.expectClean();
    } finally { await cockpit.close(); }
  });
});
