import { describe, expect, test } from 'vitest';
import { BuildLog } from '../BuildLog';
import type { BuildingClass } from '../format';
import { parseMetres } from './parseMetres';
import { readHeights } from './readHeights';
import { standOnTerrain } from './standOnTerrain';
import { TerrainGrid } from '../terrain/TerrainGrid';

describe('parseMetres', () => {
  test.each([
    [12, 12], ['12', 12], ['12 m', 12], ['12,5', 12.5], ['12.5m', 12.5], [' 9 metres', 9], ['30米', 30], ['40 ft', 12.192], ['6\'2"', 1.8796], ['-3', -3], ['.5', 0.5],
    ['tall', null], ['', null], ['12-15', null], [null, null], [undefined, null], [true, null], [Number.NaN, null], ['1.234,5', null],
  ])('%j is %j', (text, metres) => {
    if (metres === null) expect(parseMetres(text)).toBeNull();
    else expect(parseMetres(text)).toBeCloseTo(metres, 9);
  });
});

describe('readHeights', () => {
  const read = (tags: Record<string, unknown>, buildingClass: BuildingClass = 'other') => {
    const log = new BuildLog();
    return { ...readHeights(tags, buildingClass, log), repaired: Object.fromEntries(log.repaired) };
  };
  test('takes a stated height first', () => expect(read({ height: '21,5 m', 'building:levels': 3 })).toMatchObject({ height: 21.5, rule: 'height', repaired: {} }));
  test('then storeys of 3 m in houses and 3.6 m in offices', () => {
    expect(read({ 'building:levels': '6' }, 'residential')).toMatchObject({ height: 18, rule: 'levels' });
    expect(read({ num_floors: 10 }, 'commercial')).toMatchObject({ height: 36, rule: 'levels' });
    expect(read({ 地上階数: 4 })).toMatchObject({ height: 12, rule: 'levels' });
  });
  test('then the default of the class', () => {
    expect(read({}, 'residential')).toMatchObject({ height: 9, rule: 'classDefault' });
    expect(read({ building: 'garage' }, 'industrial')).toMatchObject({ height: 3, rule: 'classDefault' });
  });
  test('passes over what cannot be a height, and counts it', () => {
    expect(read({ height: 0, levels: 2 })).toMatchObject({ height: 6, rule: 'levels', repaired: { 'height of zero or less passed over': 1 } });
    expect(read({ height: -5 })).toMatchObject({ rule: 'classDefault', repaired: { 'height of zero or less passed over': 1 } });
    expect(read({ height: 12000 })).toMatchObject({ rule: 'classDefault', repaired: { 'height above 1000 passed over': 1 } });
    expect(read({ height: 'unknown', levels: 'many' })).toMatchObject({ rule: 'classDefault', repaired: { 'height that is no number passed over': 1, 'storey count that is no number passed over': 1 } });
  });
  test('keeps the lower edge of a part under its roof', () => {
    expect(read({ height: 30, min_height: 12 })).toMatchObject({ minHeight: 12 });
    expect(read({ height: 30, min_level: 2 })).toMatchObject({ minHeight: 6 });
    expect(read({ height: 30, min_height: 40 })).toMatchObject({ minHeight: 0, repaired: { 'lower edge at or above the roof set to the ground': 1 } });
  });
});

describe('standOnTerrain', () => {
  // A plane that falls 20 m from west to east over 0.002 degrees.
  const slope = new TerrainGrid(2, 2, [0, 0, 0.002, 0.002], Float32Array.of(220, 200, 220, 200), 210);
  const ring = [0.0005, 0.0005, 0.0015, 0.0005, 0.0015, 0.0015, 0.0005, 0.0015];
  test('walls reach a metre below the lowest ground, the roof is measured from the median', () => {
    const { base, top } = standOnTerrain(ring, 30, 0, slope);
    expect(base).toBeCloseTo(205 - 1, 3);
    expect(top).toBeCloseTo(210 + 30, 1);
  });
  test('a part in the air starts above the median', () => expect(standOnTerrain(ring, 30, 12, slope).base).toBeCloseTo(222, 1));
  test('without terrain the ground is zero', () => expect(standOnTerrain(ring, 30, 0, null)).toEqual({ base: 0, top: 30 }));
});
