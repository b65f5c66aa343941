import { describe, expect, it } from 'vitest';
import type { Figure } from '../../domain/figure';
import { themes } from '../../design/tokens';
import { toEarthFixed, toLocalAxes } from '../camera/viewGeometry';
import { createFigureLayer, toOutline } from './figureLayer';
import { Projector } from './Projector';

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

  it('mark every place, also far away and where only one of the names has room', async () => {
    const [lon, lat] = [106.57, 29.56];
    const axes = toLocalAxes(lon, lat), eye = toEarthFixed(lon, lat, 8000);
    const projector = new Projector();
    projector.set({ eye, right: axes.east, up: axes.north, direction: { x: -axes.up.x, y: -axes.up.y, z: -axes.up.z }, tanX: 0.8, tanY: 0.45, width: 1600, height: 900 });
    const places = [figure({ id: 'water', shape: 'point', tone: 'safe', coordinates: [lon, lat], labelZh: '取水点' }), figure({ id: 'crew', shape: 'point', tone: 'III', coordinates: [lon + 0.0002, lat], labelZh: '最近队伍' })];
    await new Promise<void>((resolve) => {
      const layer = createFigureLayer((pairs) => Promise.resolve(new Float64Array(pairs.length / 2)), 0, () => {
        const { context, filled, written } = listeningContext();
        layer.paint(context, projector, themes.dark, false, 'sans-serif', 1);
        if (filled.length < 2) return;
        expect(filled.sort()).toEqual([themes.dark.state.III.fill, themes.dark.ui.text1].sort());
        expect(written).toHaveLength(1);
        resolve();
      });
      layer.set(places);
    });
  });
});

/** A canvas that notes with which colours a shape was filled and which words were written. */
function listeningContext(): { context: CanvasRenderingContext2D; filled: string[]; written: string[] } {
  const filled: string[] = [], written: string[] = [];
  const state: Record<string, unknown> = {};
  const context = new Proxy(state, {
    get: (target, name: string) => {
      if (name === 'fill') return () => { filled.push(String(target['fillStyle'])); };
      if (name === 'fillText') return (text: string) => { written.push(text); };
      if (name === 'measureText') return (text: string) => ({ width: text.length * 12 });
      return name in target ? target[name] : () => undefined;
    },
    set: (target, name: string, value) => { target[name] = value; return true; },
  });
  return { context: context as unknown as CanvasRenderingContext2D, filled, written };
}
