import type { Point } from './plane';
import { placed } from './geometry';
import type { Random } from './random';
import type { Zone } from './zones';

/** What a building may become: outline around its own middle (x along the street, y away from it), holes, height and use. */
export interface Design {
  readonly shape: string;
  readonly width: number; readonly depth: number;
  readonly outline: readonly (readonly [number, number])[];
  readonly height: number; readonly levels: number;
  readonly building: string;
  /** A tower that stands in the podium's opening. */
  readonly tower?: Design;
}

const FLOOR = 3;
const rect = (w: number, d: number): [number, number][] => [[-w / 2, -d / 2], [w / 2, -d / 2], [w / 2, d / 2], [-w / 2, d / 2]];
const design = (shape: string, width: number, depth: number, outline: readonly (readonly [number, number])[], levels: number, building: string, floor = FLOOR): Design =>
  ({ shape, width, depth, outline, levels, height: Math.round(levels * floor * 10) / 10 + (levels > 7 ? 3.5 : 0.8), building });

/** A residential tower of the usual plan: a core with four wings. */
const cross = (size: number, arm: number): [number, number][] => {
  const h = size / 2, a = arm / 2;
  return [[-a, -h], [a, -h], [a, -a], [h, -a], [h, a], [a, a], [a, h], [-a, h], [-a, a], [-h, a], [-h, -a], [-a, -a]];
};
const chamfered = (w: number, d: number, cut: number): [number, number][] => [
  [-w / 2 + cut, -d / 2], [w / 2 - cut, -d / 2], [w / 2, -d / 2 + cut], [w / 2, d / 2 - cut], [w / 2 - cut, d / 2], [-w / 2 + cut, d / 2], [-w / 2, d / 2 - cut], [-w / 2, -d / 2 + cut],
];
const lShape = (w: number, d: number, arm: number): [number, number][] => [[-w / 2, -d / 2], [w / 2, -d / 2], [w / 2, -d / 2 + arm], [-w / 2 + arm, -d / 2 + arm], [-w / 2 + arm, d / 2], [-w / 2, d / 2]];
const uShape = (w: number, d: number, arm: number): [number, number][] => [
  [-w / 2, -d / 2], [w / 2, -d / 2], [w / 2, d / 2], [w / 2 - arm, d / 2], [w / 2 - arm, -d / 2 + arm], [-w / 2 + arm, -d / 2 + arm], [-w / 2 + arm, d / 2], [-w / 2, d / 2],
];

const officeLevels = (zone: Zone, dice: Random): number => {
  // many at the lower end, a few that make the skyline
  const t = dice.next() ** 1.7 * (0.35 + 0.65 * zone.centrality);
  return Math.round((zone.towerLow + (zone.towerHigh - zone.towerLow) * t) / 3.9);
};

const officeTower = (zone: Zone, dice: Random): Design => {
  const levels = officeLevels(zone, dice);
  const w = dice.between(24, 36), d = dice.between(22, 32);
  const outline = dice.chance(0.4) ? chamfered(w, d, dice.between(3, 6)) : rect(w, d);
  return design('point', w, d, outline, levels, dice.chance(0.35) ? 'apartments' : 'office', 3.9);
};

const podium = (zone: Zone, dice: Random): Design => {
  const w = dice.between(46, 70), d = dice.between(40, 54);
  const tower = officeTower(zone, dice);
  return { ...design('podium', w, d, rect(w, d), dice.integer(3, 6), 'retail', 5), tower };
};

