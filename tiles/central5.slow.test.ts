/** The large set: 146,026 buildings from a file that must never be one string, inside a minute and a bounded heap. */
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { cityData, cityDataFile } from './fixtures/cityData';
import { readPack } from './fixtures/readPack';
import { temporaryFolder } from './fixtures/temporaryFolder';
import { NODE_LIMIT } from './slice/assignLevels';

/** Heap the build may use, MiB: the attributes alone, kept as objects, would take more. */
const HEAP_MIB = 256;

test.skipIf(cityData === null)('Tokyo, five central wards', () => {
  const out = join(temporaryFolder(), 'pack');
  const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
  execFileSync(process.execPath, [`--max-old-space-size=${HEAP_MIB}`, '--import', 'tsx', cli, 'build', cityDataFile('tokyo/tokyo-central5.geojson.gz'), '--out', out], { timeout: 60_000, stdio: 'pipe' });
  const { manifest, report } = readPack(out);
  expect(report).toMatchObject({ featuresIn: 146_026, extraParts: 13, rejected: {}, heightRules: { height: 146_026, levels: 0, classDefault: 0 } });
  expect(manifest.index.buildings.count).toBe(146_026 + 13);
  expect(Math.max(...manifest.nodes.map((node) => node.count))).toBeLessThanOrEqual(NODE_LIMIT);
  expect(manifest.nodes.every((node) => node.z >= 13 && node.z <= 16)).toBe(true);
}, 90_000);
