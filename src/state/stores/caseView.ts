/**
 * The open case: its record from the live table, everything else from the back end, both at the instant that the cockpit shows.
 * `open` is the only verb: a list row, a card, a board and the address end here. Opening another object closes it.
 */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Case } from '../../domain/case';
import type { CaseDetail } from '../../domain/caseDetail';
import type { CaseId } from '../../domain/ids';
import { createThrottle } from './createThrottle';
import type { Asked } from './objectSheet';
import { usePorts } from './providePorts';
import { useSelection } from './selection';
import { useSession } from './session';
import { useTimers, type Cancel } from './Timers';
import { useView } from './view';

/** Shortest time between two questions about the open case, ms. */
export const CASE_INTERVAL_MS = 500;
/** How near the camera goes to the place of a case, metres. */
export const CASE_RANGE_M = 350;

export const useCaseView = defineStore('caseView', () => {
  const selection = useSelection();
  const session = useSession();
  const view = useView();
  const openId = ref<CaseId | null>(null);
  /** The record as the live table knows it; null when it is older than what the feed sends. */
  const live = shallowRef<Case | null>(null);
  const detail = shallowRef<Asked<CaseDetail>>({ phase: 'loading' });
  const isOpen = computed(() => openId.value !== null);
  /** The newest of the two records. */
  const record = computed<Case | null>(() => live.value ?? (detail.value.phase === 'ready' ? detail.value.value.case : null));
  let visit = 0;
  let stop: Cancel | null = null;

  async function ask(): Promise<void> {
    const { actions, store } = usePorts();
    const id = openId.value;
    if (id === null) return;
    live.value = store.case(id);
    if (!actions) { detail.value = { phase: 'none' }; return; }
    const mine = ++visit;
    try {
      const answer = await actions.caseDetail(id, store.instant);
      if (mine === visit) detail.value = answer === null ? { phase: 'none' } : { phase: 'ready', value: answer };
    } catch { if (mine === visit && detail.value.phase !== 'ready') detail.value = { phase: 'failed' }; }
  }

  function follow(): void {
    if (stop) return;
    const { store } = usePorts();
    const throttle = createThrottle(useTimers(), CASE_INTERVAL_MS, () => { void ask(); });
    const unsubscribe = store.subscribe((diff) => {
      if (diff.source === 'snapshot' || diff.instantChanged || diff.tasksChanged || diff.casesChanged.some((id) => id === openId.value)) throttle.request();
    });
    const unwatch = [
      watch(() => selection.openId, (id) => { if (id !== null) close(); }, { flush: 'sync' }),
      // what one role was told, the next may not be
      watch(() => session.visit, () => { visit += 1; live.value = null; detail.value = { phase: 'loading' }; throttle.request(); }),
    ];
    stop = () => { unsubscribe(); throttle.cancel(); for (const end of unwatch) end(); };
  }

  /** `fly`: the camera goes to the place. */
  function open(id: CaseId, options: { fly?: boolean } = {}): void {
    const same = openId.value === id;
    openId.value = id;
    if (!same) { live.value = null; detail.value = { phase: 'loading' }; }
    follow();
    void ask().then(() => { if (!same && (options.fly ?? true) && openId.value === id) flyThere(); });
  }
  function flyThere(): void {
    const place = record.value;
    if (place) view.goTo({ lon: place.lon, lat: place.lat, range: CASE_RANGE_M, heading: view.current?.heading ?? 0, pitch: -45 });
  }
  function close(): void {
    visit += 1;
    stop?.();
    stop = null;
    openId.value = null;
    live.value = null;
    detail.value = { phase: 'loading' };
  }
  return { openId, live, detail, record, isOpen, open, close, flyThere, refresh: ask };
});
