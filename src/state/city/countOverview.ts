/** Counts the city at a glance. One pass, no memory: every number can be recounted and equals the length of its list. */
import { CASE_STEPS, isOverdue, type Case } from '../../domain/case';
import type { KindCount, Overview, VitalSign } from '../../domain/overview';
import { FRESHNESS, LEVEL_BY_RANK, STATE_BYTES, STATUSES, type WarningLevel } from '../../domain/state';
import { isActive, type Warning } from '../../domain/warning';
import { isAnnounced } from '../../domain/warningBucket';
import type { Catalogue } from './Catalogue';
import { VITAL_DEFINITIONS } from './vitalDefinitions';

const NONE = FRESHNESS.indexOf('none');
const STALE = FRESHNESS.indexOf('stale');
const OFFLINE = STATUSES.indexOf('offline');

const perLevel = <T>(make: () => T): Record<WarningLevel, T> => ({ I: make(), II: make(), III: make(), IV: make() });

/** Live or late and not reported off line. */
export const isOnline = (bytes: Uint8Array, index: number): boolean => {
  const fresh = bytes[index * STATE_BYTES + 1] ?? NONE;
  return fresh !== NONE && fresh < STALE && bytes[index * STATE_BYTES + 2] !== OFFLINE;
};
export const isFed = (bytes: Uint8Array, index: number): boolean => bytes[index * STATE_BYTES + 1] !== NONE;

function countKinds(catalogue: Catalogue, bytes: Uint8Array): KindCount[] {
  const rows = new Map(catalogue.kinds.map((kind) => [kind, { kind, total: catalogue.indicesOfKind(kind).length, fed: 0, online: 0, byLevel: perLevel(() => 0) }]));
  for (let index = 0; index < catalogue.featureCount; index++) {
    if (!isFed(bytes, index)) continue;
    const row = rows.get(catalogue.kindOf(index));
    if (!row) continue;
    row.fed += 1;
    if (isOnline(bytes, index)) row.online += 1;
    const level = LEVEL_BY_RANK[bytes[index * STATE_BYTES] ?? 0];
    if (level) row.byLevel[level] += 1;
  }
  return [...rows.values()];
}

function toVitals(values: Readonly<Record<string, number>>): VitalSign[] {
  return VITAL_DEFINITIONS.flatMap((definition) => {
    if (!Object.hasOwn(values, definition.id)) return [];
    const value = values[definition.id] ?? null;
    const [low, high] = definition.band;
    const inBand = value === null || (low === null && high === null) ? null : (low === null || value >= low) && (high === null || value <= high);
    return [{ ...definition, value, inBand }];
  });
}

/** Closed since `midnight`, ms; what was refuted, rejected or cancelled ended without a closing. */
export const isClosedSince = (item: Case, midnight: number): boolean => !item.open && item.status !== 'not_accepted' && item.status !== 'cancelled' && (item.closedAt ?? 0) >= midnight;

export interface OverviewInput {
  readonly now: number; readonly midnight: number; readonly catalogue: Catalogue; readonly bytes: Uint8Array;
  readonly warnings: readonly Warning[]; readonly cases: readonly Case[]; readonly vitals: Readonly<Record<string, number>>;
}

export function countOverview({ now, midnight, catalogue, bytes, warnings, cases, vitals }: OverviewInput): Overview {
  const byLevel = perLevel(() => ({ active: 0, unacknowledged: 0 }));
  let heldBack = 0;
  for (const warning of warnings) {
    if (!isAnnounced(warning)) {
      if (isActive(warning)) heldBack += 1;
      continue;
    }
    byLevel[warning.level].active += 1;
    if (warning.state === 'active_unack') byLevel[warning.level].unacknowledged += 1;
  }
  const steps = Object.fromEntries(CASE_STEPS.map((step) => [step, { open: 0, overdue: 0 }])) as Record<(typeof CASE_STEPS)[number], { open: number; overdue: number }>;
  let openCases = 0;
  let overdueCases = 0;
  let closedToday = 0;
  for (const item of cases) {
    if (!item.open) {
      if (isClosedSince(item, midnight)) closedToday += 1;
      continue;
    }
    openCases += 1;
    steps[item.step].open += 1;
    if (!isOverdue(item, now)) continue;
    overdueCases += 1;
    steps[item.step].overdue += 1;
  }
  return { at: now, warnings: byLevel, heldBack, cases: steps, openCases, overdueCases, closedToday, kinds: countKinds(catalogue, bytes), vitals: toVitals(vitals) };
}


