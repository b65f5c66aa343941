import { beforeAll, describe, expect, it } from 'vitest';
import { citySource } from './city';
import type { CitySource } from './city';
import { facts } from './facts';
import { distance, footOn, insideRing, lineLength } from './geometry';
import { landmarks } from './landmarks';
import { toPlane } from './plane';
import type { LonLat, Point } from './plane';
import type { SourceFeature } from './source';
import { SEPTIC_TANKS } from './things/safetyThings';
import { FIELD_DEVICES } from './things/environmentThings';
import { isWater } from './rivers';
import { inDistrict } from './zones';

let city: CitySource;
beforeAll(() => { city = citySource(500103); }, 60_000);

const text = (feature: SourceFeature, key: string): string => String(feature.properties[key]);
const ofKind = (kind: string): SourceFeature[] => city.layers.things.filter((thing) => thing.properties['kind'] === kind);
const place = (feature: SourceFeature): Point => toPlane(feature.geometry.coordinates as unknown as LonLat);

/** Pairs of items whose boxes share a cell. */
const neighbours = (rings: readonly (readonly Point[])[], cell: number, visit: (a: number, b: number) => void): void => {
  const cells = new Map<number, number[]>();
  const seen = new Set<number>();
  rings.forEach((ring, i) => {
    const xs = ring.map((p) => Math.floor(p.x / cell)), ys = ring.map((p) => Math.floor(p.y / cell));
    for (let c = Math.min(...xs); c <= Math.max(...xs); c++) for (let r = Math.min(...ys); r <= Math.max(...ys); r++) {
      const key = c * 65536 + r;
      const list = cells.get(key) ?? [];
      for (const j of list) {
        const pair = j * 100000 + i;
        if (!seen.has(pair)) { seen.add(pair); visit(j, i); }
      }
      list.push(i);
      cells.set(key, list);
    }
  });
};

describe('buildings', () => {
  it('are at least 20,000 and all say that they are generated', () => {
    expect(city.layers.buildings.length).toBeGreaterThan(22_000);
    expect(city.layers.buildings.length).toBeLessThan(30_000);
    expect(city.layers.buildings.every((building) => building.properties['provenance'] === 'generated')).toBe(true);
  });

  it('stand on land, off the roads, clear of landmarks', () => {
    const { layout } = city;
    const reserved = landmarks().map((landmark) => landmark.ring);
    for (const building of layout.buildings) {
      const ring = building.rings[0] as readonly Point[];
      for (const p of ring) expect(isWater(p)).toBe(false);
      for (const mark of reserved) if (distance(mark[0] as Point, building.centre) < 400) expect(insideRing(mark, building.centre)).toBe(false);
    }
    const wide = layout.roads.filter((road) => road.class !== 'path');
    const grid = new Map<number, number[]>();
    layout.buildings.forEach((building, i) => {
      const key = Math.floor(building.centre.x / 100) * 65536 + Math.floor(building.centre.y / 100);
      grid.set(key, [...(grid.get(key) ?? []), i]);
    });
    let cut = 0;
    for (const road of wide) for (let k = 0; k + 1 < road.line.length; k++) {
      const a = road.line[k] as Point, b = road.line[k + 1] as Point;
      for (let s = 0; s < distance(a, b); s += 6) {
        const p = { x: a.x + ((b.x - a.x) * s) / distance(a, b), y: a.y + ((b.y - a.y) * s) / distance(a, b) };
        for (let c = -1; c <= 1; c++) for (let r = -1; r <= 1; r++) for (const i of grid.get((Math.floor(p.x / 100) + c) * 65536 + Math.floor(p.y / 100) + r) ?? []) {
          if (insideRing(layout.buildings[i]?.rings[0] ?? [], p)) cut += 1;
        }
      }
    }
    expect(cut).toBe(0);
  });

  it('do not overlap each other', () => {
    const { buildings } = city.layout;
    // a tower in the opening of its podium is not an overlap: the opening is a hole
    const solid = (i: number, p: Point): boolean => {
      const rings = buildings[i]?.rings ?? [];
      return insideRing(rings[0] ?? [], p) && !(rings[1] !== undefined && insideRing(rings[1], p));
    };
    const shrunk = (ring: readonly Point[], centre: Point): Point[] => ring.map((p) => ({ x: centre.x + (p.x - centre.x) * 0.985, y: centre.y + (p.y - centre.y) * 0.985 }));
    let overlaps = 0;
    neighbours(buildings.map((building) => building.rings[0] as readonly Point[]), 60, (a, b) => {
      const first = buildings[a], second = buildings[b];
      if (first === undefined || second === undefined) return;
      if (shrunk(first.rings[0] as readonly Point[], first.centre).some((p) => solid(b, p)) || shrunk(second.rings[0] as readonly Point[], second.centre).some((p) => solid(a, p))) overlaps += 1;
    });
    expect(overlaps).toBe(0);
  });

  it('make a skyline: towers in the core, low houses at Shibati', () => {
    const near = (lonLat: LonLat, radius: number): number[] => city.layout.buildings.filter((building) => distance(building.centre, toPlane(lonLat)) < radius).map((building) => building.design.height);
    const core = near([106.5735, 29.5597], 450), old = near([106.5697, 29.5538], 120);
    expect(core.filter((height) => height >= 100).length).toBeGreaterThan(60);
    expect(Math.max(...core)).toBeGreaterThan(170);
    expect(Math.max(...core)).toBeLessThanOrEqual(262);
    expect(old.length).toBeGreaterThan(20);
    expect(old.filter((height) => height < 30).length / old.length).toBeGreaterThan(0.85);
  });
});

