import { expect, it } from 'vitest';
import { FLAG, STATE_BYTES } from '../../domain/state';
import { setHiddenFlags } from './setHiddenFlags';
import { StateTable } from './StateTable';

const none = { first: 0, count: 0 };
const pack = (indexOffset: number, first: number, count: number) => ({ indexOffset, manifest: { index: { buildings: { first, count }, structures: none, things: none, ground: none } } });

it('hides the buildings of every pack and nothing beside them, and shows them again', () => {
  const state = new StateTable(new Uint8Array(40 * STATE_BYTES));
  const packs = [pack(0, 0, 3), pack(10, 2, 4)];
  const catalogue = { indicesOfKind: (kind: string) => (kind === 'camera' ? Uint32Array.of(30) : new Uint32Array()) };
  const hidden = (): number[] => Array.from({ length: 40 }, (_, index) => index).filter((index) => state.hasFlag(index, FLAG.hidden));
  setHiddenFlags(state, packs, catalogue, new Set(['building']));
  expect(hidden()).toEqual([0, 1, 2, 12, 13, 14, 15]);
  setHiddenFlags(state, packs, catalogue, new Set(['camera']));
  expect(hidden()).toEqual([30]);
});
