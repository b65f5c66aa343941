import { beforeAll, describe, expect, it } from 'vitest';
import { bridges } from './bridges';
import { districtArea } from './districts';
import { facts } from './facts';
import { distance, insideRing, ringArea } from './geometry';
import { line2Viaduct } from './metro';
import type { Point } from './plane';
import { planeLine, toPlane } from './plane';
import { reaches, shores, waterRing } from './rivers';
import { buildTerrain } from './terrain';
import type { Terrain } from './terrain';

let terrain: Terrain;
beforeAll(() => { terrain = buildTerrain(500103); });
const at = (lon: number, lat: number): number => terrain.elevation(toPlane([lon, lat]));

describe('facts', () => {
  it('keeps every coordinate in the scene', () => {
    const places = [
      ...facts.landmarks, ...facts.streets, ...facts.demSpots, ...facts.metro.flatMap((line) => line.stations), ...facts.rivers.yangtze.channel, ...facts.rivers.jialing.channel,
    ];
    for (const { lon, lat } of places) {
      expect(lon).toBeGreaterThan(106.4);
      expect(lon).toBeLessThan(106.7);
      expect(lat).toBeGreaterThan(29.5);
      expect(lat).toBeLessThan(29.65);
    }
  });

  it('encloses the district area that the facts state', () => {
    expect(Math.abs(Math.abs(districtArea()) - 22.9)).toBeLessThan(0.3);
  });

  it('has 17 bridges and each crosses the channel of its river', () => {
    expect(facts.bridges).toHaveLength(17);
    const crosses = (a: Point, b: Point, c: Point, d: Point): boolean => {
      const side = (p: Point, q: Point, r: Point): number => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
      return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
    };
    for (const bridge of bridges()) {
      const channel = planeLine(facts.rivers[bridge.fact.river].channel.map((node) => [node.lon, node.lat] as const));
      const met = channel.some((p, i) => i > 0 && crosses(bridge.ends[0], bridge.ends[1], channel[i - 1] as Point, p));
      expect(met, bridge.id).toBe(true);
    }
  });

  it('keeps stations and landmarks out of the water but for the named exceptions', () => {
    const ring = planeLine(facts.waterOutline);
    const wet = [
      ...facts.metro.flatMap((line) => line.stations.map((station) => ({ name: `${line.ref} ${station.nameZh}`, ...station }))),
      ...facts.landmarks.map((landmark) => ({ name: landmark.id, ...landmark })),
    ].filter((place) => insideRing(ring, toPlane([place.lon, place.lat]))).map((place) => place.name);
    expect(wet.filter((name) => !['10 曾家岩', 'sandspit', 'shanhuba'].includes(name))).toEqual([]);
  });
});

describe('terrain', () => {
  it('meets the spot heights within 20 m', () => {
    for (const spot of facts.demSpots) expect(Math.abs(at(spot.lon, spot.lat) - spot.elevationM), spot.nameZh).toBeLessThan(20);
  });

  it('runs along the ridge at its stated heights', () => {
    for (const [lon, lat, z] of facts.ridge) expect(Math.abs(at(lon, lat) - z)).toBeLessThan(10);
  });

  it('has banks at 178 to 185 m and a channel at 150 to 160 m', () => {
    const banks = Object.values(shores).flatMap((shore) => shore.filter((p) => p.x > toPlane([106.47, 29.5]).x && p.x < toPlane([106.61, 29.5]).x && p.y > toPlane([106.5, 29.515]).y && p.y < toPlane([106.5, 29.6]).y));
    const edge = banks.map((p) => terrain.elevation(p));
    const shanhuba = (z: number): boolean => z >= 172 && z < 178;
    expect(edge.filter((z) => (z < 178 || z > 185) && !shanhuba(z)).length / edge.length).toBeLessThan(0.03);
    for (const river of [facts.rivers.yangtze, facts.rivers.jialing]) {
      for (const node of river.channel.slice(1, -1)) {
        expect(at(node.lon, node.lat), node.id).toBeGreaterThan(149);
        expect(at(node.lon, node.lat), node.id).toBeLessThan(162);
      }
    }
  });

  it('leaves Shanhuba dry at the everyday level and under a flood', () => {
    const bar = facts.landmarks.find((landmark) => landmark.id === 'shanhuba');
    const z = at(bar?.lon ?? 0, bar?.lat ?? 0);
    expect(z).toBeGreaterThan(170);
    expect(z).toBeLessThan(175);
  });

  it('drops more steeply in the middle third between upper and lower city than a plain slope', () => {
    const from = toPlane([106.565, 29.5575]), to = toPlane([106.5655, 29.5502]);
    const z = (t: number): number => terrain.elevation({ x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t });
    expect(z(1 / 3) - z(2 / 3)).toBeGreaterThan((z(0) - z(1)) * 0.42);
  });

  it('rises behind the other banks and has hills on the horizon', () => {
    for (const [lon, lat] of [[106.5600, 29.5785], [106.5320, 29.5720], [106.5660, 29.5370], [106.5560, 29.5370]] as const) {
      expect(at(lon, lat)).toBeGreaterThan(200);
      expect(at(lon, lat)).toBeLessThan(285);
    }
    expect(at(106.611, 29.56)).toBeGreaterThan(400);
  });

  it('is the same for the same seed', () => {
    const again = buildTerrain(500103).heights;
    expect(again.every((z, i) => z === terrain.heights[i])).toBe(true);
  }, 20_000);
});

describe('rivers', () => {
  it('draws both rivers as one counter-clockwise outline', () => {
    expect(ringArea(waterRing)).toBeGreaterThan(11.9e6);
  });

  it('cuts them into named reaches that cover the published outline', () => {
    const all = reaches();
    expect(new Set(all.map((reach) => reach.id)).size).toBe(all.length);
    expect(all.filter((reach) => reach.id.includes('yangtze') && !reach.extension).length).toBeGreaterThanOrEqual(4);
    expect(all.filter((reach) => reach.id.includes('jialing') && !reach.extension).length).toBeGreaterThanOrEqual(4);
    const ring = planeLine(facts.waterOutline);
    let wet = 0, covered = 0;
    for (let x = -5000; x < 5200; x += 90) for (let y = -3800; y < 3800; y += 90) {
      const p = { x, y };
      if (!insideRing(ring, p)) continue;
      wet += 1;
      if (all.some((reach) => insideRing(reach.ring, p))) covered += 1;
    }
    expect(covered / wet).toBeGreaterThan(0.985);
  });
});

describe('Line 2', () => {
  it('passes through its elevated stations and stays on land', () => {
    const { path, stations } = line2Viaduct();
    for (const { p, station } of stations) expect(Math.min(...path.map((q) => distance(p, q))), station.nameZh).toBeLessThan(35);
    for (const p of path) expect(terrain.shoreDistance(p)).toBeGreaterThan(-12);
  });
});
