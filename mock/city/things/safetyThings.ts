import { toPlane } from '../plane';
import type { Point } from '../plane';
import { distance } from '../geometry';
import type { SourceFeature } from '../source';
import type { ThingContext } from './ThingContext';
import { thin } from './ThingContext';

/** Terminals reported for the district. */
export const SEPTIC_TANKS = 745;
/** The tank of the demo's gas story stands at 鹅岭二厂. */
const STORY_TANK = 14;

/** Tanks beside buildings, below ground. */
export const septicTanks = (context: ThingContext): SourceFeature[] => {
  const dice = context.dice('tanks');
  const homes = thin(context.layout.buildings.filter((building) => context.inside(building.centre) && building.design.levels >= 4), SEPTIC_TANKS);
  return Array.from({ length: SEPTIC_TANKS }, (_, i) => {
    const building = homes[i % homes.length];
    if (building === undefined) throw new Error('no building for a tank');
    const angle = ((90 - building.heading) * Math.PI) / 180 + Math.PI / 2;
    const reach = building.design.depth / 2 + 3;
    const story = i + 1 === STORY_TANK;
    const p = story ? toPlane([106.53705, 29.5535]) : { x: building.centre.x + Math.cos(angle) * reach, y: building.centre.y + Math.sin(angle) * reach };
    const name = story ? { zh: '鹅岭二厂化粪池', en: 'Eling Second Factory septic tank' } : context.inStreet(p, { zh: '化粪池', en: 'septic tank' });
    return context.feature('septicTank', `SC-${String(i + 1).padStart(3, '0')}`, p, name, -3.5, {
      volumeM3: dice.pick([50, 75, 100, 150]), fan: true, owner: '区城市管理局环卫所', componentCode: '0302',
    });
  });
};

const NAMED_SLOPES: readonly (readonly [string, string, readonly [number, number]])[] = [
  ['李子坝危岩', 'Liziba dangerous rock', [106.53455, 29.55545]], ['洪崖洞危岩', 'Hongyadong dangerous rock', [106.5749, 29.5642]], ['鹅岭南坡', 'Eling south slope', [106.5362, 29.5522]],
  ['佛图关北坡', 'Fotuguan north slope', [106.5270, 29.5512]], ['枇杷山南坡', 'Pipashan south slope', [106.5540, 29.5546]], ['虎头岩危岩', 'Hutouyan dangerous rock', [106.5075, 29.5508]],
  ['沧白路崖壁', 'Cangbai Road cliff', [106.5762, 29.5643]], ['山城巷挡墙', 'Shancheng Lane retaining wall', [106.5655, 29.5535]],
];

/** Slopes and rocks on the steepest ground, the named ones first. */
export const slopes = (context: ThingContext): SourceFeature[] => {
  const { terrain } = context.layout;
  const found: { p: Point; grade: number }[] = [];
  for (let x = -6000; x < 4700; x += 55) for (let y = -3000; y < 1800; y += 55) {
    const p = { x, y };
    if (!context.inside(p) || terrain.shoreDistance(p) < 40) continue;
    const { grade } = terrain.slope(p);
    if (grade > 0.38) found.push({ p, grade });
  }
  found.sort((a, b) => b.grade - a.grade);
  const named = NAMED_SLOPES.map(([, , place]) => toPlane(place));
  const picked: { p: Point; grade: number }[] = [];
  for (const place of found) {
    if (picked.length === 44) break;
    if ([...picked.map((other) => other.p), ...named].every((p) => distance(p, place.p) > 170)) picked.push(place);
  }
  const dice = context.dice('slopes');
  const slope = (p: Point, name: { zh: string; en: string }): SourceFeature => {
    const { grade } = terrain.slope(p);
    return context.feature('slope', context.id('SL', 3), p, name, 1, {
      gradePercent: Math.round(grade * 100), volumeM3: dice.integer(2, 90) * 100, threatened: dice.integer(3, 260), owner: '区规划自然资源局', localCode: '2117',
    });
  };
  return [
    ...NAMED_SLOPES.map(([zh, en], i) => slope(named[i] as Point, { zh, en })),
    ...picked.map(({ p }) => slope(p, context.inStreet(p, { zh: '边坡', en: 'slope' }))),
  ];
};

/** Lifts in tall buildings, and the public ones that replace stairs. */
export const lifts = (context: ThingContext): SourceFeature[] => {
  const tall = thin(context.layout.buildings.filter((building) => building.design.levels >= 16 && context.inside(building.centre)), 242);
  const open: readonly (readonly [string, string, readonly [number, number]])[] = [
    ['凯旋路电梯', 'Kaixuan Road lift', [106.5716, 29.5545]], ['两路口皇冠扶梯', 'Crown Escalator', [106.5450, 29.5532]], ['洪崖洞观光电梯', 'Hongyadong lift', [106.5757, 29.5648]],
    ['十八梯扶梯', 'Shibati escalator', [106.5700, 29.5540]], ['千厮门电梯', 'Qiansimen lift', [106.5775, 29.5652]], ['石板坡电梯', 'Shibanpo lift', [106.5600, 29.5540]],
    ['李子坝电梯', 'Liziba lift', [106.5343, 29.5558]], ['朝天门扶梯', 'Chaotianmen escalator', [106.5832, 29.5676]],
  ];
  return [
    ...open.map(([zh, en, place]) => context.feature('lift', context.id('LF', 3), toPlane(place), { zh, en }, 0, { public: true, owner: '区城市管理局', confidence: 'L' })),
    ...tall.map((building) => context.feature('lift', context.id('LF', 3), building.centre, context.inStreet(building.centre, { zh: '电梯', en: 'lift' }), 2, { public: false, levels: building.design.levels, owner: '物业公司' })),
  ];
};
