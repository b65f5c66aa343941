/** The selected object's frame: the outline of its footprint at foot and top, its corners, and brackets around it. White, never coloured. */
import type { Theme } from '../../design/tokens';
import { toEarthFixed } from '../camera/viewGeometry';
import type { Projector } from './Projector';

export interface Outline { readonly rings: readonly (readonly number[])[]; readonly base: number; readonly top: number }
/** Outline in earth-fixed metres, ready to project: foot and top points per ring vertex. */
export interface OutlinePoints { readonly rings: readonly { readonly foot: Float64Array; readonly top: Float64Array }[] }

export function toOutlinePoints(outline: Outline, undulation: number): OutlinePoints {
  return {
    rings: outline.rings.map((ring) => {
      const count = ring.length / 2;
      const foot = new Float64Array(count * 3), top = new Float64Array(count * 3);
      for (let i = 0; i < count; i++) {
        const lon = ring[i * 2] ?? 0, lat = ring[i * 2 + 1] ?? 0;
        const a = toEarthFixed(lon, lat, outline.base + undulation), b = toEarthFixed(lon, lat, outline.top + undulation);
        foot.set([a.x, a.y, a.z], i * 3);
        top.set([b.x, b.y, b.z], i * 3);
      }
      return { foot, top };
    }),
  };
}

interface Extent { left: number; top: number; right: number; bottom: number }

export function paintOutline(context: CanvasRenderingContext2D, points: OutlinePoints, projector: Projector, theme: Theme): void {
  const extent: Extent = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  context.lineJoin = 'round';
  for (const [colour, width] of [[theme.scene.labelHalo, 4], [theme.scene.select, 1.8]] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    for (const { foot, top } of points.rings) {
      context.globalAlpha = 0.5;
      stroke(context, foot, projector, extent);
      context.globalAlpha = 1;
      stroke(context, top, projector, extent);
    }
  }
  if (extent.right > extent.left) paintBrackets(context, extent, theme);
}

export function paintBracketsAt(context: CanvasRenderingContext2D, x: number, y: number, half: number, theme: Theme): void {
  paintBrackets(context, { left: x - half, top: y - half, right: x + half, bottom: y + half }, theme);
}

function stroke(context: CanvasRenderingContext2D, line: Float64Array, projector: Projector, extent: Extent): void {
  context.beginPath();
  let open = false;
  for (let i = 0; i < line.length; i += 3) {
    if (!projector.project(line[i] ?? 0, line[i + 1] ?? 0, line[i + 2] ?? 0)) { open = false; continue; }
    if (open) context.lineTo(projector.x, projector.y); else context.moveTo(projector.x, projector.y);
    open = true;
    extent.left = Math.min(extent.left, projector.x); extent.right = Math.max(extent.right, projector.x);
    extent.top = Math.min(extent.top, projector.y); extent.bottom = Math.max(extent.bottom, projector.y);
  }
  context.stroke();
}

function paintBrackets(context: CanvasRenderingContext2D, extent: Extent, theme: Theme): void {
  const pad = 9;
  const { left, top, right, bottom } = { left: extent.left - pad, top: extent.top - pad, right: extent.right + pad, bottom: extent.bottom + pad };
  const arm = Math.min(16, Math.max(6, (right - left) * 0.22));
  for (const [colour, width] of [[theme.scene.labelHalo, 4.5], [theme.scene.select, 2]] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (const [x, y, sx, sy] of [[left, top, 1, 1], [right, top, -1, 1], [right, bottom, -1, -1], [left, bottom, 1, -1]] as const) {
      context.moveTo(x + sx * arm, y);
      context.lineTo(x, y);
      context.lineTo(x, y + sy * arm);
    }
    context.stroke();
  }
}
