/**
 * From parameters to stations: where the main bridge begins on the path, where it is supported, how high the deck
 * runs, how wide it is and where the ground lies. Every bridge type starts from this plan.
 */
import type { StructureFeature, StructureSpec } from '../../format';
import { Axis, type LonLat } from '../Axis';

/** River bed where no survey is given, orthometric metres: about 15 m below the 166 m reference pool at Chaotianmen. */
const DEFAULT_BED_METRES = 152;
/** Water surface where the data names none, orthometric metres (167.79 m Wusong at Cuntan minus 1.49 m). */
const DEFAULT_WATER_METRES = 166.3;
/** Deck above water where neither deck nor end terrain says more, metres: navigation clearance plus girder. */
const DEFAULT_CLEARANCE_METRES = 48;
/** Lane and fixed extra width of a road deck, metres (JTG D60: 3.75 m lanes, kerbs and walkways). */
const LANE_METRES = 3.75;
const VERGE_METRES = 4.5;
/** Steepest approach ramp, rise over run (CJJ 37: 5 % is the usual bound). */
const APPROACH_GRADE = 0.05;
/** Fall of a river bank where only the ends are known, fall over run. */
const BANK_GRADE = 0.3;
/** Rise of the deck above its own chord in the middle of the main bridge, part of the length; at most 2 m. */
const CAMBER = 0.003;
/** A span below this is bad data and is left out, metres. */
const SHORTEST_SPAN_METRES = 1;
/** Height between the two decks of a double-deck bridge, metres (road over rail). */
export const DECK_GAP_METRES = 11;

export interface Pylon { readonly s: number; readonly base: number; readonly top: number }

export interface BridgePlan {
  readonly spec: StructureSpec;
  readonly axis: Axis;
  /** Stations of the main bridge's supports, ends included. */
  readonly supports: readonly number[];
  readonly spans: readonly number[];
  /** Index of the longest span. */
  readonly mainSpan: number;
  readonly width: number;
  /** True when the data gives no width and it follows from the lanes. */
  readonly widthEstimated: boolean;
  readonly doubleDeck: boolean;
  readonly rail: boolean;
  readonly road: boolean;
  readonly lanes: number;
  readonly overWater: boolean;
  readonly water: number;
  readonly deck: (s: number) => number;
  readonly ground: (s: number) => number;
  readonly pylons: readonly Pylon[];
}

