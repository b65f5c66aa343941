/**
 * What the back end wants drawn on the map (cordons, threatened areas, routes, wind cones) and the area a person is drawing, laid on
 * the ground. Heights are asked once per figure from the city worker; until they are there the figure is not drawn.
 */
import { circleRing, densify, sectorRing } from '../../domain/area';
import type { Figure } from '../../domain/figure';
import type { ObjectId } from '../../domain/ids';
import type { Theme } from '../../design/tokens';
import { toEarthFixed } from '../camera/viewGeometry';
import { placeLabels, type Box, type LabelCandidate, type TakenBoxes } from './placeLabels';
import type { Projector } from './Projector';

/** Lon, lat pairs to elevations in metres above the geoid. */
export type ElevationsOf = (pairs: readonly number[]) => Promise<Float64Array>;

interface Laid { readonly figure: Figure; readonly points: Float64Array | null }

export interface FigureLayer {
  /** `focus`: the open object; its figures say what they are at any distance. */
  set(figures: readonly Figure[], focus: ObjectId | null): void;
  paintShapes(context: CanvasRenderingContext2D, projector: Projector, theme: Theme, scale: number): void;
  /** Writes what the figures are where `free` has room that is not `taken`, the most urgent first, and takes that room. */
  paintWords(context: CanvasRenderingContext2D, projector: Projector, theme: Theme, english: boolean, fontFamily: string, scale: number, free: Box, taken: TakenBoxes): void;
  readonly size: number;
}

/** Points of a line or edge are at most so far apart, metres. */
const stepMetres = 40;
/** Height above the ground at which a figure is drawn, so that slopes between its points do not swallow it. Metres. */
const lift = 2;
/** Most points of one figure: a long route keeps its shape, not every bend. */
const mostPoints = 400;

/** The outline of a figure on the ground, lon and lat pairs; closed for everything that has an inside. */
export function toOutline(figure: Figure): number[] {
  const [lon = 0, lat = 0] = figure.coordinates;
  switch (figure.shape) {
    case 'ring': return circleRing(lon, lat, figure.radiusMetres ?? 50);
    case 'cone': return sectorRing(lon, lat, figure.radiusMetres ?? 200, figure.bearing ?? 0, figure.spread ?? 40);
    case 'point': return [lon, lat];
    case 'polygon': return densify([...figure.coordinates, lon, lat], stepMetres);
    case 'line': return densify(figure.coordinates, Math.max(stepMetres, spanOf(figure.coordinates) / mostPoints));
  }
}
function spanOf(line: readonly number[]): number {
  let metres = 0;
  for (let k = 2; k + 1 < line.length; k += 2) metres += Math.hypot((line[k] ?? 0) - (line[k - 2] ?? 0), (line[k + 1] ?? 0) - (line[k - 1] ?? 0)) * 111_320;
  return metres;
}

const keyOf = (figure: Figure): string => `${figure.shape} ${figure.coordinates.join(' ')} ${figure.radiusMetres} ${figure.bearing} ${figure.spread}`;

