/**
 * Footprints of one quadtree node to one GLB: walls and flat roofs that share their ring vertices.
 *
 * ```
 *   roof  n+0 ── n+1     roof vertices: ring at `top`, triangulated (holes cut)
 *          │  ╲   │
 *   foot  0 ──── 1       foot vertices: the same ring at `base`, below the visible ground
 * ```
 * No object is made per building; a tile of 2,000 takes a few milliseconds.
 */
import earcut from 'earcut';
import type { BlockColumns } from '../../../tiles/format';
import { MATERIAL_INDEX } from '../glbContract';
import type { BlockGeometry } from './BlockGeometry';
import { GlbMesh } from './GlbMesh';
import { LocalFrame } from './LocalFrame';
import { simplifyRing } from './simplifyRing';
import type { ElevationAt } from './TerrainGrid';

/** The buildings of one block that the node draws. */
export interface NodeBuildings { readonly geometry: BlockGeometry; readonly rows: readonly number[] }
/** Where the tile's local frame stands: degrees, and orthometric metres of its z = 0. */
export interface TilePlace { readonly lon: number; readonly lat: number; readonly elevation: number }

/** Vertices closer than this to the line between their neighbours are left out, metres; twice that for buildings seen from afar. */
const TOLERANCE_METRES = 0.12;
/** Zoom up to which a node is first seen from kilometres away. */
const COARSE_ZOOM = 14;
/** Courtyards smaller than this are roofed over in coarse nodes, square metres. */
const COARSE_HOLE_AREA = 9;

/** Scattered but stable 0…255 per feature (Knuth's multiplicative hash), for small differences of tint. */
export const featureSeed = (index: number): number => (Math.imul(index, 0x9e3779b1) >>> 24);

export function buildBuildingsGlb(parts: readonly NodeBuildings[], place: TilePlace, zoom: number, indexOffset: number, groundAt: ElevationAt): ArrayBuffer | null {
  const frame = new LocalFrame(place.lon, place.lat);
  const size = measure(parts, frame, place.elevation);
  if (size.buildings === 0) return null;
  const mesh = new GlbMesh(size.vertices * 2, size.vertices * 6 + size.roofIndices, size);
  const scratch = new RingScratch(size.largest);
  const tolerance = zoom <= COARSE_ZOOM ? TOLERANCE_METRES * 2 : TOLERANCE_METRES;
  const minHole = zoom <= COARSE_ZOOM ? COARSE_HOLE_AREA : 0;
  for (const { geometry, rows } of parts) {
    for (const row of rows) {
      scratch.read(geometry, row, frame, tolerance, minHole);
      if (scratch.count >= 3) extrude(mesh, scratch, geometry.columns, row, place.elevation, frame, geometry.columns.firstIndex + row + indexOffset, groundAt);
    }
  }
  return mesh.toGlb(size.buildings);
}

function measure(parts: readonly NodeBuildings[], frame: LocalFrame, elevation: number): { buildings: number; vertices: number; roofIndices: number; largest: number; horizontal: number; vertical: number } {
  let buildings = 0, vertices = 0, roofIndices = 0, largest = 0, horizontal = 0, vertical = 0;
  for (const { geometry, rows } of parts) {
    const { columns } = geometry;
    const east = (columns.originLon - frame.lon) * frame.metresPerLon, north = (columns.originLat - frame.lat) * frame.metresPerLat;
    for (const row of rows) {
      const ring = columns.ringStart[row] ?? 0, ringEnd = columns.ringStart[row + 1] ?? ring;
      const first = columns.vertexStart[ring] ?? 0, end = columns.vertexStart[ringEnd] ?? first;
      buildings++;
      vertices += end - first;
      roofIndices += 3 * (end - first + 2 * (ringEnd - ring - 1));
      largest = Math.max(largest, end - first);
      for (let at = first * 2; at < end * 2; at += 2) {
        const x = Math.abs((columns.coords[at] ?? 0) * columns.unit + east), y = Math.abs((columns.coords[at + 1] ?? 0) * columns.unit + north);
        if (x > horizontal) horizontal = x;
        if (y > horizontal) horizontal = y;
      }
      vertical = Math.max(vertical, Math.abs((columns.base[row] ?? 0) - elevation), Math.abs((columns.top[row] ?? 0) - elevation));
    }
  }
  // The block's flat metres and the tile's local metres differ by second-order terms and the earth's drop: leave room.
  return { buildings, vertices, roofIndices, largest, horizontal: horizontal * 1.002 + 1, vertical: vertical + frame.drop(horizontal, horizontal) + 1 };
}

/** Rings of the building at hand in tile metres; reused from building to building. */
class RingScratch {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Elevation of the ground under each vertex, orthometric metres. */
  readonly ground: Float64Array;
  /** x, y pairs for the triangulation. */
  readonly flat: Float64Array;
  /** Start of each ring, then the total. */
  readonly starts: number[] = [];
  count = 0;

