import { facts } from './facts';
import { distance, footOn, insideRing } from './geometry';
import type { LonLat, Point } from './plane';
import { planeLine, toPlane } from './plane';

/** Everyday level of the demo: 168 m Wusong, in orthometric metres. */
export const REST_LEVEL = 168 - facts.datum.wusongMinusYellowSeaM;

/** Which land a point of the shore belongs to. */
export type Bank = 'yuzhong' | 'nanan' | 'jiangbei';

/** Both edges of a channel line with a constant half width. */
const offset = (line: readonly Point[], halfWidth: number): { left: Point[]; right: Point[] } => {
  const left: Point[] = [], right: Point[] = [];
  line.forEach((p, i) => {
    const a = line[Math.max(0, i - 1)] as Point, b = line[Math.min(line.length - 1, i + 1)] as Point;
    const length = distance(a, b);
    const nx = -(b.y - a.y) / length, ny = (b.x - a.x) / length;
    left.push({ x: p.x + nx * halfWidth, y: p.y + ny * halfWidth });
    right.push({ x: p.x - nx * halfWidth, y: p.y - ny * halfWidth });
  });
  return { left, right };
};

const ring = planeLine(facts.waterOutline).slice(0, -1);
const slice = (first: number, last: number): Point[] => ring.slice(first, last + 1);
const extension = (first: LonLat, rest: readonly LonLat[]): { left: Point[]; right: Point[] } => {
  const edges = offset(planeLine([first, ...rest]), facts.riverExtensions.halfWidthM);
  return { left: edges.left.slice(1), right: edges.right.slice(1) };
};
const node = (river: 'yangtze' | 'jialing', index: number): LonLat => {
  const found = facts.rivers[river].channel.at(index);
  if (found === undefined) throw new Error(`no channel node ${index}`);
  return [found.lon, found.lat];
};

// The outline runs counter-clockwise from the right bank of Y0: 27 right Yangtze, 2 left below the confluence,
// 25 left Jialing (downstream to upstream), 25 right Jialing, the tip, 23 left Yangtze (downstream to upstream).
/** Points of the drawn edge per channel node: the published nodes are kept, the way between them is rounded. */
const PER_NODE = 4;
/** Catmull–Rom: passes through every node. */
const curved = (line: readonly Point[]): Point[] => {
  const out: Point[] = [];
  for (let i = 0; i + 1 < line.length; i++) {
    const b = line[i] as Point, c = line[i + 1] as Point, a = line[i - 1] ?? b, d = line[i + 2] ?? c;
    for (let k = 0; k < PER_NODE; k++) {
      const t = k / PER_NODE, t2 = t * t, t3 = t2 * t;
      const blend = (p: number, q: number, r: number, s: number): number => 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t2 + (3 * q - p - 3 * r + s) * t3);
      out.push({ x: blend(a.x, b.x, c.x, d.x), y: blend(a.y, b.y, c.y, d.y) });
    }
  }
  out.push(line[line.length - 1] as Point);
  return out;
};
const yangtzeRight = curved(slice(0, 26));
const belowLeft = slice(27, 28);
const jialingLeft = curved(slice(29, 53).reverse());
const jialingRight = curved(slice(54, 78));
const tip = toPlane(facts.tip);
const yangtzeLeft = curved(slice(80, 102).reverse());

const up = extension(node('yangtze', 0), facts.riverExtensions.yangtzeUp);
const down = extension(node('yangtze', -1), facts.riverExtensions.yangtzeDown);
const west = extension(node('jialing', 0), facts.riverExtensions.jialingUp);
// An extension that runs upstream has its left and right hand exchanged.
const upLeft = up.right, upRight = up.left, westLeft = west.right, westRight = west.left;

/** The three shores, each a continuous line with its land on one side. */
export const shores: Readonly<Record<Bank, readonly Point[]>> = {
  nanan: [...[...upRight].reverse(), ...yangtzeRight, ...down.right],
  jiangbei: [...[...westLeft].reverse(), ...jialingLeft, ...[...belowLeft].reverse(), ...down.left],
  yuzhong: [...[...westRight].reverse(), ...jialingRight, tip, ...[...yangtzeLeft].reverse(), ...upLeft],
};

/** Both rivers to the edge of the terrain, counter-clockwise, open. */
export const waterRing: readonly Point[] = [...shores.nanan, ...[...shores.jiangbei].reverse(), ...shores.yuzhong];
export const isWater = (p: Point): boolean => insideRing(waterRing, p);

export interface Shore { /** Metres to the high-water edge, negative in the river. */ readonly distance: number; readonly bank: Bank; readonly foot: Point }
const BANKS: readonly Bank[] = ['yuzhong', 'nanan', 'jiangbei'];

