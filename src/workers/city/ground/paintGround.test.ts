import { describe, expect, it } from 'vitest';
import type { GroundStyle } from '../../protocol';
import { CENTRE, square, syntheticPack, type SyntheticGround } from '../fixtures/syntheticPack';
import { openPack } from '../openPack';
import { tileBounds, tileXAt, tileYAt } from '../tileBounds';
import type { Canvas2D } from './Canvas2D';
import { GroundSource } from './GroundSource';
import { paintGround } from './paintGround';
import { contourSegments, RELIEF_CELLS, reliefGrid, shadeRelief } from './reliefGrid';

const SIZE = 256;
const style: GroundStyle = {
  base: 'base', green: 'green', square: 'square', water: 'water', shore: 'shore', minorRoad: 'minorRoad', mainRoad: 'mainRoad', riversideRoad: 'riversideRoad', path: 'path', rail: 'rail',
  boundary: 'boundary', gridCell: 'gridCell', parkingLot: 'parkingLot', contour: 'contour', reliefLight: '#fff', reliefShade: '#000', reliefStrength: 0.5, showGrid: false, showMetro: true, showRoads: true,
};
interface Call { readonly kind: 'fill' | 'stroke'; readonly colour: string; readonly width: number; readonly dashed: boolean; readonly points: readonly (readonly [number, number])[] }

function recorder(): { canvas: Canvas2D; calls: Call[] } {
  const calls: Call[] = [];
  let points: [number, number][] = [], dash: number[] = [];
  const canvas: Canvas2D = {
    fillStyle: '', strokeStyle: '', lineWidth: 1, lineCap: 'butt', lineJoin: 'miter', globalAlpha: 1, imageSmoothingEnabled: true,
    beginPath: () => { points = []; }, moveTo: (x, y) => { points.push([x, y]); }, lineTo: (x, y) => { points.push([x, y]); }, closePath: () => undefined,
    fill: () => { calls.push({ kind: 'fill', colour: String(canvas.fillStyle), width: 0, dashed: false, points }); },
    stroke: () => { calls.push({ kind: 'stroke', colour: String(canvas.strokeStyle), width: canvas.lineWidth, dashed: dash.length > 0, points }); },
    fillRect: (x, y, width, height) => { calls.push({ kind: 'fill', colour: String(canvas.fillStyle), width: 0, dashed: false, points: [[x, y], [x + width, y + height]] }); },
    setLineDash: (segments) => { dash = segments; }, save: () => undefined, restore: () => undefined,
  };
  return { canvas, calls };
}

async function paint(zoom: number, ground: readonly SyntheticGround[], changes: Partial<GroundStyle> = {}): Promise<{ calls: Call[]; metresPerPixel: number }> {
  const { readFile } = syntheticPack({ ground });
  const pack = await openPack({ baseUrl: 'test://city/', cityName: 't', number: 0, indexOffset: 0 }, readFile);
  const tile = { z: zoom, x: Math.floor(tileXAt(CENTRE.lon, zoom)), y: Math.floor(tileYAt(CENTRE.lat, zoom)) };
  const [, south, , north] = tileBounds(tile);
  const metresPerPixel = ((north - south) * 111_195) / SIZE;
  const { canvas, calls } = recorder();
  paintGround(canvas, { tile, size: SIZE, style: { ...style, ...changes }, sources: [new GroundSource(pack)], relief: null, metresPerPixel, drawRelief: () => undefined });
  return { calls, metresPerPixel };
}

const road: SyntheticGround = { class: 'mainRoad', type: 'L', points: [[-900, 0], [900, 0]], width: 20 };

describe('ground picture', () => {
  it('fills the base first and roads in true metres', async () => {
    for (const zoom of [15, 17, 19]) {
      const { calls, metresPerPixel } = await paint(zoom, [road]);
      expect(calls[0]).toMatchObject({ kind: 'fill', colour: 'base', points: [[0, 0], [SIZE, SIZE]] });
      const surface = calls.find((call) => call.colour === 'mainRoad');
      expect(surface?.width).toBeCloseTo(20 / metresPerPixel, 1);
      // The line crosses the whole tile, also when the tile is deeper than the slicer's last zoom.
      const xs = surface?.points.map(([x]) => x) ?? [];
      expect(Math.min(...xs)).toBeLessThanOrEqual(0);
      expect(Math.max(...xs)).toBeGreaterThanOrEqual(SIZE);
    }
  });

  it('keeps roads visible far away and leaves small ones out', async () => {
    const lane: SyntheticGround = { class: 'minorRoad', type: 'L', points: [[-400, 60], [400, 60]], width: 6 };
    const far = await paint(11, [road, lane]);
    expect(far.calls.find((call) => call.colour === 'mainRoad')?.width).toBeCloseTo(1.3, 5);
    expect(far.calls.some((call) => call.colour === 'minorRoad')).toBe(false);
    expect((await paint(16, [road, lane])).calls.some((call) => call.colour === 'minorRoad')).toBe(true);
  });

  it('paints water over green and under roads', async () => {
    const { calls } = await paint(16, [road, { class: 'water', type: 'P', points: square(0, 0, 90) }, { class: 'green', type: 'P', points: square(0, 0, 120) }]);
    const order = calls.map((call) => call.colour);
    expect(order.indexOf('green')).toBeLessThan(order.indexOf('water'));
    expect(order.indexOf('water')).toBeLessThan(order.indexOf('shore'));
    expect(order.indexOf('shore')).toBeLessThan(order.indexOf('mainRoad'));
  });

  it('follows the layer switches and the line colours of the data', async () => {
    const metro: SyntheticGround = { class: 'metro', type: 'L', points: [[-400, 0], [400, 0]], colour: 'teal' };
    expect((await paint(15, [metro, road])).calls.find((call) => call.colour === 'teal')?.dashed).toBe(true);
    const off = await paint(15, [metro, road], { showMetro: false, showRoads: false });
    expect(off.calls.map((call) => call.colour)).toEqual(['base']);
  });
});

describe('relief', () => {
  const tile = { z: 14, x: 13042, y: 6780 };
  const bounds = tileBounds(tile);
  const slope = (lon: number): number => 100 + (lon - bounds[0]) * 20_000;

  it('lights slopes that face north-west and shades the others', () => {
    const colours = { light: [255, 255, 255], shade: [0, 0, 0], strength: 1 } as const;
    const middle = (RELIEF_CELLS / 2) * (RELIEF_CELLS + 2) * 4 + RELIEF_CELLS * 2;
    const rising = shadeRelief(reliefGrid(tile, slope, 20, bounds), 14, colours, [100, 500]);
    const falling = shadeRelief(reliefGrid(tile, (lon) => 540 - (lon - bounds[0]) * 20_000, 20, bounds), 14, colours, [100, 500]);
    expect(rising[middle]).toBe(255);
    expect(falling[middle]).toBe(0);
  });

  it('draws a contour where the elevation is met', () => {
    const grid = reliefGrid(tile, slope, 20, bounds);
    const segments = contourSegments(grid, 200);
    expect(segments.length).toBeGreaterThan(0);
    const expected = ((0.005) / (bounds[2] - bounds[0])) * RELIEF_CELLS;
    for (let at = 0; at < segments.length; at += 2) expect(segments[at]).toBeCloseTo(expected, 1);
    expect(contourSegments(grid, 9000)).toEqual([]);
  });
});
