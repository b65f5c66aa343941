/**
 * A property's rule made ready for one object: limits and clearing points by hour of day as numbers, and the band of values in which nothing
 * can happen. Objects that match the same variants share a plan. Units are the property's own; hours are local.
 */
import type { LevelLimits } from '../../domain/reading';
import { RANK_BY_LEVEL, type LevelRank } from '../../domain/state';
import type { EngineCity } from '../engineCity';
import type { ClearRule, LevelRule, LimitVariant, ThresholdRule } from '../ruleSet';

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Limits at 1 … 4 (rank), clearing points at 5 … 8; NaN = not defined. */
export type LimitRow = Float64Array;
export interface PlannedRule { readonly rule: LevelRule; readonly rank: LevelRank; readonly holdMs: number; readonly timed: boolean }
export interface Plan {
  readonly row: ThresholdRule;
  readonly falling: boolean;
  readonly hold: number;
  readonly holdMs: number;
  readonly rules: readonly PlannedRule[];
  /** Ranks that latch, as bits 1 << rank. */
  readonly latched: number;
  readonly stuckMs: number;
  readonly lowest: number;
  readonly highest: number;
  /** Hours of the longest look back that a rule needs; 0 = none. */
  readonly historyHours: number;
  limitsAt(at: number): LimitRow;
}

/** The value at which something triggered at `limit` clears. */
export function clearingPoint(clear: ClearRule, falling: boolean, limit: number): number {
  if (clear.type === 'offset') return falling ? limit + clear.amount : limit - clear.amount;
  // a ratio of a negative limit must still lie on the quiet side
  if (clear.type === 'ratio') return falling === limit >= 0 ? limit / clear.amount : limit * clear.amount;
  return limit;
}

function toRow(levels: LevelLimits, rule: ThresholdRule): LimitRow {
  const row = new Float64Array(9).fill(NaN);
  const plain = rule.direction === 'rising' || rule.direction === 'falling';
  for (const level of ['IV', 'III', 'II', 'I'] as const) {
    const limit = levels[level];
    if (limit === null || !plain) continue;
    row[RANK_BY_LEVEL[level]] = limit;
    row[4 + RANK_BY_LEVEL[level]] = clearingPoint(rule.clear, rule.direction === 'falling', limit);
  }
  return row;
}

function matches({ where }: LimitVariant, city: EngineCity, object: number): boolean {
  if (where.objectId !== undefined && where.objectId !== city.ids[object]) return false;
  if (where.attribute !== undefined && String(city.attribute(object, where.attribute) ?? '') !== (where.equals ?? '')) return false;
  return where.station === undefined || `${city.ids[object]} ${city.namesEn[object]} ${city.namesZh[object]}`.toLowerCase().includes(where.station.toLowerCase());
}
const inHours = (hour: number, [from, to]: readonly [number, number]): boolean => (from <= to ? hour >= from && hour < to : hour >= from || hour < to);

export interface PlanBook { planOf(rule: ThresholdRule, object: number): Plan }

/** `utcOffsetMinutes`: of the city's local time. */
export function createPlanBook(city: EngineCity, utcOffsetMinutes: number): PlanBook {
  const known = new Map<string, Plan>();
  const localHour = (at: number): number => ((((at + utcOffsetMinutes * MINUTE) % DAY) + DAY) % DAY) / HOUR;

  function build(rule: ThresholdRule, variants: readonly LimitVariant[]): Plan {
    const sets = variants.map(({ hours, levels }) => ({ hours: hours ?? null, limits: toRow(levels, rule) }));
    const always = sets.find(({ hours }) => hours === null)?.limits ?? toRow(rule.levels, rule);
    const byHour = sets.filter((set): set is { hours: readonly [number, number]; limits: LimitRow } => set.hours !== null);
    let askedAt = NaN;
    let asked = always;
    const rules = (rule.rules ?? []).map((item): PlannedRule => {
      const holdMs = (item.holdMinutes ?? 0) * MINUTE;
      return { rule: item, rank: RANK_BY_LEVEL[item.level], holdMs, timed: holdMs > 0 };
    });
    return {
      row: rule, falling: rule.direction === 'falling', hold: Math.max(1, rule.clear.hold), holdMs: (rule.holdMinutes ?? 0) * MINUTE, rules,
      latched: (rule.latched ?? []).reduce((bits, level) => bits | (1 << RANK_BY_LEVEL[level]), 0),
      stuckMs: (rule.stuckMinutes ?? 0) * MINUTE, lowest: rule.possible?.[0] ?? -Infinity, highest: rule.possible?.[1] ?? Infinity,
      historyHours: Math.max(0, ...rules.map(({ rule: item }) => item.windowHours ?? (item.perHour === undefined ? 0 : 1))),
      limitsAt(at) {
        if (byHour.length === 0) return always;
        // one judgement asks several times
        if (at !== askedAt) {
          const hour = localHour(at);
          asked = byHour.find(({ hours }) => inHours(hour, hours))?.limits ?? always;
          askedAt = at;
        }
        return asked;
      },
    };
  }

  return {
    planOf(rule, object) {
      const chosen: LimitVariant[] = [];
      let key = rule.key;
      const variants = rule.variants ?? [];
      for (let k = 0; k < variants.length; k++) {
        const variant = variants[k] as LimitVariant;
        if (!matches(variant, city, object)) continue;
        chosen.push(variant);
        key += `|${k}`;
        if (!variant.hours) break;
      }
      const plan = known.get(key) ?? build(rule, chosen);
      known.set(key, plan);
      return plan;
    },
  };
}

