/** Lines of a pack along which people can go: painted roads and paths, and bridges that carry more than rails. */
import type { GroundRow, StructureRow } from '../FeatureCollector';
import type { GroundClass } from '../format';

/** `crosses`: meets other lines at grade; a bridge meets them only with its ends. Coordinates flat lon, lat degrees. */
export interface RoadLine { readonly coordinates: readonly number[]; readonly crosses: boolean }
const WALKABLE: ReadonlySet<GroundClass> = new Set(['mainRoad', 'riversideRoad', 'minorRoad', 'path']);
const RAILS: ReadonlySet<string> = new Set(['rail', 'metro', 'monorail', 'subway', 'light_rail', 'tram']);

export function roadLines(ground: readonly GroundRow[], structures: readonly StructureRow[]): RoadLine[] {
  const lines: RoadLine[] = [];
  for (const row of ground) if (row.type === 'L' && WALKABLE.has(row.class)) for (const part of row.parts) if (part.length >= 4) lines.push({ coordinates: part, crosses: true });
  for (const row of structures) {
    if ((row.kind !== 'bridge' && row.kind !== 'footbridge') || row.path.length < 2) continue;
    const { carries } = row.spec;
    if (Array.isArray(carries) && carries.length > 0 && carries.every((word) => RAILS.has(String(word)))) continue;
    lines.push({ coordinates: row.path.flat(), crosses: false });
  }
  return lines;
}
