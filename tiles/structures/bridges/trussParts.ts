/** Truss planes between two chord curves, with verticals, alternating diagonals and cross-members. */
import type { MeshBuilder } from '../MeshBuilder';
import type { PartRole } from '../structureMesh';
import type { BridgePlan } from './planBridge';

export interface TrussShape {
  readonly member: string;
  readonly role?: PartRole;
  readonly from: number;
  readonly to: number;
  readonly panels: number;
  /** Elevation of the chords at station s. */
  readonly top: (s: number) => number;
  readonly bottom: (s: number) => number;
  /** Distance of the truss planes from the axis at station s, for each plane. */
  readonly planes: readonly number[];
  readonly chord: number;
  readonly web: number;
  /** Cross-members between the outer planes at the top and the bottom chord. */
  readonly cross?: 'both' | 'top' | 'bottom' | 'none';
}

export function truss(b: MeshBuilder, plan: BridgePlan, shape: TrussShape): void {
  const sink = b.part(shape.member, shape.role ?? 'truss');
  const stations = Array.from({ length: shape.panels + 1 }, (_, i) => shape.from + ((shape.to - shape.from) * i) / shape.panels);
  for (const left of shape.planes) {
    const top = stations.map((s) => plan.axis.point(s, left, shape.top(s)));
    const bottom = stations.map((s) => plan.axis.point(s, left, shape.bottom(s)));
    for (let i = 0; i < stations.length; i++) {
      const high = top[i]![2] - bottom[i]![2];
      if (high > shape.chord * 1.5) sink.beam(bottom[i]!, top[i]!, shape.web);
      if (i === shape.panels) break;
      sink.beam(top[i]!, top[i + 1]!, shape.chord);
      sink.beam(bottom[i]!, bottom[i + 1]!, shape.chord);
      // Diagonals fall towards the middle of the run, as on a Pratt truss.
      const rising = i < shape.panels / 2;
      sink.beam(rising ? top[i]! : bottom[i]!, rising ? bottom[i + 1]! : top[i + 1]!, shape.web);
    }
  }
  const cross = shape.cross ?? 'both';
  if (shape.planes.length < 2 || cross === 'none') return;
  const a = shape.planes[0]!, c = shape.planes.at(-1)!;
  for (const s of stations) {
    if (cross !== 'bottom') sink.beam(plan.axis.point(s, a, shape.top(s)), plan.axis.point(s, c, shape.top(s)), shape.web);
    if (cross !== 'top') sink.beam(plan.axis.point(s, a, shape.bottom(s)), plan.axis.point(s, c, shape.bottom(s)), shape.web);
  }
}

/** Even number of panels of about `length` metres between two stations. */
export const panelCount = (from: number, to: number, length: number): number => Math.max(2, 2 * Math.round((to - from) / length / 2));
