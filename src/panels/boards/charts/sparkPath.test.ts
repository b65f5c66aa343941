import { describe, expect, it } from 'vitest';
import { SPARK_HEIGHT, toSparkPicture } from './sparkPath';

describe('a small trend', () => {
  it('draws a gap as a gap and a lone value as a dot', () => {
    const picture = toSparkPicture([0, 1, 2, 3, 4], [1, 2, null, 3, null], [null, null]);
    expect(picture.path.match(/M/g)).toHaveLength(2);
    expect(picture.path).toContain('h0.01');
    expect(picture.gaps).toBe(2);
    expect(picture.last?.x).toBe(75);
  });
  it('draws the band where its limits are, and a value above it above it', () => {
    const picture = toSparkPicture([0, 1], [50, 110], [0, 100]);
    const band = picture.band;
    expect(band).not.toBeNull();
    expect(picture.last!.y).toBeLessThan(band!.y);
    expect(band!.y + band!.height).toBeLessThanOrEqual(SPARK_HEIGHT);
  });
  it('keeps its curve when a limit is far away', () => {
    const picture = toSparkPicture([0, 1], [10, 12], [0, 60_000]);
    const [, first, second] = /M\S+ (\S+)L\S+ (\S+)/.exec(picture.path) ?? [];
    expect(Number(first) - Number(second)).toBeGreaterThan(SPARK_HEIGHT / 3);
  });
  it('draws nothing where nothing is known', () => { expect(toSparkPicture([0, 1], [null, null], [0, 1])).toEqual({ path: '', gaps: 0, band: null, last: null }); });
});
