/**
 * Scripted scenarios of the demo back end: which there are, which one runs, and how far it is. Its state is asked again and again while
 * somebody shows it. A start makes the back end begin a new run; the feed joins that by itself, so nothing of the old run may stay open.
 */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { ScenarioInfo, ScenarioState } from '../../domain/catalogues';
import { toObjectId } from '../../domain/ids';
import { useCaseView } from './caseView';
import { useClock } from './clock';
import { useFeedHealth } from './feedHealth';
import { usePorts } from './providePorts';
import { useSelection } from './selection';
import { useTimeMachine } from './timeMachine';
import { useTimers, type Cancel } from './Timers';

/** How often the state is asked while it is shown, ms. */
export const STATE_INTERVAL_MS = 2000;
/** Offered rates, virtual per real second. */
export const SPEEDS = [1, 10, 60] as const;
const CALM = 'calm';

/** What the address says of a run that was started here; null fields are left out of it. */
export interface ScenarioLink { readonly scenario: string | null; readonly speed: number | null }

export const useScenarios = defineStore('scenarios', () => {
  const health = useFeedHealth();
  const clock = useClock();
  const list = shallowRef<readonly ScenarioInfo[] | null>(null);
  const state = shallowRef<ScenarioState | null>(null);
  /** A wish is on its way; another one waits for its answer. */
  const busy = ref(false);
  /** The back end did not answer, or refused: its own words. */
  const failure = ref<string | null>(null);
  const link = shallowRef<ScenarioLink | null>(null);
  let followers = 0;
  let stop: Cancel | null = null;
  let asked = 0;
  let answered = 0;

  const available = computed(() => health.demo && usePorts().scenarios !== undefined);
  const running = computed<ScenarioInfo | null>(() => list.value?.find((item) => item.id === state.value?.id) ?? null);
  const branch = computed(() => running.value?.branches.find((item) => item.id === state.value?.branch) ?? null);
  /** Virtual time of the run, ms: the cockpit's own clock between two answers. */
  const now = computed(() => {
    const told = state.value;
    if (!told) return 0;
    return Math.max(told.now, Math.min(clock.now, told.now + STATE_INTERVAL_MS * 3 * told.speed));
  });
  /** 0 … 1 of the script; 1 once it has ended. */
  const progress = computed(() => {
    const told = state.value;
    if (!told || told.endsAt === null) return 0;
    return told.ended ? 1 : Math.max(0, Math.min(1, (now.value - told.startedAt) / (told.endsAt - told.startedAt || 1)));
  });

  async function refresh(): Promise<void> {
    const { scenarios } = usePorts();
    if (!scenarios) return;
    const own = ++asked;
    try {
      const [nextList, next] = await Promise.all([list.value ?? scenarios.list(), scenarios.state()]);
      if (own <= answered) return;
      answered = own;
      list.value = nextList;
      state.value = next;
      failure.value = null;
    } catch (error) {
      if (own > answered) failure.value = error instanceof Error ? error.message : String(error);
    }
  }
  /** Asks while somebody shows it; every caller stops its own. */
  function follow(): Cancel {
    followers += 1;
    if (followers === 1) {
      void refresh();
      stop = useTimers().every(STATE_INTERVAL_MS, () => { void refresh(); });
    }
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      followers -= 1;
      if (followers === 0) { stop?.(); stop = null; }
    };
  }

  async function wish(run: (ports: NonNullable<ReturnType<typeof usePorts>['scenarios']>) => Promise<void>): Promise<boolean> {
    const { scenarios } = usePorts();
    if (!scenarios || busy.value) return false;
    busy.value = true;
    try {
      await run(scenarios);
      // an answer that was asked before the wish speaks of the run before
      answered = asked;
      failure.value = null;
      await refresh();
      return true;
    } catch (error) {
      failure.value = error instanceof Error ? error.message : String(error);
      return false;
    } finally { busy.value = false; }
  }
  /** A new run knows neither the cases of the one before nor its past. */
  function leaveOldRun(): void {
    if (useTimeMachine().lookingBack) useTimeMachine().live();
    useCaseView().close();
  }
  async function start(id: string, branchId: string | null, speed: number): Promise<boolean> {
    return wish(async (ports) => {
      await ports.start(id, branchId, speed);
      leaveOldRun();
      link.value = id === CALM ? { scenario: null, speed: null } : { scenario: branchId === null ? id : `${id}.${branchId}`, speed };
    });
  }
  /** Back to the living city at real time. */
  const calm = (): Promise<boolean> => start(CALM, null, 1);
  const reset = (): Promise<boolean> => wish(async (ports) => { await ports.reset(); leaveOldRun(); });
  const setSpeed = (speed: number): Promise<boolean> => wish(async (ports) => {
    await ports.setSpeed(speed);
    if (link.value?.scenario) link.value = { ...link.value, speed };
    else if (running.value) link.value = { scenario: state.value?.branch ? `${running.value.id}.${state.value.branch}` : running.value.id, speed };
  });
  /** Opens the object the story is about and goes there. */
  function frame(): void { if (running.value?.focusId) useSelection().open(toObjectId(running.value.focusId), { fly: true }); }

  return { list, state, busy, failure, link, available, running, branch, now, progress, follow, start, calm, reset, setSpeed, frame };
});
