import type { Bridge } from './bridge';
import { facts } from './facts';
import { distance, footOn, walk } from './geometry';
import type { Point } from './plane';
import { planeLine, toPlane } from './plane';
import type { Road } from './roadPlan';
import type { Terrain } from './terrain';

/** The way from a bridge end to where its deck meets the ground, and the street that takes it up there. */
export interface Approach { readonly line: readonly Point[]; readonly link: readonly Point[] | undefined }

const STEP = 12;
/** Fall of a ramp; the bridge builder uses the same 5 % (CJJ 37). */
const GRADE = 0.05;
const LONGEST_METRES = 640;

const turnTowards = (heading: number, wanted: number, most: number): number => {
  const turn = Math.atan2(Math.sin(wanted - heading), Math.cos(wanted - heading));
  return heading + Math.min(most, Math.max(-most, turn));
};

/** Where an approach wants to go: the next station of a railway, the best placed street of a road. */
const targetOf = (bridge: Bridge, from: Point, heading: number, terrain: Terrain, streets: readonly Point[]): Point | undefined => {
  const ahead = (p: Point, near: number, far: number): number => {
    const d = distance(from, p);
    const turn = Math.abs(Math.atan2(Math.sin(Math.atan2(p.y - from.y, p.x - from.x) - heading), Math.cos(Math.atan2(p.y - from.y, p.x - from.x) - heading)));
    return d < near || d > far || turn > 1.35 ? Infinity : d + turn * 260;
  };
  const rail = bridge.fact.carries.find((what) => what.startsWith('rail:'))?.slice(5);
  const candidates = bridge.fact.carries.includes('road') || rail === undefined
    ? streets.map((p) => ({ p, cost: ahead(p, 90, 700) + 5 * Math.max(0, bridge.deck - 12 - terrain.elevation(p)) }))
    : (facts.metro.find((line) => line.ref === rail)?.stations ?? []).map((station) => toPlane([station.lon, station.lat])).map((p) => ({ p, cost: ahead(p, 120, 2600) }));
  return candidates.reduce<{ p: Point; cost: number } | undefined>((best, next) => (next.cost < (best?.cost ?? Infinity) ? next : best), undefined)?.p;
};

/** Where a ramp at `p` would like to head next; null = straight on. */
type Steering = (p: Point, heading: number) => number | null;

/** Marches outward from the bridge until ramp and ground meet. `above` = metres the deck still stands over the ground where it stops. */
const ramp = (bridge: Bridge, from: Point, behind: Point, drop: number, terrain: Terrain, steer: Steering): { readonly line: readonly Point[]; readonly above: number } => {
  const wide = bridge.fact.carries.includes('road') ? 90 : 200;
  let heading = Math.atan2(from.y - behind.y, from.x - behind.x);
  const line: Point[] = [];
  let p = from, above = Infinity;
  for (let s = STEP; s <= LONGEST_METRES; s += STEP) {
    above = bridge.deck - drop - GRADE * (s - STEP) - terrain.elevation(p);
    if (above <= 1 && terrain.shoreDistance(p) > 20) break;
    const wanted = s > 40 ? steer(p, heading) : null;
    if (wanted !== null) heading = turnTowards(heading, wanted, STEP / wide);
    const next = { x: p.x + Math.cos(heading) * STEP, y: p.y + Math.sin(heading) * STEP };
    if (terrain.shoreDistance(next) < 8 && terrain.shoreDistance(p) > 8) break;
    line.push(next);
    p = next;
  }
  return { line, above };
};

/** How far ahead a ramp that looks for high ground looks, metres, and how far it may turn there, radians either side. */
const OUTLOOK_METRES = 160;
const OUTLOOK_TURNS: readonly number[] = [0, 0.35, -0.35, 0.7, -0.7, 1.05, -1.05];

/** The ramp to the wanted street or station; where that never comes down to the ground, one that seeks the higher ground instead. */
const march = (bridge: Bridge, from: Point, behind: Point, drop: number, terrain: Terrain, streets: readonly Point[]): Approach => {
  const target = targetOf(bridge, from, Math.atan2(from.y - behind.y, from.x - behind.x), terrain, streets);
  const toTarget: Steering = (p) => (target !== undefined && distance(p, target) > 40 ? Math.atan2(target.y - p.y, target.x - p.x) : null);
  const uphill: Steering = (p, heading) => {
    const gain = (turn: number): number => terrain.elevation({ x: p.x + Math.cos(heading + turn) * OUTLOOK_METRES, y: p.y + Math.sin(heading + turn) * OUTLOOK_METRES });
    return heading + OUTLOOK_TURNS.reduce((best, turn) => (gain(turn) > gain(best) + 0.5 ? turn : best), 0);
  };
  const found = ramp(bridge, from, behind, drop, terrain, toTarget);
  const other = found.above > 1 ? ramp(bridge, from, behind, drop, terrain, uphill) : found;
  const { line } = other.above < found.above ? other : found;
  const p = line[line.length - 1] ?? from;
  if (!bridge.fact.carries.includes('road')) return { line, link: undefined };
  const nearest = streets.reduce<Point | undefined>((best, q) => (best === undefined || distance(p, q) < distance(p, best) ? q : best), undefined);
  return { line, link: nearest !== undefined && distance(p, nearest) > 8 && distance(p, nearest) < 900 ? [p, nearest] : undefined };
};

export interface BridgeCourse { readonly bridge: Bridge; /** The whole axis with both approaches. */ readonly path: readonly Point[]; readonly links: readonly (readonly Point[])[] }

/** The mapped road trace where it passes through both ends, else the straight line between them. */
const axisOf = (bridge: Bridge): Point[] => {
  const mapped = bridge.fact.path === undefined ? [] : planeLine(bridge.fact.path);
  return mapped.length > 1 && bridge.ends.every((end) => footOn(mapped, end).distance < 3) ? mapped : [...bridge.ends];
};

/** Axis of every bridge from ground to ground. */
export const bridgeCourses = (bridges: readonly Bridge[], terrain: Terrain, roads: readonly Road[]): BridgeCourse[] => {
  const streets = roads.filter((road) => road.class === 'mainRoad' || road.class === 'riversideRoad').flatMap((road) => walk(road.line, 30, 0).map((station) => station.point));
  return bridges.map((bridge) => {
    const base = axisOf(bridge);
    const first = base[0] as Point, second = base[1] as Point, last = base[base.length - 1] as Point, before = base[base.length - 2] as Point;
    const drop = (end: Point, mapped: Point): number => GRADE * distance(end, mapped);
    const start = march(bridge, first, second, drop(bridge.ends[0], first), terrain, streets);
    const finish = march(bridge, last, before, drop(bridge.ends[1], last), terrain, streets);
    return { bridge, path: [...[...start.line].reverse(), ...base, ...finish.line], links: [start.link, finish.link].filter((link) => link !== undefined) };
  });
};