const pointTower = (zone: Zone, dice: Random): Design => {
  const levels = dice.integer(22, 33) + (dice.chance(0.2) ? dice.integer(0, Math.max(0, Math.round((zone.towerHigh - 100) / 4))) : 0);
  const size = dice.between(24, 31);
  return design('cross', size, size, cross(size, size * dice.between(0.42, 0.55)), levels, 'apartments');
};
const slabTower = (_zone: Zone, dice: Random): Design => {
  const w = dice.between(32, 58), d = dice.between(14, 17);
  return design('slab', w, d, rect(w, d), dice.integer(18, 33), 'apartments');
};
const midSlab = (_zone: Zone, dice: Random): Design => {
  const w = dice.between(22, 46), d = dice.between(11, 14);
  return design('slab', w, d, rect(w, d), dice.integer(6, 9), dice.chance(0.85) ? 'residential' : 'office');
};
const midL = (_zone: Zone, dice: Random): Design => {
  const w = dice.between(26, 42), d = dice.between(24, 34);
  return design('L', w, d, lShape(w, d, dice.between(11, 13)), dice.integer(6, 10), 'residential');
};
const midU = (_zone: Zone, dice: Random): Design => {
  const w = dice.between(36, 52), d = dice.between(26, 36);
  return design('U', w, d, uShape(w, d, dice.between(11, 13)), dice.integer(4, 8), dice.chance(0.5) ? 'school' : 'residential');
};
const house = (_zone: Zone, dice: Random): Design => {
  const w = dice.between(9, 22), d = dice.between(8, 12);
  return design('house', w, d, rect(w, d), dice.integer(2, 5), dice.chance(0.8) ? 'residential' : 'retail');
};
const works = (_zone: Zone, dice: Random): Design => {
  const w = dice.between(30, 60), d = dice.between(18, 30);
  return design('hall', w, d, rect(w, d), dice.integer(1, 3), 'industrial', 5);
};
const mall = (_zone: Zone, dice: Random): Design => {
  const w = dice.between(44, 76), d = dice.between(34, 50);
  return design('mall', w, d, chamfered(w, d, dice.between(4, 9)), dice.integer(5, 8), 'retail', 5);
};

type Maker = (zone: Zone, dice: Random) => Design;
type Mix = readonly (readonly [number, Maker])[];
/** Shares of building types by zone. */
const MIXES: Readonly<Record<Zone['name'], Mix>> = {
  core: [[0.36, podium], [0.22, officeTower], [0.1, pointTower], [0.12, slabTower], [0.08, mall], [0.08, midSlab], [0.04, midL]],
  old: [[0.84, house], [0.13, midSlab], [0.03, midL]],
  lower: [[0.2, pointTower], [0.14, slabTower], [0.3, midSlab], [0.08, midL], [0.24, house], [0.04, podium]],
  waterfront: [[0.4, pointTower], [0.26, slabTower], [0.1, podium], [0.14, midSlab], [0.1, house]],
  urban: [[0.22, pointTower], [0.2, slabTower], [0.32, midSlab], [0.09, midL], [0.05, midU], [0.1, house], [0.02, mall]],
  edge: [[0.16, pointTower], [0.16, slabTower], [0.32, midSlab], [0.06, midL], [0.06, midU], [0.12, house], [0.12, works]],
  hill: [[1, house]],
};

/** A building for a zone; `small` asks for something that fits a leftover place. */
export const draw = (zone: Zone, dice: Random, small: boolean): Design => {
  if (small) {
    if (zone.name === 'core') return dice.chance(0.45) ? officeTower(zone, dice) : dice.chance(0.6) ? pointTower(zone, dice) : midSlab(zone, dice);
    if (dice.chance(zone.name === 'old' || zone.name === 'lower' ? 0.12 : 0.7)) return midSlab(zone, dice);
    return dice.chance(zone.name === 'waterfront' ? 0.6 : 0.25) ? pointTower(zone, dice) : house(zone, dice);
  }
  let t = dice.next();
  for (const [share, maker] of MIXES[zone.name]) {
    t -= share;
    if (t <= 0) return maker(zone, dice);
  }
  return midSlab(zone, dice);
};

export const outlineAt = (plan: Design, centre: Point, angle: number): Point[] => placed(plan.outline, centre, angle);
