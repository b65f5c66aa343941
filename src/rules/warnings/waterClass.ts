/** Class of a water sample after the table of the rule set (GB 3838): the worst single index decides. */
import type { WaterClassTable, WaterIndex } from '../ruleSet';

export interface WaterClass {
  /** 1 … 5 = class I … V, 6 = worse than V; null when no index was measured. */
  readonly rank: 1 | 2 | 3 | 4 | 5 | 6 | null;
  /** Index that decides; the first of the table among equals. */
  readonly worst: string | null;
  /** Indices of the table that the sample lacks. */
  readonly missing: readonly string[];
}

function rankOf({ better, limits }: WaterIndex, value: number): number {
  if (better === 'inside') return value >= (limits[0] ?? -Infinity) && value <= (limits[1] ?? Infinity) ? 1 : 6;
  const place = limits.findIndex((limit) => (better === 'higher' ? value >= limit : value <= limit));
  return place < 0 ? 6 : place + 1;
}

/** `sample`: values by index name, in the table's units; equal to a limit counts as inside. */
export function waterClass(sample: Readonly<Record<string, number | undefined>>, table: WaterClassTable): WaterClass {
  let rank = 0;
  let worst: string | null = null;
  const missing: string[] = [];
  for (const row of table.indices) {
    const value = sample[row.index];
    if (value === undefined || !Number.isFinite(value)) { missing.push(row.index); continue; }
    const own = rankOf(row, value);
    if (own > rank) { rank = own; worst = row.index; }
  }
  return { rank: rank === 0 ? null : (rank as 1 | 2 | 3 | 4 | 5 | 6), worst, missing };
}
