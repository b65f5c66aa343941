/**
 * Writes what came live into segments, where the back end keeps no recording. A piece ends with its quarter of an hour, with a new
 * snapshot and with the page; between two pieces nothing is known and the ages say so. What is recorded is what was shown.
 */
import type { FeedDictionary, FeedEvent, GoneRecord, RecordKind } from '../../domain/feedEvent';
import { createReplay } from '../../history/createReplay';
import { createSegmentBuilder, type SegmentBuilder } from '../../history/createSegmentBuilder';
import { decodeSegment, readSegmentHead } from '../../history/decodeSegment';
import { emptyInstant } from '../../history/emptyInstant';
import { encodeSegment } from '../../history/encodeSegment';
import { layoutOf } from '../../history/layoutOf';
import { BUDGET_BYTES_PER_OBJECT_DAY, RECORDING_MS, SEGMENT_MS, type CityInstant, type TimeMark } from '../../history/recording';
import type { Segment } from '../../history/Segment';
import { markOfCase, markOfFigure, markOfWarning } from '../../history/toMark';
import { checkMarks, checkRecords } from './checkRecords';
import { createLiveRecords } from './liveRecords';
import { createMarkBook } from './markBook';
import { TimeFault, type SegmentSource } from './SegmentSource';
import type { SegmentShelf } from './segmentShelf';

/** The piece that grows is kept this often, ms of the source's time: what a crash may cost. */
export const KEEP_MS = 120_000;

export interface RecorderOptions { readonly dictionary: FeedDictionary; readonly shelf: SegmentShelf; readonly scope: string; readonly serverNow: () => number }
export interface Recorder extends SegmentSource {
  accept(event: FeedEvent): void;
  /** Ends pieces that are full; to be called about once a second. */
  tick(): void;
  /** Keeps what was recorded so far. */
  flush(): Promise<void>;
}

