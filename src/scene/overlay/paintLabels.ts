/** Chooses and paints the names of a frame. Text widths are measured once per name and language. */
import type { Theme } from '../../design/tokens';
import type { Kind } from '../../domain/kind';
import type { LabelSet } from './LabelSet';
import { placeLabels, type Box, type LabelCandidate, type TakenBoxes } from './placeLabels';
import type { Projector } from './Projector';

/** Most names at once; above an aspect of 2.4 : 1 a wall may carry more. */
export const labelBudget = { normal: 40, wide: 60 } as const;

export class LabelPainter {
  private shown: ReadonlySet<number> = new Set();
  private readonly widths = new Map<string, number>();
  private readonly alpha = new Map<number, number>();
  private readonly boxes: (Box & { readonly index: number })[] = [];
  lastCount = 0;

  constructor(private readonly set: LabelSet) {}

  forget(): void { this.widths.clear(); }

  /** Pack-wide index of the name written at a place of the last frame. */
  hit(x: number, y: number): number | null {
    return this.boxes.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)?.index ?? null;
  }

  /** Answers whether a fade is still under way. `scale` is the viewing factor for text. */
  paint(context: CanvasRenderingContext2D, projector: Projector, theme: Theme, english: boolean, fontFamily: string, hidden: ReadonlySet<Kind>, free: Box, taken: TakenBoxes, scale: number, step: number): boolean {
    const { set } = this;
    const candidates: LabelCandidate[] = [];
    for (let i = 0; i < set.index.length; i++) {
      const style = set.styles[i];
      const kind = set.kinds[i];
      if (style === undefined || kind === undefined || hidden.has(kind)) continue;
      const p = i * 3;
      if (!projector.project(set.position[p] ?? 0, set.position[p + 1] ?? 0, set.position[p + 2] ?? 0) || projector.depth < style.nearest || projector.depth > style.farthest || !projector.inside(0)) continue;
      const text = (english ? set.namesEn[i] : set.namesZh[i]) ?? '';
      const size = style.size * scale;
      const width = this.measure(context, text, size, style.weight, fontFamily, style.look === 'water');
      candidates.push({
        key: i, priority: style.priority - (12 * projector.depth) / style.farthest, x: projector.x, y: projector.y, width, height: size * 1.25,
        gap: style.look === 'place' ? 20 : style.look === 'water' ? -size * 0.6 : 8,
      });
    }
    const budget = projector.width > projector.height * 2.4 ? labelBudget.wide : labelBudget.normal;
    const placed = placeLabels(candidates, free, taken, this.shown, budget);
    this.lastCount = placed.length;
    const keys = new Set(placed.map((label) => label.key));
    let fading = false;
    this.boxes.length = 0;
    for (const label of placed) {
      const style = set.styles[label.key];
      if (style === undefined) continue;
      const alpha = Math.min(1, (this.alpha.get(label.key) ?? 0) + step);
      this.alpha.set(label.key, alpha);
      if (alpha < 1) fading = true;
      const size = style.size * scale;
      const text = (english ? set.namesEn[label.key] : set.namesZh[label.key]) ?? '';
      const width = this.measure(context, text, size, style.weight, fontFamily, style.look === 'water');
      this.boxes.push({ index: set.index[label.key] ?? 0, left: label.left, top: label.top, right: label.left + width, bottom: label.top + size * 1.25 });
      context.globalAlpha = alpha * (style.look === 'quiet' ? 0.86 : 1);
      if (style.look === 'place' && label.top + size < label.anchorY) paintLeader(context, label.anchorX, label.anchorY, label.top + size * 1.25, theme);
      context.font = `${style.weight} ${size}px ${fontFamily}`;
      context.letterSpacing = style.look === 'water' ? `${size * 0.35}px` : '0px';
      context.textAlign = 'left';
      context.textBaseline = 'top';
      context.lineJoin = 'round';
      context.strokeStyle = theme.scene.labelHalo;
      context.lineWidth = 3.2;
      context.strokeText(text, label.left, label.top + size * 0.12);
      context.fillStyle = style.look === 'water' ? theme.scene.waterGlint : style.look === 'quiet' ? theme.ui.text2 : theme.scene.label;
      if (style.look === 'water' && theme.scene.windowGlow.strength[1] === 0) context.fillStyle = theme.ui.text3;
      context.fillText(text, label.left, label.top + size * 0.12);
    }
    context.letterSpacing = '0px';
    context.globalAlpha = 1;
    for (const key of this.alpha.keys()) if (!keys.has(key)) this.alpha.delete(key);
    this.shown = keys;
    return fading;
  }

  private measure(context: CanvasRenderingContext2D, text: string, size: number, weight: number, fontFamily: string, spaced: boolean): number {
    const key = `${size}/${weight}/${spaced}/${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    context.font = `${weight} ${size}px ${fontFamily}`;
    context.letterSpacing = spaced ? `${size * 0.35}px` : '0px';
    const { width } = context.measureText(text);
    context.letterSpacing = '0px';
    this.widths.set(key, width);
    return width;
  }
}

function paintLeader(context: CanvasRenderingContext2D, x: number, y: number, top: number, theme: Theme): void {
  context.strokeStyle = theme.scene.labelMuted;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x, top + 1);
  context.stroke();
  context.fillStyle = theme.scene.label;
  context.beginPath();
  context.arc(x, y, 1.8, 0, Math.PI * 2);
  context.fill();
}
