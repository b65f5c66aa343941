import { describe, expect, it } from 'vitest';
import { SMALLEST_ROOT_PX, toRootFontPx, toUnitPx, toViewingFactor } from './rootFont';

/** Rows of the design notes' table: installation, pitch, farthest reader, screen, k. */
it.each([
  ['24 inch FHD desk', 0.277, 0.65, 1920, 1080, 1.2],
  ['43 inch 4K touch', 0.247, 0.6, 3840, 2160, 1],
  ['LED P2.5 at 6 m', 2.5, 6, 1920, 1080, 1.2],
  ['LED P1.25 at 10 m', 1.25, 10, 3840, 2160, 2],
  ['LED P1.8 at 8 m', 1.8, 8, 5760, 1080, 2.2],
  ['LED P1.5 at 8 m', 1.5, 8, 7680, 2160, 1.3],
  ['3 x 55 inch at 5 m', 0.63, 5, 5760, 1080, 3.9],
  ['86 inch 4K at 4 m', 0.493, 4, 3840, 2160, 2],
])('%s has its viewing factor', (_, pitchMm, farM, width, height, k) => {
  expect(toViewingFactor({ pitchMm, farM }, width, height)).toBeCloseTo(k, 1);
});

describe('root font', () => {
  it('follows the shorter side and the viewing factor', () => { expect(toRootFontPx(1920, 1080, 1.2)).toBeCloseTo(19.2); expect(toRootFontPx(1080, 1920, 2)).toBe(32); expect(toUnitPx(3840, 2160)).toBe(2); });
  it('never shrinks text below what can be read in the hand', () => { expect(toRootFontPx(390, 844, 1)).toBe(SMALLEST_ROOT_PX); });
});