export function createFigureLayer(elevationsOf: ElevationsOf, undulation: number, ready: () => void): FigureLayer {
  let laid = new Map<string, Laid>();
  let focus: ObjectId | null = null;

  function lay(figure: Figure): void {
    const pairs = toOutline(figure);
    void elevationsOf(pairs).then((elevations) => {
      const now = laid.get(figure.id);
      if (!now || keyOf(now.figure) !== keyOf(figure)) return;
      const points = new Float64Array((pairs.length / 2) * 3);
      for (let k = 0; k * 2 < pairs.length; k++) {
        const at = toEarthFixed(pairs[k * 2] ?? 0, pairs[k * 2 + 1] ?? 0, (elevations[k] ?? 0) + undulation + lift);
        points.set([at.x, at.y, at.z], k * 3);
      }
      laid.set(figure.id, { figure: now.figure, points });
      ready();
    }, () => undefined);
  }

  /** What is on the ground and near enough, the least urgent first. */
  const shownNow = (projector: Projector): Drawn[] => [...laid.values()]
    .filter((item): item is Drawn => item.points !== null && isShown(item.figure, item.points, projector)).sort((a, b) => urgency(a.figure) - urgency(b.figure));

  return {
    get size() { return laid.size; },
    set(figures, nextFocus) {
      focus = nextFocus;
      const next = new Map<string, Laid>();
      const fresh: Figure[] = [];
      for (const figure of figures) {
        const old = laid.get(figure.id);
        const same = old !== undefined && keyOf(old.figure) === keyOf(figure);
        next.set(figure.id, { figure, points: same ? old.points : null });
        if (!same || old.points === null) fresh.push(figure);
      }
      laid = next;
      for (const figure of fresh) lay(figure);
    },
    paintShapes(context, projector, theme, scale) {
      // areas first, so that lines and places stay on top
      const all = shownNow(projector);
      for (const item of all) if (item.figure.shape !== 'line' && item.figure.shape !== 'point') paintArea(context, item, projector, theme);
      for (const item of all) if (item.figure.shape === 'line') paintLine(context, item, projector, theme);
      for (const item of all) if (item.figure.shape === 'point') paintPoint(context, item, projector, theme, scale);
    },
    paintWords(context, projector, theme, english, fontFamily, scale, free, taken) {
      const size = 12 * scale;
      context.font = `600 ${size}px ${fontFamily}`;
      const said = shownNow(projector).flatMap(({ figure, points }, key) => {
        const text = english ? figure.labelEn : figure.labelZh;
        const at = text === '' ? null : wordsAnchor(figure, points, projector, scale, focus !== null && figure.objectId === focus);
        return at === null ? [] : [{ text, candidate: { key, priority: urgency(figure) * 10, ...at, width: context.measureText(text).width, height: size + 2, gap: 4 } satisfies LabelCandidate }];
      });
      const placed = placeLabels(said.map(({ candidate }) => candidate), free, taken, noneBefore, mostWords);
      context.textAlign = 'left';
      context.textBaseline = 'top';
      context.lineJoin = 'round';
      context.lineWidth = 4;
      for (const { key, left, top } of placed) {
        const text = said.find(({ candidate }) => candidate.key === key)?.text ?? '';
        context.strokeStyle = theme.scene.labelHalo;
        context.strokeText(text, left, top);
        context.fillStyle = theme.scene.label;
        context.fillText(text, left, top);
      }
    },
  };
}

/** Farther away than this only what endangers people is drawn: an overview of every upstream drain would be a scribble. Metres. */
const nearMetres = 2500;
/** Half a diamond and the stem below it, pixels at scale 1. */
const pointHalf = 6, pointStem = 8, stemTop = pointStem + 2 * pointHalf;
/** Words of lesser figures need this many pixels of figure. */
const wordyPixels = 46;
/** Most words of figures at once. */
const mostWords = 24;
const noneBefore: ReadonlySet<number> = new Set();
const alwaysShown: ReadonlySet<Figure['tone']> = new Set(['I', 'II', 'route', 'info', 'water']);
const urgency = (figure: Figure): number => ['water', 'safe', 'track', 'info', 'route', 'IV', 'III', 'II', 'I'].indexOf(figure.tone);
function isShown(figure: Figure, points: Float64Array, projector: Projector): boolean {
  // a place to go to (an assembly point, a water point, a candidate source) is one small mark at any distance
  if (alwaysShown.has(figure.tone) || figure.shape === 'point') return true;
  return projector.project(points[0] ?? 0, points[1] ?? 0, points[2] ?? 0) && projector.depth < nearMetres;
}

interface Drawn { readonly figure: Figure; readonly points: Float64Array }

function colourOf(tone: Figure['tone'], theme: Theme): string {
  switch (tone) {
    case 'I': case 'II': case 'III': case 'IV': return theme.state[tone].fill;
    case 'safe': return theme.ui.text1;
    case 'route': case 'track': return theme.scene.label;
    case 'info': return theme.ui.accent;
    case 'water': return theme.scene.flood;
  }
}

/** Puts the projected outline into the path; false when none of it is in front of the camera. */
function trace(context: CanvasRenderingContext2D, points: Float64Array, projector: Projector): boolean {
  context.beginPath();
  let open = false;
  let any = false;
  for (let k = 0; k < points.length; k += 3) {
    if (!projector.project(points[k] ?? 0, points[k + 1] ?? 0, points[k + 2] ?? 0)) { open = false; continue; }
    if (open) context.lineTo(projector.x, projector.y); else context.moveTo(projector.x, projector.y);
    open = true;
    any = true;
  }
  return any;
}

