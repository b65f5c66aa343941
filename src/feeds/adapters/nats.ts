/**
 * NATS over WebSocket: keys of a JetStream KV bucket. What the bucket holds is the snapshot, what is put later follows in the order of the
 * bucket's revisions (the watch is an ordered consumer: it begins again by itself after a gap). A deleted key is a missing value. Nothing is
 * ever put. A key that nobody has seen yet begins another epoch.
 */
import type { ConnectionOptions, NatsConnection } from '@nats-io/nats-core';
import type { Kvm as KvManager, KvWatchEntry } from '@nats-io/kv';
import type { NatsSource } from '../config/feedConfig';
import { applyMapping } from '../config/mapping';
import { LARGEST_MESSAGE, readPayload, toExpression } from '../config/payload';
import { FeedFault } from '../feedFault';
import type { Observation, SourceAdapter, StreamName } from '../sources/Source';

export interface NatsClient { connect(options: ConnectionOptions): Promise<NatsConnection>; readonly Kvm: typeof KvManager }
/** The line is asked whether it is still there so often, ms. */
const ASK_MS = 10_000;
const MISSING = 3;
/** Errors by which a server says a plain no. */
const REFUSALS: ReadonlySet<string> = new Set(['AuthorizationError', 'UserAuthenticationExpiredError', 'PermissionViolationError']);
const isRefusal = (error: unknown): boolean => error instanceof Error && (REFUSALS.has(error.name) || (error.cause instanceof Error && REFUSALS.has(error.cause.name)));

export function createNatsAdapter(config: NatsSource, client: NatsClient): SourceAdapter {
  return async ({ signal, clock, sink }) => {
    const faultOf = (error: unknown): FeedFault => (error instanceof FeedFault ? error : isRefusal(error) ? new FeedFault('http4xx', true) : new FeedFault('unreachable'));
    let connection: NatsConnection;
    try {
      connection = await client.connect({
        servers: config.url, reconnect: false, timeout: 15_000, name: 'city-cockpit', noEcho: true,
        ...(config.username !== undefined && { user: config.username }), ...(config.password !== undefined && { pass: config.password }), ...(config.token !== undefined && { token: config.token }),
      });
    } catch (error) { throw faultOf(error); }
    sink.heard();
    const stop = (): void => { void connection.close().catch(() => undefined); };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    const ended = connection.closed().then((error): never => { throw error ? faultOf(error) : new FeedFault('closed'); });
    ended.catch(() => undefined);

    const keys = config.keys.map((one) => ({ ...one, expression: toExpression(one.filter, { separator: '.', one: '*', rest: '>' }) }));
    /** Newest of each key, by the key. */
    const latest = new Map<string, Observation>();
    const streams = (): StreamName[] => [...latest.values()].map(({ objectId, property }) => ({ objectId, property }));

    /** Null = refused, and counted. */
    function read(entry: KvWatchEntry, own: (typeof keys)[number]): Observation | null {
      const at = entry.created.getTime();
      if (entry.operation !== 'PUT') { const before = latest.get(entry.key); return before ? { ...before, value: null, at: Math.max(at, before.at), quality: MISSING } : null; }
      if (entry.length > LARGEST_MESSAGE) { sink.refuse('tooLarge'); return null; }
      let message: unknown;
      try { message = readPayload(entry.value, own); } catch { sink.refuse('notJson'); return null; }
      const mapped = applyMapping(own.mapping, message, own.expression.exec(entry.key)?.slice(1) ?? [], at);
      if (typeof mapped !== 'string') return mapped;
      sink.refuse(mapped === 'badTime' ? 'badTime' : 'badMapping');
      return null;
    }

    async function run(): Promise<never> {
      const bucket = await new client.Kvm(connection).open(config.bucket);
      // opening asks nothing; the bucket's state does
      await bucket.status().catch((error: unknown) => { throw isRefusal(error) ? faultOf(error) : new FeedFault('noStream'); });
      /** Keys that stand in the bucket now and have not been told yet. */
      const awaited = new Set<string>();
      for (const { filter } of keys) for await (const key of await bucket.keys(filter)) awaited.add(key);
      sink.heard();
      let complete = false;
      function tellAll(): void {
        complete = true;
        sink.expect(streams());
        for (const observation of latest.values()) sink.observe(observation);
        sink.complete();
      }
      function take(entry: KvWatchEntry, own: (typeof keys)[number]): void {
        sink.heard();
        const observation = read(entry, own);
        const isNew = observation !== null && !latest.has(entry.key);
        if (observation) latest.set(entry.key, observation);
        if (!complete) { awaited.delete(entry.key); if (awaited.size === 0) tellAll(); return; }
        if (isNew) tellAll();
        else if (observation) sink.observe(observation);
      }
      const watches = await Promise.all(keys.map(({ filter }) => bucket.watch({ key: filter })));
      if (awaited.size === 0) tellAll();
      await Promise.race(watches.map(async (watch, k) => {
        const own = keys[k];
        if (own) for await (const entry of watch) take(entry, own);
      }));
      throw new FeedFault('closed');
    }
    const ask = (): void => { if (signal.aborted) return; void connection.rtt().then(() => { sink.heard(); clock.setTimeout(ask, ASK_MS); }, () => undefined); };
    clock.setTimeout(ask, ASK_MS);
    try { return await Promise.race([run(), ended]); } catch (error) { throw faultOf(error); } finally { stop(); }
  };
}
