/** Structures with the ground under their axis; a bridge that states no deck gets one from the ground at its ends. */
import type { StructureRow } from '../FeatureCollector';
import type { StructureFeature, StructureSpec } from '../format';
import { createLocalFrame, toEast, toNorth } from '../localFrame';
import type { TerrainGrid } from '../terrain/TerrainGrid';
import { namesOr } from './namesOr';

/** Clearance of an ordinary overpass, metres (4.5 m of traffic and the girder), per OSM `layer`. */
const CLEARANCE_METRES = 5.5;
/** Shorter bridges are culverts and garden bridges: their deck lies on the bank, metres. */
const LOW_BRIDGE_LENGTH_METRES = 60;

export function encodeStructures(rows: readonly StructureRow[], firstIndex: number, terrain: TerrainGrid | null): StructureFeature[] {
  return rows.map((row, i) => {
    const ground = row.path.map(([lon, lat]) => Math.round((terrain?.elevationAt(lon, lat) ?? 0) * 100) / 100);
    return {
      index: firstIndex + i, id: row.id, kind: row.kind, names: namesOr(row.names, row.id), provenance: row.provenance,
      path: row.path.map(([lon, lat]) => [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7] as const), ground, spec: withDeck(row, ground),
    };
  });
}

function withDeck(row: StructureRow, ground: readonly number[]): StructureSpec {
  const spec = row.spec as StructureSpec;
  if (row.provenance !== 'imported' || row.path.length < 2 || typeof spec.deckElevationM === 'number') return spec;
  const ends = Math.max(ground[0] as number, ground.at(-1) as number);
  const layer = typeof spec['layer'] === 'number' ? spec['layer'] : 1;
  const rise = lengthOf(row.path) < LOW_BRIDGE_LENGTH_METRES ? 1 : CLEARANCE_METRES * layer;
  return { ...spec, deckElevationM: Math.round((ends + rise) * 10) / 10 };
}

function lengthOf(path: StructureRow['path']): number {
  const [lon, lat] = path[0] as readonly [number, number];
  const frame = createLocalFrame(lon, lat);
  let length = 0;
  for (let i = 1; i < path.length; i++) {
    const [ax, ay] = path[i - 1] as readonly [number, number];
    const [bx, by] = path[i] as readonly [number, number];
    length += Math.hypot(toEast(frame, bx) - toEast(frame, ax), toNorth(frame, by) - toNorth(frame, ay));
  }
  return length;
}
