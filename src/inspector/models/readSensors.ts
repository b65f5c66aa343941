/** The sensors mounted on a structure as rows for labels and list: state, worst reading, its text and weight. */
import type { ObjectSummary } from '../../domain/objectSummary';
import type { Reading } from '../../domain/reading';
import { LEVEL_BY_RANK, toCondition, type Condition } from '../../domain/state';
import type { CityStore } from '../../state/city/CityStore';

export interface SensorRow {
  readonly summary: ObjectSummary;
  readonly condition: Condition;
  readonly unacknowledged: boolean;
  readonly reading: Reading | null;
  /** Larger is worse; decides which label wins a place. */
  readonly weight: number;
}

const WEIGHT: Readonly<Record<Condition, number>> = { I: 40, II: 30, III: 20, IV: 10, offline: 6, stale: 5, maintenance: 4, late: 3, normal: 2, noFeed: 1 };

export function readSensors(store: CityStore, mounted: readonly ObjectSummary[]): readonly SensorRow[] {
  return mounted.map((summary): SensorRow => {
    const state = store.state(summary.index), reading = store.readings(summary.id)[0] ?? null;
    // A value past its limit is shown as such even before the warning of its rule arrives.
    const rank = reading && reading.rank > state.rank ? reading.rank : state.rank;
    const condition = rank === state.rank ? state.condition : toCondition(rank, state.freshness, state.status);
    return { summary, condition, unacknowledged: state.unacknowledged && LEVEL_BY_RANK[rank] !== null, reading, weight: WEIGHT[condition] };
  });
}
