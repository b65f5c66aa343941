/**
 * Warnings as the board counts them. Every count comes with the filter of the list it opens, and the places of one level add up to
 * all that is listed of it. Pure: warnings and the server time come in.
 */
import type { ListFilter } from '../../city/cityList';
import { matchesWarning } from '../../city/listFilter';
import { RANK_BY_LEVEL, type WarningLevel } from '../../../domain/state';
import type { Warning } from '../../../domain/warning';
import { bucketOf, HELD_BUCKETS, isAnnounced, WARNING_BUCKETS, type WarningBucket } from '../../../domain/warningBucket';

export const LEVELS: readonly WarningLevel[] = ['I', 'II', 'III', 'IV'];
/** Minutes within which a warning of a level must be acknowledged, from the city's rules; null = the city sets none. */
export type AcknowledgeMinutes = Readonly<Record<WarningLevel, number>>;

type WarningFilter = Extract<ListFilter, { type: 'warnings' }>;
export interface Counted { readonly count: number; readonly filter: ListFilter }
export interface LevelRow {
  readonly level: WarningLevel;
  readonly announced: Counted;
  readonly buckets: Readonly<Record<WarningBucket, Counted>>;
  /** Of the listed warnings that were acknowledged: mean time, and how many kept the target. Null when none was. */
  readonly reaction: { readonly targetMs: number | null; readonly meanMs: number | null; readonly acknowledged: Counted; readonly inTime: Counted; /** Waiting longer than the target; null without one. */ readonly waitingLate: Counted | null };
}
export interface GroupRow extends Counted { readonly id: string; readonly worst: WarningLevel; readonly unacknowledged: number }
export interface WarningSummary {
  readonly levels: readonly LevelRow[];
  readonly announced: Counted; readonly unacknowledged: Counted; readonly heldBack: Counted; readonly listed: Counted;
  readonly byCause: readonly GroupRow[]; readonly byStreet: readonly GroupRow[];
  /** Announced warnings whose object lies in no subdistrict. */
  readonly withoutStreet: number;
}

function reactionOf(level: WarningLevel, warnings: readonly Warning[], now: number, minutes: AcknowledgeMinutes | null): LevelRow['reaction'] {
  const targetMs = minutes && minutes[level] * 60_000;
  const times = warnings.flatMap((item) => (item.acknowledgedAt === null ? [] : [Math.max(0, item.acknowledgedAt - item.onsetAt)]));
  const counted = (filter: WarningFilter): Counted => ({ count: warnings.filter((item) => matchesWarning(item, filter, now)).length, filter });
  const acknowledged = counted({ type: 'warnings', level, bucket: 'all', acknowledged: true });
  return {
    targetMs, acknowledged, meanMs: times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0) / times.length,
    inTime: targetMs === null ? acknowledged : counted({ type: 'warnings', level, bucket: 'all', acknowledgedWithin: targetMs / 1000 }),
    waitingLate: targetMs === null ? null : counted({ type: 'warnings', level, bucket: 'unacknowledged', waitingOver: targetMs / 1000 }),
  };
}

function groupBy(warnings: readonly Warning[], idOf: (item: Warning) => string, filterOf: (id: string) => ListFilter): readonly GroupRow[] {
  const groups = new Map<string, Warning[]>();
  for (const item of warnings) {
    const id = idOf(item);
    if (id === '') continue;
    const own = groups.get(id);
    if (own) own.push(item); else groups.set(id, [item]);
  }
  return [...groups].map(([id, own]): GroupRow => ({
    id, count: own.length, filter: filterOf(id), unacknowledged: own.filter((item) => item.state === 'active_unack').length,
    worst: own.reduce<WarningLevel>((worst, item) => (RANK_BY_LEVEL[item.level] > RANK_BY_LEVEL[worst] ? item.level : worst), 'IV'),
  })).toSorted((a, b) => b.count - a.count || RANK_BY_LEVEL[b.worst] - RANK_BY_LEVEL[a.worst] || (a.id < b.id ? -1 : 1));
}

export function summariseWarnings(warnings: readonly Warning[], now: number, minutes: AcknowledgeMinutes | null): WarningSummary {
  const listed = warnings.filter((item) => bucketOf(item) !== null);
  const announced = listed.filter(isAnnounced);
  const levels = LEVELS.map((level): LevelRow => {
    const own = listed.filter((item) => item.level === level);
    const buckets = Object.fromEntries(WARNING_BUCKETS.map((bucket) => [bucket, { count: own.filter((item) => bucketOf(item) === bucket).length, filter: { type: 'warnings', level, bucket } }])) as LevelRow['buckets'];
    return { level, announced: { count: own.filter(isAnnounced).length, filter: { type: 'warnings', level } }, buckets, reaction: reactionOf(level, own, now, minutes) };
  });
  return {
    levels,
    announced: { count: announced.length, filter: { type: 'warnings' } },
    unacknowledged: { count: announced.filter((item) => item.state === 'active_unack').length, filter: { type: 'warnings', unacknowledged: true } },
    heldBack: { count: listed.filter((item) => { const bucket = bucketOf(item); return bucket !== null && HELD_BUCKETS.has(bucket); }).length, filter: { type: 'warnings', bucket: 'held' } },
    listed: { count: listed.length, filter: { type: 'warnings', bucket: 'all' } },
    byCause: groupBy(announced, (item) => item.cause, (cause) => ({ type: 'warnings', cause })),
    byStreet: groupBy(announced, (item) => item.streetId, (streetId) => ({ type: 'warnings', streetId })),
    withoutStreet: announced.filter((item) => item.streetId === '').length,
  };
}
