/**
 * The addresses that need only the engine, as pure functions: the demo back end and `npm run rules` answer them alike.
 * commands · session (GET) · cases · cases/:id · timeline · evaluation · tasks · detections (GET, POST) · cap · cap/:id · rules · preplans · automation.
 * What a session may not see is left out, counts included; what it may not do is 403.
 */
import type { CommandOutcome, Refusal } from '../../domain/command';
import { DETECTION_OUTCOMES, type DetectionPage } from '../../domain/detection';
import type { Session } from '../../domain/role';
import { unitName } from '../compose/belongings';
import type { Caller } from '../engine';
import { redactionFor, type Redaction } from '../roles/redaction';
import { RULE_FILES, type RuleSet } from '../ruleSet';
import { automationRows } from './automation';
import { answerCap } from './capAddresses';
import { json, problem, type EngineDesk, type EngineRequest, type EngineResponse } from './responses';
import { checkCommand, checkDetection } from './commandSchema';
import { BadQuery, choiceField, numberField, readCaseQuery } from './readQuery';

const LONGEST_PAGE = 1000;
const DAY = 86_400_000;
const STATUS: Readonly<Record<Refusal, number>> = { role: 403, scope: 403, state: 409, unknown: 404, invalid: 400, unreachable: 503, lookingBack: 409 };

const refusal = (status: number, why: Refusal, detail: string): EngineResponse => json({ ok: false, refusal: why, detail } satisfies CommandOutcome, status);
/** The caller of a session. */
export const callerOf = (session: Session): Caller =>
  ({ actor: { role: session.role, nameMasked: session.nameMasked, unitZh: session.unitZh, unitEn: session.unitEn }, scope: session.scope, role: session.role, workerId: session.workerId, session: session.token });

export type { EngineDesk, EngineRequest, EngineResponse } from './responses';

/** Null when the address belongs to somebody else. */
export function answerEngineAddress(desk: EngineDesk, session: Session, request: EngineRequest): EngineResponse | null {
  try {
    const known = request.method === 'POST' ? post(desk, session, request) : request.method === 'GET' ? get(desk, session, request) : null;
    return known;
  } catch (error) {
    if (error instanceof BadQuery) return problem(400, error.message);
    throw error;
  }
}

function post(desk: EngineDesk, session: Session, request: EngineRequest): EngineResponse | null {
  const { engine, now } = desk;
  const { path, body } = request;
  if (path === 'cap') return answerCap(desk, session, request, null);
  if (path !== 'commands' && path !== 'detections') return null;
  let data: unknown;
  try { data = JSON.parse(body ?? ''); } catch { return refusal(400, 'invalid', 'The body must be JSON.'); }
  if (path === 'commands') {
    const command = checkCommand(data);
    if (!command.ok) return refusal(400, 'invalid', `${command.problem}.`);
    const outcome = engine.command(command.value, callerOf(session), now);
    return json(outcome, outcome.ok ? 200 : STATUS[outcome.refusal]);
  }
  if (!desk.trusted) return refusal(403, 'role', 'Detections come from cameras and patrol systems, not from this session.');
  const detection = checkDetection(data);
  if (!detection.ok) return refusal(400, 'invalid', `${detection.problem}.`);
  if (detection.value.at > now + 5000) return refusal(400, 'invalid', 'The detection lies in the future.');
  engine.detect(detection.value, now);
  return json({ ok: true, createdId: null, at: now } satisfies CommandOutcome);
}

