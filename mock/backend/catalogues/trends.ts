/** Spans of charts, and vital signs over time as columns. A step without data is a gap. */
import type { Eyes, Simulation } from '../simulation';

export const MAX_STEPS = 1500;
export interface Span { readonly from: number; readonly to: number; readonly step: number }

/** Reads from, to and step; a sentence says what is wrong. */
export function readSpan(query: Readonly<Record<string, string>>, now: number, day: number): Span | string {
  const to = query['to'] === undefined ? now : Number(query['to']);
  const from = query['from'] === undefined ? to - day : Number(query['from']);
  const step = query['step'] === undefined ? 3_600_000 : Number(query['step']);
  if (!Number.isFinite(from) || !Number.isFinite(to) || from >= to) return 'from and to must be times in ms, from before to';
  if (!Number.isFinite(step) || step < 10_000) return 'step must be at least 10,000 ms';
  if ((to - from) / step > MAX_STEPS) return `step: at most ${MAX_STEPS} points, choose a longer one`;
  return { from, to, step };
}

export interface VitalTrack {
  /** Works out one step that is still missing, so that a chart finds the day ready. Once per tick. */
  note(simulation: Simulation): void;
  /** As a session sees them: what counts warnings and cases counts those that it may read. */
  read(simulation: Simulation, ids: readonly string[], span: Span, eyes: Eyes): { times: number[]; values: Record<string, (number | null)[]> };
  clear(): void;
}
/** What the city remembers of itself. */
const MEMORY = 24 * 3_600_000;
/** Vital signs are told for whole steps of this length: as often as a chart of a day can show. */
const EVERY = 5 * 60_000;
const KEPT = 2 * 24 * 12;
/** The day before now is worked out bit by bit, whole hours first. */
const COARSE_TO_FINE = [12 * EVERY, 3 * EVERY, EVERY] as const;

/** Vital signs of any instant that the city remembers; each is worked out once. */
export function createVitalTrack(): VitalTrack {
  const known = new Map<number, Readonly<Record<string, number>>>();
  function at(simulation: Simulation, time: number): Readonly<Record<string, number>> | null {
    if (time > simulation.now || time < simulation.now - MEMORY) return null;
    const step = Math.floor(time / EVERY) * EVERY;
    let values = known.get(step);
    if (!values) {
      values = simulation.citySignsAt(step);
      known.set(step, values);
      for (const old of known.keys()) { if (known.size <= KEPT) break; known.delete(old); }
    }
    return values;
  }
  return {
    note(simulation) {
      const newest = Math.floor(simulation.now / EVERY) * EVERY;
      for (const coarse of COARSE_TO_FINE) {
        for (let step = newest; step > simulation.now - MEMORY; step -= coarse) {
          if (known.has(step)) continue;
          at(simulation, step);
          return;
        }
      }
    },
    read(simulation, ids, { from, to, step }, eyes) {
      const times: number[] = [];
      for (let time = from; time <= to; time += step) times.push(time);
      const found = times.map((time) => at(simulation, time));
      const own = simulation.sessionSignsAt(times, eyes);
      return { times, values: Object.fromEntries(ids.map((id) => [id, found.map((signs, k) => (signs === null ? null : signs[id] ?? own[k]?.[id] ?? null))])) };
    },
    clear() { known.clear(); },
  };
}
