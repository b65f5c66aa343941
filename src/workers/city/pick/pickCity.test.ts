import { describe, expect, it } from 'vitest';
import type { PickHit, PickRay } from '../../protocol';
import { createCityHandlers, type CityHandlers } from '../CityHandlers';
import { CENTRE, placeAt, square, syntheticPack, type SyntheticPack } from '../fixtures/syntheticPack';
import { toEarthFixed } from '../wgs84';

const signal = new AbortController().signal;
const UNDULATION = -39, GROUND = 100;

async function cityOf(options: SyntheticPack): Promise<CityHandlers> {
  const { readFile } = syntheticPack({ terrain: GROUND, ...options });
  const box = (east: number, top: number): { positions: Float32Array; indices: Uint32Array } => ({
    positions: Float32Array.from([east - 3, -3, 90, east + 3, -3, 90, east + 3, 3, 90, east - 3, 3, 90, east - 3, -3, top, east + 3, -3, top, east + 3, 3, top, east - 3, 3, top]),
    indices: Uint32Array.from([0, 1, 5, 0, 5, 4, 1, 2, 6, 1, 6, 5, 2, 3, 7, 2, 7, 6, 3, 0, 4, 3, 4, 7, 4, 5, 6, 4, 6, 7]),
  });
  const city = createCityHandlers({
    readFile, now: () => 0, createCanvas: () => { throw new Error('no canvas in this test'); },
    buildStructure: () => ({ origin: [CENTRE.lon, CENTRE.lat], parts: [{ member: 'pylon-1', role: 'pylon', ...box(-200, 250) }, { member: 'pylon-2', role: 'pylon', ...box(200, 250) }], anchors: [], facts: {} }),
  });
  await city.open({ baseUrl: 'test://city/', cityName: 'test', overlay: false }, signal);
  return city;
}

/** From and to in metres east and north of the centre and orthometric metres. */
function ray(from: readonly [number, number, number], to: readonly [number, number, number]): PickRay {
  const a = toEarthFixed(...placeAt(from[0], from[1]), from[2] + UNDULATION), b = toEarthFixed(...placeAt(to[0], to[1]), to[2] + UNDULATION);
  return { origin: a, direction: [b[0] - a[0], b[1] - a[1], b[2] - a[2]], pixelAngle: 0.001 };
}
const pick = async (city: CityHandlers, from: readonly [number, number, number], to: readonly [number, number, number]): Promise<PickHit | null> => city.pick(ray(from, to), signal);

describe('buildings', () => {
  const tower = { rings: [square(0, 0, 10)], base: 99, top: 180 };
  const behind = { rings: [square(0, 60, 10)], base: 99, top: 120 };
  const court = { rings: [square(300, 0, 40), [...square(300, 0, 20)].reverse()], base: 99, top: 130 };

  it('takes the one in front', async () => {
    const city = await cityOf({ buildings: [tower, behind, court] });
    const hit = await pick(city, [0, -400, 160], [0, 60, 110]);
    expect(hit).toMatchObject({ index: 0, id: 'b0', kind: 'building' });
    expect(hit?.distance).toBeCloseTo(390 * Math.hypot(460, 50) / 460, 0);
    expect((await pick(city, [0, 500, 160], [0, -20, 105]))?.id).toBe('b1');
  });

  it('sees over, past and through', async () => {
    const city = await cityOf({ buildings: [tower, behind, court] });
    expect((await pick(city, [0, -400, 800], [0, 60, 120]))?.id).toBe('b1');
    expect(await pick(city, [30, -400, 160], [30, 400, 101])).toBeNull();
    // Straight down into the courtyard meets the ground, onto the roof beside it the building.
    expect(await pick(city, [300, 0, 900], [300, 0.1, 100])).toBeNull();
    const roof = await pick(city, [330, 0, 900], [330, 0.1, 100]);
    expect(roof).toMatchObject({ id: 'b2' });
    expect(roof?.elevation).toBeCloseTo(130, 0);
    // From inside the courtyard the inner wall is hit.
    expect((await pick(city, [300, 0, 110], [400, 0, 110]))?.distance).toBeCloseTo(20, 0);
  });

  it('still finds a building 10 km away, where the earth has dropped 8 m', async () => {
    const city = await cityOf({ buildings: [tower, behind, court] });
    const hit = await pick(city, [-8000, -6000, 1500], [0, 0, 170]);
    expect(hit).toMatchObject({ id: 'b0' });
    expect(hit?.elevation).toBeGreaterThan(165);
    expect(hit?.elevation).toBeLessThan(180);
  });
});

