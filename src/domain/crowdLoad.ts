/** Load of the people on a footbridge against what it was designed for: persons × weight ÷ design load. Derived from a count, never measured. */
import type { RegisterFact } from './objectSummary';

export interface CrowdLoad {
  /** People on the bridge, rounded. */ readonly persons: number;
  /** kN. */ readonly load: number; readonly design: number;
  /** Share of the design load, 0 … above 1. */ readonly share: number;
}

/** `percent`: people as a share of the bridge's capacity, %. Null where the register lacks the capacity, the weight per person (kN) or the design load (kN). */
export function crowdLoadOf(percent: number, register: readonly RegisterFact[]): CrowdLoad | null {
  const [capacity, personKn, design] = ['capacity', 'personKn', 'designLoadKn'].map((key) => Number(register.find((fact) => fact.key === key)?.value ?? NaN));
  if (!(capacity! > 0 && personKn! > 0 && design! > 0)) return null;
  const persons = Math.max(0, Math.round((percent / 100) * capacity!));
  const load = persons * personKn!;
  return { persons, load, design: design!, share: load / design! };
}
