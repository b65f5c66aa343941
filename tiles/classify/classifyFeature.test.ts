import { describe, expect, test } from 'vitest';
import type { Shape } from './Classified';
import { classifyFeature } from './classifyFeature';
import { readNames } from './readNames';
import { readTags } from './readTags';

const classify = (properties: Record<string, unknown>, shape: Shape, areaM2 = 200, hint = 'x.geojson') => classifyFeature(readTags(properties), shape, areaM2, hint);

describe('classifyFeature', () => {
  test.each<[string, Record<string, unknown>, Shape, Record<string, unknown>]>([
    ['OSM building', { building: 'apartments' }, 'area', { layer: 'building', class: 'residential', part: false }],
    ['OSM building, use from amenity', { building: 'yes', amenity: 'hospital' }, 'area', { layer: 'building', class: 'public' }],
    ['OSM part', { 'building:part': 'yes', height: '20' }, 'area', { layer: 'building', part: true }],
    ['OSM nested tags', { tags: { building: 'office' } }, 'area', { layer: 'building', class: 'commercial' }],
    ['OSM tags as JSON text', { tags: '{"highway":"primary"}' }, 'line', { layer: 'ground', class: 'mainRoad' }],
    ['GDAL hstore', { other_tags: '"building"=>"school","height"=>"12"' }, 'area', { layer: 'building', class: 'public' }],
    ['Overture building', { class: 'apartments', height: 12, names: '{"primary":"x"}' }, 'area', { layer: 'building', class: 'residential' }],
    ['PLATEAU building', { 建物ID: '13101-bldg-1', measuredHeight: 4, 用途: '住宅' }, 'area', { layer: 'building', class: 'residential' }],
    ['a height and nothing else', { height: 4 }, 'area', { layer: 'building', assumed: false }],
    ['nothing at all, small', {}, 'area', { layer: 'building', assumed: true }],
    ['building=no', { building: 'no', landuse: 'grass' }, 'area', { layer: 'ground', class: 'green' }],
    ['a bridge outline with height', { man_made: 'bridge', height: 30 }, 'area', { layer: 'none' }],
    ['lake', { natural: 'water' }, 'area', { layer: 'ground', class: 'water' }],
    ['river line', { waterway: 'river', width: '45' }, 'line', { layer: 'ground', class: 'water', width: 45, buffer: true }],
    ['stream in a pipe', { waterway: 'stream', tunnel: 'culvert' }, 'line', { layer: 'none' }],
    ['coast of a tile set', { kind: 'water', boundary: true }, 'line', { layer: 'ground', class: 'shore' }],
    ['main road with lanes', { highway: 'trunk', lanes: '6' }, 'line', { layer: 'ground', class: 'mainRoad', width: 21 }],
    ['footpath', { highway: 'steps' }, 'line', { layer: 'ground', class: 'path' }],
    ['road tunnel', { highway: 'primary', tunnel: 'yes' }, 'line', { layer: 'none' }],
    ['metro in a tunnel', { railway: 'subway', tunnel: 'yes' }, 'line', { layer: 'ground', class: 'metro' }],
    ['metro route by its network', { network: '重庆轨道交通', colour: '#E4002B', ref: '1' }, 'line', { layer: 'ground', class: 'metro', kind: 'metroLine' }],
    ['road bridge', { highway: 'primary', bridge: 'viaduct' }, 'line', { layer: 'structure', kind: 'bridge', spec: { type: 'girder', carries: ['road'] } }],
    ['footbridge', { kind: 'path', is_bridge: true }, 'line', { layer: 'structure', kind: 'footbridge' }],
    ['no bridge', { highway: 'primary', bridge: 'no' }, 'line', { layer: 'ground', class: 'mainRoad' }],
    ['fence', { barrier: 'fence' }, 'line', { layer: 'none' }],
    ['street tree', { natural: 'tree' }, 'point', { layer: 'thing', kind: 'tree' }],
    ['surveillance', { man_made: 'surveillance' }, 'point', { layer: 'thing', kind: 'camera' }],
    ['café', { amenity: 'cafe' }, 'point', { layer: 'thing', kind: 'poi' }],
    ['label', { kind: 'building', label_placement: true }, 'point', { layer: 'none' }],
    ['own sensor', { kind: 'septicTank', id: 'S-1' }, 'point', { layer: 'thing', kind: 'septicTank' }],
    ['own bridge', { kind: 'bridge', structure: { type: 'suspension' } }, 'line', { layer: 'structure', kind: 'bridge', spec: { type: 'suspension' } }],
    ['own reach', { kind: 'riverReach', waterElevation: 166 }, 'area', { layer: 'ground', class: 'water', water: true }],
    ['own grid cell', { kind: 'gridCell' }, 'area', { layer: 'ground', class: 'gridCell' }],
    ['own ground class', { kind: 'road', ground: 'riversideRoad', width: 20 }, 'line', { layer: 'ground', class: 'riversideRoad', width: 20 }],
  ])('%s', (_name, properties, shape, expected) => expect(classify(properties, shape)).toMatchObject(expected));

  test('a large nameless polygon is a district, a small one a building', () => {
    expect(classify({}, 'area', 2_000_000)).toMatchObject({ layer: 'ground', class: 'district' });
    expect(classify({}, 'area', 2_000_000, 'buildings.geojson')).toMatchObject({ layer: 'building' });
  });
});

describe('readNames', () => {
  test.each([
    [{ name: '解放碑' }, { zh: '解放碑' }],
    [{ name: 'Empire State' }, { en: 'Empire State' }],
    [{ name: '東京駅', 'name:en': 'Tokyo Station' }, { zh: '東京駅', en: 'Tokyo Station' }],
    [{ name: 'サンシャイン60' }, { zh: 'サンシャイン60' }],
    [{ name: 'サンシャイン60', 'name:en': 'Sunshine 60' }, { en: 'Sunshine 60', ja: 'サンシャイン60' }],
    [{ names: { primary: '上海中心' } }, { zh: '上海中心' }],
    [{}, null],
  ])('%j', (tags, names) => expect(readNames(tags)).toEqual(names));
});
