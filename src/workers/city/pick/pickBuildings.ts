/** The nearest building along the ray, in any block, loaded or not. */
import { BUILDING_CLASSES, type BlockColumns, type PackBlock } from '../../../../tiles/format';
import type { PickRay } from '../../protocol';
import { geometryOf } from '../buildTile';
import { LocalFrame } from '../LocalFrame';
import type { Pack } from '../Pack';
import { tileBounds } from '../tileBounds';
import { BlockGrid } from './BlockGrid';
import { clipToBox, toLocalRay } from './LocalRay';

interface BuildingHit { readonly index: number; readonly kind: 'building' | 'landmark'; readonly distance: number }

/** How far a footprint may reach beyond the block of its centroid, metres. */
const OVERHANG_METRES = 300;
const grids = new WeakMap<BlockColumns, BlockGrid>();

/** Local grid of a loaded block, made at the first pick. */
function gridOf(columns: BlockColumns, block: PackBlock): BlockGrid {
  let grid = grids.get(columns);
  if (!grid) grids.set(columns, grid = new BlockGrid(geometryOf(columns, block)));
  return grid;
}

export async function pickBuildings(ray: PickRay, pack: Pack, undulation: number, limit: number, signal: AbortSignal): Promise<BuildingHit | null> {
  const along: { readonly block: PackBlock; readonly enter: number }[] = [];
  for (const block of pack.blocks.blocks) {
    const enter = enterBlock(ray, block, pack, undulation);
    if (enter !== null && enter < limit) along.push({ block, enter });
  }
  along.sort((a, b) => a.enter - b.enter);
  let best: BuildingHit | null = null;
  for (const { block, enter } of along) {
    if (enter > (best?.distance ?? limit)) break;
    const columns = pack.blocks.loadedColumns(block) ?? await pack.blocks.load(block);
    signal.throwIfAborted();
    const hit = gridOf(columns, block).pick(toLocalRay(ray, columns.originLon, columns.originLat, undulation), best?.distance ?? limit);
    if (hit) {
      const kind = BUILDING_CLASSES[columns.buildingClass[hit.row] ?? 0] === 'landmark' ? 'landmark' : 'building';
      best = { index: block.firstIndex + hit.row + pack.indexOffset, kind, distance: hit.distance };
    }
  }
  return best;
}

/** Distance at which the ray enters the space of a block, or null. Works before the block is loaded. */
function enterBlock(ray: PickRay, block: PackBlock, pack: Pack, undulation: number): number | null {
  const [west, south, east, north] = tileBounds(block);
  const lon = (west + east) / 2, lat = (south + north) / 2;
  const frame = new LocalFrame(lon, lat);
  const halfWidth = ((east - west) / 2) * frame.metresPerLon + OVERHANG_METRES, halfDepth = ((north - south) / 2) * frame.metresPerLat + OVERHANG_METRES;
  const { min, max } = elevationRange(pack);
  return clipToBox(toLocalRay(ray, lon, lat, undulation), [-halfWidth, -halfDepth, min - 10, halfWidth, halfDepth, max + 1])?.[0] ?? null;
}

const ranges = new WeakMap<Pack, { min: number; max: number }>();
function elevationRange(pack: Pack): { min: number; max: number } {
  let range = ranges.get(pack);
  if (!range) {
    range = { min: Infinity, max: -Infinity };
    for (const node of pack.manifest.nodes) { range.min = Math.min(range.min, node.minElevation); range.max = Math.max(range.max, node.maxElevation); }
    ranges.set(pack, range);
  }
  return range;
}
