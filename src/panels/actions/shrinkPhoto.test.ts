import { describe, expect, it } from 'vitest';
import { bytesOf, encodeToFit, fitPhoto, PHOTO_BYTES, type Size } from './shrinkPhoto';

/** A camera whose pictures weigh `weight` bytes per pixel at full quality. */
const camera = (weight: number) => ({ width, height }: Size, quality: number): string => `data:image/jpeg;base64,${'A'.repeat(Math.ceil((width * height * weight * quality * 4) / 3))}`;

describe('a picture to send', () => {
  it('is at most 1280 pixels long, keeps its shape and is never enlarged', () => {
    expect(fitPhoto({ width: 4032, height: 3024 })).toEqual({ width: 1280, height: 960 });
    expect(fitPhoto({ width: 3024, height: 4032 })).toEqual({ width: 960, height: 1280 });
    expect(fitPhoto({ width: 640, height: 480 })).toEqual({ width: 640, height: 480 });
  });
  it.each([0.1, 0.4, 1.2, 4])('weighs at most 350 kB, also when the motif is hard (%f bytes per pixel)', (weight) => {
    expect(bytesOf(encodeToFit({ width: 4000, height: 3000 }, camera(weight)))).toBeLessThanOrEqual(PHOTO_BYTES);
  });
  it('keeps its pixels when lower quality is enough', () => {
    const sizes: Size[] = [];
    encodeToFit({ width: 4000, height: 3000 }, (size, quality) => { sizes.push(size); return camera(0.4)(size, quality); });
    expect(new Set(sizes.map((size) => size.width))).toEqual(new Set([1280]));
  });
});
