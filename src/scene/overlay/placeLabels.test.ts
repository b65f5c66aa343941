import { describe, expect, it } from 'vitest';
import { placeLabels, TakenBoxes, type LabelCandidate } from './placeLabels';

const free = { left: 0, top: 0, right: 1000, bottom: 500 };
const candidate = (key: number, x: number, y: number, priority: number): LabelCandidate => ({ key, x, y, priority, width: 80, height: 16, gap: 8 });
const none: ReadonlySet<number> = new Set();

describe('labels', () => {
  it('never overlap and never leave the free area', () => {
    const candidates = Array.from({ length: 300 }, (_, i) => candidate(i, (i * 37) % 1000, (i * 91) % 500, i % 7));
    const placed = placeLabels(candidates, free, new TakenBoxes(), none, 60);
    expect(placed.length).toBeGreaterThan(10);
    for (const a of placed) {
      expect(a.left).toBeGreaterThanOrEqual(0);
      expect(a.left + 80).toBeLessThanOrEqual(1000);
      for (const b of placed) if (a !== b) expect(a.left < b.left + 80 && a.left + 80 > b.left && a.top < b.top + 16 && a.top + 16 > b.top).toBe(false);
    }
  });
  it('give way to the more important name', () => {
    const placed = placeLabels([candidate(1, 500, 60, 10), candidate(2, 500, 60, 90)], { left: 450, top: 30, right: 560, bottom: 62 }, new TakenBoxes(), none, 40);
    expect(placed.map((label) => label.key)).toEqual([2]);
  });
  it('stay when they were shown and the other is hardly better', () => {
    const placed = placeLabels([candidate(1, 500, 60, 50), candidate(2, 500, 60, 53)], { left: 450, top: 30, right: 560, bottom: 62 }, new TakenBoxes(), new Set([1]), 40);
    expect(placed.map((label) => label.key)).toEqual([1]);
  });
  it('respect the budget', () => {
    const candidates = Array.from({ length: 100 }, (_, i) => candidate(i, (i % 10) * 100 + 50, Math.floor(i / 10) * 50 + 30, 1));
    expect(placeLabels(candidates, free, new TakenBoxes(), none, 40)).toHaveLength(40);
  });
});
