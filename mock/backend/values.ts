/** The value of any datastream at any time: quiet profile, lifted by episodes and by the scenario. Pure in seed and time. */
import type { Fleet } from './fleet';
import { episodeShape, type Episode } from './episodes';
import { hash, signed, smoothNoise } from './hash';
import { localHour, HOUR, MINUTE } from './localTime';
import { PROFILES, type Profile } from './profiles';
import { PROPERTIES } from './properties';

const FALLBACK: Profile = { mean: 0, spread: 0, daily: 0, peakHour: 0, drift: 0, jitter: 0, min: 0, max: 0 };
const profiles = PROPERTIES.map((row) => PROFILES[row.observed.key] ?? FALLBACK);
const scales = PROPERTIES.map((row) => 10 ** row.observed.decimals);
const RIVER_SEED = 168;
const riverProperties = new Set(PROPERTIES.flatMap((row, k) => (row.observed.key === 'riverWaterLevel' ? [k] : [])));

/** Steps the river by a common slow curve, so that gauges and reaches agree; upstream stands a little higher. */
const riverLevel = (fleet: Fleet, object: number, time: number): number =>
  168 + 0.3 * smoothNoise(RIVER_SEED, time, 9 * HOUR) + 0.06 * smoothNoise(RIVER_SEED + 1, time, 50 * MINUTE) + Math.max(0, (106.585 - (fleet.lon[object] ?? 106.585)) * 6);

export function quietValue(fleet: Fleet, stream: number, time: number): number {
  const property = fleet.streamProperty[stream] ?? 0;
  const profile = profiles[property] ?? FALLBACK;
  const seed = fleet.streamSeed[stream] ?? 0;
  let value: number;
  if (riverProperties.has(property)) value = riverLevel(fleet, fleet.streamObject[stream] ?? 0, time);
  else {
    value = profile.mean + profile.spread * signed(seed, 1);
    if (profile.daily !== 0) value += profile.daily * Math.cos(((localHour(time) - profile.peakHour) / 12) * Math.PI);
    if (profile.drift !== 0) value += profile.drift * smoothNoise(seed, time, 70 * MINUTE);
  }
  if (profile.jitter !== 0) value += profile.jitter * signed(hash(seed, 9), Math.floor(time / 1000));
  return Math.min(profile.max, Math.max(profile.min, value));
}

/** Lifts a quiet value towards the peak of an episode. */
export function liftedValue(quiet: number, episodes: readonly Episode[] | undefined, time: number): number {
  if (!episodes) return quiet;
  let lift = 0;
  let peak = quiet;
  for (const episode of episodes) {
    const shape = episodeShape(episode, time);
    if (shape > lift) { lift = shape; peak = episode.peak; }
  }
  return lift === 0 ? quiet : quiet + (peak - quiet) * lift;
}

/** Rounds to the property's decimals, as a device would. */
export function roundValue(fleet: Fleet, stream: number, value: number): number {
  const scale = scales[fleet.streamProperty[stream] ?? 0] ?? 1;
  return Math.round(value * scale) / scale;
}
