import { bridgeCourses } from './approaches';
import type { BridgeCourse } from './approaches';
import { bridges } from './bridges';
import type { Building } from './buildings';
import { placeBuildings } from './buildings';
import { densify, placed } from './geometry';
import { forecourt, landmarks } from './landmarks';
import { line2Viaduct } from './metro';
import { FREE, GREEN, Occupancy, RESERVED, ROAD, WATER } from './occupancy';
import type { Point } from './plane';
import type { NamedArea, Road } from './roadPlan';
import { parks, plannedRoads, squares } from './roadPlan';
import { streetField } from './streetField';
import type { StreetField } from './streetField';
import { traceStreets } from './streets';
import type { Terrain } from './terrain';
import { buildTerrain } from './terrain';
import type { Zone } from './zones';
import { zoneAt } from './zones';
import { streetNames } from './names';

/** The built part of the scene, degrees. */
export const BUILT_BOUNDS = [106.4705, 29.5125, 106.6085, 29.6] as const;

export interface Layout {
  readonly terrain: Terrain; readonly field: StreetField; readonly roads: readonly Road[]; readonly courses: readonly BridgeCourse[]; readonly buildings: readonly Building[];
  readonly parks: readonly NamedArea[]; readonly squares: readonly NamedArea[]; readonly occupancy: Occupancy;
  zone(p: Point): Zone;
}

const grown = (ring: readonly Point[], by: number): Point[] => {
  const x = ring.reduce((sum, p) => sum + p.x, 0) / ring.length, y = ring.reduce((sum, p) => sum + p.y, 0) / ring.length;
  return ring.map((p) => {
    const length = Math.hypot(p.x - x, p.y - y);
    return placed([[((p.x - x) * (length + by)) / length, ((p.y - y) * (length + by)) / length]], { x, y }, 0)[0] as Point;
  });
};

/** Zones on a 25 m raster: they are asked for far more often than they change. */
const zoneCache = (terrain: Terrain): ((p: Point) => Zone) => {
  const known = new Map<number, Zone>();
  return (p) => {
    const c = Math.floor(p.x / 25), r = Math.floor(p.y / 25);
    const key = c * 65536 + r;
    let found = known.get(key);
    if (found === undefined) {
      found = zoneAt({ x: (c + 0.5) * 25, y: (r + 0.5) * 25 }, terrain);
      known.set(key, found);
    }
    return found;
  };
};

/** Terrain, streets and buildings of the whole scene. */
export const layoutCity = (seed: number): Layout => {
  const terrain = buildTerrain(seed);
  const frame = plannedRoads();
  const courses = bridgeCourses(bridges(), terrain, frame);
  const links = courses.flatMap(({ bridge, links: lines }) => lines.map((line, i): Road => ({
    id: `link-${bridge.fact.id}-${i + 1}`, nameZh: `${bridge.fact.nameZh}引道`, nameEn: `${bridge.fact.nameEn} approach`, class: 'mainRoad', width: 16, line: densify(line, 60),
  })));
  const planned = [...frame, ...links];
  const field = streetField(BUILT_BOUNDS, terrain, planned, seed);
  const zone = zoneCache(terrain);
  const greens = parks(), paved = squares();
  const marks = landmarks().filter((mark) => mark.footprintM[0] > 16 || mark.footprintM[1] > 16);
  const reserved = marks.map((mark) => grown(mark.ring, 8));

  const occupancy = new Occupancy(BUILT_BOUNDS);
  // the strip below the bank roads stays free: it floods
  occupancy.fill(WATER, (p) => terrain.shoreDistance(p) < 30, 2);
  for (const park of greens) occupancy.mark(park.ring, GREEN);
  for (const square of paved) occupancy.mark(square.ring, GREEN);
  for (const ring of [...reserved, ...marks.flatMap((mark) => (mark.clearFrontM === undefined ? [] : [forecourt(mark, mark.clearFrontM)]))]) occupancy.mark(ring, RESERVED);

  const open = (p: Point): boolean => occupancy.at(p) === FREE && terrain.shoreDistance(p) > 22;
  const traced = traceStreets(planned, { terrain, field, bounds: BUILT_BOUNDS, zone, open }, seed);
  const names = streetNames(seed);
  const minor = traced.map((street, i): Road => {
    const name = names(street.stairs);
    return { id: `R-${String(i + 1).padStart(5, '0')}`, nameZh: name.zh, nameEn: name.en, class: street.stairs ? 'path' : 'minorRoad', width: street.stairs ? 3.5 : street.family === 0 ? 9 : 7, line: street.line };
  });
  const roads = [...planned, ...minor];
  for (const road of roads) occupancy.line(road.line, road.width + (road.class === 'path' ? 1 : 4), ROAD);
  for (const { bridge, path } of courses) occupancy.line(path, bridge.width + 8, ROAD);
  occupancy.line(densify(line2Viaduct().path, 30), 14, ROAD);

  const buildings = placeBuildings(roads, { terrain, field, occupancy, bounds: BUILT_BOUNDS, zone }, seed);
  return { terrain, field, roads, courses, buildings, parks: greens, squares: paved, occupancy, zone };
};
