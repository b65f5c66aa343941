import { describe, expect, it } from 'vitest';
import type { Figure } from '../../domain/figure';
import type { ObjectId } from '../../domain/ids';
import { themes } from '../../design/tokens';
import { toEarthFixed, toLocalAxes } from '../camera/viewGeometry';
import { createFigureLayer, toOutline, type FigureLayer } from './figureLayer';
import { TakenBoxes } from './placeLabels';
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
    layer.set([figure({})], null);
    await told;
    layer.set([figure({ labelZh: '警戒' })], null);
    expect(asked).toHaveLength(1);
    told = settled();
    layer.set([figure({ radiusMetres: 80 })], null);
    await told;
    expect(asked).toHaveLength(2);
    layer.set([], null);
    expect(layer.size).toBe(0);
  });

  describe('seen from above', () => {
    const [lon, lat] = [106.57, 29.56];
    const places = [figure({ id: 'water', shape: 'point', tone: 'safe', coordinates: [lon, lat], labelZh: '取水点', objectId: 'HY-1' as ObjectId }), figure({ id: 'crew', shape: 'point', tone: 'III', coordinates: [lon + 0.0002, lat], labelZh: '最近队伍' })];

    function seenFrom(height: number): Projector {
      const axes = toLocalAxes(lon, lat), projector = new Projector();
      projector.set({ eye: toEarthFixed(lon, lat, height), right: axes.east, up: axes.north, direction: { x: -axes.up.x, y: -axes.up.y, z: -axes.up.z }, tanX: 0.8, tanY: 0.45, width: 1600, height: 900 });
      return projector;
    }
    async function paint(figures: readonly Figure[], height: number, focus: ObjectId | null = null, taken = new TakenBoxes()): Promise<{ filled: string[]; written: string[] }> {
      let laid = 0;
      const layer = await new Promise<FigureLayer>((resolve) => {
        const made: FigureLayer = createFigureLayer((pairs) => Promise.resolve(new Float64Array(pairs.length / 2)), 0, () => { laid += 1; if (laid === figures.length) resolve(made); });
        made.set(figures, focus);
      });
      const { context, filled, written } = listeningContext(), projector = seenFrom(height);
      layer.paintShapes(context, projector, themes.dark, 1);
      layer.paintWords(context, projector, themes.dark, false, 'sans-serif', 1, { left: 0, top: 0, right: 1600, bottom: 900 }, taken);
      return { filled: filled.sort(), written };
    }

    it('every place is marked at any distance, its words come nearer to it or when its object is open', async () => {
      const marks = [themes.dark.state.III.fill, themes.dark.ui.text1].sort();
      expect(await paint(places, 8000)).toEqual({ filled: marks, written: [] });
      expect((await paint(places, 8000, 'HY-1' as ObjectId)).written).toEqual(['取水点']);
      const near = await paint(places, 1500);
      expect(near.filled).toEqual(marks);
      expect(near.written.sort()).toEqual(['取水点', '最近队伍'].sort());
    });

    it('words of what endangers people come first, and none stands on what is there', async () => {
      const [danger, other] = [figure({ id: 'b', tone: 'I', radiusMetres: 90 }), figure({ id: 'a', tone: 'IV', radiusMetres: 90, labelZh: '关注区' })];
      const { written } = await paint([danger, other], 8000);
      expect(written[0]).toBe('警戒 50 m');
      const full = new TakenBoxes();
      full.add({ left: 0, top: 0, right: 1600, bottom: 900 });
      expect((await paint([danger, other], 8000, null, full)).written).toEqual([]);
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
