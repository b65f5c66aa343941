import { describe, expect, it } from 'vitest';
import { createCityHandlers, type CityHandlers } from './CityHandlers';
import { readGlb } from './fixtures/readGlb';
import { CENTRE, placeAt, square, syntheticPack, type SyntheticPack } from './fixtures/syntheticPack';
import { toEarthFixed } from './wgs84';
import { PART_INDEX } from '../glbContract';

const signal = new AbortController().signal;
const origin = 'test://city/';

function cityOf(options: SyntheticPack): CityHandlers {
  const { readFile } = syntheticPack(options);
  return createCityHandlers({
    readFile, now: () => 0, createCanvas: () => { throw new Error('no canvas in this test'); },
    buildStructure: () => ({ origin: [CENTRE.lon, CENTRE.lat], parts: [{ member: 'deck-1', role: 'deck', positions: Float32Array.from([-50, 0, 200, 50, 0, 200, 0, 20, 200]), indices: Uint32Array.from([0, 1, 2]) }], anchors: [], facts: {} }),
  });
}
interface Tile { transform?: number[]; content?: { uri: string }; children?: Tile[]; boundingVolume: { region: number[] }; geometricError: number }
async function tilesOf(city: CityHandlers): Promise<{ uri: string; transform: number[]; region: number[] }[]> {
  const { json } = await city.tileset({ indexOffset: 0 }, signal);
  const found: { uri: string; transform: number[]; region: number[] }[] = [];
  const identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const walk = (tile: Tile, parent: readonly number[]): void => {
    const own = tile.transform ? multiply(parent, tile.transform) : [...parent];
    if (tile.content) found.push({ uri: tile.content.uri, transform: own, region: tile.boundingVolume.region });
    for (const child of tile.children ?? []) {
      const [w = 0, s = 0, e = 0, n = 0, low = 0, high = 0] = tile.boundingVolume.region, [cw = 0, cs = 0, ce = 0, cn = 0, clow = 0, chigh = 0] = child.boundingVolume.region;
      const slack = 1e-12;
      expect(cw >= w - slack && cs >= s - slack && ce <= e + slack && cn <= n + slack && clow >= low && chigh <= high).toBe(true);
      expect(child.geometricError).toBeLessThanOrEqual(tile.geometricError);
      walk(child, own);
    }
  };
  walk((json as { root: Tile }).root, identity);
  return found;
}
function multiply(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: 16 }, (_v, at) => [0, 1, 2, 3].reduce((sum, k) => sum + (a[k * 4 + (at % 4)] ?? 0) * (b[(at >> 2) * 4 + k] ?? 0), 0));
}
const apply = (m: readonly number[], p: readonly number[]): number[] => [0, 1, 2].map((row) => (m[row] ?? 0) * (p[0] ?? 0) + (m[4 + row] ?? 0) * (p[1] ?? 0) + (m[8 + row] ?? 0) * (p[2] ?? 0) + (m[12 + row] ?? 0));
const distance = (a: readonly number[], b: readonly number[]): number => Math.hypot(...a.map((v, at) => v - (b[at] ?? 0)));

