/** What one session receives of a record: the record, a poorer copy, or nothing. Applied by every face before anything leaves the back end. */
import type { Case } from '../../domain/case';
import type { CaseDetail, PreplanRun } from '../../domain/caseDetail';
import type { DetectionRecord } from '../../domain/detection';
import type { Figure } from '../../domain/figure';
import type { LogEntry } from '../../domain/logEntry';
import type { Actor, Session } from '../../domain/role';
import type { Task } from '../../domain/task';
import type { Warning } from '../../domain/warning';
import { isOpenTask } from '../dispatch/createDispatch';
import { caseBelongs, objectBelongs, placeBelongs } from '../compose/belongings';
import type { RulesEngine } from '../engine';
import type { EngineCity } from '../engineCity';
import type { RuleSet } from '../ruleSet';
import { inScope, roleRule } from './permissions';
import { withoutPersons } from './personalText';

export interface Redaction {
  warning(item: Warning): Warning | null;
  case(item: Case): Case | null;
  detail(item: CaseDetail): CaseDetail | null;
  task(item: Task): Task | null;
  figure(item: Figure): Figure | null;
  detection(item: DetectionRecord): DetectionRecord | null;
  log(entry: LogEntry): LogEntry | null;
  run(item: PreplanRun): PreplanRun | null;
  /** False for objects whose warnings this session never receives: their rank then reads 0. Index of the dictionary. */
  ranks(object: number): boolean;
  /** Whether a case, as it stands in the record, may be read: what lists, counts and evaluations are made of. */
  readsCase(item: Case): boolean;
  /**
   * Whether this session receives a position of a moving object: never people in the street for a visitor; in a scope narrower than the
   * district only oneself and whoever has a task there while it lasts. Index of the dictionary; `at` in ms, now when absent.
   */
  moves(object: number, at?: number): boolean;
  /** Whether the card of an object, with who answers for it, may be read: in scope, or behind a case or a checklist step of one's own. */
  reads(object: number): boolean;
  /** Names, telephone numbers and plates taken out of free text when the session may not read them. */
  text(text: string): string;
}

/** Kinds whose place is a person's. */
const MOVING: ReadonlySet<string> = new Set(['worker', 'vehicle', 'uav']);

