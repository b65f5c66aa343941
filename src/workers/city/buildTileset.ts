/**
 * The 3D Tiles 1.1 tree of one pack, ADD refinement: every tile adds its own buildings, none is ever replaced.
 *
 * ```
 * root ── buildings z12…16 (quadtree of manifest.nodes) ── …
 *      ├─ structures by district of about 4 km
 *      └─ z16 squares without content ── street furniture of that square
 * ```
 * With Cesium's field of view of 60° across 16:9, a tile's children appear when the camera is nearer than
 * geometricError × height / (0.65 × maximumScreenSpaceError) ≈ geometricError × 104 at 1080 pixels and an error of 16.
 * A smaller canvas wants a proportionally smaller maximumScreenSpaceError to see as far.
 */
import type { PackNode } from '../../../tiles/format';
import type { Pack } from './Pack';
import { structureGroups, STRUCTURE_HEIGHT_METRES, type StructureGroup } from './structureGroups';
import { thingTiles } from './thingTiles';
import { tileBounds, tileKey, unionBounds, type Bounds, type TileAddress } from './tileBounds';
import { toContentPath } from './tileContent';
import { enuToEarthFixed, relativeTransform } from './wgs84';

/** Children of the root (largest buildings, bridges) appear within about 62 km. */
const ROOT_ERROR = 600;
/** Geometric error of a building node by zoom, metres: its children appear within about ×104 of it at 1080 pixels. */
const ERROR_BY_ZOOM: Readonly<Record<number, number>> = { 11: 300, 12: 240, 13: 200, 14: 145, 15: 118, 16: 0 };
/** Street furniture appears within about 500 m of its square. */
const THINGS_ERROR = 4.8;
/** How far a building may reach beyond the tile of its centroid, degrees of about 1e-5 per metre. */
const OVERHANG_DEGREES = 0.0006;
const RADIANS = Math.PI / 180;

interface Region { readonly bounds: Bounds; readonly min: number; readonly max: number }
interface TileJson {
  boundingVolume: { region: readonly number[] };
  geometricError: number;
  refine: 'ADD';
  transform?: readonly number[];
  content?: { uri: string };
  children?: TileJson[];
}

export const tileCentre = (tile: TileAddress): readonly [number, number] => {
  const [west, south, east, north] = tileBounds(tile);
  return [(west + east) / 2, (south + north) / 2];
};
/** Orthometric metres of z = 0 in a building node: middle of its range, so that int16 reaches both ends. */
export const nodeElevation = (node: PackNode): number => (node.minElevation + node.maxElevation) / 2;

export function buildTileset(pack: Pack): Record<string, unknown> {
  const undulation = pack.manifest.vertical.geoidUndulationMetres;
  const children = [...buildingTree(pack, undulation), ...structureTiles(pack, undulation), ...furnitureTiles(pack, undulation)];
  let region: Region | null = null;
  for (const child of children) region = region ? union(region, readRegion(child)) : readRegion(child);
  const root: TileJson = {
    boundingVolume: toVolume(region ?? { bounds: pack.manifest.bounds, min: undulation, max: undulation + 10 }),
    geometricError: ROOT_ERROR, refine: 'ADD', children,
  };
  return { asset: { version: '1.1', generator: 'city-cockpit' }, geometricError: ROOT_ERROR * 4, root };
}

function buildingTree(pack: Pack, undulation: number): TileJson[] {
  const { nodes } = pack.manifest;
  const byKey = new Map(nodes.map((node) => [tileKey(node), node]));
  const childrenOf = new Map<PackNode | null, PackNode[]>();
  for (const node of nodes) {
    const parent = nearestAncestor(node, byKey);
    const siblings = childrenOf.get(parent);
    if (siblings) siblings.push(node); else childrenOf.set(parent, [node]);
  }
  const toTile = (node: PackNode, parentTransform: readonly number[] | null): { tile: TileJson; region: Region } => {
    const [lon, lat] = tileCentre(node);
    const transform = enuToEarthFixed(lon, lat, nodeElevation(node) + undulation);
    const [west, south, east, north] = tileBounds(node);
    let region: Region = {
      bounds: [west - OVERHANG_DEGREES, south - OVERHANG_DEGREES, east + OVERHANG_DEGREES, north + OVERHANG_DEGREES],
      min: node.minElevation + undulation - 1, max: node.maxElevation + undulation + 1,
    };
    const children: TileJson[] = [];
    for (const child of childrenOf.get(node) ?? []) {
      const made = toTile(child, transform);
      children.push(made.tile);
      region = union(region, made.region);
    }
    const tile: TileJson = {
      boundingVolume: toVolume(region), geometricError: children.length > 0 ? errorOf(node.z) : 0, refine: 'ADD',
      transform: parentTransform ? relativeTransform(parentTransform, transform) : transform,
      content: { uri: toContentPath({ type: 'buildings', pack: pack.number, tile: node }) },
      ...(children.length > 0 ? { children } : {}),
    };
    return { tile, region };
  };
  return (childrenOf.get(null) ?? []).map((node) => toTile(node, null).tile);
}

function nearestAncestor(node: PackNode, byKey: ReadonlyMap<string, PackNode>): PackNode | null {
  for (let z = node.z - 1, x = node.x >> 1, y = node.y >> 1; z >= 0; z--, x >>= 1, y >>= 1) {
    const found = byKey.get(tileKey({ z, x, y }));
    if (found) return found;
  }
  return null;
}

const errorOf = (zoom: number): number => ERROR_BY_ZOOM[zoom] ?? (zoom < 11 ? 400 : 100);

function structureTiles(pack: Pack, undulation: number): TileJson[] {
  return structureGroups(pack.structures).map((group: StructureGroup, number) => ({
    boundingVolume: toVolume({ bounds: group.bounds, min: group.minElevation + undulation - 60, max: group.maxElevation + undulation + STRUCTURE_HEIGHT_METRES }),
    geometricError: 0, refine: 'ADD',
    transform: enuToEarthFixed(group.lon, group.lat, group.elevation + undulation),
    content: { uri: toContentPath({ type: 'structures', pack: pack.number, group: number }) },
  }));
}

function furnitureTiles(pack: Pack, undulation: number): TileJson[] {
  return thingTiles(pack.things).map((furniture) => {
    const volume = toVolume({ bounds: tileBounds(furniture.tile), min: furniture.minElevation + undulation - 10, max: furniture.maxElevation + undulation + 40 });
    const [lon, lat] = tileCentre(furniture.tile);
    return {
      boundingVolume: volume, geometricError: THINGS_ERROR, refine: 'ADD',
      children: [{
        boundingVolume: volume, geometricError: 0, refine: 'ADD',
        transform: enuToEarthFixed(lon, lat, furniture.elevation + undulation),
        content: { uri: toContentPath({ type: 'things', pack: pack.number, tile: furniture.tile }) },
      }],
    };
  });
}

const union = (a: Region, b: Region): Region => ({ bounds: unionBounds(a.bounds, b.bounds), min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) });
function toVolume({ bounds, min, max }: Region): { region: readonly number[] } {
  return { region: [...bounds.map((degrees) => degrees * RADIANS), min, max] };
}
function readRegion(tile: TileJson): Region {
  const [west = 0, south = 0, east = 0, north = 0, min = 0, max = 0] = tile.boundingVolume.region;
  return { bounds: [west / RADIANS, south / RADIANS, east / RADIANS, north / RADIANS], min, max };
}
