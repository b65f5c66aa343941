/**
 * Vital signs that no sensor of the demo city measures: what its simulated subsystems (water, power, gas, mobile network, rail, traffic,
 * fire brigade) report. Smooth daily courses, pure in seed and time; their cards say that they come from a simulated subsystem.
 */
import { smoothNoise, unit } from './hash';
import { HOUR, localHour, localWeekday, MINUTE } from './localTime';

interface Course { readonly mean: number; /** Half the daily swing, and when it peaks. */ readonly daily: number; readonly peakHour: number; readonly drift: number; readonly decimals: number; readonly low: number; readonly high: number }

const COURSES: Readonly<Record<string, Course>> = {
  waterPressure: { mean: 0.36, daily: 0.03, peakHour: 4, drift: 0.015, decimals: 3, low: 0.24, high: 0.5 },
  waterQualityPass: { mean: 99.7, daily: 0, peakHour: 0, drift: 0.25, decimals: 1, low: 99, high: 100 },
  electricLoad: { mean: 58, daily: 17, peakHour: 15, drift: 4, decimals: 1, low: 30, high: 84 },
  gasPressure: { mean: 2.7, daily: 0.22, peakHour: 3, drift: 0.12, decimals: 2, low: 2.05, high: 3.4 },
  baseStationOnline: { mean: 99.4, daily: 0, peakHour: 0, drift: 0.4, decimals: 1, low: 98.1, high: 100 },
  metroPunctuality: { mean: 99.2, daily: 0, peakHour: 0, drift: 0.6, decimals: 1, low: 98, high: 100 },
};
/** Alarms of the fire brigade per hour, and how long one counts, minutes. */
const FIRES_PER_HOUR = 0.09;
const FIRE_MINUTES = 35;

const swell = (time: number, hour: number, width: number): number => Math.exp(-(((localHour(time) - hour) / width) ** 2));

/** Figures of the subsystems at a time. */
export function subsystemSigns(seed: number, time: number): Record<string, number> {
  const signs: Record<string, number> = {};
  Object.entries(COURSES).forEach(([id, course], k) => {
    const value = course.mean + course.daily * Math.cos(((localHour(time) - course.peakHour) / 12) * Math.PI) + course.drift * smoothNoise(seed + k * 31, time, 3 * HOUR) + course.drift * 0.3 * smoothNoise(seed + k * 57, time, 20 * MINUTE);
    const scale = 10 ** course.decimals;
    signs[id] = Math.round(Math.min(course.high, Math.max(course.low, value)) * scale) / scale;
  });
  const workday = localWeekday(time) < 5 ? 1 : 0.45;
  const jam = 1.5 + workday * (2.6 * swell(time, 8.2, 1.1) + 3 * swell(time, 18, 1.5)) + 0.9 * swell(time, 13, 4) + 0.35 * smoothNoise(seed + 411, time, HOUR);
  signs['congestionIndex'] = Math.round(Math.min(10, Math.max(1, jam)) * 10) / 10;
  let fires = 0;
  for (let slot = Math.floor((time - FIRE_MINUTES * MINUTE) / HOUR); slot <= Math.floor(time / HOUR); slot++) {
    if (unit(seed ^ 0xf12e, slot) >= FIRES_PER_HOUR) continue;
    const at = (slot + unit(seed ^ 0xf12f, slot)) * HOUR;
    if (at <= time && time < at + FIRE_MINUTES * MINUTE) fires += 1;
  }
  signs['fireAlarms'] = fires;
  return signs;
}
