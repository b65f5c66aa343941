import { facts } from './facts';
import { clipHalfPlane, distance, insideRing, ringArea, ringCentre } from './geometry';
import type { Point } from './plane';
import { toPlane } from './plane';
import { isWater } from './rivers';
import type { SourceFeature } from './source';
import { DERIVED, GENERATED, areaFeature } from './source';
import { districtRing } from './zones';

export interface Street { readonly index: number; readonly nameZh: string; readonly nameEn: string; readonly centre: Point }
export const streets: readonly Street[] = facts.streets.map((street, index) => ({ index, nameZh: street.nameZh, nameEn: street.nameEn, centre: toPlane([street.lon, street.lat]) }));

/** The subdistrict of a place: nearest centre, inside the district or not. */
export const streetAt = (p: Point): Street => streets.reduce((best, street) => (distance(p, street.centre) < distance(p, best.centre) ? street : best));

/** Part of a simple ring that is nearer to one centre than to all others. The district ring is concave, so slivers can join along the cut; fine for a schematic. */
const voronoi = (ring: readonly Point[], street: Street): Point[] => {
  let cell = ringArea(ring) < 0 ? [...ring].reverse() : [...ring];
  for (const other of streets) {
    if (other === street) continue;
    const middle = { x: (street.centre.x + other.centre.x) / 2, y: (street.centre.y + other.centre.y) / 2 };
    const across = { x: -(other.centre.y - street.centre.y), y: other.centre.x - street.centre.x };
    // keep the left of the bisector, which is the side of `street`
    cell = clipHalfPlane(cell, middle, { x: middle.x + across.x, y: middle.y + across.y });
  }
  return cell;
};

export const streetFeatures = (): SourceFeature[] => streets.map((street) => areaFeature([voronoi(districtRing, street)], {
  kind: 'district', ground: 'district', id: `ST-${String(street.index + 1).padStart(2, '0')}`, nameZh: street.nameZh, nameEn: street.nameEn,
  ...DERIVED, confidence: 'M', note: '示意 schematic',
}));

export interface GridCell { readonly id: string; readonly ring: readonly Point[]; readonly street: Street; readonly centre: Point }
const CELL = 180;

/** Unit grid over the district's land, named after its subdistrict: the district code, the street and a serial. */
export const gridCells = (): GridCell[] => {
  const turn = 0.12;
  const c = Math.cos(turn), s = Math.sin(turn);
  const turned = (p: Point): Point => ({ x: p.x * c - p.y * s, y: p.x * s + p.y * c });
  const serial = new Map<number, number>();
  const cells: GridCell[] = [];
  for (let y = -4000; y < 3000; y += CELL) for (let x = -7000; x < 5500; x += CELL) {
    const ring = [{ x, y }, { x: x + CELL, y }, { x: x + CELL, y: y + CELL }, { x, y: y + CELL }].map(turned);
    const centre = ringCentre(ring);
    if (!insideRing(districtRing, centre) || isWater(centre) || !ring.every((p) => insideRing(districtRing, p))) continue;
    const street = streetAt(centre);
    const number = (serial.get(street.index) ?? 0) + 1;
    serial.set(street.index, number);
    cells.push({ id: `GC-500103${String(street.index + 1).padStart(3, '0')}${String(number).padStart(3, '0')}`, ring, street, centre });
  }
  return cells;
};

export const gridFeatures = (): SourceFeature[] => gridCells().map((cell, i) => {
  const number = Number(cell.id.slice(-3));
  return areaFeature([cell.ring], {
    kind: 'gridCell', ground: 'gridCell', id: cell.id, nameZh: `${cell.street.nameZh}第${number}网格`, nameEn: `${cell.street.nameEn} grid ${number}`,
    street: cell.street.nameZh, streetEn: cell.street.nameEn, owner: `${cell.street.nameZh}办事处`, ...GENERATED, order: i, note: '示意 schematic',
  });
});

export const districtArea = (): number => ringArea(districtRing) / 1e6;
