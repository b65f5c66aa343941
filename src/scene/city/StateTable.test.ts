import { describe, expect, it } from 'vitest';
import { FLAG, STATE_BYTES } from '../../domain/state';
import { STATE_TEXTURE_WIDTH } from '../../workers/glbContract';
import { StateTable } from './StateTable';

describe('state table', () => {
  it('pads to whole rows and uploads everything first', () => {
    const table = new StateTable(new Uint8Array(2500 * STATE_BYTES));
    expect(table.height).toBe(3);
    expect(table.takeDirty()).toEqual({ first: 0, count: 3 });
    expect(table.takeDirty()).toBeNull();
  });
  it('carries only the rows that changed', () => {
    const source = new Uint8Array(5000 * STATE_BYTES);
    const table = new StateTable(source);
    table.takeDirty();
    source[2100 * STATE_BYTES] = 4;
    table.refresh(Uint32Array.of(2100));
    const dirty = table.takeDirty();
    expect(dirty).toEqual({ first: 2, count: 1 });
    expect(table.rows(dirty ?? { first: 0, count: 0 })[(2100 - 2 * STATE_TEXTURE_WIDTH) * STATE_BYTES]).toBe(4);
  });
  it('keeps selection through a state change and never writes the store', () => {
    const source = new Uint8Array(10 * STATE_BYTES);
    const table = new StateTable(source);
    table.setFlag(3, FLAG.selected, true);
    source[3 * STATE_BYTES + 3] = FLAG.unacknowledged;
    table.refreshAll();
    expect(table.bytes[3 * STATE_BYTES + 3]).toBe(FLAG.unacknowledged | FLAG.selected);
    expect(source[3 * STATE_BYTES + 3]).toBe(FLAG.unacknowledged);
    table.setFlag(3, FLAG.selected, false);
    expect(table.bytes[3 * STATE_BYTES + 3]).toBe(FLAG.unacknowledged);
  });
});
