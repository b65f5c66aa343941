/** Street furniture of one square to one GLB: templates stamped at their places, on the same terrain as everything else. */
import type { ThingColumns } from '../../../tiles/format';
import { featureSeed } from './buildBuildingsGlb';
import { GlbMesh, type Moving } from './GlbMesh';
import { LocalFrame } from './LocalFrame';
import { isMounted, thingModel } from './thingModels';
import type { TilePlace } from './buildBuildingsGlb';

const RADIANS = Math.PI / 180;
/** Half of a z16 square's diagonal with room for a crown, metres; z16 is 611 m wide at the equator. */
const SQUARE_REACH_METRES = 640;

export function buildThingsGlb(things: ThingColumns, rows: readonly number[], place: TilePlace, indexOffset: number): ArrayBuffer | null {
  const frame = new LocalFrame(place.lon, place.lat);
  let vertical = 20;
  for (const row of rows) vertical = Math.max(vertical, Math.abs((things.elevation[row] ?? 0) + Math.max(0, things.height[row] ?? 0) - place.elevation) + 20);
  const mesh = new GlbMesh(rows.length * 40, rows.length * 120, { horizontal: SQUARE_REACH_METRES, vertical }, true);
  for (const row of rows) stamp(mesh, things, row, place, frame, indexOffset);
  return mesh.toGlb(rows.length);
}

function stamp(mesh: GlbMesh, things: ThingColumns, row: number, place: TilePlace, frame: LocalFrame, indexOffset: number): void {
  const kind = things.kinds[things.kind[row] ?? 0] ?? '';
  const index = things.firstIndex + row;
  const seed = featureSeed(index);
  const mountHeight = things.height[row] ?? 0;
  const template = thingModel(kind, mountHeight, seed);
  if (!template) return;
  const lon = things.lon[row] ?? 0, lat = things.lat[row] ?? 0;
  const east = frame.east(lon, lat), north = frame.north(lon, lat);
  const lift = isMounted(kind) ? mountHeight : 0;
  const foot = (things.elevation[row] ?? 0) + lift - place.elevation - frame.drop(east, north);
  // Without a heading, furniture still faces somewhere of its own; trees also differ in size.
  const heading = (things.heading[row] ?? seed * 1.41) * RADIANS;
  const headingByte = Math.round((heading / RADIANS) * (256 / 360)) & 255;
  const sin = Math.sin(heading), cos = Math.cos(heading);
  const size = kind === 'tree' ? 0.75 + (featureSeed(index * 7 + 3) / 255) * 0.6 : 1;
  const id = index + indexOffset;
  const first = mesh.vertexCount;
  const { positions, materials, indices, parts, pivots } = template;
  let total = 0;
  for (let at = 2; at < positions.length; at += 3) total = Math.max(total, (positions[at] ?? 0) * size);
  mesh.reserve(materials.length, indices.length);
  for (let vertex = 0; vertex < materials.length; vertex++) {
    const x = (positions[vertex * 3] ?? 0) * size, y = (positions[vertex * 3 + 1] ?? 0) * size, z = (positions[vertex * 3 + 2] ?? 0) * size;
    const part = parts[vertex] ?? 0;
    let moving: Moving | null = null;
    if (part !== 0) {
      const px = pivots[vertex * 3] ?? 0, py = pivots[vertex * 3 + 1] ?? 0;
      moving = { part, x: east + px * cos + py * sin, y: north - px * sin + py * cos, z: foot + (pivots[vertex * 3 + 2] ?? 0) };
    }
    mesh.vertex(east + x * cos + y * sin, north - x * sin + y * cos, foot + z, id, materials[vertex] ?? 0, headingByte, seed, z + lift, total + lift, moving);
  }
  for (let at = 0; at < indices.length; at += 3) mesh.triangle(first + (indices[at] ?? 0), first + (indices[at + 1] ?? 0), first + (indices[at + 2] ?? 0));
}