export function redactionFor(city: EngineCity, rules: RuleSet, engine: Pick<RulesEngine, 'case' | 'cases' | 'reportersOf' | 'worksOn' | 'tasksOf' | 'preplanRuns'>, session: Session): Redaction {
  const { scope } = session;
  const rule = roleRule(rules.roles, session.role);
  const hides = new Set(rule?.hides ?? ['people', 'phones', 'plates', 'tracks', 'cases', 'warnings']);
  const hidesPeople = hides.has('people');
  /** A resident reads what the resident wrote; of others only what is nobody's. */
  const hidesWriting = hidesPeople && scope.type !== 'own';
  const hidden = { people: hidesPeople, phones: hides.has('phones'), plates: hides.has('plates') };
  const diagnostic = new Set(rules.thresholds.properties.filter((property) => property.diagnostic).map((property) => property.key));
  const text = (raw: string): string => withoutPersons(raw, hidden);
  /** What a person wrote may name persons in words that no pattern finds. */
  const written = (raw: string): string => (hidesWriting ? '' : text(raw));
  const actor = (one: Actor): Actor => (hidesPeople ? { ...one, nameMasked: '' } : one);
  const unnamed = <Hop extends { readonly acceptedBy: Actor | null }>(hop: Hop): Hop => (hidesPeople && hop.acceptedBy ? { ...hop, acceptedBy: actor(hop.acceptedBy) } : hop);
  const inside = new Map<number, boolean>();
  const seesIndex = (object: number): boolean => {
    if (scope.type === 'district') return true;
    let known = inside.get(object);
    if (known === undefined) inside.set(object, (known = inScope(scope, objectBelongs(city, rules, object))));
    return known;
  };
  const seesObject = (id: string | null): boolean => scope.type === 'district' || (id !== null && seesIndex(city.indexOf.get(id) ?? -1));
  const seesCase = (item: Case): boolean => (scope.type === 'own' || !hides.has('cases')) && (inScope(scope, caseBelongs(item, scope.type === 'own' ? engine.reportersOf(item.id) : [])) || engine.worksOn(item.id, session.workerId));
  const seesCaseId = (id: string | null): boolean => { const item = id === null ? null : engine.case(id); return item !== null && seesCase(item); };

  const warning = (item: Warning): Warning | null => {
    if (hides.has('warnings') || !seesObject(item.objectId) || (hidesPeople && diagnostic.has(item.cause))) return null;
    const changed = { headlineZh: text(item.headlineZh), headlineEn: text(item.headlineEn), ...(hidesPeople && { acknowledgedBy: '', shelvedReason: '' }) };
    return { ...item, ...changed };
  };
  const caseItem = (item: Case): Case | null => {
    if (!seesCase(item)) return null;
    return { ...item, titleZh: text(item.titleZh), titleEn: text(item.titleEn), addressZh: text(item.addressZh), addressEn: text(item.addressEn), ...(item.pendingRequest && { pendingRequest: { ...item.pendingRequest, by: actor(item.pendingRequest.by), reason: written(item.pendingRequest.reason) } }), ...(hidesPeople && { handlerMasked: '', hops: item.hops.map(unnamed) }) };
  };
  const task = (item: Task): Task | null => {
    const own = session.workerId !== null && item.workerId === session.workerId;
    if (own) return item;
    if (hides.has('tracks')) return null;
    const place = item.caseId === null ? placeBelongs(city, item.lon, item.lat) : null;
    if (!(place ? inScope(scope, place) : seesCaseId(item.caseId))) return null;
    return { ...item, titleZh: text(item.titleZh), titleEn: text(item.titleEn), ...(hidesPeople && { workerMasked: '' }) };
  };
  const log = (entry: LogEntry): LogEntry | null => {
    const visible = entry.caseId !== null ? seesCaseId(entry.caseId) : entry.warningId !== null ? !hides.has('warnings') && seesObject(entry.objectId) : seesObject(entry.objectId);
    if (!visible || (hides.has('tracks') && entry.action.startsWith('task.'))) return null;
    const personal = hidesPeople && entry.reason !== '' && entry.actor.role !== 'system';
    const without = (line: string): string => { const clean = text(personal ? line.replaceAll(entry.reason, '') : line); return hidesPeople && entry.actor.nameMasked !== '' ? clean.replaceAll(entry.actor.nameMasked, '') : clean; };
    return { ...entry, actor: actor(entry.actor), reason: personal ? '' : text(entry.reason), textZh: without(entry.textZh), textEn: without(entry.textEn) };
  };

  /** The way of a person or a vehicle is seen with its case, like the task behind it; everything else also with its object. */
  function seesFigure(item: Figure): boolean {
    if (session.workerId !== null && item.objectId === session.workerId) return true;
    if (scope.type === 'own' || (hides.has('tracks') && (item.tone === 'route' || item.tone === 'track'))) return false;
    if (scope.type === 'district') return true;
    const moves = MOVING.has(city.kinds[city.indexOf.get(item.objectId ?? '') ?? -1] ?? '');
    return seesCaseId(item.caseId ?? null) || (!moves && seesObject(item.objectId));
  }

  /** A unit reads the checklist in which a step is its own. */
  const hasStepIn = (item: PreplanRun): boolean => scope.type === 'unit' && item.steps.some((step) => step.unitId === scope.unitId);
  const run = (item: PreplanRun): PreplanRun => ({ ...item, steps: item.steps.map((step) => ({ ...step, doneBy: step.doneBy && actor(step.doneBy) })) });

  return {
    run: (item) => (scope.type !== 'own' && !hides.has('warnings') && (seesObject(item.objectId) || seesCaseId(item.caseId) || hasStepIn(item)) ? { ...run(item), caseId: seesCaseId(item.caseId) ? item.caseId : null } : null),
    ranks: (object) => !hides.has('warnings') && seesIndex(object),
    readsCase: seesCase,
    warning, case: caseItem, task, log, text,
    detail(item) {
      const shown = caseItem(item.case);
      if (!shown) return null;
      const condition = rules.filing.rules.find((one) => one.id === item.case.ruleId);
      return {
        ...item, case: shown,
        descriptionZh: hidesWriting ? condition?.conditionZh ?? '' : text(item.descriptionZh), descriptionEn: hidesWriting ? condition?.conditionEn ?? '' : text(item.descriptionEn),
        flow: item.flow.map((record) => ({ ...record, actor: actor(record.actor), reason: record.actor.role === 'system' ? text(record.reason) : written(record.reason) })),
        appeals: item.appeals.map((record) => ({ ...record, actor: actor(record.actor), reason: written(record.reason) })),
        media: hidesWriting ? [] : item.media.map((media) => ({ ...media, by: actor(media.by) })),
        people: hidesPeople ? [] : item.people.map((person) => (hides.has('phones') ? { ...person, phoneMasked: '' } : person)),
        chain: item.chain.flatMap((hop) => (hop.level === 'worker' && (hides.has('tracks') || hidesPeople) ? [] : unnamed(hop))),
        tasks: item.tasks.flatMap((one) => task(one) ?? []),
        preplans: item.preplans.map(run),
      };
    },
    figure(item) {
      if (!seesFigure(item)) return null;
      const { caseId: _, ...shown } = item;
      return { ...shown, labelZh: text(item.labelZh), labelEn: text(item.labelEn) };
    },
    detection: (item) => (hides.has('cases') || !inScope(scope, placeBelongs(city, item.detection.lon, item.detection.lat)) ? null : {
      ...item, detection: { ...item.detection, note: written(item.detection.note) }, caseId: seesCaseId(item.caseId) ? item.caseId : null,
      verdict: item.verdict && { ...item.verdict, by: actor(item.verdict.by), reason: written(item.verdict.reason) },
    }),
    moves(object, at) {
      const id = city.ids[object] ?? '';
      if (id === session.workerId || !MOVING.has(city.kinds[object] ?? '')) return true;
      // who may not follow people may not follow the vehicles they drive either
      if (hides.has('tracks')) return city.kinds[object] === 'uav' && scope.type === 'district';
      return scope.type === 'district' || engine.tasksOf(id).some((item) => (at === undefined ? isOpenTask(item) : item.assignedAt <= at && (item.finishedAt ?? Infinity) >= at) && task(item) !== null);
    },
    reads(object) {
      const id = city.ids[object] ?? '';
      if (scope.type === 'district' || scope.type === 'own' || id === session.workerId || seesIndex(object)) return true;
      return engine.tasksOf(id).some((item) => isOpenTask(item) && task(item) !== null) || engine.cases({ objectId: id, open: true }, 0).cases.some(seesCase) || engine.preplanRuns({ objectId: id }).some(hasStepIn);
    },
  };
}
