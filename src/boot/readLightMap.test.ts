import { describe, expect, it } from 'vitest';
import { GROUND_CLASSES } from '../../tiles/format';
import { fromDeltas } from '../../tiles/encode/encodeGround';
import { createLightProjection, isInside, metresToLine } from '../panels/mobile/lightProjection';
import { describePlace, roadsAlong } from '../panels/mobile/usePlaceWords';
import { readLightMap } from './readLightMap';

const micro = (flat: readonly number[]): number[] => {
  let lon = 0, lat = 0;
  return flat.map((value, at) => { const now = Math.round(value * 1e6); const delta = now - (at % 2 === 0 ? lon : lat); if (at % 2 === 0) lon = now; else lat = now; return delta; });
};
const square = [106.56, 29.55, 106.58, 29.55, 106.58, 29.57, 106.56, 29.57, 106.56, 29.55];
const rows = [
  ['district', 'P', square, 'ST-01', '解放碑街道', 'Jiefangbei'], ['mainRoad', 'L', [106.56, 29.56, 106.575, 29.56], 'RD-1', '民权路', 'Minquan Road'], ['mainRoad', 'L', [106.575, 29.56, 106.575, 29.57], 'RD-2', '民生路', 'Minsheng Road'],
  ['minorRoad', 'L', [106.561, 29.551, 106.562, 29.552], 'RD-3', '小巷', 'Lane'], ['water', 'P', [106.58, 29.55, 106.6, 29.55, 106.6, 29.57], 'WA-1', '长江', 'Yangtze'], ['metro', 'L', [106.56, 29.55, 106.58, 29.57], 'ML-1', '1号线', 'Line 1'],
] as const;
const files: Record<string, unknown> = {
  'city.json': { bounds: [106, 29, 107, 30] },
  'ground.json': { index: rows.map((_, at) => 1020 + at), class: rows.map(([name]) => GROUND_CLASSES.indexOf(name)), type: rows.map((row) => row[1]), parts: rows.map((row) => [micro(row[2])]), ids: rows.map((row) => row[3]), colour: [], width: [] },
  'structures.json': [{ id: 'LM-1', names: { zh: '解放碑', en: 'Monument' }, path: [[106.5745, 29.5601]] }, { id: 'FB-1', names: { en: 'nameless here' }, path: [[106.57, 29.56]] }],
  'attributes/0.json': { first: 0, features: Array.from({ length: 1024 }, (_, at) => (at >= 1020 ? { nameZh: rows[at - 1020]![4], nameEn: rows[at - 1020]![5] } : {})) },
};
const serve = (own: Record<string, unknown>): typeof fetch => (input) => {
  const name = String(input).replace('https://city/pack/', '');
  return Promise.resolve(Object.hasOwn(own, name) ? new Response(JSON.stringify(own[name])) : new Response('', { status: 404 }));
};
const zh = (chinese: string): string => chinese;

describe('the light map', () => {
  it('holds what a pack says about streets, roads, water and landmarks, within the subdistricts', async () => {
    const map = await readLightMap('https://city/pack/', serve(files));
    expect(map?.streets.map(({ id, zh: name }) => [id, name])).toEqual([['ST-01', '解放碑街道']]);
    expect(map?.roads.map(({ zh: name, main }) => [name, main])).toEqual([['民权路', true], ['民生路', true], ['小巷', false]]);
    expect(map?.water.length).toBe(1);
    expect(map?.landmarks.map((item) => item.zh)).toEqual(['解放碑']);
    expect(map?.bounds.map((value) => Math.round(value * 1e4) / 1e4)).toEqual([106.56, 29.55, 106.58, 29.57]);
    expect(fromDeltas(micro(square)).slice(0, 2)).toEqual([106.56, 29.55]);
  });
  it('is absent when the pack cannot be read, and nameless when only its names cannot', async () => {
    expect(await readLightMap('https://city/pack/', serve({}))).toBeNull();
    const rest = Object.entries(files).filter(([name]) => name !== 'attributes/0.json');
    expect((await readLightMap('https://city/pack/', serve(Object.fromEntries(rest))))?.roads[0]).toMatchObject({ zh: '', main: true });
  });
  it('says a place and a way in words', async () => {
    const map = await readLightMap('https://city/pack/', serve(files));
    if (!map) throw new Error('no map');
    expect(describePlace(map, 106.5746, 29.5602, zh)).toBe('解放碑街道 · 民权路 · 解放碑');
    expect(describePlace(map, 106.7, 29.7, zh)).toBe('');
    expect(roadsAlong(map, [106.561, 29.56, 106.57, 29.56, 106.575, 29.565, 106.575, 29.569, 106.579, 29.569], zh)).toEqual(['民权路', '民生路']);
  });
});

describe('the plane', () => {
  const plane = createLightProjection([106.56, 29.55, 106.58, 29.57]);
  it('goes to metres and back', () => {
    const { x, y } = plane.toPoint(106.575, 29.562);
    expect(plane.toPlace({ x, y }).lon).toBeCloseTo(106.575, 9);
    expect(plane.toPlace({ x, y }).lat).toBeCloseTo(29.562, 9);
    expect(Math.hypot(plane.toPoint(106.57, 29.561).x - plane.toPoint(106.57, 29.56).x, plane.toPoint(106.57, 29.561).y - plane.toPoint(106.57, 29.56).y)).toBeCloseTo(111.3, 1);
  });
  it('measures to the line, not to its corners', () => { expect(metresToLine(plane, 106.57, 29.561, [106.56, 29.56, 106.58, 29.56])).toBeCloseTo(111.3, 1); });
  it('knows inside from outside', () => { expect([isInside(106.57, 29.56, square), isInside(106.59, 29.56, square)]).toEqual([true, false]); });
});
