import { footOn, lineLength } from './geometry';
import type { Layout } from './layout';
import type { Point } from './plane';
import { toPlane } from './plane';
import type { SourceFeature } from './source';
import { GENERATED, lineFeature } from './source';
import { streetAt } from './districts';

/** Names and places by general knowledge (L). */
const FOOTBRIDGES: readonly (readonly [string, string, readonly [number, number]])[] = [
  ['较场口天桥', 'Jiaochangkou footbridge', [106.5684, 29.5564]], ['临江门天桥', 'Linjiangmen footbridge', [106.5716, 29.5620]], ['七星岗天桥', 'Qixinggang footbridge', [106.5594, 29.5573]], ['观音岩天桥', 'Guanyinyan footbridge', [106.5512, 29.5578]],
  ['两路口天桥', 'Lianglukou footbridge', [106.5446, 29.5556]], ['上清寺天桥', 'Shangqingsi footbridge', [106.5409, 29.5619]], ['大礼堂天桥', 'Great Hall footbridge', [106.5516, 29.5640]], ['大坪天桥', 'Daping footbridge', [106.5155, 29.5440]],
  ['石油路天桥', 'Shiyou Road footbridge', [106.5043, 29.5412]], ['化龙桥天桥', 'Hualongqiao footbridge', [106.5143, 29.5527]], ['菜园坝天桥', 'Caiyuanba footbridge', [106.5446, 29.5500]], ['小什字天桥', 'Xiaoshizi footbridge', [106.5797, 29.5628]],
  ['储奇门天桥', 'Chuqimen footbridge', [106.5745, 29.5536]], ['南纪门天桥', 'Nanjimen footbridge', [106.5682, 29.5525]],
];

/** Footbridges as structures across the main road nearest to their place. */
export const footbridgeFeatures = (layout: Layout): SourceFeature[] => {
  const roads = layout.roads.filter((road) => road.class === 'mainRoad' && lineLength(road.line) > 150);
  return FOOTBRIDGES.map(([zh, en, place], i) => {
    const p = toPlane(place);
    const nearest = roads.map((road) => ({ road, foot: footOn(road.line, p) })).reduce((best, next) => (next.foot.distance < best.foot.distance ? next : best));
    const { road, foot } = nearest;
    const a = road.line[foot.segment] as Point, b = road.line[foot.segment + 1] as Point;
    const angle = Math.atan2(b.y - a.y, b.x - a.x) + Math.PI / 2;
    // clear of the junction itself
    const middle = { x: foot.point.x + Math.sin(angle) * 22, y: foot.point.y - Math.cos(angle) * 22 };
    const half = road.width / 2 + 5;
    const end = (sign: 1 | -1): Point => ({ x: middle.x + Math.cos(angle) * half * sign, y: middle.y + Math.sin(angle) * half * sign });
    const street = streetAt(middle);
    return lineFeature([end(-1), end(1)], {
      kind: 'footbridge', id: `FB-${String(i + 1).padStart(3, '0')}`, nameZh: zh, nameEn: en, ...GENERATED, confidence: 'L', street: street.nameZh, streetEn: street.nameEn,
      owner: '区城市管理局市政所', componentCode: '0205', capacity: 400 + 60 * i, structure: { type: 'footbridge', widthM: 4, clearanceM: 5.5, carries: ['foot'] },
    });
  });
};
