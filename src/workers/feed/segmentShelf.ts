/**
 * Segments kept in this browser (IndexedDB), so that the past survives a reload. One scope = one dictionary and one session's view of
 * it. Bounded by age and by bytes. Full storage costs the oldest first; a browser that stores nothing (private window, blocked database) keeps the
 * past as long as the window lives. `health` says which, and nothing of it ever costs the present.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

export interface ShelfEntry { readonly from: number; readonly to: number; readonly complete: boolean; readonly bytes: Uint8Array }
/** `short`: the browser's storage was full and the oldest went; `full`: nothing fits any more; `unavailable`: kept in this window only. */
export type ShelfHealth = 'kept' | 'short' | 'full' | 'unavailable';
export interface SegmentShelf {
  readonly health: ShelfHealth;
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

const isFull = (error: unknown): boolean => (error as { name?: unknown } | null)?.name === 'QuotaExceededError';

export function createSegmentShelf(name = NAME): SegmentShelf {
  let opening: Promise<IDBPDatabase<Shelf>> | null = null;
  let health: ShelfHealth = 'kept';
  /** Where the past is kept as long as the window lives, when the browser keeps nothing. */
  const spare = createMemoryShelf(true);
  const database = (): Promise<IDBPDatabase<Shelf>> => (opening ??= new Promise((resolve, reject) => {
    openDB<Shelf>(name, 1, {
      upgrade(next) {
        next.createObjectStore('segments', { keyPath: ['scope', 'from'] });
        // lengths apart from the bytes: counting must not read a hundred megabytes
        next.createObjectStore('heads', { keyPath: ['scope', 'from'] });
      },
      // nobody waits for another window to be closed
      blocked() { reject(new Error('blocked by another window')); },
      blocking(_, __, event) { (event.target as IDBDatabase | null)?.close(); opening = null; },
      terminated() { opening = null; },
    }).then(resolve, reject);
  }));
  async function safely<Result>(work: (held: IDBPDatabase<Shelf>) => Promise<Result>, otherwise: () => Promise<Result>): Promise<Result> {
    let held: IDBPDatabase<Shelf>;
    try { held = await database(); } catch { health = 'unavailable'; return otherwise(); }
    try { return await work(held); } catch { return otherwise(); }
  }
  const drop = async (held: IDBPDatabase<Shelf>, key: [string, number]): Promise<void> => {
    const both = held.transaction(['segments', 'heads'], 'readwrite');
    await Promise.all([both.objectStore('segments').delete(key), both.objectStore('heads').delete(key), both.done]);
  };
  const write = async (held: IDBPDatabase<Shelf>, scope: string, entry: ShelfEntry): Promise<void> => {
    const head = { scope, from: entry.from, to: entry.to, complete: entry.complete, size: entry.bytes.length };
    const both = held.transaction(['segments', 'heads'], 'readwrite');
    try {
      await Promise.all([both.objectStore('segments').put({ ...head, bytes: entry.bytes }), both.objectStore('heads').put(head), both.done]);
    } catch (error) {
      // the transaction may end with the browser's word, and the request only with "aborted"
      await both.done.catch(() => undefined);
      throw isFull(both.error) ? both.error : error;
    }
  };
  /** Other scopes first, then the oldest. */
  const inOrder = async (held: IDBPDatabase<Shelf>, scope: string): Promise<readonly Omit<Row, 'bytes'>[]> =>
    (await held.getAll('heads')).toSorted((a, b) => Number(a.scope === scope) - Number(b.scope === scope) || a.from - b.from);
  return {
    get health() { return health; },
    get: (scope, from) => safely(async (held) => await held.get('segments', [scope, from]) ?? null, () => spare.get(scope, from)),
    list: (scope) => safely(async (held) => (await held.getAll('heads', everyKeyOf(scope))).toSorted((a, b) => a.from - b.from), () => spare.list(scope)),
    put: (scope, entry) => safely(async (held) => {
      let given = false;
      for (;;) {
        try { await write(held, scope, entry); break; } catch (error) {
          if (!isFull(error)) throw error;
          const oldest = (await inOrder(held, scope)).find((head) => head.scope !== scope || head.from !== entry.from);
          if (!oldest) { health = 'full'; return; }
          await drop(held, [oldest.scope, oldest.from]);
          given = true;
        }
      }
      // once the oldest had to go, less than a day is kept for as long as this window lives
      if (given) health = 'short';
      else if (health === 'full') health = 'kept';
    }, () => spare.put(scope, entry)),
    remove: (scope, from) => safely((held) => drop(held, [scope, from]), () => spare.remove(scope, from)),
    trim: (scope, before, maxBytes) => safely(async (held) => {
      const heads = await inOrder(held, scope);
      let total = heads.reduce((sum, head) => sum + head.size, 0);
      for (const head of heads) {
        if (head.to > before && total <= maxBytes) continue;
        total -= head.size;
        await drop(held, [head.scope, head.from]);
      }
    }, () => spare.trim(scope, before, maxBytes)),
  };
}

/** The same in memory: for the command line, and for a browser that keeps nothing. */
export function createMemoryShelf(bounded = false): SegmentShelf {
  const scopes = new Map<string, Map<number, ShelfEntry>>();
  const of = (scope: string): Map<number, ShelfEntry> => { let own = scopes.get(scope); if (!own) scopes.set(scope, (own = new Map())); return own; };
  return {
    health: 'kept',
    get: (scope, from) => Promise.resolve(of(scope).get(from) ?? null),
    list: (scope) => Promise.resolve([...of(scope).values()].map(({ from, to, bytes }) => ({ from, to, size: bytes.length })).toSorted((a, b) => a.from - b.from)),
    put: (scope, entry) => { of(scope).set(entry.from, entry); return Promise.resolve(); },
    remove: (scope, from) => { of(scope).delete(from); return Promise.resolve(); },
    trim(scope, before, maxBytes) {
      const own = of(scope);
      let total = [...own.values()].reduce((sum, entry) => sum + entry.bytes.length, 0);
      for (const entry of [...own.values()].toSorted((a, b) => a.from - b.from)) {
        if (entry.to > before && (!bounded || total <= maxBytes)) continue;
        total -= entry.bytes.length;
        own.delete(entry.from);
      }
      return Promise.resolve();
    },
  };
}