const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
const pair = (value: unknown): LonLat | null => (Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number' ? [value[0], value[1]] : null);
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Side spans that belong to a main span when the data names only that one: at most `ratio` of it, the rest is approach. */
function derivedSpans(mainSpan: number, available: number, ratio: number): number[] {
  const side = Math.min((available - mainSpan) / 2, mainSpan * ratio);
  return side > 20 ? [side, mainSpan, side] : [Math.min(mainSpan, available)];
}

function equalSpans(length: number, usual: number): number[] {
  const count = Math.max(1, Math.round(length / usual));
  return Array.from({ length: count }, () => length / count);
}

export interface PlanOptions {
  /** Span that a bridge without data gets, metres. */
  readonly usualSpan: number;
  /** Longest side span against the main span. */
  readonly sideRatio: number;
  readonly overWater: boolean;
}

export function planBridge(feature: StructureFeature, options: PlanOptions): BridgePlan {
  const spec = feature.spec;
  const ends = Array.isArray(spec.ends) ? [pair(spec.ends[0]), pair(spec.ends[1])] : [null, null];
  let axis = new Axis(feature.path);
  const between = (): readonly [number, number] => {
    const a = ends[0] ? axis.project(ends[0]) : 0, b = ends[1] ? axis.project(ends[1]) : axis.length;
    return b - a > 10 ? [a, b] : [0, axis.length];
  };
  let [from, to] = between();

  const given = Array.isArray(spec.spansM) ? spec.spansM.map(Number).filter((span) => span >= SHORTEST_SPAN_METRES) : [];
  const mainSpanM = number(spec.mainSpanM);
  let spans = given.length > 0 ? given : (mainSpanM !== null ? derivedSpans(mainSpanM, to - from, options.sideRatio) : equalSpans(to - from, options.usualSpan));
  let total = spans.reduce((sum, span) => sum + span, 0);
  if (total > axis.length) {
    // A few per cent over is survey error of the ends: the spans stay true and the ends move out. More is bad data: scale.
    if (total < axis.length * 1.06) axis = new Axis(feature.path, (total - axis.length) / 2);
    else { const k = axis.length / total; spans = spans.map((span) => span * k); total = axis.length; }
    [from, to] = [0, axis.length];
  }
  const mainSpan = longestSpan(spans);
  const start = placeMain(spec, axis, spans, mainSpan, total, from, to);
  const supports = [start];
  for (const span of spans) supports.push(supports.at(-1)! + span);

  const water = number(spec.waterElevationM) ?? DEFAULT_WATER_METRES;
  const g0 = feature.ground[0] ?? water, g1 = feature.ground.at(-1) ?? g0;
  const bed = Math.min(number(spec.bedElevationM) ?? DEFAULT_BED_METRES, water - 4);
  const level = groundProfile(axis, feature.ground, g0);
  const ground = options.overWater
    ? (s: number): number => Math.min(level(s), Math.max(bed, g0 - BANK_GRADE * Math.max(0, s), g1 - BANK_GRADE * Math.max(0, axis.length - s)))
    : level;
  const carries = Array.isArray(spec.carries) ? spec.carries.map(String) : ['road'];
  const lanes = number(spec.roadLanes) ?? number(spec.lanes) ?? (carries.includes('road') ? 4 : 0);
  const doubleDeck = spec.doubleDeck === true;
  const width = number(spec.widthM) ?? (lanes > 0 ? lanes * LANE_METRES + VERGE_METRES + (doubleDeck ? 4 : 0) : 11);
  const end = supports.at(-1)!;
  const deck = deckProfile({ spec, axis, start, end, g0, g1, water, level, overWater: options.overWater });
  const pylons = (spec.pylons ?? []).map((pylon): Pylon => {
    const s = nearest(supports.slice(1, -1), axis.project([pylon.lon, pylon.lat]));
    const base = Math.max(ground(s), options.overWater ? bed : -Infinity);
    return { s, base, top: base + pylon.heightM };
  }).sort((a, b) => a.s - b.s);
  return {
    spec, axis, supports, spans, mainSpan, width, widthEstimated: number(spec.widthM) === null, doubleDeck, lanes, water, deck, ground, pylons, overWater: options.overWater,
    rail: carries.some((what) => what.startsWith('rail')), road: carries.includes('road'),
  };
}

/** Index of the longest span; of several equal ones that nearest to the middle. */
function longestSpan(spans: readonly number[]): number {
  const longest = Math.max(...spans), middle = (spans.length - 1) / 2;
  let best = 0;
  spans.forEach((span, i) => { if (span > longest - 0.01 && (spans[best]! < longest - 0.01 || Math.abs(i - middle) < Math.abs(best - middle))) best = i; });
  return best;
}

/** A data note or a pylon says where the main bridge stands; else it is centred between the ends. */
function placeMain(spec: StructureSpec, axis: Axis, spans: readonly number[], mainSpan: number, total: number, from: number, to: number): number {
  const before = (n: number): number => spans.slice(0, n).reduce((sum, span) => sum + span, 0);
  const low = Math.min(from, axis.length - total), high = Math.max(low, to - total);
  const centre = pair(spec.mainSpanCentre);
  if (centre) return clamp(axis.project(centre) - before(mainSpan) - spans[mainSpan]! / 2, Math.max(0, low), axis.length - total);
  const middle = (from + to - total) / 2;
  const pylons = spec.pylons ?? [];
  if (pylons.length === 0 || spans.length < 2) return clamp(middle, 0, axis.length - total);
  // Mean offset that brings the inner supports to the pylons they are nearest to.
  const offsets = pylons.map((pylon) => {
    const s = axis.project([pylon.lon, pylon.lat]);
    const inner = spans.slice(1).map((_, i) => middle + before(i + 1));
    return s - nearest(inner, s);
  });
  return clamp(middle + offsets.reduce((sum, o) => sum + o, 0) / offsets.length, Math.max(0, low), Math.max(0, high));
}

function nearest(values: readonly number[], target: number): number {
  let best = target, distance = Infinity;
  for (const value of values) if (Math.abs(value - target) < distance) { distance = Math.abs(value - target); best = value; }
  return best;
}

function groundProfile(axis: Axis, ground: readonly number[], fallback: number): (s: number) => number {
  const stations = axis.stations;
  if (ground.length !== stations.length) {
    const last = ground.at(-1) ?? fallback;
    return (s) => fallback + (last - fallback) * clamp(s / (axis.length || 1), 0, 1);
  }
  return (s) => {
    const i = axis.segment(s), a = stations[i]!, b = stations[i + 1] ?? a + 1, t = clamp((s - a) / (b - a || 1), 0, 1);
    return (ground[i] ?? fallback) * (1 - t) + (ground[i + 1] ?? ground[i] ?? fallback) * t;
  };
}

interface DeckInput { readonly spec: StructureSpec; readonly axis: Axis; readonly start: number; readonly end: number; readonly g0: number; readonly g1: number; readonly water: number; readonly overWater: boolean; readonly level: (s: number) => number }

function deckProfile(input: DeckInput): (s: number) => number {
  const { spec, axis, start, end, g0, g1, water, overWater, level } = input;
  const length = Math.max(1, end - start);
  const elevation = number(spec.deckElevationM) ?? (overWater ? Math.max(Math.min(g0, g1) + 2, water + DEFAULT_CLEARANCE_METRES) : null);
  if (elevation === null) {
    // A plain imported bridge: from end to end, lifted over what it crosses when the ground gives no valley.
    const layer = Math.max(1, number(spec.layer) ?? 1);
    const rise = number(spec.clearanceM) ?? Math.min(5.5 * layer, axis.length * 0.06);
    return (s) => {
      const t = clamp(s / (axis.length || 1), 0, 1), line = g0 + (g1 - g0) * t + 0.8;
      const flat = clamp(1 - (line - level(s)) / 6, 0, 1);
      return Math.max(line + rise * flat * Math.min(1, 4 * t, 4 * (1 - t)), level(s) + 0.8);
    };
  }
  const camber = Math.min(2, length * CAMBER);
  return (s) => {
    if (s < start) return ramp(elevation, g0 + 0.5, start, start - s);
    if (s > end) return ramp(elevation, g1 + 0.5, axis.length - end, s - end);
    const t = (s - start) / length;
    return elevation + camber * 4 * t * (1 - t);
  };
}

/** Elevation `along` metres out from the main bridge, on the way to the ground at the end of the approach. */
function ramp(from: number, ground: number, length: number, along: number): number {
  const wanted = clamp((ground - from) / (length || 1), -APPROACH_GRADE, APPROACH_GRADE);
  return from + wanted * Math.min(along, length);
}
