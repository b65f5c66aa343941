import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { Session } from '../src/domain/role';
import { JOURNAL_MS, type JournalEntry } from './backend/journal';
import { openKeptJournal } from './keptJournal';

const START = Date.parse('2026-11-20T10:00:00+08:00');
const session: Session = { token: '', role: 'citizen', nameMasked: '', unitZh: '', unitEn: '', scope: { type: 'own', reporterId: 'r1' }, may: [], workerId: null };
const act = (at: number, body = `{"id":"${at}"}`): JournalEntry => ({ at, session, path: 'commands', body });
const picture = (id: string, at: number, size = 4): { id: string; at: number; type: string; bytes: Uint8Array<ArrayBuffer> } => ({ id, at, type: 'image/png', bytes: new Uint8Array(size).fill(7) });
/** Opens the same database as after a reload, once everything written has arrived. */
const reopen = async (name: string, entries: number, now = START): Promise<Awaited<ReturnType<typeof openKeptJournal>>> => {
  let journal = await openKeptJournal(name, now);
  await vi.waitUntil(async () => { journal = await openKeptJournal(name, now); return journal.entries.length === entries; }, { interval: 5 });
  return journal;
};

describe('kept journal', () => {
  it('gives back acts in order of time, and their pictures, after a reload', async () => {
    const first = await openKeptJournal('a', START);
    first.add(act(START + 2000), [picture('p-1', START + 2000)]);
    first.add(act(START + 1000), []);
    const second = await reopen('a', 2);
    expect(second.entries.map((entry) => entry.at)).toEqual([START + 1000, START + 2000]);
    expect(second.entries[0]?.session).toEqual(session);
    expect([...(second.pictures[0]?.bytes ?? [])]).toEqual([7, 7, 7, 7]);
  });

  it('forgets everything when asked', async () => {
    const first = await openKeptJournal('b', START);
    first.add(act(START), [picture('p-1', START)]);
    await reopen('b', 1);
    first.forget();
    expect(first.entries).toEqual([]);
    expect((await reopen('b', 0)).pictures).toEqual([]);
  });

  it('drops what is older than a day', async () => {
    const first = await openKeptJournal('c', START);
    first.add(act(START), [picture('p-1', START)]);
    await reopen('c', 1);
    const later = await openKeptJournal('c', START + JOURNAL_MS);
    expect([later.entries, later.pictures]).toEqual([[], []]);
  });

  it('stays below its bound: the oldest pictures go first and the acts stay', async () => {
    const first = await openKeptJournal('d', START, 10_000);
    for (let k = 0; k < 5; k++) first.add(act(START + k), [picture(`p-${k}`, START + k, 3000)]);
    const second = await reopen('d', 5);
    expect(second.pictures.map((item) => item.id)).toEqual(['p-3', 'p-4']);
  });

  it('in full storage gives up the oldest picture, and the act stays', async () => {
    const first = await openKeptJournal('e', START);
    first.add(act(START), [picture('p-0', START)]);
    await reopen('e', 1);
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { put } = IDBObjectStore.prototype;
    let refusals = 1;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function spy(this: IDBObjectStore, ...args) {
      if (refusals-- > 0) throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, args);
    });
    const second = await openKeptJournal('e', START);
    second.add(act(START + 1), [picture('p-1', START + 1)]);
    const third = await reopen('e', 2);
    expect(third.pictures.map((item) => item.id)).toEqual(['p-1']);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('storage is full'));
    vi.restoreAllMocks();
  });

  it('lasts as long as the window where the browser keeps nothing, and says so', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.stubGlobal('indexedDB', { open() { throw new DOMException('denied', 'SecurityError'); } });
    const journal = await openKeptJournal('f', START);
    journal.add(act(START), []);
    expect(journal.entries).toHaveLength(1);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('keeps nothing'));
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
});
