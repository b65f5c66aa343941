/** A scenario bends the quiet city from the moment it is chosen. Times are scene time: real time since the start × demo speed. */
import type { Fleet } from '../fleet';

export interface Scenario {
  readonly id: ScenarioId;
  /** Streams whose value the scenario decides from scene time and the quiet value. */
  lifts(fleet: Fleet): ReadonlyMap<number, (sceneMs: number, quiet: number) => number>;
  /** True when a device sends nothing. */
  silent(fleet: Fleet, object: number, sceneMs: number): boolean;
  /** True when its gateway has noticed. */
  offline(fleet: Fleet, object: number, sceneMs: number): boolean;
}

export const SCENARIO_IDS = ['calm', 'septicGas', 'flood', 'sensorLoss'] as const;
export type ScenarioId = (typeof SCENARIO_IDS)[number];
export const isScenarioId = (text: unknown): text is ScenarioId => SCENARIO_IDS.some((id) => id === text);

export const speaks = (): boolean => false;

/** Straight lines between [minutes of scene time, value] points; constant before the first and after the last. */
export function curve(points: readonly (readonly [number, number])[]): (sceneMs: number) => number {
  return (sceneMs) => {
    const minutes = sceneMs / 60_000;
    let [beforeAt, before] = points[0] ?? [0, 0];
    for (const [at, value] of points) {
      if (minutes < at) return before + ((value - before) * (minutes - beforeAt)) / (at - beforeAt || 1);
      [beforeAt, before] = [at, value];
    }
    return before;
  };
}

/** The septic tank of the gas story (docs name it SC-014); everyday troubles leave it alone so that the story reads cleanly. */
export const STORY_TANK = /^(.*[^0-9A-Za-z])?SC-?014$/i;
