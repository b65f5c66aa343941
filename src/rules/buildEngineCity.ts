/** Makes the city the engine reasons about from the feed's columns, the pack's areas and street graph, and `objects.json`. */
import { createAreaIndex } from './city/areaIndex';
import { createAttributes, createFigures } from './city/attributes';
import type { ObjectsFile } from './city/objectsFile';
import type { PackAreas, PackNetwork } from './city/packFiles';
import type { EngineCity, PathNetwork } from './engineCity';

/** Objects and streams exactly as the feed's dictionary numbers them; the demo's `Fleet` is one. Positions are copied. */
export interface FleetColumns {
  readonly ids: readonly string[]; readonly kinds: readonly string[]; readonly namesZh: readonly string[]; readonly namesEn: readonly string[];
  readonly lon: Float64Array; readonly lat: Float64Array; readonly indexOf: ReadonlyMap<string, number>;
  readonly firstStream: Uint32Array; readonly streamObject: Uint32Array; readonly streamProperty: Uint16Array;
}
export interface EngineCitySource {
  readonly fleet: FleetColumns;
  /** What `streamProperty` counts. */
  readonly propertyKeys: readonly string[];
  /** Id of the object that an object is mounted on. */
  readonly hostOf: ReadonlyMap<string, string>;
  readonly areas: PackAreas | null;
  readonly network: PackNetwork | null;
  readonly objects: ObjectsFile | null;
}

const degrees = (deltas: readonly number[]): Float64Array => {
  let sum = 0;
  return Float64Array.from(deltas, (delta) => { sum += delta; return sum / 1e6; });
};
export const decodeNetwork = (file: PackNetwork): PathNetwork => ({
  lon: degrees(file.lon), lat: degrees(file.lat), from: Uint32Array.from(file.from), to: Uint32Array.from(file.to), metres: Float32Array.from(file.decimetres, (length) => length / 10),
});
const NO_OBJECTS: ObjectsFile = { about: '', version: '', kinds: {}, matches: [], objects: {}, fromNames: [], figures: [] };

export function buildEngineCity(source: EngineCitySource): EngineCity {
  const { fleet, areas, hostOf } = source;
  const objects = source.objects ?? NO_OBJECTS;
  return {
    ids: fleet.ids, kinds: fleet.kinds, namesZh: fleet.namesZh, namesEn: fleet.namesEn,
    lon: Float64Array.from(fleet.lon), lat: Float64Array.from(fleet.lat), indexOf: fleet.indexOf,
    firstStream: fleet.firstStream, streamObject: fleet.streamObject, streamProperty: fleet.streamProperty, propertyKeys: source.propertyKeys,
    host: Int32Array.from(fleet.ids, (id) => fleet.indexOf.get(hostOf.get(id) ?? '') ?? -1),
    attribute: createAttributes(fleet, objects), figuresOf: createFigures(fleet, objects),
    streetAt: createAreaIndex(areas?.streets ?? []), gridAt: createAreaIndex(areas?.cells ?? []),
    network: source.network === null || source.network.from.length === 0 ? null : decodeNetwork(source.network),
  };
}
