/** Starts the read models of a mode and stops them with it; every mode needs the same. */
import { onScopeDispose } from 'vue';
import { useArrivals } from '../state/stores/arrivals';
import { useClock } from '../state/stores/clock';
import { useFeedHealth } from '../state/stores/feedHealth';
import { useHighWater } from '../state/stores/highWater';
import { useObjectSheet } from '../state/stores/objectSheet';
import { useObjectTrack } from '../state/stores/objectTrack';
import { useOverview } from '../state/stores/overview';
import { useTimeMachine } from '../state/stores/timeMachine';

export function useCockpitStores(): void {
  const stops = [useClock().start(), useFeedHealth().start(), useOverview().start(), useObjectSheet().start(), useObjectTrack().start(), useHighWater().start(), useTimeMachine().start(), useArrivals().start()];
  onScopeDispose(() => { for (const stop of stops) stop(); });
}
