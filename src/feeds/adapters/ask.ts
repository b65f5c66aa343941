/** What adapters that ask over HTTP share: one GET, as JSON or text, with the faults it can end in, and a pause between two rounds. */
import { FeedFault } from '../feedFault';
import type { SourceEnvironment } from '../sources/Source';

/** Answers longer than this are not read, bytes. */
const LARGEST = 64 * 1024 * 1024;

export interface Answer { readonly etag: string | null; readonly link: string | null; readonly notModified: boolean }

/** The body is read by the caller; null when nothing has changed since the given ETag. */
async function ask({ fetch, signal, sink }: SourceEnvironment, url: string, headers: Readonly<Record<string, string>>): Promise<Answer & { readonly response: Response }> {
  let response: Response;
  try { response = await fetch(url, { signal, cache: 'no-store', headers }); } catch { throw new FeedFault('unreachable'); }
  sink.heard();
  const etag = response.headers.get('etag'), link = response.headers.get('link'), notModified = response.status === 304;
  if (!response.ok && !notModified) {
    const hint = Number(response.headers.get('retry-after'));
    const later = Number.isFinite(hint) && hint > 0 ? Math.min(hint * 1000, 600_000) : null;
    if ([408, 425, 429].includes(response.status)) throw new FeedFault('busy', false, later);
    throw new FeedFault(response.status < 500 ? 'http4xx' : 'http5xx', response.status < 500, later);
  }
  if (Number(response.headers.get('content-length') ?? 0) > LARGEST) throw new FeedFault('tooLarge');
  return { response, etag, link, notModified };
}
export async function askJson(environment: SourceEnvironment, url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer & { readonly json: unknown }> {
  const { response, ...answer } = await ask(environment, url, { accept: 'application/json', ...headers });
  try { return { ...answer, json: answer.notModified ? null : await response.json() as unknown }; } catch { throw new FeedFault('notJson'); }
}
export async function askText(environment: SourceEnvironment, url: string, headers: Readonly<Record<string, string>>): Promise<Answer & { readonly text: string }> {
  const { response, ...answer } = await ask(environment, url, headers);
  try { return { ...answer, text: answer.notModified ? '' : await response.text() }; } catch { throw new FeedFault('closed'); }
}

/** Spread by a fifth, so that many screens do not ask in step. */
export function pause({ clock, random, signal }: SourceEnvironment, seconds: number): Promise<void> {
  return new Promise((resolve) => {
    const handle = clock.setTimeout(resolve, seconds * 1000 * (0.8 + 0.4 * random()));
    signal.addEventListener('abort', () => { clock.clearTimeout(handle); resolve(); }, { once: true });
  });
}
