/**
 * The project's own contract (`wire.ts`), whatever carries its events: joins without a lost window (stream first, then snapshot), keeps
 * order, starts over on any hole, and comes back alone. A transport only says how the events of one connection arrive.
 */
import type { FeedConnection, FeedDictionary, FeedPhase, RecordKind } from '../domain/feedEvent';
import { createClockOffset } from './clockOffset';
import { decodeHello, type Hello } from './decode/hello';
import { decodeDelta, decodeSnapshot } from './decode/messages';
import { decodeAlarmMessage, decodeCaseMessage, decodeFigureMessage, decodeGone, decodeHeartbeat, decodeSeq, decodeTaskMessage, decodeVitals } from './decode/records';
import { createRefusals, type RefusalReason } from './decode/refusals';
import type { Feed, FeedOptions } from './feed';
import { FeedFault } from './feedFault';
import { createRetry } from './retry';

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

export function createContractFeed(options: FeedOptions, transport: Transport): Feed {
  const { clock, emit, apiBase } = options;
  const retry = createRetry(options.random);
  const refusals = createRefusals();
  const offset = createClockOffset();
  let attempt = 0;
  let abort: AbortController | null = null;
  let waiting: number | null = null;
  let disposed = false;
  let dictionary: FeedDictionary | null = null;
  let phase: FeedPhase = 'connecting';
  let everLive = false;
  let lastByteAt = 0;

  function tell(next: FeedPhase, reason: string | null): void {
    const since = next === 'stale' ? lastByteAt : clock.now();
    phase = next;
    emit({ type: 'connection', connection: { source: apiBase, phase: next, since, reason, clockOffsetMs: offset.at(clock.now()) - clock.now(), clockRate: offset.rate } satisfies FeedConnection });
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
      if (name === 'delta') takeDelta(value);
      else if (name === 'alarm') takeRecord(value, 'warning', 'badWarning', () => {
        const item = decodeAlarmMessage(value);
        if (item) emit({ type: 'warning', seq: item.seq, warning: item.warning });
        return item !== null;
      });
      else if (name === 'case') takeRecord(value, 'case', 'badCase', () => {
        const item = decodeCaseMessage(value);
        if (item) emit({ type: 'case', seq: item.seq, case: item.case });
        return item !== null;
      });
      else if (name === 'task') takeRecord(value, 'task', 'badTask', () => {
        const item = decodeTaskMessage(value);
        if (item) emit({ type: 'task', seq: item.seq, task: item.task });
        return item !== null;
      });
      else if (name === 'figure') takeRecord(value, 'figure', 'badFigure', () => {
        const item = decodeFigureMessage(value);
        if (item) emit({ type: 'figure', seq: item.seq, figure: item.figure });
        return item !== null;
      });
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
      retry.goodData(clock.now());
      emit(delta.event);
    }

    /** Warnings count by themselves; cases, tasks and figures count together. Null = not for this session: counted, and dropped when it was seen before. */
    function takeRecord(value: unknown, key: RecordKind, reason: RefusalReason, pass: () => boolean): void {
      const next = decodeSeq(value);
      if (next === null) { refusals.add(reason); return; }
      const last = key === 'warning' ? alarmSeq : caseSeq;
      if (next <= last) return;
      if (next !== last + 1) throw new FeedFault('gap');
      if (key === 'warning') alarmSeq = next;
      else caseSeq = next;
      if ((value as Record<string, unknown>)[key] !== null) { if (!pass()) refusals.add(reason); return; }
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
        everLive = true;
        tell('live', null);
        const early = buffer ?? [];
        buffer = null;
        for (const item of early) handle(item);
        tellRefusals();
      },
    };
  }

  function connect(): void {
    if (disposed) return;
    waiting = null;
    const mine = ++attempt;
    const own = new AbortController();
    abort = own;
    if (!everLive && phase !== 'connecting') tell('connecting', null);
    const limit = clock.setTimeout(() => { if (phase !== 'live' && mine === attempt) own.abort(); }, CONNECT_TIMEOUT_MS);
    run(own).catch((error: unknown) => {
      clock.clearTimeout(limit);
      own.abort();
      if (disposed || mine !== attempt) return;
      tellRefusals();
      const fault = error instanceof FeedFault ? error : new FeedFault('badMessage');
      retry.failed();
      if (fault.refused) tell('refused', fault.reason);
      else tell(everLive ? 'stale' : 'connecting', fault.reason);
      waiting = clock.setTimeout(connect, retry.next(fault.refused, fault.retryAfterMs));
    });
  }

  return {
    start() {
      if (attempt > 0) return;
      tell('connecting', null);
      connect();
    },
    retryNow() {
      if (disposed || waiting === null) return;
      clock.clearTimeout(waiting);
      connect();
    },
    dispose() {
      disposed = true;
      if (waiting !== null) clock.clearTimeout(waiting);
      abort?.abort();
    },
  };
}
