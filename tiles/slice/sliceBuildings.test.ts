import { describe, expect, test } from 'vitest';
import { BuildingStore } from '../BuildingStore';
import { BLOCK_ZOOM } from '../format';
import { NODE_LIMIT } from './assignLevels';
import { toHilbert } from './hilbert';
import { hideOutlines } from './hideOutlines';
import { sliceBuildings } from './sliceBuildings';
import { tileX, tileY } from './tileOf';

function addBox(store: BuildingStore, lon: number, lat: number, size: number, height: number, part = false): void {
  store.add([[lon, lat, lon + size, lat, lon + size, lat + size, lon, lat + size]]);
  store.height.push(height);
  store.minHeight.push(0);
  store.buildingClass.push(0);
  store.rule.push(0);
  store.isPart.push(part ? 1 : 0);
  store.slot.push(0);
}

describe('sliceBuildings', () => {
  const store = new BuildingStore();
  for (let i = 0; i < 9000; i++) addBox(store, 106.55 + ((i * 37) % 200) * 0.0003, 29.55 + ((i * 61) % 180) * 0.0003, 0.0001, 5 + ((i * 7919) % 300));
  const { blocks, level, lon, lat } = sliceBuildings(store, new Set());

  test('every building is in exactly one block, that of its centroid', () => {
    const seen = blocks.flatMap((block) => block.members);
    expect(seen.length).toBe(9000);
    expect(new Set(seen).size).toBe(9000);
    for (const block of blocks) for (const i of block.members) expect([tileX(lon[i] as number, BLOCK_ZOOM), tileY(lat[i] as number, BLOCK_ZOOM)]).toEqual([block.x, block.y]);
  });
  test('no node holds more than its limit, and the tallest stand in the top node', () => {
    const nodes = new Map<string, number>();
    blocks.flatMap((block) => block.members).forEach((i) => {
      const z = level[i] as number;
      const key = `${z}/${tileX(lon[i] as number, z)}/${tileY(lat[i] as number, z)}`;
      nodes.set(key, (nodes.get(key) ?? 0) + 1);
    });
    expect(Math.max(...nodes.values())).toBeLessThanOrEqual(NODE_LIMIT);
    expect(nodes.size).toBeGreaterThan(blocks.length);
    for (let i = 0; i < store.count; i++) if (store.height.at(i) >= 300) expect(level[i]).toBe(BLOCK_ZOOM);
  });
  test('a node is one run of its block', () => {
    for (const block of blocks) {
      const keys = block.members.map((i) => `${level[i]}/${tileX(lon[i] as number, level[i] as number)}/${tileY(lat[i] as number, level[i] as number)}`);
      const runs = keys.filter((key, i) => key !== keys[i - 1]);
      expect(new Set(runs).size).toBe(runs.length);
    }
  });
});

test('the Hilbert curve visits every tile once and steps to a neighbour', () => {
  const places: [number, number][] = [];
  for (let x = 0; x < 16; x++) for (let y = 0; y < 16; y++) places[toHilbert(4, x, y)] = [x, y];
  expect(places.length).toBe(256);
  for (let i = 1; i < 256; i++) {
    const [ax, ay] = places[i - 1] as [number, number];
    const [bx, by] = places[i] as [number, number];
    expect(Math.abs(ax - bx) + Math.abs(ay - by)).toBe(1);
  }
});

test('an outline gives way to parts that cover it, not to a small one', () => {
  const store = new BuildingStore();
  addBox(store, 0, 0, 0.001, 30);
  addBox(store, 0, 0, 0.0009, 50, true);
  addBox(store, 1, 0, 0.001, 30);
  addBox(store, 1, 0, 0.0001, 50, true);
  expect([...hideOutlines(store)]).toEqual([[0, [1]]]);
});
