/** Newest state of every row of a dictionary, as columns. A reading older than what is known is late delivery, never a step back. */
import type { FeedDictionary, MoveColumns, ObjectColumns, ReadingColumns } from '../domain/feedEvent';

const MISSING = 3;
type Took = (row: number) => void;

export interface LastValues {
  readonly rank: Uint8Array; readonly status: Uint8Array; readonly sinceMs: Float64Array;
  readonly value: Float32Array; readonly observedAt: Float64Array; readonly quality: Uint8Array;
  readonly lon: Float64Array; readonly lat: Float64Array; readonly heading: Float32Array;
  /** Where everything that ever moved was last. */
  readonly moved: ReadonlySet<number>;
  /** `took` hears of every row that was taken. */
  setObjects(columns: ObjectColumns, took?: Took): void; setReadings(columns: ReadingColumns, took?: Took): void; setMoves(columns: MoveColumns, took?: Took): void;
  /** Nothing is known any more. */
  clear(): void;
}

export function createLastValues({ objectIds, datastreamObject }: FeedDictionary): LastValues {
  const objects = objectIds.length, streams = datastreamObject.length;
  const rank = new Uint8Array(objects), status = new Uint8Array(objects), sinceMs = new Float64Array(objects);
  const value = new Float32Array(streams).fill(NaN), observedAt = new Float64Array(streams), quality = new Uint8Array(streams).fill(MISSING);
  const lon = new Float64Array(objects), lat = new Float64Array(objects), heading = new Float32Array(objects);
  const moved = new Set<number>();
  return {
    rank, status, sinceMs, value, observedAt, quality, lon, lat, heading, moved,
    setObjects(columns, took) {
      for (let k = 0; k < columns.object.length; k++) {
        const row = columns.object[k] ?? 0;
        rank[row] = columns.rank[k] ?? 0;
        status[row] = columns.status[k] ?? 0;
        sinceMs[row] = columns.sinceMs[k] ?? 0;
        took?.(row);
      }
    },
    setReadings(columns, took) {
      for (let k = 0; k < columns.datastream.length; k++) {
        const row = columns.datastream[k] ?? 0;
        const at = columns.observedAt[k] ?? 0;
        if (at < (observedAt[row] ?? 0)) continue;
        value[row] = columns.value[k] ?? NaN;
        observedAt[row] = at;
        quality[row] = columns.quality[k] ?? MISSING;
        took?.(row);
      }
    },
    setMoves(columns, took) {
      for (let k = 0; k < columns.object.length; k++) {
        const row = columns.object[k] ?? 0;
        lon[row] = columns.lon[k] ?? 0;
        lat[row] = columns.lat[k] ?? 0;
        heading[row] = columns.heading[k] ?? 0;
        moved.add(row);
        took?.(row);
      }
    },
    clear() {
      rank.fill(0); status.fill(0); sinceMs.fill(0); value.fill(NaN); observedAt.fill(0); quality.fill(MISSING);
      moved.clear();
    },
  };
}
