import { distance, headingOf, walk } from '../geometry';
import type { Point } from '../plane';
import { toPlane } from '../plane';
import type { Road } from '../roadPlan';
import type { SourceFeature } from '../source';
import type { ThingContext } from './ThingContext';
import { thin } from './ThingContext';

/** Honest counts of the demo: lamps, manholes and trees are ours, cameras are the reported 6,280. */
export const COUNTS = { streetLamp: 8600, manhole: 7600, tree: 4700, ancientTree: 60, camera: 6280 } as const;

const LAMP = { zh: '路灯', en: 'lamp' };
/** Lamps along both sides of main roads, in turn along minor streets and stairs. */
export const lamps = (context: ThingContext): SourceFeature[] => {
  const kerbs = context.districtRoads.flatMap((road) => {
    const big = road.class === 'mainRoad' || road.class === 'riversideRoad';
    return context.kerbs(road, big ? 32 : road.class === 'path' ? 20 : 24, big).map((kerb) => ({ ...kerb, big }));
  });
  return thin(kerbs, COUNTS.streetLamp).map((kerb) => context.feature('streetLamp', context.id('LP', 5), kerb.p, context.onRoad(kerb.road, LAMP), kerb.big ? 10 : kerb.road.class === 'path' ? 4 : 7, {
    heading: (kerb.heading + (kerb.side === 1 ? 90 : 270)) % 360, circuit: `${kerb.road.id}-${Math.floor(kerb.along / 400) + 1}`, owner: '区城市管理局照明中心', componentCode: '0118',
  }));
};

const COVERS = [
  { zh: '雨水井盖', en: 'storm drain cover', code: '0103', owner: '区排水管理中心' }, { zh: '污水井盖', en: 'sewer cover', code: '0102', owner: '区排水管理中心' },
  { zh: '给水井盖', en: 'water valve cover', code: '0101', owner: '自来水公司' }, { zh: '电力井盖', en: 'power cover', code: '0106', owner: '供电公司' },
  { zh: '通信井盖', en: 'telecom cover', code: '0108', owner: '通信管线公司' }, { zh: '燃气井盖', en: 'gas valve cover', code: '0109', owner: '燃气集团' },
] as const;
/** Covers in the carriageway. */
export const manholes = (context: ThingContext): SourceFeature[] => {
  const dice = context.dice('manholes');
  const places = context.districtRoads.filter((road) => road.class !== 'path').flatMap((road) => walk(road.line, road.class === 'minorRoad' ? 17 : 11).map((station) => {
    const offset = dice.between(-0.35, 0.35) * road.width;
    return { road, p: { x: station.point.x - Math.sin(station.angle) * offset, y: station.point.y + Math.cos(station.angle) * offset } };
  })).filter(({ p }) => context.inside(p));
  return thin(places, COUNTS.manhole).map(({ road, p }) => {
    const cover = dice.pick(COVERS);
    return context.feature('manhole', context.id('MH', 5), p, context.onRoad(road, cover), 0, { owner: cover.owner, componentCode: cover.code, cover: cover.zh });
  });
};

const SPECIES = [['黄葛树', 'Ficus virens'], ['小叶榕', 'Ficus microcarpa'], ['香樟', 'Cinnamomum camphora'], ['银杏', 'Ginkgo biloba'], ['蓝花楹', 'Jacaranda mimosifolia'], ['桂花', 'Osmanthus fragrans']] as const;
/** Street trees along wide streets and in parks; a few old ones with a guard. */
export const trees = (context: ThingContext): SourceFeature[] => {
  const dice = context.dice('trees');
  const kerbs = context.districtRoads.filter((road) => road.class !== 'path').flatMap((road) => context.kerbs(road, road.class === 'minorRoad' ? 26 : 15, true, 2.6));
  const inParks: Point[] = [];
  for (const park of context.layout.parks) for (const p of park.ring) {
    const centre = park.ring.reduce((sum, q) => ({ x: sum.x + q.x / park.ring.length, y: sum.y + q.y / park.ring.length }), { x: 0, y: 0 });
    for (let i = 0; i < 9; i++) {
      const t = Math.sqrt(dice.next()) * 0.96;
      const q = { x: centre.x + (p.x - centre.x) * t + dice.between(-6, 6), y: centre.y + (p.y - centre.y) * t + dice.between(-6, 6) };
      if (context.inside(q)) inParks.push(q);
    }
  }
  const ancient = thin(inParks, COUNTS.ancientTree);
  const old = new Set(ancient);
  const others = inParks.filter((p) => !old.has(p));
  const street = thin(kerbs, COUNTS.tree - ancient.length - Math.min(others.length, 1500));
  const tree = (p: Point, name: { zh: string; en: string }, isAncient: boolean): SourceFeature => {
    const [zh, latin] = isAncient ? SPECIES[dice.chance(0.85) ? 0 : 3] : dice.pick(SPECIES);
    const age = isAncient ? dice.integer(100, 420) : dice.integer(8, 60);
    return context.feature('tree', context.id('TR', 5), p, name, 0, {
      species: zh, speciesLatin: latin, age, ancient: isAncient, height: isAncient ? dice.integer(14, 24) : dice.integer(5, 13), crown: isAncient ? dice.integer(12, 22) : dice.integer(3, 9),
      owner: '区城市管理局园林所', componentCode: isAncient ? '0401' : '0402',
    });
  };
  return [
    ...ancient.map((p) => tree(p, context.inStreet(p, { zh: '古树', en: 'ancient tree' }), true)),
    ...thin(others, 1500).map((p) => tree(p, context.inStreet(p, { zh: '公园树', en: 'park tree' }), false)),
    ...street.map((kerb) => tree(kerb.p, context.onRoad(kerb.road, { zh: '行道树', en: 'street tree' }), false)),
  ];
};

