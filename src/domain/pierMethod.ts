/** Numbers of the pier forecast, all defaults of this project: to be replaced by those of the bridge's owner. Meanings in `pierHealth.ts`. */
import type { PierMethod } from './pierHealth';

export const PIER_METHOD: PierMethod = {
  indicators: {
    pierTilt: { weight: 4, valuePerLoad: 0.25, valuePerMetre: 0.01, growthPerLoad: 0.5, growthPerMetre: 0.04 },
    pierSettlement: { weight: 3, valuePerLoad: 0.1, valuePerMetre: 0, growthPerLoad: 0.8, growthPerMetre: 0.02 },
    pierScour: { weight: 3, valuePerLoad: 0, valuePerMetre: 0.02, growthPerLoad: 0, growthPerMetre: 0.15 },
  },
  horizonDays: 3650, leastDays: 7,
};
/** What the sliders offer: load as a share of the present one, metres above the present water level (to the crest of 2020). */
export const PIER_LOAD = { least: 0.5, most: 2, step: 0.05 } as const;
export const PIER_WATER = { least: 0, most: 24, step: 0.5 } as const;
/** Days of measurements that the trend is laid through, and days that the band is drawn ahead. */
export const PIER_DAYS = 30;
export const PIER_DAYS_AHEAD = 60;
