/**
 * A tour walks the camera from stop to stop and says one sentence at each. It can loop, be stepped by hand, pause, and be
 * interrupted by a warning that it shows before it goes on where it was.
 */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { toObjectId, type ObjectId } from '../../domain/ids';
import type { Warning } from '../../domain/warning';
import { useOverview } from './overview';
import { usePreferences } from './preferences';
import { usePorts } from './providePorts';
import { useSelection } from './selection';
import { useTimers, type Cancel } from './Timers';
import type { Tour, TourStop } from './tourStop';
import { useView } from './view';

/** How long an interrupting warning is shown before the tour goes on, ms. */
export const INTERRUPT_MS = 20_000;

export type TourPhase = 'idle' | 'running' | 'paused' | 'interrupted' | 'finished';

export const useTour = defineStore('tour', () => {
  const tour = shallowRef<Tour | null>(null);
  const index = ref(0);
  const phase = ref<TourPhase>('idle');
  const warning = shallowRef<Warning | null>(null);
  const stop = computed<TourStop | null>(() => tour.value?.stops[index.value] ?? null);
  let loops = false;
  let cancelTimer: Cancel | null = null;

  function clearTimer(): void { cancelTimer?.(); cancelTimer = null; }
  function knownPlace(id: ObjectId): { readonly lon: number; readonly lat: number } | null {
    const { store } = usePorts();
    const at = store.catalogue.indexOf(id);
    return at === null ? null : store.place(at);
  }
  /** With reduced motion nothing advances by itself; the visitor's own "next" still does. */
  function schedule(current: TourStop): void {
    if (phase.value === 'running' && !usePreferences().reducedMotion) cancelTimer = useTimers().after(current.dwellSeconds * 1000, advance);
  }
  function showWarning(next: Warning): void {
    warning.value = next;
    useSelection().open(next.objectId, { fly: true });
  }
  function leaveWarning(): void {
    if (warning.value && useSelection().openId === warning.value.objectId) useSelection().close();
    warning.value = null;
  }
  function visit(): void {
    clearTimer();
    const current = stop.value;
    if (!current) return;
    leaveWarning();
    if (current.focus === 'worstWarning') {
      const worst = useOverview().activeWarnings[0];
      if (!worst && tour.value?.stops.some((other) => !other.focus)) { advance(); return; }
      if (worst) { showWarning(worst); schedule(current); return; }
    }
    const place = (current.objectId ? knownPlace(toObjectId(current.objectId)) : null) ?? current;
    useView().goTo({ lon: place.lon, lat: place.lat, range: current.range, heading: current.heading, pitch: current.pitch });
    schedule(current);
  }
  function advance(): void {
    const count = tour.value?.stops.length ?? 0;
    if (index.value + 1 < count) index.value += 1;
    else if (loops) index.value = 0;
    else { phase.value = 'finished'; clearTimer(); return; }
    visit();
  }
  function start(next: Tour, options: { readonly loop: boolean }): void {
    if (next.stops.length === 0) return;
    tour.value = next;
    loops = options.loop;
    index.value = 0;
    phase.value = 'running';
    visit();
  }
  function end(): void {
    clearTimer();
    leaveWarning();
    tour.value = null;
    phase.value = 'idle';
    index.value = 0;
  }
  function goToStop(next: number): void {
    const count = tour.value?.stops.length ?? 0;
    if (next < 0 || next >= count) return;
    index.value = next;
    if (phase.value === 'finished') phase.value = 'running';
    visit();
  }
  function next(): void { if (tour.value) advance(); }
  function previous(): void { goToStop(Math.max(0, index.value - 1)); }
  function pause(): void { if (phase.value === 'running') { phase.value = 'paused'; clearTimer(); } }
  function resume(): void { if (phase.value === 'paused') { phase.value = 'running'; visit(); } }
  /** Shows a warning at its place, then goes on with the stop that was left. */
  function interrupt(urgent: Warning): void {
    if (phase.value === 'idle') return;
    clearTimer();
    leaveWarning();
    phase.value = 'interrupted';
    showWarning(urgent);
    cancelTimer = useTimers().after(INTERRUPT_MS, endInterrupt);
  }
  function endInterrupt(): void {
    if (phase.value !== 'interrupted') return;
    phase.value = 'running';
    visit();
  }
  return { tour, index, phase, warning, stop, start, end, next, previous, goToStop, pause, resume, interrupt, endInterrupt };
});
