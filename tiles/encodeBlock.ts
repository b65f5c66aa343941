/**
 * Writes the buildings of one block as one buffer of aligned columns, so that the browser reads it without copying.
 *
 * ```
 * u32 magic "CCB1" · count · rings · vertices · firstIndex · 0 | f64 originLon · originLat · unit
 * u32 ringStart[count+1] · u32 vertexStart[rings+1] · f32 base[count] · f32 top[count] · i16 coords[2·vertices]
 * u8 buildingClass[count] · u8 heightRule[count] · u8 level[count]          (little-endian throughout)
 * ```
 */
import type { BlockColumns } from './format';

export const BLOCK_MAGIC = 0x31424343;
/** Bytes before the first column. */
export const BLOCK_HEADER_BYTES = 48;

export function encodeBlock(block: BlockColumns): Uint8Array {
  const rings = block.vertexStart.length - 1;
  const vertices = block.coords.length / 2;
  const size = BLOCK_HEADER_BYTES + 4 * (block.count + 1) + 4 * (rings + 1) + 8 * block.count + 4 * vertices + 3 * block.count;
  const bytes = new Uint8Array(size);
  const header = new DataView(bytes.buffer);
  [BLOCK_MAGIC, block.count, rings, vertices, block.firstIndex, 0].forEach((value, i) => header.setUint32(i * 4, value, true));
  [block.originLon, block.originLat, block.unit].forEach((value, i) => header.setFloat64(24 + i * 8, value, true));
  let at = BLOCK_HEADER_BYTES;
  const columns = [
    block.ringStart, block.vertexStart, block.base, block.top, block.coords, block.buildingClass, block.heightRule, block.level,
  ];
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += column.byteLength;
  }
  return bytes;
}
