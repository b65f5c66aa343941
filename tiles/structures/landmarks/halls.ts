/** Low landmarks: museum on an arc, temples, pavilion tower, viewing decks, a factory park, a railway station. */
import type { Vec3 } from '../vec3';
import { hipRoof } from './roofs';
import { circle, rect, type Ring, type Site } from './Site';

/** Three Gorges Museum: an arc of stone round the square, a glass drum behind its middle. */
export function museumArc(site: Site): void {
  const { b } = site, [width, depth] = site.size(140, 80), height = site.number('heightM', 32), n = 16, radius = width * 0.62, half = 0.86;
  const arc = (r: number, i: number): readonly [number, number] => { const a = -half + (2 * half * i) / n; return [Math.sin(a) * r, depth * 0.7 - Math.cos(a) * r]; };
  for (let i = 0; i < n; i++) {
    const inner = radius - depth * 0.16, outer = radius + depth * 0.12, middle = 1 - Math.abs(i - (n - 1) / 2) / n;
    const ring: Ring = [arc(outer, i), arc(outer, i + 1), arc(inner, i + 1), arc(inner, i)];
    site.prism(b.part('arc', 'stone'), ring, -8, height * (0.55 + 0.3 * middle), 'both');
  }
  site.prism(b.part('drum', 'glass'), circle(0, -depth * 0.12, depth * 0.24, 20), -4, height * 0.86);
  b.part('drum', 'glass').loft([1, 0.8, 0.4].map((k, i) => site.ring(circle(0, -depth * 0.12, depth * 0.24 * k, 20), height * [0.86, 0.95, 1][i]!)), 'end');
  b.anchor('drum-top', 'drum', site.at(0, -depth * 0.12, height));
  Object.assign(b.facts, { heightM: height, widthM: width });
}

/** Temple court: main hall with two eaves, a gate and two side halls round a yard. */
export function temple(site: Site): void {
  const { b } = site, [width, depth] = site.size(70, 55), height = site.number('heightM', 16);
  site.box(b.part('terrace', 'stone'), 0, 0, width, depth, -6, 1);
  const hall = (member: string, u: number, v: number, w: number, d: number, h: number, double: boolean): void => {
    const wall = b.part(member, 'wall'), roof = b.part(member, 'roof'), eave = h * (double ? 0.42 : 0.55);
    site.box(wall, u, v, w, d, 1, eave + 0.6);
    for (const x of [-0.46, -0.23, 0, 0.23, 0.46]) for (const y of [-0.52, 0.52]) b.part(member, 'pier').beam(site.at(u + w * x, v + d * y, 1), site.at(u + w * x, v + d * y, eave), 0.7);
    if (double) {
      hipRoof(site, roof, { u, v, width: w * 1.28, depth: d * 1.5, eave, top: h * 0.58, topWidth: w * 0.82, topDepth: d * 0.72 });
      site.box(wall, u, v, w * 0.78, d * 0.68, h * 0.54, h * 0.68);
      hipRoof(site, roof, { u, v, width: w * 1.02, depth: d * 1.12, eave: h * 0.68, top: h, topWidth: w * 0.5, topDepth: 0.4 });
    } else hipRoof(site, roof, { u, v, width: w * 1.2, depth: d * 1.4, eave, top: h, topWidth: w * 0.7, topDepth: 0.4 });
    b.part(member, 'gold').beam(site.at(u - w * 0.27, v, h), site.at(u + w * 0.27, v, h), 0.6, 0.8, 'both');
    b.anchor(`${member}-ridge`, member, site.at(u, v, h));
  };
  hall('main-hall', 0, -depth * 0.22, width * 0.5, depth * 0.26, height, true);
  hall('gate', 0, depth * 0.38, width * 0.34, depth * 0.12, height * 0.62, false);
  for (const side of [-1, 1]) {
    const member = side < 0 ? 'side-hall-left' : 'side-hall-right', u = side * width * 0.38;
    site.box(b.part(member, 'wall'), u, 0.06 * depth, width * 0.14, depth * 0.5, 1, height * 0.34);
    hipRoof(site, b.part(member, 'roof'), { u, v: 0.06 * depth, width: width * 0.19, depth: depth * 0.56, eave: height * 0.34, top: height * 0.58, topWidth: 0.4, topDepth: depth * 0.42 });
  }
  Object.assign(b.facts, { heightM: height, widthM: width });
}

/** Pavilion tower: storeys that shrink under upturned eaves, pointed on top. */
export function pavilionTower(site: Site): void {
  const { b } = site, [width] = site.size(20, 20), height = site.number('heightM', 40), floors = Math.max(2, Math.round(site.number('floors', 5)));
  const body = height * 0.84, storey = (body - 2) / floors;
  site.prism(b.part('base', 'stone'), circle(0, 0, width * 0.72, 8), -5, 2);
  for (let k = 0; k < floors; k++) {
    const size = width * (0.78 - (0.34 * k) / floors), h = 2 + k * storey;
    site.prism(b.part(`floor-${k + 1}`, 'wall'), rect(0, 0, size, size), h, h + storey * 0.74);
    hipRoof(site, b.part(`floor-${k + 1}`, 'roof'), { u: 0, v: 0, width: size * 1.42, depth: size * 1.42, eave: h + storey * 0.68, top: h + storey, topWidth: size * 0.82, topDepth: size * 0.82 });
  }
  const size = width * 0.44;
  hipRoof(site, b.part('crown', 'roof'), { u: 0, v: 0, width: size * 1.3, depth: size * 1.3, eave: body, top: height * 0.95, topWidth: 0.6, topDepth: 0.6 });
  b.part('crown', 'gold').beam(site.at(0, 0, height * 0.94), site.at(0, 0, height), 0.6, 0.6, 'both');
  b.anchor('top', 'crown', site.at(0, 0, height));
  Object.assign(b.facts, { heightM: height, floors });
}

