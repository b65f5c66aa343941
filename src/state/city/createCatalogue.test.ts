import { describe, expect, it } from 'vitest';
import { toObjectId } from '../../domain/ids';
import { createCatalogue, type CataloguePart } from './createCatalogue';

/** Rows with global indices, as the city worker answers them; the first `buildings` features of a pack are buildings. */
const part = (first: number, count: number, buildings: number, rows: readonly (readonly [number, string, string])[]): CataloguePart => ({
  first, count, buildings: { first, count: buildings },
  columns: {
    index: Uint32Array.from(rows, (row) => row[0]), ids: rows.map((row) => row[1]), kind: rows.map((row) => row[2]), namesZh: rows.map(() => '名'), namesEn: rows.map(() => 'name'),
    lon: Float64Array.from(rows, () => 106), lat: Float64Array.from(rows, () => 29), elevation: Float32Array.from(rows, () => 5), hosts: rows.map(() => null), symbol: Uint8Array.from(rows, (row) => (row[2] === 'bridge' ? 0 : 1)),
  },
});

describe('catalogue', () => {
  // base: buildings 0 … 5, a nameless road 6, three rows; overlay: buildings 10 … 12, of which 12 is named, and two rows
  const catalogue = createCatalogue([
    part(0, 10, 6, [[7, 'cam', 'camera'], [8, 'span', 'bridge'], [9, 'odd', 'unheard-of']]),
    part(10, 5, 3, [[12, 'b12', 'building'], [14, 'extra', 'camera'], [13, 'overlay:cam', 'camera']]),
  ]);

  it('takes rows by the global index they carry, over all opened packs', () => {
    expect(catalogue.featureCount).toBe(15);
    expect(['cam', 'extra', 'overlay:cam'].map((id) => catalogue.indexOf(toObjectId(id)))).toEqual([7, 14, 13]);
    expect([catalogue.idOf(14), catalogue.idOf(13)]).toEqual(['extra', 'overlay:cam']);
    expect([...catalogue.indicesOfKind('camera')]).toEqual([7, 13, 14]);
    expect([...catalogue.symbolIndices]).toEqual([7, 9, 12, 13, 14]);
    expect(catalogue.summary(8)).toMatchObject({ id: 'span', kind: 'bridge', hostId: null });
  });
  it('gives plain buildings arithmetic ids and no row, and counts them with the named ones', () => {
    expect([catalogue.indexOf(toObjectId('b3')), catalogue.idOf(3), catalogue.kindOf(3), catalogue.summary(3), catalogue.place(3)]).toEqual([3, 'b3', 'building', null, null]);
    for (let twice = 0; twice < 2; twice++) expect([...catalogue.indicesOfKind('building')]).toEqual([0, 1, 2, 3, 4, 5, 10, 11, 12]);
    for (const id of ['b6', 'b7', 'b15', 'b-1', 'bx', '__proto__', '']) expect(catalogue.indexOf(toObjectId(id))).toBeNull();
  });
  it('never takes nameless ground for a building', () => {
    expect([catalogue.idOf(6), catalogue.indexOf(toObjectId('g6')), catalogue.kindOf(6), catalogue.indexOf(toObjectId('g3'))]).toEqual(['g6', 6, 'poi', null]);
    expect([...catalogue.indicesOfKind('poi')]).toEqual([9]);
  });
  it('takes an unknown kind as a point of interest', () => {
    expect(catalogue.kindOf(9)).toBe('poi');
    expect(catalogue.kinds).toEqual(['camera', 'bridge', 'poi', 'building']);
  });
});
