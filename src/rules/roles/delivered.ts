/**
 * What a view has received, so that a record which leaves its scope can be taken back: the wire then says which one is gone. Shared by
 * equal sessions: what one of them may have received, all may know the id of.
 */
import type { RecordKind } from '../../domain/feedEvent';

export interface Delivered {
  /** The fields of a record's event beside its number: the record, or null, and the id of what the view must drop. */
  message<Kind extends RecordKind, Item extends { readonly id: string }>(kind: Kind, item: Item, shown: Item | null): Record<string, unknown>;
  /** The records of a snapshot that the view sees. */
  snapshot<Item extends { readonly id: string }>(kind: RecordKind, items: readonly Item[], show: (item: Item) => Item | null): Item[];
}

/** Ids remembered per view and kind; beyond that the oldest is forgotten, and its reader keeps the record until the next snapshot. */
const REMEMBERED = 20_000;

export function createDelivered(): Delivered {
  const ids: Record<RecordKind, Set<string>> = { warning: new Set(), case: new Set(), task: new Set(), figure: new Set() };
  function remember(kind: RecordKind, id: string): void {
    const own = ids[kind];
    own.delete(id);
    own.add(id);
    if (own.size <= REMEMBERED) return;
    const oldest = own.values().next();
    if (!oldest.done) own.delete(oldest.value);
  }
  return {
    message(kind, item, shown) {
      if (shown !== null) { remember(kind, item.id); return { [kind]: shown }; }
      // an old frame may be written again for a reader who joins late: the id stays remembered
      return ids[kind].has(item.id) ? { [kind]: null, gone: item.id } : { [kind]: null };
    },
    snapshot(kind, items, show) {
      return items.flatMap((item) => {
        const shown = show(item);
        if (shown !== null) remember(kind, item.id);
        return shown ?? [];
      });
    },
  };
}
