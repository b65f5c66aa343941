import { type Ring, type Site } from './Site';

/** Across and depth of one tower at its foot, metres; estimated from the plan proportions. */
const TOWER_WIDTH_METRES = 36;
const TOWER_DEPTH_METRES = 40;

/** Raffles City: eight sail-shaped towers on one podium, two tall ones forward, a glass tube across four roofs. */
export function rafflesCity(site: Site): void {
  const { b } = site, [width, depth] = site.size(330, 150);
  const heights = site.numbers('towerHeightsM').length === 8 ? site.numbers('towerHeightsM') : [250, 250, 250, site.number('heightM', 354.5), site.number('heightM', 354.5), 250, 250, 250];
  const podium = site.number('podiumM', 40), bridgeAt = site.number('skyBridgeElevationAboveGroundM', 250), bridgeLength = site.number('skyBridgeLengthM', 300);
  const bow = (u: number): number => -depth * 0.16 - ((u / (width / 2)) ** 2) * depth * 0.16;
  const terrace = (scale: number, h0: number, h1: number): void => site.prism(b.part('podium', 'stone'), hull(width * scale, depth * scale), h0, h1);
  terrace(1, -14, podium * 0.5);
  terrace(0.9, podium * 0.5, podium * 0.8);
  terrace(0.78, podium * 0.8, podium);

  let rear = 0;
  heights.forEach((height, i) => {
    const tall = height > 300, member = `tower-${i + 1}`;
    const u = tall ? (i < 4 ? -34 : 34) : (rear++ - 2.5) * (width / 5.6);
    const v = tall ? depth * 0.22 : bow(u);
    sail(site, member, u, v, height, podium * 0.4, tall ? 1.12 : 1);
    b.anchor(`${member}-top`, member, site.at(u, v, height));
    b.anchor(`${member}-base`, member, site.at(u, v + 22, podium + 2));
  });

  const tube = b.part('sky-bridge', 'glass'), n = 14, rings = [];
  for (let i = 0; i <= n; i++) {
    const u = (i / n - 0.5) * bridgeLength, end = Math.min(1, Math.min(i, n - i) / 1.6 + 0.25);
    rings.push(Array.from({ length: 8 }, (_, k) => { const a = ((k + 0.5) / 8) * 2 * Math.PI; return site.at(u, bow(u) + Math.cos(a) * 15 * end, bridgeAt + 11 + Math.sin(a) * 11 * end); }));
  }
  tube.loft(rings, 'both');
  site.prism(b.part('sky-bridge', 'girder'), strip(bridgeLength * 0.92, bow, 9), bridgeAt - 1, bridgeAt + 1.5, 'both');
  b.anchor('sky-bridge-mid', 'sky-bridge', site.at(0, bow(0), bridgeAt + 22));
  Object.assign(b.facts, { heightM: Math.max(...heights), towerCount: heights.length, skyBridgeM: bridgeLength, skyBridgeAboveGroundM: bridgeAt });
}

/** Tower whose river face bellies out and runs to a thin edge above: a filled sail. */
function sail(site: Site, member: string, u: number, v: number, height: number, from: number, scale: number): void {
  const w = TOWER_WIDTH_METRES * scale, d = TOWER_DEPTH_METRES * scale, levels = [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.88, 1];
  const rings = levels.map((t) => {
    const front = d * (0.5 + 0.16 * Math.sin(Math.PI * Math.min(1, t * 1.15)) - 0.36 * t ** 2.4), back = -d * (0.5 - 0.1 * t), side = (w / 2) * (1 - 0.22 * t ** 3);
    const section: Ring = [[-side, back], [side, back], [side, front * 0.55], [side * 0.5, front], [-side * 0.5, front], [-side, front * 0.55]];
    // The roof is cut at a slant, high at the back.
    return section.map(([x, y]) => site.at(u + x, v + y, from + (height - from) * t - (t === 1 ? Math.max(0, (y - back) / (front - back)) * height * 0.05 : 0)));
  });
  site.b.part(member, 'glass').loft(rings, 'end');
  const fins = site.b.part(member, 'wall');
  for (const corner of [0, 1, 3, 4]) for (let i = 0; i + 1 < rings.length; i++) fins.beam(rings[i]![corner]!, rings[i + 1]![corner]!, 1.6);
  for (const i of [2, 4]) { const ring = rings[i]!; for (let k = 0; k < ring.length; k++) fins.beam(ring[k]!, ring[(k + 1) % ring.length]!, 1.4, 3.5); }
}

const hull = (width: number, depth: number): Ring => [[-width / 2, -depth / 2], [width / 2, -depth / 2], [width / 2, depth * 0.1], [width * 0.22, depth / 2], [-width * 0.22, depth / 2], [-width / 2, depth * 0.1]];

function strip(length: number, bow: (u: number) => number, half: number): Ring {
  const us = Array.from({ length: 9 }, (_, i) => (i / 8 - 0.5) * length);
  return [...us.map((u) => [u, bow(u) - half] as const), ...us.reverse().map((u) => [u, bow(u) + half] as const)];
}

