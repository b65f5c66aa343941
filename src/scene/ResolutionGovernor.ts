/**
 * Keeps motion fluent on slow machines: while something moves or loads, the drawing buffer is smaller; when all is still, one frame
 * is drawn at full size. Which size motion can afford is learnt from the frames themselves.
 */
const steps = [1, 0.75, 0.5] as const;
/** Milliseconds per frame above which motion gets a smaller buffer, and below which it may try a larger one. */
const slowMs = 45;
const fastMs = 14;
/** Frames that must agree before a step is taken. */
const patience = 5;
/** Milliseconds without motion until the full-size frame. */
const settleMs = 220;

export class ResolutionGovernor {
  private step: number;
  private slow = 0;
  private fast = 0;
  private lastMotion = Number.NEGATIVE_INFINITY;
  private lastFrame = 0;

  constructor(startSlow: boolean) { this.step = startSlow ? steps.length - 1 : 0; }

  /** Something moves, or tiles are still on their way. */
  moved(nowMs: number): void { this.lastMotion = nowMs; }

  drawn(nowMs: number): void {
    const took = nowMs - this.lastFrame;
    this.lastFrame = nowMs;
    if (took > 400 && this.step === 0) return;
    this.slow = took > slowMs ? this.slow + 1 : 0;
    this.fast = took < fastMs ? this.fast + 1 : 0;
    if (this.slow >= patience && this.step < steps.length - 1) { this.step++; this.slow = 0; }
    if (this.fast >= patience * 12 && this.step > 0) { this.step--; this.fast = 0; }
  }

  scale(nowMs: number): number { return nowMs - this.lastMotion < settleMs ? steps[this.step] ?? 1 : 1; }
}
