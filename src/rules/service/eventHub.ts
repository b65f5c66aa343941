/** Readers of the stream, each with its own session; what a session may not see arrives as null and counts all the same. */
import type { ServerResponse } from 'node:http';
import type { Session } from '../../domain/role';
import type { Delivered } from '../roles/delivered';
import type { Redaction } from '../roles/redaction';

/** Bytes a slow reader may fall behind before it is cut off; it then joins anew with a fresh snapshot. */
const MAX_BACKLOG = 8 * 1024 * 1024;
const MEMORY = 400;
/** What a session sees, and what went out to sessions like it. */
export interface SessionView extends Redaction { readonly delivered: Delivered }
export const viewKey = (session: Session): string => JSON.stringify([session.role, session.scope, session.workerId]);
export type Write = (view: SessionView) => string;
export interface EventHub {
  /** `seq`: last the reader knows; false when that is no longer remembered. */
  open(response: ServerResponse, session: Session, after: number): boolean;
  /** A frame of the delta sequence `seq`, written for each kind of session once. */
  send(seq: number, write: Write): void;
  closeAll(): void;
  readonly readers: number;
}
export const toEvent = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

export function createEventHub(viewOf: (session: Session) => SessionView): EventHub {
  const readers = new Map<ServerResponse, Session>();
  let memory: { readonly seq: number; readonly write: Write }[] = [];
  const drop = (response: ServerResponse): void => { readers.delete(response); response.end(); };
  return {
    get readers() { return readers.size; },
    open(response, session, after) {
      const oldest = memory[0]?.seq ?? Infinity;
      if (memory.length >= MEMORY / 2 && after < oldest - 1) return false;
      readers.set(response, session);
      response.on('close', () => readers.delete(response));
      response.write(': rules\n\n');
      const view = viewOf(session);
      for (const frame of memory) if (frame.seq > after) response.write(frame.write(view));
      return true;
    },
    send(seq, write) {
      memory.push({ seq, write });
      if (memory.length > MEMORY) memory = memory.slice(-MEMORY / 2);
      const texts = new Map<string, string>();
      for (const [response, session] of readers) {
        if (response.writableLength > MAX_BACKLOG) { drop(response); continue; }
        const key = viewKey(session);
        const text = texts.get(key) ?? write(viewOf(session));
        texts.set(key, text);
        response.write(text);
      }
    },
    closeAll() { for (const response of readers.keys()) drop(response); memory = []; },
  };
}
