/** What all bridges have around their main spans: the whole deck, approach viaducts, end supports, anchors and facts. */
import type { MeshBuilder } from '../MeshBuilder';
import { abutment, boxGirder, pier, surface, sweep } from './deckParts';
import { DECK_GAP_METRES, type BridgePlan } from './planBridge';

/** Usual span of a concrete approach viaduct, metres. */
const APPROACH_SPAN_METRES = 35;

/** Deck over the full path, approaches outside the main bridge, abutments, span anchors and facts. */
export function frameBridge(b: MeshBuilder, plan: BridgePlan): void {
  const start = plan.supports[0]!, end = plan.supports.at(-1)!, length = plan.axis.length;
  surface(b, plan, 0, length);
  approach(b, plan, 0, start, 'a');
  approach(b, plan, end, length, 'b');
  abutment(b, plan, 'abutment-a', 0, 1, 2);
  abutment(b, plan, 'abutment-b', length, -1, 2);
  plan.spans.forEach((span, i) => {
    const s = plan.supports[i]!;
    b.anchor(`span-${i + 1}-mid`, `span-${i + 1}`, plan.axis.point(s + span / 2, 0, plan.deck(s + span / 2)));
    b.anchor(`span-${i + 1}-quarter-a`, `span-${i + 1}`, plan.axis.point(s + span / 4, 0, plan.deck(s + span / 4)));
    b.anchor(`span-${i + 1}-quarter-b`, `span-${i + 1}`, plan.axis.point(s + span * 0.75, 0, plan.deck(s + span * 0.75)));
    b.facts[`span${i + 1}M`] = span;
  });
  for (const [side, s] of [['a', start], ['b', end]] as const) b.anchor(`joint-${side}`, 'deck', plan.axis.point(s, 0, plan.deck(s)));
  const main = plan.supports[plan.mainSpan]! + plan.spans[plan.mainSpan]! / 2;
  b.anchor('midspan', `span-${plan.mainSpan + 1}`, plan.axis.point(main, 0, plan.deck(main)));
  Object.assign(b.facts, {
    lengthM: length, mainBridgeM: end - start, mainSpanM: plan.spans[plan.mainSpan]!, spanCount: plan.spans.length, widthM: plan.width,
    deckElevationM: plan.deck(main), mainStartM: start, lanes: plan.lanes,
  });
  if (plan.overWater) b.facts.waterElevationM = plan.water;
  if (plan.widthEstimated) b.facts.widthEstimated = 1;
}

function approach(b: MeshBuilder, plan: BridgePlan, from: number, to: number, side: 'a' | 'b'): void {
  const length = to - from;
  if (length < 3) return;
  const usual = typeof plan.spec.approachSpanM === 'number' ? plan.spec.approachSpanM : APPROACH_SPAN_METRES;
  const count = Math.max(1, Math.round(length / usual)), step = length / count;
  const depth = plan.doubleDeck ? DECK_GAP_METRES * 0.35 : Math.min(2.4, 0.8 + step * 0.045);
  sweep(b, plan, `approach-${side}`, 'girder', plan.axis.sample(from, to, step), () => boxGirder(plan.width, depth));
  for (let i = side === 'a' ? 0 : 1; i < (side === 'a' ? count : count + 1); i++) {
    const s = from + i * step;
    if (s < 1 || s > plan.axis.length - 1) continue;
    pier(b, plan, `approach-${side}-pier-${i}`, s, plan.deck(s) - depth, { along: 1.8, across: Math.max(2.4, plan.width * 0.32), batter: 0.004 });
  }
}
