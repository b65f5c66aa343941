/** `feeds.json` beside the page, checked. Null = the environment names none; a problem is a sentence with file, place and reason. */
import type { Environment } from '../config/environment';
import { checkFeedConfig, type FeedConfig } from '../feeds/config/feedConfig';

export async function readFeedConfig({ feeds }: Environment, baseUrl: string): Promise<{ readonly config: FeedConfig | null; readonly problem: string | null }> {
  if (feeds === null) return { config: null, problem: null };
  const failed = (reason: string) => ({ config: null, problem: `${feeds}: ${reason}` });
  let data: unknown;
  try {
    const response = await fetch(new URL(feeds, baseUrl), { cache: 'no-store' });
    if (!response.ok) return failed(`HTTP ${response.status}`);
    data = await response.json();
  } catch (error) { return failed(error instanceof Error ? error.message : String(error)); }
  const outcome = checkFeedConfig(data, feeds);
  return outcome.ok ? { config: outcome.config, problem: null } : { config: null, problem: outcome.problems.map(({ file, place, reason }) => `${file}, ${place}: ${reason}`).join('; ') };
}
