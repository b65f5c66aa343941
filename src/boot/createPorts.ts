/** The questions that stores may ask, answered by the city worker and by the back end's addresses. */
import { decodeHistory, decodeObjectDetail, decodeTrack } from '../feeds/decode/objectDetail';
import { toDatastreamId } from '../domain/ids';
import type { CityPorts } from '../state/ports/cityPorts';
import type { CityClient } from '../workers/workerClient';
import { ApiProblem, type Api } from './apiFetch';

/** Points asked for one trend: one per 5 min of a day. */
const HISTORY_POINTS = 288;

export function createPorts(client: CityClient, api: Pick<Api, 'get'>, hasFeed: boolean): CityPorts {
  return {
    hasFeed,
    search: (query, limit) => client.request('search', { query, limit }),
    objectById: (id) => client.request('objectById', { id }),
    facts: (id) => client.request('facts', { id }),
    lowRoads: () => client.request('lowRoads', {}),
    structure: (id) => client.request('structure', { id }),
    async detail(id) {
      if (!hasFeed) return null;
      let answer: unknown;
      try { answer = await api.get(`objects/${encodeURIComponent(id)}`); } catch (error) {
        if (error instanceof ApiProblem && error.status === 403) return { outOfScope: true, responsibility: null, documents: [] };
        throw error;
      }
      if (answer === null) return null;
      const decoded = decodeObjectDetail(answer);
      if (!decoded) throw new Error('the details have an unknown shape');
      return decoded;
    },
    async history(id, property, fromMs, toMs) {
      const datastreamId = toDatastreamId(id, property);
      if (!hasFeed) return { datastreamId, times: [], values: [] };
      const answer = await api.get(`objects/${encodeURIComponent(id)}/history`, { property, from: fromMs, to: toMs, points: HISTORY_POINTS });
      if (answer === null) return { datastreamId, times: [], values: [] };
      const decoded = decodeHistory(answer);
      if (!decoded) throw new Error('the history has an unknown shape');
      return { datastreamId, ...decoded };
    },
    async track(id, fromMs, toMs) {
      const decoded = decodeTrack(await api.get(`objects/${encodeURIComponent(id)}/track`, { from: fromMs, to: toMs }));
      if (!decoded) throw new Error('the track has an unknown shape');
      return decoded;
    },
  };
}