describe('buildings as tiles', () => {
  const buildings = [
    { rings: [square(0, 0, 10)], base: 99, top: 130, level: 16 },
    { rings: [square(700, -500, 40), [...square(700, -500, 12)].reverse()], base: 149, top: 260, level: 13 },
    { rings: [square(-300, 800, 15)], base: 99, top: 120, level: 14 },
    { rings: [square(60, 0, 8)], base: 99, top: 115, level: 16 },
  ];

  it('draws every building once, where it stands on the earth', async () => {
    const city = cityOf({ buildings, terrain: 100 });
    await city.open({ baseUrl: origin, cityName: 'test', overlay: false }, signal);
    const seen: number[] = [];
    for (const { uri, transform, region } of await tilesOf(city)) {
      const { glb } = await city.tile({ tile: uri }, signal);
      const parsed = readGlb(glb as ArrayBuffer);
      for (const id of new Set(parsed.ids)) {
        seen.push(id);
        const building = buildings[id];
        const ring = building?.rings.flat() ?? [];
        const mine = parsed.positions.filter((_p, at) => parsed.ids[at] === id).map((p) => apply(transform, p));
        for (const [east, north] of ring) {
          const [lon, lat] = placeAt(east, north);
          for (const elevation of [building?.base ?? 0, building?.top ?? 0]) {
            const target = toEarthFixed(lon, lat, elevation - 39);
            expect(Math.min(...mine.map((p) => distance(p, target)))).toBeLessThan(0.15);
          }
          expect(lon * Math.PI / 180).toBeGreaterThan(region[0] ?? 0);
          expect(lon * Math.PI / 180).toBeLessThan(region[2] ?? 0);
        }
      }
    }
    expect(seen.sort()).toEqual([0, 1, 2, 3]);
  });

  it('faces outwards and measures height from the visible ground', async () => {
    const city = cityOf({ buildings, terrain: 100 });
    await city.open({ baseUrl: origin, cityName: 'test', overlay: false }, signal);
    const uri = (await tilesOf(city)).find((tile) => tile.uri.startsWith('n/16'))?.uri ?? '';
    const { positions, indices, ids, heights, shapes } = readGlb((await city.tile({ tile: uri }, signal)).glb as ArrayBuffer);
    const mean = [0, 1, 2].map((axis) => { const own = positions.filter((_p, at) => ids[at] === 0); return own.reduce((sum, p) => sum + (p[axis] ?? 0), 0) / own.length; });
    for (let at = 0; at < indices.length; at += 3) {
      const corners = [0, 1, 2].map((k) => positions[indices[at + k] ?? 0] ?? []);
      if (ids[indices[at] ?? 0] !== 0) continue;
      const [a = [], b = [], c = []] = corners;
      const u = b.map((v, k) => v - (a[k] ?? 0)), w = c.map((v, k) => v - (a[k] ?? 0));
      const normal = [(u[1] ?? 0) * (w[2] ?? 0) - (u[2] ?? 0) * (w[1] ?? 0), (u[2] ?? 0) * (w[0] ?? 0) - (u[0] ?? 0) * (w[2] ?? 0), (u[0] ?? 0) * (w[1] ?? 0) - (u[1] ?? 0) * (w[0] ?? 0)];
      expect(normal.reduce((sum, n, k) => sum + n * ((a[k] ?? 0) - (mean[k] ?? 0)), 0)).toBeGreaterThan(0);
    }
    const own = heights.filter((_h, at) => ids[at] === 0);
    expect(own.map(([above]) => above)).toEqual([-1, -1, -1, -1, 30, 30, 30, 30]);
    expect(own.every(([, total]) => total === 30)).toBe(true);
    expect(shapes.every(([material]) => material === 0)).toBe(true);
  });

  it('cuts courtyards out of the roof', async () => {
    const city = cityOf({ buildings });
    await city.open({ baseUrl: origin, cityName: 'test', overlay: false }, signal);
    const uri = (await tilesOf(city)).find((tile) => tile.uri.startsWith('n/13'))?.uri ?? '';
    const { positions, indices, heights } = readGlb((await city.tile({ tile: uri }, signal)).glb as ArrayBuffer);
    let roof = 0;
    for (let at = 0; at < indices.length; at += 3) {
      const corners = [0, 1, 2].map((k) => indices[at + k] ?? 0);
      if (!corners.every((corner) => heights[corner]?.[0] === heights[corner]?.[1])) continue;
      const [a = [], b = [], c = []] = corners.map((corner) => positions[corner] ?? []);
      roof += (((b[0] ?? 0) - (a[0] ?? 0)) * ((c[1] ?? 0) - (a[1] ?? 0)) - ((b[1] ?? 0) - (a[1] ?? 0)) * ((c[0] ?? 0) - (a[0] ?? 0))) / 2;
    }
    expect(Math.abs(roof - (80 * 80 - 24 * 24))).toBeLessThan(40);
  });
});

