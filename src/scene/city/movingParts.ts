/**
 * Which reading moves what in the models of the city: one row per moving part, so that another one is a line here and a solid in
 * `src/workers/city/thingModels.ts`. Properties are those of the feed, channels those of the pose texture.
 */
import type { Kind } from '../../domain/kind';
import { POSE } from '../../workers/glbContract';

export interface MovingPart {
  readonly kind: Kind;
  /** Property of the feed that moves it. */
  readonly property: string;
  readonly channel: (typeof POSE)[keyof typeof POSE];
  /** What is looked up in `curve`: the value without its sign, or the level it reaches (0 none … 4 = I). */
  readonly by: 'value' | 'rank';
  /** Points (reading, byte) in ascending order, straight between them; the ends hold. */
  readonly curve: readonly (readonly [number, number])[];
  /**
   * When the reading is stale, bad or missing, or its object off line: `rest` = still, because nobody confirms that it moves; `keep` = where it
   * was last seen, under the hatch of stale objects, because a hole in the street does not close when the radio fails.
   */
  readonly silent: 'rest' | 'keep';
  /** The worst of a lamp circuit counts for all lamps on it. */
  readonly shared?: 'circuit';
}

export const MOVING_PARTS: readonly MovingPart[] = [
  { kind: 'septicTank', property: 'fanState', channel: POSE.turn, by: 'value', curve: [[0, 0], [1, 255]], silent: 'rest' },
  // beyond the upright the cover is no longer on its hinge: it lies beside the open shaft
  { kind: 'manhole', property: 'manholeTilt', channel: POSE.tilt, by: 'value', curve: [[0, 0], [90, 90], [90, 180]], silent: 'keep' },
  // level II of the circuit's current is its limit for "out"
  { kind: 'streetLamp', property: 'streetLampCurrent', channel: POSE.dark, by: 'rank', curve: [[2, 0], [3, 255]], silent: 'keep', shared: 'circuit' },
];

/** A byte of the pose texture for a reading. */
export function toPoseByte({ curve }: MovingPart, reading: number): number {
  let [fromX, fromY] = curve[0] ?? [0, 0];
  if (reading <= fromX) return fromY;
  for (const [x, y] of curve) {
    if (reading <= x) return Math.round(fromY + ((y - fromY) * (reading - fromX)) / (x - fromX));
    [fromX, fromY] = [x, y];
  }
  return fromY;
}
