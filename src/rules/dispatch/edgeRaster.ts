/** Nearest street to a place: edges in a raster of about 150 m, searched ring by ring. */
import type { PathNetwork } from '../engineCity';
import { distanceMetres, eastMetres, northMetres } from './metres';

export interface Snap { readonly edge: number; /** Share of the edge from its `from` end, 0 … 1. */ readonly along: number; readonly lon: number; readonly lat: number; /** From the place to the street. */ readonly metres: number }
const CELL = 150;
/** Farther from every street than this counts as off the network. */
const REACH = 600;

export function createEdgeRaster(network: PathNetwork): (lon: number, lat: number) => Snap | null {
  const { lon, lat, from, to } = network;
  let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
  for (let k = 0; k < lon.length; k++) {
    west = Math.min(west, lon[k] ?? 0); east = Math.max(east, lon[k] ?? 0);
    south = Math.min(south, lat[k] ?? 0); north = Math.max(north, lat[k] ?? 0);
  }
  const middle = (south + north) / 2;
  const columns = Math.max(1, Math.ceil(eastMetres(east - west, middle) / CELL) + 1);
  const rows = Math.max(1, Math.ceil(northMetres(north - south) / CELL) + 1);
  const columnOf = (value: number): number => Math.floor(eastMetres(value - west, middle) / CELL);
  const rowOf = (value: number): number => Math.floor(northMetres(value - south) / CELL);
  const cells = new Map<number, number[]>();
  for (let edge = 0; edge < from.length; edge++) {
    const a = from[edge] ?? 0, b = to[edge] ?? 0;
    const x0 = columnOf(Math.min(lon[a] ?? 0, lon[b] ?? 0)), x1 = columnOf(Math.max(lon[a] ?? 0, lon[b] ?? 0));
    const y0 = rowOf(Math.min(lat[a] ?? 0, lat[b] ?? 0)), y1 = rowOf(Math.max(lat[a] ?? 0, lat[b] ?? 0));
    for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) {
      const list = cells.get(y * columns + x);
      if (list) list.push(edge);
      else cells.set(y * columns + x, [edge]);
    }
  }
  const snapTo = (edge: number, along: number, atLon: number, atLat: number): Snap => {
    const a = from[edge] ?? 0, b = to[edge] ?? 0;
    const aLon = lon[a] ?? 0, aLat = lat[a] ?? 0;
    const onLon = aLon + ((lon[b] ?? 0) - aLon) * along, onLat = aLat + ((lat[b] ?? 0) - aLat) * along;
    return { edge, along, lon: onLon, lat: onLat, metres: distanceMetres(atLon, atLat, onLon, onLat) };
  };
  const rings = Math.ceil(REACH / CELL) + 1;
  return (atLon, atLat) => {
    const cx = columnOf(atLon), cy = rowOf(atLat);
    const perLon = eastMetres(1, atLat), perLat = northMetres(1);
    let best = -1;
    let bestAlong = 0;
    /** Square of the least distance. */
    let least = Infinity;
    for (let ring = 0; ring <= rings; ring++) {
      // everything in a farther ring is at least this far away
      if (best >= 0 && Math.sqrt(least) <= (ring - 1) * CELL) break;
      for (let y = cy - ring; y <= cy + ring; y++) for (let x = cx - ring; x <= cx + ring; x++) {
        if (Math.max(Math.abs(x - cx), Math.abs(y - cy)) !== ring || x < 0 || y < 0 || x >= columns || y >= rows) continue;
        for (const edge of cells.get(y * columns + x) ?? []) {
          const a = from[edge] ?? 0, b = to[edge] ?? 0;
          const ex = ((lon[b] ?? 0) - (lon[a] ?? 0)) * perLon, ey = ((lat[b] ?? 0) - (lat[a] ?? 0)) * perLat;
          const px = (atLon - (lon[a] ?? 0)) * perLon, py = (atLat - (lat[a] ?? 0)) * perLat;
          const length2 = ex * ex + ey * ey;
          const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * ex + py * ey) / length2));
          const distance2 = (px - ex * along) ** 2 + (py - ey * along) ** 2;
          if (distance2 < least) { least = distance2; best = edge; bestAlong = along; }
        }
      }
    }
    const found = best < 0 ? null : snapTo(best, bestAlong, atLon, atLat);
    return found && found.metres <= REACH ? found : null;
  };
}
