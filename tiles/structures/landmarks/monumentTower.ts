import { circle, type Site } from './Site';

/** Jiefangbei: octagonal shaft on steps, clock faces under a wider head. */
export function monumentTower(site: Site): void {
  const { b } = site, height = site.number('heightM', 27.5), radius = height * 0.115;
  const stone = b.part('shaft', 'stone');
  for (let i = 0; i < 3; i++) site.prism(b.part('steps', 'stone'), circle(0, 0, radius * (2.6 - i * 0.45), 8), i === 0 ? -2 : i * 0.6, (i + 1) * 0.6);
  stone.loft([1, 0.86, 0.8].map((k, i) => site.ring(circle(0, 0, radius * k, 8), [1.8, height * 0.5, height * 0.8][i]!)), 'none');
  site.prism(stone, circle(0, 0, radius * 1.08, 8), height * 0.8, height * 0.93, 'both');
  site.prism(b.part('head', 'roof'), circle(0, 0, radius * 0.72, 8), height * 0.93, height * 0.97);
  b.part('head', 'gold').beam(site.at(0, 0, height * 0.97), site.at(0, 0, height), 0.5, 0.5, 'both');
  for (let i = 0; i < 4; i++) {
    const a = (i * Math.PI) / 2, d = radius * 1.02, out = (x: number): ReturnType<Site['at']> => site.at(Math.cos(a) * x, Math.sin(a) * x, height * 0.865);
    b.part('clock', 'gold').tube([out(d), out(d + 0.35)], radius * 0.34, 10);
    const face = Array.from({ length: 10 }, (_, k) => { const t = (k / 10) * 2 * Math.PI, side = Math.cos(t) * radius * 0.34; return site.at(Math.cos(a) * (d + 0.35) - Math.sin(a) * side, Math.sin(a) * (d + 0.35) + Math.cos(a) * side, height * 0.865 + Math.sin(t) * radius * 0.34); });
    b.part('clock', 'gold').face(face);
  }
  b.anchor('top', 'head', site.at(0, 0, height));
  b.anchor('base', 'steps', site.at(0, radius * 2, 1.8));
  Object.assign(b.facts, { heightM: height, sides: 8 });
}
