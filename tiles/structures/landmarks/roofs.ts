/** Chinese roofs: concave hips with lifted corners, and their round sister. */
import type { PartSink } from '../MeshBuilder';
import { circle, type Ring, type Site } from './Site';

export interface HipRoof {
  readonly u: number; readonly v: number;
  /** Size of the eaves, metres. */
  readonly width: number; readonly depth: number;
  readonly eave: number; readonly top: number;
  /** Size of the flat or ridge at the top; a depth near zero makes a ridge. */
  readonly topWidth: number; readonly topDepth: number;
}

/** Eight-point ring of mid-edges (even) and corners (odd), counter-clockwise. It starts on a mid-edge: closing fans then stay under the lifted corners. */
const ring8 = (u: number, v: number, w: number, d: number): Ring => [
  [u, v - d / 2], [u + w / 2, v - d / 2], [u + w / 2, v], [u + w / 2, v + d / 2], [u, v + d / 2], [u - w / 2, v + d / 2], [u - w / 2, v], [u - w / 2, v - d / 2],
];

export function hipRoof(site: Site, sink: PartSink, roof: HipRoof): void {
  const { u, v, eave, top } = roof, lift = Math.min(1.6, (top - eave) * 0.28);
  const at = (t: number, h: number, corner: number) => ring8(u, v, roof.width + (roof.topWidth - roof.width) * t, roof.depth + (roof.topDepth - roof.depth) * t).map(([x, y], i) => site.at(x, y, h + (i % 2 === 1 ? corner : 0)));
  sink.loft([at(0, eave - 0.5, lift), at(0, eave, lift), at(0.5, eave + (top - eave) * 0.34, lift * 0.25), at(1, top, 0)], 'both');
}

/** Round roof between two radii, hollow like a tent. */
export function roundRoof(site: Site, sink: PartSink, u: number, v: number, outer: number, inner: number, eave: number, top: number, sides = 24): void {
  const at = (t: number, h: number) => site.ring(circle(u, v, outer + (inner - outer) * t, sides), h);
  sink.loft([at(0, eave - 0.6), at(0, eave), at(0.5, eave + (top - eave) * 0.36), at(1, top)], 'both');
}
