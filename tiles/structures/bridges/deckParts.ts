/** Pieces that every bridge shares: deck slab, girders, railings, lane marks, rails, piers, abutments. */
import type { MeshBuilder } from '../MeshBuilder';
import type { PartRole } from '../structureMesh';
import type { Vec3 } from '../vec3';
import { DECK_GAP_METRES, type BridgePlan } from './planBridge';

/** Points of a cross-section: metres left of the axis and above the deck surface, counter-clockwise looking back. */
type Section = readonly (readonly [number, number])[];

export const rectangle = (left: number, right: number, bottom: number, top: number): Section => [[-right, bottom], [left, bottom], [left, top], [-right, top]];

/** Sweeps a section along stations; `drop` lowers the whole sweep below the road deck. */
export function sweep(b: MeshBuilder, plan: BridgePlan, member: string, role: PartRole, stations: readonly number[], section: (s: number) => Section, drop = 0, caps: 'both' | 'none' = 'both'): void {
  const rings = stations.map((s) => {
    const f = plan.axis.at(s), z = plan.deck(s) - drop;
    return section(s).map(([left, up]): Vec3 => [f.x + f.nx * left, f.y + f.ny * left, z + up]);
  });
  b.part(member, role).loft(rings, caps);
}

/** Haunch depth of a continuous girder at station `s`: deep over piers, shallow at midspan and abutments. */
export function haunch(plan: BridgePlan, s: number): number {
  const { supports, spans } = plan;
  let i = 0;
  while (i < spans.length - 1 && s > supports[i + 1]!) i++;
  const u = Math.min(1, Math.max(0, (s - supports[i]!) / spans[i]!));
  const at = (pier: number): number => (pier <= 0 || pier >= spans.length ? 0 : Math.max(spans[pier - 1]!, spans[pier]!) / 17.5);
  const shallow = Math.max(2.2, spans[i]! / 55);
  const left = at(i), right = at(i + 1);
  const reach = (d: number, t: number): number => (d === 0 ? 0 : (d - shallow) * Math.max(0, 1 - t / (left > 0 && right > 0 ? 0.5 : 0.7)) ** 1.8);
  return shallow + Math.max(0, reach(left, u), reach(right, 1 - u));
}

/** Concrete box under wide wings, as seen on the rigid-frame bridges of the two rivers. */
export function boxGirder(width: number, depth: number): Section {
  const top = width / 2, web = Math.max(1.2, width * 0.27);
  // Starts in the middle of the top edge, from where every corner is visible, so that ends can be closed by a fan.
  return [[0, -0.02], [-top, -0.02], [-top, -0.45], [-web, -0.9], [-web * 0.94, -depth], [web * 0.94, -depth], [web, -0.9], [top, -0.45], [top, -0.02]];
}

/** The running surface from `from` to `to` with parapets, lane marks and, where it carries one, the track. */
export function surface(b: MeshBuilder, plan: BridgePlan, from: number, to: number, options: { readonly member?: string; readonly thickness?: number; readonly step?: number } = {}): void {
  const { width } = plan, member = options.member ?? 'deck';
  const stations = plan.axis.sample(from, to, options.step ?? 40);
  const half = width / 2;
  sweep(b, plan, member, 'deck', stations, () => rectangle(half, half, -(options.thickness ?? 0.5), 0));
  for (const side of [1, -1]) {
    const outer = side * half, inner = side * (half - 0.35);
    sweep(b, plan, 'railing', 'railing', stations, () => rectangle(Math.max(outer, inner), -Math.min(outer, inner), 0, 1.1), 0, 'none');
  }
  if (plan.lanes > 0 && width > 7) marks(b, plan, stations);
  if (plan.rail && !plan.doubleDeck) tracks(b, plan, stations, 0, plan.lanes > 0);
}

function marks(b: MeshBuilder, plan: BridgePlan, stations: readonly number[]): void {
  const carriage = plan.width - 4;
  if (plan.lanes >= 4) sweep(b, plan, 'median', 'railing', stations, () => rectangle(0.3, 0.3, 0, 0.8), 0, 'none');
  for (let lane = 1; lane < plan.lanes; lane++) {
    const left = carriage / 2 - (carriage * lane) / plan.lanes;
    if (plan.lanes >= 4 && Math.abs(left) < 1) continue;
    const f = stations.map((s) => [plan.axis.point(s, left + 0.15, plan.deck(s) + 0.12), plan.axis.point(s, left - 0.15, plan.deck(s) + 0.12)] as const);
    const sink = b.part('lane-marks', 'railing');
    for (let i = 0; i + 1 < f.length; i++) sink.quad(f[i]![0], f[i]![1], f[i + 1]![1], f[i + 1]![0]);
  }
}

