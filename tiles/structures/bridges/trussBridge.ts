/** Steel truss bridges: parallel chords under the road (1966), and the double-deck truss with a rigid upper chord. */
import type { MeshBuilder } from '../MeshBuilder';
import { lowerDeck, pier } from './deckParts';
import { frameBridge } from './frameBridge';
import { DECK_GAP_METRES, type BridgePlan } from './planBridge';
import { panelCount, truss } from './trussParts';

/** Deck truss with parallel chords on solid piers. */
export function steelTruss(b: MeshBuilder, plan: BridgePlan): void {
  frameBridge(b, plan);
  const longest = plan.spans[plan.mainSpan]!, depth = Math.max(6, longest / 8.5);
  plan.spans.forEach((span, i) => {
    const from = plan.supports[i]!, to = from + span;
    truss(b, plan, {
      member: `span-${i + 1}`, from, to, panels: panelCount(from, to, 9), planes: [plan.width * 0.36, -plan.width * 0.36], chord: 0.9, web: 0.55,
      top: (s) => plan.deck(s) - 1, bottom: (s) => plan.deck(s) - 1 - depth,
    });
  });
  piers(b, plan, (s) => plan.deck(s) - 1.4 - depth, { along: 4, across: plan.width * 0.85, batter: 0.03 });
}

/** Double-deck truss of even depth, stiffened by a rigid chord that peaks over the piers like a cable of steel boxes. */
export function cantileverTruss(b: MeshBuilder, plan: BridgePlan): void {
  frameBridge(b, plan);
  const start = plan.supports[0]!, end = plan.supports.at(-1)!;
  const planes = [plan.width / 2 + 0.8, -plan.width / 2 - 0.8];
  const depth = DECK_GAP_METRES + 2, peak = plan.spans[plan.mainSpan]! / 8.5;
  lowerDeck(b, plan, start, end);
  plan.spans.forEach((span, i) => {
    const from = plan.supports[i]!, to = from + span, panels = panelCount(from, to, 12);
    truss(b, plan, { member: `span-${i + 1}`, from, to, panels, planes, chord: 1.3, web: 0.8, cross: 'bottom', top: (s) => plan.deck(s) + 0.4, bottom: (s) => plan.deck(s) - depth });
    const left = i > 0, right = i < plan.spans.length - 1;
    const rise = (s: number): number => {
      const u = (s - from) / span;
      const away = left && right ? Math.abs(2 * u - 1) : left ? 1 - u : u;
      return 0.4 + peak * away ** 2;
    };
    for (const plane of planes) {
      const chord = b.part(`rigid-chord-${i + 1}`, 'truss');
      for (let k = 0; k <= panels; k++) {
        const s = from + (span * k) / panels, foot = plan.axis.point(s, plane, plan.deck(s) + 0.4), head = plan.axis.point(s, plane, plan.deck(s) + rise(s));
        if (head[2] - foot[2] > 1.5) b.part('hangers', 'hanger').beam(foot, head, 0.5);
        const next = from + (span * (k + 1)) / panels;
        if (k < panels) chord.beam(head, plan.axis.point(next, plane, plan.deck(next) + rise(next)), 1.5, 1.8);
      }
    }
  });
  piers(b, plan, (s) => plan.deck(s) - depth - 0.6, { along: 6, across: plan.width * 0.95, batter: 0.01 });
}

/** Piers under the main bridge's supports, except those that `skip` leaves to a tower. */
export function piers(b: MeshBuilder, plan: BridgePlan, top: (s: number) => number, shape: { along: number; across: number; batter?: number }, skip: (s: number) => boolean = () => false): void {
  plan.supports.forEach((s, i) => {
    const inner = i > 0 && i < plan.spans.length;
    if (skip(s) || (!inner && (s < 2 || s > plan.axis.length - 2))) return;
    pier(b, plan, `pier-${i}`, s, top(s), inner ? shape : { ...shape, along: Math.min(3, shape.along) });
  });
}
