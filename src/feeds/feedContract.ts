/**
 * The suite every adapter must pass (see the promise in `feed.ts`), against a real server over a real connection.
 * The server is told what to do wrong; time is a manual clock on both sides.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FeedEvent } from '../domain/feedEvent';
import type { Feed, FeedOptions } from './feed';
import { createManualClock, type ManualClock } from './manualClock';

export interface FakeServer {
  readonly apiBase: string;
  /** Moves the server's clock and lets it send what is due. */
  advance(ms: number): void;
  /** `silent`: connections stay open without a byte; `closed`: they end and new ones are refused. */
  setFeed(state: 'running' | 'silent' | 'closed'): void;
  /** Begins a new epoch. */
  newEpoch(): void;
  /** Tampers with every answer body or stream chunk from now on; null = honest again. */
  tamper(change: ((text: string, path: string) => string) | null): void;
  /** Answers every request with this status until told otherwise. */
  refuseWith(status: number | null): void;
  readonly requests: readonly string[];
  close(): Promise<void>;
}

export interface ContractOptions {
  /** Time after which the adapter has surely asked or heard, ms. */
  readonly turnMs?: number;
}

const START = Date.parse('2026-11-20T02:00:00Z');

export function describeFeed(name: string, makeFeed: (options: FeedOptions) => Feed, startServer: (start: number) => Promise<FakeServer>, { turnMs = 500 }: ContractOptions = {}): void {
  describe(`feed contract: ${name}`, () => {
    let server: FakeServer;
    let clock: ManualClock;
    let events: FeedEvent[];
    let feed: Feed;

    beforeEach(async () => {
      server = await startServer(START);
      clock = createManualClock(START);
      events = [];
      feed = makeFeed({ apiBase: server.apiBase, clock, random: () => 0.5, fetch, emit: (event) => events.push(event) });
    });
    afterEach(async () => {
      feed.dispose();
      await server.close();
    });

    const of = <Type extends FeedEvent['type']>(type: Type) => events.filter((event): event is Extract<FeedEvent, { type: Type }> => event.type === type);
    const until = (check: () => unknown): Promise<unknown> => vi.waitUntil(check, { timeout: 8000, interval: 5 });
    const phases = (): string[] => of('connection').map((event) => `${event.connection.phase}:${event.connection.reason ?? ''}`);
    const live = (count = 1): Promise<unknown> => until(() => of('snapshot').length >= count && of('connection').at(-1)?.connection.phase === 'live');
    /** Moves both clocks and waits until the server's deltas have arrived. */
    async function run(ms: number, wished = turnMs): Promise<void> {
      const step = Math.max(wished, turnMs);
      for (let done = 0; done < ms; done += step) {
        const before = events.length;
        clock.advance(step);
        server.advance(step);
        await until(() => events.length > before);
      }
    }

    it('opens with dictionary, snapshot, then deltas without a hole', async () => {
      feed.start();
      await live();
      await run(6 * turnMs);
      const order = events.filter((event) => event.type !== 'connection').map((event) => event.type);
      expect(order[0]).toBe('dictionary');
      expect(order[1]).toBe('snapshot');
      let last = of('snapshot')[0]?.seq ?? NaN;
      expect(of('delta').length).toBeGreaterThanOrEqual(6);
      for (const delta of of('delta')) {
        expect(delta.from).toBe(last + 1);
        last = delta.to;
      }
    });

    it('delivers every warning and case once and in order', async () => {
      feed.start();
      await live();
      await run(1_800_000, 10_000);
      const alarms = of('warning').map((event) => event.seq);
      expect(alarms.length).toBeGreaterThan(0);
      expect(alarms).toEqual(alarms.map((_, k) => (alarms[0] ?? 0) + k));
      // cases, tasks and figures count together; what this session may not see leaves a number out
      const records = events.flatMap((event) => (event.type === 'case' || event.type === 'task' || event.type === 'figure' ? [event.seq] : []));
      expect(of('case').length).toBeGreaterThan(0);
      expect(records).toEqual([...new Set(records)].sort((a, b) => a - b));
    });

    it('takes records that this session is not told as received, and passes nothing on', async () => {
      const hide = (text: string): string => text.replaceAll(/^(data: \{"seq":\d+,"(?:warning|case|task|figure)":)\{.*\}\}$/gm, '$1null}');
      server.tamper((text, path) => (path === 'stream' ? hide(text) : text));
      feed.start();
      await live();
      await run(1_800_000, 10_000);
      expect([of('warning'), of('case'), of('task'), of('figure'), of('refused')]).toEqual([[], [], [], [], []]);
      server.tamper(null);
      await run(1_800_000, 10_000);
      expect(of('warning').length).toBeGreaterThan(0);
      // a number that was not counted would have been a hole
      expect(phases()).toEqual(['connecting:', 'live:']);
    });

    it('goes stale after three silent heartbeats and comes back with a new snapshot', async () => {
      feed.start();
      await live();
      await run(1000);
      const lastByte = clock.now();
      server.setFeed('silent');
      clock.advance(16_000);
      await until(() => phases().includes('stale:noHeartbeat'));
      expect(of('connection').find((event) => event.connection.phase === 'stale')?.connection.since).toBeLessThanOrEqual(lastByte);
      server.setFeed('running');
      server.advance(16_000);
      clock.advance(2000);
      await live(2);
      await run(1000);
    });

    it('starts over when the connection is closed, and keeps trying while the server is down', async () => {
      feed.start();
      await live();
      server.setFeed('closed');
      clock.advance(turnMs);
      await until(() => phases().some((text) => text.startsWith('stale:')));
      for (let turn = 0; turn < 3; turn++) {
        const before = phases().filter((text) => text === 'stale:http5xx').length;
        clock.advance(3000);
        await until(() => phases().filter((text) => text === 'stale:http5xx').length > before);
      }
      server.setFeed('running');
      feed.retryNow();
      await live(2);
    });

    it('begins anew with a new dictionary when the epoch changes', async () => {
      feed.start();
      await live();
      const first = of('dictionary')[0]?.dictionary.epoch;
      server.newEpoch();
      clock.advance(turnMs);
      await until(() => phases().some((text) => text.startsWith('stale:')));
      clock.advance(1000);
      await live(2);
      expect(of('dictionary')).toHaveLength(2);
      expect(of('dictionary')[1]?.dictionary.epoch).not.toBe(first);
    });

    it('never patches over a hole', async () => {
      feed.start();
      await live();
      server.tamper((text, path) => (path === 'stream' ? text.replace(/"from":(\d+)/, (_, from: string) => `"from":${Number(from) + 1}`) : text));
      clock.advance(turnMs);
      server.advance(turnMs);
      await until(() => phases().includes('stale:gap'));
      expect(of('delta')).toHaveLength(0);
      server.tamper(null);
      clock.advance(1000);
      await live(2);
    });

    it('refuses a truncated snapshot and tries again', async () => {
      server.tamper((text, path) => (path === 'snapshot' ? text.replace('"rank":[0,', '"rank":[') : text));
      feed.start();
      await until(() => phases().includes('connecting:badSnapshot'));
      expect(of('snapshot')).toHaveLength(0);
      server.tamper(null);
      clock.advance(1000);
      await live();
    });

    it('counts bad items with their reason and passes the good ones', async () => {
      feed.start();
      await live();
      server.tamper((text, path) => (path === 'stream' ? text.replace(/"v":\[-?[\d.]+/, '"v":[1e308').replace(/"lon":\[[\d.]+/, '"lon":[9999') : text));
      await run(4 * turnMs);
      server.tamper(null);
      const reasons = new Set(of('refused').map((event) => event.reason));
      expect(reasons).toContain('badReadingRow');
      expect(reasons).toContain('badMoveRow');
      for (const delta of of('delta')) for (const value of delta.readings.value) expect(Math.abs(value) <= 1e9 || Number.isNaN(value)).toBe(true);
      expect(of('connection').at(-1)?.connection.phase).toBe('live');
    });

    it('goes to the slow lane when it is refused, with the reason', async () => {
      server.refuseWith(403);
      feed.start();
      await until(() => phases().includes('refused:http4xx'));
      const asked = server.requests.length;
      clock.advance(60_000);
      expect(server.requests.length).toBe(asked);
      server.refuseWith(null);
      feed.retryNow();
      await live();
    });

    it('is silent after dispose', async () => {
      feed.start();
      await live();
      feed.dispose();
      const count = events.length;
      server.advance(5000);
      clock.advance(120_000);
      server.setFeed('closed');
      await new Promise((resolve) => { setImmediate(resolve); });
      expect(events.length).toBe(count);
    });
  });
}
