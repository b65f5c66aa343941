/**
 * The look of the ground: a quiet dark (or light) base on which state colours stand out.
 * Lowest first: base, green, relief, squares, contours, water and shore, districts, roads (casing, then surface), rail, metro, grid.
 */
import type { GroundClass } from '../../../../tiles/format';
import type { GroundStyle } from '../../protocol';
import type { Canvas2D } from './Canvas2D';
import { tileScale, type GroundShape, type GroundSource, type TileScale } from './GroundSource';
import { contourSegments, RELIEF_CELLS, type ReliefGrid } from './reliefGrid';
import type { TileAddress } from '../tileBounds';

/** Width where the data has none, metres; narrowest drawn, pixels; ground resolution from which the class is left out, metres per pixel. */
interface LineRule { readonly metres: number; readonly pixels: number; readonly until: number }
const LINE_RULES = {
  path: { metres: 3, pixels: 0.6, until: 3.5 },
  minorRoad: { metres: 7, pixels: 0.7, until: 14 },
  mainRoad: { metres: 18, pixels: 1.3, until: 200 },
  riversideRoad: { metres: 20, pixels: 1.5, until: 300 },
  rail: { metres: 5, pixels: 1, until: 80 },
  metro: { metres: 5, pixels: 1.8, until: 400 },
} as const satisfies Partial<Record<GroundClass, LineRule>>;
type LineClass = keyof typeof LINE_RULES;

/** 等高距 of the base, metres; every fifth is an index contour. */
const CONTOUR_METRES = 50;
/** Ground coarser than this has no contours, metres per pixel. */
const CONTOUR_UNTIL = 45;

interface PaintJob {
  readonly tile: TileAddress;
  readonly size: number;
  readonly style: GroundStyle;
  readonly sources: readonly GroundSource[];
  readonly relief: ReliefGrid | null;
  readonly metresPerPixel: number;
  /** Draws the relief picture over the whole tile. */
  readonly drawRelief: () => void;
}

export function paintGround(canvas: Canvas2D, job: PaintJob): void {
  const { style, size, sources, metresPerPixel } = job;
  canvas.fillStyle = style.base;
  canvas.fillRect(0, 0, size, size);
  const scale = tileScale(job.tile, size);
  const shapes = sources.flatMap((source) => source.shapes(job.tile).map((shape) => ({ ...shape, source })));
  const of = (groundClass: GroundClass): typeof shapes => shapes.filter((shape) => shape.groundClass === groundClass);
  canvas.lineJoin = 'round';
  canvas.lineCap = 'round';

  fillAreas(canvas, of('green'), scale, style.green, 1);
  if (job.relief) job.drawRelief();
  fillAreas(canvas, of('square'), scale, style.square, 1);
  fillAreas(canvas, of('parkingLot'), scale, style.parkingLot, 1);
  // Contours come before the water, so that they end at the bank.
  if (job.relief && metresPerPixel <= CONTOUR_UNTIL) drawContours(canvas, job.relief, size, style, metresPerPixel);
  fillAreas(canvas, of('water').filter((shape) => !shape.source.isCovered(shape.row)), scale, style.water, 1);
  const shoreWidth = Math.min(3, Math.max(1, 3 / metresPerPixel));
  strokeShapes(canvas, of('water').filter((shape) => !shape.source.isReach(shape.row)), scale, style.shore, shoreWidth, 0.9);
  strokeShapes(canvas, of('shore'), scale, style.shore, shoreWidth, 0.9);

  strokeShapes(canvas, of('district'), scale, style.boundary, metresPerPixel < 6 ? 1.6 : 1.1, 0.55, [7, 5]);
  strokeShapes(canvas, of('boundary'), scale, style.boundary, metresPerPixel < 6 ? 2.4 : 1.6, 0.9, [10, 4, 2, 4]);
  if (style.showRoads) drawRoads(canvas, of, scale, job);
  drawRail(canvas, of('rail'), scale, job);
  if (style.showMetro) drawMetro(canvas, of('metro'), scale, job);
  if (style.showGrid && metresPerPixel < 20) strokeShapes(canvas, of('gridCell'), scale, style.gridCell, 1, 0.9);
}

function drawRoads(canvas: Canvas2D, of: (groundClass: GroundClass) => readonly (GroundShape & { source: GroundSource })[], scale: TileScale, job: PaintJob): void {
  const { style, metresPerPixel } = job;
  const classes: readonly LineClass[] = ['path', 'minorRoad', 'mainRoad', 'riversideRoad'];
  // All casings first: surfaces of crossing roads then flow into each other.
  for (const pass of ['casing', 'surface'] as const) {
    for (const groundClass of classes) {
      const rule: LineRule = LINE_RULES[groundClass];
      if (metresPerPixel > rule.until || (pass === 'casing' && (groundClass === 'path' || metresPerPixel > 5))) continue;
      // Classes fade in over the last third of their range instead of popping.
      const alpha = Math.min(1, (rule.until / metresPerPixel - 1) * 2 + 0.25);
      const dash = groundClass === 'path' && metresPerPixel < 1.2 ? [3 / metresPerPixel, 2 / metresPerPixel] : [];
      for (const [width, group] of byWidth(of(groundClass))) {
        const surface = Math.max(rule.pixels, (width ?? rule.metres) / metresPerPixel);
        if (pass === 'casing') strokeShapes(canvas, group, scale, style.base, surface + 2.4, 0.9 * alpha);
        else strokeShapes(canvas, group, scale, style[groundClass as 'path' | 'minorRoad' | 'mainRoad' | 'riversideRoad'], surface, alpha, dash);
      }
    }
  }
  // A fine centre line where a carriageway is wide enough to show one.
  if (metresPerPixel < 0.7) {
    for (const groundClass of ['mainRoad', 'riversideRoad'] as const) strokeShapes(canvas, of(groundClass), scale, style.rail, Math.max(0.6, 0.25 / metresPerPixel), 0.5, [6 / metresPerPixel, 9 / metresPerPixel]);
  }
}

