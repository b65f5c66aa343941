/**
 * Segments kept in this browser (IndexedDB), so that the past survives a reload. One scope = one dictionary and one session's view of
 * it. Bounded by age and by bytes; a browser that stores nothing (private window, full disk) costs the past, never the present.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

export interface ShelfEntry { readonly from: number; readonly to: number; readonly complete: boolean; readonly bytes: Uint8Array }
export interface SegmentShelf {
  get(scope: string, from: number): Promise<ShelfEntry | null>;
  /** Beginnings and lengths of what is kept, by time. */
  list(scope: string): Promise<readonly { readonly from: number; readonly to: number; readonly size: number }[]>;
  put(scope: string, entry: ShelfEntry): Promise<void>;
  remove(scope: string, from: number): Promise<void>;
  /** Drops what ended before a time, then the oldest until no more than `maxBytes` are left; other scopes go first. */
  trim(scope: string, before: number, maxBytes: number): Promise<void>;
}

interface Row extends ShelfEntry { readonly scope: string; readonly size: number }
interface Shelf extends DBSchema { segments: { key: [string, number]; value: Row }; heads: { key: [string, number]; value: Omit<Row, 'bytes'> } }

const NAME = 'city-cockpit-recording';
const everyKeyOf = (scope: string): IDBKeyRange => IDBKeyRange.bound([scope, -Infinity], [scope, Infinity]);

export function createSegmentShelf(name = NAME): SegmentShelf {
  let opening: Promise<IDBPDatabase<Shelf>> | null = null;
  const database = (): Promise<IDBPDatabase<Shelf>> => (opening ??= openDB<Shelf>(name, 1, {
    upgrade(next) {
      next.createObjectStore('segments', { keyPath: ['scope', 'from'] });
      // lengths apart from the bytes: counting must not read a hundred megabytes
      next.createObjectStore('heads', { keyPath: ['scope', 'from'] });
    },
  }));
  async function safely<Result>(work: (held: IDBPDatabase<Shelf>) => Promise<Result>, otherwise: Result): Promise<Result> {
    try { return await work(await database()); } catch { return otherwise; }
  }
  const drop = async (held: IDBPDatabase<Shelf>, key: [string, number]): Promise<void> => {
    const both = held.transaction(['segments', 'heads'], 'readwrite');
    await Promise.all([both.objectStore('segments').delete(key), both.objectStore('heads').delete(key), both.done]);
  };
  return {
    get: (scope, from) => safely(async (held) => await held.get('segments', [scope, from]) ?? null, null),
    list: (scope) => safely(async (held) => (await held.getAll('heads', everyKeyOf(scope))).toSorted((a, b) => a.from - b.from), []),
    put: (scope, entry) => safely(async (held) => {
      const head = { scope, from: entry.from, to: entry.to, complete: entry.complete, size: entry.bytes.length };
      const both = held.transaction(['segments', 'heads'], 'readwrite');
      await Promise.all([both.objectStore('segments').put({ ...head, bytes: entry.bytes }), both.objectStore('heads').put(head), both.done]);
    }, undefined),
    remove: (scope, from) => safely((held) => drop(held, [scope, from]), undefined),
    trim: (scope, before, maxBytes) => safely(async (held) => {
      const heads = (await held.getAll('heads')).toSorted((a, b) => Number(a.scope === scope) - Number(b.scope === scope) || a.from - b.from);
      let total = heads.reduce((sum, head) => sum + head.size, 0);
      for (const head of heads) {
        if (head.to > before && total <= maxBytes) continue;
        total -= head.size;
        await drop(held, [head.scope, head.from]);
      }
    }, undefined),
  };
}

/** The same without a browser: for the command line. */
export function createMemoryShelf(): SegmentShelf {
  const scopes = new Map<string, Map<number, ShelfEntry>>();
  const of = (scope: string): Map<number, ShelfEntry> => { let own = scopes.get(scope); if (!own) scopes.set(scope, (own = new Map())); return own; };
  return {
    get: (scope, from) => Promise.resolve(of(scope).get(from) ?? null),
    list: (scope) => Promise.resolve([...of(scope).values()].map(({ from, to, bytes }) => ({ from, to, size: bytes.length })).toSorted((a, b) => a.from - b.from)),
    put: (scope, entry) => { of(scope).set(entry.from, entry); return Promise.resolve(); },
    remove: (scope, from) => { of(scope).delete(from); return Promise.resolve(); },
    trim(scope, before) {
      for (const entry of of(scope).values()) if (entry.to <= before) of(scope).delete(entry.from);
      return Promise.resolve();
    },
  };
}
