/** Warnings and cases by id and by object. A record with a newer version replaces the old one; ended ones leave. */
import type { ObjectId } from '../../domain/ids';

interface OwnedRecord { readonly id: string; readonly objectId: ObjectId | null }

export interface RecordBook<Item extends OwnedRecord> {
  get(id: string): Item | undefined;
  put(item: Item): void;
  remove(id: string): void;
  clear(): void;
  all(): readonly Item[];
  of(object: ObjectId): readonly Item[];
  readonly size: number;
}

const NOTHING: readonly never[] = [];

export function createRecordBook<Item extends OwnedRecord>(): RecordBook<Item> {
  const byId = new Map<string, Item>();
  const byObject = new Map<ObjectId, Map<string, Item>>();
  let list: readonly Item[] | null = null;

  function detach(item: Item): void {
    const own = item.objectId === null ? undefined : byObject.get(item.objectId);
    if (!own || item.objectId === null) return;
    own.delete(item.id);
    if (own.size === 0) byObject.delete(item.objectId);
  }
  return {
    get size() { return byId.size; },
    get: (id) => byId.get(id),
    all: () => (list ??= [...byId.values()]),
    of: (object) => { const own = byObject.get(object); return own ? [...own.values()] : NOTHING; },
    put(item) {
      const old = byId.get(item.id);
      if (old) detach(old);
      byId.set(item.id, item);
      list = null;
      if (item.objectId === null) return;
      let own = byObject.get(item.objectId);
      if (!own) byObject.set(item.objectId, (own = new Map()));
      own.set(item.id, item);
    },
    remove(id) {
      const old = byId.get(id);
      if (!old) return;
      detach(old);
      byId.delete(id);
      list = null;
    },
    clear() {
      byId.clear();
      byObject.clear();
      list = null;
    },
  };
}
