/** Cable-stayed bridges: two cable planes on A-shaped towers, or one plane on needle towers over a double-deck truss. */
import type { MeshBuilder } from '../MeshBuilder';
import type { Vec3 } from '../vec3';
import { fan } from './cableParts';
import { lowerDeck, sweep } from './deckParts';
import { frameBridge } from './frameBridge';
import { DECK_GAP_METRES, type BridgePlan, type Pylon } from './planBridge';
import { piers } from './trussBridge';
import { panelCount, truss } from './trussParts';

/** Tower height above the deck against the main span where no height is given (usual 0.2 to 0.25). */
const TOWER_RATIO = 0.23;
const CABLES_PER_SIDE = 12;
const CABLES_PER_SIDE_PARTIAL = 9;

/** Towers of the data, else one at each end of the main span. */
function towers(plan: BridgePlan): readonly Pylon[] {
  if (plan.pylons.length > 0) return plan.pylons;
  const heights = Array.isArray(plan.spec.pylonHeightsM) ? plan.spec.pylonHeightsM.map(Number) : [];
  const at = plan.spans.length > 1 ? [plan.mainSpan, plan.mainSpan + 1].filter((i) => i > 0 && i < plan.spans.length) : [];
  return at.map((i, k): Pylon => {
    const s = plan.supports[i]!, base = plan.ground(s), height = heights[k];
    return { s, base, top: height ? base + height : plan.deck(s) + plan.spans[plan.mainSpan]! * TOWER_RATIO };
  });
}

/** Length of deck that hangs from a tower at `s` on one side: the span there, shared when the other end has a tower too. */
function reach(plan: BridgePlan, all: readonly Pylon[], tower: Pylon, side: 1 | -1): number {
  const i = plan.supports.findIndex((s) => Math.abs(s - tower.s) < 1);
  const other = plan.supports[i + side];
  if (other === undefined) return 0;
  const length = Math.abs(other - tower.s);
  return all.some((t) => t !== tower && Math.abs(t.s - other) < 1) ? length / 2 : length;
}

export function cableStayed(b: MeshBuilder, plan: BridgePlan): void {
  frameBridge(b, plan);
  const start = plan.supports[0]!, end = plan.supports.at(-1)!;
  const all = towers(plan), planeAt = plan.width / 2 + 0.6;
  const depth = stayedGirder(b, plan, start, end);
  all.forEach((tower, n) => {
    const name = `pylon-${n + 1}`, deck = plan.deck(tower.s);
    aTower(b, plan, name, tower, depth);
    anchors(b, plan, name, tower);
    for (const [side, label] of [[-1, 'a'], [1, 'b']] as const) {
      const far = reach(plan, all, tower, side) * (0.97);
      for (const [plane, mark] of [[planeAt, 'left'], [-planeAt, 'right']] as const) {
        fan(b, {
          member: `cable-${n + 1}-${label}-${mark}`, count: far > 20 ? CABLES_PER_SIDE : 0,
          foot: (k) => { const s = tower.s + side * far * (0.1 + (0.9 * (k + 1)) / CABLES_PER_SIDE); return plan.axis.point(s, plane, plan.deck(s)); },
          head: (k) => { const t = 0.52 + (0.44 * (k + 1)) / CABLES_PER_SIDE; return plan.axis.point(tower.s, plane > 0 ? 1.2 : -1.2, deck + (tower.top - deck) * t); },
        });
      }
    }
  });
  piersBeside(b, plan, all, depth);
}

export function partiallyCableStayed(b: MeshBuilder, plan: BridgePlan): void {
  frameBridge(b, plan);
  const start = plan.supports[0]!, end = plan.supports.at(-1)!;
  const all = towers(plan), depth = stayedGirder(b, plan, start, end);
  all.forEach((tower, n) => {
    const name = `pylon-${n + 1}`, deck = plan.deck(tower.s);
    needle(b, plan, name, tower);
    anchors(b, plan, name, tower);
    for (const [side, label] of [[-1, 'a'], [1, 'b']] as const) {
      const far = reach(plan, all, tower, side) * 0.84;
      fan(b, {
        member: `cable-${n + 1}-${label}`, count: far > 20 ? CABLES_PER_SIDE_PARTIAL : 0,
        foot: (k) => { const s = tower.s + side * far * (0.3 + (0.7 * (k + 1)) / CABLES_PER_SIDE_PARTIAL); return plan.axis.point(s, 0, plan.deck(s) + 0.8); },
        head: (k) => plan.axis.point(tower.s, 0, deck + (tower.top - deck) * (0.6 + (0.3 * (k + 1)) / CABLES_PER_SIDE_PARTIAL)),
      }, 0.8);
    }
  });
  piersBeside(b, plan, all, depth);
}

/** The stiff girder that the stays carry: a truss between two decks, or a flat steel box. Answers its depth. */
function stayedGirder(b: MeshBuilder, plan: BridgePlan, start: number, end: number): number {
  if (!plan.doubleDeck) {
    const half = plan.width / 2, depth = Math.max(2.6, plan.spans[plan.mainSpan]! / 140);
    plan.spans.forEach((span, i) => {
      const from = plan.supports[i]!;
      sweep(b, plan, `span-${i + 1}`, 'girder', plan.axis.sample(from, from + span, 60), () => [[-half * 0.55, -depth], [half * 0.55, -depth], [half, -1], [half, -0.5], [-half, -0.5], [-half, -1]]);
    });
    return depth;
  }
  lowerDeck(b, plan, start, end);
  plan.spans.forEach((span, i) => {
    const from = plan.supports[i]!, to = from + span;
    truss(b, plan, {
      member: `span-${i + 1}`, from, to, panels: panelCount(from, to, 15), planes: [plan.width * 0.42, -plan.width * 0.42], chord: 1.2, web: 0.75, cross: 'bottom',
      top: (s) => plan.deck(s) - 1, bottom: (s) => plan.deck(s) - DECK_GAP_METRES - 1.2,
    });
  });
  return DECK_GAP_METRES + 2;
}