describe('structures', () => {
  it('hold the 17 bridges with their true ends, spans and types', () => {
    const bridges = city.layers.structures.filter((structure) => structure.properties['kind'] === 'bridge');
    expect(bridges.map((bridge) => bridge.properties['id'])).toEqual(facts.bridges.map((fact) => `BR-${fact.id}`));
    bridges.forEach((bridge, i) => {
      const fact = facts.bridges[i];
      const spec = bridge.properties['structure'] as Record<string, unknown>;
      expect(spec).toMatchObject({ type: fact?.type, spansM: fact?.spansM, mainSpanM: fact?.mainSpanM, ends: fact?.ends, carries: fact?.carries });
      const path = (bridge.geometry.coordinates as [number, number][]).map(toPlane);
      for (const end of fact?.ends ?? []) expect(footOn(path, toPlane(end)).distance).toBeLessThan(6);
    });
  });

  it('carry every deck down to the ground at both ends', () => {
    const { terrain, courses } = city.layout;
    for (const { bridge, path } of courses) {
      for (const [out, end] of [[path, bridge.ends[1]], [[...path].reverse(), bridge.ends[0]]] as const) {
        const last = out[out.length - 1] as Point;
        const foot = footOn(out, end);
        const run = lineLength([foot.point, ...out.slice(foot.segment + 1)]);
        expect(bridge.deck - 0.05 * run - terrain.elevation(last), `${bridge.id} at ${run.toFixed(0)} m`).toBeLessThan(3);
      }
    }
  });
  it('bring every road bridge down to a street', () => {
    for (const course of city.layout.courses) {
      if (!course.bridge.fact.carries.includes('road')) continue;
      for (const end of [course.path[0], course.path[course.path.length - 1]] as Point[]) {
        const nearest = Math.min(...city.layout.roads.filter((road) => road.class !== 'path' && lineLength(road.line) > 8).map((road) => footOn(road.line, end).distance));
        expect(nearest, course.bridge.id).toBeLessThan(60);
      }
    }
  });

  it('give the towers their stated heights and do not show the doubtful one', () => {
    const height = (id: string): unknown => (city.layers.structures.find((structure) => structure.properties['id'] === `LM-${id}`)?.properties['structure'] as Record<string, unknown> | undefined)?.['heightM'];
    expect(height('raffles-city')).toBe(354.5);
    expect(height('wfc')).toBe(339);
    expect(height('jiefangbei')).toBe(27.5);
    expect(city.layers.structures.some((structure) => text(structure, 'id').includes('chongqing-centre'))).toBe(false);
  });
});

describe('ground', () => {
  it('has nine metro lines in station order and eleven schematic subdistricts', () => {
    const metro = city.layers.ground.filter((feature) => feature.properties['ground'] === 'metro');
    expect(metro).toHaveLength(9);
    const streets = city.layers.ground.filter((feature) => feature.properties['ground'] === 'district');
    expect(streets).toHaveLength(11);
    expect(streets.every((street) => text(street, 'note').includes('示意'))).toBe(true);
  });

  it('names the subdistrict of every grid cell', () => {
    const cells = city.layers.ground.filter((feature) => feature.properties['ground'] === 'gridCell');
    expect(cells.length).toBeGreaterThan(400);
    expect(cells.every((cell) => facts.streets.some((street) => street.nameZh === cell.properties['street']))).toBe(true);
  });
});

