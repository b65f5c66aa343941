/** Subdistricts and grid cells with their names, for whoever asks which of them contains a place. Smaller areas first: the innermost counts. */
import type { GroundRow } from '../FeatureCollector';
import type { PackArea, PackAreas } from '../format';
import { ringArea } from '../repair/ringGeometry';
import { toDeltas } from './encodeGround';

export function encodeAreas(rows: readonly GroundRow[]): PackAreas {
  const areasOf = (kind: string): PackArea[] => rows
    .filter((row) => row.kind === kind && row.type === 'P' && row.id !== null && row.names !== null)
    .map((row) => ({ row, size: Math.abs(ringArea(row.parts[0] ?? [])) }))
    .toSorted((a, b) => a.size - b.size)
    .map(({ row }) => ({ id: row.id ?? '', zh: row.names?.zh ?? row.names?.en ?? '', en: row.names?.en ?? row.names?.zh ?? '', rings: row.parts.map(toDeltas) }));
  return { streets: areasOf('district'), cells: areasOf('gridCell') };
}
