/** Server time for the eye: one tick a second. Ages and deadlines on screen count against it, never against the local clock. */
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { usePorts } from './providePorts';
import { useTimers, type Cancel } from './Timers';

/** How often the shown time moves, ms. */
export const CLOCK_INTERVAL_MS = 1000;

export const useClock = defineStore('clock', () => {
  const now = ref(0);
  /** Starts ticking; returns the stop. */
  function start(): Cancel {
    const { store } = usePorts();
    const tick = (): void => { now.value = store.serverNow(); };
    tick();
    const stop = useTimers().every(CLOCK_INTERVAL_MS, tick);
    // another instant is shown: ages and deadlines follow at once
    const unsubscribe = store.subscribe((diff) => { if (diff.instantChanged) tick(); });
    return () => { stop(); unsubscribe(); };
  }
  return { now, start };
});
