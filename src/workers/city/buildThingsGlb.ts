/** Street furniture of one square to one GLB: templates stamped at their places, and the light of lamps, on the same terrain as everything else. */
import { MATERIAL_INDEX, PART_INDEX } from '../glbContract';
import type { ThingColumns } from '../../../tiles/format';
import { featureSeed } from './buildBuildingsGlb';
import { GlbMesh, type Moving } from './GlbMesh';
import { LocalFrame } from './LocalFrame';
import type { ElevationAt } from './TerrainGrid';
import { isMounted, lampLight, thingModel } from './thingModels';
import type { TilePlace } from './buildBuildingsGlb';

const RADIANS = Math.PI / 180;
/** Half of a z16 square's diagonal with room for a crown, metres; z16 is 611 m wide at the equator. */
const SQUARE_REACH_METRES = 640;
/** Corners of a pool of light, and how far above the ground it lies: the drawn terrain is coarser than the grid. Metres. */
const poolCorners = 14;
const poolLift = 0.35;

export function buildThingsGlb(things: ThingColumns, rows: readonly number[], place: TilePlace, indexOffset: number, elevationAt: ElevationAt): ArrayBuffer | null {
  const frame = new LocalFrame(place.lon, place.lat);
  let vertical = 20;
  for (const row of rows) vertical = Math.max(vertical, Math.abs((things.elevation[row] ?? 0) + Math.max(0, things.height[row] ?? 0) - place.elevation) + 20);
  const mesh = new GlbMesh(rows.length * 40, rows.length * 120, { horizontal: SQUARE_REACH_METRES, vertical }, true);
  for (const row of rows) stamp(mesh, things, row, place, frame, indexOffset);
  mesh.beginLight();
  for (const row of rows) pourLight(mesh, things, row, place, frame, indexOffset, elevationAt);
  return mesh.toGlb(rows.length);
}

/** Radians clockwise from north. Without a heading, furniture still faces somewhere of its own. */
const headingOf = (things: ThingColumns, row: number): number => (things.heading[row] ?? featureSeed(things.firstIndex + row) * 1.41) * RADIANS;

/** Two rings of triangles on the ground below a lamp's head, draped over the terrain. */
function pourLight(mesh: GlbMesh, things: ThingColumns, row: number, place: TilePlace, frame: LocalFrame, indexOffset: number, elevationAt: ElevationAt): void {
  const light = lampLight(things.kinds[things.kind[row] ?? 0] ?? '', things.height[row] ?? 0);
  if (light === null) return;
  const id = things.firstIndex + row + indexOffset;
  const heading = headingOf(things, row);
  const lon = things.lon[row] ?? 0, lat = things.lat[row] ?? 0;
  const ahead = { east: Math.sin(heading) * light.ahead, north: Math.cos(heading) * light.ahead };
  mesh.reserve(poolCorners * 2 + 1, poolCorners * 9);
  const corner = (eastward: number, northward: number, share: number): number => {
    const atLon = lon + (ahead.east + eastward) / frame.metresPerLon, atLat = lat + (ahead.north + northward) / frame.metresPerLat;
    const east = frame.east(atLon, atLat), north = frame.north(atLon, atLat);
    const up = elevationAt(atLon, atLat) + poolLift - place.elevation - frame.drop(east, north);
    return mesh.vertex(east, north, up, id, MATERIAL_INDEX.lampHead, 0, 0, share, 1, { part: PART_INDEX.light, x: east, y: north, z: up });
  };
  const middle = corner(0, 0, 1);
  const ring = (share: number): void => {
    for (let k = 0; k < poolCorners; k++) {
      const angle = (k / poolCorners) * 2 * Math.PI, reach = light.radius * (1 - share);
      corner(Math.cos(angle) * reach, Math.sin(angle) * reach, share);
    }
  };
  ring(0.5);
  ring(0);
  for (let k = 0; k < poolCorners; k++) {
    const near = middle + 1 + k, nearNext = middle + 1 + ((k + 1) % poolCorners), far = near + poolCorners, farNext = nearNext + poolCorners;
    mesh.triangle(middle, near, nearNext);
    mesh.triangle(near, far, farNext);
    mesh.triangle(near, farNext, nearNext);
  }
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
  // trees differ in size
  const heading = headingOf(things, row);
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
