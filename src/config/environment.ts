/** `config.json` beside the page: the two facts a deployment decides. Missing or unreadable, the demo starts. */
export interface Environment {
  /** `demo`: the back end runs in the browser. `server`: `/api/` on this origin is real. */
  readonly backend: 'demo' | 'server';
  /** City opened when the address names none. */
  readonly city: string;
  /** Address of a `feeds.json` beside the page: the sources to listen to. Null = the back end below `api/` alone. */
  readonly feeds: string | null;
}

export const defaultEnvironment: Environment = { backend: 'demo', city: 'yuzhong', feeds: null };

export function toEnvironment(input: unknown): Environment {
  if (typeof input !== 'object' || input === null) return defaultEnvironment;
  const record = input as Record<string, unknown>;
  return {
    backend: record['backend'] === 'server' ? 'server' : 'demo',
    city: typeof record['city'] === 'string' && /^[\w-]{1,64}$/.test(record['city']) ? record['city'] : defaultEnvironment.city,
    feeds: typeof record['feeds'] === 'string' && /^[\w./-]{1,200}\.json$/.test(record['feeds']) ? record['feeds'] : null,
  };
}
