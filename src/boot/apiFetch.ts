/**
 * One way to ask the back end's addresses: JSON, the session's bearer token on every request, a limit to the wait.
 * A 404 of a GET is the answer null; anything else that is not 2xx throws with the address and the status.
 */

/** A panel says that it could not ask rather than wait for ever, ms. */
export const PATIENCE_MS = 15_000;

export type QueryFields = Readonly<Record<string, string | number | boolean | null | undefined>>;
/** An answer that is neither 2xx nor a plain "there is none". */
export class ApiProblem extends Error {
  constructor(path: string, readonly status: number) { super(`${path} answered ${status}`); }
}
export interface Answer { readonly status: number; readonly body: unknown }

export interface Api {
  /** Absolute, ends with '/'. */
  readonly base: string;
  /** Bearer token of the session; empty = a visitor. */
  readonly token: string;
  setToken(token: string): void;
  get(path: string, query?: QueryFields): Promise<unknown>;
  /** Status and body as they are: a refused command is an answer. Body null when it is no JSON. */
  post(path: string, body: unknown): Promise<Answer>;
}

/** Path with its fields; null and undefined ones are left out, times are whole ms. */
export function toAddress(path: string, query: QueryFields = {}): string {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined) continue;
    fields.set(name, typeof value === 'number' && Math.abs(value) > 1e9 ? String(Math.round(value)) : String(value));
  }
  const text = fields.toString();
  return text === '' ? path : `${path}?${text}`;
}

export function createApi(base: string, ask: typeof fetch = (...request) => fetch(...request)): Api {
  let token = '';
  const headers = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({ accept: 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }), ...more });
  return {
    base,
    get token() { return token; },
    setToken(next) { token = next; },
    async get(path, query) {
      const response = await ask(`${base}${toAddress(path, query)}`, { headers: headers(), signal: AbortSignal.timeout(PATIENCE_MS) });
      if (response.status === 404) return null;
      if (!response.ok) throw new ApiProblem(path, response.status);
      return response.json();
    },
    async post(path, body) {
      const response = await ask(`${base}${path}`, { method: 'POST', headers: headers({ 'content-type': 'application/json' }), body: JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE_MS) });
      return { status: response.status, body: await response.json().catch(() => null) as unknown };
    },
  };
}
