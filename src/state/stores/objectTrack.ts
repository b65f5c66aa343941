/**
 * The last hour of the moving object that is open, as a line on the map: asked of the back end, asked again as time goes on or the
 * cockpit stands at another instant. Who may not follow people does not ask.
 */
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Figure } from '../../domain/figure';
import type { ObjectId } from '../../domain/ids';
import type { Kind } from '../../domain/kind';
import { metresOf, toRuns, type ObjectTrack } from '../../domain/track';
import { isNotRecorded } from '../ports/actions';
import type { Asked } from './objectSheet';
import { usePorts } from './providePorts';
import type { Cancel } from './Timers';
import { useSession } from './session';
import { useObjectSheet } from './objectSheet';

/** Length of the track, ms. */
export const TRACK_MS = 3_600_000;
/** The line is asked anew when the instant shown is so far from the one it was asked for, ms. */
export const TRACK_STEP_MS = 20_000;
const MOVING: ReadonlySet<Kind> = new Set(['vehicle', 'worker', 'uav']);

export const useObjectTrack = defineStore('objectTrack', () => {
  const sheet = useObjectSheet();
  const session = useSession();
  const track = shallowRef<Asked<ObjectTrack>>({ phase: 'none' });
  let subject: ObjectId | null = null;
  let askedAt = 0;
  let asking = false;

  const runs = computed(() => (track.value.phase === 'ready' ? toRuns(track.value.value) : []));
  const metres = computed(() => runs.value.reduce((sum, run) => sum + metresOf(run), 0));
  const figures = computed<readonly Figure[]>(() => runs.value.map((coordinates, k) => ({
    id: `track ${k}`, shape: 'line', tone: 'track', coordinates, radiusMetres: null, bearing: null, spread: null, arrows: true, labelZh: '', labelEn: '', objectId: subject, from: 0, until: null,
  })));

  async function ask(id: ObjectId): Promise<void> {
    const { ports, store } = usePorts();
    const to = store.serverNow();
    askedAt = to;
    asking = true;
    let answer: Asked<ObjectTrack>;
    try { answer = { phase: 'ready', value: await ports.track(id, to - TRACK_MS, to) }; } catch (error) { answer = { phase: isNotRecorded(error) ? 'notRecorded' : 'failed' }; }
    asking = false;
    if (subject === id) track.value = answer;
  }

  function refresh(): void {
    const { ports, store } = usePorts();
    const open = sheet.summary;
    const next = open && ports.hasFeed && MOVING.has(open.kind) && (!session.hides('tracks') || session.session?.workerId === open.id) && store.inFeed(open.index) ? open.id : null;
    if (next !== subject) {
      subject = next;
      track.value = { phase: next === null ? 'none' : 'loading' };
      if (next !== null) void ask(next);
      return;
    }
    if (subject !== null && !asking && track.value.phase === 'ready' && Math.abs(store.serverNow() - askedAt) >= TRACK_STEP_MS) void ask(subject);
  }

  function start(): Cancel {
    const unsubscribe = usePorts().store.subscribe(refresh);
    const stop = sheet.$subscribe(refresh, { detached: true, flush: 'sync' });
    refresh();
    return () => { unsubscribe(); stop(); };
  }

  return { track, runs, metres, figures, start };
});
