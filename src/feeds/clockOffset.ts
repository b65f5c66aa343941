/**
 * Server time against local time: median of the last samples, so that one slow answer does not bend all ages. A back end whose clock
 * runs faster than ours (a scenario at 60x) says so with its rate; between samples its time runs on at that rate.
 */
export interface ClockOffset {
  /** `rate` as the answer gave it; absent = as before. `anew`: the server's clock was set, earlier samples say nothing of it. */
  add(serverTime: number, localTime: number, rate?: number, anew?: boolean): void;
  /** Server time at a local time, ms. */
  at(localTime: number): number;
  readonly rate: number;
}
const SAMPLES = 8;

export function createClockOffset(): ClockOffset {
  let samples: number[] = [];
  let origin: number | null = null;
  let median = 0;
  let rate = 1;
  return {
    get rate() { return rate; },
    at: (localTime) => (origin === null ? localTime : median + (localTime - origin) * rate),
    add(serverTime, localTime, nextRate = rate, anew = false) {
      if (anew || nextRate !== rate || origin === null) {
        rate = nextRate;
        origin = localTime;
        samples = [];
      }
      samples.push(serverTime - (localTime - origin) * rate);
      if (samples.length > SAMPLES) samples.shift();
      const sorted = samples.toSorted((a, b) => a - b);
      median = sorted[sorted.length >> 1] ?? 0;
    },
  };
}
