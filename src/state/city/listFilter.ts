/** The objects, warnings or cases behind a number of the overview. The same tests that count also select. */
import { isOverdue, STAGE_OF_STATUS, type Case } from '../../domain/case';
import { waitsFor } from '../../domain/duty';
import type { Kind } from '../../domain/kind';
import { LEVEL_BY_RANK, STATE_BYTES, type LevelRank, type WarningLevel } from '../../domain/state';
import { isActive, type Warning } from '../../domain/warning';
import { bucketOf, HELD_BUCKETS, isAnnounced } from '../../domain/warningBucket';
import type { CityList, ListFilter } from './cityList';
import type { CityStore } from './CityStore';
import { isClosedSince, isFed, isOnline } from './countOverview';
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
  if (id === 'filedToday') return { type: 'cases', items: store.cases().filter((item) => item.filedAt !== null && item.filedAt >= midnight) };
  if (id === 'closedToday' || id === 'onTimeClosing') return { type: 'cases', items: store.cases().filter((item) => isClosedSince(item, midnight)) };
  const { stateBytes, catalogue } = store;
  const kinds = id === ALL_DEVICES ? catalogue.kinds : sourcesOf(id);
  const least = Object.hasOwn(COUNTED_OBJECTS, id) ? COUNTED_OBJECTS[id] ?? 0 : 0;
  const items: number[] = [];
  for (const kind of kinds) for (const index of catalogue.indicesOfKind(kind)) if (isFed(stateBytes, index) && (stateBytes[index * STATE_BYTES] ?? 0) >= least) items.push(index);
  return { type: 'objects', items: Uint32Array.from(items) };
}

type WarningFilter = Extract<ListFilter, { type: 'warnings' }>;
type CaseFilter = Extract<ListFilter, { type: 'cases' }>;

export function matchesWarning(item: Warning, filter: WarningFilter): boolean {
  const bucket = bucketOf(item);
  const inPlace = filter.bucket === undefined ? isAnnounced(item) : bucket !== null && (filter.bucket === 'all' || (filter.bucket === 'held' ? HELD_BUCKETS.has(bucket) : bucket === filter.bucket));
  if (!inPlace) return false;
  return (filter.level === undefined || item.level === filter.level) && (!filter.unacknowledged || item.state === 'active_unack')
    && (filter.cause === undefined || item.cause === filter.cause) && (filter.streetId === undefined || item.streetId === filter.streetId);
}

/** `midnight` = start of the city's day, ms. */
export function matchesCase(item: Case, filter: CaseFilter, now: number, midnight: number): boolean {
  const inTable = filter.closedToday ? isClosedSince(item, midnight) : filter.reportedToday ? item.reportedAt >= midnight : item.open;
  return inTable && (filter.step === undefined || item.step === filter.step) && (!filter.overdue || isOverdue(item, now))
    && (filter.stage === undefined || STAGE_OF_STATUS[item.status] === filter.stage) && (filter.streetId === undefined || item.streetId === filter.streetId)
    && (filter.unitId === undefined || item.leadUnitId === filter.unitId || (filter.waits === 'handler' && (item.supporting.some((unit) => unit.unitId === filter.unitId) || item.hops.some((hop) => hop.unitId === filter.unitId && hop.sentAt !== null))))
    && (filter.waits === undefined || waitsFor(item, filter.waits)) && (filter.gridId === undefined || item.gridId === filter.gridId) && (filter.classCode === undefined || item.classCode === filter.classCode) && (filter.source === undefined || item.source === filter.source);
}

export function selectList(store: CityStore, filter: ListFilter, midnight: number): CityList {
  const now = store.serverNow();
  switch (filter.type) {
    case 'warnings':
      return { type: 'warnings', items: store.warnings().filter((item) => matchesWarning(item, filter)) };
    case 'cases':
      return { type: 'cases', items: store.cases().filter((item) => matchesCase(item, filter, now, midnight)) };
    case 'kind': return { type: 'objects', items: objectsOfKind(store, filter) };
    case 'vital': return vitalList(store, filter.id, midnight);
  }
}
