/**
 * The troubles of a normal day: about a dozen an hour, each lifting one datastream over a limit for a while.
 * The list is a pure function of seed and time slot, so that any hour can be computed alone and numbers stay modest for any city size.
 */
import type { LevelLimits } from '../../src/domain/reading';
import type { LevelRank } from '../../src/domain/state';
import type { Fleet } from './fleet';
import { hash, unit } from './hash';
import { MINUTE } from './localTime';
import { reachable, triggerIn } from './limits';
import { STATUS_NORMAL, type Outages } from './outages';

export const EPISODE_SLOT = 5 * MINUTE;
/** Longest episode, so that a search back in time knows when to stop. */
export const EPISODE_MAX = 200 * MINUTE;
/** Episodes per slot on average. */
const RATE = 1.05;

export interface Episode { readonly stream: number; readonly from: number; readonly to: number; readonly peak: number; readonly target: LevelRank }

const CAUSES: readonly (readonly [string, number])[] = [
  ['noise', 20], ['septicGasCh4', 9], ['h2s', 4], ['septicLevel', 4], ['manholeTilt', 7], ['manholeWaterLevel', 6], ['gasPipelineSpace', 3],
  ['streetLampCurrent', 10], ['pm25', 3], ['pm10', 6], ['crowdDensity', 6], ['soilMoisture', 4], ['bridgeStrain', 3], ['bridgeAcceleration', 3],
  ['cableForce', 2], ['bridgeDeflection', 2], ['slopeDisplacement', 3], ['rockCrack', 2], ['outfallCod', 3], ['outfallNh3n', 2], ['roadPonding', 3],
  ['ancientTreeTilt', 2], ['pestCount', 2], ['footbridgeLoad', 2], ['tunnelCo', 1], ['turbidity', 1],
];
/** Cumulated share of the levels IV, III, II; the rest is I. */
const LEVEL_SHARE = [0.6, 0.85, 0.968] as const;

export interface EpisodeBook {
  /** Episodes that begin in (from, to], in order of slot. */
  starting(from: number, to: number): Episode[];
}

function peakOf(levels: LevelLimits, falling: boolean, target: number, draw: number): number {
  const trigger = triggerIn(levels, target) ?? 0;
  let next: number | null = null;
  for (let rank = target + 1; rank <= 4 && next === null; rank++) next = triggerIn(levels, rank);
  if (next === null || next === trigger) next = falling ? trigger - Math.abs(trigger) * 0.2 : trigger + Math.max(Math.abs(trigger) * 0.2, 0.2);
  return trigger + (next - trigger) * (0.15 + 0.55 * draw);
}

/** A crack that opens quickly is an emergency by its rate alone; the normal day has none. */
const MILD = new Set(['rockCrack']);

/** `spared` objects have no troubles of their own: a story is told about them. */
export function createEpisodeBook(fleet: Fleet, outages: Outages, seed: number, limitsOf: (stream: number, time: number) => LevelLimits, spared: ReadonlySet<number>): EpisodeBook {
  const causes = CAUSES.filter(([key]) => (fleet.ofProperty.get(key)?.length ?? 0) > 0);
  const total = causes.reduce((sum, [, weight]) => sum + weight, 0);

  function draw(slot: number, turn: number): Episode | null {
    const key = hash(hash(seed, slot), turn + 1);
    let ticket = unit(key, 1) * total;
    const cause = causes.find(([, weight]) => (ticket -= weight) < 0) ?? causes[0];
    const streams = cause ? fleet.ofProperty.get(cause[0]) : undefined;
    if (!streams) return null;
    const stream = streams[hash(key, 2) % streams.length] ?? 0;
    const from = slot * EPISODE_SLOT + Math.floor(unit(key, 3) * EPISODE_SLOT);
    const to = from + 35 * MINUTE + Math.floor(unit(key, 4) * (EPISODE_MAX - 35 * MINUTE));
    const object = fleet.streamObject[stream] ?? 0;
    if (outages.statusAt(object, from) !== STATUS_NORMAL || spared.has(object)) return null;
    const share = unit(key, 5);
    const wish = MILD.has(cause?.[0] ?? '') || share < LEVEL_SHARE[0] ? 1 : share < LEVEL_SHARE[1] ? 2 : share < LEVEL_SHARE[2] ? 3 : 4;
    // limits that change by the hour are those of the middle, where the value is highest
    const levels = limitsOf(stream, (from + to) / 2);
    const target = reachable(levels, wish);
    const falling = fleet.properties[fleet.streamProperty[stream] ?? 0]?.observed.direction === 'falling';
    return target === null ? null : { stream, from, to, peak: peakOf(levels, falling, target, unit(key, 6)), target };
  }

  return {
    starting(from, to) {
      const found: Episode[] = [];
      for (let slot = Math.floor(from / EPISODE_SLOT); slot <= Math.floor(to / EPISODE_SLOT); slot++) {
        const count = Math.floor(RATE * 2 * unit(hash(seed, slot), 0) + 0.5);
        for (let turn = 0; turn < count; turn++) {
          const episode = draw(slot, turn);
          if (episode && episode.from > from && episode.from <= to) found.push(episode);
        }
      }
      return found;
    },
  };
}

/** 0…1: quick rise, plateau with a little breathing, slower fall. */
export function episodeShape(episode: Episode, time: number): number {
  if (time <= episode.from || time >= episode.to) return 0;
  const x = (time - episode.from) / (episode.to - episode.from);
  if (x < 0.12) return x / 0.12;
  if (x > 0.82) return (1 - x) / 0.18;
  return 1 - 0.03 * (1 + Math.sin(x * 60));
}
