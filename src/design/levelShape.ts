/**
 * The shape of every condition, as closed polygons and strokes in a unit box (x right, y down, 0…1), so that SVG, Canvas2D
 * and both engines draw the same sign. Shape carries the state where colour cannot (greyscale, colour-blind, far away).
 */
import type { Condition } from '../domain/state';

export interface LevelShape {
  /** Body, SVG path data in the unit box. */
  readonly path: string;
  /** `fill` = body filled; `stroke` = outline only; `dashed` = dashed outline. */
  readonly body: 'fill' | 'stroke' | 'dashed';
  /** Numeral drawn on the body, or null. */
  readonly numeral: string | null;
  /** Extra strokes over the body (slash, clock hands, wrench), SVG path data, or null. */
  readonly detail: string | null;
  /** Centre of the numeral in the unit box (a triangle's is low). */
  readonly numeralY: number;
  /** Size against level IV = 1; severity must be visible without colour. */
  readonly scale: number;
}

const circle = (radius: number): string => `M${0.5 - radius} 0.5A${radius} ${radius} 0 1 1 ${0.5 + radius} 0.5A${radius} ${radius} 0 1 1 ${0.5 - radius} 0.5Z`;

export const levelShapes: Readonly<Record<Condition, LevelShape>> = {
  I: { path: 'M0.3 0.02H0.7L0.98 0.3V0.7L0.7 0.98H0.3L0.02 0.7V0.3Z', body: 'fill', numeral: 'Ⅰ', detail: null, numeralY: 0.5, scale: 1.5 },
  II: { path: 'M0.5 0.04L0.99 0.93H0.01Z', body: 'fill', numeral: 'Ⅱ', detail: null, numeralY: 0.64, scale: 1.35 },
  III: { path: 'M0.5 0.01L0.99 0.5L0.5 0.99L0.01 0.5Z', body: 'fill', numeral: 'Ⅲ', detail: null, numeralY: 0.5, scale: 1.2 },
  IV: { path: circle(0.48), body: 'fill', numeral: 'Ⅳ', detail: null, numeralY: 0.5, scale: 1 },
  normal: { path: circle(0.26), body: 'stroke', numeral: null, detail: null, numeralY: 0.5, scale: 1 },
  late: { path: circle(0.26), body: 'dashed', numeral: null, detail: null, numeralY: 0.5, scale: 1 },
  stale: { path: circle(0.42), body: 'stroke', numeral: null, detail: 'M0.5 0.24V0.52L0.68 0.64', numeralY: 0.5, scale: 1 },
  offline: { path: circle(0.42), body: 'dashed', numeral: null, detail: 'M0.18 0.82L0.82 0.18', numeralY: 0.5, scale: 1 },
  maintenance: { path: 'M0.08 0.08H0.92V0.92H0.08Z', body: 'stroke', numeral: null, detail: 'M0.28 0.72L0.56 0.44M0.72 0.28A0.16 0.16 0 1 0 0.74 0.46M0.56 0.44L0.62 0.38', numeralY: 0.5, scale: 1 },
  noFeed: { path: 'M0.26 0.5H0.74', body: 'stroke', numeral: null, detail: null, numeralY: 0.5, scale: 1 },
};

/** Stroke of outlines and details in the unit box. */
export const shapeStroke = 0.1;
/** Dash pattern of dashed outlines in the unit box. */
export const shapeDash: readonly [number, number] = [0.16, 0.12];

/** Corner points of the four level shapes for engines that want polygons, not paths; IV has 24 corners. */
export const levelPolygons: Readonly<Record<'I' | 'II' | 'III' | 'IV', readonly (readonly [number, number])[]>> = {
  I: [[0.3, 0.02], [0.7, 0.02], [0.98, 0.3], [0.98, 0.7], [0.7, 0.98], [0.3, 0.98], [0.02, 0.7], [0.02, 0.3]],
  II: [[0.5, 0.04], [0.99, 0.93], [0.01, 0.93]],
  III: [[0.5, 0.01], [0.99, 0.5], [0.5, 0.99], [0.01, 0.5]],
  IV: Array.from({ length: 24 }, (_, step) => [0.5 + 0.48 * Math.cos((step * Math.PI) / 12), 0.5 + 0.48 * Math.sin((step * Math.PI) / 12)] as const),
};
