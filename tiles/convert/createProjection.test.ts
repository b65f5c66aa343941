import { describe, expect, test } from 'vitest';
import { BuildFailure } from '../BuildFailure';
import { createProjection } from './createProjection';

describe('createProjection', () => {
  test.each(['EPSG:4326', 'urn:ogc:def:crs:OGC:1.3:CRS84', 'urn:ogc:def:crs:EPSG::4490', 'epsg:6668', 'WGS84'])('%s needs none', (name) => expect(createProjection(name)).toBeNull());
  // False origins and central meridians fix these points by definition; the rest are published examples.
  test.each([
    ['EPSG:32648', 500_000, 0, 105, 0],
    ['EPSG:3857', 20_037_508.342789244, 0, 180, 0],
    ['EPSG:6677', 0, 0, 139.833333, 36],
    ['EPSG:2451', 0, 0, 139.833333, 36],
    ['urn:ogc:def:crs:EPSG::4545', 500_000, 0, 108, 0],
    ['EPSG:4522', 34_500_000, 0, 102, 0],
    ['EPSG:28992', 155_000, 463_000, 5.387206, 52.155174],
    ['EPSG:7415', 155_000, 463_000, 5.387206, 52.155174],
    ['EPSG:2326', 836_694.05, 819_069.8, 114.181014, 22.310603],
    ['EPSG:2154', 700_000, 6_600_000, 3, 46.5],
    ['+proj=utm +zone=48 +datum=WGS84', 500_000, 0, 105, 0],
  ])('%s', (name, x, y, lon, lat) => {
    const [foundLon, foundLat] = createProjection(name)?.(x, y) ?? [NaN, NaN];
    expect(foundLon).toBeCloseTo(lon, 4);
    expect(foundLat).toBeCloseTo(lat, 4);
  });
  test('undoes the shift of Chinese map services', () => {
    // Chongqing: WGS 84 106.57268, 29.55962 is GCJ-02 106.57637, 29.55674.
    const [lon, lat] = createProjection('GCJ-02')?.(106.57637, 29.55674) ?? [NaN, NaN];
    expect(lon).toBeCloseTo(106.57268, 4);
    expect(lat).toBeCloseTo(29.55962, 4);
    const [fromBaidu] = createProjection('BD09')?.(106.58288, 29.56276) ?? [NaN];
    expect(fromBaidu).toBeCloseTo(106.57268, 3);
    expect(createProjection('GCJ02')?.(2.35, 48.85)).toEqual([2.35, 48.85]);
  });
  test.each(['EPSG:99999', 'somewhere', '+proj=nonsense'])('%s is refused in a plain sentence', (name) => expect(() => createProjection(name)).toThrow(BuildFailure));
});
