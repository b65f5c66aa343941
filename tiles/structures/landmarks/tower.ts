import { type Ring, type Site } from './Site';

/** Share of the plan that each setback takes away. */
const SETBACK = 0.13;

/** High-rise: podium, glass shaft with setbacks and floor bands, crown by name (`spire`, `mast`, `slab`, `flat`). */
export function tower(site: Site): void {
  const { b } = site, [width, depth] = site.size(42, 42), height = site.number('heightM', 150), crown = site.text('crown') || 'flat';
  const roof = Math.min(height, site.number('roofM', crown === 'spire' ? height * 0.9 : crown === 'mast' ? height * 0.925 : crown === 'slab' ? height * 0.965 : height));
  const setbacks = site.numbers('setbacks').filter((s) => s > 0 && s < 1), levels = [0, ...setbacks, 1];
  const podium = Math.min(26, height * 0.14);
  site.prism(b.part('podium', 'stone'), chamfered(width * 1.45, depth * 1.45, 4), -8, podium);
  for (let i = 0; i + 1 < levels.length; i++) {
    const k = 1 - i * SETBACK, member = `shaft-${i + 1}`, from = roof * levels[i]!, to = roof * levels[i + 1]!;
    const ring = chamfered(width * k, depth * k, width * 0.12);
    site.prism(b.part(member, 'glass'), ring, from, to);
    const bands = Math.max(1, Math.round((to - from) / 42));
    for (let n = 1; n <= bands; n++) site.prism(b.part(member, 'wall'), chamfered(width * k + 0.9, depth * k + 0.9, width * 0.12), from + ((to - from) * n) / bands - 2.4, from + ((to - from) * n) / bands, 'both');
    for (const [u, v] of ring) b.part(member, 'wall').beam(site.at(u, v, from), site.at(u, v, to), 1.1);
    b.anchor(`${member}-top`, member, site.at(0, (depth * k) / 2, to));
  }
  const last = 1 - (levels.length - 2) * SETBACK, w = width * last, d = depth * last, top = b.part('crown', 'wall');
  if (crown === 'spire') {
    b.part('crown', 'glass').loft([[1, roof], [0.72, roof + (height - roof) * 0.35], [0.3, roof + (height - roof) * 0.62]].map(([k, h]) => site.ring(chamfered(w * k!, d * k!, w * 0.12 * k!), h!)), 'end');
    top.loft([site.ring(chamfered(3, 3, 0.8), roof + (height - roof) * 0.55), site.ring(chamfered(0.8, 0.8, 0.2), height)], 'end');
  } else if (crown === 'mast') {
    site.prism(top, chamfered(w * 0.55, d * 0.55, 2), roof, roof + (height - roof) * 0.35);
    top.beam(site.at(0, 0, roof), site.at(0, 0, height), 1.4, 1.4, 'both');
  } else if (crown === 'slab') {
    site.box(top, -w * 0.3, 0, w * 0.3, d * 0.9, roof, height);
    site.box(top, w * 0.3, 0, w * 0.3, d * 0.9, roof, height - (height - roof) * 0.4);
  }
  b.anchor('top', 'crown', site.at(0, 0, height));
  b.anchor('base', 'podium', site.at(0, depth * 0.72, podium));
  Object.assign(b.facts, { heightM: height, roofM: roof, setbackCount: setbacks.length, widthM: width });
}

function chamfered(width: number, depth: number, cut: number): Ring {
  const w = width / 2, d = depth / 2, c = Math.min(cut, w * 0.45, d * 0.45);
  return [[-w + c, -d], [w - c, -d], [w, -d + c], [w, d - c], [w - c, d], [-w + c, d], [-w, d - c], [-w, -d + c]];
}
