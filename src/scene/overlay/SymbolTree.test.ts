import { describe, expect, it } from 'vitest';
import { FLAG, STATE_BYTES } from '../../domain/state';
import { collectMarks } from './collectMarks';
import { MarkList } from './MarkList';
import { mergeMarks } from './mergeMarks';
import { Projector } from './Projector';
import { SymbolTree } from './SymbolTree';

/** Points on a plane 1000 m below a camera that looks straight down the -z axis; far from the globe's curve. */
const earth = 6_400_000;
function plane(points: readonly (readonly [number, number])[]): { tree: SymbolTree; state: Uint8Array } {
  const count = points.length;
  const position = new Float64Array(count * 3);
  points.forEach(([x, y], i) => position.set([x, y, earth], i * 3));
  const tree = new SymbolTree({
    index: Uint32Array.from(points, (_, i) => i), kind: new Uint8Array(count),
    u: Float64Array.from(points, ([x]) => 0.5 + x / 4000), v: Float64Array.from(points, ([, y]) => 0.5 + y / 4000), position,
  });
  return { tree, state: new Uint8Array(count * STATE_BYTES) };
}
function lookDown(height: number): Projector {
  const projector = new Projector();
  projector.set({ eye: { x: 0, y: 0, z: earth + height }, right: { x: 1, y: 0, z: 0 }, up: { x: 0, y: 1, z: 0 }, direction: { x: 0, y: 0, z: -1 }, tanX: 1, tanY: 1, width: 1000, height: 1000 });
  return projector;
}
const visible = new Uint8Array(64);
function marksOf(tree: SymbolTree, state: Uint8Array, height: number, hidden = visible): MarkList {
  const marks = new MarkList();
  tree.aggregate(state, hidden);
  collectMarks(tree, lookDown(height), state, hidden, marks);
  return marks;
}
const grid = Array.from({ length: 400 }, (_, i) => [((i % 20) - 10) * 40 + 3, (Math.floor(i / 20) - 10) * 40 + 3] as const);
const total = (marks: MarkList): number => Array.from({ length: marks.length }, (_, i) => marks.count[i] ?? 0).reduce((a, b) => a + b, 0);

describe('clusters', () => {
  it('count every point once, from far and from near', () => {
    const { tree, state } = plane(grid);
    for (const height of [700, 3000, 20_000]) expect(total(marksOf(tree, state, height))).toBe(400);
  });

  it('open as the camera comes nearer', () => {
    const { tree, state } = plane(grid);
    expect(marksOf(tree, state, 40_000).length).toBeLessThan(marksOf(tree, state, 900).length);
  });

  it('leave hidden kinds out of the count', () => {
    const { tree, state } = plane(grid);
    const hidden = new Uint8Array(64);
    hidden[0] = 1;
    expect(marksOf(tree, state, 3000, hidden).length).toBe(0);
  });

  it('carry the worst level inside, however far away', () => {
    const { tree, state } = plane(grid);
    state[137 * STATE_BYTES] = 4;
    const marks = marksOf(tree, state, 30_000);
    expect(Math.max(...marks.severity.subarray(0, marks.length))).toBe(5);
  });

  it('never hide an unacknowledged level I or II', () => {
    const { tree, state } = plane(grid);
    for (const row of [5, 210, 399]) { state[row * STATE_BYTES] = 3; state[row * STATE_BYTES + 3] = FLAG.unacknowledged; }
    const marks = marksOf(tree, state, 50_000);
    const kept = mergeMarks(marks);
    expect(kept.filter((mark) => marks.pinned[mark] === 1).map((mark) => marks.index[mark]).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual([5, 210, 399]);
  });

  it('keep apart on screen after merging, worst painted last', () => {
    const { tree, state } = plane(grid);
    state[0] = 2;
    const marks = marksOf(tree, state, 1200);
    const kept = mergeMarks(marks);
    expect(kept.length).toBeLessThanOrEqual(marks.length);
    const severities = kept.map((mark) => marks.severity[mark] ?? 0);
    expect(severities.at(-1)).toBe(Math.max(...severities));
    for (const a of kept) for (const b of kept) if (a !== b) expect(Math.hypot((marks.x[a] ?? 0) - (marks.x[b] ?? 0), (marks.y[a] ?? 0) - (marks.y[b] ?? 0))).toBeGreaterThanOrEqual(33.9);
  });

  it('copes with points at one place', () => {
    const { tree, state } = plane([[1, 1], [1, 1], [1, 1]]);
    const marks = marksOf(tree, state, 200);
    expect(total(marks)).toBe(3);
    expect(marks.length).toBe(1);
  });
});

describe('projection', () => {
  it('refuses points behind the camera', () => {
    expect(lookDown(1000).project(0, 0, earth + 2000)).toBe(false);
  });
  it('puts the point ahead in the middle', () => {
    const projector = lookDown(1000);
    expect(projector.project(0, 0, earth)).toBe(true);
    expect([projector.x, projector.y]).toEqual([500, 500]);
  });
});
