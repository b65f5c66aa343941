/**
 * The project's own contract (`wire.ts`), whatever carries its events: joins without a lost window (stream first, then snapshot), keeps
 * order, starts over on any hole, and comes back alone. A transport only says how the events of one connection arrive.
 */
import type { FeedConnection, FeedDictionary, FeedEvent, FeedPhase, RecordKind } from '../domain/feedEvent';
import { createClockOffset } from './clockOffset';
import { createReconnecting } from './createReconnecting';
import { decodeHello, type Hello } from './decode/hello';
import { decodeDelta, decodeSnapshot } from './decode/messages';
import { decodeAlarmMessage, decodeCaseMessage, decodeFigureMessage, decodeGone, decodeHeartbeat, decodeSeq, decodeTaskMessage, decodeVitals } from './decode/records';
import { createRefusals, type RefusalReason } from './decode/refusals';
import type { Feed, FeedOptions } from './feed';
import { FeedFault } from './feedFault';

/** Characters that one event may have before the connection is given up. */
export const MAX_EVENT = 16 * 1024 * 1024;
const MISSED_HEARTBEATS = 3;
const CONNECT_TIMEOUT_MS = 20_000;

/** One event as it came: its name and its JSON text, or the value where the transport has parsed it. */
export interface Incoming { readonly name: string; readonly data: string | object }
/** What a transport needs of one connection. */
export interface Connection {
  readonly options: FeedOptions; readonly signal: AbortSignal;
  /** Epoch and number after which the events begin. */
  readonly epoch: string; readonly seq: number;
  readonly heartbeatMs: number;
  /** Numbers that were taken so far: what a transport that asks again and again asks after. */
  taken(): { readonly seq: number; readonly alarmSeq: number; readonly caseSeq: number };
  /** GET below the API base; a refusal or a dead line is thrown as the fault that it is. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Something was received, whatever it was. */
  heard(): void;
  receive(event: Incoming): void;
}
export interface Transport {
  /** Resolves once events can arrive, so that the snapshot asked for then leaves no hole; `ended` never resolves, it rejects with the fault that ended the connection. */
  open(connection: Connection): Promise<{ readonly ended: Promise<never> }>;
}

interface RecordEvent { readonly key: RecordKind; readonly reason: RefusalReason; decode(value: unknown): FeedEvent | null }
/** Events that carry one record each, by name. */
const RECORDS: ReadonlyMap<string, RecordEvent> = new Map<string, RecordEvent>([
  ['alarm', { key: 'warning', reason: 'badWarning', decode: (value) => { const item = decodeAlarmMessage(value); return item && { type: 'warning', ...item }; } }],
  ['case', { key: 'case', reason: 'badCase', decode: (value) => { const item = decodeCaseMessage(value); return item && { type: 'case', ...item }; } }],
  ['task', { key: 'task', reason: 'badTask', decode: (value) => { const item = decodeTaskMessage(value); return item && { type: 'task', ...item }; } }],
  ['figure', { key: 'figure', reason: 'badFigure', decode: (value) => { const item = decodeFigureMessage(value); return item && { type: 'figure', ...item }; } }],
]);

