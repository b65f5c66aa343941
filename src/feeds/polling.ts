/**
 * The contract by asking again and again: `GET changes?epoch=&seq=&alarm=&case=` answers the events since then as one finite event
 * stream, with an ETag; 304 = nothing new. For networks that cut long answers. `Prefer: wait` lets a back end hold the answer back
 * until there is something to say.
 */
import { createParser } from 'eventsource-parser';
import { createContractFeed, MAX_EVENT, type Connection, type Transport } from './createContractFeed';
import type { Feed, FeedOptions } from './feed';
import { FeedFault } from './feedFault';

/** Between two questions, ms, spread by a fifth so that many screens do not ask in step. */
export const POLL_MS = 2000;
const SPREAD = 0.2;
/** How long a back end may hold an answer back, s. */
const WAIT_SECONDS = 20;

function pause({ options: { clock, random }, signal }: Connection): Promise<void> {
  return new Promise((resolve) => {
    const handle = clock.setTimeout(resolve, POLL_MS * (1 + SPREAD * (random() * 2 - 1)));
    signal.addEventListener('abort', () => { clock.clearTimeout(handle); resolve(); }, { once: true });
  });
}

async function askAgainAndAgain(connection: Connection): Promise<never> {
  const { signal, heartbeatMs } = connection;
  let tag = '';
  const wait = Math.min(WAIT_SECONDS, Math.floor(heartbeatMs / 1000));
  for (;;) {
    await pause(connection);
    if (signal.aborted) throw new FeedFault('closed');
    const { seq, alarmSeq, caseSeq } = connection.taken();
    const response = await connection.get(`changes?epoch=${encodeURIComponent(connection.epoch)}&seq=${seq}&alarm=${alarmSeq}&case=${caseSeq}`, { accept: 'text/event-stream', ...(wait > 0 && { prefer: `wait=${wait}` }), ...(tag !== '' && { 'if-none-match': tag }) });
    connection.heard();
    if (response.status === 304) continue;
    tag = response.headers.get('etag') ?? '';
    let text: string;
    try { text = await response.text(); } catch { throw new FeedFault('unreachable'); }
    if (text.length > MAX_EVENT) throw new FeedFault('tooLarge');
    createParser({ maxBufferSize: MAX_EVENT, onEvent: (event) => { connection.receive({ name: event.event ?? 'message', data: event.data }); } }).feed(text);
  }
}

const transport: Transport = { open: (connection) => Promise.resolve({ ended: askAgainAndAgain(connection) }) };
export const createPollingFeed = (options: FeedOptions): Feed => createContractFeed(options, transport);
