/** Builds the catalogue from the columns of the opened packs. */
import { toObjectId } from '../../domain/ids';
import { isKind, KINDS, type Kind } from '../../domain/kind';
import type { Catalogue } from './Catalogue';

/** Rows of one opened pack, as the city worker hands them over; every index counts over all opened packs. */
export interface CatalogueColumns {
  readonly index: Uint32Array;
  readonly ids: readonly string[];
  readonly kind: readonly string[];
  readonly namesZh: readonly string[];
  readonly namesEn: readonly string[];
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly elevation: Float32Array;
  readonly hosts: readonly (string | null)[];
  readonly symbol: Uint8Array;
  /** Circuit of a lamp as its pack names it; absent when no row has one. */
  readonly circuits?: readonly (string | null)[];
}
export interface CataloguePart {
  readonly columns: CatalogueColumns;
  /** First index of the pack and number of its features, rows or not. */
  readonly first: number;
  readonly count: number;
  /** Its run of buildings: most have no row, their id is their index. */
  readonly buildings: { readonly first: number; readonly count: number };
}

const NONE = -1;

export function createCatalogue(parts: readonly CataloguePart[]): Catalogue {
  const featureCount = parts.reduce((end, part) => Math.max(end, part.first + part.count), 0);
  const rowOf = new Int32Array(featureCount).fill(NONE);
  /** Index into KINDS. A building needs no row; anything else without one is nameless ground, which no count of kinds holds. */
  const kindCode = new Uint8Array(featureCount).fill(KINDS.indexOf('poi'));
  for (const { buildings: run } of parts) kindCode.fill(KINDS.indexOf('building'), run.first, run.first + run.count);
  const isPlainBuilding = (index: number): boolean => rowOf[index] === NONE && KINDS[kindCode[index] ?? 0] === 'building';
  const rows: { part: CataloguePart; row: number }[] = [];
  const indexById = new Map<string, number>();
  const byKind = new Map<Kind, number[]>();
  const symbols: number[] = [];
  const circuitOf = new Map<number, number>();
  let circuitCount = 0;
  for (const part of parts) {
    const { columns } = part;
    const circuitNumbers = new Map<string, number>();
    for (let row = 0; row < columns.index.length; row++) {
      const index = columns.index[row] ?? NONE;
      if (rowOf[index] !== NONE) continue;
      rowOf[index] = rows.push({ part, row }) - 1;
      const id = columns.ids[row] ?? '';
      if (!indexById.has(id)) indexById.set(id, index);
      const text = columns.kind[row] ?? '';
      const kind: Kind = isKind(text) ? text : 'poi';
      kindCode[index] = KINDS.indexOf(kind);
      const list = byKind.get(kind);
      if (list) list.push(index);
      else byKind.set(kind, [index]);
      if (columns.symbol[row]) symbols.push(index);
      const circuit = columns.circuits?.[row];
      if (circuit) {
        let number = circuitNumbers.get(circuit);
        if (number === undefined) circuitNumbers.set(circuit, number = circuitCount++);
        circuitOf.set(index, number);
      }
    }
  }
  let plain: Uint32Array | null = null;
  /** Named buildings have a row; the plain ones join them. */
  function buildings(): Uint32Array {
    if (plain) return plain;
    const list = [...(byKind.get('building') ?? [])];
    for (const { buildings: run } of parts) for (let index = run.first; index < run.first + run.count; index++) if (isPlainBuilding(index)) list.push(index);
    return (plain = Uint32Array.from(list).sort());
  }
  const columnsOfKind = new Map<Kind, Uint32Array>();
  const rowAt = (index: number) => rows[rowOf[index] ?? NONE];
  const kindOf = (index: number): Kind => KINDS[kindCode[index] ?? 0] ?? 'building';
  const kinds = [...byKind.keys()];
  if (!byKind.has('building') && parts.some(({ buildings: run }) => run.count > 0)) kinds.unshift('building');

  return {
    featureCount,
    symbolIndices: Uint32Array.from(symbols).sort(),
    kinds,
    kindOf,
    circuits: { count: circuitCount, of: (index) => circuitOf.get(index) ?? NONE },
    indexOf(id) {
      const known = indexById.get(id);
      if (known !== undefined) return known;
      const match = /^([bg])(\d{1,9})$/.exec(id);
      const index = match ? Number(match[2]) : NONE;
      return rowOf[index] === NONE && isPlainBuilding(index) === (match?.[1] === 'b') ? index : null;
    },
    idOf(index) {
      const found = rowAt(index);
      return toObjectId(found ? found.part.columns.ids[found.row] ?? '' : `${isPlainBuilding(index) ? 'b' : 'g'}${index}`);
    },
    summary(index) {
      const found = rowAt(index);
      if (!found) return null;
      const { columns } = found.part;
      const { row } = found;
      const host = columns.hosts[row];
      return {
        id: toObjectId(columns.ids[row] ?? ''), index, kind: kindOf(index), nameZh: columns.namesZh[row] ?? '', nameEn: columns.namesEn[row] ?? '',
        lon: columns.lon[row] ?? 0, lat: columns.lat[row] ?? 0, elevation: columns.elevation[row] ?? 0, hostId: host ? toObjectId(host) : null,
      };
    },
    place(index) {
      const found = rowAt(index);
      if (!found) return null;
      const { columns } = found.part;
      return { lon: columns.lon[found.row] ?? 0, lat: columns.lat[found.row] ?? 0, elevation: columns.elevation[found.row] ?? 0 };
    },
    indicesOfKind(kind) {
      if (kind === 'building') return buildings();
      let column = columnsOfKind.get(kind);
      if (!column) columnsOfKind.set(kind, (column = Uint32Array.from(byKind.get(kind) ?? []).sort()));
      return column;
    },
  };
}
