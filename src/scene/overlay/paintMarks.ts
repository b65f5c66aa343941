/** Paints the marks of a frame: quiet badges for what is well, level shapes for what is not, pillars and ground rings for the urgent. */
import { levelShapes } from '../../design/levelShape';
import { pulseHz } from '../../design/tokens';
import { LEVEL_BY_RANK } from '../../domain/state';
import type { MarkList } from './MarkList';
import type { Box } from './placeLabels';
import { conditionBySeverity, type MarkSprites } from './MarkSprites';

export interface MarkScene {
  /** Seconds for the pulse; frozen when motion is reduced. */
  readonly seconds: number;
  readonly pulsing: boolean;
  /** Sine of the camera's look-down angle: how round a ring on the ground appears. */
  readonly flatness: number;
  /** Metres from which a single normal object is a sign instead of a dot, and below which its model stands there itself. */
  readonly selectedIndex: number | null;
  readonly hoverIndex: number | null;
}

/** Metres: farther than this a normal single is a dot; nearer than the second its model is drawn and the sign becomes a tag. */
export const signDistance = { dot: 1600, model: 380 } as const;
/** Pixels an urgent mark stands above its place. */
export const pillarPixels = 46;
const shapePixels = 17;

export function paintMarks(context: CanvasRenderingContext2D, marks: MarkList, order: readonly number[], sprites: MarkSprites, scene: MarkScene): void {
  for (const mark of order) {
    const x = marks.x[mark] ?? 0, y = marks.y[mark] ?? 0, severity = marks.severity[mark] ?? 0, count = marks.count[mark] ?? 0;
    if (marks.pinned[mark] === 1) paintUrgent(context, x, y, severity, sprites, scene);
    else if (count > 1) paintBadge(context, x, y, severity, count, sprites);
    else paintSingle(context, x, y, severity, marks.kind[mark] ?? 0, marks.depth[mark] ?? 0, marks.index[mark] ?? 0, sprites, scene);
  }
}

/** The room a mark takes from words, pixels; null where words may stand over it (a single normal object). */
export function markBox(marks: MarkList, mark: number): Box | null {
  const x = marks.x[mark] ?? 0, y = marks.y[mark] ?? 0, severity = marks.severity[mark] ?? 0, count = marks.count[mark] ?? 0;
  if (severity < 2 && count < 2) return null;
  if (marks.pinned[mark] === 1) return { left: x - 14, top: y - pillarPixels - 14, right: x + 14, bottom: y + 12 };
  // a badge that carries a level has its number to the right of the sign
  const beside = severity > 1 && count > 1 ? 14 + 7 * badgeText(count).length : 0;
  return { left: x - 14, top: y - 12, right: x + 14 + beside, bottom: y + 12 };
}
const badgeText = (count: number): string => (count >= 10_000 ? `${Math.round(count / 1000)}k` : String(count));

function blit(context: CanvasRenderingContext2D, sprite: HTMLCanvasElement, x: number, y: number, ratio: number, scale = 1): void {
  const side = (sprite.width / ratio) * scale;
  context.drawImage(sprite, x - side / 2, y - side / 2, side, side);
}

function paintUrgent(context: CanvasRenderingContext2D, x: number, y: number, severity: number, sprites: MarkSprites, scene: MarkScene): void {
  const condition = conditionBySeverity[severity] ?? 'I';
  const level = LEVEL_BY_RANK[severity - 1] ?? 'I';
  const { fill } = sprites.theme.state[condition];
  const wave = scene.pulsing && pulseHz[level] > 0 ? 0.5 + 0.5 * Math.cos(scene.seconds * pulseHz[level] * Math.PI * 2) : 1;
  const rings = severity === 5 ? 3 : 2;
  context.strokeStyle = fill;
  for (let ring = 0; ring < rings; ring++) {
    const radius = 8 + ring * 9;
    context.globalAlpha = (0.75 - ring * 0.2) * (0.6 + 0.4 * wave);
    context.lineWidth = 2 - ring * 0.4;
    context.beginPath();
    context.ellipse(x, y, radius, radius * Math.max(0.25, scene.flatness), 0, 0, Math.PI * 2);
    context.stroke();
  }
  const top = y - pillarPixels;
  const beam = context.createLinearGradient(0, y, 0, top);
  beam.addColorStop(0, fill);
  beam.addColorStop(1, fill);
  context.globalAlpha = 0.9;
  context.strokeStyle = sprites.theme.scene.labelHalo;
  context.lineWidth = 4;
  line(context, x, y, x, top);
  context.strokeStyle = beam;
  context.lineWidth = 2;
  line(context, x, y, x, top);
  context.globalAlpha = 0.28 * (0.6 + 0.4 * wave);
  const halo = context.createRadialGradient(x, top, 4, x, top, 30);
  halo.addColorStop(0, fill);
  halo.addColorStop(1, `${fill}00`);
  context.fillStyle = halo;
  context.fillRect(x - 30, top - 30, 60, 60);
  context.globalAlpha = 0.6 + 0.4 * wave;
  blit(context, sprites.shape(condition, shapePixels), x, top, sprites.ratio);
  context.globalAlpha = 1;
}

