/** Things as columns, standing on the terrain. */
import type { ThingRow } from '../FeatureCollector';
import type { ThingColumns } from '../format';
import type { TerrainGrid } from '../terrain/TerrainGrid';

const centimetres = (metres: number): number => Math.round(metres * 100) / 100;

export function encodeThings(rows: readonly ThingRow[], firstIndex: number, terrain: TerrainGrid | null): ThingColumns {
  const kinds = [...new Set(rows.map((row) => row.kind))].sort();
  const ground = rows.map((row) => terrain?.elevationAt(row.lon, row.lat) ?? 0);
  return {
    firstIndex,
    ids: rows.map((row) => row.id),
    kind: rows.map((row) => kinds.indexOf(row.kind)),
    kinds,
    lon: rows.map((row) => Math.round(row.lon * 1e7) / 1e7),
    lat: rows.map((row) => Math.round(row.lat * 1e7) / 1e7),
    elevation: ground.map(centimetres),
    height: rows.map((row, i) => centimetres(row.elevation === null ? row.height : row.elevation - (ground[i] as number))),
    heading: rows.map((row) => row.heading),
    namesZh: rows.map((row) => row.names?.zh ?? null),
    namesEn: rows.map((row) => row.names?.en ?? null),
    host: rows.map((row) => row.host),
    ...(rows.some((row) => row.circuit !== null) && { circuit: rows.map((row) => row.circuit) }),
  };
}
