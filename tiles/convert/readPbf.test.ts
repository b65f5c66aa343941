import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildPack } from '../buildPack';
import { BuildFailure } from '../BuildFailure';
import { cityData, cityDataFile } from '../fixtures/cityData';
import { temporaryFolder } from '../fixtures/temporaryFolder';
import { assembleRings } from './assembleRings';

describe('assembleRings', () => {
  test('joins ways by their ends, whichever way they run', () => {
    expect(assembleRings([[1, 2, 3], [5, 4, 3], [5, 6, 1], [10, 11, 12, 10]])).toEqual({ rings: [[1, 2, 3, 4, 5, 6, 1], [10, 11, 12, 10]], open: 0 });
  });
  test('counts what closes no ring', () => expect(assembleRings([[1, 2, 3], [3, 4]])).toEqual({ rings: [], open: 1 }));
  test('takes touching rings apart', () => expect(assembleRings([[1, 2, 3, 1], [1, 4, 5, 1]]).rings.length).toBe(2));
});

describe.skipIf(cityData === null)('a damaged PBF file', () => {
  const build = (name: string, bytes: Buffer) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, name), bytes);
    return buildPack({ inputs: [join(folder, name)], out: join(folder, 'pack'), name, titles: { en: name }, attribution: [] });
  };
  const whole = (): Buffer => readFileSync(cityDataFile('osm-pbf/west-village.osm.pbf'));
  test('cut short', async () => {
    await expect(build('cut.osm.pbf', whole().subarray(0, 100_000))).rejects.toThrow(/^cut\.osm\.pbf, byte 100000: the file ends in the middle of a block/);
  });
  test('with a broken block', async () => {
    const bytes = whole();
    bytes.fill(0xff, 5000, 5200);
    const failure = await build('broken.osm.pbf', bytes).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BuildFailure);
    expect((failure as Error).message).toMatch(/^broken\.osm\.pbf, byte \d+: the block cannot be read/);
  });
});
