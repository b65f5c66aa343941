/** The questions that stores may ask, answered by the city worker and by the back end's addresses. */
import { decodeHistory, decodeObjectDetail } from '../feeds/decode/objectDetail';
import { toDatastreamId } from '../domain/ids';
import type { CityPorts } from '../state/ports/cityPorts';
import type { CityClient } from '../workers/workerClient';

/** Points asked for one trend: one per 5 min of a day. */
const HISTORY_POINTS = 288;
/** A card says that it could not ask rather than wait for ever, ms. */
const PATIENCE_MS = 15_000;

export function createPorts(client: CityClient, apiBase: string, hasFeed: boolean): CityPorts {
  /** Null = the back end knows nothing of it. */
  async function ask(path: string): Promise<unknown> {
    const response = await fetch(`${apiBase}${path}`, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`${path.split('?')[0]} answered ${response.status}`);
    return response.json();
  }
  return {
    hasFeed,
    search: (query, limit) => client.request('search', { query, limit }),
    objectById: (id) => client.request('objectById', { id }),
    facts: (id) => client.request('facts', { id }),
    structure: (id) => client.request('structure', { id }),
    async detail(id) {
      if (!hasFeed) return null;
      const answer = await ask(`objects/${encodeURIComponent(id)}`);
      if (answer === null) return null;
      const decoded = decodeObjectDetail(answer);
      if (!decoded) throw new Error('the details have an unknown shape');
      return decoded;
    },
    async history(id, property, fromMs, toMs) {
      const datastreamId = toDatastreamId(id, property);
      if (!hasFeed) return { datastreamId, times: [], values: [] };
      const query = new URLSearchParams({ property, from: String(Math.round(fromMs)), to: String(Math.round(toMs)), points: String(HISTORY_POINTS) });
      const answer = await ask(`objects/${encodeURIComponent(id)}/history?${query.toString()}`);
      if (answer === null) return { datastreamId, times: [], values: [] };
      const decoded = decodeHistory(answer);
      if (!decoded) throw new Error('the history has an unknown shape');
      return { datastreamId, ...decoded };
    },
  };
}
