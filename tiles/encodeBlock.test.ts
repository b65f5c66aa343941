import { describe, expect, test } from 'vitest';
import { decodeBlock } from './decodeBlock';
import { encodeBlock } from './encodeBlock';
import type { BlockColumns } from './format';

const block: BlockColumns = {
  count: 2, firstIndex: 7, originLon: 106.57, originLat: 29.56, unit: 0.1,
  ringStart: Uint32Array.of(0, 2, 3), vertexStart: Uint32Array.of(0, 4, 7, 10),
  coords: Int16Array.from({ length: 20 }, (_, i) => i * 100 - 1000),
  base: Float32Array.of(199.5, 201.25), top: Float32Array.of(230, 555.5),
  buildingClass: Uint8Array.of(1, 4), heightRule: Uint8Array.of(0, 2), level: Uint8Array.of(13, 16),
};
const encode = (): ArrayBuffer => encodeBlock(block).buffer as ArrayBuffer;

describe('a building block', () => {
  test('comes back as it was', () => expect(decodeBlock(encode())).toEqual(block));
  test('comes back empty', () => {
    const empty: BlockColumns = {
      ...block, count: 0, ringStart: Uint32Array.of(0), vertexStart: Uint32Array.of(0), coords: new Int16Array(), base: new Float32Array(),
      top: new Float32Array(), buildingClass: new Uint8Array(), heightRule: new Uint8Array(), level: new Uint8Array(),
    };
    expect(decodeBlock(encodeBlock(empty).buffer as ArrayBuffer)).toEqual(empty);
  });
  test('is refused when it is cut short', () => expect(() => decodeBlock(encode().slice(0, -1))).toThrow(/its header says/));
  test('is refused when it is something else', () => expect(() => decodeBlock(new ArrayBuffer(64))).toThrow(/Not a building block/));
});
