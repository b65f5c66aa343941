/** Ground lines and areas of one pack, cut into tiles at the first request. */
import { GROUND_CLASSES, type GroundClass } from '../../../../tiles/format';
import { ringMiddle } from '../catalogueOf';
import { decodeGroundPart } from '../decodeGroundPart';
import { isInside } from '../pick/GroundIndex';
import type { Pack } from '../Pack';
import { createGroundSlicer, GROUND_MAX_ZOOM, TILE_EXTENT, type GroundSlice, type GroundSlicer, type SliceFeature } from '../sliceTiles';
import type { TileAddress } from '../tileBounds';

/** One feature in a tile: how its tile units become pixels is the painter's business. */
export interface GroundShape { readonly groundClass: GroundClass; readonly isArea: boolean; readonly row: number; readonly parts: readonly (Int16Array | Int32Array)[] }
/** Tile units to pixels: pixel = unit × scale + shift. */
export interface TileScale { readonly scale: number; readonly shiftX: number; readonly shiftY: number }

export class GroundSource {
  #slicer: GroundSlicer | null = null;
  #covered: ReadonlySet<number> | null = null;
  /** Rows that are drawn as own water surfaces: their shared borders are not shores. */
  readonly #reaches: ReadonlySet<number>;

  constructor(readonly pack: Pack) {
    this.#reaches = new Set(pack.manifest.waters.map((water) => water.index));
  }

  /**
   * Reaches that lie in another water area: that area is the water's true outline, while a reach may be drawn wider than the resting
   * river so that a flood has room.
   */
  isCovered(row: number): boolean {
    this.#covered ??= coveredReaches(this.pack, (reach) => this.isReach(reach));
    return this.#covered.has(row);
  }

  isReach(row: number): boolean { return this.#reaches.has(this.pack.ground.index[row] ?? -1); }

  shapes(tile: TileAddress): readonly GroundShape[] {
    this.#slicer ??= createGroundSlicer(toFeatures(this.pack));
    const shift = Math.max(0, tile.z - GROUND_MAX_ZOOM);
    const { ground } = this.pack;
    return this.#slicer.slice({ z: tile.z - shift, x: tile.x >> shift, y: tile.y >> shift }).map(({ row, parts }: GroundSlice) => ({
      row, parts, isArea: ground.type[row] === 'P', groundClass: GROUND_CLASSES[ground.class[row] ?? 0] ?? 'boundary',
    }));
  }
}

export function tileScale({ z, x, y }: TileAddress, size: number): TileScale {
  const shift = Math.max(0, z - GROUND_MAX_ZOOM);
  const scale = (size * 2 ** shift) / TILE_EXTENT;
  return { scale, shiftX: -(x - ((x >> shift) << shift)) * size, shiftY: -(y - ((y >> shift) << shift)) * size };
}

function coveredReaches({ ground }: Pack, isReach: (row: number) => boolean): ReadonlySet<number> {
  const water = GROUND_CLASSES.indexOf('water');
  const rows = ground.class.flatMap((groundClass, row) => (groundClass === water && ground.type[row] === 'P' ? [row] : []));
  const outlines = rows.filter((row) => !isReach(row)).map((row) => (ground.parts[row] ?? []).map(decodeGroundPart));
  return new Set(rows.filter((row) => {
    if (!isReach(row)) return false;
    const [lon, lat] = ringMiddle(decodeGroundPart(ground.parts[row]?.[0] ?? []));
    return outlines.some((rings) => isInside(rings, lon, lat));
  }));
}

function toFeatures({ ground }: Pack): SliceFeature[] {
  return ground.parts.map((parts, row) => {
    const rings = parts.map((part) => {
      const flat = decodeGroundPart(part);
      const points: [number, number][] = [];
      for (let at = 0; at + 1 < flat.length; at += 2) points.push([flat[at] ?? 0, flat[at + 1] ?? 0]);
      return points;
    });
    return { type: 'Feature', id: row, properties: null, geometry: ground.type[row] === 'P' ? { type: 'Polygon', coordinates: rings } : { type: 'MultiLineString', coordinates: rings } };
  });
}
