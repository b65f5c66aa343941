/** Counts the city at a glance. One pass, no memory: every number can be recounted and equals the length of its list. */
import { CASE_STEPS, isOverdue } from '../../domain/case';
import type { KindCount, Overview, VitalSign } from '../../domain/overview';
import { LEVEL_BY_RANK, type WarningLevel } from '../../domain/state';
import { isActive } from '../../domain/warning';
import { isAnnounced } from '../../domain/warningBucket';
import type { Catalogue } from './Catalogue';
import { isClosedSince, isFed, isOnline, rankAt } from './rowTests';
import { countedSign, type VitalGround } from './vitalCauses';
import { VITAL_DEFINITIONS } from './vitalDefinitions';

const perLevel = <T>(make: () => T): Record<WarningLevel, T> => ({ I: make(), II: make(), III: make(), IV: make() });

function countKinds(catalogue: Catalogue, bytes: Uint8Array): KindCount[] {
  const rows = new Map(catalogue.kinds.map((kind) => [kind, { kind, total: catalogue.indicesOfKind(kind).length, fed: 0, online: 0, byLevel: perLevel(() => 0) }]));
  for (let index = 0; index < catalogue.featureCount; index++) {
    if (!isFed(bytes, index)) continue;
    const row = rows.get(catalogue.kindOf(index));
    if (!row) continue;
    row.fed += 1;
    if (isOnline(bytes, index)) row.online += 1;
    const level = LEVEL_BY_RANK[rankAt(bytes, index)];
    if (level) row.byLevel[level] += 1;
  }
  return [...rows.values()];
}

function toVitals(values: Readonly<Record<string, number>>, ground: VitalGround): VitalSign[] {
  return VITAL_DEFINITIONS.flatMap((definition) => {
    // a share of nothing is not sent, but the source is there
    if (!Object.hasOwn(values, definition.id === 'onTimeClosing' ? 'closedToday' : definition.id)) return [];
    const counted = countedSign(definition.id, ground);
    const value = counted === undefined ? values[definition.id] ?? null : counted;
    const [low, high] = definition.band;
    const inBand = value === null || (low === null && high === null) ? null : (low === null || value >= low) && (high === null || value <= high);
    return [{ ...definition, value, inBand }];
  });
}

export interface OverviewInput extends VitalGround { readonly vitals: Readonly<Record<string, number>> }

export function countOverview({ vitals, ...ground }: OverviewInput): Overview {
  const { now, midnight, catalogue, bytes, warnings, cases } = ground;
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
  return { at: now, warnings: byLevel, heldBack, cases: steps, openCases, overdueCases, closedToday, kinds: countKinds(catalogue, bytes), vitals: toVitals(vitals, ground) };
}


