/** Keeps an eye on each source of a feed: what passes is counted, nothing is changed. */
import type { FeedConnection, FeedEvent } from '../../domain/feedEvent';
import type { SourceHealth } from '../../domain/sourceHealth';
import { freshnessOf, LIVE } from '../../domain/staleness';

const WINDOW_MS = 10_000;

interface Watched {
  readonly id: string; readonly adapter: string; readonly address: string;
  connection: FeedConnection | null; refused: Record<string, number>; snapshots: number; lastAt: number | null; lagMs: number | null;
  counts: { at: number; items: number }[];
  observedAt: Float64Array; interval: Float64Array;
}
export interface SourceWatch { see(id: string, event: FeedEvent): void; health(): readonly SourceHealth[] }

export function createSourceWatch(sources: readonly { readonly id: string; readonly adapter: string; readonly address: string }[], now: () => number): SourceWatch {
  const all = new Map(sources.map((source): [string, Watched] => [source.id, { ...source, connection: null, refused: {}, snapshots: 0, lastAt: null, lagMs: null, counts: [], observedAt: new Float64Array(0), interval: new Float64Array(0) }]));
  function count(own: Watched, items: number): void {
    const at = now();
    own.lastAt = at;
    const slot = Math.floor(at / 1000) * 1000;
    const last = own.counts.at(-1);
    if (last?.at === slot) last.items += items; else own.counts.push({ at: slot, items });
    while ((own.counts[0]?.at ?? at) < at - WINDOW_MS) own.counts.shift();
  }
  const serverNow = (own: Watched): number => now() + (own.connection?.clockOffsetMs ?? 0);
  return {
    see(id, event) {
      const own = all.get(id);
      if (!own) return;
      if (event.type === 'connection') own.connection = event.connection;
      else if (event.type === 'refused') own.refused = { ...own.refused, [event.reason]: (own.refused[event.reason] ?? 0) + event.count };
      else if (event.type === 'dictionary') {
        const { datastreamProperty, properties } = event.dictionary;
        own.observedAt = new Float64Array(datastreamProperty.length);
        own.interval = Float64Array.from(datastreamProperty, (property) => (properties[property]?.samplingSeconds ?? 0) * 1000);
      } else if (event.type === 'snapshot' || event.type === 'delta') {
        if (event.type === 'snapshot') { own.snapshots += 1; own.observedAt.fill(0); }
        event.readings.datastream.forEach((stream, k) => { own.observedAt[stream] = event.readings.observedAt[k] ?? 0; });
        if (event.type === 'delta' && event.readings.observedAt.length > 0) {
          const ages = event.readings.observedAt.map((at) => serverNow(own) - at).sort();
          own.lagMs = Math.max(0, ages[ages.length >> 1] ?? 0);
        }
        count(own, event.readings.datastream.length + event.moves.object.length + event.objects.object.length);
      } else if (event.type !== 'heartbeat' && event.type !== 'sourceStale') count(own, 1);
      else own.lastAt = now();
    },
    health: () => [...all.values()].map((own): SourceHealth => {
      const at = serverNow(own);
      let observed = 0, fresh = 0;
      own.observedAt.forEach((time, stream) => {
        if (!(time > 0)) return;
        observed += 1;
        if (freshnessOf(time, own.interval[stream] ?? 0, at, own.connection?.clockRate) === LIVE) fresh += 1;
      });
      const recent = own.counts.filter((slot) => slot.at >= now() - WINDOW_MS).reduce((sum, slot) => sum + slot.items, 0);
      return {
        id: own.id, adapter: own.adapter, address: own.address, phase: own.connection?.phase ?? 'connecting', since: own.connection?.since ?? now(), reason: own.connection?.reason ?? null,
        perSecond: recent / (WINDOW_MS / 1000), lagMs: own.lagMs, lastAt: own.lastAt, refused: own.refused, streams: own.observedAt.length, observed, fresh: own.connection?.phase === 'live' ? fresh : 0, snapshots: own.snapshots,
      };
    }),
  };
}
