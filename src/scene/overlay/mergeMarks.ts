/**
 * Joins badges that would overlap on screen: the nearer-to-worst one keeps its place, takes the counts and never loses severity.
 * Pinned marks are never joined away.
 */
import type { MarkList } from './MarkList';

/** Pixels between the centres of two badges: wide among those where all is well, so that the city stays visible. */
export const badgeSpacing = { wrong: 34, well: 66 } as const;

const order: number[] = [];

/** Marks that survive, worst last, so that painting in order puts the worst on top. */
export function mergeMarks(marks: MarkList, spacing: { readonly wrong: number; readonly well: number } = badgeSpacing): readonly number[] {
  order.length = 0;
  for (let i = 0; i < marks.length; i++) order.push(i);
  const weight = (i: number): number => (marks.pinned[i] ?? 0) * 1e9 + (marks.severity[i] ?? 0) * 1e7 + Math.min(marks.count[i] ?? 0, 1e6);
  order.sort((a, b) => weight(b) - weight(a));
  const kept: number[] = [];
  const cells = new Map<number, number[]>();
  const size = Math.max(spacing.well, spacing.wrong);
  for (const mark of order) {
    const x = marks.x[mark] ?? 0, y = marks.y[mark] ?? 0;
    const cx = Math.floor(x / size), cy = Math.floor(y / size);
    const host = marks.pinned[mark] === 1 ? -1 : findHost(marks, cells, cx, cy, x, y, (marks.severity[mark] ?? 0) > 1 || (marks.count[mark] ?? 0) < 2 ? spacing.wrong : spacing.well);
    if (host >= 0) {
      marks.count[host] = (marks.count[host] ?? 0) + (marks.count[mark] ?? 0);
      marks.spread[host] = Number.POSITIVE_INFINITY;
      continue;
    }
    kept.push(mark);
    // A pinned mark stands for itself only; badges may gather beside it.
    if (marks.pinned[mark] === 1) continue;
    const key = cx * 65536 + cy;
    const cell = cells.get(key);
    if (cell) cell.push(mark); else cells.set(key, [mark]);
  }
  return kept.reverse();
}

function findHost(marks: MarkList, cells: Map<number, number[]>, cx: number, cy: number, x: number, y: number, spacing: number): number {
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (const other of cells.get((cx + dx) * 65536 + cy + dy) ?? []) {
        if (((marks.x[other] ?? 0) - x) ** 2 + ((marks.y[other] ?? 0) - y) ** 2 < spacing * spacing) return other;
      }
    }
  }
  return -1;
}
