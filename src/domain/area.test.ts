import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circleRing, densify, insideRing, ringSquareMetres, sectorRing } from './area';

const lon = 106.57, lat = 29.56;
const metres = (aLon: number, aLat: number): number => Math.hypot((aLon - lon) * 111_320 * Math.cos((lat * Math.PI) / 180), (aLat - lat) * 111_320);

describe('areas on the ground', () => {
  it('draw a circle of the given radius that holds exactly what is nearer', () => {
    const ring = circleRing(lon, lat, 500, 180);
    expect(ringSquareMetres(ring)).toBeGreaterThan(Math.PI * 500 ** 2 * 0.99);
    fc.assert(fc.property(fc.double({ min: -0.008, max: 0.008, noNaN: true }), fc.double({ min: -0.008, max: 0.008, noNaN: true }), (x, y) => {
      const away = metres(lon + x, lat + y);
      if (Math.abs(away - 500) < 2) return;
      expect(insideRing(ring, lon + x, lat + y)).toBe(away < 500);
    }));
  });
  it('open a cone towards its bearing only', () => {
    const east = sectorRing(lon, lat, 300, 90, 60);
    expect(insideRing(east, lon + 0.002, lat)).toBe(true);
    expect(insideRing(east, lon - 0.002, lat)).toBe(false);
    expect(insideRing(east, lon, lat + 0.002)).toBe(false);
  });
  it('follow a line in short steps without moving its corners', () => {
    const line = [lon, lat, lon + 0.01, lat, lon + 0.01, lat + 0.01];
    const dense = densify(line, 50);
    expect(dense.length).toBeGreaterThan(60);
    for (let k = 0; k < line.length; k += 2) expect(dense.some((value, at) => at % 2 === 0 && value === line[k] && dense[at + 1] === line[k + 1])).toBe(true);
  });
  it('hold nothing when there is no ring', () => { expect(insideRing([], lon, lat)).toBe(false); expect(densify([], 10)).toEqual([]); });
});
