/** Suspension bridges: portal towers, parabolic main cables, hangers; anchored in the ground or in the girder itself. */
import type { MeshBuilder } from '../MeshBuilder';
import type { Vec3 } from '../vec3';
import { CABLE_METRES } from './cableParts';
import { rectangle, sweep } from './deckParts';
import { frameBridge } from './frameBridge';
import type { BridgePlan } from './planBridge';
import { piers } from './trussBridge';

/** Sag of the main cable against the main span (usual 1:10 to 1:11). */
const SAG_RATIO = 1 / 10.5;
const HANGER_SPACING_METRES = 15;
/** Cable above the deck at its lowest point, metres. */
const LOW_POINT_METRES = 3;

export function suspension(b: MeshBuilder, plan: BridgePlan): void { build(b, plan, false); }
export function selfAnchoredSuspension(b: MeshBuilder, plan: BridgePlan): void { build(b, plan, true); }

function build(b: MeshBuilder, plan: BridgePlan, selfAnchored: boolean): void {
  frameBridge(b, plan);
  const { supports, spans, mainSpan } = plan;
  const [left, right] = [supports[mainSpan]!, supports[mainSpan + 1]!];
  const outer = [supports[Math.max(0, mainSpan - 1)]!, supports[Math.min(supports.length - 1, mainSpan + 2)]!] as const;
  const planeAt = plan.width / 2 + 0.8, sag = spans[mainSpan]! * SAG_RATIO;
  const depth = 3.4, half = plan.width / 2 + 1;
  spans.forEach((span, i) => {
    const from = supports[i]!;
    sweep(b, plan, `span-${i + 1}`, 'girder', plan.axis.sample(from, from + span, 60), () => [[-half * 0.5, -depth], [half * 0.5, -depth], [half, -1.4], [half * 0.96, -0.5], [-half * 0.96, -0.5], [-half, -1.4]]);
  });

  const towers = [left, right].map((s, i) => {
    const known = plan.pylons.find((p) => Math.abs(p.s - s) < 60);
    const base = known?.base ?? plan.ground(s);
    return { member: `pylon-${i + 1}`, s, base, top: known?.top ?? plan.deck(s) + sag + LOW_POINT_METRES + 6 };
  });
  towers.forEach((tower, i) => {
    portal(b, plan, tower.member, tower.s, tower.base, tower.top, planeAt);
    b.anchor(`${tower.member}-top`, tower.member, plan.axis.point(tower.s, planeAt, tower.top));
    b.anchor(`${tower.member}-deck`, tower.member, plan.axis.point(tower.s, planeAt, plan.deck(tower.s) + 2));
    b.anchor(`${tower.member}-base`, tower.member, plan.axis.point(tower.s, 0, Math.max(tower.base + 6, plan.water + 2)));
    Object.assign(b.facts, { [`pylon${i + 1}HeightM`]: tower.top - tower.base, [`pylon${i + 1}StationM`]: tower.s, pylonCount: 2 });
  });

  const saddle = (i: 0 | 1): number => towers[i]!.top - 1.5;
  const lowest = plan.deck((left + right) / 2) + LOW_POINT_METRES;
  const cableZ = (s: number): number => {
    if (s >= left && s <= right) {
      const u = (s - left) / (right - left), chord = saddle(0) + (saddle(1) - saddle(0)) * u;
      return chord - 4 * u * (1 - u) * ((saddle(0) + saddle(1)) / 2 - lowest);
    }
    const i = s < left ? 0 : 1, tower = i === 0 ? left : right, end = outer[i];
    const u = (s - tower) / (end - tower || 1), foot = plan.deck(end) + 0.5;
    const bow = sag * (Math.abs(end - tower) / spans[mainSpan]!) ** 2;
    return saddle(i) + (foot - saddle(i)) * u - 4 * u * (1 - u) * bow;
  };
  for (const [name, plane] of [['left', planeAt], ['right', -planeAt]] as const) {
    const stations = plan.axis.sample(outer[0], left, 30).concat(plan.axis.sample(left, right, 20).slice(1), plan.axis.sample(right, outer[1], 30).slice(1));
    b.part(`cable-${name}`, 'cable').tube(stations.map((s) => plan.axis.point(s, plane, cableZ(s))), 0.55, 6);
    b.anchor(`cable-${name}-mid`, `cable-${name}`, plan.axis.point((left + right) / 2, plane, cableZ((left + right) / 2)));
    hangers(b, plan, name, plane, [outer[0], left, right, outer[1]], cableZ);
  }
  anchorages(b, plan, outer, selfAnchored, planeAt);
  const towerAt = (s: number): boolean => Math.abs(s - left) < 1 || Math.abs(s - right) < 1;
  piers(b, plan, (s) => plan.deck(s) - depth - 0.3, { along: 3, across: plan.width * 0.7, batter: 0.005 }, towerAt);
}