describe('other solids', () => {
  it('names the member of a structure', async () => {
    const city = await cityOf({ structures: [{ index: 0, id: 'bridge-1', kind: 'bridge', names: { en: 'Bridge' }, provenance: 'derived', path: [placeAt(-300, 0), placeAt(300, 0)], ground: [100, 100], spec: { type: 'suspension' } }] });
    expect(await pick(city, [200, -500, 220], [200, 0, 200])).toMatchObject({ id: 'bridge-1', kind: 'bridge', member: 'pylon-2' });
    expect(await pick(city, [0, -500, 220], [0, 0, 200])).toBeNull();
  });

  it('makes thin furniture as wide as a few pixels, near only', async () => {
    const city = await cityOf({ things: [{ id: 'LAMP-1', kind: 'streetLamp', east: 0, north: 0, height: 9 }] });
    expect(await pick(city, [0.9, -200, 150], [0.9, 0, 105])).toMatchObject({ id: 'LAMP-1', kind: 'streetLamp' });
    expect(await pick(city, [4, -200, 150], [4, 0, 105])).toBeNull();
    expect(await pick(city, [0, -2000, 800], [0, 0, 105])).toBeNull();
  });

  it('hides what stands behind the ground', async () => {
    const city = await cityOf({ buildings: [{ rings: [square(0, 0, 10)], base: 20, top: 90 }] });
    expect(await pick(city, [0, -400, 160], [0, 0, 50])).toBeNull();
  });
});

describe('water and ground', () => {
  const ring = (half: number): number[] => [...square(0, 0, half), [-half, -half] as const].flatMap(([e, n]) => [...placeAt(e, n)]);
  const ground = [
    { class: 'mainRoad', type: 'L', points: [[500, -500], [500, 500]], width: 16, id: 'ROAD-1' },
    { class: 'metro', type: 'L', points: [[520, -500], [520, 500]], id: 'LINE-2' },
    { class: 'green', type: 'P', points: square(800, 0, 60) },
    { class: 'district', type: 'P', points: square(0, 0, 3000), id: 'D' },
  ] as const;

  it('finds the reach at its level, unless something stands before it', async () => {
    const city = await cityOf({ waters: [{ index: 1, id: 'REACH-1', names: { zh: '长江' }, rings: [ring(100)], elevation: 101 }], buildings: [{ rings: [square(0, -150, 10)], base: 99, top: 140 }] });
    expect(await pick(city, [0, 400, 400], [0, 0, 101])).toMatchObject({ id: 'REACH-1', kind: 'water' });
    expect(await pick(city, [0, -500, 200], [0, -90, 101])).toMatchObject({ id: 'b0' });
    expect(await pick(city, [200, 400, 400], [200, 0, 101])).toBeNull();
  });

  it('takes lines before areas and never the background', async () => {
    const city = await cityOf({ ground });
    expect(await pick(city, [506, -300, 300], [506, 0, 100])).toMatchObject({ id: 'ROAD-1', kind: 'road' });
    expect(await pick(city, [519.5, -300, 300], [519.5, 0, 100])).toMatchObject({ id: 'LINE-2', kind: 'metroLine' });
    expect(await pick(city, [800, -300, 300], [800, 0, 100])).toMatchObject({ id: 'g2', kind: 'green' });
    expect(await pick(city, [900, -300, 300], [900, 0, 100])).toBeNull();
  });
});