/** True when every object of this plan has the same quiet band. */
export const hasOneBand = ({ row, rules }: Plan): boolean => (row.variants ?? []).length === 0 && rules.every(({ rule }) => rule.worseThanTarget === undefined && rule.shareOf === undefined);
/** Band (low, high), both exclusive, in which a value of this object can neither raise nor be impossible; NaN, NaN = every value must be looked at. */
export function quietBand(plan: Plan, city: EngineCity, object: number): readonly [number, number] {
  const { row, rules, falling } = plan;
  if (plan.historyHours > 0 || plan.stuckMs > 0 || row.direction === 'state') return [NaN, NaN];
  let low = -Infinity;
  let high = Infinity;
  const beyond = (limit: number): void => { if (falling) low = Math.max(low, limit); else high = Math.min(high, limit); };
  const sets = [row.levels, ...(row.variants ?? []).filter((variant) => matches(variant, city, object)).map(({ levels }) => levels)];
  if (row.direction === 'rising' || row.direction === 'falling') for (const levels of sets) for (const limit of Object.values(levels)) if (limit !== null) beyond(limit as number);
  for (const { rule } of rules) {
    const bounded = [rule.value, rule.low, rule.high, rule.aboveBackground, rule.worseThanTarget, rule.shareOf].some((field) => field !== undefined);
    if (!bounded) return [NaN, NaN];
    if (rule.value !== undefined) beyond(rule.value);
    if (rule.low !== undefined) low = Math.max(low, rule.low);
    if (rule.high !== undefined) high = Math.min(high, rule.high);
    // a background is never negative
    if (rule.aboveBackground !== undefined) high = Math.min(high, rule.aboveBackground);
    if (rule.worseThanTarget !== undefined) high = Math.min(high, (targetOf(city, object) ?? Infinity) + rule.worseThanTarget);
    if (rule.shareOf) high = Math.min(high, shareLimit(rule.shareOf, city, object) ?? Infinity);
  }
  if (row.absolute) { const reach = Math.min(high, Math.abs(low)); low = -reach; high = reach; }
  return [Math.max(low, plan.lowest), Math.min(high, plan.highest)];
}

const ROMAN: Readonly<Record<string, number>> = { I: 1, II: 2, III: 3, IV: 4, V: 5, 'Ⅰ': 1, 'Ⅱ': 2, 'Ⅲ': 3, 'Ⅳ': 4, 'Ⅴ': 5 };
/** Class (1 … 5) that a water body is meant to reach; null when its object does not say. */
export function targetOf(city: EngineCity, object: number): number | null {
  const target = city.attribute(object, 'targetClass');
  const figure = typeof target === 'string' ? ROMAN[target] ?? Number(target) : target;
  return figure === null || !Number.isFinite(figure) ? null : figure;
}
/** Value at which a share of an attribute is reached; null when the object does not state the attribute. */
export function shareLimit({ attribute, share, times }: NonNullable<LevelRule['shareOf']>, city: EngineCity, object: number): number | null {
  const whole = Number(city.attribute(object, attribute) ?? NaN);
  const factor = times === undefined ? 1 : Number(city.attribute(object, times) ?? NaN);
  return whole > 0 && factor > 0 ? (whole * share) / factor : null;
}
