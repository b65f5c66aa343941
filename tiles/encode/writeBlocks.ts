/** Writes every building block and says what the quadtree's nodes hold. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildingStore } from '../BuildingStore';
import { encodeBlock } from '../encodeBlock';
import type { BlockColumns, PackBlock, PackNode } from '../format';
import { standOnTerrain } from '../heights/standOnTerrain';
import { createLocalFrame, toEast, toNorth } from '../localFrame';
import type { BlockMembers, SlicedBuildings } from '../slice/sliceBuildings';
import { tileLat, tileLon, tileX, tileY } from '../slice/tileOf';
import type { TerrainGrid } from '../terrain/TerrainGrid';
import type { Bounds } from './Bounds';

interface WrittenBlocks { readonly blocks: readonly PackBlock[]; readonly nodes: readonly PackNode[] }

/** Coordinate units tried in turn, metres; the first that lets the farthest vertex fit 16 bits is used. */
const UNITS = [0.1, 0.2, 0.5, 1, 2, 5, 10];

interface Job { readonly folder: string; readonly store: BuildingStore; readonly sliced: SlicedBuildings; readonly terrain: TerrainGrid | null; readonly bounds: Bounds }

export function writeBlocks(job: Job): WrittenBlocks {
  mkdirSync(join(job.folder, 'blocks'), { recursive: true });
  const blocks: PackBlock[] = [];
  const nodes = new Map<string, { z: number; x: number; y: number; count: number; minElevation: number; maxElevation: number }>();
  let firstIndex = 0;
  for (const block of job.sliced.blocks) {
    const columns = toColumns(block, firstIndex, job);
    const bytes = encodeBlock(columns);
    const file = `blocks/${block.z}-${block.x}-${block.y}.bin`;
    writeFileSync(join(job.folder, file), bytes);
    blocks.push({ file, z: block.z, x: block.x, y: block.y, firstIndex, count: columns.count, bytes: bytes.length });
    block.members.forEach((member, i) => {
      const z = columns.level[i] as number;
      const x = tileX(job.sliced.lon[member] as number, z);
      const y = tileY(job.sliced.lat[member] as number, z);
      const key = `${z}/${x}/${y}`;
      const node = nodes.get(key) ?? { z, x, y, count: 0, minElevation: Infinity, maxElevation: -Infinity };
      node.count += 1;
      node.minElevation = Math.min(node.minElevation, columns.base[i] as number);
      node.maxElevation = Math.max(node.maxElevation, columns.top[i] as number);
      nodes.set(key, node);
    });
    firstIndex += columns.count;
  }
  const sorted = [...nodes.values()].sort((a, b) => a.z - b.z || a.x - b.x || a.y - b.y);
  return { blocks, nodes: sorted.map((node) => ({ ...node, minElevation: round(node.minElevation), maxElevation: round(node.maxElevation) })) };
}

const round = (metres: number): number => Math.round(metres * 100) / 100;

function toColumns(block: BlockMembers, firstIndex: number, { store, sliced, terrain, bounds }: Job): BlockColumns {
  const originLon = (tileLon(block.x, block.z) + tileLon(block.x + 1, block.z)) / 2;
  const originLat = (tileLat(block.y, block.z) + tileLat(block.y + 1, block.z)) / 2;
  const frame = createLocalFrame(originLon, originLat);
  const count = block.members.length;
  const ringStart = new Uint32Array(count + 1);
  const vertexStart: number[] = [0];
  const metres: number[] = [];
  const base = new Float32Array(count);
  const top = new Float32Array(count);
  let farthest = 0;
  block.members.forEach((member, i) => {
    const rings = store.rings(member);
    for (const ring of rings) {
      bounds.addAll(ring);
      for (let k = 0; k < ring.length; k += 2) {
        const east = toEast(frame, ring[k] as number);
        const north = toNorth(frame, ring[k + 1] as number);
        farthest = Math.max(farthest, Math.abs(east), Math.abs(north));
        metres.push(east, north);
      }
      vertexStart.push(metres.length / 2);
    }
    ringStart[i + 1] = vertexStart.length - 1;
    const standing = standOnTerrain(rings[0] as Float64Array, store.height.at(member), store.minHeight.at(member), terrain);
    base[i] = standing.base;
    top[i] = standing.top;
  });
  const unit = UNITS.find((size) => farthest / size <= 32767) ?? farthest / 32767;
  const pick = (read: (member: number) => number): Uint8Array => Uint8Array.from(block.members, read);
  return {
    count, firstIndex, originLon, originLat, unit, ringStart, vertexStart: Uint32Array.from(vertexStart),
    coords: Int16Array.from(metres, (value) => Math.round(value / unit)), base, top,
    buildingClass: pick((member) => store.buildingClass.at(member)),
    heightRule: pick((member) => store.rule.at(member)),
    level: pick((member) => sliced.level[member] as number),
  };
}
