/**
 * Health of a bridge pier from its own trends, and how many days are left to a limit: a stated, simple method, not a structural analysis.
 * Each indicator counts by the share of its gravest limit that it has used up; health = 100 × (1 − ½ weighted mean − ½ worst share).
 * A straight line is laid through the daily means (least squares); its 95 % prediction band is the forecast. Load and water level are
 * assumptions of the person who asks: they scale the newest value and the daily growth. What comes out is a forecast, never a measurement.
 */
export const PIER_INDICATORS = ['pierTilt', 'pierSettlement', 'pierScour'] as const;
export type PierIndicator = (typeof PIER_INDICATORS)[number];

/** What was measured. `limit` = trigger of level I, `next` = triggers of all levels from the lowest, in the property's unit; times ms since epoch, ascending. */
export interface PierTrend { readonly indicator: PierIndicator; readonly limit: number; readonly next: readonly number[]; readonly times: readonly number[]; readonly values: readonly (number | null)[] }
/** What is assumed. `load`: traffic load as a share of the present one, 1 = as now; `water`: metres that the river stands above the present level. */
export interface PierAssumption { readonly load: number; readonly water: number }
/** Numbers of the method; configuration, see `pierMethod.ts`. Gains: change of the value (growth: of the daily growth) as a share, per +100 % load and per metre of water. */
export interface PierMethod {
  readonly indicators: Readonly<Record<PierIndicator, { readonly weight: number; readonly valuePerLoad: number; readonly valuePerMetre: number; readonly growthPerLoad: number; readonly growthPerMetre: number }>>;
  /** A limit further away than this is not forecast, days. */
  readonly horizonDays: number;
  /** Fewer daily means than this give no trend. */
  readonly leastDays: number;
}
/** Value on a day after the newest measurement: middle and the ends of the 95 % band. */
export interface PierBandPoint { readonly day: number; readonly low: number; readonly mid: number; readonly high: number }
export interface PierForecast {
  readonly indicator: PierIndicator;
  /** Newest measured magnitude and its time; what it would be under the assumption; the share of the gravest limit. */
  readonly measured: number; readonly measuredAt: number; readonly assumed: number; readonly share: number;
  readonly limit: number;
  /** Lowest limit that the measurement has not reached yet; null when it has reached all. */
  readonly nextLimit: number | null;
  /** Growth per day under the assumption and half the width of its 95 % interval; null with too few days. */
  readonly perDay: number | null; readonly perDayError: number | null;
  /** Days until `nextLimit` by the line, at the earliest and at the latest by its band; 0 = reached at once under the assumption, null = not within the horizon. */
  readonly likely: number | null; readonly earliest: number | null; readonly latest: number | null;
  readonly days: number;
  band(day: number): PierBandPoint | null;
}
export interface PierHealth { /** 0 … 100; null when nothing was measured. */ readonly score: number | null; readonly worst: number; readonly mean: number; readonly forecasts: readonly PierForecast[]; readonly missing: readonly PierIndicator[] }

const DAY = 86_400_000;
/** Upper 2.5 % point of Student's t (Cornish–Fisher around the normal; within 1 % from 4 degrees of freedom on). */
export function studentT(freedom: number): number {
  const z = 1.959964;
  return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3);
}

/** Mean magnitude of each day that has values; `day` counts back from the newest value, which is day 0. */
export function dailyMeans(times: readonly number[], values: readonly (number | null)[]): { readonly day: number; readonly value: number }[] {
  const last = times.findLast((_, k) => values[k] !== null && values[k] !== undefined) ?? 0;
  const sums = new Map<number, { sum: number; time: number; count: number }>();
  times.forEach((time, k) => {
    const value = values[k];
    if (value === null || value === undefined || !Number.isFinite(value)) return;
    const bin = Math.floor((last - time) / DAY);
    const own = sums.get(bin) ?? { sum: 0, time: 0, count: 0 };
    sums.set(bin, { sum: own.sum + Math.abs(value), time: own.time + (time - last) / DAY, count: own.count + 1 });
  });
  return [...sums.values()].map(({ sum, time, count }) => ({ day: time / count, value: sum / count })).sort((a, b) => a.day - b.day);
}