interface Junction { readonly p: Point; readonly roads: readonly Road[] }
/** Places where two streets meet, found on a fine raster of their courses. */
export const junctions = (roads: readonly Road[]): Junction[] => {
  const cells = new Map<number, { p: Point; roads: Set<Road> }>();
  const out: { p: Point; roads: Road[] }[] = [];
  for (const road of roads) for (const { point } of walk(road.line, 6, 0)) {
    const key = Math.floor(point.x / 14) * 65536 + Math.floor(point.y / 14);
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, { p: point, roads: new Set([road]) });
    else cell.roads.add(road);
  }
  const near = new Map<number, Point[]>();
  for (const cell of cells.values()) {
    if (cell.roads.size < 2) continue;
    const cx = Math.floor(cell.p.x / 40), cy = Math.floor(cell.p.y / 40);
    let crowded = false;
    for (let i = -1; i <= 1; i++) for (let j = -1; j <= 1; j++) for (const q of near.get((cx + i) * 65536 + cy + j) ?? []) if (distance(q, cell.p) < 36) crowded = true;
    if (crowded) continue;
    const key = cx * 65536 + cy;
    near.set(key, [...(near.get(key) ?? []), cell.p]);
    out.push({ p: cell.p, roads: [...cell.roads] });
  }
  return out;
};

const CAMERA = { zh: '监控', en: 'camera' };
/** The reported 6,280 video feeds: the panorama at 洪崖洞, junctions, kerbs and doors. */
export const cameras = (context: ThingContext): SourceFeature[] => {
  const dice = context.dice('cameras');
  const owner = '区公安分局视频专网';
  const out: SourceFeature[] = [
    context.feature('camera', context.id('CAM', 5), toPlane([106.57575, 29.56545]), { zh: '洪崖洞全景球机', en: 'Hongyadong panorama camera' }, 24, { heading: 340, fov: 360, panorama: true, owner, componentCode: '0136' }),
    context.feature('camera', context.id('CAM', 5), toPlane([106.5731, 29.5604]), { zh: '解放碑全景球机', en: 'Jiefangbei panorama camera' }, 18, { heading: 120, fov: 360, panorama: true, owner, componentCode: '0136' }),
    context.feature('camera', context.id('CAM', 5), toPlane([106.5838, 29.5687]), { zh: '朝天门全景球机', en: 'Chaotianmen panorama camera' }, 20, { heading: 30, fov: 360, panorama: true, owner, componentCode: '0136' }),
  ];
  const camera = (p: Point, road: Road, heading: number, height: number): SourceFeature =>
    context.feature('camera', context.id('CAM', 5), p, context.onRoad(road, CAMERA), height, { heading, fov: dice.pick([60, 75, 90]), owner, componentCode: '0136' });
  for (const junction of junctions(context.districtRoads)) {
    if (out.length > COUNTS.camera * 0.55) break;
    const road = junction.roads[0] as Road;
    const count = road.class === 'mainRoad' || road.class === 'riversideRoad' ? 4 : 2;
    const turn = dice.between(0, 2 * Math.PI);
    for (let k = 0; k < count; k++) {
      const angle = turn + (k * 2 * Math.PI) / count;
      const reach = road.width / 2 + 2;
      const p = { x: junction.p.x + Math.cos(angle) * reach, y: junction.p.y + Math.sin(angle) * reach };
      if (context.inside(p)) out.push(camera(p, road, headingOf(angle + Math.PI), 6.5));
    }
  }
  const left = COUNTS.camera - out.length;
  const doors = thin(context.layout.buildings.filter((building) => building.road >= 0 && context.inside(building.centre)), Math.floor(left * 0.45));
  for (const building of doors) {
    const road = context.layout.roads[building.road] as Road;
    const angle = ((90 - building.heading) * Math.PI) / 180 - Math.PI / 2;
    const reach = building.design.depth / 2 + 1;
    out.push(camera({ x: building.centre.x + Math.cos(angle) * reach, y: building.centre.y + Math.sin(angle) * reach }, road, headingOf(angle), 4));
  }
  const kerbs = thin(context.districtRoads.flatMap((road) => context.kerbs(road, 30, true, 1.4)), COUNTS.camera - out.length);
  for (const kerb of kerbs) out.push(camera(kerb.p, kerb.road, kerb.heading, 5.5));
  return out;
};
