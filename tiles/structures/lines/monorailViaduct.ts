/** Straddle-beam monorail: slim T-columns at even spacing, twin concrete beams at a given height above the ground. */
import type { StructureFeature } from '../../format';
import { Axis } from '../Axis';
import type { MeshBuilder } from '../MeshBuilder';
import type { Vec3 } from '../vec3';

/** Beam span of Line 2, metres; half the distance between the two tracks; beam width and depth (PC beams 0.85 x 1.5 m). */
const SPAN_METRES = 22;
const TRACK_OFFSET_METRES = 1.85;
const BEAM_WIDTH_METRES = 0.85;
const BEAM_DEPTH_METRES = 1.5;
/** Top of beam above ground where the data gives none, metres. */
const DEFAULT_HEIGHT_METRES = 12;

function spread(values: readonly number[], t: number): number {
  const at = Math.min(1, Math.max(0, t)) * (values.length - 1), i = Math.min(values.length - 2, Math.floor(at));
  if (values.length < 2) return values[0]!;
  return values[i]! + (values[i + 1]! - values[i]!) * (at - i);
}

const list = (value: unknown): readonly number[] | null => (Array.isArray(value) && value.every((v) => typeof v === 'number') ? value : null);

export function monorailViaduct(b: MeshBuilder, feature: StructureFeature): readonly [number, number] {
  const axis = new Axis(feature.path), { spec } = feature;
  const heights = list(spec.deckHeightsM), elevations = list(spec.deckElevationsM);
  const flat = typeof spec.deckHeightM === 'number' ? spec.deckHeightM : DEFAULT_HEIGHT_METRES;
  const along = (values: readonly number[], fallback: number) => (s: number): number => {
    const i = axis.segment(s), a = axis.stations[i]!, c = axis.stations[i + 1] ?? a + 1, t = Math.min(1, Math.max(0, (s - a) / (c - a || 1)));
    return (values[i] ?? fallback) * (1 - t) + (values[i + 1] ?? values[i] ?? fallback) * t;
  };
  const ground = feature.ground.length === axis.stations.length ? along(feature.ground, 0) : (s: number): number => spread(feature.ground.length > 0 ? feature.ground : [0], s / axis.length);
  // Lists follow the path's points; when an importer thinned the path they are spread evenly along it.
  const follow = (values: readonly number[]): ((s: number) => number) => (values.length === axis.stations.length ? along(values, flat) : (s) => spread(values, s / axis.length));
  const above = heights && heights.length > 0 ? follow(heights) : (): number => flat;
  const level = typeof spec.deckElevationM === 'number' ? spec.deckElevationM : null;
  const top = elevations && elevations.length > 0 ? follow(elevations) : level !== null ? (): number => level : (s: number): number => ground(s) + above(s);

  const spacing = typeof spec.columnSpacingM === 'number' ? spec.columnSpacingM : SPAN_METRES;
  const stations = axis.sample(0, axis.length, spacing);
  for (const [name, offset] of [['beam-left', TRACK_OFFSET_METRES], ['beam-right', -TRACK_OFFSET_METRES]] as const) {
    const half = BEAM_WIDTH_METRES / 2;
    b.part(name, 'rail').loft(stations.map((s) => [[-half, -BEAM_DEPTH_METRES], [half, -BEAM_DEPTH_METRES], [half, 0], [-half, 0]].map(([n, v]): Vec3 => axis.point(s, offset + n!, top(s) + v!))), 'none');
  }
  let count = 0;
  const columns = Math.max(1, Math.round(axis.length / spacing));
  for (let i = 0; i <= columns; i++) {
    const s = (axis.length * i) / columns, head = top(s) - BEAM_DEPTH_METRES, foot = ground(s) - 2;
    if (head - foot < 3) continue;
    count += 1;
    const f = axis.at(s), member = `column-${String(i).padStart(3, '0')}`;
    const ring = (z: number, along2: number, across: number): Vec3[] => [[along2, -across], [along2, across], [-along2, across], [-along2, -across]].map(([u, v]): Vec3 => [f.x + f.tx * u! - f.ty * v!, f.y + f.ty * u! + f.tx * v!, z]);
    b.part('columns', 'pier').loft([ring(foot, 0.7, 0.8), ring(head - 1.6, 0.6, 0.7), ring(head - 0.5, 0.8, TRACK_OFFSET_METRES + 0.7), ring(head, 0.8, TRACK_OFFSET_METRES + 0.7)], 'end');
    if (i % 5 === 0) b.anchor(member, 'columns', [f.x, f.y, head]);
  }
  b.anchor('midspan', 'beam-left', axis.point(axis.length / 2, TRACK_OFFSET_METRES, top(axis.length / 2)));
  Object.assign(b.facts, { lengthM: axis.length, columnCount: count, spanM: axis.length / columns });
  return axis.origin;
}