/** Viewing deck: paved platform on a wall, railing, steps and a few pillars. */
export function observationDeck(site: Site): void {
  const { b } = site, [width, depth] = site.size(50, 30), height = site.number('heightM', 6);
  const tiers = height >= 6 && depth > 60 ? 3 : 1;
  for (let i = 0; i < tiers; i++) {
    const d = depth * (1 - i / (tiers + 1)), v = -(depth - d) / 2;
    site.box(b.part(`terrace-${i + 1}`, 'stone'), 0, v, width * (1 - i * 0.1), d, -10, (height * (i + 1)) / tiers);
  }
  const w = width * (1 - (tiers - 1) * 0.1), d = depth * (1 - (tiers - 1) / (tiers + 1)), v = -(depth - d) / 2, rail = b.part('railing', 'railing');
  const corners = rect(0, v, w - 0.6, d - 0.6);
  corners.forEach(([u0, v0], i) => {
    const [u1, v1] = corners[(i + 1) % 4]!;
    for (const h of [0.6, 1.1]) rail.beam(site.at(u0, v0, height + h), site.at(u1, v1, height + h), 0.18);
    for (let k = 0; k < 8; k++) { const t = k / 8; rail.beam(site.at(u0 + (u1 - u0) * t, v0 + (v1 - v0) * t, height), site.at(u0 + (u1 - u0) * t, v0 + (v1 - v0) * t, height + 1.1), 0.18); }
  });
  for (let i = 0; i < 4; i++) site.box(b.part('steps', 'stone'), 0, depth / 2 + 1 + i * 2, width * 0.3, 2.1, -10, height * (0.8 - i * 0.2));
  b.anchor('platform', 'terrace-1', site.at(0, v, height));
  Object.assign(b.facts, { heightM: height, widthM: width });
}

/** Former printing works: rows of saw-tooth sheds, a block and a chimney. */
export function factoryPark(site: Site): void {
  const { b } = site, [width, depth] = site.size(120, 80), height = site.number('heightM', 18);
  for (let row = 0; row < 2; row++) {
    const member = `shed-${row + 1}`, v = (row === 0 ? -0.26 : 0.16) * depth, d = depth * 0.3, teeth = 5, w = (width * 0.62) / teeth;
    site.box(b.part(member, 'wall'), -width * 0.16, v, width * 0.62, d, -6, height * 0.5);
    for (let i = 0; i < teeth; i++) {
      const u0 = -width * 0.47 + i * w, u1 = u0 + w, low = height * 0.5, high = height * 0.78;
      const section = (y: number): Vec3[] => [site.at(u0, y, low), site.at(u1, y, low), site.at(u0 + 0.5, y, high)];
      b.part(member, 'roof').loft([section(v + d / 2), section(v - d / 2)], 'both');
    }
  }
  site.box(b.part('block', 'wall'), width * 0.34, -depth * 0.06, width * 0.24, depth * 0.7, -6, height);
  site.box(b.part('block', 'roof'), width * 0.34, -depth * 0.06, width * 0.25, depth * 0.72, height, height + 0.8);
  b.part('chimney', 'stone').loft([site.ring(circle(width * 0.12, depth * 0.38, 2, 8), -4), site.ring(circle(width * 0.12, depth * 0.38, 1.2, 8), height * 1.7)], 'end');
  b.anchor('block-top', 'block', site.at(width * 0.34, 0, height));
  Object.assign(b.facts, { heightM: height, widthM: width });
}

/** Railway station: long hall under a vaulted roof, lower wings. */
export function stationHall(site: Site): void {
  const { b } = site, [width, depth] = site.size(180, 46), height = site.number('heightM', 24), vault = width * 0.42;
  site.box(b.part('hall', 'wall'), 0, 0, width, depth, -5, height * 0.5);
  site.box(b.part('hall', 'glass'), 0, 0, vault, depth * 1.04, 0, height * 0.62);
  const section = (v: number): Vec3[] => Array.from({ length: 9 }, (_, i) => { const a = (i / 8) * Math.PI; return site.at((Math.cos(a) * vault) / 2, v, height * 0.62 + Math.sin(a) * height * 0.38); });
  b.part('vault', 'roof').loft([section(depth * 0.56), section(-depth * 0.56)], 'both');
  for (const side of [-1, 1]) site.box(b.part('wings', 'roof'), side * (width / 2 - (width - vault) / 4), 0, (width - vault) / 2 + 2, depth + 4, height * 0.5, height * 0.55);
  b.anchor('vault-top', 'vault', site.at(0, 0, height));
  Object.assign(b.facts, { heightM: height, widthM: width });
}
