/** Where the past comes from: the back end's recording, this browser's own, or a file. */
import type { FeedDictionary } from '../../domain/feedEvent';
import type { TimeMark } from '../../history/recording';
import type { FileSegment } from '../../history/recordingFile';
import type { Segment } from '../../history/Segment';

export interface SegmentSource {
  readonly origin: 'backEnd' | 'ownRecorder' | 'file';
  readonly dictionary: FeedDictionary;
  /** What can be stood at, ms of the source's time; null = nothing yet. */
  range(): { readonly from: number; readonly to: number } | null;
  marks(): readonly TimeMark[];
  /** From when on no mark is missing, ms. */
  marksSince(): number;
  storedBytes(): Promise<number>;
  /** The piece that tells of `time`: the one that holds it, else the last one before it. Rejects with a TimeFault. */
  segmentAt(time: number): Promise<Segment>;
  /** All of it as bytes, by time. Rejects with a TimeFault. */
  pieces(): Promise<readonly FileSegment[]>;
}

/** Why an instant cannot be shown: a plain key, translated on screen. */
export class TimeFault extends Error {
  constructor(readonly reason: 'noRecording' | 'notRecorded' | 'unreachable' | 'broken' | 'refused' | 'badFile' | 'otherCity') { super(reason); }
}
