/** An adapter on its own, with a clock that stands and a service that a test answers for. */
import type { Case } from '../../domain/case';
import type { Warning } from '../../domain/warning';
import { createManualClock } from '../manualClock';
import type { Observation, SourceAdapter, StreamName } from '../sources/Source';

export const NOW = Date.parse('2026-12-01T00:00:00Z');
export const settle = async (): Promise<void> => { for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => { setImmediate(resolve); }); };

export function listen(adapter: SourceAdapter, answer: (url: URL, headers: Headers) => Response | Promise<Response>) {
  const clock = createManualClock(NOW), abort = new AbortController();
  const told = { lists: [] as (readonly StreamName[])[], observations: [] as Observation[], places: [] as unknown[], warnings: [] as Warning[], cases: [] as Case[], completes: 0, refused: [] as string[], asked: [] as URL[], fault: '' };
  adapter({
    clock, random: () => 0.5, signal: abort.signal, fetch: ((input: string, init?: RequestInit) => { const url = new URL(input); told.asked.push(url); return Promise.resolve(answer(url, new Headers(init?.headers))); }) as typeof fetch,
    sink: {
      expect: (streams) => { told.lists.push(streams); }, observe: (observation) => { told.observations.push(observation); }, place: (...place) => { told.places.push(place); },
      warning: (warning) => { told.warnings.push(warning); }, case: (item) => { told.cases.push(item); }, complete: () => { told.completes += 1; }, heard: () => undefined, refuse: (reason, count = 1) => { for (let k = 0; k < count; k++) told.refused.push(reason); },
    },
  }).catch((error: Error) => { told.fault = error.message; });
  return { told, clock, stop: () => abort.abort() };
}