export function createRecorder({ dictionary, shelf, scope, serverNow }: RecorderOptions): Recorder {
  const layout = layoutOf(dictionary);
  const live = createLiveRecords();
  let builder: SegmentBuilder | null = null;
  let heads: { from: number; to: number; size: number }[] = [];
  const marks = createMarkBook();
  let keptAt = 0;
  /** Left the session's scope and still stands in the piece that grows. */
  let gone: GoneRecord[] = [];
  let atHand: Segment | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  const ready = (async () => {
    const kept = await shelf.list(scope);
    heads = [...kept, ...heads];
    for (const head of kept) {
      const entry = await shelf.get(scope, head.from);
      try { if (entry) marks.take(checkMarks(readSegmentHead(entry.bytes).marks)); } catch { await shelf.remove(scope, head.from); }
    }
  })();

  function keep(segment: Segment): void {
    const bytes = encodeSegment(segment, layout);
    heads = [...heads.filter((head) => head.from !== segment.from), { from: segment.from, to: segment.to, size: bytes.length }].toSorted((a, b) => a.from - b.from);
    writing = writing.then(async () => {
      await shelf.put(scope, { from: segment.from, to: segment.to, complete: segment.complete, bytes });
      await shelf.trim(scope, serverNow() - RECORDING_MS, BUDGET_BYTES_PER_OBJECT_DAY * layout.objectCount);
      heads = [...await shelf.list(scope)];
    });
  }
  function begin(at: number, start: CityInstant): void {
    builder = createSegmentBuilder(layout, at, start);
    keptAt = at;
  }
  function end(at: number): Segment | null {
    if (!builder || at <= builder.from) return null;
    const segment = builder.segment(at, true);
    builder = null;
    keep(segment);
    return segment;
  }
  function mark(item: TimeMark | null): void {
    if (!item) return;
    marks.add(item);
    builder?.mark(item);
  }
  /** Ends the piece and begins the next one as it ended, without what is over or has left the session's scope. */
  function next(at: number): boolean {
    const segment = end(at);
    if (!segment) return false;
    const replay = createReplay(layout);
    replay.open(segment);
    const last = replay.seek(at);
    const stays = (kind: RecordKind) => (item: { readonly id: string }): boolean => !gone.some((record) => record.kind === kind && record.id === item.id);
    begin(at, {
      ...last, at, warnings: last.warnings.filter((item) => item.state !== 'cleared_ack').filter(stays('warning')),
      cases: last.cases.filter((item) => item.open || (item.closedAt ?? 0) > at - RECORDING_MS).filter(stays('case')), tasks: last.tasks.filter(stays('task')), figures: last.figures.filter(stays('figure')),
    });
    gone = [];
    return true;
  }
  /** At each border of a quarter that has passed a new piece begins. */
  function cut(now: number): void {
    for (;;) {
      if (!builder) return;
      const border = (Math.floor(builder.from / SEGMENT_MS) + 1) * SEGMENT_MS;
      if (now < border) return;
      // a clock that was set: nothing of that time is known, and no piece of it would be kept
      if (now - builder.from > RECORDING_MS) { builder = null; return; }
      if (!next(border)) return;
    }
  }

  function takeSnapshot(event: Extract<FeedEvent, { type: 'snapshot' }>, now: number): void {
    end(now);
    gone = [];
    const start = emptyInstant(layout, now);
    event.objects.object.forEach((row, k) => { start.rank[row] = event.objects.rank[k] ?? 0; start.status[row] = event.objects.status[k] ?? 0; start.sinceMs[row] = event.objects.sinceMs[k] ?? 0; });
    event.readings.datastream.forEach((row, k) => { start.value[row] = event.readings.value[k] ?? NaN; start.observedAt[row] = event.readings.observedAt[k] ?? NaN; start.quality[row] = event.readings.quality[k] ?? 3; });
    const { object, lon, lat, heading } = event.moves;
    begin(now, { ...start, moving: object, lon, lat, heading, warnings: event.warnings, cases: event.cases, tasks: event.tasks ?? [], figures: event.figures ?? [], vitals: event.vitals });
  }
  function takeDelta({ objects, readings, moves }: Extract<FeedEvent, { type: 'delta' }>, now: number, into: SegmentBuilder): void {
    objects.object.forEach((row, k) => into.object(now, row, objects.rank[k] ?? 0, objects.status[k] ?? 0, objects.sinceMs[k] ?? 0));
    readings.datastream.forEach((row, k) => into.reading(readings.observedAt[k] ?? now, row, readings.value[k] ?? NaN, readings.quality[k] ?? 3));
    moves.object.forEach((row, k) => into.move(now, row, moves.lon[k] ?? 0, moves.lat[k] ?? 0, moves.heading[k] ?? 0));
  }

  return {
    origin: 'ownRecorder', dictionary,
    range() {
      const first = Math.min(heads[0]?.from ?? Infinity, builder?.from ?? Infinity);
      return first === Infinity ? null : { from: Math.max(first, serverNow() - RECORDING_MS), to: serverNow() };
    },
    marks: () => marks.from(serverNow() - RECORDING_MS), marksSince: () => Math.max(heads[0]?.from ?? builder?.from ?? serverNow(), marks.wholeSince),
    storedBytes: async () => { await ready; return heads.reduce((sum, head) => sum + head.size, 0); },
    accept(event) {
      const now = serverNow();
      // the first snapshot of a city whose clock is another's comes before the connection tells the new clock
      if (event.type === 'snapshot') takeSnapshot(event, event.serverTime ?? now);
      else {
        cut(now);
        if (gone.length > 0 && event.type !== 'gone') next(now);
        if (builder && event.type === 'delta') takeDelta(event, now, builder);
        else if (event.type === 'warning') { builder?.warning(now, event.warning); mark(markOfWarning(event.warning, live.warnings.get(event.warning.id) ?? null, now)); }
        else if (event.type === 'case') { builder?.case(now, event.case); mark(markOfCase(event.case, live.cases.get(event.case.id) ?? null, now)); }
        else if (event.type === 'task') builder?.task(now, event.task);
        else if (event.type === 'figure') { builder?.figure(now, event.figure); mark(markOfFigure(event.figure, live.figures.get(event.figure.id) ?? null, now)); }
        else if (event.type === 'gone') gone.push({ kind: event.kind, id: event.id });
        else if (event.type === 'vitals') builder?.vitals(now, event.values);
        else if (event.type === 'connection' && event.connection.phase === 'stale') end(now);
      }
      live.accept(event);
    },
    tick() {
      const now = serverNow();
      cut(now);
      if (gone.length > 0) next(now);
      if (!builder || now - keptAt < KEEP_MS) return;
      keptAt = now;
      keep(builder.segment(now, false));
    },
    async flush() {
      await ready;
      if (builder && serverNow() > builder.from) keep(builder.segment(serverNow(), false));
      await writing;
    },
    async pieces() {
      await this.flush();
      const entries = await Promise.all((await shelf.list(scope)).map((head) => shelf.get(scope, head.from)));
      return entries.flatMap((entry) => entry ?? []);
    },
    async segmentAt(time) {
      await ready;
      if (builder && time >= builder.from) return builder.segment(Math.max(serverNow(), builder.from + 1), false);
      const head = heads.findLast((item) => item.from <= time) ?? heads[0];
      if (!head) throw new TimeFault('notRecorded');
      if (atHand?.from === head.from && atHand.complete) return atHand;
      await writing;
      const entry = await shelf.get(scope, head.from);
      if (!entry) throw new TimeFault('notRecorded');
      try { atHand = checkRecords(decodeSegment(entry.bytes, layout)); } catch { throw new TimeFault('broken'); }
      return atHand;
    },
  };
}
