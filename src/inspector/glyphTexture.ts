/** The sign of a condition drawn to a canvas: the same shapes as the panels, so that a sensor reads alike everywhere. */
import { CanvasTexture, SRGBColorSpace } from 'three';
import { levelShapes, shapeDash, shapeStroke } from '../design/levelShape';
import type { Theme } from '../design/tokens';
import type { Condition } from '../domain/state';

/** Edge of a glyph picture, pixels; drawn at 20 to 40 CSS pixels, sharp on a double-density screen. */
const EDGE_PIXELS = 96;
const MARGIN = 0.14;

const paint = (context: CanvasRenderingContext2D, body: Path2D): void => { context.fill(body); };

export function glyphTexture(condition: Condition, theme: Theme, selected: boolean): CanvasTexture {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = EDGE_PIXELS;
  const context = canvas.getContext('2d');
  const shape = levelShapes[condition], colour = theme.state[condition];
  if (context) {
    const scale = EDGE_PIXELS * (1 - 2 * MARGIN);
    context.setTransform(scale, 0, 0, scale, EDGE_PIXELS * MARGIN, EDGE_PIXELS * MARGIN);
    context.lineJoin = context.lineCap = 'round';
    const body = new Path2D(shape.path);
    // A dark or light rim keeps the sign readable on the model behind it.
    context.strokeStyle = selected ? theme.ui.accent : theme.ui.bg1;
    context.lineWidth = selected ? 0.26 : 0.2;
    context.stroke(body);
    if (shape.body === 'fill') {
      context.fillStyle = colour.fill;
      paint(context, body);
      context.strokeStyle = colour.outline;
      context.lineWidth = 0.05;
      context.stroke(body);
    } else {
      context.fillStyle = theme.ui.bg1;
      paint(context, body);
      context.strokeStyle = colour.fill;
      context.lineWidth = shapeStroke;
      context.setLineDash(shape.body === 'dashed' ? [...shapeDash] : []);
      context.stroke(body);
      context.setLineDash([]);
    }
    if (shape.detail) {
      context.strokeStyle = shape.body === 'fill' ? colour.ink : colour.fill;
      context.lineWidth = shapeStroke;
      context.stroke(new Path2D(shape.detail));
    }
    if (shape.numeral) {
      context.fillStyle = colour.ink;
      context.font = '700 0.5px "Noto Sans SC Variable", "Noto Sans SC", sans-serif';
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.fillText(shape.numeral, 0.5, shape.numeralY);
    }
  }
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  return texture;
}
