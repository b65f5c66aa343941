/**
 * The live state of one object, as words and as the four bytes that workers, store and shader share.
 * Warning level, freshness and operating status are three separate facts; none implies another.
 */

/** Highest active warning level; I is the most severe (Emergency Response Law: red, orange, yellow, blue). */
export const WARNING_LEVELS = ['I', 'II', 'III', 'IV'] as const;
export type WarningLevel = (typeof WARNING_LEVELS)[number];
/** 0 none, 1 = IV, 2 = III, 3 = II, 4 = I: larger is worse. */
export type LevelRank = 0 | 1 | 2 | 3 | 4;
export const LEVEL_BY_RANK: readonly (WarningLevel | null)[] = [null, 'IV', 'III', 'II', 'I'];
export const RANK_BY_LEVEL: Readonly<Record<WarningLevel, LevelRank>> = { I: 4, II: 3, III: 2, IV: 1 };

/** How old the newest reading is against the kind's expected interval. `none` = no feed belongs to the object. */
export const FRESHNESS = ['none', 'live', 'late', 'stale', 'missing'] as const;
export type Freshness = (typeof FRESHNESS)[number];

/** Operating status as the source reports it. */
export const STATUSES = ['normal', 'offline', 'maintenance', 'suppressed'] as const;
export type Status = (typeof STATUSES)[number];

/** OPC UA style quality of one value. */
export const QUALITIES = ['good', 'uncertain', 'bad', 'missing'] as const;
export type Quality = (typeof QUALITIES)[number];

/** Texel layout: R = level rank, G = freshness, B = status, A = flags. */
export const STATE_BYTES = 4;
export const FLAG = { unacknowledged: 1, selected: 2, hover: 4, hidden: 8, hasCase: 16 } as const;

/** The one word that a symbol or row shows, worst first. */
export type Condition = WarningLevel | 'offline' | 'stale' | 'maintenance' | 'late' | 'normal' | 'noFeed';

export function toCondition(rank: LevelRank, freshness: Freshness, status: Status): Condition {
  const level = LEVEL_BY_RANK[rank];
  if (freshness === 'none') return 'noFeed';
  if (status === 'offline' || freshness === 'missing') return level ?? 'offline';
  if (status === 'maintenance' || status === 'suppressed') return 'maintenance';
  if (level) return level;
  if (freshness === 'stale') return 'stale';
  return freshness === 'late' ? 'late' : 'normal';
}