describe('structures and street furniture as tiles', () => {
  it('carries their rows and keeps them near their place', async () => {
    const city = cityOf({
      terrain: 100,
      structures: [{ index: 0, id: 'bridge-1', kind: 'bridge', names: { zh: '桥' }, provenance: 'derived', path: [placeAt(-50, 0), placeAt(50, 0)], ground: [100, 100], spec: { type: 'girder', deckElevationM: 200 } }],
      things: [{ id: 'LAMP-1', kind: 'streetLamp', east: 20, north: 20, height: 9 }, { id: 'TREE-1', kind: 'tree', east: 30, north: 20 }, { id: 'CAR-1', kind: 'vehicle', east: 30, north: 20 }],
    });
    const { manifest } = await city.open({ baseUrl: origin, cityName: 'test', overlay: false }, signal);
    const tiles = await tilesOf(city);
    expect(tiles.map((tile) => tile.uri.split('/')[0]).sort()).toEqual(['structures', 'things']);
    const ids = new Set<number>();
    for (const { uri, transform } of tiles) {
      const parsed = readGlb((await city.tile({ tile: uri }, signal)).glb as ArrayBuffer);
      parsed.ids.forEach((id) => ids.add(id));
      const near = toEarthFixed(CENTRE.lon, CENTRE.lat, 120 - 39);
      for (const p of parsed.positions) expect(distance(apply(transform, p), near)).toBeLessThan(120);
    }
    expect([...ids].sort()).toEqual([0, 1, 2]);
    expect(manifest.featureCount).toBe(4);
  });
});

describe('moving parts', () => {
  async function vertices(kind: string) {
    const city = cityOf({ terrain: 100, things: [{ id: 'T-1', kind, east: 20, north: 30, height: 0, heading: 90 }] });
    await city.open({ baseUrl: origin, cityName: 'test', overlay: false }, signal);
    const [tile] = await tilesOf(city);
    const { positions, pivots, shapes } = readGlb((await city.tile({ tile: tile?.uri ?? '' }, signal)).glb as ArrayBuffer);
    return positions.map((position, k) => ({ position, pivot: pivots[k] ?? [], part: shapes[k]?.[3] ?? 0, heading: shapes[k]?.[1] ?? 0 }));
  }

  it('turn about one upright axis in the middle of the blades', async () => {
    const blades = (await vertices('septicTank')).filter(({ part }) => part === PART_INDEX.fan);
    expect(blades.length).toBeGreaterThan(20);
    const [axis] = blades.map(({ pivot }) => pivot);
    for (const { pivot } of blades) expect(pivot).toEqual(axis);
    const reach = Math.max(...blades.map(({ position, pivot }) => Math.hypot((position[0] ?? 0) - (pivot[0] ?? 0), (position[1] ?? 0) - (pivot[1] ?? 0))));
    expect(reach).toBeGreaterThan(0.7);
    expect(reach).toBeLessThan(0.9);
  });

  it('hinge a cover at its rim, across the heading', async () => {
    const cover = (await vertices('manhole')).filter(({ part }) => part === PART_INDEX.cover);
    expect(cover.length).toBeGreaterThan(30);
    for (const { position, pivot, heading } of cover) {
      expect(heading).toBe(64);
      // heading east: all of the cover lies east of its hinge, none of it lower than a cover is thick
      expect((position[0] ?? 0) - (pivot[0] ?? 0)).toBeGreaterThan(-0.05);
      expect(Math.abs((position[2] ?? 0) - (pivot[2] ?? 0))).toBeLessThan(0.08);
    }
  });

  it('light the ground around a lamp in a primitive of their own', async () => {
    const city = cityOf({ terrain: 100, things: [{ id: 'LP-1', kind: 'streetLamp', east: 20, north: 30, height: 9, heading: 90 }, { id: 'TR-1', kind: 'tree', east: 0, north: 0 }] });
    await city.open({ baseUrl: origin, cityName: 'test', overlay: false }, signal);
    const [tile] = await tilesOf(city);
    const { document, positions, shapes, heights, ids, indices } = readGlb((await city.tile({ tile: tile?.uri ?? '' }, signal)).glb as ArrayBuffer);
    const pool = positions.map((position, k) => ({ position, part: shapes[k]?.[3], share: heights[k]?.[0] ?? 0, id: ids[k], k })).filter(({ part }) => part === PART_INDEX.light);
    expect(new Set(pool.map(({ id }) => id))).toEqual(new Set([0]));
    // brightest in the middle, nothing at the rim; none of it among the solid triangles
    const reachOf = ([x = 0, y = 0]: readonly number[]): number => { const [mx = 0, my = 0] = pool.find(({ share }) => share === 1)?.position ?? []; return Math.hypot(x - mx, y - my); };
    for (const { position, share } of pool) expect(reachOf(position)).toBeCloseTo(9 * 1.35 * (1 - share), 1);
    expect(new Set(pool.map(({ share }) => share))).toEqual(new Set([1, 0.5, 0]));
    expect(indices.some((index) => pool.some(({ k }) => k === index))).toBe(false);
    expect(document.meshes[0]?.primitives.length).toBe(2);
    const ground = Math.min(...positions.filter((_p, k) => ids[k] === 0 && shapes[k]?.[3] === 0).map(([, , z = 0]) => z));
    for (const { position } of pool) expect((position[2] ?? 0) - ground).toBeGreaterThan(0.5);
  });

  it('leave everything else where it is: what is still is its own pivot, for no byte more', async () => {
    for (const { position, pivot, part } of await vertices('camera')) {
      expect(part).toBe(PART_INDEX.still);
      position.forEach((value, axis) => expect(pivot[axis]).toBeCloseTo(value, 3));
    }
    const city = cityOf({ buildings: [{ rings: [square(0, 0, 10)], base: 99, top: 130 }] });
    await city.open({ baseUrl: origin, cityName: 'test', overlay: false }, signal);
    const [tile] = await tilesOf(city);
    const { document, positions, pivots } = readGlb((await city.tile({ tile: tile?.uri ?? '' }, signal)).glb as ArrayBuffer);
    expect(pivots).toEqual(positions);
    expect(document.bufferViews[0]?.byteStride).toBe(24);
  });
});

