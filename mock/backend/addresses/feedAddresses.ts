/** hello, snapshot and stream: what every cockpit asks first. */
import { json, jsonText, problem, STREAM_HEADERS } from '../answers';
import type { Address, BackEnd } from '../backEnd';
import { createSnapshotEncoder, encodeHello } from '../encodeWire';

export function createFeedAddresses(backEnd: BackEnd, onReader: () => void): Address {
  const encodeSnapshot = createSnapshotEncoder();
  return ({ method, path, query }, session) => {
    if (path !== 'hello' && path !== 'snapshot' && path !== 'stream') return null;
    if (method !== 'GET') return problem(405, `${path} is read with GET`);
    const { hub, simulation, epoch } = backEnd;
    if (hub.mode === 'silent' && path !== 'stream') return problem(503, 'The demo feed is stopped');
    if (path === 'hello') return json(encodeHello(simulation, epoch, backEnd.seq, backEnd.cityName, backEnd.now(), backEnd.schemaHash));
    const view = backEnd.views.of(session);
    if (path === 'snapshot') return jsonText(encodeSnapshot(simulation, view, epoch, backEnd.seq, backEnd.now()));
    if (query['epoch'] !== undefined && query['epoch'] !== epoch) return problem(409, 'Another epoch has begun');
    const after = Number(query['seq'] ?? backEnd.seq);
    if (!Number.isFinite(after)) return problem(400, 'seq must be a number');
    backEnd.greet();
    onReader();
    return { status: 200, headers: STREAM_HEADERS, body: hub.open(after, view) };
  };
}
