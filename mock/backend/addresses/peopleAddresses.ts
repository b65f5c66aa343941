/**
 * What people and cameras say and ask: session, commands, detections, alerts, cases, timelines. The rules of all of it live with the
 * engine; here the photos are taken out of a report, and an accepted act is told to every screen at once and noted in the journal.
 */
import { answerEngineAddress, type EngineResponse } from '../../../src/rules/service/engineAddresses';
import type { Role, Session } from '../../../src/domain/role';
import { hashText } from '../hash';
import { json, problem, readBody, text, type DemoRequest, type DemoResponse } from '../answers';
import type { Address, BackEnd } from '../backEnd';
import type { JournalEntry } from '../journal';
import { withKeptPhotos } from '../mediaStore';
import type { Simulation } from '../simulation';

const ACTS = new Set(['commands', 'detections', 'cap']);
const isAct = (path: string): path is JournalEntry['path'] => ACTS.has(path);
const toResponse = ({ status, type, body }: EngineResponse): DemoResponse => text(body, type, status);

/**
 * Who may post detections and alerts of others in the demo: those who sit at the operation centre's desks and may answer for them. Its cameras
 * and neighbours have no keys of their own; a city gives each of them a token.
 */
const SOURCES: ReadonlySet<Role> = new Set(['acceptor', 'dispatcher', 'shiftLeader', 'leader']);
export function carryOut(simulation: Pick<Simulation, 'city' | 'rules'>, engine: Simulation['engine'], at: number, session: Session, request: Pick<DemoRequest, 'method' | 'path' | 'query' | 'body'>): EngineResponse | null {
  return answerEngineAddress({ engine, city: simulation.city, rules: simulation.rules, now: at, trusted: SOURCES.has(session.role) }, session, request);
}

export function createPeopleAddresses(backEnd: BackEnd): Address {
  function act(path: JournalEntry['path'], request: DemoRequest, asked: Session): DemoResponse {
    // what the journal keeps tells sessions apart without their token
    const session = { ...asked, token: hashText(asked.token).toString(36) };
    backEnd.hurry();
    const { simulation, media } = backEnd;
    const kept = path === 'commands' || path === 'detections' ? withKeptPhotos(request.body ?? '', media, simulation.now) : { body: request.body, pictures: [] };
    if (typeof kept === 'string') return json({ ok: false, refusal: 'invalid', detail: kept }, 400);
    const { body, pictures } = kept;
    let at = simulation.now;
    const answer = simulation.act((engine, time) => {
      at = time;
      return carryOut(simulation, engine, time, session, { ...request, body });
    });
    backEnd.flushRecords();
    const accepted = answer !== null && answer.status >= 200 && answer.status < 300;
    if (!accepted) media.drop(pictures);
    // a scenario tells its own story; only the calm city is taken up again later
    else if (backEnd.scenario.id === 'calm') backEnd.journal.add({ at, session, path, body: body ?? '' }, pictures);
    return answer ? toResponse(answer) : problem(404, `No ${path}`);
  }

  return (request, session) => {
    const { method, path, body } = request;
    const { simulation } = backEnd;
    if (path === 'session' && method === 'POST') {
      const wish = readBody(body);
      if (!wish) return problem(400, 'The body must be JSON with a role');
      const opened = backEnd.sessions.signIn(wish);
      return typeof opened === 'string' ? problem(400, opened) : json(opened);
    }
    if (method === 'POST' && isAct(path)) return act(path, request, session);
    const answer = carryOut(simulation, simulation.engine, simulation.now, session, request);
    return answer ? toResponse(answer) : null;
  };
}
