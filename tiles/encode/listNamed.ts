/** Gathers everything with a name, with its pack index, id and place. */
import type { FeatureCollector } from '../FeatureCollector';
import type { SlicedBuildings } from '../slice/sliceBuildings';
import type { SearchEntry } from './encodeSearch';

export function listNamed(collected: FeatureCollector, sliced: SlicedBuildings, order: readonly number[], first: { readonly structures: number; readonly things: number; readonly ground: number }): SearchEntry[] {
  const entries: SearchEntry[] = [];
  order.forEach((member, index) => {
    const names = collected.buildings.names.get(member);
    if (names) entries.push({ index, id: `b${index}`, kind: 'building', names, lon: sliced.lon[member] as number, lat: sliced.lat[member] as number });
  });
  collected.structures.forEach((row, i) => {
    const [lon, lat] = row.path[row.path.length >> 1] as readonly [number, number];
    if (row.names) entries.push({ index: first.structures + i, id: row.id, kind: row.kind, names: row.names, lon, lat });
  });
  collected.things.forEach((row, i) => {
    if (row.names) entries.push({ index: first.things + i, id: row.id, kind: row.kind, names: row.names, lon: row.lon, lat: row.lat });
  });
  collected.ground.forEach((row, i) => {
    const part = row.parts[0] as readonly number[];
    const middle = 2 * Math.floor(part.length / 4);
    if (row.names && row.id !== null) entries.push({ index: first.ground + i, id: row.id, kind: row.kind, names: row.names, lon: part[middle] as number, lat: part[middle + 1] as number });
  });
  return entries;
}
