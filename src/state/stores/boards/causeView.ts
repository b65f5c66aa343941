/** The camera that shows the objects behind a number: those of them that stand out, else all; null when none has a place. */
import type { View } from '../../../domain/view';
import type { CityStore } from '../../city/CityStore';
import type { ListRow } from '../listRows';
import { toMetres } from '../objectCard';

/** Rows looked at: more would only say "the whole city". */
const MOST_ROWS = 200;
const LEAST_RANGE_M = 600;
const MOST_RANGE_M = 12_000;
/** Range of the camera for a width of what it should show. */
const RANGE_PER_WIDTH = 1.4;

function placeOf(store: CityStore, row: ListRow): { readonly lon: number; readonly lat: number } | null {
  if (row.type === 'case') return row.item;
  const index = row.type === 'object' ? row.index : store.catalogue.indexOf(row.warning.objectId);
  return index === null ? null : store.place(index);
}

export function toCauseView(store: CityStore, rows: readonly ListRow[], heading: number): View | null {
  const standOut = rows.filter((row) => row.type !== 'object' || (row.condition !== 'normal' && row.condition !== 'noFeed'));
  const places = (standOut.length > 0 ? standOut : rows).slice(0, MOST_ROWS).flatMap((row) => placeOf(store, row) ?? []);
  if (places.length === 0) return null;
  const lons = places.map(({ lon }) => lon), lats = places.map(({ lat }) => lat);
  const west = Math.min(...lons), east = Math.max(...lons), south = Math.min(...lats), north = Math.max(...lats);
  const range = Math.min(MOST_RANGE_M, Math.max(LEAST_RANGE_M, toMetres(west, south, east, north) * RANGE_PER_WIDTH));
  return { lon: (west + east) / 2, lat: (south + north) / 2, range, heading, pitch: -50 };
}
