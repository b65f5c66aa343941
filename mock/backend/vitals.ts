/** City vital signs that follow from the objects' own values and states; a sign without sources is left out, never invented. */
import { STATUS_OFFLINE } from './outages';
import type { Fleet } from './fleet';
import { PROPERTIES } from './properties';
import type { Case } from '../../src/domain/case';

export interface VitalInput {
  readonly fleet: Fleet;
  readonly value: Float64Array;
  readonly streamRank: Uint8Array;
  readonly rank: Uint8Array;
  readonly status: Uint8Array;
  readonly cases: readonly Case[];
  readonly now: number;
  readonly midnight: number;
}

const AQI_STEPS = [[0, 0], [35, 50], [75, 100], [115, 150], [150, 200], [250, 300], [500, 500]] as const;
const BRIDGE_SCORE = [97, 91, 82, 66, 45] as const;

function toAqi(pm25: number): number {
  for (let k = 1; k < AQI_STEPS.length; k++) {
    const [high, top] = AQI_STEPS[k] ?? [0, 0];
    const [low, bottom] = AQI_STEPS[k - 1] ?? [0, 0];
    if (pm25 <= high) return bottom + ((pm25 - low) / (high - low)) * (top - bottom);
  }
  return 500;
}

export function computeVitals({ fleet, value, streamRank, rank, status, cases, now, midnight }: VitalInput): Record<string, number> {
  const signs: Record<string, number> = {};
  const streams = (key: string): readonly number[] => fleet.ofProperty.get(key) ?? [];
  const objects = (...kinds: string[]): readonly number[] => kinds.flatMap((kind) => fleet.ofKind.get(kind) ?? []);
  const set = (id: string, figure: number, decimals = 0): void => { if (Number.isFinite(figure)) signs[id] = Math.round(figure * 10 ** decimals) / 10 ** decimals; };
  const mean = (list: readonly number[]): number => list.reduce((sum, k) => sum + (value[k] ?? 0), 0) / list.length;
  const greatest = (list: readonly number[]): number => list.reduce((most, k) => Math.max(most, value[k] ?? -Infinity), -Infinity);
  const percent = (part: number, whole: number): number => (whole === 0 ? NaN : (part / whole) * 100);
  const known = (list: readonly number[]): number[] => list.filter((k) => Number.isFinite(value[k] ?? NaN));
  const ranked = (list: readonly number[], least: number): number => list.filter((k) => (streamRank[k] ?? 0) >= least).length;

  const bridges = objects('bridge', 'bridgeSensor');
  if (bridges.length > 0) set('bridgeHealth', BRIDGE_SCORE[Math.max(...bridges.map((k) => rank[k] ?? 0))] ?? NaN);
  const tunnels = objects('tunnel');
  set('tunnelAvailability', percent(tunnels.filter((k) => (rank[k] ?? 0) < 3).length, tunnels.length), 1);
  if (streams('manholeWaterLevel').length > 0) set('sewerLevelExceed', ranked(streams('manholeWaterLevel'), 1));
  if (streams('manholeTilt').length > 0) set('manholeAbnormal', ranked(streams('manholeTilt'), 1));
  if (streams('septicGasCh4').length > 0) set('septicExceed', ranked(streams('septicGasCh4'), 2));
  const lamps = objects('streetLamp');
  set('lampLitRate', percent(lamps.filter((k) => status[k] !== STATUS_OFFLINE && rank[k] === 0).length, lamps.length), 1);
  if (objects('lift').length > 0) set('liftTrapped', objects('lift').filter((k) => (rank[k] ?? 0) === 4).length);
  set('parkingFree', mean(known(streams('parkingFree'))), 0);
  if (streams('crowdDensity').length > 0) {
    set('passengerFlow', known(streams('crowdDensity')).reduce((sum, k) => sum + (value[k] ?? 0) * 780, 0));
    set('crowdDensity', greatest(streams('crowdDensity')), 2);
  }
  const pm25 = mean(known(streams('pm25')));
  set('pm25', pm25, 1);
  set('aqi', toAqi(pm25));
  const water = known(streams('waterQualityClass'));
  set('riverQualityPass', percent(water.filter((k) => (value[k] ?? 9) <= 2).length, water.length), 1);
  set('noisePass', percent(streams('noise').length - ranked(streams('noise'), 1), streams('noise').length), 1);
  if (objects('slope').length > 0) set('geoWarnings', objects('slope').filter((k) => (rank[k] ?? 0) > 0).length);
  set('rain', greatest(streams('rainfall')) / 3, 1);
  set('stageMargin', streams('riverWaterLevel').reduce((least, k) =>
    Math.min(least, (PROPERTIES[fleet.streamProperty[k] ?? 0]?.observed.levels.III ?? Infinity) - (value[k] ?? NaN)), Infinity), 2);
  const closed = cases.filter((item) => (item.closedAt ?? 0) >= midnight && !item.open);
  set('filedToday', cases.filter((item) => item.reportedAt >= midnight).length);
  set('closedToday', closed.length);
  set('onTimeClosing', percent(closed.filter((item) => (item.closedAt ?? 0) <= (item.deadlineAt ?? Infinity)).length, closed.length), 1);
  set('overdueOpen', cases.filter((item) => item.open && now > (item.deadlineAt ?? Infinity)).length);
  set('deviceOnline', percent(status.filter((state) => state !== STATUS_OFFLINE).length, status.length), 1);
  const cameras = objects('camera');
  set('videoOnline', percent(cameras.filter((k) => status[k] !== STATUS_OFFLINE).length, cameras.length), 1);
  return signs;
}
