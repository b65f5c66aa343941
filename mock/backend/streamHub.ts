/** Server-sent events for many readers: frames are encoded once; a short memory lets a reader join after a known sequence number. */

export interface Frame { readonly from: number; readonly to: number; readonly text: string }

/** `silent`: connections stay open without a byte; `closed`: they end and new ones are refused. */
export type FeedMode = 'running' | 'silent' | 'closed';

export interface StreamHub {
  mode: FeedMode;
  readonly readers: number;
  /** Opens a stream that starts with what is remembered after `seq`. */
  open(after: number): ReadableStream<Uint8Array>;
  /** Sends and, for deltas, remembers a frame. */
  send(frame: Frame): void;
  closeAll(): void;
  forget(): void;
}

const MEMORY = 240;
/** Bytes a slow reader may fall behind before it is cut off; it then joins anew with a fresh snapshot. */
const MAX_BACKLOG = 4 * 1024 * 1024;

export function createStreamHub(): StreamHub {
  const encoder = new TextEncoder();
  const readers = new Set<ReadableStreamDefaultController<Uint8Array>>();
  let memory: Frame[] = [];
  let mode: FeedMode = 'running';
  const drop = (reader: ReadableStreamDefaultController<Uint8Array>): void => {
    readers.delete(reader);
    try { reader.close(); } catch { /* the reader has already gone */ }
  };
  return {
    get mode() { return mode; },
    set mode(next) {
      mode = next;
      if (next === 'closed') for (const reader of readers) drop(reader);
    },
    get readers() { return readers.size; },
    open(after) {
      let own: ReadableStreamDefaultController<Uint8Array>;
      return new ReadableStream<Uint8Array>({
        start(controller) {
          own = controller;
          readers.add(controller);
          controller.enqueue(encoder.encode(': demo city\n\n'));
          if (mode === 'running') for (const frame of memory) if (frame.to > after) controller.enqueue(encoder.encode(frame.text));
        },
        cancel() { readers.delete(own); },
      }, new ByteLengthQueuingStrategy({ highWaterMark: 0 }));
    },
    send(frame) {
      memory.push(frame);
      if (memory.length > MEMORY) memory = memory.slice(-MEMORY / 2);
      if (mode !== 'running' || readers.size === 0) return;
      const bytes = encoder.encode(frame.text);
      for (const reader of readers) {
        if (-(reader.desiredSize ?? 0) > MAX_BACKLOG) drop(reader);
        else reader.enqueue(bytes.slice());
      }
    },
    closeAll() { for (const reader of readers) drop(reader); },
    forget() { memory = []; },
  };
}

/** One server-sent event. JSON never holds a raw line break, so one data line is enough. */
export const toEvent = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