/** Two tracks, each as a pair of low beams. */
export function tracks(b: MeshBuilder, plan: BridgePlan, stations: readonly number[], drop: number, beside = false): void {
  for (const centre of beside ? [-plan.width / 2 + 3, plan.width / 2 - 3] : [-2.2, 2.2]) {
    for (const gauge of [-0.72, 0.72]) {
      const left = centre + gauge;
      sweep(b, plan, 'track', 'rail', stations, () => rectangle(left + 0.18, -(left - 0.18), 0, 0.35), drop, 'none');
    }
  }
}

/** Second deck below the first, with the track on it. */
export function lowerDeck(b: MeshBuilder, plan: BridgePlan, from: number, to: number, drop = DECK_GAP_METRES, width = plan.width * 0.8): void {
  const stations = plan.axis.sample(from, to, 40), half = width / 2;
  sweep(b, plan, 'lower-deck', 'lowerDeck', stations, () => rectangle(half, half, -0.6, 0), drop);
  for (const side of [1, -1]) {
    const a = side * half, c = side * (half - 0.3);
    sweep(b, plan, 'lower-railing', 'railing', stations, () => rectangle(Math.max(a, c), -Math.min(a, c), 0, 1), drop, 'none');
  }
  if (plan.rail) tracks(b, plan, stations, drop);
}

export interface PierShape { readonly along: number; readonly across: number; readonly twin?: number; readonly batter?: number }

/** Pier from below the bed up to `top`; `twin` = clear distance of two thin walls along the bridge. */
export function pier(b: MeshBuilder, plan: BridgePlan, member: string, s: number, top: number, shape: PierShape): void {
  const foot = plan.ground(s) - 3;
  if (top - foot < 1) return;
  const f = plan.axis.at(s), batter = shape.batter ?? 0.02;
  const leg = (offset: number): void => {
    const ring = (z: number): Vec3[] => {
      const grow = (top - z) * batter, a = shape.along / 2 + grow * 0.5, w = shape.across / 2 + grow;
      return [[-w, -a], [-w, a], [w, a], [w, -a]].map(([n, t]): Vec3 => [f.x + f.tx * (t! + offset) + -f.ty * n!, f.y + f.ty * (t! + offset) + f.tx * n!, z]);
    };
    b.part(member, 'pier').loft([ring(foot), ring(top)], 'end');
  };
  if (shape.twin) { leg(-shape.twin / 2); leg(shape.twin / 2); } else leg(0);
  if (plan.overWater && top - foot > 20 && shape.across > 4) footing(b, plan, member, s, shape);
  b.anchor(`${member}-top`, member, [f.x, f.y, top]);
  b.anchor(`${member}-base`, member, [f.x, f.y, Math.max(plan.ground(s), plan.overWater ? plan.water : -Infinity)]);
}

function footing(b: MeshBuilder, plan: BridgePlan, member: string, s: number, shape: PierShape): void {
  const f = plan.axis.at(s), ground = plan.ground(s);
  const a = shape.along / 2 + (shape.twin ?? 0) / 2 + 3, w = shape.across / 2 + 4;
  const ring = [[a, -w], [a, w], [-a, w], [-a, -w]].map(([t, n]): [number, number] => [f.x + f.tx * t! - f.ty * n!, f.y + f.ty * t! + f.tx * n!]);
  b.part(member, 'pier').prism(ring, ground - 3, Math.max(ground + 3, ground < plan.water - 4 ? plan.water - 6 : ground + 3));
}

/** Ends of the deck higher than this above the ground stand on a pier, not on a solid block, metres. */
const TALL_ABUTMENT_METRES = 18;

/** Solid block that carries the end of the deck and closes the gap to the ground. */
export function abutment(b: MeshBuilder, plan: BridgePlan, member: string, s: number, towards: 1 | -1, depth: number): void {
  const top = plan.deck(s) - 0.5, foot = plan.ground(s) - 4;
  if (top - foot < 0.5) return;
  if (top - foot > TALL_ABUTMENT_METRES) {
    // High over the bank the deck ends on a slender frame, where the approach of the real bridge would go on.
    pier(b, plan, member, s + towards * 2, plan.deck(s) - Math.max(2, depth), { along: 2.6, across: plan.width * 0.62, batter: 0.004 });
    return;
  }
  const f = plan.axis.at(s), half = plan.width / 2 - 0.3, length = Math.min(12, 3 + depth);
  const t0 = towards > 0 ? -length : 0, t1 = towards > 0 ? 0 : length;
  const ring = [[t1, -half], [t1, half], [t0, half], [t0, -half]].map(([t, n]): [number, number] => [f.x + f.tx * t! - f.ty * n!, f.y + f.ty * t! + f.tx * n!]);
  b.part(member, 'pier').prism(ring, foot, top);
}