function drawRail(canvas: Canvas2D, shapes: readonly (GroundShape & { source: GroundSource })[], scale: TileScale, { style, metresPerPixel }: PaintJob): void {
  const rule: LineRule = LINE_RULES.rail;
  if (metresPerPixel > rule.until) return;
  const width = Math.max(rule.pixels, rule.metres / metresPerPixel / 2);
  strokeShapes(canvas, shapes, scale, style.rail, width, 1);
  if (metresPerPixel < 4) strokeShapes(canvas, shapes, scale, style.base, width * 0.55, 0.9, [width * 2.5, width * 2.5]);
}

/** Metro lines in their own colours, held back so that they are never taken for a state; dashed, because they run below what is drawn. */
function drawMetro(canvas: Canvas2D, shapes: readonly (GroundShape & { source: GroundSource })[], scale: TileScale, { style, metresPerPixel }: PaintJob): void {
  const rule: LineRule = LINE_RULES.metro;
  if (metresPerPixel > rule.until) return;
  const width = Math.max(rule.pixels, Math.min(5, rule.metres / metresPerPixel / 2));
  for (const shape of shapes) {
    const colour = shape.source.pack.ground.colour[shape.row] ?? style.rail;
    strokeShapes(canvas, [shape], scale, style.base, width + 2, 0.6);
    strokeShapes(canvas, [shape], scale, colour, width, 0.62, metresPerPixel < 12 ? [width * 4, width * 2.5] : []);
  }
}

function drawContours(canvas: Canvas2D, relief: ReliefGrid, size: number, style: GroundStyle, metresPerPixel: number): void {
  const cell = size / RELIEF_CELLS;
  for (let level = Math.ceil(relief.min / CONTOUR_METRES) * CONTOUR_METRES; level <= relief.max; level += CONTOUR_METRES) {
    const segments = contourSegments(relief, level);
    if (segments.length === 0) continue;
    const isIndex = level % (CONTOUR_METRES * 5) === 0;
    canvas.strokeStyle = style.contour;
    canvas.lineWidth = (isIndex ? 1.6 : 1) * (metresPerPixel > 20 ? 0.7 : 1);
    canvas.globalAlpha = 1;
    canvas.setLineDash([]);
    canvas.beginPath();
    for (let at = 0; at < segments.length; at += 4) {
      canvas.moveTo((segments[at] ?? 0) * cell, (segments[at + 1] ?? 0) * cell);
      canvas.lineTo((segments[at + 2] ?? 0) * cell, (segments[at + 3] ?? 0) * cell);
    }
    canvas.stroke();
  }
}

function byWidth(shapes: readonly (GroundShape & { source: GroundSource })[]): Map<number | null, GroundShape[]> {
  const groups = new Map<number | null, GroundShape[]>();
  for (const shape of shapes) {
    const width = shape.source.pack.ground.width[shape.row] ?? null;
    const group = groups.get(width);
    if (group) group.push(shape); else groups.set(width, [shape]);
  }
  return groups;
}

function fillAreas(canvas: Canvas2D, shapes: readonly GroundShape[], scale: TileScale, colour: string, alpha: number): void {
  if (shapes.length === 0) return;
  canvas.globalAlpha = alpha;
  canvas.fillStyle = colour;
  for (const shape of shapes) {
    if (!shape.isArea) continue;
    canvas.beginPath();
    tracePath(canvas, shape, scale);
    canvas.fill('evenodd');
  }
  canvas.globalAlpha = 1;
}

function strokeShapes(canvas: Canvas2D, shapes: readonly GroundShape[], scale: TileScale, colour: string, width: number, alpha: number, dash: number[] = []): void {
  if (shapes.length === 0) return;
  canvas.globalAlpha = alpha;
  canvas.strokeStyle = colour;
  canvas.lineWidth = width;
  canvas.lineCap = dash.length > 0 ? 'butt' : 'round';
  canvas.setLineDash(dash);
  canvas.beginPath();
  for (const shape of shapes) tracePath(canvas, shape, scale);
  canvas.stroke();
  canvas.setLineDash([]);
  canvas.globalAlpha = 1;
}

function tracePath(canvas: Canvas2D, { parts, isArea }: GroundShape, { scale, shiftX, shiftY }: TileScale): void {
  for (const part of parts) {
    for (let at = 0; at + 1 < part.length; at += 2) {
      const x = (part[at] ?? 0) * scale + shiftX, y = (part[at + 1] ?? 0) * scale + shiftY;
      if (at === 0) canvas.moveTo(x, y); else canvas.lineTo(x, y);
    }
    if (isArea) canvas.closePath();
  }
}
