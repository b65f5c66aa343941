/** Structures that share one GLB: those whose middle lies in the same square of about 4 km. */
import type { StructureFeature } from '../../../tiles/format';
import { tileKey, tileXAt, tileYAt, type Bounds } from './tileBounds';

/** Highest that a structure reaches above its ground when its parameters do not say, metres. */
export const STRUCTURE_HEIGHT_METRES = 420;
const GROUP_ZOOM = 13;
/** Room around a structure's axis for its width and approach, degrees. */
const MARGIN_DEGREES = 0.004;

export interface StructureGroup {
  readonly members: readonly StructureFeature[];
  readonly bounds: Bounds;
  readonly lon: number;
  readonly lat: number;
  /** Orthometric metres of the tile's z = 0. */
  readonly elevation: number;
  readonly minElevation: number;
  readonly maxElevation: number;
}

export function structureGroups(structures: readonly StructureFeature[]): readonly StructureGroup[] {
  const groups = new Map<string, StructureFeature[]>();
  for (const structure of structures) {
    const middle = structure.path[structure.path.length >> 1];
    if (!middle) continue;
    const key = tileKey({ z: GROUP_ZOOM, x: Math.floor(tileXAt(middle[0], GROUP_ZOOM)), y: Math.floor(tileYAt(middle[1], GROUP_ZOOM)) });
    const members = groups.get(key);
    if (members) members.push(structure); else groups.set(key, [structure]);
  }
  return [...groups.values()].map(toGroup);
}

function toGroup(members: readonly StructureFeature[]): StructureGroup {
  let west = 180, south = 90, east = -180, north = -90, low = Infinity, high = -Infinity;
  for (const { path, ground, spec } of members) {
    for (const [lon, lat] of path) {
      west = Math.min(west, lon); east = Math.max(east, lon); south = Math.min(south, lat); north = Math.max(north, lat);
    }
    for (const elevation of [...ground, spec.deckElevationM ?? null, spec.waterElevationM ?? null]) {
      if (elevation !== null && Number.isFinite(elevation)) { low = Math.min(low, elevation); high = Math.max(high, elevation); }
    }
  }
  if (low > high) low = high = 0;
  return {
    members, bounds: [west - MARGIN_DEGREES, south - MARGIN_DEGREES, east + MARGIN_DEGREES, north + MARGIN_DEGREES],
    lon: (west + east) / 2, lat: (south + north) / 2, elevation: (low + high) / 2, minElevation: low, maxElevation: high,
  };
}
