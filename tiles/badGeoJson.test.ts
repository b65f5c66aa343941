/** Every file of the malformed set either stops the build with a plain sentence or comes in with counted repairs. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildPack } from './buildPack';
import { BuildFailure } from './BuildFailure';
import { cityData, cityDataFile } from './fixtures/cityData';
import { temporaryFolder } from './fixtures/temporaryFolder';

type Outcome = string | { readonly out: number; readonly repaired: Readonly<Record<string, number>>; readonly rejected?: Readonly<Record<string, number>> };

const bbox = { 'malformed bbox ignored': 1 };
const strayFeatures = { '"features" list of something that is no FeatureCollection ignored': 1 };
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'bad-duplicate-properties': 'feature 1 (line 1): the feature has no geometry.',
  'bad-featurelist': 'feature 1 (line 1): the coordinates are not nested as a Polygon needs.',
  'bad-json': 'line 3: this is not valid JSON: expected \',\' or \'}\' after property value.',
  'bad-object-type': 'line 1: "type" is {}, not a word, so this is not GeoJSON.',
  'bad-polygon-interiorring-rhr': { out: 1, repaired: { 'hole turned clockwise': 1 } },
  'bad-polygonloop': 'feature 1 (line 1): the coordinates are nested one level too shallow.',
  'bad-properties-as-array': 'feature 1 (line 1): the feature has no geometry.',
  badcoord: { out: 1, repaired: { 'extra members of a position ignored': 1 } },
  badcoordtype: 'feature 1 (line 4): the coordinates are nested one level too shallow.',
  badfeature: 'feature 1 (line 1): the feature is null, not an object.',
  badfeatureid: { out: 1, repaired: { 'feature id that is neither text nor number ignored': 1 } },
  'bbox-4or6elements': { out: 1, repaired: bbox },
  'bbox-contains-string': { out: 1, repaired: bbox },
  'bbox-string': { out: 1, repaired: bbox },
  'different-first-last': { out: 1, repaired: { 'unclosed ring closed': 1 } },
  'different-first-size': { out: 2, repaired: { 'elevation of a position left out': 1, 'outer ring turned counter-clockwise': 1 } },
  excessive_precision_truncated: { out: 1, repaired: {} },
  expected_object: 'feature 1 (line 1): the feature has no geometry.',
  false: 'feature 1 (line 1): the geometry is false, not an object.',
  feature_changed_semantics: { out: 1, repaired: strayFeatures },
  'featurecollection-obj': 'line 1: "features" is not a list.',
  'featurecollection-type-case': { out: 3, repaired: { 'letter case of a type name corrected': 6 } },
  featurecollection: 'line 1: the FeatureCollection has no "features" list.',
  featurecollection_changed_semantics: { out: 3, repaired: {} },
  geometry_changed_semantics: { out: 1, repaired: strayFeatures },
  geometrycollection_nested: { out: 3, repaired: { 'nested GeometryCollection flattened': 1 } },
  geometrycollection_single: { out: 1, repaired: {} },
  multiple_problems: {
    out: 2, rejected: { 'the type "Foo" is not "Feature"': 2 },
    repaired: { 'coordinate written as text read as a number': 1, 'feature id that is neither text nor number ignored': 1 },
  },
  'multipoint-multidimension': 'feature 1 (line 1): the coordinates are nested one level too deep.',
  'multipoint-nondimension': 'feature 1 (line 1): the coordinates are not nested as a MultiPoint needs.',
  nofeaturetype: 'feature 1 (line 4): the type "Featre" is not "Feature".',
  notype: 'line 1: the object has no "type", so this is not GeoJSON.',
  'point-labeled-as-a-multipolygon': 'feature 1 (line 1): the coordinates are not nested as a MultiPolygon needs.',
  'point-string': 'feature 1 (line 1): a coordinate is "foo", not a number.',
  'point-toofew': 'feature 1 (line 1): a position has fewer than two numbers.',
  'point-toomany': { out: 1, repaired: { 'extra members of a position ignored': 1 } },
  point: 'feature 1 (line 1): the geometry has no "coordinates" list.',
  polygon_winding_order: { out: 1, repaired: { 'outer ring turned counter-clockwise': 1 } },
  rootstring: 'line 1: the file holds null, not a GeoJSON object.',
  'short-line': 'feature 1 (line 1): the line has fewer than two different points.',
  'short-linearring': { out: 1, repaired: { 'unclosed ring closed': 1 } },
  'short-multilinestring': { out: 1, repaired: { 'line part with fewer than two points dropped': 1 } },
  stringcoord: { out: 2, repaired: { 'coordinate written as text read as a number': 1 } },
  unknowntype: 'line 1: the type "FooBar" is unknown in GeoJSON.',
};

describe.skipIf(cityData === null)('bad-geojson', () => {
  test('the table names every file', () => {
    const files = readdirSync(cityDataFile('bad-geojson')).map((file) => file.replace('.geojson', ''));
    expect(files.sort()).toEqual(Object.keys(OUTCOMES).sort());
    expect(files.length).toBe(44);
  });
  test.each(Object.entries(OUTCOMES))('%s', async (name, outcome) => {
    const folder = temporaryFolder();
    const out = join(folder, 'pack');
    const build = buildPack({ inputs: [cityDataFile(`bad-geojson/${name}.geojson`)], out, name, titles: { en: name }, attribution: [] });
    if (typeof outcome === 'string') {
      await expect(build).rejects.toBeInstanceOf(BuildFailure);
      await expect(build).rejects.toThrow(`${name}.geojson, ${outcome}`);
      expect(existsSync(out)).toBe(false);
      expect(readdirSync(folder)).toEqual([]);
      return;
    }
    const { report } = await build;
    expect(report.featuresOut).toBe(outcome.out);
    expect(report.repaired).toEqual(outcome.repaired);
    expect(Object.fromEntries(Object.entries(report.rejected).map(([reason, { count }]) => [reason, count]))).toEqual(outcome.rejected ?? {});
  });
});
