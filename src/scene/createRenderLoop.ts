/**
 * The page's own render loop. Awake it ticks once per display frame; after a second without a drawn frame it only looks ten times
 * per second whether something asked for one, so that an idle page draws nothing and hardly runs.
 */
export interface RenderLoop { wake(): void; readonly frames: number; countFrame(): void; stop(): void }

/** Milliseconds without a drawn frame until the loop slows down, and its slow period. */
const awakeMs = 1000;
const idlePeriodMs = 100;

export function createRenderLoop(tick: (nowMs: number) => void): RenderLoop {
  let frames = 0;
  let lastDrawn = performance.now();
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let request = 0;

  function run(now: number): void {
    request = 0;
    if (stopped) return;
    tick(now);
    // A frame may have woken the loop already: one pending tick, never two, or the ticks double with every frame.
    if (stopped || request !== 0) return;
    if (now - lastDrawn < awakeMs) request = requestAnimationFrame(run);
    else timer = setTimeout(() => { timer = null; request = requestAnimationFrame(run); }, idlePeriodMs);
  }
  request = requestAnimationFrame(run);

  return {
    get frames() { return frames; },
    countFrame: () => { frames++; lastDrawn = performance.now(); },
    wake: () => {
      lastDrawn = performance.now();
      if (stopped || request !== 0) return;
      if (timer !== null) { clearTimeout(timer); timer = null; }
      request = requestAnimationFrame(run);
    },
    stop: () => { stopped = true; cancelAnimationFrame(request); if (timer !== null) clearTimeout(timer); },
  };
}
