/**
 * The open object, composed for its card. It opens by `selection.openId` alone and refreshes at most five times a second;
 * what is asked of workers and back end is dropped when another object was opened in the meantime.
 */
import { defineStore } from 'pinia';
import { ref, shallowRef, watch } from 'vue';
import type { DatastreamId, ObjectId } from '../../domain/ids';
import type { ObjectFacts, ObjectSummary } from '../../domain/objectSummary';
import { isNotRecorded } from '../ports/actions';
import type { ObjectDetail } from '../ports/cityPorts';
import { selectLiveCard, selectMounted, selectNearestCameras, toCardKey, type LiveCard, type NearbyCamera } from './objectCard';
import { usePorts } from './providePorts';
import { appendToTrend, holdsInstant, toTrend, TREND_RANGES, type Trend, type TrendRange } from './readingTrend';
import { useSelection } from './selection';
import { createThrottle } from './createThrottle';
import { useTimers, type Cancel } from './Timers';

/** Shortest time between two refreshes of the card, ms (5 Hz). */
export const SHEET_INTERVAL_MS = 200;

/** A part that is asked for: not yet there, there, or not to be had. */
export type Asked<Value> = { readonly phase: 'loading' | 'failed' | 'none' | 'notRecorded' } | { readonly phase: 'ready'; readonly value: Value };
const loading = { phase: 'loading' } as const;

