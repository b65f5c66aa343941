/** Bridges, viaducts and landmarks of one group to one GLB: every part of a structure carries the structure's own row. */
import { BUILDING_CLASSES, type StructureFeature } from '../../../tiles/format';
import type { StructureMesh } from '../../../tiles/structures/structureMesh';
import { MATERIAL_INDEX } from '../glbContract';
import { featureSeed, type TilePlace } from './buildBuildingsGlb';
import { GlbMesh } from './GlbMesh';
import { LocalFrame } from './LocalFrame';
import type { ElevationAt } from './TerrainGrid';

export type BuildStructure = (feature: StructureFeature) => StructureMesh;

const LANDMARK_CLASS = BUILDING_CLASSES.indexOf('landmark');

export function buildStructuresGlb(members: readonly { readonly feature: StructureFeature; readonly mesh: StructureMesh }[], place: TilePlace, indexOffset: number, groundAt: ElevationAt): ArrayBuffer | null {
  const frame = new LocalFrame(place.lon, place.lat);
  let vertices = 0, indices = 0, horizontal = 1, vertical = 1;
  for (const { mesh } of members) {
    const east = Math.abs(frame.east(mesh.origin[0], mesh.origin[1])), north = Math.abs(frame.north(mesh.origin[0], mesh.origin[1]));
    for (const part of mesh.parts) {
      vertices += part.positions.length / 3;
      indices += part.indices.length;
      for (let at = 0; at < part.positions.length; at += 3) {
        horizontal = Math.max(horizontal, east + Math.abs(part.positions[at] ?? 0), north + Math.abs(part.positions[at + 1] ?? 0));
        vertical = Math.max(vertical, Math.abs((part.positions[at + 2] ?? 0) - place.elevation));
      }
    }
  }
  const glb = new GlbMesh(vertices, indices, { horizontal: horizontal * 1.002 + 1, vertical: vertical + frame.drop(horizontal, horizontal) + 1 });
  for (const { feature, mesh } of members) appendStructure(glb, feature, mesh, place, frame, indexOffset, groundAt);
  return glb.toGlb(members.length);
}

function appendStructure(glb: GlbMesh, feature: StructureFeature, mesh: StructureMesh, place: TilePlace, frame: LocalFrame, indexOffset: number, groundAt: ElevationAt): void {
  const own = new LocalFrame(mesh.origin[0], mesh.origin[1]);
  const id = feature.index + indexOffset;
  const seed = featureSeed(feature.index);
  const ground = groundAt(mesh.origin[0], mesh.origin[1]);
  let top = -Infinity;
  for (const part of mesh.parts) for (let at = 2; at < part.positions.length; at += 3) top = Math.max(top, part.positions[at] ?? 0);
  for (const part of mesh.parts) {
    const first = glb.vertexCount;
    const material = MATERIAL_INDEX[part.role];
    for (let at = 0; at < part.positions.length; at += 3) {
      const x = part.positions[at] ?? 0, y = part.positions[at + 1] ?? 0, z = part.positions[at + 2] ?? 0;
      // Through degrees, because east and north of the structure's origin are not those of the tile's centre.
      const lon = own.lonAt(x, y), lat = own.latAt(x, y);
      const east = frame.east(lon, lat), north = frame.north(lon, lat);
      glb.vertex(east, north, z - place.elevation - frame.drop(east, north), id, material, LANDMARK_CLASS, seed, z - ground, top - ground);
    }
    for (let at = 0; at < part.indices.length; at += 3) glb.triangle(first + (part.indices[at] ?? 0), first + (part.indices[at + 1] ?? 0), first + (part.indices[at + 2] ?? 0));
  }
}