function get(desk: EngineDesk, session: Session, request: EngineRequest): EngineResponse | null {
  const { path, query } = request;
  const { engine, city, rules, now } = desk;
  const redact = (): Redaction => redactionFor(city, rules, engine, session);
  switch (path) {
    case 'session': return json(session);
    case 'cases': return casePage(desk, redact(), query);
    case 'timeline': {
      const of = { ...(query['objectId'] && { objectId: query['objectId'] }), ...(query['caseId'] && { caseId: query['caseId'] }), ...(query['warningId'] && { warningId: query['warningId'] }) };
      if (Object.keys(of).length === 0) throw new BadQuery('objectId, caseId or warningId is needed');
      const { log } = redact();
      return json({ entries: engine.timeline(of, Math.min(numberField(query, 'until') ?? now, now)).flatMap((entry) => log(entry) ?? []) });
    }
    case 'evaluation': {
      if (session.scope.type === 'own') return refusal(403, 'role', 'This role reads its own reports only.');
      const to = numberField(query, 'to') ?? now, at = numberField(query, 'at') ?? now;
      const from = numberField(query, 'from') ?? to - 30 * DAY;
      if (from >= to) throw new BadQuery('from must lie before to');
      return json(engine.evaluation(choiceField(query, 'by', ['street', 'unit', 'post']) ?? 'street', from, to, Math.min(at, now), redact().readsCase));
    }
    case 'tasks': {
      const { task } = redact();
      return json({ tasks: engine.tasks().filter((item) => query['workerId'] === undefined || item.workerId === query['workerId']).flatMap((item) => task(item) ?? []) });
    }
    case 'detections': {
      if (session.scope.type === 'own') return refusal(403, 'role', 'This role reads its own reports only.');
      const { detection } = redact();
      const { aiClass, cameraId, caseId } = query;
      const judged = choiceField(query, 'judged', ['true', 'false']), outcome = choiceField(query, 'outcome', DETECTION_OUTCOMES), at = numberField(query, 'at');
      const page = engine.detections({
        ...(aiClass && { aiClass }), ...(cameraId && { cameraId }), ...(caseId && { caseId }), ...(outcome && { outcome }), ...(judged && { judged: judged === 'true' }), ...(at !== undefined && { at }),
        offset: Math.max(0, Math.floor(numberField(query, 'offset') ?? 0)), limit: Math.min(LONGEST_PAGE, Math.max(0, Math.floor(numberField(query, 'limit') ?? 50))),
      }, (record) => detection(record) !== null);
      return json({ count: page.count, rows: page.rows.flatMap((record) => detection(record) ?? []) } satisfies DetectionPage);
    }
    case 'rules': return json({ files: (Object.keys(RULE_FILES) as (keyof RuleSet)[]).map((part) => ({ name: RULE_FILES[part], version: rules[part].version, about: rules[part].about })) });
    case 'preplans': return preplans(desk, session, query);
    case 'automation': return session.scope.type === 'own' ? refusal(403, 'role', 'This role reads its own reports only.') : json({ rows: automationRows(rules, engine) });
    case 'cap': return answerCap(desk, session, request, null);
    default: break;
  }
  const one = /^(cases|cap)\/([^/]+)$/.exec(path);
  if (!one || (one[1] === 'cases' && one[2] === 'history')) return null;
  let id: string;
  try { id = decodeURIComponent(one[2] ?? ''); } catch { throw new BadQuery('Badly encoded id'); }
  if (one[1] === 'cap') return answerCap(desk, session, request, id);
  const detail = engine.caseDetail(id, numberField(query, 'at') ?? null, session);
  if (detail) return json(detail);
  return engine.case(id) ? refusal(403, 'scope', 'This case lies outside the scope of the session.') : problem(404, `There is no case ${id}.`);
}

function casePage({ engine, now }: EngineDesk, redaction: Redaction, fields: EngineRequest['query']): EngineResponse {
  const { offset = 0, limit = 200, ...query } = readCaseQuery(fields);
  const page = engine.cases({ ...query, offset: Math.max(0, Math.floor(offset)), limit: Math.min(LONGEST_PAGE, Math.max(0, Math.floor(limit))) }, now, redaction.readsCase);
  return json({ ...page, cases: page.cases.flatMap((item) => redaction.case(item) ?? []) });
}

/** The catalogue, and the runs of an object, a case or anywhere that this session may see. */
function preplans({ engine, city, rules }: EngineDesk, session: Session, query: EngineRequest['query']): EngineResponse {
  const rows = rules.preplans.preplans.map((plan) => ({
    id: plan.id, version: plan.version, zh: plan.zh, en: plan.en, conditionZh: plan.conditionZh, conditionEn: plan.conditionEn,
    steps: plan.steps.map((step) => { const unit = unitName(city, rules, step.unit, Number.NaN, Number.NaN); return { id: step.id, zh: step.zh, en: step.en, unitZh: step.unit === 'street' ? '属地街道' : unit.zh, unitEn: step.unit === 'street' ? 'Subdistrict office' : unit.en, minutes: step.minutes, automatic: step.automatic }; }),
  }));
  const of = { ...(query['objectId'] && { objectId: query['objectId'] }), ...(query['caseId'] && { caseId: query['caseId'] }) };
  const runs = session.scope.type === 'own' ? [] : engine.preplanRuns(of);
  const { run } = redactionFor(city, rules, engine, session);
  return json({ rows, runs: runs.flatMap((one) => run(one) ?? []) });
}
