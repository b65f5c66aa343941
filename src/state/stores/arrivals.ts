/**
 * Work that arrives for whoever sits here: a case whose turn it now is for the role, a hop that the own unit has to accept, a task for
 * the own worker. Each new one rings once; what stood there at sign-in, at a new snapshot or on the way back from the past does not.
 */
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { waitingHop } from '../../domain/case';
import { isDutyRole, waitsFor } from '../../domain/duty';
import { createThrottle } from './createThrottle';
import { usePreferences, type Mode } from './preferences';
import { usePorts } from './providePorts';
import { useSession } from './session';
import { useTimers, type Cancel } from './Timers';

/** Arrivals within so long ring together, ms. */
export const RING_INTERVAL_MS = 2000;
/** Line of the browser's notebook. */
const NOTE = 'sound';
/** Nobody works at a kiosk; it stands among visitors. */
const mutedAtFirst = (mode: Mode): boolean => mode === 'kiosk';

export const useArrivals = defineStore('arrivals', () => {
  const { notebook } = usePorts();
  const preferences = usePreferences();
  const kept = notebook?.read(NOTE) ?? null;
  const muted = ref(kept === null || preferences.mode === 'kiosk' ? mutedAtFirst(preferences.mode) : kept === 'off');
  function toggle(): void {
    muted.value = !muted.value;
    if (preferences.mode !== 'kiosk') notebook?.write(NOTE, muted.value ? 'off' : 'on');
  }

  function start(): Cancel {
    const { store, chime } = usePorts();
    const session = useSession();
    let known: ReadonlySet<string> | null = null;
    let visit = session.visit;

    function present(): ReadonlySet<string> {
      const { role, scope } = session;
      const found = new Set<string>();
      const unitId = scope?.type === 'unit' ? scope.unitId : null;
      for (const item of store.cases()) {
        if (isDutyRole(role) && (unitId === null || item.leadUnitId === unitId || item.supporting.some((unit) => unit.unitId === unitId)) && waitsFor(item, role)) found.add(item.id);
        const hop = unitId === null ? null : waitingHop(item);
        if (hop?.unitId === unitId && hop !== null) found.add(`${item.id} ${hop.level}`);
      }
      const workerId = session.session?.workerId ?? null;
      if (workerId !== null) for (const task of store.tasks()) if (task.workerId === workerId && task.status === 'assigned') found.add(task.id);
      return found;
    }
    function look(): void {
      if (store.instant !== null || store.connection.phase !== 'live') { known = null; return; }
      const now = present();
      const before = session.visit === visit ? known : null;
      visit = session.visit;
      known = now;
      if (before !== null && !muted.value && [...now].some((id) => !before.has(id))) chime?.ring();
    }
    const throttle = createThrottle(useTimers(), RING_INTERVAL_MS, look);
    throttle.request();
    const unsubscribe = store.subscribe((diff) => {
      // a whole new picture is nobody's arrival
      if (diff.source === 'snapshot') known = null;
      throttle.request();
    });
    return () => { unsubscribe(); throttle.cancel(); };
  }
  return { muted, toggle, start };
});
