/** Ready-drawn pictures of level shapes and kind signs, so that a frame only copies them. Rebuilt when theme or pixel ratio change. */
import { kindIconBox, kindIconStroke, kindIcons } from '../../design/kindIcon';
import { levelShapes, shapeDash, shapeStroke } from '../../design/levelShape';
import type { Theme } from '../../design/tokens';
import { KINDS } from '../../domain/kind';
import type { Condition } from '../../domain/state';

/** Conditions by `Severity` (see SymbolTree): none, silent, IV … I. */
export const conditionBySeverity: readonly Condition[] = ['normal', 'offline', 'IV', 'III', 'II', 'I'];

export class MarkSprites {
  private readonly cache = new Map<string, HTMLCanvasElement>();
  constructor(readonly theme: Theme, readonly ratio: number, readonly fontFamily: string) {}

  /** A level or condition shape of `size` pixels (level IV's; others scale), centred in its picture. */
  shape(condition: Condition, size: number): HTMLCanvasElement {
    return this.get(`${condition}/${size}`, size * levelShapes[condition].scale + 8, (context, side) => {
      const shape = levelShapes[condition];
      const colours = this.theme.state[condition];
      const extent = size * shape.scale;
      context.translate((side - extent) / 2, (side - extent) / 2);
      const path = toScaledPath(shape.path, extent);
      context.lineJoin = 'round';
      context.lineCap = 'round';
      if (shape.body === 'fill') {
        context.shadowColor = this.theme.scene.labelHalo;
        context.shadowBlur = 4 * this.ratio;
        context.fillStyle = colours.fill;
        context.fill(path);
        context.shadowBlur = 0;
        context.lineWidth = 1.5;
        context.strokeStyle = colours.outline === colours.fill ? this.theme.scene.labelHalo : colours.outline;
        context.stroke(path);
      } else {
        if (shape.body === 'dashed') context.setLineDash(shapeDash.map((part) => part * extent));
        context.strokeStyle = this.theme.scene.labelHalo;
        context.lineWidth = shapeStroke * extent + 2.4;
        context.stroke(path);
        context.strokeStyle = colours.outline;
        context.lineWidth = Math.max(1.4, shapeStroke * extent);
        context.stroke(path);
      }
      if (shape.detail) {
        context.setLineDash([]);
        context.strokeStyle = colours.outline;
        context.lineWidth = Math.max(1.4, shapeStroke * extent);
        context.stroke(toScaledPath(shape.detail, extent));
      }
      if (shape.numeral) {
        context.fillStyle = colours.ink;
        context.font = `700 ${extent * 0.52}px ${this.fontFamily}`;
        context.textAlign = 'center';
        context.textBaseline = 'middle';
        context.fillText(shape.numeral, extent / 2, extent * shape.numeralY + extent * 0.03);
      }
    });
  }

  /** The sign of a kind on a small quiet disc. */
  kind(kind: number, size: number, muted: boolean): HTMLCanvasElement {
    return this.get(`k${kind}/${size}/${muted}`, size + 6, (context, side) => {
      const name = KINDS[kind] ?? 'poi';
      const colours = this.theme.state.normal;
      context.translate(side / 2, side / 2);
      context.beginPath();
      context.arc(0, 0, size / 2, 0, Math.PI * 2);
      context.fillStyle = this.theme.ui.panel;
      context.globalAlpha = 0.86;
      context.fill();
      context.globalAlpha = 1;
      context.lineWidth = 1;
      context.strokeStyle = muted ? this.theme.ui.line : colours.outline;
      context.stroke();
      const scale = (size * 0.62) / kindIconBox;
      context.scale(scale, scale);
      context.translate(-kindIconBox / 2, -kindIconBox / 2);
      context.lineWidth = kindIconStroke;
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.strokeStyle = muted ? this.theme.ui.text3 : this.theme.ui.text2;
      context.stroke(new Path2D(kindIcons[name]));
    });
  }

  private get(key: string, side: number, paint: (context: CanvasRenderingContext2D, side: number) => void): HTMLCanvasElement {
    const known = this.cache.get(key);
    if (known) return known;
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(side * this.ratio);
    canvas.height = canvas.width;
    const context = canvas.getContext('2d');
    if (context) { context.scale(this.ratio, this.ratio); paint(context, canvas.width / this.ratio); }
    this.cache.set(key, canvas);
    return canvas;
  }
}

function toScaledPath(unitPath: string, extent: number): Path2D {
  const path = new Path2D();
  path.addPath(new Path2D(unitPath), new DOMMatrix().scale(extent));
  return path;
}
