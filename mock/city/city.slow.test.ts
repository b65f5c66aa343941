import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { citySource } from './city';

it('is the same city for the same seed', () => {
  const digest = (source: ReturnType<typeof citySource>): string => createHash('sha256').update(JSON.stringify(source.layers)).digest('hex');
  expect(digest(citySource(500103))).toBe(digest(citySource(500103)));
});

it('is another city for another seed', () => {
  const first = citySource(1).layers.buildings[0], second = citySource(2).layers.buildings[0];
  expect(first).not.toEqual(second);
});
