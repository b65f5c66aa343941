/** The objects, warnings or cases behind a number of the overview. The same tests that count also select. */
import { isOverdue } from '../../domain/case';
import type { Kind } from '../../domain/kind';
import { LEVEL_BY_RANK, STATE_BYTES, type LevelRank, type WarningLevel } from '../../domain/state';
import { isActive } from '../../domain/warning';
import type { CityList, ListFilter } from './cityList';
import type { CityStore } from './CityStore';
import { isFed, isOnline } from './countOverview';
import { VITAL_DEFINITIONS } from './vitalDefinitions';

function objectsOfKind(store: CityStore, filter: Extract<ListFilter, { type: 'kind' }>): Uint32Array {
  const bytes = store.stateBytes;
  return store.catalogue.indicesOfKind(filter.kind).filter((index) =>
    (filter.condition === undefined || store.state(index).condition === filter.condition)
    && (filter.level === undefined || (isFed(bytes, index) && LEVEL_BY_RANK[bytes[index * STATE_BYTES] ?? 0] === filter.level))
    && (filter.connected === undefined || (isFed(bytes, index) && (filter.connected === 'fed' || isOnline(bytes, index) === (filter.connected === 'online')))));
}

/** Causes whose warnings a counting vital sign counts, and at which levels. */
const COUNTED: Readonly<Record<string, { readonly cause: string; readonly levels: readonly WarningLevel[] }>> = {
  sewerLevelExceed: { cause: 'manholeWaterLevel', levels: ['I', 'II', 'III', 'IV'] },
  manholeAbnormal: { cause: 'manholeTilt', levels: ['I', 'II', 'III', 'IV'] },
  septicExceed: { cause: 'septicGasCh4', levels: ['I', 'II', 'III'] },
};

/** Kinds whose objects a counting vital sign counts, with the least rank. */
const COUNTED_OBJECTS: Readonly<Record<string, LevelRank>> = { geoWarnings: 1, liftTrapped: 4 };
/** Vital signs that are counted from cases, and the one of every fed object. */
const CASE_VITALS: ReadonlySet<string> = new Set(['overdueOpen', 'filedToday', 'closedToday', 'onTimeClosing']);
const ALL_DEVICES = 'deviceOnline';

const sourcesOf = (id: string): readonly Kind[] => VITAL_DEFINITIONS.find((definition) => definition.id === id)?.sources ?? [];

/** False for a figure that comes from elsewhere: the cockpit has no rows to show for it. */
export const hasVitalList = (id: string): boolean => CASE_VITALS.has(id) || id === ALL_DEVICES || sourcesOf(id).length > 0;

function vitalList(store: CityStore, id: string, midnight: number): CityList {
  const counted = Object.hasOwn(COUNTED, id) ? COUNTED[id] : undefined;
  if (counted) return { type: 'warnings', items: store.warnings().filter((item) => isActive(item) && item.cause === counted.cause && counted.levels.includes(item.level)) };
  const now = store.serverNow();
  if (id === 'overdueOpen') return { type: 'cases', items: store.cases().filter((item) => isOverdue(item, now)) };
  if (id === 'filedToday') return { type: 'cases', items: store.cases().filter((item) => item.reportedAt >= midnight) };
  if (id === 'closedToday' || id === 'onTimeClosing') return { type: 'cases', items: store.cases().filter((item) => !item.open && (item.closedAt ?? 0) >= midnight) };
  const { stateBytes, catalogue } = store;
  const kinds = id === ALL_DEVICES ? catalogue.kinds : sourcesOf(id);
  const least = Object.hasOwn(COUNTED_OBJECTS, id) ? COUNTED_OBJECTS[id] ?? 0 : 0;
  const items: number[] = [];
  for (const kind of kinds) for (const index of catalogue.indicesOfKind(kind)) if (isFed(stateBytes, index) && (stateBytes[index * STATE_BYTES] ?? 0) >= least) items.push(index);
  return { type: 'objects', items: Uint32Array.from(items) };
}

export function selectList(store: CityStore, filter: ListFilter, midnight: number): CityList {
  const now = store.serverNow();
  switch (filter.type) {
    case 'warnings':
      return { type: 'warnings', items: store.warnings().filter((item) => isActive(item) && (!filter.level || item.level === filter.level) && (!filter.unacknowledged || item.state === 'active_unack')) };
    case 'cases':
      if (filter.closedToday) return { type: 'cases', items: store.cases().filter((item) => !item.open && (item.closedAt ?? 0) >= midnight) };
      return { type: 'cases', items: store.cases().filter((item) => item.open && (!filter.step || item.step === filter.step) && (!filter.overdue || isOverdue(item, now))) };
    case 'kind': return { type: 'objects', items: objectsOfKind(store, filter) };
    case 'vital': return vitalList(store, filter.id, midnight);
  }
}
