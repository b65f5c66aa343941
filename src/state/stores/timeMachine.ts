/**
 * Where the cockpit stands in time: live, or at an instant of the last day or of a recorded file. The worker carries wishes out and
 * the city table says what is shown; this store holds what can be asked for and what was.
 */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { RECORDING_MS, type TimeMark } from '../../history/recording';
import type { RecordingNews as News } from '../ports/timePort';
import { createThrottle } from './createThrottle';
import { usePorts } from './providePorts';
import { useTimers, type Cancel } from './Timers';

export type { TimeMark } from '../../history/recording';

export const PLAY_RATES = [1, 2, 5, 10, 30, 60] as const;
/** A dragged slider asks at most this often, ms. */
export const SEEK_INTERVAL_MS = 120;
const EDGE_INTERVAL_MS = 1000;
/** So close to now is live, ms. */
const LIVE_EDGE_MS = 2000;
/** Play while live shows so much of what has just happened, ms. */
export const REPLAY_MS = 15 * 60_000;
/** A mark this close to the instant is the one stood at, ms. */
const AT_MARK_MS = 1000;

export const useTimeMachine = defineStore('timeMachine', () => {
  /** The instant shown; null = live. */
  const instant = ref<number | null>(null);
  /** The instant asked for until it is shown: a thumb follows the hand, not the network. */
  const wanted = ref<number | null>(null);
  const playRate = ref(0);
  /** Speed of the next play. */
  const rate = ref<number>(1);
  /** Server time now, whatever is shown. */
  const edge = ref(0);
  const recorded = shallowRef<{ readonly from: number; readonly to: number; readonly origin: 'backEnd' | 'ownRecorder' | 'file'; readonly storedBytes: number; readonly storage: NonNullable<Extract<News, { type: 'recording' }>['storage']> } | null>(null);
  const marks = shallowRef<readonly TimeMark[]>([]);
  /** From when on no mark is missing, ms; null = nothing is known of the past. */
  const marksSince = ref<number | null>(null);
  /** Why the last wish could not be carried out; null = it was. */
  const refusal = ref<string | null>(null);
  /** A file is being put together. */
  const saving = ref(false);
  /** An instant of a link, until it is known what is recorded. */
  const pending = ref<number | null>(null);
  /** A file of the address is on its way: the instant of the link is one of it, whatever the live feed has recorded. */
  let fileComing = false;

  const isFile = computed(() => recorded.value?.origin === 'file');
  const lookingBack = computed(() => instant.value !== null);
  const playing = computed(() => playRate.value > 0);
  const range = computed(() => {
    const known = recorded.value;
    if (!known) return null;
    // nothing older is kept; what the last city had recorded may still be told for a moment
    const from = isFile.value ? known.from : Math.max(known.from, edge.value - RECORDING_MS);
    return { from, to: isFile.value ? known.to : Math.max(edge.value, from) };
  });
  /** What the slider shows. */
  const shown = computed(() => wanted.value ?? instant.value ?? range.value?.to ?? edge.value);
  const firstWarning = computed(() => marks.value.find((mark) => mark.kind === 'warning') ?? null);
  const previous = computed(() => marks.value.findLast((mark) => mark.at < shown.value - AT_MARK_MS) ?? null);
  const next = computed(() => (lookingBack.value ? marks.value.find((mark) => mark.at > shown.value) ?? null : null));
  const here = computed(() => (lookingBack.value ? marks.value.findLast((mark) => mark.at <= shown.value && mark.at > shown.value - AT_MARK_MS) ?? null : null));

  const port = () => usePorts().time ?? null;
  function send(): void {
    if (wanted.value !== null) port()?.ask({ seek: wanted.value, ...(playRate.value > 0 ? { play: playRate.value } : {}) });
  }
  let throttle: ReturnType<typeof createThrottle> | null = null;

  function seek(time: number): void {
    refusal.value = null;
    if (!range.value) { pending.value = time; return; }
    if (!isFile.value && time >= range.value.to - LIVE_EDGE_MS) { live(); return; }
    wanted.value = Math.min(Math.max(time, range.value.from), range.value.to);
    if (throttle) throttle.request(); else send();
  }
  function step(ms: number): void { seek(shown.value + ms); }
  function live(): void {
    pending.value = null;
    wanted.value = null;
    refusal.value = null;
    if (isFile.value) port()?.openFile(null);
    port()?.ask({ live: true });
  }
  function play(): void {
    refusal.value = null;
    if (instant.value !== null) { port()?.ask({ play: rate.value }); return; }
    if (range.value) port()?.ask({ seek: Math.max(range.value.from, range.value.to - REPLAY_MS), play: rate.value });
  }
  /** Plays from a time on, at the chosen speed. */
  function playFrom(time: number): void { refusal.value = null; if (range.value) port()?.ask({ seek: Math.max(time, range.value.from), play: rate.value }); }
  function pause(): void { port()?.ask({ pause: true }); }
  function toggle(): void { if (playing.value) pause(); else play(); }
  function setRate(nextRate: number): void {
    rate.value = nextRate;
    if (playing.value) port()?.ask({ play: nextRate });
  }
  function goTo(mark: TimeMark | null): void { if (mark) seek(mark.at); }
  function openFile(bytes: ArrayBuffer): void {
    refusal.value = null;
    port()?.openFile(bytes, fileComing ? pending.value : null);
  }
  /** All that can be looked back to, as a recorded file; null when it cannot be had, and `refusal` says why. */
  async function toFile(): Promise<ArrayBuffer | null> {
    const time = port();
    if (!time || saving.value) return null;
    saving.value = true;
    refusal.value = null;
    try {
      const bytes = await time.past('file', {});
      if (!bytes) refusal.value = 'noRecording';
      return bytes;
    } catch (error) {
      refusal.value = error instanceof Error ? error.message : 'unknown';
      return null;
    } finally { saving.value = false; }
  }
  /** The address names a file, which is being fetched; false = it could not be had. */
  function expectFile(coming: boolean): void {
    fileComing = coming;
    if (!coming && pending.value !== null && recorded.value) openLink(pending.value, recorded.value);
  }
  /** A link never shows another instant than its own without a word. `known` = what its source can show, by the source's own clock. */
  function openLink(time: number, known: { readonly from: number; readonly to: number; readonly origin: string }): void {
    pending.value = null;
    refusal.value = null;
    const outside = time < known.from || time > known.to + LIVE_EDGE_MS;
    if (known.origin === 'file') { if (outside) refusal.value = 'linkNotInFile'; return; }
    if (outside) { refusal.value = time < known.from ? 'linkBefore' : 'linkAhead'; return; }
    if (time >= known.to - LIVE_EDGE_MS) return;
    wanted.value = time;
    send();
  }
  /** A link's instant: at once, or as soon as it is known what is recorded. Null = live. */
  function openAt(time: number | null): void {
    if (time === null) { if (lookingBack.value || pending.value !== null) live(); } else if (!recorded.value || fileComing) pending.value = time;
    else if (isFile.value) seek(time);
    else openLink(time, { ...recorded.value, to: edge.value });
  }

  function start(): Cancel {
    const { store, time } = usePorts();
    const timers = useTimers();
    throttle = createThrottle(timers, SEEK_INTERVAL_MS, send);
    const read = (): void => {
      instant.value = store.instant;
      playRate.value = store.playRate;
      if (store.playRate > 0) rate.value = store.playRate;
      if (wanted.value !== null && (store.instant === null || store.playRate > 0 || Math.abs(store.instant - wanted.value) < 1)) wanted.value = null;
    };
    const tick = (): void => { edge.value = store.liveNow(); };
    read();
    tick();
    const unsubscribe = store.subscribe((diff) => { if (diff.instantChanged || diff.source === 'snapshot') { read(); tick(); } });
    const stopTicking = timers.every(EDGE_INTERVAL_MS, tick);
    const stopNews = time?.onNews((news) => {
      if (news.type === 'sources') return;
      if (news.type === 'timeRefused') {
        refusal.value = news.reason;
        wanted.value = null;
        if (fileComing) { fileComing = false; pending.value = null; }
        return;
      }
      recorded.value = { from: news.from, to: news.to, origin: news.origin, storedBytes: news.storedBytes, storage: news.storage ?? 'kept' };
      marksSince.value = news.marksSince ?? news.from;
      marks.value = Object.freeze(news.marks.toSorted((a, b) => a.at - b.at));
      if (fileComing && news.origin !== 'file') return;
      fileComing = false;
      if (pending.value !== null) openLink(pending.value, news);
    });
    return () => { unsubscribe(); stopTicking(); stopNews?.(); throttle?.cancel(); throttle = null; };
  }

  return { instant, wanted, pending, playRate, rate, edge, recorded, marks, marksSince, refusal, isFile, lookingBack, playing, range, shown, firstWarning, previous, next, here, seek, step, live, play, playFrom, pause, toggle, setRate, goTo, openFile, toFile, saving, expectFile, openAt, start };
});
