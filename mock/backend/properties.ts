/** Observed properties of the demo city with their limits, from `data/thresholds.json`. */
import type { LevelLimits, ObservedProperty } from '../../src/domain/reading';
import type { LevelRank } from '../../src/domain/state';
import file from '../data/thresholds.json';

export interface ClearRule { readonly type: 'ratio' | 'offset' | 'none'; readonly amount: number; readonly hold: number }

/** One row of the table: what goes on the wire plus what only the back end needs. */
export interface DemoProperty {
  readonly observed: ObservedProperty;
  readonly clear: ClearRule;
  /** Interval while a value is on the move, seconds. */
  readonly alarmSampling: number;
  /** A level that is reached by staying at `from` for so long. */
  readonly escalate: { readonly from: LevelRank; readonly to: LevelRank; readonly ms: number } | null;
  /** Gauge name part for limits that belong to one station; null = all others. */
  readonly station: string | null;
}

interface Row {
  key: string; zh: string; en: string; unit: string; decimals: number; sampling: number; alarmSampling: number | null;
  normal: number[] | null; levels: LevelLimits; direction: string; clear: { type: string; amount: number; hold: number };
  basis: string; escalate?: { from: string; to: string; minutes: number }; perStation?: Record<string, LevelLimits>;
}

const rankOf = (level: string): LevelRank => (level === 'I' ? 4 : level === 'II' ? 3 : level === 'III' ? 2 : 1);

/** Values on the move are sent at least once a minute and at most every ten seconds ("on change"). */
const movingInterval = (row: Row): number => Math.max(10, Math.min(row.alarmSampling ?? 60, row.sampling || 60, 60));

function toProperty(row: Row, levels: LevelLimits, station: string | null): DemoProperty {
  return {
    observed: {
      key: row.key, nameZh: row.zh, nameEn: row.en, unit: row.unit, decimals: row.decimals, samplingSeconds: row.sampling,
      normalRange: [row.normal?.[0] ?? null, row.normal?.[1] ?? null], levels,
      direction: row.direction as ObservedProperty['direction'], basis: row.basis,
    },
    clear: row.clear as ClearRule,
    alarmSampling: movingInterval(row),
    escalate: row.escalate ? { from: rankOf(row.escalate.from), to: rankOf(row.escalate.to), ms: row.escalate.minutes * 60_000 } : null,
    station,
  };
}

export const PROPERTIES: readonly DemoProperty[] = (file.properties as Row[]).flatMap((row) => [
  toProperty(row, row.levels, null),
  ...Object.entries(row.perStation ?? {}).map(([station, levels]) => toProperty(row, levels, station)),
]);

/** Index of a property; for one with station limits the station's own row when `name` mentions it. */
export function propertyIndex(key: string, name = ''): number {
  const lower = name.toLowerCase();
  const own = PROPERTIES.findIndex((row) => row.observed.key === key && row.station !== null && lower.includes(row.station));
  const index = own >= 0 ? own : PROPERTIES.findIndex((row) => row.observed.key === key && row.station === null);
  if (index < 0) throw new Error(`Unknown property ${key}`);
  return index;
}
