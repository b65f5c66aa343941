/**
 * A feed made of a foreign source: its list becomes the dictionary of an epoch, what it tells until it is complete the snapshot, what
 * follows deltas. Values are taken only when they are newer; times ahead of ours, values that cannot be, and names that nobody announced
 * are refused and counted. A source that sends more than a twentieth bad is put into quarantine and asked again later.
 */
import { isActive, type Warning } from '../../domain/warning';
import type { Case } from '../../domain/case';
import type { FeedDictionary, FeedPhase, ObjectColumns } from '../../domain/feedEvent';
import type { ObservedProperty } from '../../domain/reading';
import { shortDigest } from '../../domain/shortDigest';
import { RANK_BY_LEVEL } from '../../domain/state';
import { FeedFault } from '../feedFault';
import { MAX_FIGURE, MAX_TIME, MIN_TIME } from '../decode/records';
import { createRefusals, type RefusalReason } from '../decode/refusals';
import { isId } from '../decode/text';
import type { Feed, FeedOptions } from '../feed';
import { createReconnecting } from '../createReconnecting';
import { createBadShare } from './badShare';
import type { Observation, SourceAdapter, SourceSink, StreamName } from './Source';

export interface SourceFeedOptions extends Omit<FeedOptions, 'apiBase' | 'token'> {
  /** Name of the source in its configuration, and its address for people. */
  readonly id: string; readonly address: string;
  readonly adapter: SourceAdapter;
  readonly properties: readonly ObservedProperty[];
  readonly city: string; readonly demo?: boolean;
  /** Longest silence of a healthy source, ms. */
  readonly silenceMs: number;
}
/** Changes go out so often, ms. */
export const FLUSH_MS = 200;
/** Source clocks may run ahead by this much before a time counts as wrong, ms. */
const MAX_AHEAD_MS = 5000;
/** Until the first `complete` of a connection, ms. */
const CONNECT_TIMEOUT_MS = 60_000;
const BAD = 2;
const MISSING = 3;

/** Names a list of streams, so that the same list after a reconnection is the same epoch. */
const nameOf = (streams: readonly StreamName[]): string => shortDigest(streams.flatMap(({ objectId, property }) => [objectId, property]));

interface Table {
  readonly dictionary: FeedDictionary;
  readonly streamOf: ReadonlyMap<string, number>; readonly objectOf: ReadonlyMap<string, number>;
  readonly value: Float32Array; readonly observedAt: Float64Array; readonly quality: Uint8Array;
  readonly rank: Uint8Array; readonly since: Float64Array;
  readonly lon: Float64Array; readonly lat: Float64Array; readonly heading: Float32Array;
  readonly dirtyStreams: Set<number>; readonly dirtyObjects: Set<number>; readonly moved: Set<number>; readonly everMoved: Set<number>;
}
const key = (objectId: string, property: string): string => `${objectId}\n${property}`;

function createTable(streams: readonly StreamName[], properties: readonly ObservedProperty[], epoch: string, city: string, demo: boolean): Table {
  const objectOf = new Map<string, number>(), propertyOf = new Map(properties.map((property, k) => [property.key, k]));
  const streamOf = new Map<string, number>();
  const object: number[] = [], property: number[] = [];
  for (const stream of streams) {
    const known = propertyOf.get(stream.property);
    // an object of which nothing is measured is announced with an empty property
    if (!isId(stream.objectId) || (known === undefined && stream.property !== '')) continue;
    if (!objectOf.has(stream.objectId)) objectOf.set(stream.objectId, objectOf.size);
    const name = key(stream.objectId, stream.property);
    if (known === undefined || streamOf.has(name)) continue;
    streamOf.set(name, object.length);
    object.push(objectOf.get(stream.objectId) ?? 0);
    property.push(known);
  }
  const objects = objectOf.size;
  return {
    dictionary: { epoch, city, demo, objectIds: [...objectOf.keys()], properties, datastreamObject: Uint32Array.from(object), datastreamProperty: Uint16Array.from(property) }, streamOf, objectOf,
    value: new Float32Array(object.length).fill(NaN), observedAt: new Float64Array(object.length), quality: new Uint8Array(object.length).fill(MISSING),
    rank: new Uint8Array(objects), since: new Float64Array(objects), lon: new Float64Array(objects), lat: new Float64Array(objects), heading: new Float32Array(objects),
    dirtyStreams: new Set(), dirtyObjects: new Set(), moved: new Set(), everMoved: new Set(),
  };
}

