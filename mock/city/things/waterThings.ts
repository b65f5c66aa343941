import { facts } from '../facts';
import { distance, footOn, walk } from '../geometry';
import type { Point } from '../plane';
import { toPlane } from '../plane';
import { shores } from '../rivers';
import type { SourceFeature } from '../source';
import { DERIVED } from '../source';
import { inDistrict } from '../zones';
import type { ThingContext } from './ThingContext';
import { thin } from './ThingContext';

/** A place on the district's bank, `inland` metres behind the high-water edge nearest to p. */
const onBank = (p: Point, inland: number, context: ThingContext): Point => {
  const foot = footOn(shores.yuzhong, p).point;
  const h = 15;
  const gx = context.layout.terrain.shoreDistance({ x: foot.x + h, y: foot.y }) - context.layout.terrain.shoreDistance({ x: foot.x - h, y: foot.y });
  const gy = context.layout.terrain.shoreDistance({ x: foot.x, y: foot.y + h }) - context.layout.terrain.shoreDistance({ x: foot.x, y: foot.y - h });
  const length = Math.hypot(gx, gy) || 1;
  return { x: foot.x + (gx / length) * inland, y: foot.y + (gy / length) * inland };
};

/** The two river gauges of the facts, put on the bank at their name, and the city's own level points. */
export const gauges = (context: ThingContext): SourceFeature[] => {
  const owner = '区水利局';
  const river = (id: string, place: readonly [number, number]): SourceFeature => {
    const fact = facts.gauges.find((gauge) => gauge.id === id);
    if (fact === undefined) throw new Error(`gauge ${id} is missing`);
    const p = onBank(toPlane(place), 3, context);
    return context.feature('waterLevelGauge', `WL-${id}`, p, { zh: `${fact.nameZh}水位站`, en: `${fact.nameEn} water-level gauge` }, 3, {
      owner, gauge: 'river', warningStageM: fact.warningStageM, guaranteeStageM: fact.guaranteeStageM, stageDatum: 'Wusong', ...DERIVED, confidence: 'M',
    });
  };
  const own: readonly (readonly [string, string, string, readonly [number, number]])[] = [
    ['daxigou', '大溪沟', 'Daxigou', [106.5552, 29.5690]], ['niujiaotuo', '牛角沱', 'Niujiaotuo', [106.5391, 29.5642]], ['hualongqiao', '化龙桥', 'Hualongqiao', [106.5140, 29.5543]],
    ['hongyancun', '红岩村', 'Hongyancun', [106.4930, 29.5566]], ['hongyadong', '洪崖洞', 'Hongyadong', [106.5752, 29.5659]], ['chuqimen', '储奇门', 'Chuqimen', [106.5760, 29.5518]], ['shanhuba', '珊瑚坝', 'Shanhuba', [106.5570, 29.5502]],
  ];
  const ponding: readonly (readonly [string, string, string, readonly [number, number]])[] = [
    ['caiyuan-road', '菜袁路下穿道', 'Caiyuan Road underpass', [106.5352, 29.5472]], ['changbin-low', '长滨路低洼段', 'Changbin Road low point', [106.5700, 29.5508]],
    ['shangqingsi', '上清寺转盘', 'Shangqingsi roundabout', [106.5407, 29.5618]], ['daping-under', '大坪下穿道', 'Daping underpass', [106.5153, 29.5440]], ['qixinggang-low', '七星岗低洼段', 'Qixinggang low point', [106.5592, 29.5572]],
  ];
  return [
    river('chaotianmen', [106.5838, 29.5690]), river('caiyuanba', [106.5480, 29.5466]),
    ...own.map(([id, zh, en, place]) => context.feature('waterLevelGauge', `WL-${id}`, onBank(toPlane(place), 2, context), { zh: `${zh}水位计`, en: `${en} level sensor` }, 2, { owner, gauge: 'river' })),
    ...ponding.map(([id, zh, en, place]) => context.feature('waterLevelGauge', `WL-${id}`, toPlane(place), { zh: `${zh}积水监测点`, en: `${en} ponding gauge` }, 0.5, { owner: '区排水管理中心', gauge: 'ponding' })),
  ];
};

/** Outfalls along the district's two banks. */
export const outfalls = (context: ThingContext): SourceFeature[] => {
  const places = walk(shores.yuzhong, 60).map((station) => station.point).filter((p) => inDistrict(p) || footOn(shores.yuzhong, p).distance < 1);
  const tip = toPlane(facts.tip);
  const inScene = places.filter((p) => p.x > toPlane([106.492, 29.55]).x && p.y > toPlane([106.53, 29.5318]).y && distance(p, tip) > 150);
  return thin(inScene, 42).map((p) => {
    const at = onBank(p, 1, context);
    return context.feature('outfall', context.id('OF', 3), at, context.inStreet(at, { zh: '排污口', en: 'outfall' }), 1, { owner: '区生态环境局', componentCode: '0310' });
  });
};
