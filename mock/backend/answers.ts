/** What goes in and out of the demo back end, and the plain answers. Faces carry these over HTTP or between threads. */
export interface DemoRequest {
  readonly method: string;
  /** Below the API base, without a leading slash. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Of `Authorization: Bearer`; empty or absent = an anonymous visitor. */
  readonly token?: string;
}
export interface DemoResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | ReadableStream<Uint8Array>;
}

/** Bytes of a request body that a face accepts; three photos of a report fit. */
export const MAX_BODY = 4 * 1024 * 1024;
const PLAIN_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
const JSON_HEADERS = { ...PLAIN_HEADERS, 'content-type': 'application/json; charset=utf-8' };
export const STREAM_HEADERS = { ...PLAIN_HEADERS, 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' };

export const text = (body: string, type: string, status = 200): DemoResponse => ({ status, headers: { ...PLAIN_HEADERS, 'content-type': `${type}; charset=utf-8` }, body });
/** JSON that is serialised already. */
export const jsonText = (body: string, status = 200): DemoResponse => ({ status, headers: JSON_HEADERS, body });
export const json = (data: unknown, status = 200): DemoResponse => jsonText(JSON.stringify(data), status);
export const problem = (status: number, detail: string): DemoResponse => json({ detail }, status);

/** The body as an object with unknown fields; null when it is none. */
export function readBody(body: string | null): Readonly<Record<string, unknown>> | null {
  let data: unknown;
  try { data = JSON.parse(body ?? ''); } catch { return null; }
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Record<string, unknown>) : null;
}

/** The token of an `Authorization` header; empty when there is none, null when it is of another kind. */
export function bearerOf(header: string | null | undefined): string | null {
  if (!header) return '';
  return /^Bearer +([\w.~%+/=-]+) *$/i.exec(header)?.[1] ?? null;
}
