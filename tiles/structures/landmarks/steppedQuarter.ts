import { hipRoof } from './roofs';
import type { Site } from './Site';

/** Storeys reached by each bay, part of the whole: an uneven skyline of stilted houses. */
const BAYS = [0.64, 0.91, 0.73, 1, 0.82, 1, 0.73, 0.55] as const;

/** Hongyadong: houses on stilts stepped down a cliff, every storey under its own lit eave. */
export function steppedQuarter(site: Site): void {
  const { b } = site, [width, depth] = site.size(170, 62), height = site.number('heightM', 75), floors = Math.max(3, Math.round(site.number('floors', 11)));
  const storey = (height * 0.9) / floors, bay = width / BAYS.length;
  BAYS.forEach((share, i) => {
    const u = (i - (BAYS.length - 1) / 2) * bay, count = Math.max(2, Math.round(floors * share)), member = `bay-${i + 1}`;
    for (let k = 0; k < count; k++) {
      const back = -depth / 2, front = depth / 2 - (depth * 0.72 * k) / floors - (i % 2) * 2.5, d = front - back, v = (front + back) / 2, h = k * storey;
      site.box(b.part(member, 'wall'), u, v, bay * 0.94, d, k === 0 ? -12 : h, h + storey * 0.34);
      // The lit gallery under the eave is what people come to see at night.
      site.box(b.part(member, 'gold'), u, v + 0.9, bay * 0.97, d, h + storey * 0.34, h + storey * 0.86);
      if (k < count - 1) hipRoof(site, b.part(member, 'roof'), { u, v: v + 1.4, width: bay * 1.04, depth: d + 2.6, eave: h + storey * 0.88, top: h + storey * 1.02, topWidth: bay * 0.9, topDepth: d - 4 });
      else hipRoof(site, b.part(member, 'roof'), { u, v, width: bay * 1.08, depth: Math.min(d + 3, 24), eave: h + storey * 0.88, top: share === 1 ? height : h + storey * 1.7, topWidth: bay * 0.5, topDepth: 0.4 });
    }
    for (const x of [-0.4, 0, 0.4]) b.part(member, 'pier').beam(site.at(u + bay * x, depth / 2 + 0.4, -12), site.at(u + bay * x, depth / 2 + 0.4, storey * 0.9), 0.8);
    b.anchor(`${member}-top`, member, site.at(u, 0, count * storey));
  });
  Object.assign(b.facts, { heightM: height, floors, widthM: width });
}