/** Shuttle-shaped tower: two legs that part around the decks, close below and above and end in a needle. */
function needle(b: MeshBuilder, plan: BridgePlan, member: string, tower: Pylon): void {
  const f = plan.axis.at(tower.s), height = tower.top - tower.base, deck = plan.deck(tower.s);
  const clear = plan.width / 2 + 3.2, knee = (deck - 3 - tower.base) / height, join = knee + (1 - knee) * 0.52;
  const spread = (t: number): number => (t < knee ? 4.5 + (clear - 4.5) * Math.sin((t / knee) * Math.PI * 0.5) : t < join ? clear * Math.cos(((t - knee) / (join - knee)) * Math.PI * 0.5) : 0);
  const levels = [...Array.from({ length: 8 }, (_, i) => (knee * i) / 7), ...Array.from({ length: 8 }, (_, i) => knee + ((join - knee) * (i + 1)) / 8)];
  const ring = (t: number, side: number, across: number, along: number): Vec3[] => {
    const n = side * spread(t), z = tower.base + height * t;
    return [[along, -across], [along, across], [-along, across], [-along, -across]].map(([a, c]): Vec3 => [f.x + f.tx * a! + f.nx * (n + c!), f.y + f.ty * a! + f.ny * (n + c!), z]);
  };
  const across = (t: number): number => 2.1 - 0.5 * t, along = (t: number): number => 5.2 - 2.4 * t;
  for (const side of [1, -1]) b.part(member, 'pylon').loft(levels.map((t) => ring(t, side, across(t), along(t))));
  const spire = [join - 0.02, join + (1 - join) * 0.45, join + (1 - join) * 0.8, 1];
  b.part(member, 'pylon').loft(spire.map((t) => { const k = (t - join) / (1 - join); return ring(t, 0, 2.6 - 2.1 * Math.max(0, k), 3.4 - 2.8 * Math.max(0, k)); }), 'end');
  const block = (z0: number, z1: number, half: number, a: number): void => {
    const corners = [[a, -half], [a, half], [-a, half], [-a, -half]].map(([u, v]): [number, number] => [f.x + f.tx * u! + f.nx * v!, f.y + f.ty * u! + f.ny * v!]);
    b.part(member, 'pylon').prism(corners, z0, z1, 'both');
  };
  block(tower.base - 3, tower.base + 7, 13, 10);
  block(deck - (plan.doubleDeck ? DECK_GAP_METRES + 5.5 : 5), deck - (plan.doubleDeck ? DECK_GAP_METRES + 2 : 2.6), clear, 2.2);
}

/** A-shaped concrete tower with a cross-beam under the deck. */
function aTower(b: MeshBuilder, plan: BridgePlan, member: string, tower: Pylon, depth: number): void {
  const f = plan.axis.at(tower.s), deck = plan.deck(tower.s), sink = b.part(member, 'pylon');
  const wide = plan.width / 2 + 3.5, foot = wide * 0.75;
  const at = (n: number, z: number): Vec3 => [f.x + f.nx * n, f.y + f.ny * n, z];
  const joint = deck + (tower.top - deck) * 0.5;
  const ring = (n: number, z: number, c: number, a: number): Vec3[] => [[a, -c], [a, c], [-a, c], [-a, -c]].map(([u, v]): Vec3 => [f.x + f.tx * u! + f.nx * (n + v!), f.y + f.ty * u! + f.ny * (n + v!), z]);
  for (const side of [1, -1]) sink.loft([ring(side * foot, tower.base - 3, 2.4, 4.2), ring(side * wide, deck - depth - 1, 2.1, 3.6), ring(side * 1.7, joint, 1.7, 3)]);
  sink.loft([ring(0, joint - 2, 3.2, 3), ring(0, tower.top, 2.2, 2.4)], 'both');
  sink.beam(at(-wide, deck - depth - 2), at(wide, deck - depth - 2), 5, 4, 'both');
}

function anchors(b: MeshBuilder, plan: BridgePlan, member: string, tower: Pylon): void {
  const height = tower.top - tower.base, n = member.slice(-1);
  b.anchor(`${member}-top`, member, plan.axis.point(tower.s, 0, tower.top));
  b.anchor(`${member}-deck`, member, plan.axis.point(tower.s, plan.width / 2, plan.deck(tower.s) + 2));
  b.anchor(`${member}-base`, member, plan.axis.point(tower.s, 0, Math.max(tower.base + 8, plan.water + 2)));
  Object.assign(b.facts, { [`pylon${n}HeightM`]: height, [`pylon${n}StationM`]: tower.s, pylonCount: Math.max(b.facts.pylonCount ?? 0, Number(n)) });
}

/** Ordinary piers at the supports that have no tower. */
function piersBeside(b: MeshBuilder, plan: BridgePlan, all: readonly Pylon[], depth: number): void {
  piers(b, plan, (s) => plan.deck(s) - depth - 0.4, { along: 4, across: plan.width * 0.7, batter: 0.006 }, (s) => all.some((t) => Math.abs(t.s - s) < 1));
}