export function createContractFeed(options: FeedOptions, transport: Transport): Feed {
  const { clock, emit, apiBase } = options;
  const refusals = createRefusals();
  const offset = createClockOffset();
  let dictionary: FeedDictionary | null = null;
  let lastByteAt = 0;
  const line = createReconnecting({ clock, random: options.random, run, tell, ended: tellRefusals });

  function tell(phase: FeedPhase, reason: string | null): void {
    const since = phase === 'stale' ? lastByteAt : clock.now();
    emit({ type: 'connection', connection: { source: apiBase, phase, since, reason, clockOffsetMs: offset.at(clock.now()) - clock.now(), clockRate: offset.rate } satisfies FeedConnection });
  }
  function tellRefusals(): void { for (const [reason, count] of refusals.take()) emit({ type: 'refused', reason, count }); }

  async function get(path: string, signal: AbortSignal, more: Readonly<Record<string, string>> = {}): Promise<Response> {
    let response: Response;
    try {
      const headers = { accept: 'application/json', ...more, ...(options.token ? { authorization: `Bearer ${options.token}` } : {}) };
      response = await options.fetch(apiBase + path, { signal, cache: 'no-store', headers });
    } catch {
      throw new FeedFault('unreachable');
    }
    if (response.ok || response.status === 304) return response;
    const hint = Number(response.headers.get('retry-after'));
    const later = Number.isFinite(hint) && hint > 0 ? Math.min(hint * 1000, 600_000) : null;
    if (response.status === 409) throw new FeedFault('epochChanged');
    if (response.status === 408 || response.status === 425 || response.status === 429) throw new FeedFault('busy', false, later);
    throw new FeedFault(response.status < 500 ? 'http4xx' : 'http5xx', response.status < 500, later);
  }

  async function json(path: string, signal: AbortSignal): Promise<unknown> {
    const response = await get(path, signal);
    try {
      return await response.json() as unknown;
    } catch {
      throw new FeedFault('notJson');
    }
  }

  /** One connection from hello to its end; always ends by throwing. */
  async function run(own: AbortController): Promise<never> {
    const { signal } = own;
    const limit = clock.setTimeout(() => { if (line.phase !== 'live') own.abort(new FeedFault('unreachable')); }, CONNECT_TIMEOUT_MS);
    signal.addEventListener('abort', () => clock.clearTimeout(limit), { once: true });
    const asked = clock.now();
    lastByteAt ||= asked;
    const greeting = decodeHello(await json('hello', signal));
    if (!greeting) throw new FeedFault('badHello');
    offset.add(greeting.serverTime, (asked + clock.now()) / 2, greeting.rate);
    const channel = createChannel(greeting);
    const { ended } = await transport.open({
      options, signal, epoch: greeting.dictionary.epoch, seq: greeting.seq, heartbeatMs: greeting.heartbeatMs, taken: channel.taken,
      get: (path, headers) => get(path, signal, headers),
      heard() { lastByteAt = clock.now(); },
      receive(event) { channel.receive(event); tellRefusals(); },
    });
    // whichever ends first ends the attempt: the stream, the snapshot's failure, or the watchdog
    const joining = json('snapshot', signal).then((value) => { if (!signal.aborted) channel.join(value); });
    const watching = watchBytes(greeting.heartbeatMs, signal);
    return await Promise.race([ended, joining.then(() => ended), watching]);
  }

  function watchBytes(heartbeatMs: number, signal: AbortSignal): Promise<never> {
    const patience = heartbeatMs * MISSED_HEARTBEATS;
    // the attempt starts its own wait; the time of the last byte stays true, it is what a screen says the data ends at
    const began = clock.now();
    return new Promise((_, reject) => {
      let handle = 0;
      const look = (): void => {
        const left = Math.max(lastByteAt, began) + patience - clock.now();
        if (left <= 0) reject(new FeedFault('noHeartbeat'));
        else handle = clock.setTimeout(look, left);
      };
      look();
      signal.addEventListener('abort', () => clock.clearTimeout(handle), { once: true });
    });
  }

  /** Order and completeness of one connection. */
  function createChannel(greeting: Hello) {
    const { dictionary: own } = greeting;
    let buffer: Incoming[] | null = [];
    let seq = -1;
    let alarmSeq = -1;
    let caseSeq = -1;
    let behind = false;

    function handle({ name, data }: Incoming): void {
      let value: unknown = data;
      if (typeof data === 'string') try { value = JSON.parse(data); } catch { refusals.add('notJson'); return; }
      const record = RECORDS.get(name);
      if (record) takeRecord(value, record);
      else if (name === 'delta') takeDelta(value);
      else if (name === 'hb') takeHeartbeat(value);
      else if (name === 'vitals') takeVitals(value);
      else refusals.add('unknownEvent');
    }

    function takeDelta(value: unknown): void {
      const delta = decodeDelta(value, own, offset.at(clock.now()), refusals, Math.max(1, offset.rate));
      if (!delta) { refusals.add('badMessage'); throw new FeedFault('gap'); }
      if (delta.epoch !== own.epoch) throw new FeedFault('epochChanged');
      if (delta.event.to <= seq) return;
      if (delta.event.from !== seq + 1) throw new FeedFault('gap');
      seq = delta.event.to;
      line.goodData();
      emit(delta.event);
    }

    /** Warnings count by themselves; cases, tasks and figures count together. Null = not for this session: counted, and dropped when it was seen before. */
    function takeRecord(value: unknown, { key, reason, decode }: RecordEvent): void {
      const next = decodeSeq(value);
      if (next === null) { refusals.add(reason); return; }
      const last = key === 'warning' ? alarmSeq : caseSeq;
      if (next <= last) return;
      if (next !== last + 1) throw new FeedFault('gap');
      if (key === 'warning') alarmSeq = next;
      else caseSeq = next;
      if ((value as Record<string, unknown>)[key] !== null) {
        const event = decode(value);
        if (event) emit(event); else refusals.add(reason);
        return;
      }
      const gone = decodeGone(value);
      if (gone !== null) emit({ type: 'gone', kind: key, id: gone });
    }

    function takeHeartbeat(value: unknown): void {
      const beat = decodeHeartbeat(value);
      if (!beat) { refusals.add('badMessage'); return; }
      offset.add(beat.serverTime, clock.now(), beat.rate, beat.clockSet);
      const ahead = beat.seq > seq || beat.alarmSeq > alarmSeq || beat.caseSeq > caseSeq;
      if (ahead && behind) throw new FeedFault('gap');
      behind = ahead;
      emit({ type: 'heartbeat', serverTime: beat.serverTime, seq: beat.seq, rate: beat.rate });
    }

    function takeVitals(value: unknown): void {
      const at = typeof value === 'object' && value !== null ? (value as { at?: unknown }).at : undefined;
      if (typeof at !== 'number' || !Number.isFinite(at)) { refusals.add('badVital'); return; }
      emit({ type: 'vitals', at, values: decodeVitals((value as { values?: unknown }).values, (bad) => refusals.add('badVital', bad)) });
    }

    return {
      taken: () => ({ seq: Math.max(seq, greeting.seq), alarmSeq, caseSeq }),
      receive(item: Incoming): void {
        if (buffer) buffer.push(item);
        else handle(item);
      },
      join(value: unknown): void {
        const snapshot = decodeSnapshot(value, own, refusals);
        if (!snapshot) throw new FeedFault('badSnapshot');
        if (snapshot.epoch !== own.epoch) throw new FeedFault('epochChanged');
        offset.add(snapshot.serverTime, clock.now());
        lastByteAt = clock.now();
        if (dictionary?.epoch !== own.epoch) {
          dictionary = own;
          emit({ type: 'dictionary', dictionary: own });
        }
        ({ alarmSeq, caseSeq } = snapshot);
        seq = snapshot.event.seq;
        emit({ ...snapshot.event, serverTime: snapshot.serverTime });
        line.live();
        const early = buffer ?? [];
        buffer = null;
        for (const item of early) handle(item);
        tellRefusals();
      },
    };
  }

  return line;
}
