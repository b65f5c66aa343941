/**
 * Cases over a restart: an append-only file of whole case records, one JSON line per change, the last line of an id counts. It is written
 * anew when it has grown to several times what it holds, so it stays bounded; closed cases leave after two days, as they leave the engine.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeCase } from '../../feeds/decode/records';
import type { CaseRecord } from '../cases/caseRecord';

export interface CaseShelf {
  records(): readonly CaseRecord[];
  keep(records: readonly CaseRecord[]): void;
}
export const CASE_FILE = 'cases.jsonl';
const KEEP_MS = 48 * 3_600_000;
/** Bytes below which the file is left alone. */
const SMALL = 4 * 1024 * 1024;
const GROWTH = 4;

const isOver = ({ item }: CaseRecord, now: number): boolean => !item.open && (item.closedAt ?? 0) < now - KEEP_MS;
function readRecord(line: string): CaseRecord | null {
  try {
    const data = JSON.parse(line) as CaseRecord;
    const lists = [data.changes, data.media, data.merged, data.reporters, data.switches];
    return decodeCase(data.item) !== null && decodeCase(data.first) !== null && lists.every((list) => Array.isArray(list)) ? data : null;
  } catch { return null; }
}

/** For a service without a state folder: cases survive a restart of the upstream only. */
export function createMemoryShelf(now: () => number): CaseShelf {
  const held = new Map<string, CaseRecord>();
  return {
    records: () => [...held.values()].filter((record) => !isOver(record, now())),
    keep(records) {
      for (const record of records) held.set(record.item.id, record);
      if (records.length > 0) for (const [id, record] of held) if (isOver(record, now())) held.delete(id);
    },
  };
}

/** Makes the folder when it is missing. Throws when it cannot be written. `say` names lines that could not be read. */
export function openCaseShelf(folder: string, now: () => number, say: (line: string) => void): CaseShelf {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, CASE_FILE);
  const held = new Map<string, CaseRecord>();
  let bad = 0;
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
    if (line === '') continue;
    const record = readRecord(line);
    if (record) held.set(record.item.id, record);
    else bad++;
  }
  if (bad > 0) say(`${file}: ${bad} lines could not be read and were left out`);
  let size = 0;
  let limit = SMALL;
  let complaint = '';
  /** Under another name first: a crash leaves the old file whole. */
  function rewrite(): void {
    for (const [id, record] of held) if (isOver(record, now())) held.delete(id);
    writeFileSync(`${file}.new`, [...held.values()].map((record) => `${JSON.stringify(record)}\n`).join(''));
    renameSync(`${file}.new`, file);
    ({ size } = statSync(file));
    limit = Math.max(SMALL, size * GROWTH);
  }
  rewrite();
  return {
    records: () => [...held.values()],
    keep(records) {
      if (records.length === 0) return;
      const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
      for (const record of records) held.set(record.item.id, structuredClone(record));
      try {
        appendFileSync(file, text);
        size += Buffer.byteLength(text);
        if (size > limit) rewrite();
        complaint = '';
      } catch (error) {
        // a full disk must not stop the city's warnings; the next rewrite takes everything along
        const { message } = error as Error;
        if (message !== complaint) say(`cases are not kept: ${message}`);
        complaint = message;
        limit = 0;
      }
    },
  };
}
