/** The event stream over a WebSocket, `/api/socket?epoch=&seq=`: the reader says `{ token }` first, then every frame is `{ event, data }`. */
import type { Server } from 'node:http';
import { createParser } from 'eventsource-parser';
import { WebSocketServer, type WebSocket } from 'ws';
import type { DemoBackend } from './backend/createDemoBackend';
import type { DemoFaults } from './demoFaults';

const PATH = '/api/socket';
/** A reader that has not said who it is by then is gone, ms. */
const PATIENCE_MS = 10_000;
/** Bytes a slow reader may fall behind before it is cut off; it then joins anew with a fresh snapshot. */
const MAX_BACKLOG = 4 * 1024 * 1024;
/** 1008 refused, 4409 another epoch, 1013 try again later. */
const codeOf = (status: number): number => (status === 409 ? 4409 : status < 500 ? 1008 : 1013);

async function forward(socket: WebSocket, body: ReadableStream<Uint8Array>, change: (text: string) => string): Promise<void> {
  const reader = body.getReader();
  socket.on('close', () => void reader.cancel().catch(() => undefined));
  const decoder = new TextDecoder();
  const parser = createParser({ onEvent: ({ event, data }) => { socket.send(`{"event":${JSON.stringify(event ?? 'message')},"data":${data}}`); } });
  for (;;) {
    const chunk = await reader.read().catch(() => ({ done: true as const, value: undefined }));
    if (chunk.done) break;
    parser.feed(change(decoder.decode(chunk.value, { stream: true })));
    if (socket.bufferedAmount > MAX_BACKLOG) { socket.close(1013, 'too slow'); return; }
  }
  socket.close(1000, 'ended');
}

export function serveSocket(server: Server, backend: DemoBackend, faults: DemoFaults | undefined): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== PATH) { socket.destroy(); return; }
    sockets.handleUpgrade(request, socket, head, (open) => {
      const late = setTimeout(() => open.close(1008, 'no token'), PATIENCE_MS);
      open.once('close', () => clearTimeout(late));
      open.once('message', (first) => {
        clearTimeout(late);
        faults?.requests.push('socket');
        if (faults?.status) { open.close(codeOf(faults.status)); return; }
        let token: unknown;
        try { ({ token } = JSON.parse(String(first)) as { token?: unknown }); } catch { token = null; }
        if (typeof token !== 'string') { open.close(1008, 'the first message says { token }'); return; }
        const { status, body } = backend.handle({ method: 'GET', path: 'stream', query: Object.fromEntries(url.searchParams), body: null, token });
        if (status !== 200 || !(body instanceof ReadableStream)) { open.close(codeOf(status)); return; }
        void forward(open, body, (text) => faults?.change?.(text, 'stream') ?? text);
      });
    });
  });
  return { close() { for (const client of sockets.clients) client.terminate(); sockets.close(); } };
}
