/** The limit a reading is measured against: the worst one it has reached, else the first one ahead of it, else its normal range. */
import type { ObservedProperty } from '../../domain/reading';
import { LEVEL_BY_RANK, type LevelRank, type WarningLevel } from '../../domain/state';

export type Limit =
  | { readonly type: 'level'; readonly level: WarningLevel; readonly value: number; readonly reached: boolean; readonly direction: 'rising' | 'falling' }
  | { readonly type: 'range'; readonly low: number | null; readonly high: number | null; readonly inside: boolean | null }
  | { readonly type: 'none' };

const fromLeast = ['IV', 'III', 'II', 'I'] as const;

/** Limits that are plain numbers, least severe first. Two levels at one number (time decides between them) are both kept. */
export function toLevelLimits(property: ObservedProperty): readonly { readonly level: WarningLevel; readonly value: number }[] {
  return fromLeast.flatMap((level) => { const value = property.levels[level]; return value === null ? [] : [{ level, value }]; });
}

export function limitOf(property: ObservedProperty, value: number | null, rank: LevelRank): Limit {
  const { direction } = property;
  if (direction === 'rising' || direction === 'falling') {
    const limits = toLevelLimits(property);
    const reachedLevel = LEVEL_BY_RANK[rank];
    const reached = reachedLevel ? limits.find((limit) => limit.level === reachedLevel) : undefined;
    if (reached) return { type: 'level', ...reached, reached: true, direction };
    const ahead = limits.find((limit) => value === null || (direction === 'rising' ? limit.value > value : limit.value < value)) ?? limits[0];
    if (ahead) return { type: 'level', ...ahead, reached: false, direction };
  }
  const [low, high] = property.normalRange;
  if (low === null && high === null) return { type: 'none' };
  return { type: 'range', low, high, inside: value === null ? null : (low === null || value >= low) && (high === null || value <= high) };
}

/** Ends of a bar or axis: the values, the limit ahead and the normal range stay in view. */
export function toSpan(property: ObservedProperty, values: readonly number[]): readonly [number, number] {
  const limits = property.direction === 'rising' || property.direction === 'falling' ? toLevelLimits(property).map((limit) => limit.value) : [];
  const low = Math.min(...values), high = Math.max(...values);
  const known = values.length > 0 ? [low, high] : [];
  const inView = values.length === 0 ? limits : [
    ...limits.filter((limit) => limit >= low && limit <= high),
    ...(property.direction === 'falling' ? limits.filter((limit) => limit < low).toSorted((a, b) => b - a).slice(0, 1) : limits.filter((limit) => limit > high).toSorted((a, b) => a - b).slice(0, 1)),
  ];
  const range = property.direction === 'outsideRange' || limits.length === 0 ? property.normalRange.filter((end): end is number => end !== null) : [];
  const all = [...known, ...inView, ...range];
  if (all.length === 0) return [0, 1];
  const from = Math.min(...all), to = Math.max(...all);
  const pad = to > from ? (to - from) * 0.1 : Math.max(Math.abs(to) * 0.1, 1);
  return [from >= 0 && from - pad < 0 ? 0 : from - pad, to + pad];
}
