/** Girder bridges: rigid frames with haunched boxes, T-frames with suspended spans, and any plain imported bridge. */
import type { MeshBuilder } from '../MeshBuilder';
import { abutment, boxGirder, haunch, pier, rectangle, surface, sweep } from './deckParts';
import { frameBridge } from './frameBridge';
import type { BridgePlan } from './planBridge';

/** Length of a suspended beam between two T-frame cantilevers, metres (Shibanpo 1980: 35 m). */
const SUSPENDED_SPAN_METRES = 35;

/** Continuous rigid frame: variable-depth box, cast into twin-walled piers. */
export function rigidFrame(b: MeshBuilder, plan: BridgePlan): void {
  frameBridge(b, plan);
  plan.spans.forEach((span, i) => {
    const from = plan.supports[i]!;
    sweep(b, plan, `span-${i + 1}`, 'girder', plan.axis.sample(from, from + span, span / 16), (s) => boxGirder(plan.width, haunch(plan, s)));
  });
  plan.supports.forEach((s, i) => {
    const inner = i > 0 && i < plan.spans.length;
    if (!inner && (s < 2 || s > plan.axis.length - 2)) return;
    const longest = inner ? Math.max(plan.spans[i - 1]!, plan.spans[i]!) : 40;
    const twin = inner && longest > 100 ? longest / 28 : 0;
    pier(b, plan, `pier-${i}`, s, plan.deck(s) - haunch(plan, s) + 0.1, {
      along: twin ? Math.max(2, longest / 90) : Math.max(2, longest / 50), across: plan.width * 0.52, batter: 0.003, ...(twin ? { twin } : {}),
    });
  });
}

/** T-frames: every pier carries a balanced pair of cantilevers; short beams hang between their tips. */
export function tFrame(b: MeshBuilder, plan: BridgePlan): void {
  frameBridge(b, plan);
  const gap = 0.6;
  plan.spans.forEach((span, i) => {
    const from = plan.supports[i]!, to = from + span;
    const first = i === 0, last = i === plan.spans.length - 1;
    const hung = Math.min(SUSPENDED_SPAN_METRES, span * 0.4);
    const a = first ? from : from + (span - hung) / 2, c = last ? to : to - (span - hung) / 2;
    const hungTo = first ? from + hung : c, hungFrom = last ? to - hung : a;
    if (!first) piece(b, plan, `t-frame-${i}`, from, hungFrom - gap);
    sweep(b, plan, `suspended-${i + 1}`, 'girder', plan.axis.sample(hungFrom, hungTo, 40), () => boxGirder(plan.width, 2.6));
    if (!last) piece(b, plan, `t-frame-${i + 1}`, hungTo + gap, to);
  });
  plan.supports.forEach((s, i) => {
    const inner = i > 0 && i < plan.spans.length;
    if (!inner && (s < 2 || s > plan.axis.length - 2)) return;
    pier(b, plan, `pier-${i}`, s, plan.deck(s) - haunch(plan, s) + 0.1, { along: inner ? 7 : 2.4, across: plan.width * 0.5, batter: 0.012 });
  });
}

function piece(b: MeshBuilder, plan: BridgePlan, member: string, from: number, to: number): void {
  if (to - from < 1) return;
  sweep(b, plan, member, 'girder', plan.axis.sample(from, to, (to - from) / 7), (s) => boxGirder(plan.width, haunch(plan, s)));
}

/** Any bridge of which only the line is known: slab or shallow box, equal spans, single piers. */
export function girder(b: MeshBuilder, plan: BridgePlan): void {
  const length = plan.axis.length, span = plan.spans[0] ?? length;
  frameBridge(b, plan);
  const depth = Math.min(2.2, 0.6 + Math.max(...plan.spans) * 0.04);
  const from = plan.supports[0]!, to = plan.supports.at(-1)!;
  sweep(b, plan, 'span-1', 'girder', plan.axis.sample(from, to, Math.max(30, span)), () => boxGirder(plan.width, depth));
  plan.supports.forEach((s, i) => {
    if (i === 0 || i === plan.spans.length) return;
    pier(b, plan, `pier-${i}`, s, plan.deck(s) - depth, { along: Math.max(1, depth * 0.7), across: Math.max(1.4, plan.width * 0.35), batter: 0 });
  });
}

/** Footbridge: slim deck on single columns, high railings, stairs down to the ground at both ends. */
export function footbridge(b: MeshBuilder, plan: BridgePlan): void {
  const length = plan.axis.length, half = plan.width / 2;
  surface(b, { ...plan, lanes: 0, rail: false }, 0, length, { thickness: 0.35 });
  sweep(b, plan, 'span-1', 'girder', plan.axis.sample(0, length, 30), () => rectangle(half * 0.6, half * 0.6, -1.1, -0.35));
  plan.supports.forEach((s, i) => pier(b, plan, `pier-${i}`, Math.min(length - 0.8, Math.max(0.8, s)), plan.deck(s) - 1.1, { along: 0.9, across: 0.9, batter: 0 }));
  for (const [member, s, out] of [['stair-a', 0, -1], ['stair-b', length, 1]] as const) stair(b, plan, member, s, out);
  const main = length / 2;
  b.anchor('midspan', 'span-1', plan.axis.point(main, 0, plan.deck(main)));
  b.anchor('span-1-quarter-a', 'span-1', plan.axis.point(length / 4, 0, plan.deck(length / 4)));
  Object.assign(b.facts, { lengthM: length, mainSpanM: Math.max(...plan.spans), spanCount: plan.spans.length, widthM: plan.width, deckElevationM: plan.deck(main) });
}

function stair(b: MeshBuilder, plan: BridgePlan, member: string, s: number, out: 1 | -1): void {
  const top = plan.deck(s), drop = top - plan.ground(s);
  if (drop < 1) { abutment(b, plan, member, s, out === 1 ? -1 : 1, 1); return; }
  const f = plan.axis.at(s), run = drop * 1.9, half = plan.width / 2;
  // Stairs leave sideways, as on a street, so they never run on into the crossing.
  const at = (n: number, t: number, z: number): [number, number, number] => [f.x - f.ty * n + f.tx * t, f.y + f.tx * n + f.ty * t, z];
  const inner = out === 1 ? -2.4 : 0, outer = out === 1 ? 0 : 2.4;
  const ring = (n: number, z: number): [number, number, number][] => [at(n, inner, z - 0.5), at(n, inner, z), at(n, outer, z), at(n, outer, z - 0.5)];
  b.part(member, 'deck').loft([ring(half, top), ring(half + run, top - drop)]);
}