describe('things', () => {
  it('come in the reported counts', () => {
    expect(ofKind('camera')).toHaveLength(6280);
    expect(ofKind('septicTank')).toHaveLength(SEPTIC_TANKS);
    expect(SEPTIC_TANKS).toBe(745);
    expect(FIELD_DEVICES.rainGauge + FIELD_DEVICES.soilStation + FIELD_DEVICES.pestTrap).toBe(188);
    for (const [kind, count] of Object.entries(FIELD_DEVICES)) expect(ofKind(kind)).toHaveLength(count);
    expect(city.layers.things.length).toBeGreaterThan(28_000);
  });

  it('have every kind that stands in a city', () => {
    const kinds = new Set(Object.values(city.layers).flatMap((layer) => layer.map((feature) => feature.properties['kind'])));
    for (const kind of ['building', 'bridge', 'bridgeMember', 'footbridge', 'tunnel', 'riverReach', 'outfall', 'slope', 'septicTank', 'manhole', 'streetLamp', 'tree', 'camera', 'noiseMonitor', 'airMonitor', 'rainGauge',
      'waterLevelGauge', 'soilStation', 'pestTrap', 'crowdCounter', 'vehicle', 'worker', 'uav', 'gridCell', 'parkingLot', 'lift', 'bridgeSensor', 'landmark', 'metroStation', 'metroLine']) expect(kinds, kind).toContain(kind);
  });

  it('have unique ids, names in both languages, an owner and, inside the district, a subdistrict', () => {
    const ids = Object.values(city.layers).flatMap((layer) => layer.map((feature) => feature.properties['id'])).filter((id) => id !== undefined);
    expect(new Set(ids).size).toBe(ids.length);
    for (const thing of city.layers.things) {
      expect(thing.properties['nameZh']).toBeTruthy();
      expect(thing.properties['nameEn']).toBeTruthy();
      expect(thing.properties['owner']).toBeTruthy();
      if (thing.properties['kind'] !== 'metroStation' && inDistrict(place(thing))) expect(thing.properties['street']).toBeTruthy();
    }
  });

  it('stand where they belong', () => {
    const { terrain } = city.layout;
    for (const kind of ['streetLamp', 'manhole', 'tree', 'camera', 'septicTank', 'worker', 'vehicle', 'lift']) {
      for (const thing of ofKind(kind)) expect(terrain.shoreDistance(place(thing)), text(thing, 'id')).toBeGreaterThan(-1);
    }
    for (const outfall of ofKind('outfall')) expect(Math.abs(terrain.shoreDistance(place(outfall)))).toBeLessThan(15);
    for (const slope of ofKind('slope').slice(8)) expect(terrain.slope(place(slope)).grade).toBeGreaterThan(0.35);
    for (const tank of ofKind('septicTank')) expect(Number(tank.properties['mountHeight'])).toBeLessThan(0);
  });

  it('hold the places of the stories', () => {
    const tank = city.layers.things.find((thing) => thing.properties['id'] === 'SC-014');
    const works = facts.landmarks.find((landmark) => landmark.id === 'eling-erchang');
    expect(distance(place(tank as SourceFeature), toPlane([works?.lon ?? 0, works?.lat ?? 0]))).toBeLessThan(80);
    expect(ofKind('camera').some((camera) => text(camera, 'nameZh').includes('洪崖洞'))).toBe(true);
    for (const id of ['WL-chaotianmen', 'WL-caiyuanba']) expect(city.layers.things.some((thing) => thing.properties['id'] === id)).toBe(true);
    const gauges = new Set(ofKind('waterLevelGauge').map((gauge) => gauge.properties['id']));
    for (const water of city.layers.waters) expect(gauges).toContain(water.properties['gaugeId']);
  });

  it('mount sensors on all bridges, at the height of the member they watch', () => {
    const hosts = new Set(ofKind('bridgeSensor').map((sensor) => sensor.properties['host']));
    for (const fact of facts.bridges) expect(hosts).toContain(`BR-${fact.id}`);
    const measures = new Set(ofKind('bridgeSensor').map((sensor) => sensor.properties['measure']));
    expect([...measures].sort()).toEqual(['acceleration', 'cableForce', 'deflection', 'strain', 'tilt']);
  });
});
