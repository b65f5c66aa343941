/** Server time minus local time: median of the last samples, so that one slow answer does not bend all ages. */
export interface ClockOffset { add(serverTime: number, localTime: number): void; readonly ms: number }
const SAMPLES = 8;

export function createClockOffset(): ClockOffset {
  const samples: number[] = [];
  let median = 0;
  return {
    get ms() { return median; },
    add(serverTime, localTime) {
      samples.push(serverTime - localTime);
      if (samples.length > SAMPLES) samples.shift();
      const sorted = samples.toSorted((a, b) => a - b);
      median = sorted[sorted.length >> 1] ?? 0;
    },
  };
}
