/**
 * Server-sent events for many readers. A frame is encoded once per view that somebody reads; a short memory lets a reader join after a
 * known sequence number.
 */
export interface Frame<View> { readonly from: number; readonly to: number; encode(view: View): string }

/** `silent`: connections stay open without a byte; `closed`: they end and new ones are refused. */
export type FeedMode = 'running' | 'silent' | 'closed';

export interface StreamHub<View> {
  mode: FeedMode;
  readonly readers: number;
  /** Opens a stream that starts with what is remembered after `seq`. */
  open(after: number, view: View): ReadableStream<Uint8Array>;
  /** What is remembered after `seq`, as a text. */
  since(after: number, view: View): string;
  /** Sends and remembers a frame. */
  send(frame: Frame<View>): void;
  /** Ends every stream and asks its reader to come back at once. */
  closeAll(): void;
  forget(): void;
}

const MEMORY = 240;
/** How soon readers of a stream that was ended on purpose may come back. */
const COME_BACK_MS = 100;
/** Bytes a slow reader may fall behind before it is cut off; it then joins anew with a fresh snapshot. */
const MAX_BACKLOG = 4 * 1024 * 1024;

export function createStreamHub<View extends { readonly key: string }>(): StreamHub<View> {
  const encoder = new TextEncoder();
  const readers = new Map<ReadableStreamDefaultController<Uint8Array>, View>();
  let memory: Frame<View>[] = [];
  let mode: FeedMode = 'running';
  const drop = (reader: ReadableStreamDefaultController<Uint8Array>, farewell: Uint8Array | null = null): void => {
    readers.delete(reader);
    try { if (farewell) reader.enqueue(farewell.slice()); reader.close(); } catch { /* the reader has already gone */ }
  };
  return {
    get mode() { return mode; },
    set mode(next) {
      mode = next;
      if (next === 'closed') for (const reader of readers.keys()) drop(reader);
    },
    get readers() { return readers.size; },
    open(after, view) {
      let own: ReadableStreamDefaultController<Uint8Array>;
      return new ReadableStream<Uint8Array>({
        start(controller) {
          own = controller;
          readers.set(controller, view);
          controller.enqueue(encoder.encode(': demo city\n\n'));
          if (mode === 'running') for (const frame of memory) if (frame.to > after) controller.enqueue(encoder.encode(frame.encode(view)));
        },
        cancel() { readers.delete(own); },
      }, new ByteLengthQueuingStrategy({ highWaterMark: 0 }));
    },
    since: (after, view) => memory.flatMap((frame) => (frame.to > after ? frame.encode(view) : [])).join(''),
    send(frame) {
      memory.push(frame);
      if (memory.length > MEMORY) memory = memory.slice(-MEMORY / 2);
      if (mode !== 'running' || readers.size === 0) return;
      const encoded = new Map<string, Uint8Array>();
      for (const [reader, view] of readers) {
        if (-(reader.desiredSize ?? 0) > MAX_BACKLOG) { drop(reader); continue; }
        let bytes = encoded.get(view.key);
        if (!bytes) { bytes = encoder.encode(frame.encode(view)); encoded.set(view.key, bytes); }
        reader.enqueue(bytes.slice());
      }
    },
    closeAll() {
      const farewell = encoder.encode(`retry: ${COME_BACK_MS}\n\n`);
      for (const reader of readers.keys()) drop(reader, farewell);
    },
    forget() { memory = []; },
  };
}

/** One server-sent event. JSON never holds a raw line break, so one data line is enough. */
export const toEvent = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
