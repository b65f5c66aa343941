import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PackWater } from '../../../tiles/format';
import { floodedRoads, floodedStretches, type LowRoad } from '../../domain/highWater';
import { createCityHandlers } from './CityHandlers';
import { placeAt, square, syntheticPack } from './fixtures/syntheticPack';
import type { ReadFile } from './ReadFile';

const signal = new AbortController().signal;
async function roadsOf(readFile: ReadFile, baseUrl: string, cityName: string): Promise<readonly LowRoad[]> {
  const handlers = createCityHandlers({ readFile, buildStructure: () => { throw new Error('not asked'); }, createCanvas: () => { throw new Error('not asked'); }, now: () => 0 });
  await handlers.open({ baseUrl, cityName, overlay: false }, signal);
  return handlers.lowRoads({}, signal);
}
const water = (more: Partial<PackWater> = {}): PackWater => ({ index: 0, id: 'R1', names: { en: 'River' }, rings: [[...square(0, 0, 200), ...square(0, 0, 200).slice(0, 1)].flatMap(([east, north]) => placeAt(east, north))], elevation: 166.5, gaugeId: 'WL-1', ...more });
const ground = [
  { class: 'mainRoad', type: 'L', points: [[-150, 240], [150, 240]] },
  { class: 'mainRoad', type: 'L', points: [[-150, 700], [150, 700]] },
  { class: 'metro', type: 'L', points: [[-150, 230], [150, 230]] },
] as const;

describe('roads that high water can reach', () => {
  it('are those near a water with a gauge, each with the ground under it', async () => {
    const { readFile } = syntheticPack({ ground, waters: [water()], terrain: 180 });
    const roads = await roadsOf(readFile, 'pack://x/', 'x');
    expect(roads).toHaveLength(1);
    expect(roads[0]?.points.filter((_, k) => k % 3 === 2).every((value) => Math.abs(value - 180) < 0.01)).toBe(true);
    expect(floodedStretches(roads, () => 179)).toEqual([]);
    expect(floodedStretches(roads, () => 181)[0]?.metres).toBeCloseTo(300, -1);
  });
  it('are none without a gauge, without terrain, or where no flood has ever stood', async () => {
    for (const options of [{ waters: [water({ gaugeId: undefined } as unknown as Partial<PackWater>)], terrain: 180 }, { waters: [water()] }, { waters: [water()], terrain: 260 }]) {
      expect(await roadsOf(syntheticPack({ ground, ...options }).readFile, 'pack://x/', 'x')).toEqual([]);
    }
  });

  const folder = fileURLToPath(new URL('../../../public/packs/yuzhong/', import.meta.url));
  it.skipIf(!existsSync(`${folder}city.json`))('in the embedded city: dry at rest, the riverside roads under at the crest of 2020, more with every metre', async () => {
    const roads = await roadsOf((url) => Promise.resolve(new Uint8Array(readFileSync(url.replace('pack://yuzhong/', folder))).buffer), 'pack://yuzhong/', 'yuzhong');
    const metresAt = (stage: number): number => floodedStretches(roads, () => stage - 1.49).reduce((sum, item) => sum + item.metres, 0);
    expect(metresAt(168)).toBe(0);
    const rising = [180.5, 183.5, 187, 191.6].map(metresAt);
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
    expect(rising[3]).toBeGreaterThan(2000);
    expect(floodedRoads(floodedStretches(roads, () => 191.6 - 1.49)).map(({ nameZh }) => nameZh)).toContain('南滨路');
  });
});
