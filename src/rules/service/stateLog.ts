/**
 * The state of the rules over a restart: one append-only file, a line per round of changes, `{"v":1,"put":[[kind, record], …]}`; of two records of
 * one key the later counts. A line is written whole or not at all: one that was cut off by a kill is left out, and nothing of it had been answered.
 * Anything else that cannot be read is an error with file and line, because going on would lose what people did. The file is written anew when it
 * has grown to several times what it holds. It survives the end of the process, not of the machine: it is not flushed to the disk line by line.
 * Photos lie beside it, one file each.
 */
import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { DETECTION_OUTCOMES } from '../../domain/detection';
import { decodeCase, decodeFigure, decodeTask, decodeWarning } from '../../feeds/decode/records';
import { memoryKey, type MemoryKind, type MemoryRecord } from '../memory';
import { pictureType, type Picture, type PictureShelf } from './mediaStore';

export const STATE_FILE = 'state.jsonl';
/** What versions before this file kept: whole case records, one a line. Taken over once. */
const CASE_FILE = 'cases.jsonl';
const PHOTOS = 'photos';
const VERSION = 1;
/** Bytes below which the file is left alone. */
const SMALL = 4 * 1024 * 1024;
const GROWTH = 4;
/** Records of one line when everything is written anew. */
const CHUNK = 500;

export interface StateLog {
  /** What was kept, until an engine has taken it up. */
  records(): readonly MemoryRecord[];
  /** Whom to ask for everything from now on. */
  follow(all: () => Iterable<MemoryRecord>): void;
  keep(records: readonly MemoryRecord[]): void;
  readonly photos: PictureShelf;
}
/** The state cannot be read or written; the message names file and place. */
export class StateFault extends Error {}

const text = v.string(), time = v.number(), id = v.pipe(v.string(), v.minLength(1)), maybeText = v.nullable(v.string()), maybeTime = v.nullable(v.number());
const as = <Item>(decode: (value: unknown) => Item | null) => v.custom<Item>((value) => decode(value) !== null);
const figures = v.array(as(decodeFigure));
const faults = v.array(v.object({ property: text, kind: v.picklist(['stuck', 'impossible']), value: maybeTime, changedAt: time }));
/** What a record must have; a field that is not named here stays as it is. */
const SHAPES: { readonly [Kind in MemoryKind]: v.GenericSchema } = {
  case: v.looseObject({ item: as(decodeCase), first: as(decodeCase), changes: v.array(v.looseObject({ at: time, action: text })), media: v.array(v.unknown()), merged: v.array(v.unknown()), reporters: v.array(text), texts: v.array(v.unknown()), switches: v.array(text) }),
  warning: v.looseObject({ warning: as(decodeWarning), revisions: v.array(time), waiting: maybeTime, external: maybeTime, faults, since: v.array(v.tuple([v.number(), time])), decided: maybeTime }),
  task: as(decodeTask),
  run: v.looseObject({ id, preplanId: id, objectId: maybeText, lon: v.number(), lat: v.number(), startedAt: time, endedAt: maybeTime, warningId: maybeText, caseId: maybeText, active: v.array(text), rank: v.picklist([0, 1, 2, 3, 4]), caseOver: v.boolean(),
    steps: v.array(v.looseObject({ id, since: time, doneAt: maybeTime })), figures }),
  alert: v.looseObject({ key: v.number(), objectId: text, warningId: text, messages: v.array(text), expires: maybeTime, figures }),
  service: v.looseObject({ objectId: id, out: v.boolean(), until: maybeTime }),
  counter: v.looseObject({ objectId: id, property: id, offset: v.number() }),
  switch: v.looseObject({ classCode: id, automatic: v.boolean() }),
  detection: v.looseObject({ detection: v.looseObject({ id, aiClass: id, cameraId: id, at: time }), outcome: v.picklist(DETECTION_OUTCOMES), caseId: maybeText, verdict: v.nullable(v.looseObject({ right: v.boolean(), at: time })) }),
  line: v.looseObject({ seq: v.number(), at: time, action: text, objectId: maybeText, warningId: maybeText, caseId: maybeText, textZh: text, textEn: text }),
};
const isKind = (value: unknown): value is MemoryKind => typeof value === 'string' && Object.hasOwn(SHAPES, value);

