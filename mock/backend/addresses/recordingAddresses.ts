/** `GET recording` and `GET recording/<from>`: the city's last day in segments, each session with its own eyes. */
import { SEGMENT_MS, type RecordingInfo } from '../../../src/history/recording';
import { json, problem, STREAM_HEADERS } from '../answers';
import type { Address, BackEnd } from '../backEnd';
import type { RecordedSegments } from '../recordedSegments';
import { marksOf, recordingStart } from '../recording';

const HEADERS = { ...STREAM_HEADERS, 'content-type': 'application/octet-stream' };

export function createRecordingAddresses(backEnd: BackEnd, segments: RecordedSegments): Address {
  return ({ method, path }, session) => {
    const part = /^recording(?:\/(\d{1,16}))?$/.exec(path);
    if (!part) return null;
    if (method !== 'GET') return problem(405, `${path} is read with GET`);
    const { simulation, epoch } = backEnd;
    const view = backEnd.views.of(session);
    const start = recordingStart(simulation);
    if (part[1] === undefined) return json({ epoch, from: start, to: simulation.now, segmentMs: SEGMENT_MS, marks: marksOf(simulation, view) } satisfies RecordingInfo);
    const from = Number(part[1]);
    if (from % SEGMENT_MS !== 0) return problem(400, `A segment begins at a multiple of ${SEGMENT_MS} ms`);
    if (from + SEGMENT_MS <= start || from > simulation.now) return problem(404, 'Nothing is recorded of that time');
    return { status: 200, headers: HEADERS, body: segments.read(view, from) };
  };
}
