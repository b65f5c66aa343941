/**
 * Walks the symbol tree for one camera: a node wide on screen is opened, a narrow one becomes one badge with its count and worst
 * state. An unacknowledged level I or II inside a badge also gets its own mark, so that nothing urgent hides in a number.
 */
import { FLAG, STATE_BYTES } from '../../domain/state';
import type { MarkList } from './MarkList';
import type { Projector } from './Projector';
import { toSeverity, type SymbolTree } from './SymbolTree';

/** Pixels of a cell from which it is opened: finer where something is wrong, coarser where all is well. */
export const openAtPixels = { wrong: 64, well: 190 } as const;

const stack = new Uint32Array(512);

export function collectMarks(tree: SymbolTree, projector: Projector, state: Uint8Array, hiddenKinds: Uint8Array, out: MarkList): void {
  if (tree.nodeCount === 0) return;
  const { index, kind, position } = tree.points;
  let top = 0;
  stack[top++] = 0;
  while (top > 0) {
    const node = stack[--top] ?? 0;
    const count = tree.count[node] ?? 0;
    if (count === 0) continue;
    const c = node * 3;
    const inFront = projector.project(tree.centre[c] ?? 0, tree.centre[c + 1] ?? 0, tree.centre[c + 2] ?? 0);
    const depth = projector.depth;
    const radius = tree.radius[node] ?? 0;
    if (!inFront && depth < -radius) continue;
    const reach = depth > 1 ? (radius * projector.pixelsPerMetre) / depth : Number.POSITIVE_INFINITY;
    if (inFront && !projector.inside(Math.min(reach, 1e6) + 40)) continue;
    const severity = tree.worst[node] ?? 0;
    const openAt = severity > 1 ? openAtPixels.wrong : openAtPixels.well;
    const children = tree.childCount[node] ?? 0;
    if (children > 0 && (!inFront || depth < radius * 1.2 || (count > 1 && reach * 2 > openAt))) {
      const first = tree.firstChild[node] ?? 0;
      for (let child = first; child < first + children && top < stack.length; child++) stack[top++] = child;
      continue;
    }
    if (!inFront) continue;
    const lead = tree.lead[node] ?? 0;
    if (count === 1) {
      // A single visible member stands at its own place, not at the mean of hidden ones.
      const p = lead * 3;
      if (!projector.project(position[p] ?? 0, position[p + 1] ?? 0, position[p + 2] ?? 0) || !projector.inside(40)) continue;
    }
    const row = index[lead] ?? 0;
    const urgent = count === 1 && severity >= 4 && ((state[row * STATE_BYTES + 3] ?? 0) & FLAG.unacknowledged) !== 0;
    if (projector.inside(40)) out.push(projector.x, projector.y, projector.depth, count, severity, row, kind[lead] ?? 0, urgent, count > 1 ? radius : 0);
    if (count > 1 && (tree.unacknowledged[node] ?? 0) > 0) pinUrgent(tree, node, projector, state, hiddenKinds, out);
  }
}

function pinUrgent(tree: SymbolTree, node: number, projector: Projector, state: Uint8Array, hiddenKinds: Uint8Array, out: MarkList): void {
  const { index, kind, position } = tree.points;
  for (let i = tree.start[node] ?? 0; i < (tree.end[node] ?? 0); i++) {
    const point = tree.order[i] ?? 0;
    const row = index[point] ?? 0;
    if (hiddenKinds[kind[point] ?? 0] === 1 || ((state[row * STATE_BYTES + 3] ?? 0) & FLAG.unacknowledged) === 0) continue;
    const severity = toSeverity(state, row);
    if (severity < 4) continue;
    const p = point * 3;
    if (projector.project(position[p] ?? 0, position[p + 1] ?? 0, position[p + 2] ?? 0) && projector.inside(40)) out.push(projector.x, projector.y, projector.depth, 1, severity, row, kind[point] ?? 0, true);
  }
}
