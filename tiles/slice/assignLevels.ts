/**
 * Gives every building of a block the zoom of the node that draws it. Refinement adds: a node keeps what is most visible
 * from afar and hands the rest down, so towers stand before sheds are asked for, and no node grows without bound.
 */
import { BLOCK_ZOOM } from '../format';

/** Deepest node zoom: 0.5 km wide at latitude 30. */
export const MAX_LEVEL = 16;
/** A node takes everything that is left when it is at most this many buildings. */
export const NODE_LIMIT = 2500;
/** Otherwise it keeps this many and hands the rest to its four children. */
const NODE_SHARE = 2000;

interface LevelInput {
  /** Larger is seen from farther away. */
  readonly importance: Float64Array;
  /** Tile numbers at MAX_LEVEL. */
  readonly x: Uint32Array;
  readonly y: Uint32Array;
}

export function assignLevels(members: readonly number[], input: LevelInput, levels: Uint8Array): void {
  const sorted = [...members].sort((a, b) => (input.importance[b] as number) - (input.importance[a] as number) || a - b);
  descend(sorted, BLOCK_ZOOM, input, levels);
}

function descend(sorted: readonly number[], z: number, input: LevelInput, levels: Uint8Array): void {
  const keep = z >= MAX_LEVEL || sorted.length <= NODE_LIMIT ? sorted.length : NODE_SHARE;
  for (let i = 0; i < keep; i++) levels[sorted[i] as number] = z;
  if (keep === sorted.length) return;
  const children: number[][] = [[], [], [], []];
  const shift = MAX_LEVEL - z - 1;
  for (let i = keep; i < sorted.length; i++) {
    const member = sorted[i] as number;
    const quadrant = (((input.y[member] as number) >> shift) & 1) * 2 + (((input.x[member] as number) >> shift) & 1);
    (children[quadrant] as number[]).push(member);
  }
  for (const child of children) if (child.length > 0) descend(child, z + 1, input, levels);
}
