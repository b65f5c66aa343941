/**
 * What stands behind each vital sign: the warnings, cases or objects that cause it, not everything of a kind. A sign that counts is the
 * length of its list at every instant and for every session, because both are made here, from the table; the back end says only that it
 * has the source.
 */
import { isConcludedLate, isOverdue, type Case } from '../../domain/case';
import type { ObjectId } from '../../domain/ids';
import type { Kind } from '../../domain/kind';
import type { Reading } from '../../domain/reading';
import type { WarningLevel } from '../../domain/state';
import { isActive, type Warning } from '../../domain/warning';
import type { Catalogue } from './Catalogue';
import type { CityList } from './cityList';
import { isClosedSince, isFed, isOffline, rankAt } from './rowTests';

/** What a list or a count is made of. Times in ms since epoch; `midnight` = start of the city's day. */
export interface VitalGround {
  readonly now: number; readonly midnight: number; readonly catalogue: Catalogue; readonly bytes: Uint8Array;
  readonly warnings: readonly Warning[]; readonly cases: readonly Case[];
}
/** Word for the title of a list: which part of the city it holds. */
export type VitalPart = 'warned' | 'graveWarned' | 'offline' | 'dark' | 'late' | 'failing' | 'measured' | 'extreme' | 'beyond';
type Limits = readonly [number | null, number | null];
interface Measured { readonly of: 'readings'; readonly kinds: readonly Kind[]; readonly property: string; readonly part: VitalPart }
export type VitalCause =
  | { readonly of: 'warnings'; readonly cause: string; readonly levels: readonly WarningLevel[]; readonly counts?: true; readonly part?: VitalPart }
  | { readonly of: 'cases'; holds(item: Case, ground: VitalGround): boolean; readonly counts?: true; readonly part?: VitalPart }
  /** `ranked`: judged by levels, which a narrowed session receives of its own part only. */
  | { readonly of: 'objects'; readonly kinds: readonly Kind[] | 'all'; holds(bytes: Uint8Array, index: number): boolean; readonly counts?: true; readonly ranked?: true; readonly part?: VitalPart }
  /** Those whose newest value does not hold. */
  | Measured & { readonly pick: 'failing'; readonly most: number }
  /** Every device that measured; of a mean that left its band those beyond `limits`. Null = a sum, which no single one leaves. */
  | Measured & { readonly pick: 'all'; readonly limits: Limits | null }
  /** Where the greatest figure stands. */
  | Measured & { readonly pick: 'greatest'; figure(reading: Reading, value: number): number };

const EVERY: readonly WarningLevel[] = ['I', 'II', 'III', 'IV'];
const value = (_: Reading, figure: number): number => figure;
const closedToday = (item: Case, { midnight }: VitalGround): boolean => isClosedSince(item, midnight);
const crowd = { of: 'readings', kinds: ['crowdCounter'], property: 'crowdDensity' } as const;
const air = { of: 'readings', kinds: ['airMonitor'], property: 'pm25', part: 'measured', pick: 'all', limits: [null, 75] } as const;

/** Not here: what a subsystem reports (`VITAL_DEFINITIONS`), and satisfaction, whose rated cases are older than the table. */
const CAUSES: Readonly<Record<string, VitalCause>> = {
  sewerLevelExceed: { of: 'warnings', cause: 'manholeWaterLevel', levels: EVERY, counts: true },
  manholeAbnormal: { of: 'warnings', cause: 'manholeTilt', levels: EVERY, counts: true },
  septicExceed: { of: 'warnings', cause: 'septicGasCh4', levels: ['I', 'II', 'III'], counts: true },
  liftTrapped: { of: 'warnings', cause: 'liftState', levels: ['I'], counts: true },
  noisePass: { of: 'warnings', cause: 'noise', levels: EVERY, part: 'failing' },
  filedToday: { of: 'cases', holds: (item, { midnight }) => item.filedAt !== null && item.filedAt >= midnight, counts: true },
  closedToday: { of: 'cases', holds: closedToday, counts: true },
  overdueOpen: { of: 'cases', holds: (item, { now }) => isOverdue(item, now), counts: true },
  onTimeClosing: { of: 'cases', holds: (item, ground) => closedToday(item, ground) && isConcludedLate(item), part: 'late' },
  geoWarnings: { of: 'objects', kinds: ['slope'], holds: (bytes, index) => rankAt(bytes, index) > 0, counts: true, ranked: true },
  bridgeHealth: { of: 'objects', kinds: ['bridge', 'bridgeSensor'], holds: (bytes, index) => rankAt(bytes, index) > 0, ranked: true, part: 'warned' },
  tunnelAvailability: { of: 'objects', kinds: ['tunnel'], holds: (bytes, index) => rankAt(bytes, index) >= 3, ranked: true, part: 'graveWarned' },
  lampLitRate: { of: 'objects', kinds: ['streetLamp'], holds: (bytes, index) => rankAt(bytes, index) > 0 || isOffline(bytes, index), ranked: true, part: 'dark' },
  deviceOnline: { of: 'objects', kinds: 'all', holds: isOffline, part: 'offline' },
  videoOnline: { of: 'objects', kinds: ['camera'], holds: isOffline, part: 'offline' },
  riverQualityPass: { of: 'readings', kinds: ['riverReach'], property: 'waterQualityClass', part: 'failing', pick: 'failing', most: 2 },
  parkingFree: { of: 'readings', kinds: ['parkingLot'], property: 'parkingFree', part: 'measured', pick: 'all', limits: [15, null] },
  pm25: air, aqi: air,
  passengerFlow: { ...crowd, part: 'measured', pick: 'all', limits: null },
  crowdDensity: { ...crowd, part: 'extreme', pick: 'greatest', figure: value },
  rain: { of: 'readings', kinds: ['rainGauge'], property: 'rainfall', part: 'extreme', pick: 'greatest', figure: value },
  stageMargin: { of: 'readings', kinds: ['waterLevelGauge'], property: 'riverWaterLevel', part: 'extreme', pick: 'greatest', figure: ({ property }, level) => (property.levels.III === null ? -Infinity : level - property.levels.III) },
};
export const vitalCause = (id: string): VitalCause | null => (Object.hasOwn(CAUSES, id) ? CAUSES[id] ?? null : null);

