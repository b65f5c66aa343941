/** Which indicators the overview shows first, and with how many decimals each unit is read. */
import type { VitalSign } from '../../domain/overview';

/** Most indicators on one board (design: at most 12 headline numbers). */
export const MOST_VITALS = 12;

/** Order of the board "facility operation": what a city is asked about first. Others follow in the order of the back end. */
const order: readonly string[] = [
  'bridgeHealth', 'stageMargin', 'rain', 'septicExceed', 'manholeAbnormal', 'sewerLevelExceed', 'aqi', 'noisePass', 'crowdDensity',
  'lampLitRate', 'deviceOnline', 'videoOnline', 'geoWarnings', 'onTimeClosing', 'parkingFree', 'pm25', 'liftTrapped',
];

/** One decimal policy per unit. */
const decimalsByUnit: Readonly<Record<string, number>> = {
  count: 0, cases: 0, AQI: 0, 'persons/h': 0, 'ug/m3': 0, 'µg/m³': 0, '0-100': 1, '1-10': 1, '%': 1, m: 1, 'mm/h': 1, MPa: 2, kPa: 2, 'persons/m2': 2,
};
export const vitalDecimals = (unit: string): number => decimalsByUnit[unit] ?? 1;

/** Units that are a scale, not a word to print after the number. */
const silentUnits: ReadonlySet<string> = new Set(['0-100', '1-10', 'AQI']);
export const vitalUnit = (unit: string): string => (silentUnits.has(unit) ? '' : unit);

/** The indicators to show: those with a value first, in board order. */
export function toBoardVitals(vitals: readonly VitalSign[], most: number): readonly VitalSign[] {
  const rank = (vital: VitalSign): number => {
    const at = order.indexOf(vital.id);
    return (vital.value === null ? 1000 : 0) + (at < 0 ? order.length : at);
  };
  return vitals.toSorted((a, b) => rank(a) - rank(b)).slice(0, most);
}
