/** The value of any datastream at any time: quiet profile, lifted by episodes. Pure in seed and time. */
import type { Fleet } from './fleet';
import { episodeShape, type Episode } from './episodes';
import { hash, signed, smoothNoise, unit } from './hash';
import { localHour, HOUR, MINUTE } from './localTime';
import { NOISE_MARGIN, PROFILES, type Profile } from './profiles';

const FALLBACK: Profile = { mean: 0, spread: 0, daily: 0, peakHour: 0, drift: 0, jitter: 0, min: 0, max: 0 };
const RIVER_SEED = 168;

/** Steps the river by a common slow curve, so that gauges and reaches agree; upstream stands a little higher. */
const riverLevel = (fleet: Fleet, object: number, time: number): number =>
  168 + 0.3 * smoothNoise(RIVER_SEED, time, 9 * HOUR) + 0.06 * smoothNoise(RIVER_SEED + 1, time, 50 * MINUTE) + Math.max(0, (106.585 - (fleet.lon[object] ?? 106.585)) * 6);

/** 0 at night (22 to 6), 1 by day, so that a place is quieter before the stricter limit begins. */
function dayShare(time: number): number {
  const hour = localHour(time);
  if (hour < 6.2 || hour >= 21.8) return 0;
  return Math.min(1, (hour - 6.2) / 1.2, (21.8 - hour) / 1.2);
}

export interface Values {
  quiet(stream: number, time: number): number;
  /** Rounds to the property's decimals, as a device would. */
  round(stream: number, value: number): number;
}

/** `noiseLimits`: where level IV begins by day and by night at a stream of noise, dB(A). */
export function createValues(fleet: Fleet, noiseLimits: (stream: number) => { readonly day: number; readonly night: number }): Values {
  const keys = fleet.properties.map((row) => row.observed.key);
  const profiles = keys.map((key) => PROFILES[key] ?? FALLBACK);
  const scales = fleet.properties.map((row) => 10 ** row.observed.decimals);
  const limits = new Map<number, { readonly day: number; readonly night: number }>();

  function noise(stream: number, seed: number, time: number): number {
    let own = limits.get(stream);
    if (!own) limits.set(stream, (own = noiseLimits(stream)));
    const { least, drift, spread, jitter } = NOISE_MARGIN;
    const floor = own.night - least - drift - jitter - spread * 2 * unit(seed, 1);
    const lively = floor + (own.day - own.night) * dayShare(time) * 0.8;
    return lively + drift * smoothNoise(seed, time, 70 * MINUTE) + jitter * signed(hash(seed, 9), Math.floor(time / 1000));
  }

  return {
    quiet(stream, time) {
      const property = fleet.streamProperty[stream] ?? 0;
      const profile = profiles[property] ?? FALLBACK;
      const seed = fleet.streamSeed[stream] ?? 0;
      const key = keys[property];
      if (key === 'noise') return noise(stream, seed, time);
      let value: number;
      if (key === 'riverWaterLevel') value = riverLevel(fleet, fleet.streamObject[stream] ?? 0, time);
      else {
        value = profile.mean + profile.spread * signed(seed, 1);
        if (profile.daily !== 0) value += profile.daily * Math.cos(((localHour(time) - profile.peakHour) / 12) * Math.PI);
        if (profile.drift !== 0) value += profile.drift * smoothNoise(seed, time, 70 * MINUTE);
      }
      if (profile.jitter !== 0) value += profile.jitter * signed(hash(seed, 9), Math.floor(time / 1000));
      return Math.min(profile.max, Math.max(profile.min, value));
    },
    round(stream, value) {
      const scale = scales[fleet.streamProperty[stream] ?? 0] ?? 1;
      return Math.round(value * scale) / scale;
    },
  };
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