function paintArea(context: CanvasRenderingContext2D, { figure, points }: Drawn, projector: Projector, theme: Theme): void {
  if (!trace(context, points, projector)) return;
  context.lineJoin = 'round';
  context.globalAlpha = 0.16;
  context.fillStyle = colourOf(figure.tone, theme);
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = theme.scene.labelHalo;
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = colourOf(figure.tone, theme);
  context.lineWidth = 2;
  context.setLineDash(figure.tone === 'info' ? [6, 4] : []);
  context.stroke();
  context.setLineDash([]);
}

function paintLine(context: CanvasRenderingContext2D, { figure, points }: Drawn, projector: Projector, theme: Theme): void {
  if (!trace(context, points, projector)) return;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const wide = figure.tone === 'water' ? 1.8 : 1;
  for (const [colour, width] of [[theme.scene.labelHalo, 3.5 + 2.5 * wide], [colourOf(figure.tone, theme), 2.5 * wide]] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(figure.tone === 'track' && width < 3 ? [2, 5] : []);
    context.stroke();
  }
  context.setLineDash([]);
  if (figure.arrows) paintArrows(context, points, projector, colourOf(figure.tone, theme));
}

/** A place: a diamond on a short stem whose foot is the place, drawn whether or not there is room for its words. */
function paintPoint(context: CanvasRenderingContext2D, { figure, points }: Drawn, projector: Projector, theme: Theme, scale: number): void {
  if (!projector.project(points[0] ?? 0, points[1] ?? 0, points[2] ?? 0)) return;
  const { x, y } = projector;
  const half = pointHalf * scale, middle = y - pointStem * scale - half;
  for (const [colour, width] of [[theme.scene.labelHalo, 4], [colourOf(figure.tone, theme), 2]] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x, middle + half);
    context.stroke();
    context.beginPath();
    for (const [right, down] of [[0, -half], [half, 0], [0, half], [-half, 0]] as const) context.lineTo(x + right, middle + down);
    context.closePath();
    context.stroke();
  }
  context.fillStyle = colourOf(figure.tone, theme);
  context.fill();
}

/** Arrowheads along the projected line, every 70 pixels. */
function paintArrows(context: CanvasRenderingContext2D, points: Float64Array, projector: Projector, colour: string): void {
  let left = 35;
  let before: { x: number; y: number } | null = null;
  context.fillStyle = colour;
  for (let k = 0; k < points.length; k += 3) {
    if (!projector.project(points[k] ?? 0, points[k + 1] ?? 0, points[k + 2] ?? 0)) { before = null; continue; }
    const here = { x: projector.x, y: projector.y };
    if (before) {
      const length = Math.hypot(here.x - before.x, here.y - before.y);
      for (; left <= length; left += 70) {
        const x = before.x + ((here.x - before.x) * left) / length, y = before.y + ((here.y - before.y) * left) / length;
        const angle = Math.atan2(here.y - before.y, here.x - before.x);
        context.beginPath();
        for (const turn of [0, 2.5, -2.5]) context.lineTo(x + Math.cos(angle + turn) * 7, y + Math.sin(angle + turn) * 7);
        context.closePath();
        context.fill();
      }
      left -= length;
    }
    before = here;
  }
}

/** Where the words of a figure belong, pixels: a line is named at its middle, an area at its highest corner on the canvas. Null: it says nothing from here. */
function wordsAnchor(figure: Figure, points: Float64Array, projector: Projector, scale: number, focused: boolean): { x: number; y: number } | null {
  let x = NaN, y = Infinity, depth = Infinity;
  let left = Infinity, right = -Infinity, low = -Infinity, high = Infinity;
  const middle = Math.floor(points.length / 6) * 3;
  for (let k = 0; k < points.length; k += 3) {
    if (!projector.project(points[k] ?? 0, points[k + 1] ?? 0, points[k + 2] ?? 0)) continue;
    left = Math.min(left, projector.x); right = Math.max(right, projector.x); high = Math.min(high, projector.y); low = Math.max(low, projector.y);
    if (figure.shape === 'line' ? k === middle : projector.y < y) { x = projector.x; y = projector.y; depth = projector.depth; }
  }
  if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
  if (focused || figure.tone === 'I' || figure.tone === 'II') return { x, y: figure.shape === 'point' ? y - stemTop * scale : y };
  if (figure.shape === 'point') return depth < nearMetres ? { x, y: y - stemTop * scale } : null;
  return Math.max(right - left, low - high) < wordyPixels ? null : { x, y };
}
