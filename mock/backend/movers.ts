/**
 * Vehicles, workers and UAVs walk closed routes between street points near where they start; a task or a script takes them elsewhere for a
 * while, and they walk back. Positions are pure in time, and stay so for what is past.
 */
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
/** A way off the round: times in ms, rising, and lon, lat pairs. After the last one the mover stands there until `leave` ends it. */
export interface Way { readonly times: readonly number[]; readonly coordinates: readonly number[] }
export interface Movers {
  /** Objects that move, by kind. */
  readonly members: readonly number[];
  periodOf(object: number): number;
  place(object: number, time: number, into: Position): Position;
  /** Where it is from the first time of the way on. */
  send(object: number, way: Way): void;
  /** Goes back to its round, at walking or driving speed. */
  leave(object: number, time: number): void;
  /** Forgets ways that ended before. */
  forget(time: number): void;
}

/** Speed of a worker on the way to a task, m/s (an electric bicycle). */
export const TASK_SPEED = 3.2;

interface Excursion { readonly from: number; until: number; readonly times: number[]; readonly lon: number[]; readonly lat: number[] }
interface Route { readonly lon: Float64Array; readonly lat: Float64Array; /** Cumulated metres. */ readonly along: Float64Array; /** Of the leg that begins there, degrees. */ readonly heading: Float64Array; readonly speed: number; /** Where the round begins, metres. */ readonly start: number }

export function createMovers(fleet: Fleet, seed: number): Movers {
  const members = Object.keys(MOVERS).flatMap((kind) => fleet.ofKind.get(kind) ?? []);
  const cells = new Map<number, number[]>();
  const cellOf = (lon: number, lat: number): number => Math.floor(lon / CELL) * 1e6 + Math.floor(lat / CELL);
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
    Math.sqrt(((aLon - bLon) * shrink) ** 2 + (aLat - bLat) ** 2) * METRES_PER_DEGREE;

  const bearing = (dLon: number, dLat: number): number => ((Math.atan2(dLon * 0.87, dLat) * 180) / Math.PI + 360) % 360;

  function near(lon: number, lat: number, reach: number): number[] {
    const steps = Math.min(5, Math.ceil(reach / (CELL * METRES_PER_DEGREE * 0.85)));
    const found: number[] = [];
    for (let dx = -steps; dx <= steps; dx++) {
      for (let dy = -steps; dy <= steps; dy++) for (const object of cells.get(cellOf(lon + dx * CELL, lat + dy * CELL)) ?? []) found.push(object);
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
        // straight ahead would still be dearer than the best so far
        if (metres < kind.least || metres > kind.most || metres * 0.35 >= score) continue;
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
    const heading = Float64Array.from(lon, (x, k) => bearing((lon[k + 1] ?? x) - x, (lat[k + 1] ?? 0) - (lat[k] ?? 0)));
    return { lon: Float64Array.from(lon), lat: Float64Array.from(lat), along, heading, start: unit(fleet.seed[object] ?? 0, 3) * 2 * (along.at(-1) ?? 0), speed: kind.slowest + (kind.fastest - kind.slowest) * unit(key, 2) };
  }

  const routes = new Map<number, Route>();
  const routeOf = (object: number): Route => {
    let route = routes.get(object);
    if (!route) routes.set(object, (route = build(object)));
    return route;
  };

  const ways = new Map<number, Excursion[]>();

  function onRound(object: number, time: number, into: Position): Position {
    const route = routeOf(object);
    const length = route.along[route.along.length - 1] ?? 0;
    if (length < 1) { into.lon = route.lon[0] ?? 0; into.lat = route.lat[0] ?? 0; into.heading = 0; return into; }
    const travelled = ((time / 1000) * route.speed + route.start) % (2 * length);
    const back = travelled > length;
    const metres = back ? 2 * length - travelled : travelled;
    let leg = 1;
    while (leg < route.along.length - 1 && (route.along[leg] ?? 0) < metres) leg++;
    const a = leg - 1;
    const span = (route.along[leg] ?? 0) - (route.along[a] ?? 0) || 1;
    const f = Math.min(1, Math.max(0, (metres - (route.along[a] ?? 0)) / span));
    into.lon = (route.lon[a] ?? 0) + ((route.lon[leg] ?? 0) - (route.lon[a] ?? 0)) * f;
    into.lat = (route.lat[a] ?? 0) + ((route.lat[leg] ?? 0) - (route.lat[a] ?? 0)) * f;
    into.heading = ((route.heading[a] ?? 0) + (back ? 180 : 0)) % 360;
    return into;
  }

  function onWay({ times, lon, lat }: Excursion, time: number, into: Position): Position {
    let leg = 1;
    while (leg < times.length - 1 && (times[leg] ?? 0) < time) leg++;
    const a = Math.min(leg, times.length - 1) - 1;
    if (a < 0) { into.lon = lon[0] ?? 0; into.lat = lat[0] ?? 0; into.heading = 0; return into; }
    const f = Math.min(1, Math.max(0, (time - (times[a] ?? 0)) / ((times[a + 1] ?? 0) - (times[a] ?? 0) || 1)));
    const dLon = (lon[a + 1] ?? 0) - (lon[a] ?? 0);
    const dLat = (lat[a + 1] ?? 0) - (lat[a] ?? 0);
    into.lon = (lon[a] ?? 0) + dLon * f;
    into.lat = (lat[a] ?? 0) + dLat * f;
    into.heading = bearing(dLon, dLat);
    return into;
  }

  const place = (object: number, time: number, into: Position): Position => {
    const way = ways.get(object)?.findLast((item) => item.from <= time);
    return way && time < way.until ? onWay(way, time, into) : onRound(object, time, into);
  };

  return {
    members,
    periodOf: (object) => MOVERS[fleet.kinds[object] ?? '']?.periodMs ?? 5000,
    place,
    send(object, { times, coordinates }) {
      const from = times[0];
      if (from === undefined) return;
      const list = ways.get(object) ?? [];
      const last = list.at(-1);
      if (last && last.until > from) last.until = from;
      list.push({ from, until: Infinity, times: [...times], lon: times.map((_, k) => coordinates[2 * k] ?? 0), lat: times.map((_, k) => coordinates[2 * k + 1] ?? 0) });
      ways.set(object, list);
    },
    leave(object, time) {
      const way = ways.get(object)?.at(-1);
      if (!way || way.until !== Infinity) return;
      const at = onWay(way, time, { lon: 0, lat: 0, heading: 0 });
      const { lon, lat } = at;
      const speed = fleet.kinds[object] === 'worker' ? TASK_SPEED : (MOVERS[fleet.kinds[object] ?? '']?.fastest ?? 5);
      // the round goes on meanwhile: aim at where it will be
      let home = onRound(object, time, at);
      const travel = (distance(lon, lat, home.lon, home.lat) / speed) * 1000;
      home = onRound(object, time + travel, at);
      while ((way.times.at(-1) ?? 0) > time) { way.times.pop(); way.lon.pop(); way.lat.pop(); }
      way.times.push(time, time + Math.max(1000, travel));
      way.lon.push(lon, home.lon);
      way.lat.push(lat, home.lat);
      way.until = time + Math.max(1000, travel);
    },
    forget(time) {
      for (const [object, list] of ways) {
        const kept = list.filter((way) => way.until > time);
        if (kept.length === 0) ways.delete(object);
        else if (kept.length < list.length) ways.set(object, kept);
      }
    },
  };
}
