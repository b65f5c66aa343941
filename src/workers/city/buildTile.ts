/** One content path of the city tileset to one GLB. */
import type { ElevationAt } from './TerrainGrid';
import { BlockGeometry } from './BlockGeometry';
import { buildBuildingsGlb, type NodeBuildings } from './buildBuildingsGlb';
import { buildStructuresGlb } from './buildStructuresGlb';
import { buildThingsGlb } from './buildThingsGlb';
import { nodeElevation, tileCentre } from './buildTileset';
import type { BlockColumns, PackBlock } from '../../../tiles/format';
import type { Pack } from './Pack';
import { structureGroups } from './structureGroups';
import type { StructureMeshes } from './StructureMeshes';
import { thingTiles } from './thingTiles';
import { parseContentPath } from './tileContent';
import type { TileAddress } from './tileBounds';

const geometries = new WeakMap<BlockColumns, BlockGeometry>();

export function geometryOf(columns: BlockColumns, block: PackBlock): BlockGeometry {
  let geometry = geometries.get(columns);
  if (!geometry) geometries.set(columns, geometry = new BlockGeometry(columns, block));
  return geometry;
}

interface BuildTileContext { readonly pack: (number: number) => Pack | null; readonly structures: StructureMeshes; readonly elevationAt: ElevationAt }

export async function buildTile(path: string, context: BuildTileContext, signal?: AbortSignal): Promise<ArrayBuffer | null> {
  const content = parseContentPath(path);
  const pack = content && context.pack(content.pack);
  if (!content || !pack) throw new Error(`no tile "${path}" in the opened packs`);
  if (content.type === 'buildings') return buildBuildings(pack, content.tile, context.elevationAt, signal);
  if (content.type === 'things') return buildThings(pack, content.tile, context.elevationAt);
  const group = structureGroups(pack.structures)[content.group];
  if (!group) return null;
  const members = group.members.map((feature) => ({ feature, mesh: context.structures.meshOf(feature) }));
  return buildStructuresGlb(members, group, pack.indexOffset, context.elevationAt);
}

async function buildBuildings(pack: Pack, tile: TileAddress, elevationAt: ElevationAt, signal?: AbortSignal): Promise<ArrayBuffer | null> {
  const node = pack.manifest.nodes.find(({ z, x, y }) => z === tile.z && x === tile.x && y === tile.y);
  if (!node) return null;
  const blocks = await Promise.all(pack.blocks.blocksOfTile(tile.z, tile.x, tile.y).map(async (block) => ({ block, columns: await pack.blocks.load(block) })));
  signal?.throwIfAborted();
  const parts: NodeBuildings[] = blocks.map(({ block, columns }) => {
    const geometry = geometryOf(columns, block);
    return { geometry, rows: geometry.rowsOfNode(node, pack.manifest.nodes) };
  });
  const [lon, lat] = tileCentre(tile);
  return buildBuildingsGlb(parts, { lon, lat, elevation: nodeElevation(node) }, tile.z, pack.indexOffset, elevationAt);
}

function buildThings(pack: Pack, tile: TileAddress, elevationAt: ElevationAt): ArrayBuffer | null {
  const square = thingTiles(pack.things).find(({ tile: { z, x, y } }) => z === tile.z && x === tile.x && y === tile.y);
  if (!square) return null;
  const [lon, lat] = tileCentre(tile);
  return buildThingsGlb(pack.things, square.rows, { lon, lat, elevation: square.elevation }, pack.indexOffset, elevationAt);
}
