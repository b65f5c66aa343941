/** Vehicles, workers and UAVs walk closed routes between street points near where they start. Positions are pure in time. */
import type { Fleet } from './fleet';
import { hash, unit } from './hash';

/** Period of position reports and range of ground speed in m/s. */
export const MOVERS: Readonly<Record<string, { readonly periodMs: number; readonly slowest: number; readonly fastest: number; readonly points: number; readonly least: number; readonly most: number }>> = {
  vehicle: { periodMs: 4000, slowest: 4, fastest: 10, points: 14, least: 25, most: 160 },
  worker: { periodMs: 6000, slowest: 0.7, fastest: 1.4, points: 8, least: 15, most: 80 },
  uav: { periodMs: 2000, slowest: 6, fastest: 12, points: 7, least: 150, most: 600 },
};
const METRES_PER_DEGREE = 111_320;
const CELL = 0.0012;
/** Waypoints kept per cell: enough for a choice of streets. */
const PER_CELL = 6;

export interface Position { lon: number; lat: number; heading: number }
export interface Movers {
  /** Objects that move, by kind. */
  readonly members: readonly number[];
  periodOf(object: number): number;
  place(object: number, time: number, into: Position): Position;
}

interface Route { readonly lon: Float64Array; readonly lat: Float64Array; /** Cumulated metres. */ readonly along: Float64Array; readonly speed: number }

export function createMovers(fleet: Fleet, seed: number): Movers {
  const members = Object.keys(MOVERS).flatMap((kind) => fleet.ofKind.get(kind) ?? []);
  const cells = new Map<string, number[]>();
  const cellOf = (lon: number, lat: number): string => `${Math.floor(lon / CELL)},${Math.floor(lat / CELL)}`;
  for (const kind of ['streetLamp', 'camera', 'tree']) {
    for (const object of fleet.ofKind.get(kind) ?? []) {
      const key = cellOf(fleet.lon[object] ?? 0, fleet.lat[object] ?? 0);
      const list = cells.get(key);
      if (!list) cells.set(key, [object]);
      else if (list.length < PER_CELL) list.push(object);
    }
  }
  const shrink = Math.cos(((fleet.lat[0] ?? 0) * Math.PI) / 180);
  const distance = (aLon: number, aLat: number, bLon: number, bLat: number): number =>
    Math.hypot((aLon - bLon) * METRES_PER_DEGREE * shrink, (aLat - bLat) * METRES_PER_DEGREE);

  function near(lon: number, lat: number, reach: number): number[] {
    const steps = Math.min(5, Math.ceil(reach / (CELL * METRES_PER_DEGREE * 0.85)));
    const found: number[] = [];
    for (let dx = -steps; dx <= steps; dx++) {
      for (let dy = -steps; dy <= steps; dy++) found.push(...(cells.get(cellOf(lon + dx * CELL, lat + dy * CELL)) ?? []));
    }
    return found;
  }

  function build(object: number): Route {
    const kind = MOVERS[fleet.kinds[object] ?? ''] ?? { periodMs: 5000, slowest: 1, fastest: 2, points: 6, least: 20, most: 100 };
    const key = hash(fleet.seed[object] ?? 0, seed);
    const lon = [fleet.lon[object] ?? 0];
    const lat = [fleet.lat[object] ?? 0];
    let course = unit(key, 1) * 2 * Math.PI;
    for (let turn = 1; turn < kind.points; turn++) {
      const x = lon.at(-1) ?? 0;
      const y = lat.at(-1) ?? 0;
      // the street furniture that lies most nearly ahead: keeps a route on its road instead of across the blocks
      let best = -1;
      let score = Infinity;
      for (const other of near(x, y, kind.most)) {
        const ox = fleet.lon[other] ?? 0;
        const oy = fleet.lat[other] ?? 0;
        const metres = distance(x, y, ox, oy);
        if (metres < kind.least || metres > kind.most) continue;
        const bearing = Math.atan2((ox - x) * 0.87, oy - y);
        const bend = Math.abs(((bearing - course + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
        const cost = bend * 60 + metres * 0.35 + unit(hash(key, turn), other) * 12;
        if (cost < score) { score = cost; best = other; }
      }
      const nextLon = best >= 0 ? (fleet.lon[best] ?? x) : x + (Math.sin(course) * kind.least) / METRES_PER_DEGREE;
      const nextLat = best >= 0 ? (fleet.lat[best] ?? y) : y + (Math.cos(course) * kind.least) / METRES_PER_DEGREE;
      course = Math.atan2((nextLon - x) * 0.87, nextLat - y);
      lon.push(nextLon);
      lat.push(nextLat);
    }
    const along = new Float64Array(lon.length);
    for (let k = 1; k < lon.length; k++) along[k] = (along[k - 1] ?? 0) + distance(lon[k - 1] ?? 0, lat[k - 1] ?? 0, lon[k] ?? 0, lat[k] ?? 0);
    return { lon: Float64Array.from(lon), lat: Float64Array.from(lat), along, speed: kind.slowest + (kind.fastest - kind.slowest) * unit(key, 2) };
  }

  const routes = new Map<number, Route>();
  const routeOf = (object: number): Route => {
    let route = routes.get(object);
    if (!route) routes.set(object, (route = build(object)));
    return route;
  };

  return {
    members,
    periodOf: (object) => MOVERS[fleet.kinds[object] ?? '']?.periodMs ?? 5000,
    place(object, time, into) {
      const route = routeOf(object);
      const length = route.along.at(-1) ?? 0;
      if (length < 1) { into.lon = route.lon[0] ?? 0; into.lat = route.lat[0] ?? 0; into.heading = 0; return into; }
      const travelled = ((time / 1000) * route.speed + unit(fleet.seed[object] ?? 0, 3) * 2 * length) % (2 * length);
      const back = travelled > length;
      const metres = back ? 2 * length - travelled : travelled;
      let leg = 1;
      while (leg < route.along.length - 1 && (route.along[leg] ?? 0) < metres) leg++;
      const a = leg - 1;
      const span = (route.along[leg] ?? 0) - (route.along[a] ?? 0) || 1;
      const f = Math.min(1, Math.max(0, (metres - (route.along[a] ?? 0)) / span));
      const dLon = (route.lon[leg] ?? 0) - (route.lon[a] ?? 0);
      const dLat = (route.lat[leg] ?? 0) - (route.lat[a] ?? 0);
      into.lon = (route.lon[a] ?? 0) + dLon * f;
      into.lat = (route.lat[a] ?? 0) + dLat * f;
      into.heading = ((Math.atan2(dLon * 0.87, dLat) * 180) / Math.PI + (back ? 540 : 360)) % 360;
      return into;
    },
  };
}
