/** hello, snapshot, and the events as an endless stream or as what is new since the last question. */
import { json, jsonText, problem, STREAM_HEADERS } from '../answers';
import type { Address, BackEnd } from '../backEnd';
import { createSnapshotEncoder, encodeHello } from '../encodeWire';

export function createFeedAddresses(backEnd: BackEnd, onReader: () => void): Address {
  const encodeSnapshot = createSnapshotEncoder();
  return ({ method, path, query }, session) => {
    if (path !== 'hello' && path !== 'snapshot' && path !== 'stream' && path !== 'changes') return null;
    if (method !== 'GET') return problem(405, `${path} is read with GET`);
    const { hub, simulation, epoch } = backEnd;
    if (hub.mode === 'silent' && path !== 'stream' && path !== 'changes') return problem(503, 'The demo feed is stopped');
    if (path === 'hello') return json(encodeHello(simulation, epoch, backEnd.seq, backEnd.cityName, backEnd.now(), backEnd.schemaHash));
    const view = backEnd.views.of(session);
    if (path === 'snapshot') return jsonText(encodeSnapshot(simulation, view, epoch, backEnd.seq, backEnd.now()));
    if (query['epoch'] !== undefined && query['epoch'] !== epoch) return problem(409, 'Another epoch has begun');
    const after = Number(query['seq'] ?? backEnd.seq);
    if (!Number.isFinite(after)) return problem(400, 'seq must be a number');
    if (path === 'changes') {
      // a stopped feed leaves the question open
      if (hub.mode === 'silent') return { status: 200, headers: STREAM_HEADERS, body: new ReadableStream({}) };
      const { alarmSeq, caseSeq } = simulation.changes;
      const tag = `"${epoch}:${backEnd.seq}:${alarmSeq}:${caseSeq}"`;
      const headers = { ...STREAM_HEADERS, etag: tag };
      return query['tag'] === tag ? { status: 304, headers, body: '' } : { status: 200, headers, body: `${hub.since(after, view)}${backEnd.heartbeat()}` };
    }
    backEnd.greet();
    onReader();
    return { status: 200, headers: STREAM_HEADERS, body: hub.open(after, view) };
  };
}
