/** The city at a glance for panels: recomputed at most four times a second, whatever the feed does. */
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { Overview } from '../../domain/overview';
import { RANK_BY_LEVEL } from '../../domain/state';
import { isUnacknowledged, type Warning } from '../../domain/warning';
import { isAnnounced } from '../../domain/warningBucket';
import { createThrottle } from './createThrottle';
import { usePorts } from './providePorts';
import { useTimers, type Cancel } from './Timers';

/** Shortest time between two refreshes, ms (4 Hz: faster than a reader, slower than the feed). */
export const OVERVIEW_INTERVAL_MS = 250;

/** Worst level first, within a level the newest first: how every short warning list is sorted. */
export function byLevelThenAge(a: Warning, b: Warning): number {
  return RANK_BY_LEVEL[b.level] - RANK_BY_LEVEL[a.level] || b.onsetAt - a.onsetAt;
}

export const useOverview = defineStore('overview', () => {
  const overview = shallowRef<Overview | null>(null);
  /** False until a feed has spoken once: a zero that nobody reported is not shown as a number. */
  const hasFeed = ref(false);
  /** Active warnings that are not held back, worst and newest first. */
  const activeWarnings = shallowRef<readonly Warning[]>([]);
  /** The newest unacknowledged warning of level I or II: what a wall interrupts its tour for. */
  const mostUrgent = shallowRef<Warning | null>(null);

  function start(): Cancel {
    const { store } = usePorts();
    const refresh = (): void => {
      overview.value = store.overview();
      hasFeed.value ||= store.connection.phase === 'live';
      activeWarnings.value = store.warnings().filter(isAnnounced).toSorted(byLevelThenAge);
      mostUrgent.value = activeWarnings.value
        .filter((warning) => RANK_BY_LEVEL[warning.level] >= RANK_BY_LEVEL.II && isUnacknowledged(warning))
        .reduce<Warning | null>((newest, warning) => (!newest || warning.onsetAt > newest.onsetAt ? warning : newest), null);
    };
    const throttle = createThrottle(useTimers(), OVERVIEW_INTERVAL_MS, refresh);
    throttle.request();
    const unsubscribe = store.subscribe(() => { throttle.request(); });
    return () => { unsubscribe(); throttle.cancel(); };
  }
  return { overview, hasFeed, activeWarnings, mostUrgent, start };
});
