/** Every pack that has been built on this machine: each building, structure and model in exactly one sound GLB. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildStructure } from '../../../tiles/structures/buildStructure';
import { createCityHandlers } from './CityHandlers';

const folder = fileURLToPath(new URL('../../../public/packs/', import.meta.url));
const built = existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(`${folder}${name}/city.json`)) : [];
const signal = new AbortController().signal;

interface Tile { content?: { uri: string }; children?: Tile[] }
const contentsOf = (tile: Tile): string[] => [...(tile.content ? [tile.content.uri] : []), ...(tile.children ?? []).flatMap(contentsOf)];

/** Ids of one GLB after a check of its lengths, accessor bounds and indices; loops, because tiles hold 100,000 vertices. */
function idsOf(glb: ArrayBuffer): Set<number> {
  const view = new DataView(glb), jsonLength = view.getUint32(12, true), bin = 28 + jsonLength;
  interface Accessor { byteOffset: number; componentType: number; count: number; min: number[]; max: number[] }
  const gltf = JSON.parse(new TextDecoder().decode(new Uint8Array(glb, 20, jsonLength))) as { accessors: Accessor[]; bufferViews: { byteOffset: number; byteLength: number; byteStride: number }[]; buffers: { byteLength: number }[] };
  const [position, id, , , index] = gltf.accessors as [Accessor, Accessor, Accessor, Accessor, Accessor];
  const stride = gltf.bufferViews[0]?.byteStride ?? 0, indexStart = bin + (gltf.bufferViews[1]?.byteOffset ?? 0);
  if (view.getUint32(8, true) !== glb.byteLength || gltf.buffers[0]?.byteLength !== glb.byteLength - bin) throw new Error('lengths do not agree');
  const ids = new Set<number>(), min = [Infinity, Infinity, Infinity], max = [-Infinity, -Infinity, -Infinity];
  for (let row = 0; row < position.count; row++) {
    ids.add(view.getFloat32(bin + row * stride + id.byteOffset, true));
    for (let axis = 0; axis < 3; axis++) {
      const value = position.componentType === 5122 ? view.getInt16(bin + row * stride + axis * 2, true) : view.getFloat32(bin + row * stride + axis * 4, true);
      if (!(value >= (min[axis] ?? 0))) min[axis] = value;
      if (!(value <= (max[axis] ?? 0))) max[axis] = value;
    }
  }
  if (min.some((value, axis) => value !== position.min[axis]) || max.some((value, axis) => value !== position.max[axis])) throw new Error('bounds are not those of the data');
  for (let at = 0; at < index.count; at++) {
    if ((index.componentType === 5125 ? view.getUint32(indexStart + at * 4, true) : view.getUint16(indexStart + at * 2, true)) >= position.count) throw new Error('index out of range');
  }
  return ids;
}

describe('built packs', () => {
  if (built.length === 0) it.skip('SKIPPED: no pack has been built into public/packs', () => undefined);
  for (const name of built) {
    it(`draws everything of ${name} exactly once`, async () => {
      const city = createCityHandlers({
        buildStructure, now: () => 0, createCanvas: () => { throw new Error('no canvas'); },
        readFile: async (url) => { const bytes = readFileSync(folder + url); return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer; },
      });
      const { manifest } = await city.open({ baseUrl: `${name}/`, cityName: name, overlay: false }, signal);
      const { json } = await city.tileset({ indexOffset: 0 }, signal);
      const drawn = new Uint8Array(manifest.featureCount);
      for (const uri of contentsOf((json as { root: Tile }).root)) {
        const { glb } = await city.tile({ tile: uri }, signal);
        if (!glb) throw new Error(`${uri} is empty`);
        for (const id of idsOf(glb)) drawn[id] = (drawn[id] ?? 0) + 1;
      }
      const { buildings, structures } = manifest.index;
      const wrong = (run: { first: number; count: number }): number => drawn.subarray(run.first, run.first + run.count).reduce((sum, times) => sum + (times === 1 ? 0 : 1), 0);
      expect(wrong(buildings)).toBe(0);
      expect(wrong(structures)).toBe(0);
      expect(drawn.every((times) => times <= 1)).toBe(true);
    });
  }
});
