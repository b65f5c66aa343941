/** What happened to an object, a case or under a warning: asked when it is shown, and again when something of it has changed. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { LogEntry } from '../../domain/logEntry';
import type { CityDiff, CityStore } from '../city/CityStore';
import { createThrottle } from './createThrottle';
import { usePorts } from './providePorts';
import { useTimers } from './Timers';

export type TimelineSubject = { readonly objectId: string } | { readonly caseId: string } | { readonly warningId: string };
/** Shortest time between two questions, ms. */
export const TIMELINE_INTERVAL_MS = 1000;
/** Lines that no record of the stream tells (device orders, detections, messages) are there after this, ms. */
export const TIMELINE_REFRESH_MS = 10_000;
/** Entries kept, newest first; more would be a report, not a card. */
export const TIMELINE_MOST = 500;

export interface Timeline { readonly phase: 'loading' | 'ready' | 'failed' | 'noBackEnd'; /** Newest first. */ readonly entries: readonly LogEntry[]; readonly cut: boolean }

/** Whether a change of the city may have written a line for this subject. */
export function concerns(store: CityStore, subject: TimelineSubject, diff: CityDiff): boolean {
  if (diff.instantChanged || diff.source === 'snapshot') return true;
  if ('caseId' in subject) return diff.casesChanged.some((id) => id === subject.caseId) || diff.tasksChanged;
  if ('warningId' in subject) return diff.warningsChanged.some((id) => id === subject.warningId);
  return diff.tasksChanged || diff.warningsChanged.some((id) => store.warning(id)?.objectId === subject.objectId) || diff.casesChanged.some((id) => store.case(id)?.objectId === subject.objectId);
}

/** Runs as long as the component that asks for it. */
export function useTimeline(subject: () => TimelineSubject | null): ShallowRef<Timeline> {
  const { store, actions } = usePorts();
  const timeline = shallowRef<Timeline>({ phase: actions ? 'loading' : 'noBackEnd', entries: [], cut: false });
  let visit = 0;

  async function ask(): Promise<void> {
    const of = subject();
    if (!of || !actions) return;
    const mine = ++visit;
    try {
      const lines = await actions.timeline(of, store.serverNow());
      if (mine !== visit) return;
      const newest = lines.toSorted((a, b) => b.at - a.at || b.seq - a.seq);
      timeline.value = { phase: 'ready', entries: newest.slice(0, TIMELINE_MOST), cut: newest.length > TIMELINE_MOST };
    } catch { if (mine === visit) timeline.value = { ...timeline.value, phase: 'failed' }; }
  }
  const throttle = createThrottle(useTimers(), TIMELINE_INTERVAL_MS, () => { void ask(); });
  watch(() => JSON.stringify(subject()), () => {
    visit += 1;
    throttle.cancel();
    if (actions) timeline.value = { phase: 'loading', entries: [], cut: false };
    throttle.request();
  }, { immediate: true });
  const unsubscribe = store.subscribe((diff) => { const of = subject(); if (of && concerns(store, of, diff)) throttle.request(); });
  const stopRefreshing = useTimers().every(TIMELINE_REFRESH_MS, () => { if (store.instant === null && subject()) throttle.request(); });
  onScopeDispose(() => { unsubscribe(); stopRefreshing(); throttle.cancel(); visit += 1; });
  return timeline;
}
