/** What adapters that ask over HTTP share: one GET as JSON with the faults it can end in, and a pause between two rounds. */
import { FeedFault } from '../feedFault';
import type { SourceEnvironment } from '../sources/Source';

/** Answers longer than this are not read, bytes. */
const LARGEST = 64 * 1024 * 1024;

export interface Answer { readonly json: unknown; readonly etag: string | null; readonly link: string | null; readonly notModified: boolean }

export async function askJson({ fetch, signal, sink }: SourceEnvironment, url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  let response: Response;
  try { response = await fetch(url, { signal, cache: 'no-store', headers: { accept: 'application/json', ...headers } }); } catch { throw new FeedFault('unreachable'); }
  sink.heard();
  const etag = response.headers.get('etag'), link = response.headers.get('link');
  if (response.status === 304) return { json: null, etag, link, notModified: true };
  if (!response.ok) {
    const hint = Number(response.headers.get('retry-after'));
    const later = Number.isFinite(hint) && hint > 0 ? Math.min(hint * 1000, 600_000) : null;
    if ([408, 425, 429].includes(response.status)) throw new FeedFault('busy', false, later);
    throw new FeedFault(response.status < 500 ? 'http4xx' : 'http5xx', response.status < 500, later);
  }
  if (Number(response.headers.get('content-length') ?? 0) > LARGEST) throw new FeedFault('tooLarge');
  try { return { json: await response.json() as unknown, etag, link, notModified: false }; } catch { throw new FeedFault('notJson'); }
}

/** Spread by a fifth, so that many screens do not ask in step. */
export function pause({ clock, random, signal }: SourceEnvironment, seconds: number): Promise<void> {
  return new Promise((resolve) => {
    const handle = clock.setTimeout(resolve, seconds * 1000 * (0.8 + 0.4 * random()));
    signal.addEventListener('abort', () => { clock.clearTimeout(handle); resolve(); }, { once: true });
  });
}
