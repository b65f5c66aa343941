/** Newest readings as columns in the feed's datastream order, and the way from an object to its own. */
import type { FeedDictionary, ReadingColumns } from '../../domain/feedEvent';
import { toDatastreamId, toObjectId } from '../../domain/ids';
import { toRank, type Reading } from '../../domain/reading';
import { FRESHNESS, QUALITIES, type Freshness, type LevelRank, type Quality } from '../../domain/state';

/** What `each` shows of a datastream; one record for all of them, to be read and not kept. `value` is NaN when there is none. */
export interface NewestValue { value: number; freshness: Freshness; quality: Quality; rank: LevelRank }

export interface ReadingTable {
  set(columns: ReadingColumns & { readonly freshness: Uint8Array }): void;
  /** Readings of a feed object; `stale` = the feed itself has gone quiet. */
  of(object: number, stale: boolean): Reading[];
  /** Every datastream of one property, without making an object of each. */
  each(key: string, stale: boolean, visit: (object: number, newest: NewestValue) => void): void;
  clear(): void;
}

const STALE = FRESHNESS.indexOf('stale');

export function createReadingTable(dictionary: FeedDictionary): ReadingTable {
  const streams = dictionary.datastreamObject.length;
  const objects = dictionary.objectIds.length;
  const value = new Float32Array(streams).fill(NaN);
  const observedAt = new Float64Array(streams);
  const quality = new Uint8Array(streams).fill(3);
  const freshness = new Uint8Array(streams).fill(FRESHNESS.indexOf('missing'));
  // streams grouped by object: counting sort
  const first = new Uint32Array(objects + 1);
  for (const object of dictionary.datastreamObject) first[object + 1] = (first[object + 1] ?? 0) + 1;
  for (let object = 0; object < objects; object++) first[object + 1] = (first[object + 1] ?? 0) + (first[object] ?? 0);
  const fill = first.slice();
  const order = new Uint32Array(streams);
  dictionary.datastreamObject.forEach((object, stream) => {
    const at = fill[object] ?? 0;
    order[at] = stream;
    fill[object] = at + 1;
  });

  const streamsOf = new Map<string, number[]>();
  dictionary.datastreamProperty.forEach((property, stream) => {
    const key = dictionary.properties[property]?.key ?? '';
    const list = streamsOf.get(key);
    if (list) list.push(stream); else streamsOf.set(key, [stream]);
  });
  const ageOf = (row: number, stale: boolean): Freshness => {
    const age = freshness[row] ?? 0;
    return FRESHNESS[stale && age < STALE ? STALE : age] ?? 'missing';
  };

  return {
    each(key, stale, visit) {
      const newest: NewestValue = { value: NaN, freshness: 'missing', quality: 'missing', rank: 0 };
      for (const row of streamsOf.get(key) ?? []) {
        const property = dictionary.properties[dictionary.datastreamProperty[row] ?? 0];
        if (!property) continue;
        newest.value = toOwnDecimals(value[row] ?? NaN, property.decimals);
        newest.freshness = ageOf(row, stale);
        newest.quality = QUALITIES[quality[row] ?? 3] ?? 'missing';
        newest.rank = Number.isNaN(newest.value) ? 0 : toRank(newest.value, property.levels, property.direction);
        visit(dictionary.datastreamObject[row] ?? 0, newest);
      }
    },
    clear() {
      value.fill(NaN);
      observedAt.fill(0);
      quality.fill(3);
      freshness.fill(FRESHNESS.indexOf('missing'));
    },
    set(columns) {
      for (let k = 0; k < columns.datastream.length; k++) {
        const row = columns.datastream[k] ?? 0;
        if (row >= streams) continue;
        value[row] = columns.value[k] ?? NaN;
        observedAt[row] = columns.observedAt[k] ?? 0;
        quality[row] = columns.quality[k] ?? 3;
        freshness[row] = columns.freshness[k] ?? 0;
      }
    },
    of(object, stale) {
      const list: Reading[] = [];
      const objectId = toObjectId(dictionary.objectIds[object] ?? '');
      for (let k = first[object] ?? 0; k < (first[object + 1] ?? 0); k++) {
        const row = order[k] ?? 0;
        const property = dictionary.properties[dictionary.datastreamProperty[row] ?? 0];
        if (!property) continue;
        const figure = toOwnDecimals(value[row] ?? NaN, property.decimals);
        const at = observedAt[row] ?? 0;
        list.push({
          datastreamId: toDatastreamId(objectId, property.key), objectId, property,
          value: Number.isNaN(figure) ? null : figure,
          observedAt: at > 0 ? at : null, quality: QUALITIES[quality[row] ?? 3] ?? 'missing',
          freshness: ageOf(row, stale),
          rank: Number.isNaN(figure) ? 0 : toRank(figure, property.levels, property.direction),
        });
      }
      return list;
    },
  };
}

/** 32-bit columns: back to the property's own decimals, so that 12.3 is at its limit of 12.3 and not just beside it. */
const toOwnDecimals = (held: number, decimals: number): number => Math.round(held * 10 ** decimals) / 10 ** decimals;

/** Worst first: level, then what is measured before states of devices, then staleness, then name. */
export const byWorst = (a: Reading, b: Reading): number =>
  b.rank - a.rank || Number(a.property.states !== undefined) - Number(b.property.states !== undefined) || FRESHNESS.indexOf(b.freshness) - FRESHNESS.indexOf(a.freshness) || a.property.key.localeCompare(b.property.key) || (a.objectId < b.objectId ? -1 : 1);
