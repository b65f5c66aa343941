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
    return await openDB<Shelf>(name, 1, {
      upgrade(database) {
        database.createObjectStore('acts', { autoIncrement: true });
        database.createObjectStore('pictures', { keyPath: 'id' });
      },
    });
  } catch { return null; }
}

export async function openKeptJournal(name: string, now: number, maxBytes = MAX_KEPT_BYTES): Promise<Journal> {
  const database = await open(name);
  if (!database) return createMemoryJournal();
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
  /** In order, and one failure (a full disk) does not stop what follows. */
  const then = (task: () => Promise<void>): void => { work = work.then(task).catch((error: unknown) => console.warn('The demo could not keep what was just done:', error)); };

  return {
    get entries() { return [...acts.values()].sort((a, b) => a.at - b.at); },
    get pictures() { return [...pictures.values()]; },
    add(entry, more) {
      then(async () => {
        for (const picture of more) await database.put('pictures', picture);
        const key = await database.add('acts', entry);
        acts.set(key, entry);
        for (const picture of more) pictures.set(picture.id, picture);
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
