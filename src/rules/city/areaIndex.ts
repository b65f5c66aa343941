/** Which of many areas contains a place: boxes in a coarse raster first, then the ring test. Rings that touch: the first area counts. */
import type { PackArea } from './packFiles';

export interface NamedArea { readonly id: string; readonly zh: string; readonly en: string; readonly duty?: string }
const RASTER = 48;

/** Degrees from delta-coded micro-degrees. */
export function decodePath(part: readonly number[]): Float64Array {
  const out = new Float64Array(part.length - (part.length % 2));
  let lon = 0, lat = 0;
  for (let k = 0; k + 1 < part.length; k += 2) {
    lon += part[k] ?? 0;
    lat += part[k + 1] ?? 0;
    out[k] = lon / 1e6;
    out[k + 1] = lat / 1e6;
  }
  return out;
}

/** Even-odd rule over all rings, so that holes are outside. */
export function contains(rings: readonly Float64Array[], lon: number, lat: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let k = 0, before = ring.length - 2; k < ring.length; before = k, k += 2) {
      const aLon = ring[k] ?? 0, aLat = ring[k + 1] ?? 0, bLon = ring[before] ?? 0, bLat = ring[before + 1] ?? 0;
      if (aLat > lat !== bLat > lat && lon < ((bLon - aLon) * (lat - aLat)) / (bLat - aLat) + aLon) inside = !inside;
    }
  }
  return inside;
}

export function createAreaIndex(areas: readonly PackArea[]): (lon: number, lat: number) => NamedArea | null {
  const items = areas.map((area) => ({ name: { id: area.id, zh: area.zh, en: area.en, ...(area.duty !== undefined && { duty: area.duty }) }, rings: area.rings.map(decodePath) }));
  let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
  const boxes = items.map(({ rings }) => {
    const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings) for (let k = 0; k < ring.length; k += 2) {
      box[0] = Math.min(box[0], ring[k] ?? 0); box[2] = Math.max(box[2], ring[k] ?? 0);
      box[1] = Math.min(box[1], ring[k + 1] ?? 0); box[3] = Math.max(box[3], ring[k + 1] ?? 0);
    }
    west = Math.min(west, box[0]); south = Math.min(south, box[1]); east = Math.max(east, box[2]); north = Math.max(north, box[3]);
    return box;
  });
  const column = (lon: number): number => Math.min(RASTER - 1, Math.max(0, Math.floor(((lon - west) / (east - west || 1)) * RASTER)));
  const row = (lat: number): number => Math.min(RASTER - 1, Math.max(0, Math.floor(((lat - south) / (north - south || 1)) * RASTER)));
  const raster: number[][] = Array.from({ length: RASTER * RASTER }, () => []);
  boxes.forEach((box, item) => {
    for (let y = row(box[1]); y <= row(box[3]); y++) for (let x = column(box[0]); x <= column(box[2]); x++) raster[y * RASTER + x]?.push(item);
  });
  return (lon, lat) => {
    if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return null;
    for (const item of raster[row(lat) * RASTER + column(lon)] ?? []) {
      const found = items[item];
      if (found && contains(found.rings, lon, lat)) return found.name;
    }
    return null;
  };
}
