/** Half-through arches: the basket-handle box arch on Y-frames, and the truss arch with a stiffening tie. */
import type { MeshBuilder } from '../MeshBuilder';
import { CABLE_METRES } from './cableParts';
import { lowerDeck, pier } from './deckParts';
import { frameBridge } from './frameBridge';
import { DECK_GAP_METRES, type BridgePlan } from './planBridge';
import { piers } from './trussBridge';
import { panelCount, truss } from './trussParts';

/** Crown above the deck against the main span: 56 m over 420 m at Caiyuanba. */
const CROWN_RATIO = 56 / 420;
/** Truss arch, measured against its main span: crown of the lower chord and truss depths (Chaotianmen: 552 m). */
const TRUSS_ARCH = { rise: 128 / 552, crownDepth: 14 / 552, endDepth: 12 / 190, pierDepth: 70 / 552 };

interface MainSpan { readonly from: number; readonly to: number; readonly mid: number; readonly half: number }
const mainOf = (plan: BridgePlan): MainSpan => {
  const from = plan.supports[plan.mainSpan]!, to = from + plan.spans[plan.mainSpan]!;
  return { from, to, mid: (from + to) / 2, half: (to - from) / 2 };
};

export function tiedArch(b: MeshBuilder, plan: BridgePlan): void {
  frameBridge(b, plan);
  const main = mainOf(plan), start = plan.supports[0]!, end = plan.supports.at(-1)!;
  const springing = plan.water + 9, crown = plan.deck(main.mid) + main.half * 2 * CROWN_RATIO;
  const rise = (s: number): number => 1 - ((s - main.mid) / main.half) ** 2;
  const archZ = (s: number): number => springing + (crown - springing) * rise(s);
  // Basket handle: ribs stand wide at the springing and lean towards each other at the crown.
  const wide = plan.width / 2 + 2.5, ribAt = (s: number): number => wide + (wide * 0.42 - wide) * Math.max(0, (archZ(s) - plan.deck(main.mid)) / (crown - plan.deck(main.mid)));
  const n = panelCount(main.from, main.to, 15);
  const stations = Array.from({ length: n + 1 }, (_, i) => main.from + ((main.to - main.from) * i) / n);
  for (const [side, name] of [[1, 'left'], [-1, 'right']] as const) {
    const member = `arch-${name}`, rib = stations.map((s) => plan.axis.point(s, side * ribAt(s), archZ(s)));
    for (let i = 0; i < n; i++) b.part(member, 'arch').beam(rib[i]!, rib[i + 1]!, 2.6, 4);
    b.anchor(`${member}-crown`, member, rib[n / 2]!);
    b.anchor(`${member}-foot-a`, member, rib[1]!);
    b.anchor(`${member}-foot-b`, member, rib[n - 1]!);
    stations.forEach((s, i) => {
      if (archZ(s) - plan.deck(s) < 4) return;
      const hanger = `hanger-${name}-${String(i).padStart(2, '0')}`;
      b.part(hanger, 'hanger').beam(plan.axis.point(s, side * plan.width / 2, plan.deck(s) - 0.5), rib[i]!, CABLE_METRES);
      b.anchor(hanger, hanger, plan.axis.point(s, side * plan.width / 2, plan.deck(s) + 3));
    });
  }
  stations.forEach((s, i) => {
    const clear = archZ(s) - plan.deck(s);
    if (clear < 14 && clear > -18) return;
    if (i > 0 && i < n) b.part('arch-braces', 'arch').beam(plan.axis.point(s, ribAt(s), archZ(s)), plan.axis.point(s, -ribAt(s), archZ(s)), 1.5);
  });
  stiffTruss(b, plan, start, end);
  // The other arm of each Y-frame carries the neighbouring span from the same springing.
  for (const [foot, to, member] of [[main.from, plan.supports[plan.mainSpan - 1], 'y-frame-1'], [main.to, plan.supports[plan.mainSpan + 2], 'y-frame-2']] as const) {
    if (to === undefined) continue;
    const tip = foot + (to - foot) * 0.72, under = plan.deck(tip) - DECK_GAP_METRES - 2;
    for (const side of [1, -1]) {
      for (let k = 0; k < 6; k++) {
        const at = (t: number): [number, number, number] => { const p = plan.axis.point(foot + (tip - foot) * t, side * (wide - (wide - plan.width * 0.4) * t), springing + (under - springing) * (1 - (1 - t) ** 1.7)); return [p[0], p[1], p[2]]; };
        b.part(member, 'pier').beam(at(k / 6), at((k + 1) / 6), 4, 5.5 - k * 0.4);
      }
    }
    b.anchor(`${member}-base`, member, plan.axis.point(foot, 0, springing));
  }
  plan.supports.forEach((s, i) => {
    if (Math.abs(s - main.from) < 1 || Math.abs(s - main.to) < 1) pier(b, plan, `pier-${i}`, s, springing + 3, { along: 14, across: wide * 2 + 8, batter: 0.05 });
  });
  piers(b, plan, (s) => plan.deck(s) - DECK_GAP_METRES - 2, { along: 3.5, across: plan.width * 0.8, batter: 0.004 }, (s) => Math.abs(s - main.from) < 1 || Math.abs(s - main.to) < 1);
  b.facts.archCrownM = crown;
}