export function createSourceFeed(options: SourceFeedOptions): Feed {
  const { id, address, clock, emit, properties } = options;
  const refusals = createRefusals();
  const share = createBadShare();
  const warnings = new Map<string, Warning>();
  const cases = new Map<string, Case>();
  let table: Table | null = null;
  let told: string | null = null;
  let flushing: number | null = null;
  let lastHeard = 0;
  let seq = 0, alarmSeq = 0, caseSeq = 0;
  const line = createReconnecting({ clock, random: options.random, run, tell, ended: tellRefusals });

  function tell(phase: FeedPhase, reason: string | null): void {
    emit({ type: 'connection', connection: { source: id === '' ? address : id, phase, since: phase === 'stale' ? lastHeard : clock.now(), reason, clockOffsetMs: 0 } });
  }
  function tellRefusals(): void { for (const [reason, count] of refusals.take()) emit({ type: 'refused', reason, count }); }
  function refuse(reason: RefusalReason, count = 1): void { refusals.add(reason, count); share.bad(clock.now(), count); }

  function rankOf(objectId: string): number {
    let rank = 0;
    for (const warning of warnings.values()) if (warning.objectId === objectId && isActive(warning)) rank = Math.max(rank, RANK_BY_LEVEL[warning.level]);
    return rank;
  }
  function setRank(objectId: string): void {
    const object = table?.objectOf.get(objectId);
    if (!table || object === undefined) return;
    const rank = rankOf(objectId);
    if (table.rank[object] === rank) return;
    table.rank[object] = rank;
    table.since[object] = clock.now();
    table.dirtyObjects.add(object);
  }

  function take(into: Table, { objectId, property, value, at, quality }: Observation): void {
    const stream = into.streamOf.get(key(objectId, property));
    if (stream === undefined) { refuse('unknownIndex'); return; }
    if (!(at >= MIN_TIME && at <= MAX_TIME)) { refuse('badTime'); return; }
    if (value !== null && !(Math.abs(value) <= MAX_FIGURE)) { refuse('badReadingRow'); return; }
    const last = into.observedAt[stream] ?? 0;
    // told twice, or by a line that was slower: neither good nor bad
    if (at < last) { refusals.add('outOfOrder'); return; }
    if (at === last && Object.is(into.value[stream], Math.fround(value ?? NaN))) { refusals.add('duplicate'); return; }
    const ahead = at > clock.now() + MAX_AHEAD_MS;
    if (ahead) refuse('futureTime'); else share.good(clock.now());
    into.value[stream] = value ?? NaN;
    into.observedAt[stream] = ahead ? clock.now() : at;
    into.quality[stream] = value === null ? MISSING : ahead ? BAD : quality;
    into.dirtyStreams.add(stream);
  }

  const objectColumns = ({ rank, since }: Table, rows: Uint32Array): ObjectColumns => ({ object: rows, rank: Uint8Array.from(rows, (row) => rank[row] ?? 0), status: new Uint8Array(rows.length), sinceMs: Float64Array.from(rows, (row) => since[row] ?? 0) });
  const columns = (own: Table, objects: Uint32Array, streams: Uint32Array, moves: Uint32Array) => ({
    objects: objectColumns(own, objects),
    readings: { datastream: streams, value: Float32Array.from(streams, (row) => own.value[row] ?? NaN), observedAt: Float64Array.from(streams, (row) => own.observedAt[row] ?? 0), quality: Uint8Array.from(streams, (row) => own.quality[row] ?? MISSING) },
    moves: { object: moves, lon: Float64Array.from(moves, (row) => own.lon[row] ?? 0), lat: Float64Array.from(moves, (row) => own.lat[row] ?? 0), heading: Float32Array.from(moves, (row) => own.heading[row] ?? 0) },
  });
  function forgetDirt(own: Table): void { own.dirtyStreams.clear(); own.dirtyObjects.clear(); own.moved.clear(); }

  function snapshot(own: Table): void {
    if (told !== own.dictionary.epoch) { told = own.dictionary.epoch; emit({ type: 'dictionary', dictionary: own.dictionary }); }
    for (const objectId of own.objectOf.keys()) own.rank[own.objectOf.get(objectId) ?? 0] = rankOf(objectId);
    seq += 1;
    const observed = Uint32Array.from(own.observedAt.keys()).filter((stream) => (own.observedAt[stream] ?? 0) > 0);
    emit({ type: 'snapshot', seq, serverTime: clock.now(), ...columns(own, Uint32Array.from(own.rank.keys()), observed, Uint32Array.from(own.everMoved)), warnings: [...warnings.values()], cases: [...cases.values()], vitals: {} });
    forgetDirt(own);
  }
  function flush(): void {
    flushing = null;
    if (line.phase !== 'live' || !table) return;
    tellRefusals();
    const { dirtyStreams, dirtyObjects, moved } = table;
    if (dirtyStreams.size + dirtyObjects.size + moved.size > 0) {
      seq += 1;
      emit({ type: 'delta', from: seq, to: seq, ...columns(table, Uint32Array.from(dirtyObjects), Uint32Array.from(dirtyStreams), Uint32Array.from(moved)) });
      forgetDirt(table);
      line.goodData();
    }
    plan();
  }
  function plan(): void { flushing ??= clock.setTimeout(flush, FLUSH_MS); }

  function sinkOf(own: AbortController): SourceSink {
    let complete = false;
    // what stands is told again by each connection; what is not has ended meanwhile
    warnings.clear();
    cases.clear();
    const quarantine = (): void => { if (share.tooMuch(clock.now())) own.abort(new FeedFault('quarantined', true)); };
    const listening = (): boolean => !own.signal.aborted;
    return {
      expect(streams) {
        if (!listening()) return;
        const epoch = `${id}:${nameOf(streams)}`;
        if (table?.dictionary.epoch !== epoch) table = createTable(streams, properties, epoch, options.city, options.demo ?? false);
      },
      observe(observation) { if (!listening() || !table) return; take(table, observation); quarantine(); },
      place(objectId, lon, lat, heading) {
        const object = table?.objectOf.get(objectId);
        if (!listening() || !table) return;
        if (object === undefined) { refuse('unknownIndex'); return; }
        if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) { refuse('badMoveRow'); quarantine(); return; }
        table.lon[object] = lon; table.lat[object] = lat; table.heading[object] = Math.abs(heading) <= 360 ? heading : 0;
        table.moved.add(object);
        table.everMoved.add(object);
        share.good(clock.now());
      },
      warning(warning) {
        if (!listening()) return;
        warnings.set(warning.id, warning);
        alarmSeq += 1;
        setRank(warning.objectId);
        share.good(clock.now());
        if (complete) emit({ type: 'warning', seq: alarmSeq, warning });
        if (!isActive(warning) && warning.clearedAt !== null && clock.now() - warning.clearedAt > 86_400_000) warnings.delete(warning.id);
      },
      case(item) {
        if (!listening()) return;
        cases.set(item.id, item);
        caseSeq += 1;
        share.good(clock.now());
        if (complete) emit({ type: 'case', seq: caseSeq, case: item });
      },
      complete(lost = 0) {
        if (!listening()) return;
        table ??= createTable([], properties, `${id}:${nameOf([])}`, options.city, options.demo ?? false);
        complete = true;
        snapshot(table);
        line.live();
        if (lost > 0) refusals.add('lostOnTheWay', lost);
        tellRefusals();
        plan();
      },
      heard() { lastHeard = clock.now(); },
      refuse(reason, count = 1) { if (!listening()) return; refuse(reason, count); quarantine(); },
    };
  }

  /** Ends the connection when nothing is heard for too long, or it never gets complete. */
  function watch(own: AbortController): Promise<never> {
    const began = clock.now();
    return new Promise((_, reject) => {
      let handle = 0;
      const look = (): void => {
        const now = clock.now();
        const left = (line.phase === 'live' ? Math.max(lastHeard, began) + options.silenceMs : began + CONNECT_TIMEOUT_MS) - now;
        if (left <= 0) reject(new FeedFault(line.phase === 'live' ? 'noHeartbeat' : 'unreachable'));
        else handle = clock.setTimeout(look, Math.min(left, options.silenceMs));
      };
      look();
      own.signal.addEventListener('abort', () => { clock.clearTimeout(handle); reject(own.signal.reason instanceof FeedFault ? own.signal.reason : new FeedFault('closed')); }, { once: true });
    });
  }

  function run(own: AbortController): Promise<never> {
    share.clear();
    const running = options.adapter({ signal: own.signal, clock, random: options.random, fetch: options.fetch, sink: sinkOf(own) });
    running.catch(() => undefined);
    return Promise.race([running, watch(own)]);
  }

  return {
    start() { lastHeard ||= clock.now(); line.start(); },
    retryNow: line.retryNow,
    dispose() {
      line.dispose();
      if (flushing !== null) clock.clearTimeout(flushing);
    },
  };
}
