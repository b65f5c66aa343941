import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { buildPack } from './buildPack';
import type { BuildOptions } from './BuildOptions';
import { BUILDING_CLASSES, GROUND_CLASSES } from './format';
import { fromDeltas } from './encode/encodeGround';
import { readPack } from './fixtures/readPack';
import { temporaryFolder } from './fixtures/temporaryFolder';
import { createLocalFrame, toLat, toLon } from './localFrame';

const fixture = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
let folder = '';
let out = '';
beforeEach(() => {
  folder = temporaryFolder();
  out = join(folder, 'pack');
});
const options = (inputs: readonly string[], more: Partial<BuildOptions> = {}): BuildOptions => ({ inputs, out, name: 'test', titles: { en: 'Test' }, attribution: [], ...more });
const hillTown = (more: Partial<BuildOptions> = {}): BuildOptions => options([fixture('hillTown.ndjson')], { terrain: fixture('hillTown.asc'), ...more });

function hashOf(pack: string): string {
  const hash = createHash('sha256');
  const walk = (at: string): void => {
    for (const entry of readdirSync(join(pack, at), { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name))) {
      if (entry.isDirectory()) walk(join(at, entry.name));
      else hash.update(join(at, entry.name)).update(readFileSync(join(pack, at, entry.name)));
    }
  };
  walk('');
  return hash.digest('hex');
}

describe('a pack of our own convention', () => {
  test('holds every feature once, in its layer', async () => {
    await buildPack(hillTown());
    const pack = readPack(out);
    expect(pack.manifest.index).toEqual({ buildings: { first: 0, count: 3 }, structures: { first: 3, count: 1 }, things: { first: 4, count: 2 }, ground: { first: 6, count: 3 } });
    expect(pack.report).toMatchObject({ featuresIn: 8, featuresOut: 9, extraParts: 1, rejected: {}, notDrawn: {}, heightRules: { height: 1, levels: 1, classDefault: 0 } });
    expect(pack.manifest.heightRules).toEqual({ height: 1, levels: 2, classDefault: 0 });
    expect(pack.manifest.containsGenerated).toBe(true);
    expect(pack.structures[0]).toMatchObject({ index: 3, id: 'huanghuayuan', kind: 'bridge', names: { zh: '黄花园大桥' }, provenance: 'surveyed', spec: { type: 'rigidFrame', deckElevationM: 235 } });
    expect(pack.things).toMatchObject({ firstIndex: 4, ids: ['CAM-00001', 'CAM-00001~2'], kinds: ['camera'], height: [6, 5], heading: [90, null], host: ['huanghuayuan', null] });
    expect(pack.ground.class.map((i) => GROUND_CLASSES[i])).toEqual(['riversideRoad', 'water', 'metro']);
    expect(pack.ground.colour).toEqual([null, null, '#007a33']);
    expect(fromDeltas(pack.ground.parts[0]?.[0] ?? [])).toEqual([106.569, 29.564, 106.573, 29.5641]);
    expect(pack.manifest.waters).toMatchObject([{ index: 7, id: 'jialing-1', elevation: 166.5, gaugeId: 'WL-1' }]);
    expect(pack.search.initials).toContain('jfbds');
    expect(pack.search.id[pack.search.zh.indexOf('解放碑大厦')]).toMatch(/^b\d$/);
  });
  test('stands on its terrain', async () => {
    await buildPack(hillTown());
    const { manifest, blocks, things } = readPack(out);
    expect(manifest.terrain).toMatchObject({ columns: 3, rows: 3, bounds: [106.565, 29.555, 106.585, 29.575], minElevation: 160, maxElevation: 260 });
    expect(readFileSync(join(out, 'terrain.bin')).readInt16LE(8 * 2)).toBe(2600);
    // Ground falls from 260 m at 29.555 to 240 m at 29.565.
    expect(things.elevation[0]).toBeCloseTo(248.8, 1);
    const block = blocks[0];
    const tower = [...(block?.buildingClass ?? [])].indexOf(BUILDING_CLASSES.indexOf('residential'));
    expect(block?.base[tower]).toBeCloseTo(249.2 - 1, 1);
    expect(block?.top[tower]).toBeCloseTo(249.6 + 60, 1);
    const frame = createLocalFrame(block?.originLon ?? 0, block?.originLat ?? 0);
    const vertex = (block?.vertexStart[block.ringStart[tower] as number] ?? 0) * 2;
    expect(toLon(frame, (block?.coords[vertex] as number) * (block?.unit as number))).toBeCloseTo(106.57, 5);
    expect(toLat(frame, (block?.coords[vertex + 1] as number) * (block?.unit as number))).toBeCloseTo(29.56, 5);
  });
  test('keeps all attributes, awkward keys too', async () => {
    await buildPack(hillTown());
    const pack = readPack(out);
    const index = pack.search.index[pack.search.zh.indexOf('解放碑大厦')] as number;
    const record = pack.attributes(index);
    expect(record['洪水>浸水深']).toBe(0.5);
    expect(record['constructor']).toBe('x');
    expect(Object.getOwnPropertyDescriptor(record, '__proto__')?.value).toEqual({ deep: 1 });
    expect(record).toMatchObject({ $provenance: 'generated', $source: 'fixture', $heightRule: 'height', $class: 'residential' });
  });
  test('is the same, byte for byte, every time', async () => {
    await buildPack(hillTown());
    const first = hashOf(out);
    await buildPack(hillTown());
    expect(hashOf(out)).toBe(first);
    expect(readdirSync(folder)).toEqual(['pack']);
  });
});

