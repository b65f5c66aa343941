/**
 * City vital signs of any instant of the remembered past: from the objects' values, levels and states, from the cases, and from simulated
 * subsystems. A sign whose source the city lacks is left out, never invented. What counts warnings or cases counts those that the session
 * may read, as they stood; everything else is the city's own figure, the same for everybody.
 */
import type { Case } from '../../src/domain/case';
import type { CasePast } from '../../src/domain/caseHistory';
import { caseSignsAt } from './caseSigns';
import type { Fleet } from './fleet';
import { triggerIn } from './limits';
import type { Tallied } from './tally';
import { subsystemSigns } from './vitalSeries';

export interface VitalSource {
  readonly fleet: Fleet;
  readonly seed: number;
  /** Null where the device was silent. */
  valueAt(stream: number, time: number): number | null;
  rankAt(object: number, time: number): number;
  /** Objects with a warning of a cause at this rank or a graver one. */
  warnedOf(cause: string, least: number, time: number, sees?: (objectId: string) => boolean): number;
  countsAt(time: number): Tallied;
  /** The past of all cases, as far as they may be read. */
  pasts(from: number, to: number, reads: (item: Case) => boolean): readonly CasePast[];
}
/** What a session may read of warnings (by object) and cases. */
export interface Eyes { ranks(object: number): boolean; readsCase(item: Case): boolean }
export const ALL_EYES: Eyes = { ranks: () => true, readsCase: () => true };

const AQI_STEPS = [[0, 0], [35, 50], [75, 100], [115, 150], [150, 200], [250, 300], [500, 500]] as const;
const BRIDGE_SCORE = [97, 91, 82, 66, 45] as const;
/** Persons that pass a counter per hour, for each person per square metre. */
const FLOW_PER_DENSITY = 780;
/** Signs that count objects with a warning of a cause: sign, cause, least rank. */
const WARNED = [['sewerLevelExceed', 'manholeWaterLevel', 1], ['manholeAbnormal', 'manholeTilt', 1], ['septicExceed', 'septicGasCh4', 2], ['liftTrapped', 'liftState', 4]] as const;

function toAqi(pm25: number): number {
  for (let k = 1; k < AQI_STEPS.length; k++) {
    const [high, top] = AQI_STEPS[k] ?? [0, 0];
    const [low, bottom] = AQI_STEPS[k - 1] ?? [0, 0];
    if (pm25 <= high) return bottom + ((pm25 - low) / (high - low)) * (top - bottom);
  }
  return 500;
}

/** Of the city as a whole. */
export function citySigns({ fleet, seed, valueAt, rankAt, warnedOf, countsAt }: VitalSource, now: number): Record<string, number> {
  const signs: Record<string, number> = {};
  const set = (id: string, figure: number, decimals = 0): void => { if (Number.isFinite(figure)) signs[id] = Math.round(figure * 10 ** decimals) / 10 ** decimals; };
  const streams = (key: string): readonly number[] => fleet.ofProperty.get(key) ?? [];
  const objects = (...kinds: string[]): readonly number[] => kinds.flatMap((kind) => fleet.ofKind.get(kind) ?? []);
  const known = (key: string): number[] => streams(key).flatMap((stream) => valueAt(stream, now) ?? []);
  const mean = (list: readonly number[]): number => list.reduce((sum, figure) => sum + figure, 0) / list.length;
  const greatest = (list: readonly number[]): number => list.reduce((most, figure) => Math.max(most, figure), -Infinity);
  const percent = (part: number, whole: number): number => (whole === 0 ? NaN : (part / whole) * 100);
  const ranked = (key: string, least: number): number => warnedOf(key, least, now);
  const share = (list: readonly number[], test: (object: number) => boolean): number => percent(list.filter(test).length, list.length);
  const counts = countsAt(now);
  const without = (kind: string, missing: number): number => { const whole = fleet.ofKind.get(kind)?.length ?? 0; return percent(whole - missing, whole); };

  const bridges = objects('bridge', 'bridgeSensor');
  if (bridges.length > 0) set('bridgeHealth', BRIDGE_SCORE[Math.max(...bridges.map((object) => rankAt(object, now)))] ?? NaN);
  set('tunnelAvailability', share(objects('tunnel'), (object) => rankAt(object, now) < 3), 1);
  set('lampLitRate', without('streetLamp', counts.lampsOut), 1);
  set('parkingFree', mean(known('parkingFree')));
  const crowds = known('crowdDensity');
  if (crowds.length > 0) {
    set('passengerFlow', crowds.reduce((sum, density) => sum + density * FLOW_PER_DENSITY, 0));
    set('crowdDensity', greatest(crowds), 2);
  }
  const pm25 = mean(known('pm25'));
  set('pm25', pm25, 1);
  set('aqi', toAqi(pm25));
  const classes = known('waterQualityClass');
  set('riverQualityPass', percent(classes.filter((figure) => figure <= 2).length, classes.length), 1);
  set('noisePass', percent(streams('noise').length - ranked('noise', 1), streams('noise').length), 1);
  set('rain', greatest(known('rainfall')) / 3, 1);
  set('stageMargin', streams('riverWaterLevel').reduce((least, stream) => {
    const level = valueAt(stream, now);
    const stage = triggerIn(fleet.properties[fleet.streamProperty[stream] ?? 0]?.observed.levels ?? { I: null, II: null, III: null, IV: null }, 2);
    return level === null || stage === null ? least : Math.min(least, stage - level);
  }, Infinity), 2);
  set('deviceOnline', percent(fleet.ids.length - counts.offline, fleet.ids.length), 1);
  set('videoOnline', without('camera', counts.camerasOffline), 1);
  return { ...signs, ...subsystemSigns(seed, now) };
}

/** Counted for a session at each of `times`, ascending. */
export function sessionSigns({ fleet, rankAt, warnedOf, pasts }: VitalSource, times: readonly number[], eyes: Eyes): Record<string, number>[] {
  const sees = eyes === ALL_EYES ? undefined : (id: string): boolean => eyes.ranks(fleet.indexOf.get(id) ?? -1);
  const slopes = (fleet.ofKind.get('slope') ?? []).filter(eyes.ranks);
  const cases = caseSignsAt(pasts(times[0] ?? 0, times.at(-1) ?? 0, eyes.readsCase), times);
  return times.map((time, k) => ({
    ...Object.fromEntries(WARNED.flatMap(([id, cause, least]) => ((fleet.ofProperty.get(cause)?.length ?? 0) === 0 ? [] : [[id, warnedOf(cause, least, time, sees)]]))),
    ...(fleet.ofKind.has('slope') && { geoWarnings: slopes.filter((object) => rankAt(object, time) > 0).length }),
    ...cases[k],
  }));
}
