import { expect, it } from 'vitest';
import { toObjectId } from '../../domain/ids';
import type { ObjectSummary } from '../../domain/objectSummary';
import type { Reading } from '../../domain/reading';
import type { CityStore, ObjectState } from '../../state/city/CityStore';
import { readSensors } from './readSensors';

const summary = (id: string, index: number): ObjectSummary => ({ id: toObjectId(id), index, kind: 'bridgeSensor', nameZh: id, nameEn: id, lon: 0, lat: 0, elevation: 0, hostId: null });
const state = (over: Partial<ObjectState>): ObjectState => ({ rank: 0, freshness: 'live', status: 'normal', condition: 'normal', since: null, unacknowledged: false, openCases: 0, ...over });

function storeOf(states: readonly ObjectState[], ranks: readonly (Reading['rank'] | null)[]): CityStore {
  const reading = (index: number): readonly Reading[] => (ranks[index] === null ? [] : [{ rank: ranks[index], value: 1 } as unknown as Reading]);
  return { state: (index: number) => states[index]!, readings: (id: string) => reading(Number(id)) } as unknown as CityStore;
}

it('shows a value past its limit before the warning of its rule arrives, and keeps a worse warning', () => {
  const store = storeOf([state({}), state({ rank: 4, condition: 'I' }), state({ freshness: 'stale', condition: 'stale' }), state({ freshness: 'none', condition: 'noFeed' })], [2, 1, 0, null]);
  const rows = readSensors(store, ['0', '1', '2', '3'].map(summary));
  expect(rows.map((row) => row.condition)).toEqual(['III', 'I', 'stale', 'noFeed']);
  expect(rows.map((row) => row.reading === null)).toEqual([false, false, false, true]);
  expect(rows[1]!.weight).toBeGreaterThan(rows[0]!.weight);
});
