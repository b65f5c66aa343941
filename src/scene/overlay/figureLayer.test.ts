import { describe, expect, it } from 'vitest';
import type { Figure } from '../../domain/figure';
import { createFigureLayer, toOutline } from './figureLayer';

const figure = (change: Partial<Figure>): Figure => ({
  id: 'f1', shape: 'ring', tone: 'I', coordinates: [106.57, 29.56], radiusMetres: 50, bearing: null, spread: null, arrows: false, labelZh: '警戒 50 m', labelEn: 'Cordon 50 m', objectId: null, from: 0, until: null, ...change,
});

describe('figures on the map', () => {
  it('close every area and leave lines open', () => {
    for (const shape of ['ring', 'cone', 'polygon'] as const) {
      const outline = toOutline(figure({ shape, coordinates: shape === 'polygon' ? [106.57, 29.56, 106.58, 29.56, 106.58, 29.57] : [106.57, 29.56], spread: 60, bearing: 90 }));
      expect(outline.slice(0, 2).map((value) => value.toFixed(7))).toEqual(outline.slice(-2).map((value) => value.toFixed(7)));
    }
    const line = toOutline(figure({ shape: 'line', coordinates: [106.57, 29.56, 106.58, 29.56] }));
    expect(line.slice(-2)).toEqual([106.58, 29.56]);
  });

  it('ask for heights once per shape, again when it moved, and forget what ended', async () => {
    const asked: number[] = [];
    let settle = (): void => undefined;
    const settled = (): Promise<void> => new Promise((resolve) => { settle = resolve; });
    const layer = createFigureLayer((pairs) => { asked.push(pairs.length); return Promise.resolve(new Float64Array(pairs.length / 2)); }, 0, () => settle());
    let told = settled();
    layer.set([figure({})]);
    await told;
    layer.set([figure({ labelZh: '警戒' })]);
    expect(asked).toHaveLength(1);
    told = settled();
    layer.set([figure({ radiusMetres: 80 })]);
    await told;
    expect(asked).toHaveLength(2);
    layer.set([]);
    expect(layer.size).toBe(0);
  });
});
