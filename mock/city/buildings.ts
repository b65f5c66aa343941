import type { Design } from './footprints';
import { draw, outlineAt } from './footprints';
import { headingOf, lineLength, walk } from './geometry';
import type { Occupancy } from './occupancy';
import { BUILT, FREE } from './occupancy';
import type { Point } from './plane';
import { random } from './random';
import type { Random } from './random';
import type { Road } from './roadPlan';
import type { StreetField } from './streetField';
import type { Terrain } from './terrain';
import { toPlane } from './plane';
import type { Zone } from './zones';

export interface Building {
  readonly rings: readonly (readonly Point[])[];
  readonly centre: Point;
  readonly design: Design;
  readonly zone: Zone['name'];
  /** Index into the roads that it stands on, or -1 in the inside of a block. */
  readonly road: number;
  readonly number: number;
  readonly heading: number;
}

export interface Site { readonly terrain: Terrain; readonly field: StreetField; readonly occupancy: Occupancy; readonly bounds: readonly [number, number, number, number]; zone(p: Point): Zone }

/** Steepest ground that is built on; taller things need flatter ground. */
const MAX_GRADE = 0.62;

/** How far the ground may rise under a footprint, metres: houses terrace, halls do not. */
const reliefLimit = (design: Design): number => (design.shape === 'mall' || design.shape === 'hall' ? 9 : design.shape === 'podium' ? 14 : 22);

const place = (site: Site, design: Design, centre: Point, angle: number): Point[] | undefined => {
  if (site.occupancy.at(centre) !== FREE) return undefined;
  const ring = outlineAt(design, centre, angle);
  let low = Infinity, high = -Infinity;
  for (const p of ring) {
    const z = site.terrain.elevation(p);
    low = Math.min(low, z);
    high = Math.max(high, z);
  }
  if (high - low > reliefLimit(design)) return undefined;
  return site.occupancy.isFree(ring) ? ring : undefined;
};

/** Buildings along every street, both sides, then inside the blocks; nothing overlaps anything. */
export const placeBuildings = (roads: readonly Road[], site: Site, seed: number): Building[] => {
  const dice = random(seed, 'buildings');
  const out: Building[] = [];
  const numbers = new Map<string, number>();

  const settle = (design: Design, ring: readonly Point[], centre: Point, angle: number, zone: Zone, road: number, side: 1 | -1): void => {
    site.occupancy.mark(ring, BUILT);
    const name = roads[road]?.nameZh ?? '';
    const last = numbers.get(`${name}${side}`) ?? (side === 1 ? -1 : 0);
    const number = last + 2;
    numbers.set(`${name}${side}`, number);
    const base = { centre, zone: zone.name, road, number, heading: headingOf(angle) };
    if (design.tower === undefined) {
      out.push({ ...base, rings: [ring], design });
      return;
    }
    // The tower stands in an opening of its podium, so that no two solids share a place.
    const shift = (room: number): number => dice.between(-room, room);
    const dx = shift(Math.max(0, design.width / 2 - design.tower.width / 2 - 4)), dy = shift(Math.max(0, design.depth / 2 - design.tower.depth / 2 - 4));
    const at = { x: centre.x + dx * Math.cos(angle) - dy * Math.sin(angle), y: centre.y + dx * Math.sin(angle) + dy * Math.cos(angle) };
    const towerRing = outlineAt(design.tower, at, angle);
    out.push({ ...base, rings: [ring, [...towerRing].reverse()], design });
    out.push({ ...base, rings: [towerRing], centre: at, design: design.tower });
  };

  const frontage = (road: Road, index: number, side: 1 | -1, dicer: Random): void => {
    const stations = walk(road.line, 3, 6);
    const margin = road.width / 2 + (road.class === 'path' ? 1.5 : 3.5);
    let blocked = -Infinity;
    for (const station of stations) {
      if (station.along < blocked) continue;
      const normal = { x: -Math.sin(station.angle) * side, y: Math.cos(station.angle) * side };
      const probe = { x: station.point.x + normal.x * (margin + 7), y: station.point.y + normal.y * (margin + 7) };
      if (site.occupancy.at(probe) !== FREE) continue;
      const zone = site.zone(probe);
      const { grade } = site.terrain.slope(probe);
      if (zone.density === 0 || grade > MAX_GRADE) continue;
      if (dicer.chance((1 - zone.density) * 0.75)) { blocked = station.along + dicer.between(15, 40); continue; }
      for (const small of zone.name === 'edge' ? [false, true] : [false, false, true, true]) {
        const design = draw(zone, dicer, small);
        const away = margin + design.depth / 2 + dicer.between(0, 2.5);
        const centre = {
          x: station.point.x + Math.cos(station.angle) * (design.width / 2) + normal.x * away,
          y: station.point.y + Math.sin(station.angle) * (design.width / 2) + normal.y * away,
        };
        // the building's own front faces the street
        const angle = side === 1 ? station.angle : station.angle + Math.PI;
        const ring = place(site, design, centre, angle);
        if (ring === undefined) continue;
        settle(design, ring, centre, angle, zone, index, side);
        const gap = zone.name === 'old' ? dicer.between(0.8, 3) : design.levels > 14 ? (zone.name === 'core' ? dicer.between(5, 12) : dicer.between(8, 16)) : dicer.between(2, 7);
        blocked = station.along + design.width + gap;
        break;
      }
    }
  };
  roads.forEach((road, index) => {
    if (lineLength(road.line) < 25) return;
    frontage(road, index, 1, dice);
    frontage(road, index, -1, dice);
  });

  // The inside of the blocks, in rows that follow the streets.
  const low = toPlane([site.bounds[0], site.bounds[1]]), high = toPlane([site.bounds[2], site.bounds[3]]);
  for (let x = low.x; x < high.x; x += 15) for (let y = low.y; y < high.y; y += 15) {
    const centre = { x: x + dice.between(0, 12), y: y + dice.between(0, 12) };
    if (site.occupancy.at(centre) !== FREE) continue;
    const zone = site.zone(centre);
    const openness = zone.density === 0 ? 1 : zone.name === 'edge' ? 0.96 : zone.name === 'urban' ? 1 - zone.density * 0.32 : 0.25;
    if (dice.chance(openness) || site.terrain.slope(centre).grade > MAX_GRADE) continue;
    const angle = site.field.angle(centre);
    for (const small of zone.name === 'core' ? [false, true, true] : [dice.chance(0.5)]) {
      const design = draw(zone, dice, small);
      const ring = place(site, design, centre, angle);
      if (ring === undefined) continue;
      settle(design, ring, centre, angle, zone, -1, 1);
      break;
    }
  }
  return out;
};
