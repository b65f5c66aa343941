/** Street furniture by z16 square (about 0.5 km): one GLB each, drawn only near the camera. Moving kinds are symbols, never tiles. */
import type { ThingColumns } from '../../../tiles/format';
import { hasThingModel } from './thingModels';
import { tileKey, tileXAt, tileYAt, type TileAddress } from './tileBounds';

const THING_ZOOM = 16;

interface ThingTile {
  readonly tile: TileAddress;
  readonly rows: readonly number[];
  /** Orthometric metres of the tile's z = 0. */
  readonly elevation: number;
  readonly minElevation: number;
  readonly maxElevation: number;
}

const cache = new WeakMap<ThingColumns, readonly ThingTile[]>();

export function thingTiles(things: ThingColumns): readonly ThingTile[] {
  let tiles = cache.get(things);
  if (!tiles) cache.set(things, tiles = groupThings(things));
  return tiles;
}

function groupThings(things: ThingColumns): readonly ThingTile[] {
  const groups = new Map<string, { tile: TileAddress; rows: number[] }>();
  for (let row = 0; row < things.ids.length; row++) {
    if (!hasThingModel(things.kinds[things.kind[row] ?? 0] ?? '')) continue;
    const tile = { z: THING_ZOOM, x: Math.floor(tileXAt(things.lon[row] ?? 0, THING_ZOOM)), y: Math.floor(tileYAt(things.lat[row] ?? 0, THING_ZOOM)) };
    const key = tileKey(tile);
    const group = groups.get(key);
    if (group) group.rows.push(row); else groups.set(key, { tile, rows: [row] });
  }
  return [...groups.values()].map(({ tile, rows }) => {
    let low = Infinity, high = -Infinity;
    for (const row of rows) {
      const foot = things.elevation[row] ?? 0;
      low = Math.min(low, foot); high = Math.max(high, foot + Math.max(0, things.height[row] ?? 0));
    }
    return { tile, rows, elevation: (low + high) / 2, minElevation: low, maxElevation: high };
  });
}
