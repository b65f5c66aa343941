/** The objects, warnings or cases behind a number of the overview. The same tests that count also select. */
import { insideRing } from '../../domain/area';
import { isOverdue, STAGE_OF_STATUS, type Case } from '../../domain/case';
import { waitsFor } from '../../domain/duty';
import { LEVEL_BY_RANK } from '../../domain/state';
import type { Warning } from '../../domain/warning';
import { bucketOf, HELD_BUCKETS, isAnnounced } from '../../domain/warningBucket';
import type { CityList, ListFilter } from './cityList';
import type { CityStore } from './CityStore';
import { isClosedSince, isFed, isOnline, rankAt } from './rowTests';
import { vitalList } from './vitalCauses';

function objectsOfKind(store: CityStore, filter: Extract<ListFilter, { type: 'kind' }>): Uint32Array {
  const bytes = store.stateBytes;
  return store.catalogue.indicesOfKind(filter.kind).filter((index) =>
    (filter.condition === undefined || store.state(index).condition === filter.condition)
    && (filter.level === undefined || (isFed(bytes, index) && LEVEL_BY_RANK[rankAt(bytes, index)] === filter.level))
    && (filter.connected === undefined || (isFed(bytes, index) && (filter.connected === 'fed' || isOnline(bytes, index) === (filter.connected === 'online')))));
}

function objectsInside(store: CityStore, { kinds, ring, connected, warned }: Extract<ListFilter, { type: 'inside' }>): Uint32Array {
  const bytes = store.stateBytes;
  const items: number[] = [];
  for (const kind of kinds) for (const index of store.catalogue.indicesOfKind(kind)) {
    if (warned && !(isFed(bytes, index) && rankAt(bytes, index) > 0)) continue;
    if (connected !== undefined && !(isFed(bytes, index) && isOnline(bytes, index) === (connected === 'online'))) continue;
    const place = store.place(index);
    if (place && insideRing(ring, place.lon, place.lat)) items.push(index);
  }
  return Uint32Array.from(items);
}

type WarningFilter = Extract<ListFilter, { type: 'warnings' }>;
type CaseFilter = Extract<ListFilter, { type: 'cases' }>;

export function matchesWarning(item: Warning, filter: WarningFilter, now: number): boolean {
  const bucket = bucketOf(item);
  const inPlace = filter.bucket === undefined ? isAnnounced(item) : bucket !== null && (filter.bucket === 'all' || (filter.bucket === 'held' ? HELD_BUCKETS.has(bucket) : bucket === filter.bucket));
  if (!inPlace) return false;
  return (filter.level === undefined || item.level === filter.level) && (!filter.unacknowledged || item.state === 'active_unack')
    && (filter.cause === undefined || item.cause === filter.cause) && (filter.streetId === undefined || item.streetId === filter.streetId) && (!filter.acknowledged || item.acknowledgedAt !== null)
    && (filter.acknowledgedWithin === undefined || (item.acknowledgedAt !== null && item.acknowledgedAt - item.onsetAt <= filter.acknowledgedWithin * 1000)) && (filter.waitingOver === undefined || now - item.onsetAt > filter.waitingOver * 1000);
}

/** `midnight` = start of the city's day, ms. */
export function matchesCase(item: Case, filter: CaseFilter, now: number, midnight: number): boolean {
  const inTable = filter.closedToday ? isClosedSince(item, midnight) : filter.reportedToday ? item.reportedAt >= midnight : item.open;
  return inTable && (filter.step === undefined || item.step === filter.step) && (!filter.overdue || isOverdue(item, now)) && (!filter.suspended || item.suspendedSince !== null)
    && (filter.stage === undefined || STAGE_OF_STATUS[item.status] === filter.stage) && (filter.streetId === undefined || item.streetId === filter.streetId)
    && (filter.unitId === undefined || item.leadUnitId === filter.unitId || (filter.waits === 'handler' && (item.supporting.some((unit) => unit.unitId === filter.unitId) || item.hops.some((hop) => hop.unitId === filter.unitId && hop.sentAt !== null))))
    && (filter.waits === undefined || waitsFor(item, filter.waits)) && (filter.gridId === undefined || item.gridId === filter.gridId) && (filter.category === undefined || item.category === filter.category) && (filter.classCode === undefined || item.classCode === filter.classCode)
    && (filter.aiClass === undefined || item.aiClass === filter.aiClass) && (filter.source === undefined || item.source === filter.source);
}

export function selectList(store: CityStore, filter: ListFilter, midnight: number): CityList {
  const now = store.serverNow();
  switch (filter.type) {
    case 'warnings':
      return { type: 'warnings', items: store.warnings().filter((item) => matchesWarning(item, filter, now)) };
    case 'cases':
      return { type: 'cases', items: store.cases().filter((item) => matchesCase(item, filter, now, midnight)) };
    case 'kind': return { type: 'objects', items: objectsOfKind(store, filter) };
    case 'inside': return { type: 'objects', items: objectsInside(store, filter) };
    case 'devices': return { type: 'objects', items: Uint32Array.from(store.catalogue.kinds.flatMap((kind) => [...store.catalogue.indicesOfKind(kind)].filter((index) => isFed(store.stateBytes, index)))) };
    case 'vital': return vitalList(filter.id, filter.beyond === true, { now, midnight, catalogue: store.catalogue, bytes: store.stateBytes, warnings: store.warnings(), cases: store.cases() }, store.readings);
  }
}
