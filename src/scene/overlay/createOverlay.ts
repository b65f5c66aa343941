/**
 * The flat canvas above the globe: badges, symbols, names, the selection's frame and the hover tag. It is drawn after each frame of
 * the globe with that frame's camera, and alone when only states, pulses or fades change; then the globe draws nothing.
 */
import type { Language } from '../../state/stores/preferences';
import { themes, type Theme, type ThemeName } from '../../design/tokens';
import type { ObjectId } from '../../domain/ids';
import { KINDS, type Kind } from '../../domain/kind';
import type { CityStore } from '../../state/city/CityStore';
import type { Insets } from '../camera/createCameraRig';
import { toEarthFixed } from '../camera/viewGeometry';
import { collectMarks } from './collectMarks';
import { createLabelSet } from './LabelSet';
import { MarkList } from './MarkList';
import { MarkSprites } from './MarkSprites';
import { mergeMarks } from './mergeMarks';
import { LabelPainter } from './paintLabels';
import { markBox, paintMarks, pillarPixels } from './paintMarks';
import { paintBracketsAt, paintOutline, type OutlinePoints } from './paintSelection';
import { TakenBoxes } from './placeLabels';
import { Projector, type CameraFrame } from './Projector';
import { createSymbolTrees } from './createSymbolTrees';
import { createFigureLayer, type ElevationsOf } from './figureLayer';
import type { Figure } from '../../domain/figure';

export interface OverlayHit { readonly index: number; readonly count: number; readonly depth: number; /** Metres, see MarkList. */ readonly spread: number }

export interface Overlay {
  /** Draws with this camera; answers whether a fade is still running. */
  draw(frame: CameraFrame, flatness: number, nowMs: number): boolean;
  invalidate(): void;
  readonly dirty: boolean;
  /** True while an unacknowledged level I or II pulses. */
  readonly pulsing: boolean;
  setTheme(name: ThemeName): void;
  setLanguage(language: Language): void;
  setHidden(hidden: ReadonlySet<Kind>): void;
  setInsets(insets: Insets): void;
  setTextScale(scale: number): void;
  setReducedMotion(reduced: boolean): void;
  setSelection(index: number | null, outline: OutlinePoints | null): void;
  setHover(index: number | null, name: string | null): void;
  /** `focus`: the open object, whose figures say what they are at any distance. */
  setFigures(figures: readonly Figure[], focus: ObjectId | null): void;
  movePointer(x: number, y: number): void;
  stateChanged(rows: Uint32Array | 'all'): void;
  placesChanged(): void;
  hit(x: number, y: number): OverlayHit | null;
  /** Pack-wide index of the object whose name is written there. */
  labelAt(x: number, y: number): number | null;
  screenPosition(lon: number, lat: number, ellipsoidHeight: number): { x: number; y: number } | null;
  readonly labels: number;
  readonly drawMs: number;
  dispose(): void;
}

const fontFamily = '"Inter Variable", "Noto Sans SC Variable", sans-serif';
/** Pixels around a mark that count as a hit; fingers get the same. */
const hitPixels = 15;
/** Milliseconds for a name to fade in. */
const fadeMs = 150;