describe('a build that fails', () => {
  test('leaves the older pack and nothing else', async () => {
    await buildPack(hillTown());
    const before = hashOf(out);
    const cut = join(folder, 'cut.geojson');
    writeFileSync(cut, '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}},\n{"type":"Fea');
    await expect(buildPack(options([cut]))).rejects.toThrow('cut.geojson, line 2: the file ends after');
    expect(hashOf(out)).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(['cut.geojson', 'pack']);
  });
  test('never takes the place of a folder that is no pack', async () => {
    mkdirSync(out);
    writeFileSync(join(out, 'thesis.txt'), 'mine');
    await expect(buildPack(hillTown())).rejects.toThrow('is not a city pack');
    expect(readFileSync(join(out, 'thesis.txt'), 'utf8')).toBe('mine');
  });
  test('and was killed between its two renames, is put right by the next build', async () => {
    await buildPack(hillTown());
    const before = hashOf(out);
    const { renameSync } = await import('node:fs');
    renameSync(out, join(folder, '.pack.replaced-99999999'));
    mkdirSync(join(folder, '.pack.building-99999999'));
    await expect(buildPack(options([join(folder, 'absent.geojson')]))).rejects.toThrow('does not exist');
    await expect(buildPack(hillTown({ crs: 'EPSG:1' }))).rejects.toThrow('is not known here');
    writeFileSync(join(folder, 'empty.geojson'), '');
    await expect(buildPack(options([join(folder, 'empty.geojson')]))).rejects.toThrow('the file is empty');
    expect(existsSync(out)).toBe(true);
    expect(hashOf(out)).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(['empty.geojson', 'pack']);
  });
});