/** A sentence about what is wrong with a record, or null. */
function faultOf(record: unknown): string | null {
  if (!Array.isArray(record) || record.length !== 2) return 'is no pair of kind and record';
  const [kind, data] = record as [unknown, unknown];
  if (!isKind(kind)) return `is of an unknown kind ${JSON.stringify(kind)}`;
  const checked = v.safeParse(SHAPES[kind], data);
  if (checked.success) return null;
  const issue = checked.issues[0];
  return `is no sound ${kind}: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`;
}
/** Throws a sentence. */
function readLine(line: string): readonly MemoryRecord[] {
  const data = JSON.parse(line) as { v?: unknown; put?: unknown } | null;
  if (data?.v !== VERSION) throw new Error(`was written by version ${JSON.stringify(data?.v)} of this file; version ${VERSION} is read here`);
  if (!Array.isArray(data.put)) throw new Error('has no list of records');
  data.put.forEach((record, k) => { const fault = faultOf(record); if (fault !== null) throw new Error(`record ${k + 1} ${fault}`); });
  return data.put as readonly MemoryRecord[];
}
const toLine = (records: readonly MemoryRecord[]): string => `${JSON.stringify({ v: VERSION, put: records })}\n`;

/** Every record of a file, the last version of each key. Throws a StateFault. */
function readState(file: string, read: (line: string) => readonly MemoryRecord[], say: (line: string) => void): Map<string, MemoryRecord> {
  const held = new Map<string, MemoryRecord>();
  if (!existsSync(file)) return held;
  const lines = readFileSync(file, 'utf8').split('\n');
  const last = lines.length - 1;
  lines.forEach((line, k) => {
    if (line === '') return;
    try {
      for (const record of read(line)) held.set(memoryKey(record), record);
    } catch (error) {
      // without its end of line it was being written when the process ended
      if (k === last) say(`${file}, line ${k + 1}: cut off while it was being written, left out`);
      else throw new StateFault(`${file}, line ${k + 1}: ${(error as Error).message}`);
    }
  });
  return held;
}
function readCaseLine(line: string): readonly MemoryRecord[] {
  const record: unknown = ['case', JSON.parse(line)];
  const fault = faultOf(record);
  if (fault !== null) throw new Error(fault);
  return [record as MemoryRecord];
}

function openPhotos(folder: string, say: (line: string) => void): PictureShelf {
  mkdirSync(folder, { recursive: true });
  const pathOf = (id: string): string => join(folder, id);
  return {
    pictures: () => readdirSync(folder).flatMap((id): Picture[] => {
      const bytes = new Uint8Array(readFileSync(pathOf(id)));
      const type = pictureType(bytes);
      if (!type) say(`${pathOf(id)}: no picture, left out`);
      return type ? [{ id, at: statSync(pathOf(id)).mtimeMs, type, bytes }] : [];
    }).sort((a, b) => a.at - b.at),
    add(picture) {
      try { writeFileSync(pathOf(picture.id), picture.bytes); } catch (error) { say(`a photo is not kept: ${(error as Error).message}`); }
    },
    remove(id) { rmSync(pathOf(id), { force: true }); },
  };
}

/** Makes the folder when it is missing. Throws when it cannot be read or written. `say` is told what an operator should read. */
export function openStateLog(folder: string, say: (line: string) => void): StateLog {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, STATE_FILE), earlier = join(folder, CASE_FILE);
  let held: Map<string, MemoryRecord> | null = new Map([...readState(earlier, readCaseLine, say), ...readState(file, readLine, say)]);
  let all: () => Iterable<MemoryRecord> = () => held?.values() ?? [];
  let size = 0, limit = SMALL, complaint = '';

  /** Under another name first: a crash leaves the old file whole. */
  function rewrite(): void {
    const next = openSync(`${file}.new`, 'w');
    try {
      let chunk: MemoryRecord[] = [];
      const write = (): void => { if (chunk.length > 0) writeSync(next, toLine(chunk)); chunk = []; };
      for (const record of all()) { chunk.push(record); if (chunk.length >= CHUNK) write(); }
      write();
    } finally { closeSync(next); }
    renameSync(`${file}.new`, file);
    ({ size } = statSync(file));
    limit = Math.max(SMALL, size * GROWTH);
  }
  rewrite();
  rmSync(earlier, { force: true });
  return {
    photos: openPhotos(join(folder, PHOTOS), say),
    records: () => [...held?.values() ?? []],
    follow(next) { all = next; held = null; },
    keep(records) {
      if (records.length === 0) return;
      try {
        // after a write that failed half-way only a whole new file is sound, and it takes along what was not kept
        if (complaint !== '') rewrite();
        else {
          const line = toLine(records);
          appendFileSync(file, line);
          size += Buffer.byteLength(line);
          if (size > limit) rewrite();
        }
        if (complaint !== '') say('the state is kept again');
        complaint = '';
      } catch (error) {
        // a full disk must not stop the city's warnings
        const { message } = error as Error;
        if (message !== complaint) say(`the state is not kept: ${message}`);
        complaint = message;
      }
    },
  };
}