export function createOverlay(canvas: HTMLCanvasElement, store: CityStore, undulation: number, elevationsOf: ElevationsOf, wake: () => void): Overlay {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The browser has no 2D canvas.');
  const projector = new Projector();
  const marks = new MarkList();
  const trees = createSymbolTrees(store, undulation);
  const labels = new LabelPainter(createLabelSet(store.catalogue, undulation));
  const figures = createFigureLayer(elevationsOf, undulation, () => { dirty = true; wake(); });
  const hiddenKinds = new Uint8Array(KINDS.length);
  let hidden: ReadonlySet<Kind> = new Set();
  let themeName: ThemeName = 'dark';
  let theme: Theme = themes.dark;
  let sprites: MarkSprites | null = null;
  let english = false;
  let insets: Insets = { left: 0, right: 0, top: 0, bottom: 0 };
  let textScale = 1;
  let reducedMotion = false;
  let selection: { readonly index: number; readonly outline: OutlinePoints | null } | null = null;
  let hover: { readonly index: number; readonly name: string } | null = null;
  let pointer = { x: 0, y: 0 };
  let dirty = true;
  let statesChanged = true;
  let order: readonly number[] = [];
  let lastMs = 0;
  let drawMs = 0;

  // Chinese faces arrive in slices as their characters are first drawn; every slice changes widths.
  const remeasure = (): void => { labels.forget(); dirty = true; };
  document.fonts.addEventListener('loadingdone', remeasure);
  // Both scripts are asked for before the first name is measured, else the fallback's widths stay.
  void document.fonts.load(`500 14px ${fontFamily}`, '渝中区 Aa').finally(remeasure);

  function resize(width: number, height: number): number {
    const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
    if (sprites === null || sprites.ratio !== ratio || sprites.theme !== theme) sprites = new MarkSprites(theme, ratio, fontFamily);
    return ratio;
  }

  function draw(frame: CameraFrame, flatness: number, nowMs: number): boolean {
    const began = performance.now();
    dirty = false;
    projector.set(frame);
    const ratio = resize(frame.width, frame.height);
    if (sprites === null || context === null) return false;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, frame.width, frame.height);
    if (statesChanged) { trees.aggregate(hiddenKinds); statesChanged = false; }
    marks.clear();
    for (const tree of trees.all) collectMarks(tree, projector, store.stateBytes, hiddenKinds, marks);
    order = mergeMarks(marks);
    figures.paintShapes(context, projector, theme, textScale);
    if (selection?.outline) paintOutline(context, selection.outline, projector, theme);
    const taken = new TakenBoxes();
    for (const mark of order) {
      const box = markBox(marks, mark);
      if (box !== null) taken.add(box);
    }
    const step = reducedMotion ? 1 : Math.min(1, Math.max(0.05, (nowMs - lastMs) / fadeMs));
    lastMs = nowMs;
    const free = { left: insets.left + 8, top: insets.top + 8, right: frame.width - insets.right - 8, bottom: frame.height - insets.bottom - 8 };
    figures.paintWords(context, projector, theme, english, fontFamily, textScale, free, taken);
    const fading = labels.paint(context, projector, theme, english, fontFamily, hidden, free, taken, textScale, step);
    paintMarks(context, marks, order, sprites, {
      seconds: nowMs / 1000, pulsing: !reducedMotion, flatness, selectedIndex: selection?.index ?? null, hoverIndex: hover?.index ?? null,
    });
    if (selection !== null && selection.outline === null) {
      const at = trees.positionOf(selection.index);
      if (at !== null && projector.project(at.x, at.y, at.z)) paintBracketsAt(context, projector.x, projector.y, 20, theme);
    }
    if (hover !== null) paintTag(context, hover.name, pointer.x, pointer.y, frame.width, theme, textScale);
    drawMs = performance.now() - began;
    return fading;
  }

  return {
    draw,
    invalidate: () => { dirty = true; },
    get dirty() { return dirty; },
    get pulsing() { return !reducedMotion && trees.unacknowledged() > 0; },
    get labels() { return labels.lastCount; },
    get drawMs() { return drawMs; },
    setTheme: (name) => { themeName = name; theme = themes[themeName]; dirty = true; },
    setLanguage: (language) => { english = language === 'en'; dirty = true; },
    setHidden: (next) => { hidden = next; KINDS.forEach((kind, at) => { hiddenKinds[at] = next.has(kind) ? 1 : 0; }); statesChanged = true; dirty = true; },
    setInsets: (next) => { insets = next; dirty = true; },
    setTextScale: (scale) => { textScale = scale; dirty = true; },
    setReducedMotion: (reduced) => { reducedMotion = reduced; dirty = true; },
    setSelection: (index, outline) => { selection = index === null ? null : { index, outline }; dirty = true; },
    setHover: (index, name) => { hover = index === null || name === null ? null : { index, name }; dirty = true; },
    setFigures: (next, focus) => { figures.set(next, focus); dirty = true; },
    movePointer: (x, y) => { pointer = { x, y }; if (hover !== null) dirty = true; },
    stateChanged: (rows) => { if (rows === 'all' || rows.length > 0) { if (rows === 'all' || trees.touches(rows)) { statesChanged = true; dirty = true; } } },
    placesChanged: () => { trees.refreshMoving(); statesChanged = true; dirty = true; },
    hit: (x, y) => {
      let best: OverlayHit | null = null;
      let nearest = hitPixels * hitPixels;
      for (const mark of order) {
        const dy = marks.pinned[mark] === 1 ? Math.min(Math.abs((marks.y[mark] ?? 0) - y), Math.abs((marks.y[mark] ?? 0) - pillarPixels - y)) : (marks.y[mark] ?? 0) - y;
        const away = ((marks.x[mark] ?? 0) - x) ** 2 + dy * dy;
        if (away <= nearest) { nearest = away; best = { index: marks.index[mark] ?? 0, count: marks.count[mark] ?? 1, depth: marks.depth[mark] ?? 0, spread: marks.spread[mark] ?? 0 }; }
      }
      return best;
    },
    labelAt: (x, y) => labels.hit(x, y),
    screenPosition: (lon, lat, height) => {
      const at = toEarthFixed(lon, lat, height);
      return projector.project(at.x, at.y, at.z) ? { x: projector.x, y: projector.y } : null;
    },
    dispose: () => { document.fonts.removeEventListener('loadingdone', remeasure); context.clearRect(0, 0, canvas.width, canvas.height); },
  };
}

function paintTag(context: CanvasRenderingContext2D, text: string, x: number, y: number, width: number, theme: Theme, scale: number): void {
  const size = 13 * scale;
  context.font = `500 ${size}px ${fontFamily}`;
  const wide = context.measureText(text).width + 16;
  const left = Math.min(x + 14, width - wide - 4);
  const top = y + 16;
  context.fillStyle = theme.ui.panel;
  context.strokeStyle = theme.ui.line;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(left, top, wide, size + 12, 4);
  context.fill();
  context.stroke();
  context.fillStyle = theme.ui.text1;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, left + 8, top + (size + 12) / 2 + 0.5);
}
