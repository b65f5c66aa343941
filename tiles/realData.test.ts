/** The importer on real cities: exact counts, so that no feature can get lost unseen. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildPack } from './buildPack';
import { cityData, cityDataFile } from './fixtures/cityData';
import { readPack } from './fixtures/readPack';
import type { ReadPack } from './fixtures/readPack';
import { temporaryFolder } from './fixtures/temporaryFolder';
import { GROUND_CLASSES, HEIGHT_RULES } from './format';
import type { BuildReport } from './format';

async function build(...inputs: string[]): Promise<ReadPack> {
  const out = join(temporaryFolder(), 'pack');
  await buildPack({ inputs: inputs.map(cityDataFile), out, name: 'real', titles: { en: 'Real' }, attribution: [] });
  return readPack(out);
}

const sum = (counts: Readonly<Record<string, number>> = {}): number => Object.values(counts).reduce((total, count) => total + count, 0);
const rejectedOf = (report: BuildReport): number => Object.values(report.rejected).reduce((total, { count }) => total + count, 0);
const expectBooks = ({ report, manifest }: ReadPack): void => {
  expect(report.featuresOut).toBe(report.featuresIn - rejectedOf(report) - sum(report.notDrawn) + (report.extraParts ?? 0));
  expect(manifest.featureCount).toBe(report.featuresOut);
  expect(manifest.nodes.reduce((total, node) => total + node.count, 0)).toBe(manifest.index.buildings.count);
  expect(manifest.blocks.reduce((total, block) => total + block.count, 0)).toBe(manifest.index.buildings.count);
  expect(sum(manifest.heightRules)).toBe(manifest.index.buildings.count);
};

describe.skipIf(cityData === null)('real data', () => {
  test('Tokyo Station: 1,546 buildings with stated heights', async () => {
    const pack = await build('tokyo/tokyo-station-1k.geojson');
    expectBooks(pack);
    expect(pack.report).toMatchObject({ featuresIn: 1546, featuresOut: 1546, rejected: {}, heightRules: { height: 1546, levels: 0, classDefault: 0 } });
    // Exterior rings come clockwise.
    expect(pack.report.repaired['outer ring turned counter-clockwise']).toBe(1546);
    for (const block of pack.blocks) for (let i = 0; i < block.count; i++) expect((block.top[i] as number) - (block.base[i] as number)).toBeGreaterThan(0);
  });

  test('Chiyoda: Japanese keys arrive as they came', async () => {
    const pack = await build('tokyo/chiyoda-all-attributes.geojson.gz');
    expectBooks(pack);
    expect(pack.report).toMatchObject({ featuresIn: 11581, featuresOut: 11584, extraParts: 3, heightRules: { height: 11581, levels: 0, classDefault: 0 } });
    let withRank = 0;
    let withDepth = 0;
    for (let index = 0; index < 1024; index++) {
      const record = pack.attributes(index);
      expect(record['建物ID']).toMatch(/^131\d\d-bldg-\d+$/);
      if ('神田川流域洪水浸水想定区域（想定最大規模）>浸水ランク' in record) withRank += 1;
      if (typeof record['神田川流域洪水浸水想定区域（想定最大規模）>浸水深'] === 'number') withDepth += 1;
    }
    expect(withRank).toBeGreaterThan(0);
    expect(withDepth).toBe(withRank);
  }, 60_000);

  test('Shanghai buildings: 766 stated heights, 802 without, 4 not positive, 409 points', async () => {
    const pack = await build('shanghai/buildings.geojson.gz');
    expectBooks(pack);
    expect(pack.report.featuresIn).toBe(1981);
    expect(pack.report.heightRules).toEqual({ height: 766, levels: 0, classDefault: 802 + 4 });
    expect(pack.report.repaired['height of zero or less passed over']).toBe(4);
    expect(pack.manifest.index.things.count + (pack.report.notDrawn?.['label point of an area that comes as a polygon'] ?? 0)).toBe(409);
    expect(pack.report.notDrawn?.['building outline replaced by its parts']).toBe(30);
    expect(pack.manifest.index.buildings.count).toBe(1572 - 30);
    expect(pack.search.zh).toContain('上海国际会议中心');
    expect(pack.search.initials[pack.search.zh.indexOf('上海国际会议中心')]).toBe('shgjhyzx');
  });

  test('Shanghai as one city: buildings, water, roads, 66 bridges, metro, places', async () => {
    const pack = await build('shanghai/buildings.geojson.gz', 'shanghai/water.geojson.gz', 'shanghai/roads.geojson.gz', 'shanghai/transit.geojson.gz', 'shanghai/pois.geojson.gz');
    expectBooks(pack);
    expect(pack.report.featuresIn).toBe(1981 + 106 + 1778 + 60 + 494);
    expect(pack.report.rejected).toEqual({});
    expect(pack.manifest.index.structures.count).toBe(66);
    expect(pack.structures.every((structure) => structure.spec.type === 'girder' && typeof structure.spec.deckElevationM === 'number')).toBe(true);
    const classes = new Set(pack.ground.class.map((i) => GROUND_CLASSES[i]));
    for (const name of ['water', 'shore', 'mainRoad', 'minorRoad', 'path', 'metro']) expect(classes).toContain(name);
    expect(pack.ground.colour).toContain('#97D700');
    expect(pack.search.zh).toContain('黄浦江');
    expect(pack.manifest.attribution).toEqual(['© OpenStreetMap contributors, ODbL']);
    expect(new Set([...pack.things.ids, ...pack.structures.map((structure) => structure.id)]).size).toBe(pack.things.ids.length + 66);
  });

  test('West Village from OSM PBF: 1,525 buildings, 1,514 with height', async () => {
    const pack = await build('osm-pbf/west-village.osm.pbf');
    expectBooks(pack);
    let buildings = 0;
    let withHeight = 0;
    let parts = 0;
    for (let index = 0; index < pack.manifest.index.buildings.count; index++) {
      const record = pack.attributes(index);
      if (record['building:part'] === undefined) {
        buildings += 1;
        if (record['height'] !== undefined) withHeight += 1;
      } else parts += 1;
    }
    const replaced = pack.report.notDrawn?.['building outline replaced by its parts'] ?? 0;
    // Three of the parts are tagged as buildings too.
    expect(buildings + replaced + 3).toBe(1525);
    expect(parts).toBe(46);
    expect(withHeight).toBeGreaterThan(1500);
    expect(pack.report.heightRules).toEqual({ height: 1514 + 43, levels: 0, classDefault: 1525 - 1514 });
    expect(pack.manifest.attribution).toEqual(['© OpenStreetMap contributors, ODbL']);
  });

  test('Chongqing metro: 28 routes with their colours', async () => {
    const pack = await build('chongqing-metro/chongqing-metro-lines.geojson');
    expectBooks(pack);
    expect(pack.report).toMatchObject({ featuresIn: 28, featuresOut: 28, rejected: {}, repaired: {} });
    expect(pack.manifest.counts).toMatchObject({ metroLine: 28, 'ground:metro': 28 });
    // Two routes state no colour.
    expect(pack.ground.colour.filter((colour) => /^#[0-9A-F]{6}$/.test(colour ?? '')).length).toBe(26);
    expect(pack.ground.colour.filter((colour) => colour === null).length).toBe(2);
    expect(pack.ground.parts.flat().reduce((total, part) => total + part.length / 2, 0)).toBe(10205);
    expect(pack.ground.ids).toContain('relation/2336456');
    expect(HEIGHT_RULES.every((rule) => pack.manifest.heightRules[rule] === 0)).toBe(true);
  });
});
