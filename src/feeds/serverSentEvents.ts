/** The contract over server-sent events: one answer that never ends, `GET stream`. */
import { createParser } from 'eventsource-parser';
import { createContractFeed, MAX_EVENT, type Connection, type Transport } from './createContractFeed';
import type { Feed, FeedOptions } from './feed';
import { FeedFault } from './feedFault';
import { RETRY } from './retry';

async function readStream(body: ReadableStream<Uint8Array>, { signal, heard, receive }: Connection): Promise<never> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let fault: Error | null = null;
  let hint: number | null = null;
  const parser = createParser({
    // how soon to come back, as the standard's `retry` field says it: a back end that begins anew asks for at once
    onRetry: (ms) => { hint = Math.min(ms, RETRY.capMs); },
    maxBufferSize: MAX_EVENT,
    onEvent: (event) => {
      if (fault) return;
      try { receive({ name: event.event ?? 'message', data: event.data }); } catch (error) { fault = error instanceof Error ? error : new FeedFault('badMessage'); }
    },
  });
  signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true });
  for (;;) {
    let chunk: ReadableStreamReadResult<Uint8Array>;
    try { chunk = await reader.read(); } catch { throw new FeedFault('unreachable'); }
    if (chunk.done || signal.aborted) throw new FeedFault('closed', false, hint);
    heard();
    try { parser.feed(decoder.decode(chunk.value, { stream: true })); } catch { throw new FeedFault('tooLarge'); }
    if (fault) throw fault;
  }
}

const transport: Transport = {
  async open(connection) {
    const response = await connection.get(`stream?epoch=${encodeURIComponent(connection.epoch)}&seq=${connection.seq}`, { accept: 'text/event-stream' });
    if (!response.body) throw new FeedFault('noStream');
    return { ended: readStream(response.body, connection) };
  },
};
export const createServerSentEventsFeed = (options: FeedOptions): Feed => createContractFeed(options, transport);
