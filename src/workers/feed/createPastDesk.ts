/** Answers what the page asks of the recording it stands in: trends, records and their versions, and all of it as one file. */
import type { FeedDictionary } from '../../domain/feedEvent';
import { createPast, type Past } from '../../history/createPast';
import { writeRecordingFile, type FileSegment } from '../../history/recordingFile';
import type { FeedWorkerMessage } from '../protocol';
import { checkTracks } from './checkRecords';
import { TimeFault, type SegmentSource } from './SegmentSource';

export function toRecordingFile(dictionary: FeedDictionary, pieces: readonly FileSegment[]): Uint8Array {
  const { city, demo, objectIds, properties, datastreamObject, datastreamProperty } = dictionary;
  return writeRecordingFile({ city, demo, objects: objectIds, properties, datastreams: { object: [...datastreamObject], property: [...datastreamProperty] } }, pieces);
}

/** Rejects with a TimeFault. Trends and records are answered for a file, whose pieces are all there; the others' past is their back end's to tell. */
export function createPastDesk(sourceOf: () => SegmentSource | null): (question: Extract<FeedWorkerMessage, { type: 'past' }>) => Promise<unknown> {
  let opened: { readonly source: SegmentSource; readonly past: Past } | null = null;
  return async (question) => {
    const source = sourceOf();
    if (!source) throw new TimeFault('noRecording');
    if (question.name === 'file') {
      const pieces = await source.pieces();
      return pieces.length === 0 ? null : toRecordingFile(source.dictionary, pieces).slice().buffer;
    }
    if (source.origin !== 'file') throw new TimeFault('notRecorded');
    if (opened?.source !== source) opened = { source, past: createPast({ dictionary: source.dictionary, pieces: await source.pieces(), check: checkTracks, breathe: () => new Promise((resolve) => { setTimeout(resolve, 0); }) }) };
    const { past } = opened;
    switch (question.name) {
      case 'trend': return past.trend(question.args.objectId, question.args.property, question.args.from, question.args.to);
      case 'vitals': return past.vitals(question.args.ids, question.args.from, question.args.to, question.args.stepMs);
      case 'track': return past.track(question.args.objectId, question.args.from, question.args.to);
      case 'casesAt': return { from: past.from, cases: past.casesAt(question.args.at) };
      case 'versions': return past.versions(question.args.of, question.args.until);
    }
  };
}