describe('input', () => {
  const box = (x: number, y: number, size = 0.0002): string => JSON.stringify([[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]]);
  const feature = (properties: string, coordinates: string): string => `{"type":"Feature","properties":${properties},"geometry":{"type":"Polygon","coordinates":${coordinates}}}`;
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  test('gzip is known by its bytes, not by its name, and a damaged one is said', async () => {
    const packed = gzipSync(readFileSync(fixture('hillTown.ndjson')));
    expect(gunzipSync(packed).length).toBeGreaterThan(0);
    await buildPack(options([file('town.geojson', packed)]));
    expect(readPack(out).report.inputs).toEqual([{ file: 'town.geojson', format: 'newline-delimited GeoJSON, gzip', features: 8 }]);
    await expect(buildPack(options([file('bad.gz', packed.subarray(0, -40))]))).rejects.toThrow('bad.gz cannot be unpacked');
  });
  test('a folder gives its readable files in stable order, and only those', async () => {
    const inputs = join(folder, 'in');
    mkdirSync(join(inputs, 'sub'), { recursive: true });
    writeFileSync(join(inputs, 'b.geojson'), feature('{"height":3}', box(1, 1)));
    writeFileSync(join(inputs, 'a.geojson'), feature('{"height":4}', box(1.001, 1)));
    writeFileSync(join(inputs, 'sub', 'c.ndjson'), feature('{"height":5}', box(1.002, 1)));
    writeFileSync(join(inputs, 'build.json'), '{"name":"x"}');
    writeFileSync(join(inputs, 'notes.txt'), 'x');
    const result = await buildPack(options([inputs]));
    expect(result.report.inputs.map((input) => input.file)).toEqual(['a.geojson', 'b.geojson', 'c.ndjson']);
    expect(result.skippedFiles).toEqual(['build.json']);
  });
  test('projected coordinates are refused with the way out, and read with --crs', async () => {
    // Tokyo Station in Japan plane zone IX (EPSG:6677), metres.
    const plane = file('plane.geojson', feature('{"height":10}', box(-6000, -35350, 20)));
    await expect(buildPack(options([plane]))).rejects.toThrow('plane.geojson, feature 1 (line 1): the coordinates are outside longitude ±180, latitude ±90 and look projected; name their reference system with --crs EPSG:…');
    await buildPack(options([plane], { crs: 'EPSG:6677' }));
    const [west, south] = readPack(out).manifest.bounds;
    expect(west).toBeCloseTo(139.7670, 3);
    expect(south).toBeCloseTo(35.6814, 3);
  });
  test('the reference system that a file names is used', async () => {
    const content = `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"features":[${feature('{"height":10}', box(15_558_800, 4_256_600, 20))}]}`;
    await buildPack(options([file('mercator.geojson', content)]));
    expect(readPack(out).manifest.bounds[0]).toBeCloseTo(139.766, 2);
  });
  test('credit travels: named, beside the file, in the file', async () => {
    const input = file('a.geojson', `{"type":"FeatureCollection","attribution":"© in file","features":[${feature('{"height":3,"source":"OpenStreetMap"}', box(1, 1))}]}`);
    writeFileSync(`${input}.attribution.txt`, 'beside the file\n');
    await buildPack(options([input], { attribution: ['named'] }));
    expect(readPack(out).manifest.attribution).toEqual(['named', 'beside the file', '© OpenStreetMap contributors, ODbL', '© in file']);
  });
  test('NaN in the JSON is read as missing', async () => {
    await buildPack(options([file('a.geojson', feature('{"height":NaN,"note":"NaN stays"}', box(1, 1)))]));
    const pack = readPack(out);
    expect(pack.attributes(0)).toMatchObject({ height: null, note: 'NaN stays', $heightRule: 'classDefault' });
    expect(pack.report.repaired['NaN or Infinity in the JSON read as missing']).toBe(1);
  });
  test('names a foreign format', async () => {
    await expect(buildPack(options([file('a.json', '{"type":"CityJSON","version":"2.0"}')]))).rejects.toThrow('a.json, line 1: this is CityJSON');
    await expect(buildPack(options([file('b.json', '{"type":"Topology"}')]))).rejects.toThrow('TopoJSON');
    await expect(buildPack(options([file('c.json', '<html>')]))).rejects.toThrow('c.json, line 1: this is not valid JSON: unexpected character "<"');
    await expect(buildPack(options([file('d.json', '{"geometryType":"esriGeometryPolygon","features":[{"attributes":{},"geometry":{"rings":[]}}]}')]))).rejects.toThrow('Esri JSON');
  });
});
