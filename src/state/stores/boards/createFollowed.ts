/** A summary of the city table that follows the feed while a board is open, recomputed at most twice a second. */
import { shallowRef, type ShallowRef } from 'vue';
import type { CityStore } from '../../city/CityStore';
import { createThrottle } from '../createThrottle';
import { usePorts } from '../providePorts';
import { useTimers, type Cancel } from '../Timers';

export const BOARD_INTERVAL_MS = 500;

export function createFollowed<Summary>(compute: (store: CityStore) => Summary): { readonly value: ShallowRef<Summary | null>; start(): Cancel; /** What is summed up has changed, not the city. */ again(): void } {
  const value: ShallowRef<Summary | null> = shallowRef(null);
  return {
    value,
    again() { value.value = compute(usePorts().store); },
    start() {
      const { store } = usePorts();
      const throttle = createThrottle(useTimers(), BOARD_INTERVAL_MS, () => { value.value = compute(store); });
      throttle.request();
      const unsubscribe = store.subscribe(() => { throttle.request(); });
      return () => { unsubscribe(); throttle.cancel(); };
    },
  };
}
