import { describe, expect, it } from 'vitest';
import { toObjectId } from '../../domain/ids';
import { createCatalogue, type CataloguePart } from './createCatalogue';

const part = (indexOffset: number, featureCount: number, rows: readonly (readonly [number, string, string])[]): CataloguePart => ({
  indexOffset, featureCount,
  columns: {
    index: Uint32Array.from(rows, (row) => row[0]), ids: rows.map((row) => row[1]), kind: rows.map((row) => row[2]), namesZh: rows.map(() => '名'), namesEn: rows.map(() => 'name'),
    lon: Float64Array.from(rows, () => 106), lat: Float64Array.from(rows, () => 29), elevation: Float32Array.from(rows, () => 5), hosts: rows.map(() => null), symbol: Uint8Array.from(rows, (row) => (row[2] === 'bridge' ? 0 : 1)),
  },
});

describe('catalogue', () => {
  const catalogue = createCatalogue([part(0, 10, [[7, 'cam', 'camera'], [8, 'span', 'bridge'], [9, 'odd', 'unheard-of']]), part(10, 5, [[4, 'extra', 'camera'], [3, 'cam', 'camera']])]);

  it('knows rows by id and index over all opened packs; the first pack keeps a doubled id', () => {
    expect(catalogue.featureCount).toBe(15);
    expect([catalogue.indexOf(toObjectId('cam')), catalogue.indexOf(toObjectId('extra'))]).toEqual([7, 14]);
    expect(catalogue.idOf(14)).toBe('extra');
    expect([...catalogue.indicesOfKind('camera')]).toEqual([7, 13, 14]);
    expect([...catalogue.symbolIndices]).toEqual([7, 9, 13, 14]);
    expect(catalogue.summary(8)).toMatchObject({ id: 'span', kind: 'bridge', hostId: null });
  });
  it('gives buildings arithmetic ids and no row', () => {
    expect([catalogue.indexOf(toObjectId('b3')), catalogue.idOf(3), catalogue.kindOf(3), catalogue.summary(3), catalogue.place(3)]).toEqual([3, 'b3', 'building', null, null]);
    expect([...catalogue.indicesOfKind('building')]).toEqual([0, 1, 2, 3, 4, 5, 6, 10, 11, 12]);
    for (const id of ['b7', 'b15', 'b-1', 'bx', '__proto__', '']) expect(catalogue.indexOf(toObjectId(id))).toBeNull();
  });
  it('takes an unknown kind as a point of interest', () => {
    expect(catalogue.kindOf(9)).toBe('poi');
    expect(catalogue.kinds).toEqual(['building', 'camera', 'bridge', 'poi']);
  });
});