  constructor(capacity: number) {
    this.x = new Float64Array(capacity); this.y = new Float64Array(capacity);
    this.lon = new Float64Array(capacity); this.lat = new Float64Array(capacity); this.flat = new Float64Array(capacity * 2); this.ground = new Float64Array(capacity);
  }

  read(geometry: BlockGeometry, row: number, frame: LocalFrame, tolerance: number, minHole: number): void {
    const { columns } = geometry;
    this.count = 0;
    this.starts.length = 0;
    const firstRing = columns.ringStart[row] ?? 0, lastRing = columns.ringStart[row + 1] ?? firstRing;
    for (let ring = firstRing; ring < lastRing; ring++) {
      const start = this.count;
      const end = columns.vertexStart[ring + 1] ?? 0;
      let write = start;
      for (let vertex = columns.vertexStart[ring] ?? 0; vertex < end; vertex++) {
        const lon = geometry.lonOf(columns.coords[vertex * 2] ?? 0), lat = geometry.latOf(columns.coords[vertex * 2 + 1] ?? 0);
        this.lon[write] = lon; this.lat[write] = lat;
        this.x[write] = frame.east(lon, lat); this.y[write] = frame.north(lon, lat);
        write++;
      }
      write = simplifyRing(this, start, write, tolerance);
      if (ring > firstRing && (write - start < 3 || (minHole > 0 && Math.abs(ringArea(this.x, this.y, start, write)) < minHole))) continue;
      if (write - start < 3) return;
      this.starts.push(start);
      this.count = write;
    }
    this.starts.push(this.count);
  }
}

function ringArea(x: Float64Array, y: Float64Array, start: number, end: number): number {
  let area = 0;
  for (let at = start, before = end - 1; at < end; before = at++) area += (x[before] ?? 0) * (y[at] ?? 0) - (x[at] ?? 0) * (y[before] ?? 0);
  return area / 2;
}

function extrude(mesh: GlbMesh, rings: RingScratch, columns: BlockColumns, row: number, elevation: number, frame: LocalFrame, id: number, groundAt: ElevationAt): void {
  const { count, starts, x, y } = rings;
  const base = columns.base[row] ?? 0, top = columns.top[row] ?? 0;
  const buildingClass = columns.buildingClass[row] ?? 0;
  const seed = featureSeed(id);
  const material = MATERIAL_INDEX.building;
  const foot = mesh.vertexCount, roof = foot + count;
  // Height above the ground at each corner: on a slope the contact shade follows the slope, not the building's lowest corner.
  for (let at = 0; at < count; at++) {
    const ground = rings.ground[at] = groundAt(rings.lon[at] ?? 0, rings.lat[at] ?? 0);
    const px = x[at] ?? 0, py = y[at] ?? 0;
    mesh.vertex(px, py, base - elevation - frame.drop(px, py), id, material, buildingClass, seed, base - ground, top - ground);
  }
  for (let at = 0; at < count; at++) {
    const ground = rings.ground[at] ?? 0;
    const px = x[at] ?? 0, py = y[at] ?? 0;
    mesh.vertex(px, py, top - elevation - frame.drop(px, py), id, material, buildingClass, seed, top - ground, top - ground);
  }
  for (let ring = 0; ring + 1 < starts.length; ring++) {
    const start = starts[ring] ?? 0, end = starts[ring + 1] ?? 0;
    // Outer rings run counter-clockwise and holes clockwise, so the wall to the right of each edge faces outwards.
    const forward = (ringArea(x, y, start, end) > 0) === (ring === 0);
    for (let at = start, before = end - 1; at < end; before = at++) {
      const a = forward ? before : at, b = forward ? at : before;
      mesh.triangle(foot + a, foot + b, roof + b);
      mesh.triangle(foot + a, roof + b, roof + a);
    }
  }
  roofTriangles(mesh, rings, roof);
}

function roofTriangles(mesh: GlbMesh, { x, y, count, starts, flat: room }: RingScratch, roof: number): void {
  const flat = room.subarray(0, count * 2);
  for (let at = 0; at < count; at++) { flat[at * 2] = x[at] ?? 0; flat[at * 2 + 1] = y[at] ?? 0; }
  const triangles = earcut(flat, starts.length > 2 ? starts.slice(1, -1) : null);
  for (let at = 0; at < triangles.length; at += 3) {
    const a = triangles[at] ?? 0, b = triangles[at + 1] ?? 0, c = triangles[at + 2] ?? 0;
    const turn = ((x[b] ?? 0) - (x[a] ?? 0)) * ((y[c] ?? 0) - (y[a] ?? 0)) - ((y[b] ?? 0) - (y[a] ?? 0)) * ((x[c] ?? 0) - (x[a] ?? 0));
    if (turn >= 0) mesh.triangle(roof + a, roof + b, roof + c);
    else mesh.triangle(roof + a, roof + c, roof + b);
  }
}
