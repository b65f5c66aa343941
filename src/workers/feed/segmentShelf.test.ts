/** The past in this browser: it survives a reload, stays bounded, gives up the oldest when the storage is full, and says how it stands. */
import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemoryShelf, createSegmentShelf, type ShelfEntry } from './segmentShelf';

const QUARTER = 900_000;
const entry = (k: number, size = 100): ShelfEntry => ({ from: k * QUARTER, to: (k + 1) * QUARTER, complete: true, bytes: new Uint8Array(size).fill(k) });
const froms = async (shelf: ReturnType<typeof createSegmentShelf>, scope = 's'): Promise<number[]> => (await shelf.list(scope)).map((head) => head.from / QUARTER);
afterEach(() => { vi.restoreAllMocks(); vi.unstubAllGlobals(); });

/** A browser that has room for so many bytes of segments. */
function withQuota(most: number): void {
  const held = new Map<string, number>();
  const { put, delete: remove } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function spy(this: IDBObjectStore, key) { if (this.name === 'segments') held.delete(JSON.stringify(key)); return remove.call(this, key); });
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function spy(this: IDBObjectStore, value: ShelfEntry & { scope: string }) {
    if (this.name === 'segments') {
      const key = JSON.stringify([value.scope, value.from]);
      const total = [...held].reduce((sum, [other, size]) => sum + (other === key ? 0 : size), 0) + value.bytes.length;
      if (total > most) throw new DOMException('no room', 'QuotaExceededError');
      held.set(key, value.bytes.length);
    }
    return put.call(this, value);
  });
}

describe('segments in this browser', () => {
  it('are there again after a reload, and other scopes are apart', async () => {
    const first = createSegmentShelf('reload');
    await first.put('s', entry(1));
    await first.put('t', entry(2));
    const second = createSegmentShelf('reload');
    expect([await froms(second), await froms(second, 't')]).toEqual([[1], [2]]);
    expect((await second.get('s', QUARTER))?.bytes).toEqual(entry(1).bytes);
    expect(second.health).toBe('kept');
  });
  it('stay below their age and their bytes: other scopes first, then the oldest', async () => {
    const shelf = createSegmentShelf('bounds');
    for (const k of [1, 2, 3, 4]) await shelf.put('s', entry(k));
    await shelf.put('old', entry(9));
    await shelf.trim('s', 2 * QUARTER + 1, 200);
    expect([await froms(shelf), await froms(shelf, 'old')]).toEqual([[3, 4], []]);
  });
  it('in full storage the oldest goes, and that is said', async () => {
    withQuota(350);
    const shelf = createSegmentShelf('quota');
    await shelf.put('other', entry(0));
    for (const k of [1, 2, 3, 4]) await shelf.put('s', entry(k));
    expect([await froms(shelf), await froms(shelf, 'other'), shelf.health]).toEqual([[2, 3, 4], [], 'short']);
    expect((await shelf.get('s', 4 * QUARTER))?.bytes).toEqual(entry(4).bytes);
  });
  it('what does not fit at all is not kept, and that is said', async () => {
    withQuota(50);
    const shelf = createSegmentShelf('tiny');
    await shelf.put('s', entry(1));
    expect([await froms(shelf), shelf.health]).toEqual([[], 'full']);
  });
});

describe('a browser that keeps nothing', () => {
  it.each<[string, () => unknown]>([
    ['refuses to open a database', () => { throw new DOMException('denied', 'SecurityError'); }],
    ['is blocked by another window', () => { const request = new EventTarget(); queueMicrotask(() => request.dispatchEvent(Object.assign(new Event('blocked'), { oldVersion: 0, newVersion: 1 }))); return request; }],
  ])('%s: the past lasts as long as the window, bounded, and that is said', async (_, open) => {
    vi.stubGlobal('indexedDB', { open });
    const shelf = createSegmentShelf('none');
    for (const k of [1, 2, 3]) await shelf.put('s', entry(k));
    expect(shelf.health).toBe('unavailable');
    expect(await froms(shelf)).toEqual([1, 2, 3]);
    expect((await shelf.get('s', 2 * QUARTER))?.bytes).toEqual(entry(2).bytes);
    await shelf.trim('s', 0, 250);
    expect(await froms(shelf)).toEqual([2, 3]);
  });
  it('a shelf for the command line drops by age only', async () => {
    const shelf = createMemoryShelf();
    for (const k of [1, 2, 3]) await shelf.put('s', entry(k));
    await shelf.trim('s', 2 * QUARTER, 1);
    expect(await froms(shelf)).toEqual([2, 3]);
  });
});
