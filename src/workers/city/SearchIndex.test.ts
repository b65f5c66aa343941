import { describe, expect, it } from 'vitest';
import type { SearchHit } from '../../domain/objectSummary';
import { createCityHandlers } from './CityHandlers';
import { square, syntheticPack } from './fixtures/syntheticPack';

const signal = new AbortController().signal;

async function searchOf(): Promise<(query: string, limit?: number) => Promise<readonly SearchHit[]>> {
  const { readFile } = syntheticPack({
    buildings: [{ rings: [square(0, 0, 10)], base: 0, top: 60 }, { rings: [square(50, 0, 10)], base: 0, top: 30 }, { rings: [square(90, 0, 10)], base: 0, top: 40 }],
    things: [{ id: 'CAM-00012', kind: 'camera', east: 0, north: 0, zh: '解放碑步行街摄像头', en: 'Jiefangbei Street camera' }, { id: 'CAM-00120', kind: 'camera', east: 0, north: 9 }],
    ground: [{ class: 'metro', type: 'L', points: [[0, 0], [9, 9]], id: 'ML-2' }, { class: 'mainRoad', type: 'L', points: [[0, 0], [9, 9]], id: 'RD-1' }],
    names: [
      { index: 0, id: 'b0', kind: 'landmark', zh: '解放碑', en: "People's Liberation Monument (Jiefangbei)", initials: 'jfb' },
      { index: 1, id: 'b1', kind: 'building', zh: '新解放碑大厦', en: 'New Jiefangbei Tower', initials: 'xjfbds' },
      { index: 3, id: 'CAM-00012', kind: 'camera', zh: '解放碑步行街摄像头', en: 'Jiefangbei Street camera', initials: 'jfbbxjsxt' },
      { index: 6, id: 'RD-1', kind: 'road', zh: '解放碑东路', en: 'Jiefangbei East Road', initials: 'jfbdl' },
      { index: 5, id: 'ML-2', kind: 'metroLine', zh: '轨道交通2号线', en: 'Metro Line 2', initials: 'gdjt2hx' },
    ],
  });
  const city = createCityHandlers({ readFile, now: () => 0, createCanvas: () => { throw new Error('none'); }, buildStructure: () => { throw new Error('none'); } });
  await city.open({ baseUrl: 'test://city/', cityName: 'test', overlay: false }, signal);
  return async (query, limit = 10) => city.search({ query, limit }, signal);
}

describe('search', () => {
  it('ranks exact before prefix before inside, places before things', async () => {
    const search = await searchOf();
    expect((await search('解放碑')).map((hit) => hit.id)).toEqual(['b0', 'RD-1', 'CAM-00012', 'b1']);
    expect((await search('解放碑'))[0]).toMatchObject({ matched: 'name', kind: 'landmark', nameZh: '解放碑' });
  });

  it('reads pinyin initials, English words and full-width letters', async () => {
    const search = await searchOf();
    expect((await search('jfb')).map((hit) => [hit.id, hit.matched])).toEqual([['b0', 'initials'], ['RD-1', 'initials'], ['CAM-00012', 'initials']]);
    expect((await search('Jiefang')).map((hit) => hit.id)).toEqual(['RD-1', 'CAM-00012', 'b1', 'b0']);
    expect((await search('ＴＯＷＥＲ')).map((hit) => [hit.id, hit.matched])).toEqual([['b1', 'english']]);
    expect((await search('tower new')).map((hit) => hit.id)).toEqual(['b1']);
  });

  it('finds codes and arithmetic building ids', async () => {
    const search = await searchOf();
    expect((await search('cam-00012'))[0]).toMatchObject({ id: 'CAM-00012', matched: 'code', kind: 'camera' });
    expect((await search('CAM-001')).map((hit) => hit.id)).toEqual(['CAM-00120']);
    expect((await search('00012'))[0]?.id).toBe('CAM-00012');
    expect((await search('b2'))[0]).toMatchObject({ id: 'b2', kind: 'building', elevation: 40 });
    expect(await search('b99')).toEqual([]);
  });

  it('keeps to its limit and is quiet about nothing', async () => {
    const search = await searchOf();
    expect(await search('解', 2)).toHaveLength(2);
    expect(await search('   ')).toEqual([]);
    expect(await search('不存在')).toEqual([]);
  });
});
