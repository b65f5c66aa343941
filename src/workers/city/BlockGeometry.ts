/** What a loaded block needs on top of its columns: its local frame, the centroids, and which node draws which building. */
import type { BlockColumns, PackBlock, PackNode } from '../../../tiles/format';
import { buildingCentroid } from './buildingCentroid';
import { LocalFrame } from './LocalFrame';
import { createPointSlicer, TILE_EXTENT, type PointSlicer } from './sliceTiles';
import { tileKey, tileXAt, tileYAt, type TileAddress } from './tileBounds';

export class BlockGeometry {
  readonly frame: LocalFrame;
  readonly #slicers = new Map<number, PointSlicer>();

  constructor(readonly columns: BlockColumns, readonly block: PackBlock) {
    this.frame = new LocalFrame(columns.originLon, columns.originLat);
  }

  /** Block coordinates are flat metres at the origin: linear in longitude and latitude. */
  lonOf(x: number): number { return this.columns.originLon + (x * this.columns.unit) / this.frame.metresPerLon; }
  latOf(y: number): number { return this.columns.originLat + (y * this.columns.unit) / this.frame.metresPerLat; }

  centroid(row: number): readonly [number, number] {
    const [x, y] = buildingCentroid(this.columns, row);
    return [this.lonOf(x), this.latOf(y)];
  }

  /** Rows drawn by one node. Each building belongs to exactly one: its level's tile under its centroid. */
  rowsOfNode(node: TileAddress, nodes: readonly PackNode[]): readonly number[] {
    let slicer = this.#slicers.get(node.z);
    if (!slicer) this.#slicers.set(node.z, slicer = this.#slice(node.z, nodes));
    return slicer.idsInTile(node);
  }

  #slice(zoom: number, nodes: readonly PackNode[]): PointSlicer {
    const { block } = this;
    // A node coarser than the block covers it whole; a finer one lies inside it.
    const up = Math.max(0, block.z - zoom), down = Math.max(0, zoom - block.z);
    const root = { z: block.z - up, x: block.x >> up, y: block.y >> up };
    const inside = nodes.filter((node) => node.z === zoom && node.x >> down === root.x && node.y >> down === root.y);
    const known = new Set(inside.map(tileKey));
    const rows: number[] = [], tileX: number[] = [], tileY: number[] = [];
    for (let row = 0; row < this.columns.count; row++) {
      if (this.columns.level[row] !== zoom) continue;
      const [lon, lat] = this.centroid(row);
      const atX = tileXAt(lon, zoom), atY = tileYAt(lat, zoom);
      let x = Math.floor(atX), y = Math.floor(atY);
      if (!known.has(tileKey({ z: zoom, x, y }))) {
        // Coordinates are rounded to the block's unit, so a centroid on a tile's edge may land in a neighbour without a node.
        const nearest = nearestNode(inside, atX, atY);
        if (!nearest) continue;
        ({ x, y } = nearest);
      }
      // Keep one unit inside the owner, so that the slicer's own rounding cannot move the point again.
      const margin = 1 / TILE_EXTENT;
      rows.push(row);
      tileX.push(Math.min(Math.max(atX, x + margin), x + 1 - 2 * margin));
      tileY.push(Math.min(Math.max(atY, y + margin), y + 1 - 2 * margin));
    }
    return createPointSlicer(rows, tileX, tileY, zoom, root);
  }
}

function nearestNode(nodes: readonly PackNode[], tileX: number, tileY: number): PackNode | null {
  let best: PackNode | null = null, bestDistance = Infinity;
  for (const node of nodes) {
    const distance = Math.hypot(node.x + 0.5 - tileX, node.y + 0.5 - tileY);
    if (distance < bestDistance) { best = node; bestDistance = distance; }
  }
  return best;
}
