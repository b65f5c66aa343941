import type { Site } from './Site';

/** Long sections of the hull: place across (part of depth), thickness, and outline as [part of length, part of height]. */
const LAYERS: readonly (readonly [number, number, readonly (readonly [number, number])[]])[] = [
  [-0.4, 0.16, [[-0.42, 0], [0.34, 0], [0.4, 0.42], [0.1, 0.5], [-0.2, 0.4], [-0.46, 0.48]]],
  [-0.22, 0.18, [[-0.44, 0], [0.42, 0], [0.5, 0.6], [0.22, 0.56], [0.16, 0.82], [-0.16, 0.72], [-0.3, 0.52], [-0.49, 0.62]]],
  [0, 0.22, [[-0.46, 0], [0.44, 0], [0.5, 0.66], [0.3, 0.7], [0.26, 1], [-0.04, 0.92], [-0.1, 0.68], [-0.34, 0.78], [-0.5, 0.56]]],
  [0.22, 0.18, [[-0.45, 0], [0.42, 0], [0.49, 0.52], [0.24, 0.6], [0.18, 0.86], [-0.12, 0.78], [-0.2, 0.56], [-0.48, 0.66]]],
  [0.4, 0.16, [[-0.43, 0], [0.36, 0], [0.44, 0.44], [0.06, 0.4], [-0.24, 0.52], [-0.47, 0.42]]],
];

/** Chongqing Grand Theatre: an angular glass ship, its hull cut into slabs of unequal height. */
export function grandTheatre(site: Site): void {
  const { b } = site, [length, depth] = site.size(220, 100), height = site.number('heightM', 64);
  site.box(b.part('plinth', 'stone'), 0, 0, length * 0.98, depth * 1.02, -8, 5);
  LAYERS.forEach(([across, thick, outline], i) => {
    const glass = b.part(`hull-${i + 1}`, 'glass'), front = depth * (across + thick / 2 - 0.012), back = depth * (across - thick / 2 + 0.012);
    const ring = (v: number) => outline.map(([u, h]) => site.at(u * length, v, 5 + h * (height - 5)));
    // Outlines run counter-clockwise seen against the heading, so the skin follows from front to back.
    glass.loft([ring(front), ring(back)], 'none');
    for (const [v, flip] of [[front, true], [back, false]] as const) fanFromBase(ring(v), flip, (a, c, d) => glass.triangle(a, c, d));
    const rim = b.part(`hull-${i + 1}`, 'wall'), edge = ring(front), far = ring(back);
    for (let k = 1; k + 1 < edge.length; k++) { rim.beam(edge[k]!, edge[k + 1]!, 0.9); rim.beam(far[k]!, far[k + 1]!, 0.9); }
    b.anchor(`hull-${i + 1}`, `hull-${i + 1}`, site.at(0, (front + back) / 2, height * 0.7));
  });
  Object.assign(b.facts, { heightM: height, lengthM: length });
}

type P = readonly [number, number, number];
/** Star-shaped outline filled from the middle of its base edge. */
function fanFromBase(ring: readonly P[], flip: boolean, triangle: (a: P, b: P, c: P) => void): void {
  const a = ring[0]!, b = ring[1]!, centre: P = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
  for (let i = 1; i < ring.length; i++) {
    const p = ring[i]!, q = ring[(i + 1) % ring.length]!;
    if (flip) triangle(centre, q, p); else triangle(centre, p, q);
  }
}
