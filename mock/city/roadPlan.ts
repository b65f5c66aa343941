import plan from '../data/yuzhong-roads.json';
import { facts } from './facts';
import { densify, distance, rounded } from './geometry';
import type { LonLat, Point } from './plane';
import { planeLine, toPlane } from './plane';
import { placed } from './geometry';
import { shores } from './rivers';

export type RoadClass = 'mainRoad' | 'riversideRoad' | 'minorRoad' | 'path';
export interface Road {
  readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly class: RoadClass; readonly width: number; readonly line: readonly Point[];
  readonly surveyed?: boolean;
}
interface PlannedRoad { readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly width: number; readonly points: readonly LonLat[] }
interface PlannedArea { readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly centre: LonLat; readonly radii: readonly [number, number]; readonly angle: number }
const planned = plan as unknown as { main: readonly PlannedRoad[]; paths: readonly PlannedRoad[]; parks: readonly PlannedArea[]; squares: readonly PlannedArea[] };

/** A line beside a shore, `offset` metres inland (land lies to the right of the shore's direction when `side` is -1). */
const besideShore = (shore: readonly Point[], offset: number, side: 1 | -1): Point[] => {
  const line = rounded(shore, 1);
  const out = line.map((p, i) => {
    const a = line[Math.max(0, i - 2)] as Point, b = line[Math.min(line.length - 1, i + 2)] as Point;
    const length = Math.max(1, distance(a, b));
    return { x: p.x - (side * offset * (b.y - a.y)) / length, y: p.y + (side * offset * (b.x - a.x)) / length };
  });
  return out;
};

const between = (line: readonly Point[], from: LonLat, to: LonLat): Point[] => {
  const nearest = (p: Point): number => {
    let best = 0;
    line.forEach((q, i) => { if (distance(p, q) < distance(p, line[best] as Point)) best = i; });
    return best;
  };
  const a = nearest(toPlane(from)), b = nearest(toPlane(to));
  return line.slice(Math.min(a, b), Math.max(a, b) + 1);
};

const riverside = (): Road[] => {
  const yuzhong = shores.yuzhong, nanan = shores.nanan, jiangbei = shores.jiangbei;
  const road = (id: string, nameZh: string, nameEn: string, line: readonly Point[], surveyed = false): Road =>
    ({ id, nameZh, nameEn, class: 'riversideRoad', width: 24, line: densify(rounded(line, 2), 60), surveyed });
  const fact = (id: string): Point[] => planeLine(facts.bankRoads.find((bank) => bank.id === id)?.coordinates ?? []);
  const jiabin = fact('jiabin-road'), nanbin = fact('nanbin-road');
  const first = jiabin[0] as Point, last = jiabin[jiabin.length - 1] as Point;
  const toJiabin = between(besideShore(yuzhong, 34, -1), [106.5412, 29.5666], [106.5560, 29.5682]);
  const afterJiabin = between(besideShore(yuzhong, 42, -1), [106.5800, 29.5677], [106.5826, 29.5692]);
  const changbin = between(besideShore(yuzhong, 36, -1), [106.5846, 29.5655], [106.5290, 29.5385]);
  return [
    road('jiabin', '嘉滨路', 'Jiabin Road', jiabin, true),
    road('jiabin-west', '嘉滨路', 'Jiabin Road', [...toJiabin, first]),
    road('jiabin-east', '嘉滨路', 'Jiabin Road', [last, ...afterJiabin]),
    road('changbin', '长滨路', 'Changbin Road', changbin),
    road('nanbin', '南滨路', 'Nanbin Road', nanbin, true),
    road('nanbin-west', '南滨路', 'Nanbin Road', [...between(besideShore(nanan, 34, -1), [106.5330, 29.5250], [106.5630, 29.5432]), nanbin[0] as Point]),
    road('nanbin-north', '南滨路', 'Nanbin Road', [nanbin[nanbin.length - 1] as Point, ...between(besideShore(nanan, 36, -1), [106.5914, 29.5632], [106.5830, 29.5880])]),
    road('beibin', '北滨路', 'Beibin Road', between(besideShore(jiangbei, 36, 1), [106.4915, 29.5605], [106.5785, 29.5738])),
    road('beibin-down', '北滨路', 'Beibin Road', between(besideShore(jiangbei, 36, 1), [106.5788, 29.5752], [106.5745, 29.5900])),
  ];
};

/** Main and riverside roads and the named stairs: the frame that minor streets fill. */
export const plannedRoads = (): Road[] => [
  ...planned.main.map((road): Road => ({ id: road.id, nameZh: road.nameZh, nameEn: road.nameEn, class: 'mainRoad', width: road.width, line: densify(rounded(planeLine(road.points), 2), 60) })),
  ...riverside(),
  ...planned.paths.map((road): Road => ({ id: road.id, nameZh: road.nameZh, nameEn: road.nameEn, class: 'path', width: road.width, line: rounded(planeLine(road.points), 2) })),
];

export interface NamedArea { readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly ring: readonly Point[] }
/** An irregular oval: parks have no straight edges here. */
const oval = (area: PlannedArea, wobble: number): NamedArea => {
  const corners: [number, number][] = [];
  for (let i = 0; i < 28; i++) {
    const t = (i / 28) * 2 * Math.PI;
    const r = 1 + wobble * Math.sin(3 * t + area.centre[0] * 1000) + wobble * 0.6 * Math.sin(5 * t + area.centre[1] * 1000);
    corners.push([Math.cos(t) * area.radii[0] * r, Math.sin(t) * area.radii[1] * r]);
  }
  return { id: area.id, nameZh: area.nameZh, nameEn: area.nameEn, ring: placed(corners, toPlane(area.centre), (area.angle * Math.PI) / 180) };
};
export const parks = (): NamedArea[] => planned.parks.map((area) => oval(area, 0.12));
export const squares = (): NamedArea[] => planned.squares.map((area) => oval(area, 0.02));
