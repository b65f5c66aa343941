/**
 * Carries out where the cockpit stands in time. Live: the conflator sends. Looking back: the conflator is held, a replay of the
 * source's segments fills tables of its own, and they are sent as one replacing batch, then as changes while it plays. A wish that
 * comes while a segment is still being fetched replaces the one before it; what cannot be shown leaves the cockpit where it was.
 */
import type { FeedConnection } from '../../domain/feedEvent';
import { createReplay, type InstantChanges, type Replay } from '../../history/createReplay';
import { layoutOf } from '../../history/layoutOf';
import type { CityInstant } from '../../history/recording';
import type { FeedBatch, TimeWish } from '../protocol';
import type { BatchGate } from './batchGate';
import { BATCH_INTERVAL_MS, cutTables, type Conflator } from './conflator';
import { createFeedTables, type FeedTables } from './feedTables';
import { TimeFault, type SegmentSource } from './SegmentSource';

/** Playing this close to now, ms of the source's time, is being live. */
export const LIVE_EDGE_MS = 2000;
/** An end of the data is not looked at again sooner than this, ms of our time. */
const ASK_AGAIN_MS = 500;
/** So long after a wish its neighbourhood is fetched, ms of our time: a hand that drags on must not wait for what it leaves. */
const REST_MS = 250;
export const FASTEST = 60;

export interface TimeMachineOptions { readonly now: () => number; readonly gate: BatchGate; readonly conflator: Conflator; readonly refuse: (reason: string) => void }
export interface TimeMachine {
  ask(wish: TimeWish): Promise<void>;
  /** Where the past comes from from now on; null = nowhere. A cockpit that looks back into another city's past goes live. */
  setSource(source: SegmentSource | null): void;
  readonly source: SegmentSource | null;
  /** The instant shown; null = live. */
  readonly instant: number | null;
  tick(): void;
}

type Records = Pick<FeedBatch, 'warnings' | 'cases'> & { readonly tasks: NonNullable<FeedBatch['tasks']>; readonly figures: NonNullable<FeedBatch['figures']>; readonly vitals: FeedBatch['vitals'] | null };
const NO_RECORDS: Records = { warnings: [], cases: [], tasks: [], figures: [], vitals: null };

/** All rows of an instant into tables that hold nothing yet. */
function fill(tables: FeedTables, instant: CityInstant): void {
  const rows = (length: number): Uint32Array => { const all = new Uint32Array(length); for (let k = 0; k < length; k++) all[k] = k; return all; };
  tables.clear();
  tables.setObjects({ object: rows(instant.rank.length), rank: instant.rank, status: instant.status, sinceMs: instant.sinceMs });
  tables.setReadings({ datastream: rows(instant.value.length), value: instant.value, observedAt: instant.observedAt, quality: instant.quality });
  tables.setMoves({ object: instant.moving, lon: instant.lon, lat: instant.lat, heading: instant.heading });
}
function change(tables: FeedTables, instant: CityInstant, { object, stream }: InstantChanges): void {
  tables.setObjects({
    object, rank: Uint8Array.from(object, (row) => instant.rank[row] ?? 0), status: Uint8Array.from(object, (row) => instant.status[row] ?? 0), sinceMs: Float64Array.from(object, (row) => instant.sinceMs[row] ?? 0),
  });
  tables.setReadings({
    datastream: stream, value: Float32Array.from(stream, (row) => instant.value[row] ?? NaN), observedAt: Float64Array.from(stream, (row) => instant.observedAt[row] ?? NaN),
    quality: Uint8Array.from(stream, (row) => instant.quality[row] ?? 3),
  });
  tables.setMoves({ object: instant.moving, lon: instant.lon, lat: instant.lat, heading: instant.heading });
}

