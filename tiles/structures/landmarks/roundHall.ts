import { hipRoof, roundRoof } from './roofs';
import { circle, type Site } from './Site';

/** Great Hall of the People: three round roofs over a rotunda with red columns, two long wings with corner pavilions. */
export function roundHall(site: Site): void {
  const { b } = site, [width, depth] = site.size(150, 110), height = site.number('heightM', 65);
  const radius = Math.min(width, depth) * 0.25, v = -depth * 0.12;
  const stone = b.part('base', 'stone'), body = b.part('rotunda', 'wall'), roof = b.part('dome', 'roof'), columns = b.part('columns', 'pier');
  site.prism(stone, circle(0, v, radius * 1.35, 24), -8, 4);
  site.prism(body, circle(0, v, radius, 24), 4, height * 0.5);
  const tiers = [[1.3, 0.86, 0.34, 0.5], [1.02, 0.62, 0.56, 0.7], [0.74, 0.06, 0.76, 0.95]] as const;
  for (const [outer, inner, eave, top] of tiers) {
    roundRoof(site, roof, 0, v, radius * outer, radius * inner, height * eave, height * top, 28);
    site.prism(b.part('rotunda', 'gold'), circle(0, v, radius * outer * 0.84, 24), height * eave - 2.2, height * eave - 0.5, 'none');
  }
  site.prism(body, circle(0, v, radius * 0.84, 24), height * 0.48, height * 0.58);
  site.prism(body, circle(0, v, radius * 0.6, 24), height * 0.68, height * 0.78);
  b.part('finial', 'gold').loft([site.ring(circle(0, v, 1.4, 8), height * 0.94), site.ring(circle(0, v, 0.2, 8), height)], 'end');
  for (let i = 0; i < 20; i++) {
    const a = (i / 20) * 2 * Math.PI, x = Math.cos(a) * radius * 1.18, y = v + Math.sin(a) * radius * 1.18;
    columns.beam(site.at(x, y, 4), site.at(x, y, height * 0.34), 1.3);
  }
  for (const side of [-1, 1]) {
    const member = side < 0 ? 'wing-left' : 'wing-right', u = side * (radius + (width / 2 - radius) * 0.5), w = width / 2 - radius * 0.8, h = height * 0.28;
    site.box(b.part(member, 'wall'), u, v, w, depth * 0.26, -6, h);
    hipRoof(site, b.part(member, 'roof'), { u, v, width: w + 4, depth: depth * 0.26 + 5, eave: h, top: h + 7, topWidth: w * 0.8, topDepth: 0.4 });
    const eu = side * (width / 2 - 9), ev = depth * 0.24;
    site.box(b.part(member, 'wall'), eu, (v + ev) / 2, 15, ev - v + 10, -6, h * 0.9);
    hipRoof(site, b.part(member, 'roof'), { u: eu, v: (v + ev) / 2, width: 18, depth: ev - v + 13, eave: h * 0.9, top: h * 0.9 + 5, topWidth: 0.4, topDepth: ev - v });
    site.box(b.part(member, 'wall'), eu, ev, 17, 17, -6, h * 1.25);
    for (const [k, size] of [[1.25, 22], [1.65, 15]] as const) hipRoof(site, b.part(member, 'roof'), { u: eu, v: ev, width: size, depth: size, eave: h * k, top: h * (k + 0.4), topWidth: size * 0.25, topDepth: size * 0.25 });
    for (let i = 0; i < 6; i++) { const x = u - w / 2 + (w * (i + 0.5)) / 6; columns.beam(site.at(x, v + depth * 0.15, 0), site.at(x, v + depth * 0.15, h), 1.1); }
    b.anchor(`${member}-top`, member, site.at(u, v, h + 7));
  }
  // The great stair towards the square.
  for (let i = 0; i < 5; i++) site.box(b.part('stair', 'stone'), 0, v + radius * 1.3 + 4 + i * 5, radius * 1.6, 5.2, -10, 4 - i * 1.6);
  b.anchor('dome-top', 'finial', site.at(0, v, height));
  Object.assign(b.facts, { heightM: height, widthM: width, roofTiers: tiers.length });
}