function hangers(b: MeshBuilder, plan: BridgePlan, name: string, plane: number, edges: readonly number[], cableZ: (s: number) => number): void {
  let n = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    const from = edges[i]!, to = edges[i + 1]!, count = Math.max(1, Math.round((to - from) / HANGER_SPACING_METRES));
    for (let k = 1; k < count; k++) {
      const s = from + ((to - from) * k) / count, deck = plan.deck(s), top = cableZ(s);
      n += 1;
      if (top - deck < 1.2) continue;
      const member = `hanger-${name}-${String(n).padStart(2, '0')}`;
      b.part(member, 'hanger').beam(plan.axis.point(s, plane, deck - 0.6), plan.axis.point(s, plane, top), CABLE_METRES);
      b.anchor(member, member, plan.axis.point(s, plane, deck + Math.min(4, (top - deck) / 2)));
    }
  }
}

/** Two legs leaning a little inwards with cross-beams below the deck, above it and at the saddles. */
function portal(b: MeshBuilder, plan: BridgePlan, member: string, s: number, base: number, top: number, plane: number): void {
  const f = plan.axis.at(s), sink = b.part(member, 'pylon'), deck = plan.deck(s);
  const at = (n: number, z: number): Vec3 => [f.x + f.nx * n, f.y + f.ny * n, z];
  const ring = (n: number, z: number, c: number, a: number): Vec3[] => [[a, -c], [a, c], [-a, c], [-a, -c]].map(([u, v]): Vec3 => [f.x + f.tx * u! + f.nx * (n + v!), f.y + f.ty * u! + f.ny * (n + v!), z]);
  const foot = plane + 4.5, lean = (z: number): number => foot + (plane - foot) * ((z - base) / (top - base));
  for (const side of [1, -1]) sink.loft([ring(side * foot, base - 3, 2.6, 4), ring(side * lean(deck), deck, 2.2, 3.4), ring(side * plane, top, 1.9, 3)]);
  for (const [z, height] of [[deck - 6.5, 4], [deck + (top - deck) * 0.55, 3], [top - 4, 4]] as const) sink.beam(at(-lean(z), z), at(lean(z), z), 4, height, 'none');
  sink.prism([[6, -foot - 5], [6, foot + 5], [-6, foot + 5], [-6, -foot - 5]].map(([u, v]): [number, number] => [f.x + f.tx * u! + f.nx * v!, f.y + f.ty * u! + f.ny * v!]), base - 3, base + 5);
}

function anchorages(b: MeshBuilder, plan: BridgePlan, outer: readonly [number, number], selfAnchored: boolean, planeAt: number): void {
  outer.forEach((s, i) => {
    const out = i === 0 ? -1 : 1, f = plan.axis.at(s), deck = plan.deck(s);
    const member = `anchorage-${i + 1}`;
    if (selfAnchored) {
      const stations = [s - 8, s + 8];
      sweep(b, plan, member, 'girder', stations, () => rectangle(planeAt + 1.5, planeAt + 1.5, -4.5, 0.4));
      return;
    }
    const half = planeAt + 5, length = 34, [t0, t1] = out < 0 ? [-length, 2] : [-2, length];
    const ring = [[t1, -half], [t1, half], [t0, half], [t0, -half]].map(([t, n]): [number, number] => [f.x + f.tx * t! - f.ty * n!, f.y + f.ty * t! + f.tx * n!]);
    b.part(member, 'pier').prism(ring, plan.ground(s) - 6, deck - 1);
    b.anchor(`${member}-top`, member, plan.axis.point(s + out * 10, 0, deck));
  });
}