export function createTimeMachine({ now, gate, conflator, refuse }: TimeMachineOptions): TimeMachine {
  let source: SegmentSource | null = null;
  let replay: Replay | null = null;
  let tables: FeedTables | null = null;
  let instant: number | null = null;
  let rate = 0;
  /** Local time at which `instant` held. */
  let heldAt = 0;
  let replacing = false;
  let told = false;
  let pending: Records = NO_RECORDS;
  let turn = 0;
  /** The wish that is being carried out: whoever plays or pauses meanwhile means the instant that is on its way. */
  let aim: { play: number } | null = null;
  let askedAt = -Infinity;
  /** Local time of the last wish that was carried out. */
  let stoodAt = -Infinity;
  /** Beginning of the segment whose neighbours have been asked for. */
  let surrounded = NaN;
  let lastPost = -Infinity;

  const isFile = (): boolean => source?.origin === 'file';

  /** Stands at `time`; `later` wishes win. */
  async function stand(time: number, play: number): Promise<void> {
    const mine = ++turn;
    const own = { play };
    aim = null;
    const from = source;
    const range = from?.range();
    if (!from || !range) { refuse('noRecording'); return; }
    const at = Math.min(Math.max(time, range.from), range.to);
    if (!isFile() && time >= conflator.serverNow() - LIVE_EDGE_MS) { goLive(); return; }
    try {
      aim = own;
      const segment = await from.segmentAt(at);
      if (mine !== turn || from !== source) return;
      aim = null;
      if (!replay || !tables) {
        replay = createReplay(layoutOf(from.dictionary));
        tables = createFeedTables(from.dictionary);
      }
      replay.open(segment);
      const shown = replay.seek(at);
      fill(tables, shown);
      pending = { warnings: shown.warnings, cases: shown.cases, tasks: shown.tasks, figures: shown.figures, vitals: shown.vitals };
      replacing = true;
      instant = at;
      rate = own.play;
      heldAt = now();
      conflator.hold(true);
      stoodAt = now();
      tick();
    } catch (error) {
      if (mine === turn) { aim = null; refuse(error instanceof TimeFault ? error.reason : 'broken'); }
    }
  }

  /** Where the cockpit has come to rest, fetches what lies on both sides, the later one first: a step, a drag or playing over the border waits for nobody. */
  async function surround(): Promise<void> {
    const from = source;
    const segment = replay?.segment;
    if (!segment || instant === null || from?.origin !== 'backEnd' || surrounded === segment.from || now() - stoodAt < REST_MS) return;
    surrounded = segment.from;
    const stays = (): boolean => from === source && instant !== null && surrounded === segment.from && replay?.segment?.from === segment.from;
    for (const time of [segment.to, segment.from - 1]) {
      const range = from.range();
      if (stays() && range && time >= range.from && time <= range.to) await from.segmentAt(time).catch(() => undefined);
    }
  }

  function goLive(): void {
    turn++;
    aim = null;
    if (isFile()) return;
    instant = null;
    rate = 0;
    replacing = false;
    pending = NO_RECORDS;
    conflator.hold(false);
    conflator.tick();
  }

  /** Moves the instant on by what has passed. */
  function play(): void {
    if (instant === null || rate === 0 || !replay?.segment || !tables || !source) return;
    const end = source.range()?.to ?? instant;
    const passed = instant + (now() - heldAt) * rate;
    if (!isFile() && passed >= conflator.serverNow() - LIVE_EDGE_MS) { goLive(); return; }
    const next = Math.min(passed, end);
    heldAt = now();
    if (next <= instant) { if (isFile() && passed >= end) { rate = 0; told = false; } return; }
    const { segment } = replay;
    if (next >= segment.to && now() - askedAt >= ASK_AGAIN_MS) {
      askedAt = now();
      const mine = ++turn;
      const from = source;
      from.segmentAt(next).then((found) => {
        if (mine !== turn || from !== source || instant === null) return;
        // a gap of the recording: nothing further is known, and the ages say so
        if (found.from === replay?.segment?.from && found.to === replay.segment.to) return;
        void stand(instant, rate);
      }, (error: unknown) => {
        if (mine !== turn) return;
        const reason = error instanceof TimeFault ? error.reason : 'broken';
        // who cannot be reached for a moment is asked again; meanwhile nothing further is known, and the ages say so
        if (reason === 'unreachable') return;
        rate = 0;
        told = false;
        refuse(reason);
      });
    }
    instant = next;
    const { instant: shown, changes } = replay.advance(next);
    change(tables, shown, changes);
    if (replacing) pending = { warnings: shown.warnings, cases: shown.cases, tasks: shown.tasks, figures: shown.figures, vitals: shown.vitals };
    else {
      pending = {
        warnings: [...pending.warnings, ...changes.warnings], cases: [...pending.cases, ...changes.cases], tasks: [...pending.tasks, ...changes.tasks], figures: [...pending.figures, ...changes.figures],
        vitals: changes.vitals ?? pending.vitals,
      };
    }
  }

  function tick(): void {
    void surround();
    if (instant === null || !tables || !source) return;
    if (!gate.open || (!replacing && now() - lastPost < BATCH_INTERVAL_MS)) return;
    play();
    if (instant === null) return;
    if (replacing || rate > 0) tables.age(instant);
    const moved = tables.dirtyObjects.size + tables.dirtyReadings.size + tables.dirtyMoves.size > 0;
    const head = conflator.takeHead(replacing || moved || rate > 0 || !told);
    if (!head) return;
    lastPost = now();
    if (replacing) tables.touchAll();
    const { vitals, ...records } = pending;
    const file: FeedConnection = { ...head.connection, source: 'file', phase: 'live', reason: null, since: instant };
    gate.send({
      replace: replacing, ...cutTables(tables), ...records, instant, playRate: rate, ...head, ...(isFile() ? { connection: file } : {}), ...(vitals ? { vitals } : {}),
    }, source.dictionary);
    replacing = false;
    told = true;
    pending = NO_RECORDS;
  }

  return {
    get source() { return source; },
    get instant() { return instant; },
    tick,
    async ask(wish) {
      if ('live' in wish) goLive();
      else if ('pause' in wish) {
        if (instant === null) await stand(conflator.serverNow() - LIVE_EDGE_MS - 1, 0);
        else if (aim) aim.play = 0;
        else { play(); rate = 0; told = false; }
      } else if ('seek' in wish) await stand(wish.seek, Math.min(FASTEST, Math.max(0, wish.play ?? 0)));
      else if (aim) aim.play = Math.min(FASTEST, Math.max(0, wish.play));
      else if (instant !== null) { play(); heldAt = now(); rate = Math.min(FASTEST, Math.max(0, wish.play)); told = false; }
    },
    setSource(next) {
      const before = source;
      source = next;
      surrounded = NaN;
      replay = null;
      tables = null;
      if (before?.origin === 'file' && next?.origin !== 'file') { instant = null; rate = 0; replacing = false; pending = NO_RECORDS; turn++; conflator.hold(false); return; }
      if (instant === null) return;
      // the same epoch as another session sees it: the same instant again
      if (next && before && next.dictionary.epoch === before.dictionary.epoch) void stand(instant, rate);
      else if (next?.origin !== 'file') goLive();
    },
  };
}
