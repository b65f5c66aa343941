/** Which list is open and its rows; it listens to the feed only while it is open. */
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { createThrottle, type Throttle } from './createThrottle';
import { describeRow, selectRows, type ListRow, type ShownFilter, type ShownRow } from './listRows';
import { usePorts } from './providePorts';
import { useTimers, type Cancel } from './Timers';
import { useView } from './view';

/** Shortest time between two refreshes of an open list, ms. */
export const LIST_INTERVAL_MS = 500;

export const useLists = defineStore('lists', () => {
  const view = useView();
  const filter = shallowRef<ShownFilter | null>(null);
  const rows = shallowRef<readonly ListRow[]>([]);
  /** The row the keyboard stands on, by key: a refresh that sorts anew does not move it, and coming back from a card finds it. */
  const activeKey = ref<string | null>(null);
  /** Grows with every refresh: what visible rows show must be looked up again. */
  const revision = ref(0);
  let stop: Cancel | null = null;

  function refresh(): void {
    if (!filter.value) return;
    rows.value = selectRows(usePorts().store, filter.value, view.current);
    revision.value += 1;
  }
  function open(next: ShownFilter): void {
    filter.value = next;
    activeKey.value = null;
    refresh();
    if (stop) return;
    const throttle: Throttle = createThrottle(useTimers(), LIST_INTERVAL_MS, refresh);
    const unsubscribe = usePorts().store.subscribe(() => { throttle.request(); });
    stop = () => { unsubscribe(); throttle.cancel(); };
  }
  function close(): void {
    stop?.();
    stop = null;
    filter.value = null;
    rows.value = [];
    activeKey.value = null;
  }
  const describe = (row: ListRow): ShownRow => describeRow(usePorts().store, row);
  return { filter, rows, revision, activeKey, open, close, refresh, describe };
});
