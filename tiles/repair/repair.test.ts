import { describe, expect, test } from 'vitest';
import { BuildLog } from '../BuildLog';
import { ringArea } from './ringGeometry';
import { toPieces } from './toPieces';

function repair(geometry: unknown) {
  const log = new BuildLog();
  const pieces = toPieces(geometry, { log, projection: null });
  return { pieces, repaired: Object.fromEntries(log.repaired) };
}
const polygon = (...rings: number[][][]) => ({ type: 'Polygon', coordinates: rings });
const outer = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]];

describe('a polygon', () => {
  test('clean stays as it is', () => {
    const { pieces, repaired } = repair(polygon(outer, [[2, 2], [2, 4], [4, 4], [4, 2], [2, 2]]));
    expect(repaired).toEqual({});
    expect(pieces).toMatchObject({ polygons: [[[0, 0, 10, 0, 10, 10, 0, 10], [2, 2, 2, 4, 4, 4, 4, 2]]] });
  });
  test.each<[string, number[][][], Record<string, number>]>([
    ['clockwise', [[...outer].reverse()], { 'outer ring turned counter-clockwise': 1 }],
    ['unclosed', [outer.slice(0, 4)], { 'unclosed ring closed': 1 }],
    ['repeated points', [[[0, 0], [0, 0], [10, 0], [10, 10], [10, 10], [0, 10], [0, 0]]], { 'duplicate point removed': 2 }],
    ['spike', [[[0, 0], [10, 0], [15, 5], [10, 0], [10, 10], [0, 10], [0, 0]]], { 'spike removed': 1 }],
    ['bow tie', [[[0, 0], [10, 0], [1, 8], [10, 12], [0, 0]]], { 'ring that crosses itself kept': 1 }],
    ['self-touching', [[[0, 0], [10, 0], [5, 5], [10, 10], [0, 10], [5, 5], [0, 0]]], { 'ring that touches itself kept': 1 }],
    ['hole outside', [outer, [[20, 20], [20, 22], [22, 22], [22, 20], [20, 20]]], { 'hole outside its polygon dropped': 1 }],
    ['hole without area', [outer, [[2, 2], [4, 4], [2, 2]]], { 'hole without area dropped': 1 }],
    ['hole turned round', [outer, [[2, 2], [4, 2], [4, 4], [2, 4], [2, 2]]], { 'hole turned clockwise': 1 }],
  ])('%s', (_name, rings, expected) => {
    const { pieces, repaired } = repair(polygon(...rings));
    expect(repaired).toEqual(expected);
    if ('rejected' in pieces) throw new Error(pieces.rejected);
    expect(ringArea(pieces.polygons[0]?.[0] ?? [])).toBeGreaterThan(0);
  });
  test.each<[string, unknown, RegExp]>([
    ['no area', polygon([[0, 0], [5, 5], [10, 10], [0, 0]]), /no area|fewer than three/],
    ['two points', polygon([[0, 0], [5, 5], [0, 0]]), /fewer than three/],
    ['NaN', polygon([[0, 0], [Number.NaN, 5], [3, 3], [0, 0]]), /not a number/],
    ['exchanged axes', { type: 'Point', coordinates: [35.68, 139.76] }, /latitude and longitude look exchanged/],
    ['projected', { type: 'Point', coordinates: [387_000, 3_950_000] }, /--crs EPSG/],
    ['no geometry', null, /no geometry/],
    ['no ring', { type: 'Polygon', coordinates: [] }, /no ring/],
    ['empty', { type: 'MultiPolygon', coordinates: [] }, /empty/],
  ])('%s is rejected', (_name, geometry, reason) => expect(repair(geometry).pieces).toMatchObject({ rejected: expect.stringMatching(reason) as unknown }));
});
