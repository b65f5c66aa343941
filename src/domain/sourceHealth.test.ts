import { describe, expect, it } from 'vitest';
import { adviceOf, type SourceHealth } from './sourceHealth';

const source = (change: Partial<SourceHealth>): SourceHealth => ({
  id: 'a', adapter: 'sse', address: 'https://a.example/', phase: 'live', since: 0, reason: null, perSecond: 1, lagMs: 1, lastAt: 0, refused: {}, streams: 40, observed: 40, fresh: 37, snapshots: 1, ...change,
});

describe('what an operator is told to do', () => {
  it.each([
    [{ phase: 'stale', reason: 'http5xx' }, 'failing'], [{ phase: 'stale', reason: 'busy' }, 'busy'], [{ phase: 'connecting', reason: 'badSnapshot' }, 'mismatch'],
    [{ phase: 'stale', reason: 'closed' }, 'unreachable'], [{ phase: 'stale', reason: 'noHeartbeat' }, 'silent'], [{ phase: 'connecting', reason: 'gap' }, 'restarting'],
    [{ phase: 'refused', reason: 'http4xx' }, 'signIn'], [{ phase: 'refused', reason: 'quarantined' }, 'quarantined'], [{ phase: 'connecting' }, 'waiting'],
    [{}, 'fine'], [{ fresh: 19 }, 'quiet'], [{ refused: { futureTime: 1 } }, 'clock'],
  ] as const)('%j → %s', (change, advice) => { expect(adviceOf(source(change))).toBe(advice); });
});
