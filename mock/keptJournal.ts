/**
 * The journal in the browser's own database, so that reports, commands and photos of the last 24 h stand again after a reload. Bounded:
 * the oldest pictures go first, then the oldest acts. Without a database (private windows) everything ends with the window.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { createMemoryJournal, JOURNAL_MS, type Journal, type JournalEntry } from './backend/journal';
import type { Picture } from './backend/mediaStore';

interface Shelf extends DBSchema {
  acts: { key: number; value: JournalEntry };
  pictures: { key: string; value: Picture };
}
export const MAX_KEPT_BYTES = 20 * 1024 * 1024;

const sizeOf = (entry: JournalEntry): number => 200 + entry.body.length * 2;

async function open(name: string): Promise<IDBPDatabase<Shelf> | null> {
  try {
    return await new Promise<IDBPDatabase<Shelf>>((resolve, reject) => {
      openDB<Shelf>(name, 1, {
        upgrade(database) {
          database.createObjectStore('acts', { autoIncrement: true });
          database.createObjectStore('pictures', { keyPath: 'id' });
        },
        // nobody waits for another window to be closed
        blocked() { reject(new Error('blocked by another window')); },
      }).then(resolve, reject);
    });
  } catch { return null; }
}

export async function openKeptJournal(name: string, now: number, maxBytes = MAX_KEPT_BYTES): Promise<Journal> {
  const database = await open(name);
  if (!database) { console.warn('The browser keeps nothing here (private window or blocked storage): what is done in the demo ends with this window.'); return createMemoryJournal(); }
  const acts = new Map<number, JournalEntry>();
  const pictures = new Map<string, Picture>();
  for (let cursor = await database.transaction('acts').store.openCursor(); cursor; cursor = await cursor.continue()) acts.set(cursor.key, cursor.value);
  for (const picture of (await database.getAll('pictures')).sort((a, b) => a.at - b.at)) pictures.set(picture.id, picture);

  /** What is too old or too much, oldest first. */
  function surplus(time: number): { readonly acts: number[]; readonly pictures: string[] } {
    const gone = { acts: [] as number[], pictures: [] as string[] };
    for (const [key, entry] of acts) if (entry.at <= time - JOURNAL_MS) gone.acts.push(key);
    for (const picture of pictures.values()) if (picture.at <= time - JOURNAL_MS) gone.pictures.push(picture.id);
    for (const key of gone.acts) acts.delete(key);
    for (const id of gone.pictures) pictures.delete(id);
    let bytes = 0;
    for (const entry of acts.values()) bytes += sizeOf(entry);
    for (const picture of pictures.values()) bytes += picture.bytes.length;
    for (const [id, picture] of pictures) { if (bytes <= maxBytes) break; pictures.delete(id); gone.pictures.push(id); bytes -= picture.bytes.length; }
    for (const [key, entry] of acts) { if (bytes <= maxBytes) break; acts.delete(key); gone.acts.push(key); bytes -= sizeOf(entry); }
    return gone;
  }
  async function drop(gone: ReturnType<typeof surplus>): Promise<void> {
    await Promise.all([...gone.acts.map((key) => database?.delete('acts', key)), ...gone.pictures.map((id) => database?.delete('pictures', id))]);
  }
  let work = drop(surplus(now));
  /** In full storage the oldest picture goes, then the oldest act, until it fits. */
  async function withRoom<Result>(write: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try { return await write(); } catch (error) {
        const [picture] = pictures.keys(), [act] = acts.keys();
        if ((error as { name?: unknown }).name !== 'QuotaExceededError' || (picture === undefined && act === undefined)) throw error;
        console.warn('The browser’s storage is full: the demo gives up the oldest of what was done.');
        if (picture !== undefined) { pictures.delete(picture); await database?.delete('pictures', picture); } else if (act !== undefined) { acts.delete(act); await database?.delete('acts', act); }
      }
    }
  }
  /** In order, and one failure (a full disk) does not stop what follows. */
  const then = (task: () => Promise<void>): void => { work = work.then(task).catch((error: unknown) => console.warn('The demo could not keep what was just done:', error)); };

  return {
    get entries() { return [...acts.values()].sort((a, b) => a.at - b.at); },
    get pictures() { return [...pictures.values()]; },
    add(entry, more) {
      then(async () => {
        for (const picture of more) { await withRoom(() => database.put('pictures', picture)); pictures.set(picture.id, picture); }
        acts.set(await withRoom(() => database.add('acts', entry)), entry);
        await drop(surplus(entry.at));
      });
    },
    forget() {
      acts.clear();
      pictures.clear();
      then(async () => {
        await Promise.all([database.clear('acts'), database.clear('pictures')]);
        acts.clear();
        pictures.clear();
      });
    },
  };
}
