import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRenderLoop, type RenderLoop } from './createRenderLoop';

let pending: FrameRequestCallback[] = [];
beforeEach(() => {
  pending = [];
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => pending.push(run));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
});
afterEach(() => vi.unstubAllGlobals());

it('keeps one pending tick however often a frame wakes it', () => {
  const loop: RenderLoop = createRenderLoop(() => { loop.countFrame(); loop.wake(); loop.wake(); });
  for (let frame = 0; frame < 8; frame++) {
    const due = pending;
    pending = [];
    for (const run of due) run(performance.now());
    expect(pending).toHaveLength(1);
  }
  expect(loop.frames).toBe(8);
  loop.stop();
});

it('ticks no more once it is stopped', () => {
  let ticks = 0;
  const loop = createRenderLoop(() => { ticks++; });
  loop.stop();
  for (const run of pending) run(performance.now());
  expect(ticks).toBe(0);
});
