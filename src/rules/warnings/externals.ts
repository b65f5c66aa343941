/**
 * Warnings that another system raised (CAP). They stand in the same book as the city's own, under keys of their own, so that people acknowledge,
 * shelve and file them alike and the object's rank counts them; only the sender, its expiry or a cancellation ends them.
 */
import { EXTERNAL_CAUSE } from '../cap/capTypes';
import type { Externals } from '../parts';
import type { HoldBack } from './holdBack';
import type { Entry, WarningBook } from './warningBook';

export interface ExternalTools {
  /** Tells what a new record means for a flood. */
  raised(entry: Entry, at: number): void;
  /** A record goes on under other rules. */
  resumed(entry: Entry, at: number): void;
  /** Clears a record, and with it a shelf that lasts until then. */
  clear(key: number, value: number | null, words: { readonly zh: string; readonly en: string }, at: number): void;
}

/** `firstKey`: keys below belong to readings and devices. */
export function createExternals(book: WarningBook, holdBack: HoldBack, firstKey: number, tools: ExternalTools): Externals {
  return {
    tell({ key, id, object, rank, value, limit, unit, words, rule, basis }, at) {
      const old = book.of(firstKey + key);
      const { warning } = old ?? {};
      const isNew = !warning || warning.clearedAt !== null;
      const entry = book.level({ key: firstKey + key, id, object, cause: EXTERNAL_CAUSE, diagnostic: false, rank, value, limit, unit, rule, basis, latched: false, words }, at, (item) => holdBack.held(item, at));
      holdBack.refresh(entry, at);
      if (isNew) tools.raised(entry, at);
      return entry.warning;
    },
    end(key, words, at) { tools.clear(firstKey + key, book.of(firstKey + key)?.warning.value ?? null, words, at); },
    standing: () => [...book.ofCause(EXTERNAL_CAUSE)].map(({ key, object, warning }) => ({ key: key - firstKey, object, warning })),
    resume(list, at) {
      for (const { key, object, warning } of list) {
        const entry: Entry = { key: firstKey + key, object, cause: EXTERNAL_CAUSE, diagnostic: false, warning };
        book.resume(entry, at);
        holdBack.resume(entry, at);
        tools.resumed(entry, at);
      }
    },
  };
}
