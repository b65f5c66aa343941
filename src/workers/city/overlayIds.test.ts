import { describe, expect, it } from 'vitest';
import { createCityHandlers, type CityHandlers } from './CityHandlers';
import { placeAt, syntheticPack } from './fixtures/syntheticPack';
import { toEarthFixed } from './wgs84';

const signal = new AbortController().signal;
const reach = (index: number) => ({ index, id: 'RR-1', names: { zh: '嘉陵江', en: 'Jialing' }, rings: [[106.5, 29.5, 106.6, 29.5, 106.6, 29.6, 106.5, 29.5]], elevation: 90, gaugeId: 'WL-1' });

/** A city with one mast and what hangs on it; `north` is where it stands. */
function mastCity(name: string, north: number): ReturnType<typeof syntheticPack> {
  return syntheticPack({
    name, terrain: 100,
    structures: [{ index: 0, id: 'MAST-1', kind: 'bridge', names: { zh: `${name}桥`, en: `${name} mast` }, provenance: 'derived', path: [placeAt(-20, north), placeAt(20, north)], ground: [100, 100], spec: { type: 'cable-stayed', deckElevationM: 130 } }],
    things: [{ id: 'CAM-1', kind: 'camera', east: 0, north, height: 6, zh: `${name}摄像头`, host: 'MAST-1' }, { id: 'WL-1', kind: 'waterLevelGauge', east: 200, north, zh: `${name}水位`, host: 'RR-1' }],
    ground: [{ class: 'water', type: 'P', points: [[-300, north], [300, north], [0, north + 100]], id: 'RR-1' }],
    waters: [reach(3)],
    names: [{ index: 1, id: 'CAM-1', kind: 'camera', zh: `${name}摄像头`, en: '', initials: '' }],
  });
}

async function openBoth() {
  const packs = { base: mastCity('base', 0), extra: mastCity('extra', 800) };
  const city: CityHandlers = createCityHandlers({
    readFile: (url) => packs[url.startsWith('test://base/') ? 'base' : 'extra'].readFile(url), now: () => 0,
    createCanvas: () => { throw new Error('none'); },
    // A mast on its own: 20 m wide, 30 m above the ground.
    buildStructure: ({ path }) => ({ origin: path[0] ?? [0, 0], parts: [{ member: 'deck-1', role: 'deck', positions: Float32Array.of(0, -10, 130, 40, -10, 130, 20, 10, 130), indices: Uint32Array.of(0, 1, 2) }], anchors: [], facts: {} }),
  });
  const base = await city.open({ baseUrl: 'test://base/', cityName: 'base', overlay: false }, signal);
  const extra = await city.open({ baseUrl: 'test://extra/', cityName: 'extra', overlay: true }, signal);
  return { city, base, extra };
}

describe('two packs that use the same ids', () => {
  it('keep their features apart, hosts and gauges included', async () => {
    const { base, extra } = await openBoth();
    expect(base.catalogue.ids).toEqual(['MAST-1', 'CAM-1', 'WL-1', 'RR-1']);
    expect(base.catalogue.hosts).toEqual([null, 'MAST-1', 'RR-1', null]);
    expect(extra.catalogue.ids).toEqual(['extra:MAST-1', 'extra:CAM-1', 'extra:WL-1', 'extra:RR-1']);
    expect(extra.catalogue.hosts).toEqual([null, 'extra:MAST-1', 'extra:RR-1', null]);
    expect(base.manifest.waters).toMatchObject([{ id: 'RR-1', gaugeId: 'WL-1' }]);
    expect(extra.manifest.waters).toMatchObject([{ id: 'extra:RR-1', gaugeId: 'extra:WL-1' }]);
  });

  it('answer by id with the object and the host of that pack', async () => {
    const { city, extra } = await openBoth();
    expect(await city.objectById({ id: 'CAM-1' }, signal)).toMatchObject({ nameZh: 'base摄像头', hostId: 'MAST-1', index: 1 });
    expect(await city.objectById({ id: 'extra:CAM-1' }, signal)).toMatchObject({ nameZh: 'extra摄像头', hostId: 'extra:MAST-1', index: extra.indexOffset + 1 });
    expect((await city.structure({ id: 'extra:MAST-1' }, signal))?.names.en).toBe('extra mast');
  });

  it('are both found, each with its own host', async () => {
    const { city } = await openBoth();
    expect(await city.search({ query: 'extra摄像头', limit: 5 }, signal)).toMatchObject([{ id: 'extra:CAM-1', hostId: 'extra:MAST-1' }]);
    expect(await city.search({ query: 'base摄像头', limit: 5 }, signal)).toMatchObject([{ id: 'CAM-1', hostId: 'MAST-1' }]);
  });

  it('are picked where they stand', async () => {
    const { city } = await openBoth();
    const pickAt = (east: number, north: number) => {
      const [lon, lat] = placeAt(east, north);
      const high = toEarthFixed(lon, lat, 160), low = toEarthFixed(lon, lat, 60);
      const length = Math.hypot(low[0] - high[0], low[1] - high[1], low[2] - high[2]);
      return city.pick({ origin: high, direction: [(low[0] - high[0]) / length, (low[1] - high[1]) / length, (low[2] - high[2]) / length], pixelAngle: 0.001 }, signal);
    };
    const found: (string | undefined)[] = [];
    for (const [east, north] of [[200, 0], [200, 800], [0, 0], [0, 800]] as const) found.push((await pickAt(east, north))?.id);
    expect(found).toEqual(['WL-1', 'extra:WL-1', 'MAST-1', 'extra:MAST-1']);
  });
});
