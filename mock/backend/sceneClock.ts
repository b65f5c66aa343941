/** Scene time of a scenario: starts at 0 when chosen and runs at the demo speed; real time and ages are never bent. */
export interface SceneClock { readonly startedAt: number; readonly speed: number; start(now: number): void; setSpeed(speed: number, now: number): void; at(time: number): number }

export function createSceneClock(): SceneClock {
  let startedAt = Infinity;
  let speed = 1;
  let segments: { readonly from: number; readonly scene: number; readonly speed: number }[] = [];
  const at = (time: number): number => {
    const segment = segments.findLast((item) => item.from <= time) ?? segments[0];
    return segment ? segment.scene + (time - segment.from) * segment.speed : 0;
  };
  return {
    get startedAt() { return startedAt; },
    get speed() { return speed; },
    at,
    start(now) { startedAt = now; segments = [{ from: now, scene: 0, speed }]; },
    setSpeed(next, now) {
      if (segments.length > 0) segments.push({ from: now, scene: at(now), speed: next });
      speed = next;
    },
  };
}
