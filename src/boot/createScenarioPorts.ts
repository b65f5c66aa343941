/** The demo back end's scenarios over its `demo/` addresses. A real back end serves none of them: the list is empty, nothing runs. */
import type { ScenarioPorts } from '../state/ports/actions';
import type { Api } from './apiFetch';
import { decodeScenarios, decodeScenarioState } from './decodeScenarios';

export function createScenarioPorts(api: Pick<Api, 'get' | 'post'>): ScenarioPorts {
  /** Throws with the address and the back end's own sentence. */
  async function post(path: string, body: unknown): Promise<void> {
    const answer = await api.post(path, body);
    if (answer.status >= 200 && answer.status <= 299) return;
    const detail = typeof answer.body === 'object' && answer.body !== null && 'detail' in answer.body ? String(answer.body.detail).slice(0, 300) : `HTTP ${answer.status}`;
    throw new Error(`${path}: ${detail}`);
  }
  return {
    async list() {
      const answer = await api.get('demo/scenarios');
      if (answer === null) return [];
      const rows = decodeScenarios(answer);
      if (!rows) throw new Error('demo/scenarios: the answer has an unknown shape');
      return rows;
    },
    async state() {
      const answer = await api.get('demo/state');
      return answer === null ? null : decodeScenarioState(answer);
    },
    start: (id, branch, speed) => post('demo/scenario', { id, branch, speed }),
    setSpeed: (speed) => post('demo/speed', { speed }),
    reset: () => post('demo/reset', {}),
  };
}