/** Counted for the session; every other sign is the whole city's. */
export const isSessionSign = (id: string): boolean => { const cause = vitalCause(id); return id === 'satisfaction' || cause?.of === 'cases' || (cause !== null && 'counts' in cause); };
/** False where no single device can be out of the band. */
export const canBeBeyond = (id: string): boolean => { const cause = vitalCause(id); return cause?.of === 'readings' && cause.pick === 'all' && cause.limits !== null; };

const warningsOf = (cause: Extract<VitalCause, { of: 'warnings' }>, { warnings }: VitalGround): readonly Warning[] => warnings.filter((item) => isActive(item) && item.cause === cause.cause && cause.levels.includes(item.level));
const casesOf = (cause: Extract<VitalCause, { of: 'cases' }>, ground: VitalGround): readonly Case[] => ground.cases.filter((item) => cause.holds(item, ground));
function* fed(kinds: readonly Kind[] | 'all', { catalogue, bytes }: VitalGround): Iterable<number> {
  for (const kind of kinds === 'all' ? catalogue.kinds : kinds) for (const index of catalogue.indicesOfKind(kind)) if (isFed(bytes, index)) yield index;
}
function objectsOf(cause: Extract<VitalCause, { of: 'objects' }>, ground: VitalGround): number[] {
  return [...fed(cause.kinds, ground)].filter((index) => cause.holds(ground.bytes, index));
}
function measuredBy(cause: Extract<VitalCause, { of: 'readings' }>, beyond: boolean, ground: VitalGround, readings: (id: ObjectId) => readonly Reading[]): number[] {
  const found: { readonly index: number; readonly reading: Reading; readonly value: number }[] = [];
  for (const index of fed(cause.kinds, ground)) {
    const id = ground.catalogue.idOf(index);
    const reading = isOffline(ground.bytes, index) ? undefined : readings(id).find((one) => one.property.key === cause.property && one.objectId === id);
    if (reading && reading.value !== null) found.push({ index, reading, value: reading.value });
  }
  if (cause.pick === 'failing') return found.filter((one) => one.value > cause.most).map(({ index }) => index);
  if (cause.pick === 'all') {
    const [low, high] = cause.limits ?? [null, null];
    return found.filter((one) => !beyond || (low !== null && one.value < low) || (high !== null && one.value > high)).map(({ index }) => index);
  }
  const figures = found.map((one) => cause.figure(one.reading, one.value));
  const most = figures.reduce((greatest, figure) => Math.max(greatest, figure), -Infinity);
  return most === -Infinity ? [] : found.filter((_, k) => figures[k] === most).map(({ index }) => index);
}

/** The list of a sign; `beyond` keeps the devices out of its band. Nothing for a sign that comes from elsewhere. */
export function vitalList(id: string, beyond: boolean, ground: VitalGround, readings: (id: ObjectId) => readonly Reading[]): CityList {
  const cause = vitalCause(id);
  switch (cause?.of) {
    case 'warnings': return { type: 'warnings', items: warningsOf(cause, ground) };
    case 'cases': return { type: 'cases', items: casesOf(cause, ground) };
    case 'objects': return { type: 'objects', items: Uint32Array.from(objectsOf(cause, ground)) };
    case 'readings': return { type: 'objects', items: Uint32Array.from(measuredBy(cause, beyond, ground, readings)) };
    default: return { type: 'objects', items: new Uint32Array() };
  }
}

/** The figure of a sign that is made from the table; undefined for every other, null without a denominator. */
export function countedSign(id: string, ground: VitalGround): number | null | undefined {
  const cause = vitalCause(id);
  if (id === 'onTimeClosing' && cause?.of === 'cases') {
    const closed = ground.cases.filter((item) => closedToday(item, ground)).length;
    return closed === 0 ? null : Math.round(((closed - casesOf(cause, ground).length) / closed) * 1000) / 10;
  }
  if (cause === null || cause.of === 'readings' || !cause.counts) return undefined;
  return cause.of === 'warnings' ? warningsOf(cause, ground).length : cause.of === 'cases' ? casesOf(cause, ground).length : objectsOf(cause, ground).length;
}