export const useObjectSheet = defineStore('objectSheet', () => {
  const selection = useSelection();
  const phase = ref<'closed' | 'loading' | 'open' | 'notFound'>('closed');
  const summary = shallowRef<ObjectSummary | null>(null);
  const host = shallowRef<ObjectSummary | null>(null);
  const live = shallowRef<LiveCard | null>(null);
  const cameras = shallowRef<readonly NearbyCamera[]>([]);
  const facts = shallowRef<Asked<ObjectFacts>>(loading);
  const detail = shallowRef<Asked<ObjectDetail>>(loading);
  /** True when the inspector can show a parametric model of it. */
  const hasModel = ref<boolean | null>(null);
  /** The datastream whose trend is shown. */
  const streamId = ref<DatastreamId | null>(null);
  const trend = shallowRef<Asked<Trend>>(loading);
  /** How far back the trend reaches; kept from card to card. */
  const range = ref<TrendRange>('24h');

  let visit = 0;
  let mounted: readonly ObjectSummary[] = [];
  let lastKey = '';
  /** The back end is asked about what it speaks of; a link may open an object before the feed has said so. */
  let detailAsked = false;
  let detailSource = '';
  /** The instant that the trend was asked for; null = live. */
  let trendInstant: number | null = null;
  let trendAsking = false;

  const asked = async <Value>(question: Promise<Value | null>): Promise<Asked<Value>> => {
    try { const value = await question; return value === null ? { phase: 'none' } : { phase: 'ready', value }; } catch (error) { return { phase: isNotRecorded(error) ? 'notRecorded' : 'failed' }; }
  };

  function askDetail(subject: ObjectSummary): void {
    const { ports, store } = usePorts();
    const { source } = store.connection;
    // a recorded file is another city than the connected one
    if (detailAsked && source !== detailSource) { detailAsked = false; detail.value = loading; }
    if (detailAsked) return;
    detailSource = source;
    if (!store.inFeed(subject.index)) {
      const { phase: feed } = store.connection;
      const next = !ports.hasFeed || feed === 'live' ? 'none' : feed === 'connecting' ? 'loading' : 'failed';
      if (detail.value.phase !== next) detail.value = { phase: next };
      return;
    }
    detailAsked = true;
    cameras.value = selectNearestCameras(store, subject);
    const mine = visit;
    void asked(ports.detail(subject.id)).then((answer) => { if (mine === visit && source === detailSource) detail.value = answer; });
  }

  function refresh(): void {
    const subject = summary.value;
    if (!subject) return;
    const { store } = usePorts();
    askDetail(subject);
    const next = selectLiveCard(store, subject, mounted);
    const key = toCardKey(next);
    if (key === lastKey) return;
    lastKey = key;
    live.value = next;
    // A link may open an object before the feed has spoken: the worst reading's trend follows its first readings.
    const [worst] = next.readings;
    if (streamId.value === null && worst) void showTrend(worst.datastreamId);
    const shown = next.readings.find((reading) => reading.datastreamId === streamId.value);
    if (shown && isOfAnotherTime(shown.property.samplingSeconds)) { void showTrend(shown.datastreamId, true); return; }
    if (shown && shown.observedAt !== null && trend.value.phase === 'ready') {
      const grown = appendToTrend(trend.value.value, shown.observedAt, shown.value, shown.property.samplingSeconds, TREND_RANGES[range.value]);
      if (grown !== trend.value.value) trend.value = { phase: 'ready', value: grown };
    }
  }

  /** True when the cockpit stands at a time that the shown trend does not fit. */
  function isOfAnotherTime(samplingSeconds: number): boolean {
    const { instant } = usePorts().store;
    if (trendAsking || (instant === null && trendInstant === null)) return false;
    if (instant === null || trendInstant === null) return true;
    return trend.value.phase !== 'ready' ? instant !== trendInstant : !holdsInstant(trend.value.value, trendInstant, instant, samplingSeconds, TREND_RANGES[range.value]);
  }

  /** `quiet`: the chart that stands is kept until the answer is there. */
  async function showTrend(id: DatastreamId, quiet = false): Promise<void> {
    const reading = live.value?.readings.find((item) => item.datastreamId === id);
    if (!reading) return;
    const { ports, store } = usePorts();
    const mine = visit;
    const asks = range.value;
    streamId.value = id;
    if (!quiet) trend.value = loading;
    const now = store.serverNow();
    trendInstant = store.instant;
    trendAsking = true;
    const answer = await asked(ports.history(reading.objectId, reading.property.key, now - TREND_RANGES[asks], now));
    trendAsking = false;
    if (mine !== visit || streamId.value !== id || range.value !== asks) return;
    if (answer.phase !== 'ready') { trend.value = answer; return; }
    trend.value = answer.value.times.length === 0 ? { phase: 'none' } : { phase: 'ready', value: toTrend(answer.value, reading.property.samplingSeconds) };
  }

  function showRange(next: TrendRange): void {
    range.value = next;
    if (streamId.value !== null) void showTrend(streamId.value);
  }

  function clear(): void {
    summary.value = null; host.value = null; live.value = null; cameras.value = []; facts.value = loading; detail.value = loading;
    hasModel.value = null; streamId.value = null; trend.value = loading; mounted = []; lastKey = ''; detailAsked = false; trendInstant = null; trendAsking = false;
  }

  function findKnown(id: ObjectId): ObjectSummary | null {
    const { catalogue } = usePorts().store;
    const index = catalogue.indexOf(id);
    return index === null ? null : catalogue.summary(index);
  }
  const find = async (id: ObjectId): Promise<ObjectSummary | null> => findKnown(id) ?? usePorts().ports.objectById(id).catch(() => null);

  async function visitObject(id: ObjectId | null): Promise<void> {
    const mine = ++visit;
    clear();
    if (id === null) { phase.value = 'closed'; return; }
    phase.value = 'loading';
    const { ports, store } = usePorts();
    // What the catalogue knows is shown without a wait: the card paints in the same task as the click.
    const found = findKnown(id) ?? await find(id);
    if (mine !== visit) return;
    if (!found) { phase.value = 'notFound'; return; }
    summary.value = found;
    mounted = selectMounted(store, found);
    phase.value = 'open';
    refresh();
    cameras.value = selectNearestCameras(store, found);
    void asked(ports.facts(id)).then((answer) => { if (mine === visit) facts.value = answer; });
    void asked(ports.structure(id)).then((answer) => { if (mine === visit) hasModel.value = answer.phase === 'ready'; });
    if (found.hostId) { const owner = await find(found.hostId); if (mine === visit) host.value = owner; }
  }

  /** Follows the selection and the feed; returns the stop. */
  function start(): Cancel {
    const { store } = usePorts();
    const throttle = createThrottle(useTimers(), SHEET_INTERVAL_MS, () => { if (usePorts().store.instant !== trendInstant) lastKey = ''; refresh(); });
    const unwatch = watch(() => selection.openId, (id) => { void visitObject(id); }, { immediate: true, flush: 'sync' });
    const unsubscribe = store.subscribe(() => { if (summary.value) throttle.request(); });
    return () => { unwatch(); unsubscribe(); throttle.cancel(); };
  }

  return { phase, summary, host, live, cameras, facts, detail, hasModel, streamId, trend, range, start, showTrend, showRange };
});
