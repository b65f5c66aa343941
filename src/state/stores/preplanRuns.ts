/**
 * The preplans that were started for one object, as a card or a case page shows them: asked when it opens, after every act of this screen,
 * and when the feed tells of it. At a past instant they stand as they stood then.
 */
import { shallowRef, watch, type ShallowRef } from 'vue';
import type { PreplanRun } from '../../domain/caseDetail';
import { toObjectId } from '../../domain/ids';
import { isNotRecorded } from '../ports/actions';
import { useActions } from './actions';
import { createThrottle } from './createThrottle';
import { usePorts } from './providePorts';
import { useTimers, type Cancel } from './Timers';

/** Shortest time between two questions, ms. */
export const RUNS_INTERVAL_MS = 1000;
/** An ended checklist stays on the card for so long, ms. */
const ENDED_MS = 24 * 3_600_000;

/** The runs as they stood at an instant. */
export function runsAt(runs: readonly PreplanRun[], instant: number): readonly PreplanRun[] {
  const past = (time: number | null): number | null => (time === null || time > instant ? null : time);
  return runs.filter((run) => run.startedAt <= instant && (past(run.endedAt) === null || instant - (run.endedAt ?? 0) < ENDED_MS)).map((run) => ({
    ...run, endedAt: past(run.endedAt), steps: run.steps.map((step) => (past(step.doneAt) === step.doneAt ? step : { ...step, doneAt: null, doneBy: null })),
  }));
}

export interface ObjectRuns { readonly runs: ShallowRef<readonly PreplanRun[]>; /** A recorded file is shown, which holds no preplans. */ readonly notRecorded: ShallowRef<boolean>; start(): Cancel }

export function createObjectRuns(objectId: () => string | null): ObjectRuns {
  const runs = shallowRef<readonly PreplanRun[]>([]);
  const notRecorded = shallowRef(false);
  let asked = 0;
  async function ask(): Promise<void> {
    const { boards, store } = usePorts();
    const id = objectId();
    const own = ++asked;
    if (id === null || !boards) { runs.value = []; return; }
    // A failure keeps what is shown: a checklist must not vanish under a finger.
    const answer = await boards.preplanRuns(id).catch((error: unknown) => (isNotRecorded(error) ? 'notRecorded' as const : null));
    if (own !== asked || !answer) return;
    notRecorded.value = answer === 'notRecorded';
    runs.value = answer === 'notRecorded' ? [] : runsAt(answer, store.serverNow());
  }
  return {
    runs, notRecorded,
    start() {
      const { store } = usePorts();
      const actions = useActions();
      const throttle = createThrottle(useTimers(), RUNS_INTERVAL_MS, () => { void ask(); });
      const concerns = (): boolean => { const id = objectId(); return id !== null && store.warningsOf(toObjectId(id)).length > 0; };
      const unsubscribe = store.subscribe((diff) => {
        if (diff.source === 'snapshot' || diff.instantChanged || diff.tasksChanged || diff.figuresChanged || (diff.warningsChanged.length > 0 && concerns())) throttle.request();
      });
      const unwatch = [
        watch(objectId, () => { runs.value = []; void ask(); }, { immediate: true }),
        watch(() => actions.notice, (notice) => { if (notice?.type.startsWith('preplan.') && notice.refusal === null) void ask(); }),
      ];
      return () => { asked += 1; unsubscribe(); throttle.cancel(); for (const end of unwatch) end(); };
    },
  };
}
