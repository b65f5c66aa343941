/**
 * Sorts buildings into blocks by their centroid and gives each its place in the pack: blocks along the Hilbert curve,
 * inside a block node by node. A building belongs to exactly one block and is never cut.
 */
import type { BuildingStore } from '../BuildingStore';
import { BLOCK_ZOOM } from '../format';
import { createLocalFrame } from '../localFrame';
import { ringArea, ringCentroid } from '../repair/ringGeometry';
import { assignLevels, MAX_LEVEL } from './assignLevels';
import { toHilbert } from './hilbert';
import { tileX, tileY } from './tileOf';

export interface BlockMembers {
  readonly z: number; readonly x: number; readonly y: number;
  /** Store indices in pack order. */
  readonly members: readonly number[];
}
export interface SlicedBuildings {
  readonly blocks: readonly BlockMembers[];
  /** By store index. */
  readonly level: Uint8Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
}

export function sliceBuildings(store: BuildingStore, hidden: ReadonlySet<number>): SlicedBuildings {
  const n = store.count;
  const lon = new Float64Array(n);
  const lat = new Float64Array(n);
  const x = new Uint32Array(n);
  const y = new Uint32Array(n);
  const importance = new Float64Array(n);
  const byBlock = new Map<string, number[]>();
  const shift = MAX_LEVEL - BLOCK_ZOOM;
  for (let i = 0; i < n; i++) {
    if (hidden.has(i)) continue;
    const ring = store.outerRing(i);
    const [cx, cy] = ringCentroid(ring);
    lon[i] = cx;
    lat[i] = cy;
    x[i] = tileX(cx, MAX_LEVEL);
    y[i] = tileY(cy, MAX_LEVEL);
    const frame = createLocalFrame(cx, cy);
    const side = Math.sqrt(Math.abs(ringArea(ring)) * frame.metresPerDegreeLon * frame.metresPerDegreeLat);
    importance[i] = store.height.at(i) * (1 + side / 30);
    const key = `${(x[i] as number) >> shift}/${(y[i] as number) >> shift}`;
    const block = byBlock.get(key);
    if (block) block.push(i);
    else byBlock.set(key, [i]);
  }
  const level = new Uint8Array(n);
  const curve = new Float64Array(n);
  const blocks: (BlockMembers & { readonly order: number })[] = [];
  for (const [key, members] of byBlock) {
    const [bx, by] = key.split('/').map(Number) as [number, number];
    assignLevels(members, { importance, x, y }, level);
    for (const i of members) {

      curve[i] = toHilbert(MAX_LEVEL, x[i] as number, y[i] as number);
    }
    members.sort((a, b) => (level[a] as number) - (level[b] as number) || (curve[a] as number) - (curve[b] as number) || a - b);
    blocks.push({ z: BLOCK_ZOOM, x: bx, y: by, members, order: toHilbert(BLOCK_ZOOM, bx, by) });
  }
  blocks.sort((a, b) => a.order - b.order);
  return { blocks, level, lon, lat };
}
