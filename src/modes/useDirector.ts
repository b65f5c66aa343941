/**
 * Directs an unattended screen: it keeps the round going and breaks it for each new Ⅰ or Ⅱ warning, worst first. Warnings that
 * were already there when the screen started belong to the round and break nothing.
 */
import { onScopeDispose, watch } from 'vue';
import { RANK_BY_LEVEL } from '../domain/state';
import { isUnacknowledged, type Warning } from '../domain/warning';
import { useOverview } from '../state/stores/overview';
import { useTour } from '../state/stores/tour';

const breaksRound = (warning: Warning): boolean => RANK_BY_LEVEL[warning.level] >= RANK_BY_LEVEL.II && isUnacknowledged(warning);
/** A warning that rises to another level is news again. */
const keyOf = (warning: Warning): string => `${warning.id} ${warning.level}`;

export function useDirector(): void {
  const overview = useOverview();
  const tour = useTour();
  let seen: Set<string> | null = null;

  watch([() => overview.activeWarnings, () => tour.phase], () => {
    const urgent = overview.activeWarnings.filter(breaksRound);
    if (seen === null) {
      if (overview.overview === null) return;
      seen = new Set(urgent.map(keyOf));
      return;
    }
    // what is over leaves the memory: it would grow for months, and the same trouble tomorrow is news
    const keys = new Set(urgent.map(keyOf));
    for (const key of seen) if (!keys.has(key)) seen.delete(key);
    const next = urgent.find((warning) => !seen?.has(keyOf(warning)));
    if (!next || tour.phase !== 'running') return;
    seen.add(keyOf(next));
    tour.interrupt(next);
  }, { immediate: true });
  onScopeDispose(() => { tour.end(); });
}