function paintBadge(context: CanvasRenderingContext2D, x: number, y: number, severity: number, count: number, sprites: MarkSprites): void {
  const { theme } = sprites;
  const text = badgeText(count);
  if (severity <= 1) {
    const radius = 8.5 + Math.min(5, Math.log10(count) * 2.2);
    context.beginPath();
    context.arc(x, y, radius, 0, Math.PI * 2);
    context.globalAlpha = 0.5;
    context.fillStyle = theme.ui.bg1;
    context.fill();
    context.globalAlpha = 0.42;
    context.lineWidth = 1;
    context.strokeStyle = theme.ui.text3;
    context.stroke();
    context.globalAlpha = 0.92;
    context.fillStyle = theme.ui.text2;
    context.font = `500 ${text.length > 2 ? 9 : 10}px ${sprites.fontFamily}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(text, x, y + 0.5);
    context.globalAlpha = 1;
    return;
  }
  const condition = conditionBySeverity[severity] ?? 'IV';
  context.font = `600 11px ${sprites.fontFamily}`;
  const width = context.measureText(text).width + 12;
  const half = (shapePixels * levelShapes[condition].scale) / 2;
  context.globalAlpha = 0.9;
  context.fillStyle = theme.ui.bg1;
  context.strokeStyle = theme.state[condition].fill;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(x, y - 8.5, half + width, 17, 8.5);
  context.fill();
  context.stroke();
  context.globalAlpha = 1;
  context.fillStyle = theme.ui.text1;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, x + half + 4, y + 0.5);
  blit(context, sprites.shape(condition, shapePixels), x, y, sprites.ratio);
}

function paintSingle(context: CanvasRenderingContext2D, x: number, y: number, severity: number, kind: number, depth: number, index: number, sprites: MarkSprites, scene: MarkScene): void {
  const { theme } = sprites;
  const lifted = index === scene.hoverIndex || index === scene.selectedIndex;
  const near = depth < signDistance.dot || lifted;
  if (severity > 1) {
    const size = depth < signDistance.model ? shapePixels : shapePixels - 1;
    if (near) { blit(context, sprites.kind(kind, 20, false), x, y, sprites.ratio); blit(context, sprites.shape(conditionBySeverity[severity] ?? 'IV', 12), x + 11, y - 9, sprites.ratio); }
    else blit(context, sprites.shape(conditionBySeverity[severity] ?? 'IV', size), x, y, sprites.ratio);
    return;
  }
  if (!near) {
    context.globalAlpha = severity === 1 ? 0.55 : 0.7;
    context.beginPath();
    context.arc(x, y, 2.2, 0, Math.PI * 2);
    context.lineWidth = 1.1;
    context.strokeStyle = theme.state.normal.fill;
    context.stroke();
    context.globalAlpha = 1;
    return;
  }
  const size = lifted ? 24 : depth < signDistance.model ? 14 : 19;
  context.globalAlpha = lifted ? 1 : 0.9;
  blit(context, sprites.kind(kind, size, severity === 1), x, y, sprites.ratio);
  if (severity === 1) blit(context, sprites.shape('offline', 10), x + size * 0.45, y - size * 0.4, sprites.ratio);
  context.globalAlpha = 1;
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
