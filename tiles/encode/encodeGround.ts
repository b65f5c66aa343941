/** Ground rows as columns; coordinates as whole micro-degrees, each part delta coded (small numbers pack well). */
import type { GroundRow } from '../FeatureCollector';
import { GROUND_CLASSES } from '../format';
import type { GroundColumns } from '../format';

export function encodeGround(rows: readonly GroundRow[], firstIndex: number): GroundColumns {
  return {
    index: rows.map((_, i) => firstIndex + i),
    class: rows.map((row) => GROUND_CLASSES.indexOf(row.class)),
    type: rows.map((row) => row.type),
    parts: rows.map((row) => row.parts.map((part) => toDeltas(row.type === 'P' ? closeRing(part) : part))),
    ids: rows.map((row) => row.id),
    colour: rows.map((row) => row.colour),
    width: rows.map((row) => (row.width === null ? null : Math.round(row.width * 10) / 10)),
  };
}

export const closeRing = (ring: readonly number[]): number[] => [...ring, ring[0] as number, ring[1] as number];

/** Flat lon, lat degrees as whole micro-degrees, each the difference to the one before. */
export function toDeltas(flat: readonly number[]): number[] {
  const deltas: number[] = [];
  let lon = 0;
  let lat = 0;
  for (let i = 0; i < flat.length; i += 2) {
    const nextLon = Math.round((flat[i] as number) * 1e6);
    const nextLat = Math.round((flat[i + 1] as number) * 1e6);
    deltas.push(nextLon - lon, nextLat - lat);
    lon = nextLon;
    lat = nextLat;
  }
  return deltas;
}

/** The reverse of `toDeltas`: flat lon, lat degrees. */
export function fromDeltas(deltas: readonly number[]): number[] {
  const flat: number[] = [];
  let lon = 0;
  let lat = 0;
  for (let i = 0; i < deltas.length; i += 2) {
    lon += deltas[i] as number;
    lat += deltas[i + 1] as number;
    flat.push(lon / 1e6, lat / 1e6);
  }
  return flat;
}
