import { describe, expect, it } from 'vitest';
import tilesFile from '../../public/community/yuzhong.json';
import { readCommunityTiles } from './readCommunityTiles';

const read = (data: unknown, status = 200) => readCommunityTiles('http://city/community/x.json', 'community/x.json', () => Promise.resolve(typeof data === 'string' ? new Response(data, { status }) : Response.json(data, { status })));
/** The city's own file with one thing changed. */
const changed = (change: (tiles: typeof tilesFile.tiles) => unknown): unknown => ({ ...tilesFile, tiles: change(structuredClone(tilesFile.tiles)) });

describe('the tiles of the community cockpit', () => {
  it('are nine, five of them named as reported', async () => {
    const tiles = await read(tilesFile);
    expect(tiles.map(({ zh }) => zh).slice(0, 5)).toEqual(['社区概况', '愉快管理', '预见邻里', '平安韧性', '山水宜居']);
    expect(tiles).toHaveLength(9);
  });
  it('are refused with file, place and reason', async () => {
    await expect(read(changed((tiles) => tiles.slice(1)))).rejects.toThrow('community/x.json, tiles: 9 tiles are needed, 8 are given');
    await expect(read(changed((tiles) => tiles.with(8, tiles[0]!)))).rejects.toThrow('community/x.json, tiles: two tiles have the same id');
    await expect(read(changed((tiles) => { Object.assign(tiles[3]!.figures[0]!.count, { kinds: ['dragon'] }); return tiles; }))).rejects.toThrow(/^community\/x\.json, tiles\.3\.figures\.0\.count\.kinds\.0: .*dragon/);
    await expect(read(changed((tiles) => { Object.assign(tiles[1]!.figures[0]!.count, { overdu: true }); return tiles; }))).rejects.toThrow(/^community\/x\.json, tiles\.1\.figures\.0\.count\.overdu: /);
    await expect(read('{', 200)).rejects.toThrow(/^community\/x\.json: .*JSON/);
    await expect(read('', 404)).rejects.toThrow('community/x.json: the file is missing');
  });
});
