/**
 * Reads a building block without copying: every column is a view on the given buffer. Runs in the browser worker,
 * so it uses no Node API, and it refuses a buffer that is not a whole block instead of reading past its end.
 */
import { BLOCK_HEADER_BYTES, BLOCK_MAGIC } from './encodeBlock';
import type { BlockColumns } from './format';

export function decodeBlock(buffer: ArrayBuffer): BlockColumns {
  if (buffer.byteLength < BLOCK_HEADER_BYTES) throw new Error(`Building block is cut short: ${buffer.byteLength} bytes.`);
  const header = new DataView(buffer);
  const word = (i: number): number => header.getUint32(i * 4, true);
  if (word(0) !== BLOCK_MAGIC) throw new Error('Not a building block: wrong first bytes.');
  const count = word(1);
  const rings = word(2);
  const vertices = word(3);
  const size = BLOCK_HEADER_BYTES + 4 * (count + 1) + 4 * (rings + 1) + 8 * count + 4 * vertices + 3 * count;
  if (buffer.byteLength !== size) throw new Error(`Building block has ${buffer.byteLength} bytes, its header says ${size}.`);
  let at = BLOCK_HEADER_BYTES;
  const skip = (bytes: number): number => {
    const start = at;
    at += bytes;
    return start;
  };
  return {
    count,
    firstIndex: word(4),
    originLon: header.getFloat64(24, true),
    originLat: header.getFloat64(32, true),
    unit: header.getFloat64(40, true),
    ringStart: new Uint32Array(buffer, skip(4 * (count + 1)), count + 1),
    vertexStart: new Uint32Array(buffer, skip(4 * (rings + 1)), rings + 1),
    base: new Float32Array(buffer, skip(4 * count), count),
    top: new Float32Array(buffer, skip(4 * count), count),
    coords: new Int16Array(buffer, skip(4 * vertices), 2 * vertices),
    buildingClass: new Uint8Array(buffer, skip(count), count),
    heightRule: new Uint8Array(buffer, skip(count), count),
    level: new Uint8Array(buffer, skip(count), count),
  };
}
