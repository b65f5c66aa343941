import { describe, expect, it } from 'vitest';
import { createCityHandlers, type CityHandlers } from './CityHandlers';
import { CENTRE, placeAt, square, syntheticPack } from './fixtures/syntheticPack';

const signal = new AbortController().signal;

async function cityOf(): Promise<{ city: CityHandlers; files: Map<string, ArrayBuffer> }> {
  const made = syntheticPack({
    terrain: 100,
    buildings: [{ rings: [square(0, 0, 10)], base: 99, top: 180 }, { rings: [square(50, 0, 10), [...square(50, 0, 4)].reverse()], base: 99, top: 130 }],
    structures: [{ index: 2, id: 'BR-1', kind: 'bridge', names: { zh: '千厮门大桥', en: 'Qiansimen Bridge' }, provenance: 'derived', path: [placeAt(-300, 0), placeAt(300, 0)], ground: [100, 100], spec: { type: 'cable-stayed', deckElevationM: 230 } }],
    things: [{ id: 'CAM-1', kind: 'camera', east: 5, north: 5, height: 6, zh: '摄像头' }],
    ground: [{ class: 'green', type: 'P', points: square(300, 0, 20), id: 'PARK-1' }],
    attributes: [{ 'name': '大厦', 'name:en': 'Tower', '層数': 42, '$provenance': 'imported', '$source': 'survey 2024' }, {}, { note: 'steel' }],
  });
  const files = new Map(made.files);
  const city = createCityHandlers({
    readFile: (url) => { const file = files.get(url.slice('test://city/'.length)); return file ? Promise.resolve(file) : Promise.reject(new Error('the server answered 404')); },
    now: () => 0, createCanvas: () => { throw new Error('none'); }, buildStructure: () => { throw new Error('none'); },
  });
  await city.open({ baseUrl: 'test://city/', cityName: 'test', overlay: false }, signal);
  return { city, files };
}

describe('single objects', () => {
  it('knows a building by index and by id, with its name and roof', async () => {
    const { city } = await cityOf();
    const tower = await city.objectByIndex({ index: 0 }, signal);
    expect(tower).toMatchObject({ id: 'b0', kind: 'building', nameZh: '大厦', nameEn: 'Tower', elevation: 180, hostId: null });
    expect(tower?.lon).toBeCloseTo(CENTRE.lon, 6);
    expect(tower?.lat).toBeCloseTo(CENTRE.lat, 6);
    expect(await city.objectById({ id: 'b0' }, signal)).toEqual(tower);
    expect(await city.objectByIndex({ index: 99 }, signal)).toBeNull();
    expect(await city.objectById({ id: 'nobody' }, signal)).toBeNull();
  });

  it('places structures, things and areas', async () => {
    const { city } = await cityOf();
    expect(await city.objectById({ id: 'BR-1' }, signal)).toMatchObject({ kind: 'bridge', elevation: 230, index: 2 });
    expect(await city.objectById({ id: 'CAM-1' }, signal)).toMatchObject({ kind: 'camera', elevation: 106, index: 3 });
    expect(await city.objectById({ id: 'PARK-1' }, signal)).toMatchObject({ kind: 'green', elevation: 100, index: 4 });
  });

  it('keeps every attribute and says where they come from', async () => {
    const { city } = await cityOf();
    const facts = await city.facts({ id: 'b0' }, signal);
    expect(facts).toMatchObject({ provenance: 'imported', source: 'survey 2024' });
    expect(facts?.attributes['層数']).toBe(42);
    expect(await city.facts({ id: 'BR-1' }, signal)).toMatchObject({ provenance: 'derived', source: 'Test' });
    expect(await city.facts({ id: 'nobody' }, signal)).toBeNull();
    const { city: bare, files: bareFiles } = await cityOf();
    bareFiles.delete('attributes/0.json');
    await expect(bare.facts({ id: 'b0' }, signal)).rejects.toThrow('test://city/attributes/0.json cannot be read');
    // The building itself still opens: its place does not depend on its attributes.
    expect(await bare.objectById({ id: 'b0' }, signal)).toMatchObject({ id: 'b0', elevation: 180 });
  });

  it('outlines buildings with their courts, and areas on the ground', async () => {
    const { city } = await cityOf();
    const court = await city.outline({ id: 'b1' }, signal);
    expect(court).toMatchObject({ base: 99, top: 130 });
    expect(court?.rings.map((ring) => ring.length)).toEqual([10, 10]);
    expect(court?.rings[0]?.slice(0, 2)).toEqual(court?.rings[0]?.slice(-2));
    expect(await city.outline({ id: 'PARK-1' }, signal)).toMatchObject({ base: 100, top: 100 });
    expect(await city.outline({ id: 'CAM-1' }, signal)).toBeNull();
  });

  it('hands out structure parameters and terrain', async () => {
    const { city } = await cityOf();
    expect((await city.structure({ id: 'BR-1' }, signal))?.spec.type).toBe('cable-stayed');
    expect(await city.structure({ id: 'b0' }, signal)).toBeNull();
    const { heights } = await city.terrain({ west: CENTRE.lon, south: CENTRE.lat, east: CENTRE.lon + 0.5, north: CENTRE.lat + 0.5, size: 3 }, signal);
    expect(heights[6]).toBeCloseTo(61, 3);
    expect(heights[2]).toBeCloseTo(-39, 3);
    expect(await city.elevationAt({ lon: CENTRE.lon, lat: CENTRE.lat }, signal)).toEqual({ elevation: 100 });
  });
});
