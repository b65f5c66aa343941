/** Time as an argument: stores count and wait through these, `main.ts` passes the browser's, tests pass their own. */
export type Cancel = () => void;

export interface Timers {
  /** Local time, ms since epoch. */
  now(): number;
  after(ms: number, run: () => void): Cancel;
  every(ms: number, run: () => void): Cancel;
}

let provided: Timers | null = null;

/** Called once by the composition root, and by each test. */
export function provideTimers(timers: Timers): void { provided = timers; }

export function useTimers(): Timers {
  if (!provided) throw new Error('provideTimers() has not been called');
  return provided;
}
