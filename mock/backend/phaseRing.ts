/**
 * Who is due: members that repeat at a common period, sorted by phase, so that one step touches only the due ones.
 * A member with phase p is due at every time t with t ≡ p (mod period).
 */
export interface PhaseRing {
  readonly period: number;
  /** Calls `visit(member, dueAt)` with the last due time in (from, to] of each due member. */
  due(from: number, to: number, visit: (member: number, dueAt: number) => void): void;
}

/** Member numbers lie below this; times the longest period (a day in ms) it stays a whole number. */
const MEMBERS = 2 ** 24;

export const phaseOf = (seed: number, period: number): number => seed % period;

/** Last due time at or before `time`. */
export function lastDue(seed: number, period: number, time: number): number {
  const phase = phaseOf(seed, period);
  return Math.floor((time - phase) / period) * period + phase;
}

export function createPhaseRing(period: number, members: readonly number[], seedOf: (member: number) => number): PhaseRing {
  // phase and position in one number, so that the sort needs no comparator
  const sorted = Float64Array.from(members, (member) => phaseOf(seedOf(member), period) * MEMBERS + member).sort();
  const order = Uint32Array.from(sorted, (code) => code % MEMBERS);
  const phases = Float64Array.from(sorted, (code) => Math.floor(code / MEMBERS));

  /** First position with phase > value. */
  function after(value: number): number {
    let low = 0;
    let high = phases.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((phases[middle] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    period,
    due(from, to, visit) {
      if (to <= from) return;
      const cycle = Math.floor(to / period) * period;
      const end = to - cycle;
      if (to - from >= period) {
        const split = after(end);
        for (let k = split; k < order.length; k++) visit(order[k] ?? 0, cycle - period + (phases[k] ?? 0));
        for (let k = 0; k < split; k++) visit(order[k] ?? 0, cycle + (phases[k] ?? 0));
        return;
      }
      const start = from - cycle;
      if (start < 0) for (let k = after(start + period); k < order.length; k++) visit(order[k] ?? 0, cycle - period + (phases[k] ?? 0));
      for (let k = start < 0 ? 0 : after(start), stop = after(end); k < stop; k++) visit(order[k] ?? 0, cycle + (phases[k] ?? 0));
    },
  };
}
