/** A recorded file as a source: everything is in it, the dictionary too. */
import { decodeFileDictionary } from '../../feeds/decode/hello';
import { BrokenSegment } from '../../history/bytes';
import { decodeSegment, readSegmentHead } from '../../history/decodeSegment';
import { layoutOf } from '../../history/layoutOf';
import { readRecordingFile } from '../../history/recordingFile';
import type { Segment } from '../../history/Segment';
import { checkMarks, checkRecords } from './checkRecords';
import { TimeFault, type SegmentSource } from './SegmentSource';

export function openFileSource(bytes: Uint8Array): SegmentSource {
  try {
    const file = readRecordingFile(bytes);
    const dictionary = decodeFileDictionary(file.dictionary, `file-${file.segments[0]?.from ?? 0}-${bytes.length}`);
    if (!dictionary) throw new BrokenSegment('the dictionary of the recording is unsound');
    const layout = layoutOf(dictionary);
    const marks = checkMarks(file.segments.flatMap((entry) => readSegmentHead(entry.bytes).marks)).toSorted((a, b) => a.at - b.at);
    const range = { from: file.segments[0]?.from ?? 0, to: Math.max(...file.segments.map((entry) => entry.to)) };
    let atHand: { readonly from: number; readonly segment: Segment } | null = null;
    return {
      origin: 'file', dictionary,
      range: () => range, marks: () => marks, marksSince: () => range.from, storedBytes: () => Promise.resolve(0), pieces: () => Promise.resolve(file.segments),
      segmentAt(time) {
        const entry = file.segments.findLast((item) => item.from <= time) ?? file.segments[0];
        if (!entry) return Promise.reject(new TimeFault('notRecorded'));
        if (atHand?.from === entry.from) return Promise.resolve(atHand.segment);
        try {
          atHand = { from: entry.from, segment: checkRecords(decodeSegment(entry.bytes, layout)) };
          return Promise.resolve(atHand.segment);
        } catch {
          return Promise.reject(new TimeFault('broken'));
        }
      },
    };
  } catch {
    throw new TimeFault('badFile');
  }
}
