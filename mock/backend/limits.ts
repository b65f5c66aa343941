/** Which limits hold for an object at an hour: what physics needs to stay below them, the same choice that the rules make. */
import type { LevelLimits } from '../../src/domain/reading';
import type { LevelRank } from '../../src/domain/state';
import type { ThresholdRule } from '../../src/rules/ruleSet';
import { localHour } from './localTime';

export interface Placed { readonly id: string; readonly text: string; attribute(name: string): string | number | null }

const inHours = (hours: readonly [number, number] | undefined, hour: number): boolean =>
  (!hours || (hours[0] <= hours[1] ? hour >= hours[0] && hour < hours[1] : hour >= hours[0] || hour < hours[1]));

export function limitsAt(rule: ThresholdRule, object: Placed, time: number): LevelLimits {
  const hour = localHour(time);
  const lower = object.text.toLowerCase();
  return rule.variants?.find(({ where, hours }) => inHours(hours, hour)
    && (where.objectId === undefined || where.objectId === object.id)
    && (where.station === undefined || lower.includes(where.station.toLowerCase()))
    && (where.attribute === undefined || String(object.attribute(where.attribute) ?? '') === where.equals))?.levels ?? rule.levels;
}
/** Trigger of a rank, or null. */
export const triggerIn = (levels: LevelLimits, rank: number): number | null =>
  (rank === 4 ? levels.I : rank === 3 ? levels.II : rank === 2 ? levels.III : rank === 1 ? levels.IV : null);

/** Highest rank at or below `wish` (else above it, but never I) that has a plain trigger. */
export function reachable(levels: LevelLimits, wish: number): LevelRank | null {
  for (let rank = wish; rank >= 1; rank--) if (triggerIn(levels, rank) !== null) return rank as LevelRank;
  for (let rank = wish + 1; rank <= 3; rank++) if (triggerIn(levels, rank) !== null) return rank as LevelRank;
  return null;
}
