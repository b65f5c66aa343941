/**
 * An answer of the back end that a board shows: asked when the board opens, again after a while, when what is asked changes, and when the
 * cockpit moves to another instant. Answers that arrive out of order are dropped; after a failure the last answer stays and says its age.
 */
import { shallowRef, type ShallowRef } from 'vue';
import { isNotRecorded } from '../../ports/actions';
import { createThrottle } from '../createThrottle';
import { usePorts } from '../providePorts';
import { useTimers, type Cancel } from '../Timers';
import { whenConnected } from '../whenConnected';

/** How often an open board asks again while live, ms. */
export const ASK_INTERVAL_MS = 10_000;
/** Shortest time between two questions while the instant moves, ms. */
const INSTANT_INTERVAL_MS = 2000;

export interface Asked<Answer> {
  /** `notRecorded`: a recorded file is shown, and it does not hold this. */
  readonly phase: 'asking' | 'ready' | 'failed' | 'notRecorded';
  /** Last good answer, and the server time it speaks of. */
  readonly value: Answer | null; readonly at: number | null;
}
export interface AskedSource<Answer> {
  readonly state: ShallowRef<Asked<Answer>>;
  start(): Cancel;
  /** What is asked has changed: the old answer goes. */
  again(): void;
  /** The same question anew; the old answer stays until the new one is there. */
  refresh(): void;
}

/** `ask` gets the instant shown (null = live) and the server time. */
export function createAsked<Answer>(ask: (at: number | null, now: number) => Promise<Answer>, intervalMs = ASK_INTERVAL_MS): AskedSource<Answer> {
  const state = shallowRef<Asked<Answer>>({ phase: 'asking', value: null, at: null });
  let asked = 0;
  /** Number of the question whose answer is shown; older ones are dropped. */
  let answered = 0;
  let running = false;
  async function askNow(): Promise<void> {
    asked += 1;
    const own = asked;
    const { store } = usePorts();
    const now = store.serverNow();
    if (state.value.phase === 'failed' || state.value.phase === 'notRecorded') state.value = { ...state.value, phase: 'asking' };
    try {
      const value = await ask(store.instant, now);
      if (own <= answered || !running) return;
      answered = own;
      state.value = { phase: 'ready', value, at: now };
    } catch (error) {
      if (own <= answered || own !== asked || !running) return;
      // what the live city said is no answer about a recorded one
      state.value = isNotRecorded(error) ? { phase: 'notRecorded', value: null, at: null } : { ...state.value, phase: 'failed' };
    }
  }
  return {
    state,
    again() {
      answered = asked;
      state.value = { phase: 'asking', value: null, at: null };
      if (running) void askNow();
    },
    refresh() { if (running) void askNow(); },
    start() {
      running = true;
      const timers = useTimers();
      const throttle = createThrottle(timers, INSTANT_INTERVAL_MS, () => { void askNow(); });
      const stopWaiting = whenConnected(() => { throttle.request(); });
      const { store } = usePorts();
      // The first snapshot of a feed, and every other instant, is another moment.
      const stopListening = store.subscribe((diff) => { if (diff.instantChanged || diff.source === 'snapshot') throttle.request(); });
      const stopAsking = timers.every(intervalMs, () => { if (store.instant === null && store.connection.phase !== 'connecting') throttle.request(); });
      return () => { running = false; answered = asked; stopWaiting(); stopListening(); stopAsking(); throttle.cancel(); };
    },
  };
}
