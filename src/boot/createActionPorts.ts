/**
 * What people do and ask, over HTTP. A refusal is an answer with a reason, never an exception; while the cockpit looks back
 * nothing is sent. A new session's token is used for every later request and told to whoever holds the feed.
 */
import type { CommandOutcome, Refusal } from '../domain/command';
import { viewOfSession, type Session } from '../domain/role';
import type { CityStore } from '../state/city/CityStore';
import type { ActionPorts } from '../state/ports/actions';
import type { Api } from './apiFetch';
import { decodeCaseDetail, decodeCasePage, decodeOutcome, decodeSession, decodeTasks, decodeTimeline } from './decodeAnswers';

export interface ActionPortOptions {
  readonly api: Api;
  /** Only asked whether the cockpit looks back. Absent on pages without a clock of their own. */
  readonly store?: Pick<CityStore, 'instant'>;
  /** A command's id; the back end carries the same id out once. */
  readonly newId: () => string;
  /** The session changed: the feed joins anew. */
  readonly onToken?: (token: string, view: string) => void;
}

const REFUSAL_OF_STATUS: Readonly<Record<number, Refusal>> = { 400: 'invalid', 401: 'role', 403: 'role', 404: 'unknown', 409: 'state', 413: 'invalid' };

export function createActionPorts({ api, store, newId, onToken }: ActionPortOptions): ActionPorts {
  const refuse = (refusal: Refusal, detail = ''): CommandOutcome => ({ ok: false, refusal, detail });
  function accept(session: Session): Session {
    // A back end with its own sign-on sends no token: the cookie or the proxy carries it.
    const changed = session.token !== api.token;
    api.setToken(session.token);
    if (changed) onToken?.(session.token, viewOfSession(session));
    return session;
  }
  const need = <Item>(item: Item | null, what: string): Item => { if (item === null) throw new Error(`${what}: the answer has an unknown shape`); return item; };
  return {
    async command(wish) {
      if (store && store.instant !== null) return refuse('lookingBack');
      try {
        const { status, body } = await api.post('commands', { ...wish, id: newId() });
        const outcome = decodeOutcome(body);
        if (outcome) return outcome;
        return status >= 500 || status < 400 ? refuse('unreachable', `HTTP ${status}`) : refuse(REFUSAL_OF_STATUS[status] ?? 'invalid', `HTTP ${status}`);
      } catch (error) { return refuse('unreachable', error instanceof Error ? error.message : String(error)); }
    },
    async session() { return accept(need(decodeSession(await api.get('session')), 'session')); },
    async signIn(role, scope = {}) {
      const { status, body } = await api.post('session', { role, ...scope });
      if (status < 200 || status > 299) throw new Error(`session answered ${status}`);
      return accept(need(decodeSession(body), 'session'));
    },
    async timeline(of, until) {
      const answer = await api.get('timeline', { ...of, until });
      return answer === null ? [] : need(decodeTimeline(answer), 'timeline');
    },
    async caseDetail(id, at) {
      const answer = await api.get(`cases/${encodeURIComponent(id)}`, { at });
      return answer === null ? null : need(decodeCaseDetail(answer, api.base), 'case');
    },
    async cases(query) { return need(decodeCasePage(await api.get('cases', { ...query })), 'cases'); },
    async tasks(workerId) {
      const answer = await api.get('tasks', { workerId });
      return answer === null ? [] : need(decodeTasks(answer), 'tasks');
    },
  };
}
