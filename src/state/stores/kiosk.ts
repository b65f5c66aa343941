/**
 * A kiosk between visitors: it attracts, wakes at a touch, asks whether anybody is still there, and starts clean for the next.
 * Only the order of things lives here; what "clean" means is handed in by the mode.
 */
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { useTimers, type Cancel } from './Timers';

/** Time without a touch before the question, ms (median stay at a touch table is about two minutes). */
export const IDLE_MS = 60_000;
/** Seconds that the question stays before everything resets. */
export const COUNTDOWN_SECONDS = 10;

export type KioskPhase = 'attract' | 'exploring' | 'asking';

export const useKiosk = defineStore('kiosk', () => {
  const phase = ref<KioskPhase>('attract');
  /** Seconds left in the question. */
  const secondsLeft = ref(COUNTDOWN_SECONDS);
  let cancelTimer: Cancel | null = null;
  let onReset: () => void = () => {};

  function clear(): void { cancelTimer?.(); cancelTimer = null; }
  function waitForIdle(): void {
    clear();
    cancelTimer = useTimers().after(IDLE_MS, ask);
  }
  function ask(): void {
    clear();
    phase.value = 'asking';
    secondsLeft.value = COUNTDOWN_SECONDS;
    cancelTimer = useTimers().every(1000, () => {
      secondsLeft.value -= 1;
      if (secondsLeft.value <= 0) reset();
    });
  }
  /** Back to the attract loop, as if nobody had been there. */
  function reset(): void {
    clear();
    phase.value = 'attract';
    secondsLeft.value = COUNTDOWN_SECONDS;
    onReset();
  }
  /** First touch. */
  function wake(): void {
    if (phase.value !== 'attract') return;
    phase.value = 'exploring';
    waitForIdle();
  }
  /** Any sign of life: a touch, or a story that moves on. The question itself is only answered by `stay`. */
  function active(): void { if (phase.value === 'exploring') waitForIdle(); }
  function stay(): void {
    if (phase.value !== 'asking') return;
    phase.value = 'exploring';
    waitForIdle();
  }
  /** Tells what a clean start is and begins with one; returns the stop. */
  function start(clean: () => void): Cancel {
    onReset = clean;
    reset();
    return () => { clear(); onReset = () => {}; };
  }
  return { phase, secondsLeft, wake, active, stay, reset, start };
});
