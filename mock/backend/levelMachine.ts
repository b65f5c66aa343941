/** Level of one datastream with hold and hysteresis: raise after `hold` samples beyond, clear after as many beyond the clearing point. */
import type { LevelRank } from '../../src/domain/state';
import type { DemoProperty } from './properties';
import { triggerOf } from './episodes';

export interface LevelState { rank: LevelRank; up: number; down: number; since: number }
export const createLevelState = (): LevelState => ({ rank: 0, up: 0, down: 0, since: 0 });

const beyond = (property: DemoProperty, value: number, limit: number): boolean => (property.observed.direction === 'falling' ? value <= limit : value >= limit);

function clearingPoint(property: DemoProperty, trigger: number): number {
  const { type, amount } = property.clear;
  const falling = property.observed.direction === 'falling';
  if (type === 'offset') return falling ? trigger + amount : trigger - amount;
  if (type === 'ratio') return falling ? trigger / amount : trigger * amount;
  return trigger;
}

/** Highest rank whose limit (as `edge` maps it) the value is beyond. */
function rankAt(property: DemoProperty, index: number, value: number, edge: (trigger: number) => number): LevelRank {
  for (let rank = 4; rank >= 1; rank--) {
    const trigger = triggerOf(index, rank);
    if (trigger !== null && beyond(property, value, edge(trigger))) return rank as LevelRank;
  }
  return 0;
}

/** One sample; returns true when the rank changed. */
export function stepLevel(state: LevelState, property: DemoProperty, index: number, value: number, time: number): boolean {
  const reached = rankAt(property, index, value, (trigger) => trigger);
  const held = rankAt(property, index, value, (trigger) => clearingPoint(property, trigger));
  const { escalate } = property;
  const floor = escalate && state.rank === escalate.to && held >= escalate.from ? escalate.to : held;
  if (reached > state.rank) {
    state.down = 0;
    if (++state.up < property.clear.hold) return false;
    state.rank = reached;
  } else if (floor < state.rank) {
    state.up = 0;
    if (++state.down < property.clear.hold) return false;
    state.rank = floor;
  } else {
    state.up = 0;
    state.down = 0;
    if (!escalate || state.rank !== escalate.from || time - state.since < escalate.ms) return false;
    state.rank = escalate.to;
  }
  state.up = 0;
  state.down = 0;
  state.since = time;
  return true;
}
