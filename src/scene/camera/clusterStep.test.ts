import { describe, expect, it } from 'vitest';
import { clusterStep } from './clusterStep';

describe('a click on a cluster', () => {
  it('comes nearer while that can part its members, and ends', () => {
    let range: number | null = 20_000;
    let steps = 0;
    while (range !== null && steps < 50) {
      const next = clusterStep(range, range, Number.POSITIVE_INFINITY);
      if (next !== null) expect(next).toBeLessThan(range);
      range = next;
      steps++;
    }
    expect(range).toBeNull();
    expect(steps).toBeLessThan(10);
  });

  it('opens a member at once where all stand at one place', () => {
    expect(clusterStep(5000, 5000, 0.5)).toBeNull();
  });

  it('never moves away from what is already near', () => {
    expect(clusterStep(60, 60, 30)).toBeNull();
  });
});
