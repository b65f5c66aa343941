/** Everything of a pack that has a name, an id or a sensor, as columns for the page. */
import { GROUND_CLASSES, type GroundClass } from '../../../tiles/format';
import type { CatalogueColumns } from '../protocol';
import { decodeGroundPart } from './decodeGroundPart';
import type { Pack } from './Pack';
import type { PackSet } from './PackSet';
import { structurePlace } from './structurePlace';
import { signHeight } from './thingModels';

/** Kind of a ground feature when the search file does not say. */
export const GROUND_KIND: Readonly<Record<GroundClass, string>> = {
  district: 'district', green: 'green', square: 'poi', water: 'water', shore: 'water', minorRoad: 'road', mainRoad: 'road', riversideRoad: 'road',
  path: 'road', rail: 'road', metro: 'metroLine', gridCell: 'gridCell', parkingLot: 'parkingLot', boundary: 'district',
};

export function catalogueOf(pack: Pack, packs: PackSet): CatalogueColumns {
  const index: number[] = [], ids: string[] = [], kind: string[] = [], namesZh: string[] = [], namesEn: string[] = [];
  const lon: number[] = [], lat: number[] = [], elevation: number[] = [], symbol: number[] = [];
  const hosts: (string | null)[] = [], circuits: (string | null)[] = [];
  const { things, structures, ground, search, manifest, indexOffset } = pack;
  const listed = new Set<number>();
  const push = (local: number, rowKind: string, zh: string, en: string, place: readonly [number, number, number], host: string | null, isSymbol: boolean, circuit: string | null = null): void => {
    if (listed.has(local)) return;
    listed.add(local);
    index.push(local + indexOffset); ids.push(packs.idOf(local + indexOffset)); kind.push(rowKind); namesZh.push(zh); namesEn.push(en);
    lon.push(place[0]); lat.push(place[1]); elevation.push(place[2]); hosts.push(host); symbol.push(isSymbol ? 1 : 0); circuits.push(circuit);
  };
  for (const structure of structures) {
    push(structure.index, structure.kind, structure.names.zh ?? '', structure.names.en ?? '', structurePlace(structure), null, false);
  }
  const kindOf = (row: number): string => things.kinds[things.kind[row] ?? 0] ?? 'poi';
  things.ids.forEach((_id, row) => {
    const host = packs.hostOf(pack, row);
    const place = [things.lon[row] ?? 0, things.lat[row] ?? 0, (things.elevation[row] ?? 0) + signHeight(kindOf(row), things.height[row] ?? 0)] as const;
    push(things.firstIndex + row, kindOf(row), things.namesZh[row] ?? '', things.namesEn[row] ?? '', place, host, true, things.circuit?.[row] ?? null);
  });
  const groundAt = (x: number, y: number): readonly [number, number, number] => [x, y, packs.elevationAt(x, y)];
  for (const water of manifest.waters) {
    const named = packs.named(water.index + indexOffset);
    const [x, y] = ringMiddle(water.rings[0] ?? []);
    push(water.index, named?.kind ?? 'water', water.names.zh ?? '', water.names.en ?? '', [x, y, water.elevation], null, false);
  }
  const searchRow = new Map(search.index.map((local, row) => [local, row]));
  ground.index.forEach((local, row) => {
    const found = searchRow.get(local);
    if (!ground.ids[row] && found === undefined) return;
    const groundClass = GROUND_CLASSES[ground.class[row] ?? 0] ?? 'boundary';
    const [x, y] = found === undefined ? ringMiddle(decodeGroundPart(ground.parts[row]?.[0] ?? [])) : [search.lon[found] ?? 0, search.lat[found] ?? 0];
    push(local, found === undefined ? GROUND_KIND[groundClass] : search.kind[found] ?? GROUND_KIND[groundClass], found === undefined ? '' : search.zh[found] ?? '', found === undefined ? '' : search.en[found] ?? '', groundAt(x, y), null, false);
  });
  search.index.forEach((local, row) => {
    push(local, search.kind[row] ?? 'building', search.zh[row] ?? '', search.en[row] ?? '', groundAt(search.lon[row] ?? 0, search.lat[row] ?? 0), null, false);
  });
  return {
    index: Uint32Array.from(index), ids, kind, namesZh, namesEn, lon: Float64Array.from(lon), lat: Float64Array.from(lat),
    elevation: Float32Array.from(elevation), hosts, symbol: Uint8Array.from(symbol), ...(things.circuit && { circuits }),
  };
}

/** Middle vertex of a line or the mean of a ring's vertices: where a label or camera may aim. */
export function ringMiddle(flat: ArrayLike<number>): readonly [number, number] {
  const closed = flat.length >= 8 && flat[0] === flat[flat.length - 2] && flat[1] === flat[flat.length - 1];
  if (!closed) {
    const middle = (flat.length >> 2) * 2;
    return [flat[middle] ?? 0, flat[middle + 1] ?? 0];
  }
  let lon = 0, lat = 0;
  const count = flat.length / 2 - 1;
  for (let at = 0; at < count; at++) { lon += flat[at * 2] ?? 0; lat += flat[at * 2 + 1] ?? 0; }
  return [lon / count, lat / count];
}
