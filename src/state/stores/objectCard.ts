/** The parts of an object's card that follow the feed, composed from the city table; plain frozen records. */
import type { Case } from '../../domain/case';
import { RANK_BY_LEVEL, type Condition } from '../../domain/state';
import type { ObjectSummary } from '../../domain/objectSummary';
import type { Reading } from '../../domain/reading';
import { isActive, isHeldBack, isUnacknowledged, type Warning } from '../../domain/warning';
import type { CityStore, ObjectState } from '../city/CityStore';

/** A sensor mounted on the object, with its worst reading. */
export interface MountedSensor { readonly summary: ObjectSummary; readonly state: ObjectState; readonly reading: Reading | null }
export interface NearbyCamera { readonly summary: ObjectSummary; readonly metres: number; readonly condition: Condition }

export interface LiveCard {
  readonly state: ObjectState;
  /** Its own readings, worst first, then the worst ones of the sensors mounted on it. */
  readonly readings: readonly Reading[];
  /** All readings, also those of sensors that are not shown one by one. */
  readonly readingCount: number;
  /** Warnings of it and of what is mounted on it: active ones worst first, then held-back ones, then those that cleared before anybody saw them. */
  readonly warnings: readonly Warning[];
  /** Open cases, earliest deadline first. */
  readonly cases: readonly Case[];
  readonly closedCases: readonly Case[];
  readonly mounted: readonly MountedSensor[];
}

/** How many mounted sensors a card lists, worst first. */
export const MOUNTED_SHOWN = 60;
/** How many readings of mounted sensors a card shows beside the object's own. */
export const SPEAKERS_SHOWN = 3;
/** How many cameras a card offers. */
export const CAMERAS_SHOWN = 4;
/** A camera farther away than this is no help, metres. */
export const CAMERA_REACH_METRES = 1500;

const METRES_PER_DEGREE = 111_320;

/** Ground distance in metres on a local plane; good for a few kilometres. */
export function toMetres(aLon: number, aLat: number, bLon: number, bLat: number): number {
  return Math.hypot((aLon - bLon) * METRES_PER_DEGREE * Math.cos((aLat * Math.PI) / 180), (aLat - bLat) * METRES_PER_DEGREE);
}

const orderOf = (condition: Condition): number => condition in RANK_BY_LEVEL ? 10 + RANK_BY_LEVEL[condition as keyof typeof RANK_BY_LEVEL] : ['normal', 'noFeed', 'late', 'maintenance', 'stale', 'offline'].indexOf(condition);
/** Worst first. */
export const byCondition = (a: Condition, b: Condition): number => orderOf(b) - orderOf(a);

const placeOf = (warning: Warning): number => (!isActive(warning) ? 2 : isHeldBack(warning) ? 1 : 0);
/** The warning that the card speaks of first: the worst active one that nobody and nothing holds back. */
export const headlineOf = (card: LiveCard): Warning | null => { const [first] = card.warnings; return first && placeOf(first) === 0 ? first : null; };

/** Summaries of everything mounted on an object. */
export const selectMounted = (store: CityStore, host: ObjectSummary): readonly ObjectSummary[] =>
  store.mountedOn(host.index).map((index) => store.catalogue.summary(index)).filter((summary) => summary !== null);

/** Each record once: a store may count what is mounted on an object as the object's. */
const once = <Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] => [...new Map(items.map((item) => [item.id, item])).values()];

export function selectLiveCard(store: CityStore, summary: ObjectSummary, mounted: readonly ObjectSummary[]): LiveCard {
  const family = [summary, ...mounted];
  const cases = once(family.flatMap((member) => store.casesOf(member.id)));
  const warnings = once(family.flatMap((member) => store.warningsOf(member.id)));
  const sensors = mounted
    .map((sensor) => ({ summary: sensor, state: store.state(sensor.index), reading: store.readings(sensor.id)[0] ?? null }))
    .toSorted((a, b) => byCondition(a.state.condition, b.state.condition) || a.summary.index - b.summary.index);
  const all = store.readings(summary.id);
  const own = all.filter((reading) => reading.objectId === summary.id);
  const others = all.length > own.length ? all.filter((reading) => reading.objectId !== summary.id) : sensors.flatMap((sensor) => sensor.reading ? [sensor.reading] : []);
  const deadline = (item: Case): number => item.deadlineAt ?? Number.MAX_SAFE_INTEGER;
  return {
    state: store.state(summary.index),
    readings: [...own, ...others.slice(0, SPEAKERS_SHOWN)],
    readingCount: own.length + others.length,
    warnings: warnings.filter((item) => isActive(item) || isUnacknowledged(item)).toSorted((a, b) => placeOf(a) - placeOf(b) || RANK_BY_LEVEL[b.level] - RANK_BY_LEVEL[a.level] || a.onsetAt - b.onsetAt),
    cases: cases.filter((item) => item.open).toSorted((a, b) => deadline(a) - deadline(b)),
    closedCases: cases.filter((item) => !item.open).toSorted((a, b) => b.reportedAt - a.reportedAt),
    mounted: sensors,
  };
}

/** What of a card can be seen, as text: a refresh that would show the same is skipped. */
export function toCardKey(card: LiveCard): string {
  const reading = (item: Reading | null): string => item ? `${item.value}@${item.observedAt}${item.freshness}${item.quality}` : '-';
  const state = (item: ObjectState): string => `${item.condition}${item.since}${item.freshness}${item.status}${item.unacknowledged}`;
  return [
    state(card.state), card.readings.map(reading), card.warnings.map((item) => `${item.id}${item.level}${item.state}${item.updatedAt}${item.shelvedUntil}${item.suppressedBy}${item.outOfService}${item.latched}${item.caseId}`),
    card.cases.map((item) => `${item.id}${item.status}${item.deadlineAt}${item.suspendedSince}`), card.closedCases.length, card.mounted.map((item) => state(item.state) + reading(item.reading)),
  ].join('|');
}

/** The nearest cameras, by ground distance. */
export function selectNearestCameras(store: CityStore, from: ObjectSummary): readonly NearbyCamera[] {
  const best: { index: number; metres: number }[] = [];
  for (const index of store.catalogue.indicesOfKind('camera')) {
    if (index === from.index) continue;
    const place = store.catalogue.place(index);
    if (!place) continue;
    const metres = toMetres(from.lon, from.lat, place.lon, place.lat);
    if (metres > CAMERA_REACH_METRES) continue;
    const last = best[best.length - 1];
    if (best.length < CAMERAS_SHOWN || (last && metres < last.metres)) {
      best.push({ index, metres });
      best.sort((a, b) => a.metres - b.metres);
      best.length = Math.min(best.length, CAMERAS_SHOWN);
    }
  }
  return best.flatMap(({ index, metres }) => {
    const summary = store.catalogue.summary(index);
    return summary ? [{ summary, metres, condition: store.state(index).condition }] : [];
  });
}