/** Two decks joined by trusses at their edges. */
function stiffTruss(b: MeshBuilder, plan: BridgePlan, start: number, end: number): void {
  if (plan.doubleDeck) lowerDeck(b, plan, start, end);
  plan.spans.forEach((span, i) => {
    const from = plan.supports[i]!, to = from + span;
    truss(b, plan, {
      member: `span-${i + 1}`, from, to, panels: panelCount(from, to, 16), planes: [plan.width * 0.44, -plan.width * 0.44], chord: 1.1, web: 0.7, cross: 'bottom',
      top: (s) => plan.deck(s) - 1, bottom: (s) => plan.deck(s) - (plan.doubleDeck ? DECK_GAP_METRES + 1.2 : 5),
    });
  });
}

export function trussArch(b: MeshBuilder, plan: BridgePlan): void {
  frameBridge(b, plan);
  const main = mainOf(plan), start = plan.supports[0]!, end = plan.supports.at(-1)!, span = main.half * 2;
  const bearing = Math.max(plan.water + 12, plan.deck(main.mid) - span * 0.085);
  const lowerAt = (s: number): number => {
    const u = (s - main.mid) / main.half;
    if (Math.abs(u) <= 1) return bearing + span * TRUSS_ARCH.rise * (1 - u * u);
    const side = Math.max(1, s < main.from ? main.from - start : end - main.to), t = s < main.from ? (main.from - s) / side : (s - main.to) / side;
    return bearing + (plan.deck(s) - DECK_GAP_METRES - 2 - bearing) * Math.sin(Math.min(1, t * 1.25) * Math.PI * 0.5);
  };
  const upperAt = (s: number): number => {
    const u = (s - main.mid) / main.half, crown = bearing + span * (TRUSS_ARCH.rise + TRUSS_ARCH.crownDepth), over = bearing + span * TRUSS_ARCH.pierDepth;
    if (Math.abs(u) <= 1) return over + (crown - over) * (1 - Math.abs(u) ** 2.1) ;
    const side = Math.max(1, s < main.from ? main.from - start : end - main.to), t = s < main.from ? (main.from - s) / side : (s - main.to) / side;
    const low = plan.deck(s) + 1;
    return low + (over - low) * (1 - t) ** 2;
  };
  const plane = plan.width / 2 + 1.4;
  plan.spans.forEach((length, i) => {
    const from = plan.supports[i]!, to = from + length;
    truss(b, plan, { member: i === plan.mainSpan ? 'arch' : `side-truss-${i + 1}`, role: 'arch', from, to, panels: panelCount(from, to, 13.8), planes: [plane, -plane], chord: 1.7, web: 0.95, cross: 'top', top: upperAt, bottom: lowerAt });
  });
  b.anchor('arch-crown', 'arch', plan.axis.point(main.mid, plane, upperAt(main.mid)));
  for (const [id, s] of [['arch-quarter-a', main.from + span / 4], ['arch-quarter-b', main.to - span / 4]] as const) b.anchor(id, 'arch', plan.axis.point(s, plane, lowerAt(s)));
  lowerDeck(b, plan, start, end);
  const n = panelCount(main.from, main.to, 13.8);
  for (let i = 1; i < n; i++) {
    const s = main.from + (span * i) / n, deck = plan.deck(s), clear = lowerAt(s) - deck;
    for (const [side, name] of [[1, 'left'], [-1, 'right']] as const) {
      if (clear > 2) {
        const member = `hanger-${name}-${String(i).padStart(2, '0')}`;
        b.part(member, 'hanger').beam(plan.axis.point(s, side * plane, deck - DECK_GAP_METRES), plan.axis.point(s, side * plane, lowerAt(s)), 0.5);
        b.anchor(member, member, plan.axis.point(s, side * plane, deck + 3));
      } else if (clear < -DECK_GAP_METRES - 4) {
        b.part(`posts-${name}`, 'truss').beam(plan.axis.point(s, side * plane, lowerAt(s)), plan.axis.point(s, side * plane, deck - DECK_GAP_METRES), 1);
      }
    }
  }
  const under = new Set([main.from, main.to]);
  piers(b, plan, (s) => (under.has(s) ? bearing - 1.2 : lowerAt(s) - 1.2), { along: 8, across: plane * 2 + 4, batter: 0.01 });
  for (const [name, side] of [['tie-left', 1], ['tie-right', -1]] as const) {
    const tie = b.part(name, 'girder'), stations = plan.axis.sample(start, end, 60);
    for (let i = 0; i + 1 < stations.length; i++) tie.beam(plan.axis.point(stations[i]!, side * plane, plan.deck(stations[i]!) - 0.6), plan.axis.point(stations[i + 1]!, side * plane, plan.deck(stations[i + 1]!) - 0.6), 1.4, 1.6);
  }
  b.facts.archCrownM = upperAt(main.mid);
}
