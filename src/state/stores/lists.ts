/**
 * Which list is open and its rows. A list of the city table listens to the feed while it is open; a list that the back end finds
 * is fetched page by page, holds as many rows as have been looked at, and speaks of one moment: asked anew when the cockpit moves to
 * another instant, and on request.
 */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CaseQuery } from '../../domain/caseQuery';
import { createThrottle, type Throttle } from './createThrottle';
import { describeRow, selectRows, type ListRow, type ShownFilter, type ShownRow } from './listRows';
import { usePorts } from './providePorts';
import { useTimers, type Cancel } from './Timers';
import { useView } from './view';
import { whenConnected } from './whenConnected';

/** Shortest time between two refreshes of an open list, ms. */
export const LIST_INTERVAL_MS = 500;
/** Cases asked for at a time, and at most when a list is asked anew; back ends answer no more. */
export const LIST_PAGE = 100;
const MOST_ROWS = 500;
/** Shortest time between two questions of an open list while the instant moves, ms. */
const RENEW_INTERVAL_MS = 2000;

export const useLists = defineStore('lists', () => {
  const view = useView();
  const filter = shallowRef<ShownFilter | null>(null);
  const rows = shallowRef<readonly ListRow[]>([]);
  /** The row the keyboard stands on, by key: a refresh that sorts anew does not move it, and coming back from a card finds it. */
  const activeKey = ref<string | null>(null);
  /** Grows with every refresh: what visible rows show must be looked up again. */
  const revision = ref(0);
  /** Of a list that the back end finds: how many there are, and how the asking goes. */
  const found = shallowRef<{ readonly count: number; readonly phase: 'asking' | 'ready' | 'failed' } | null>(null);
  const count = computed(() => found.value?.count ?? rows.value.length);
  const asking = computed(() => found.value?.phase === 'asking');
  const failed = computed(() => found.value?.phase === 'failed');
  let stop: Cancel | null = null;
  /** True while an open list listens to the feed. */
  let follows = false;
  /** Grows with every opening: an answer to an older one is dropped. */
  let opening = 0;

  function refresh(): void {
    if (!filter.value || filter.value.type === 'caseQuery') return;
    rows.value = selectRows(usePorts().store, filter.value, view.current);
    revision.value += 1;
  }
  async function askPage(query: CaseQuery): Promise<void> {
    const asked = opening;
    const offset = rows.value.length;
    const before = found.value?.count ?? 0;
    found.value = { count: before, phase: 'asking' };
    try {
      const { actions } = usePorts();
      if (!actions) throw new Error('no back end');
      const page = await actions.cases({ ...query, offset, limit: LIST_PAGE });
      if (asked !== opening) return;
      const known = new Set(rows.value.map((row) => row.key));
      const fresh = page.cases.filter((item) => !known.has(item.id)).map((item): ListRow => ({ type: 'case', key: item.id, item }));
      rows.value = [...rows.value, ...fresh];
      // A page without anything new ends the list, whatever its count says.
      found.value = { count: fresh.length === 0 ? rows.value.length : Math.max(page.count, rows.value.length), phase: 'ready' };
      revision.value += 1;
    } catch {
      if (asked === opening) found.value = { count: before, phase: 'failed' };
    }
  }
  /** The next page, when there is one and nobody is asking. */
  function more(): void {
    if (filter.value?.type !== 'caseQuery' || !found.value || found.value.phase === 'asking' || rows.value.length >= found.value.count) return;
    void askPage(filter.value.query);
  }
  /** The same question about another moment; what is shown stays until the answer is there. */
  async function renew(): Promise<void> {
    const shown = filter.value;
    const { actions, store } = usePorts();
    if (shown?.type !== 'caseQuery' || !actions) return;
    const asked = ++opening;
    const { query } = shown;
    const at = store.serverNow();
    // a period that ended with its moment, like today, goes on to the new one
    const next: CaseQuery = { ...query, at, ...(query.to !== undefined && query.to === query.at ? { to: at } : {}) };
    const before = found.value?.count ?? 0;
    found.value = { count: before, phase: 'asking' };
    try {
      const page = await actions.cases({ ...next, offset: 0, limit: Math.min(MOST_ROWS, Math.max(LIST_PAGE, rows.value.length)) });
      if (asked !== opening) return;
      filter.value = { type: 'caseQuery', query: next };
      rows.value = page.cases.map((item): ListRow => ({ type: 'case', key: item.id, item }));
      found.value = { count: Math.max(page.count, rows.value.length), phase: 'ready' };
      revision.value += 1;
    } catch {
      if (asked === opening) found.value = { count: before, phase: 'failed' };
    }
  }
  function open(next: ShownFilter): void {
    opening += 1;
    filter.value = next;
    activeKey.value = null;
    rows.value = [];
    found.value = null;
    if (next.type === 'caseQuery') {
      stop?.();
      follows = false;
      found.value = { count: 0, phase: 'asking' };
      const { store } = usePorts();
      const throttle = createThrottle(useTimers(), RENEW_INTERVAL_MS, () => { void renew(); });
      let instant = store.instant;
      const stopWaiting = whenConnected(() => { void askPage(next.query); });
      const unsubscribe = store.subscribe(() => { if (store.instant !== instant) { instant = store.instant; throttle.request(); } });
      stop = () => { stopWaiting(); unsubscribe(); throttle.cancel(); };
      return;
    }
    refresh();
    if (follows) return;
    stop?.();
    follows = true;
    const throttle: Throttle = createThrottle(useTimers(), LIST_INTERVAL_MS, refresh);
    const unsubscribe = usePorts().store.subscribe(() => { throttle.request(); });
    stop = () => { unsubscribe(); throttle.cancel(); follows = false; };
  }
  function close(): void {
    opening += 1;
    stop?.();
    stop = null;
    filter.value = null;
    found.value = null;
    rows.value = [];
    activeKey.value = null;
  }
  const describe = (row: ListRow): ShownRow => describeRow(usePorts().store, row);
  return { filter, rows, count, asking, failed, revision, activeKey, open, close, refresh, renew, more, describe };
});