export const shoreAt = (p: Point): Shore => {
  let best = Infinity, bank: Bank = 'yuzhong', foot = p;
  for (const name of BANKS) {
    const found = footOn(shores[name], p);
    if (found.distance < best) { best = found.distance; bank = name; foot = found.point; }
  }
  return { distance: isWater(p) ? -best : best, bank, foot };
};

export interface Reach { readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly gaugeId: string; readonly ring: readonly Point[]; readonly extension: boolean }

/** How far a reach goes on under the land, so that a flood has water to show, metres. */
const UNDER_LAND = 60;
/** The edge moved away from the other bank. */
const widened = (edge: readonly Point[], other: readonly Point[]): Point[] => edge.map((p) => {
  if (distance(p, tip) < 350) return p;
  const q = footOn(other, p).point;
  const length = Math.max(1, distance(p, q));
  return { x: p.x + ((p.x - q.x) / length) * UNDER_LAND, y: p.y + ((p.y - q.y) / length) * UNDER_LAND };
});

const WL = { chaotianmen: 'WL-chaotianmen', caiyuanba: 'WL-caiyuanba' } as const;

/** Named reaches, cut at channel nodes; each polygon is left edge downstream, right edge back. */
export const reaches = (): Reach[] => {
  const yr = widened(yangtzeRight, yangtzeLeft), yl = widened(yangtzeLeft, yangtzeRight);
  const jr = widened(jialingRight, jialingLeft), jl = widened(jialingLeft, jialingRight);
  const bl = widened(belowLeft, yangtzeRight);
  const cut = (left: readonly Point[], right: readonly Point[], from: number, to: number): Point[] =>
    [...right.slice(from * PER_NODE, to * PER_NODE + 1), ...left.slice(from * PER_NODE, to * PER_NODE + 1).reverse()];
  const reach = (id: string, nameZh: string, nameEn: string, gaugeId: string, outline: readonly Point[], isExtension = false): Reach =>
    ({ id: `RR-${id}`, nameZh, nameEn, gaugeId, ring: outline, extension: isExtension });
  const y = (id: string, zh: string, en: string, from: number, to: number, gauge: string): Reach => reach(id, `长江·${zh}`, `Yangtze · ${en}`, gauge, cut(yl, yr, from, to));
  const j = (id: string, zh: string, en: string, from: number, to: number): Reach => reach(id, `嘉陵江·${zh}`, `Jialing · ${en}`, WL.chaotianmen, cut(jl, jr, from, to));
  return [
    reach('yangtze-up', '长江·九龙坡段(示意)', 'Yangtze · upstream (schematic)', WL.caiyuanba, [...[...upRight].reverse(), yr[0] as Point, yl[0] as Point, ...upLeft], true),
    y('yangtze-egongyan', '鹅公岩段', 'Egongyan reach', 0, 4, WL.caiyuanba),
    y('yangtze-caiyuanba', '菜园坝段', 'Caiyuanba reach', 4, 9, WL.caiyuanba),
    y('yangtze-shanhuba', '珊瑚坝段', 'Shanhuba reach', 9, 13, WL.caiyuanba),
    y('yangtze-chuqimen', '储奇门段', 'Chuqimen reach', 13, 18, WL.chaotianmen),
    y('yangtze-dongshuimen', '东水门段', 'Dongshuimen reach', 18, 22, WL.chaotianmen),
    reach('yangtze-below', '长江·两江汇流段', 'Yangtze · confluence reach', WL.chaotianmen,
      [...yr.slice(22 * PER_NODE), bl[0] as Point, bl[1] as Point, jl.at(-1) as Point, jialingRight.at(-1) as Point, tip, yl.at(-1) as Point]),
    reach('yangtze-down', '长江·寸滩段(示意)', 'Yangtze · downstream (schematic)', WL.chaotianmen, [yr.at(-1) as Point, ...down.right, ...[...down.left].reverse(), bl[0] as Point], true),
    reach('jialing-up', '嘉陵江·沙坪坝段(示意)', 'Jialing · upstream (schematic)', WL.chaotianmen, [...[...westRight].reverse(), jr[0] as Point, jl[0] as Point, ...westLeft], true),
    j('jialing-hongyancun', '红岩村段', 'Hongyancun reach', 0, 5),
    j('jialing-hualongqiao', '化龙桥段', 'Hualongqiao reach', 5, 10),
    j('jialing-niujiaotuo', '牛角沱段', 'Niujiaotuo reach', 10, 14),
    j('jialing-daxigou', '大溪沟段', 'Daxigou reach', 14, 19),
    j('jialing-qiansimen', '千厮门段', 'Qiansimen reach', 19, 24),
  ];
};