interface Line { readonly at: number; readonly slope: number; readonly n: number; readonly meanDay: number; readonly spread: number; readonly error: number; readonly t: number }
/** Least-squares line through daily means; null when there are too few. `at` = value of the line on day 0. */
export function fitLine(points: readonly { readonly day: number; readonly value: number }[], least: number): Line | null {
  const n = points.length;
  if (n < Math.max(3, least)) return null;
  const meanDay = points.reduce((sum, point) => sum + point.day, 0) / n;
  const mean = points.reduce((sum, point) => sum + point.value, 0) / n;
  const spread = points.reduce((sum, point) => sum + (point.day - meanDay) ** 2, 0);
  if (spread === 0) return null;
  const slope = points.reduce((sum, point) => sum + (point.day - meanDay) * (point.value - mean), 0) / spread;
  const at = mean - slope * meanDay;
  const rest = points.reduce((sum, point) => sum + (point.value - at - slope * point.day) ** 2, 0);
  return { at, slope, n, meanDay, spread, error: Math.sqrt(rest / (n - 2)), t: studentT(n - 2) };
}

function forecastOf(trend: PierTrend, { load, water }: PierAssumption, method: PierMethod): PierForecast | null {
  const newest = trend.values.findLastIndex((value) => value !== null && Number.isFinite(value));
  if (newest < 0) return null;
  const gain = method.indicators[trend.indicator];
  const measured = Math.abs(trend.values[newest] ?? 0);
  const scale = Math.max(0, 1 + gain.valuePerLoad * (load - 1) + gain.valuePerMetre * water);
  const faster = Math.max(0, 1 + gain.growthPerLoad * (load - 1) + gain.growthPerMetre * water);
  const assumed = measured * scale;
  const points = dailyMeans(trend.times, trend.values);
  const line = fitLine(points, method.leastDays);
  const nextLimit = trend.next.find((limit) => limit > measured) ?? null;
  const slope = line ? line.slope * faster : null;

  const band = (day: number): PierBandPoint | null => {
    if (!line || slope === null) return null;
    const mid = assumed + slope * day;
    // the band of the line, growing with the days ahead; scaled as the value and the growth are
    const half = line.t * line.error * Math.max(scale, faster) * Math.sqrt(1 + 1 / line.n + (day - line.meanDay) ** 2 / line.spread);
    return { day, low: Math.max(0, mid - half), mid, high: mid + half };
  };
  /** First day on which a border reaches the next limit, by halving; borders are watched, not solved: the band is curved. */
  const dayOf = (border: 'low' | 'mid' | 'high'): number | null => {
    if (nextLimit === null) return null;
    if (assumed >= nextLimit) return 0;
    if (!line) return null;
    const reached = (day: number): boolean => (band(day)?.[border] ?? 0) >= nextLimit;
    if (!reached(method.horizonDays)) return null;
    let from = 0, to = method.horizonDays;
    for (let turn = 0; turn < 40; turn++) { const middle = (from + to) / 2; if (reached(middle)) to = middle; else from = middle; }
    return to;
  };
  return {
    indicator: trend.indicator, measured, measuredAt: trend.times[newest] ?? 0, assumed, share: trend.limit > 0 ? assumed / trend.limit : 0, limit: trend.limit, nextLimit,
    perDay: slope, perDayError: line ? (line.t * line.error * faster) / Math.sqrt(line.spread) : null, likely: dayOf('mid'), earliest: dayOf('high'), latest: dayOf('low'), days: points.length, band,
  };
}

/** Health and forecasts of one pier. An indicator without a value is named as missing; the weights of the others are scaled up. */
export function pierHealth(trends: readonly PierTrend[], assumption: PierAssumption, method: PierMethod): PierHealth {
  const forecasts = trends.flatMap((trend) => forecastOf(trend, assumption, method) ?? []);
  const missing = PIER_INDICATORS.filter((indicator) => !forecasts.some((forecast) => forecast.indicator === indicator));
  if (forecasts.length === 0) return { score: null, worst: 0, mean: 0, forecasts, missing };
  const used = (forecast: PierForecast): number => Math.min(1, forecast.share);
  const weights = forecasts.reduce((sum, { indicator }) => sum + method.indicators[indicator].weight, 0);
  const mean = forecasts.reduce((sum, forecast) => sum + used(forecast) * method.indicators[forecast.indicator].weight, 0) / weights;
  const worst = Math.max(...forecasts.map(used));
  return { score: Math.round(100 * (1 - mean / 2 - worst / 2)), worst, mean, forecasts, missing };
}
