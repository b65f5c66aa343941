/**
 * A recording as one file: magic `CCRF`, version, the dictionary as JSON, an index of segments (from, to, length), the segments.
 * It opens on any computer without a back end; whatever does not fit is a BrokenSegment.
 */
import type { ObservedProperty } from '../domain/reading';
import { BrokenSegment, createByteReader, createByteWriter } from './bytes';

/** The dictionary as plain JSON, in the words of the wire contract. */
export interface FileDictionary {
  readonly city: string; readonly demo: boolean; readonly objects: readonly string[]; readonly properties: readonly ObservedProperty[];
  readonly datastreams: { readonly object: readonly number[]; readonly property: readonly number[] };
}
export interface FileSegment { readonly from: number; readonly to: number; readonly bytes: Uint8Array }
export interface RecordingFile { readonly dictionary: unknown; readonly segments: readonly FileSegment[] }

const FILE_MAGIC = [0x43, 0x43, 0x52, 0x46];
const FILE_VERSION = 1;

export function writeRecordingFile(dictionary: FileDictionary, segments: readonly FileSegment[]): Uint8Array {
  const out = createByteWriter();
  for (const byte of FILE_MAGIC) out.byte(byte);
  out.count(FILE_VERSION);
  out.text(JSON.stringify(dictionary));
  out.count(segments.length);
  for (const { from, to, bytes } of segments) {
    out.count(Math.round(from));
    out.count(Math.round(to));
    out.count(bytes.length);
  }
  for (const { bytes } of segments) out.bytes(bytes);
  return out.take();
}

/** The dictionary is what a stranger wrote: to be checked like a feed's hello. */
export function readRecordingFile(bytes: Uint8Array): RecordingFile {
  const from = createByteReader(bytes);
  for (const byte of FILE_MAGIC) if (from.left === 0 || from.byte() !== byte) throw new BrokenSegment('this file is no recording');
  if (from.count() !== FILE_VERSION) throw new BrokenSegment('the recording has another version');
  let dictionary: unknown;
  try { dictionary = JSON.parse(from.text()); } catch (error) { throw new BrokenSegment(error instanceof BrokenSegment ? error.message : 'the dictionary of the recording cannot be read'); }
  const index = Array.from({ length: from.size(3) }, () => ({ from: from.count(), to: from.count(), length: from.count() }));
  const segments = index.map((entry) => ({ from: entry.from, to: entry.to, bytes: from.bytes(entry.length) })).toSorted((a, b) => a.from - b.from);
  if (segments.length === 0) throw new BrokenSegment('the recording is empty');
  return { dictionary, segments };
}