describe('opening', () => {
  it('names the address and the reason', async () => {
    const { files } = syntheticPack({});
    const broken = new Map(files).set('city.json', new TextEncoder().encode('{"format":7}').buffer as ArrayBuffer);
    const city = createCityHandlers({
      readFile: (url) => { const file = broken.get(url.slice(origin.length)); return file ? Promise.resolve(file) : Promise.reject(new Error('the server answered 404')); },
      now: () => 0, createCanvas: () => { throw new Error('no canvas'); }, buildStructure: () => { throw new Error('none'); },
    });
    await expect(city.open({ baseUrl: origin, cityName: 'x', overlay: false }, signal)).rejects.toThrow(/test:\/\/city\/city\.json is not a city pack: format: is 7/);
    broken.set('city.json', files.get('city.json') as ArrayBuffer);
    broken.delete('things.json');
    await expect(city.open({ baseUrl: origin, cityName: 'x', overlay: false }, signal)).rejects.toThrow('test://city/things.json cannot be read: the server answered 404');
  });

  it('gives overlays their own indices and ids', async () => {
    const base = syntheticPack({ things: [{ id: 'CAM-1', kind: 'camera', east: 0, north: 0 }], buildings: [{ rings: [square(0, 0, 5)], base: 0, top: 9 }] });
    const over = syntheticPack({ name: 'extra', things: [{ id: 'CAM-1', kind: 'camera', east: 5, north: 0 }], buildings: [{ rings: [square(30, 0, 5)], base: 0, top: 12 }] });
    const city = createCityHandlers({
      readFile: (url, abort) => (url.startsWith('test://base/') ? base : over).readFile(url, abort), now: () => 0,
      createCanvas: () => { throw new Error('no canvas'); }, buildStructure: () => { throw new Error('none'); },
    });
    const [first, second] = await Promise.all([
      city.open({ baseUrl: 'test://base/', cityName: 'base', overlay: false }, signal), city.open({ baseUrl: 'test://over/', cityName: 'over', overlay: true }, signal),
    ]);
    expect([first.indexOffset, second.indexOffset]).toEqual([0, 2]);
    expect(second.catalogue.ids).toEqual(['extra:CAM-1']);
    expect(Array.from(second.catalogue.index)).toEqual([3]);
    expect((await city.objectById({ id: 'b2' }, signal))?.elevation).toBe(12);
    expect((await city.objectById({ id: 'extra:CAM-1' }, signal))?.index).toBe(3);
    expect(await city.objectById({ id: 'b1' }, signal)).toBeNull();
  });
});
