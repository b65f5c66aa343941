/**
 * The rules beside a city's own feed: reads it, judges it, and serves the same addresses downstream with warnings, cases and commands
 * of its own. Readings and positions pass through; addresses it does not know are asked upstream. One upstream epoch = one engine.
 */
import type { FeedDictionary, FeedEvent } from '../../domain/feedEvent';
import type { Session } from '../../domain/role';
import type { WireHello, WireMoves, WireSnapshot } from '../../feeds/wire';
import { buildEngineCity } from '../buildEngineCity';
import type { ObjectsFile } from '../city/objectsFile';
import { createEngine } from '../createEngine';
import type { EngineEvent, RulesEngine } from '../engine';
import type { EngineCity } from '../engineCity';
import { createDelivered, type Delivered } from '../roles/delivered';
import { redactionFor, type Redaction } from '../roles/redaction';
import type { RuleSet } from '../ruleSet';
import { answerEngineAddress, type EngineRequest, type EngineResponse } from './engineAddresses';
import { createEventHub, toEvent, viewKey, type EventHub, type SessionView } from './eventHub';
import { createLiveTable, type LiveTable } from './liveTable';
import { fleetOf, type PackFiles } from './readFiles';
import { createMediaStore, withKeptPhotos, type Picture } from './mediaStore';
import { json, problem } from './responses';
import type { StateLog } from './stateLog';

const HEARTBEAT_MS = 5000;
const KEEP_MS = 48 * 3_600_000;
export interface RulesServiceOptions {
  readonly pack: PackFiles; readonly rules: RuleSet; readonly objects: ObjectsFile | null;
  now(): number;
  /** Where what people and rules did outlives a restart of the service; without it only one of the upstream. */
  readonly state?: StateLog;
  /** Words that cannot be guessed, for the addresses of photos. */
  newKey(): string;
  /** Told what an operator of the service should read. */
  say(line: string): void;
}
interface Live { readonly dictionary: FeedDictionary; readonly city: EngineCity; readonly engine: RulesEngine; readonly table: LiveTable; readonly epoch: string }
export interface RulesService {
  /** Everything the upstream feed emits. */
  receive(event: FeedEvent): void;
  /** Lets time pass and sends what changed; call it a few times a second. */
  step(): void;
  /** Rules that were checked. */
  adopt(rules: RuleSet): void;
  /** Null = not ours: ask upstream. The stream is opened by the server with `hub`. */
  handle(request: EngineRequest, session: Session, trusted: boolean): EngineResponse | null;
  /** A photo that came with a command. */
  picture(id: string): Picture | null;
  /** 409 when the epoch is another. */
  mayStream(epoch: string | undefined): boolean;
  readonly hub: EventHub;
  readonly seq: number;
  readonly engine: RulesEngine | null;
}

export function createRulesService(options: RulesServiceOptions): RulesService {
  const { pack, now, say, state } = options;
  let { rules } = options;
  let live: Live | null = null;
  let seq = 0, alarmSeq = 0, caseSeq = 0;
  let nextBeat = 0, nextForget = 0;
  let upstream = '';
  const sent = new Map<string, Delivered>();
  const media = createMediaStore(options.newKey, state?.photos);
  function viewOf(session: Session): SessionView {
    if (!live) throw new Error('There is no feed yet.');
    const key = viewKey(session);
    const delivered = sent.get(key) ?? createDelivered();
    sent.set(key, delivered);
    return { ...redactionFor(live.city, rules, live.engine, session), delivered };
  }
  const hub = createEventHub(viewOf);

  function begin(dictionary: FeedDictionary): void {
    const { fleet, order, hostOf } = fleetOf(dictionary.objectIds, dictionary.datastreamObject, dictionary.datastreamProperty, pack);
    const city = buildEngineCity({ fleet, hostOf, propertyKeys: dictionary.properties.map((property) => property.key), areas: pack.areas, network: pack.network, objects: options.objects });
    const engine = createEngine(city, rules, { demo: dictionary.demo });
    const unknown = dictionary.objectIds.filter((id) => !pack.objects.has(id)).length;
    say(`feed ${dictionary.city}: ${dictionary.objectIds.length} objects, ${dictionary.datastreamObject.length} datastreams${unknown > 0 ? `; ${unknown} objects are not in the pack` : ''}`);
    hub.closeAll();
    sent.clear();
    const kept = live ? [...live.engine.memory()] : state?.records() ?? [];
    live = { dictionary, city, engine, table: createLiveTable(dictionary, engine, order), epoch: `rules-${dictionary.epoch}-${now().toString(36)}` };
    engine.advance(now());
    const { openCases, warnings, openTasks, runs, lines, ended } = engine.restore(kept, now());
    state?.follow(engine.memory);
    if (kept.length > 0) say(`taken up again: ${openCases} open cases, ${warnings} warnings, ${openTasks} open tasks, ${runs} preplan runs, ${lines} lines of the trail`);
    for (const line of ended) say(`ended: ${line}`);
  }

  /** Writes the engine's events for one session, in order. */
  function write(events: readonly EngineEvent[], first: { alarm: number; case: number }): (view: SessionView) => string {
    return (view) => {
      const { delivered } = view;
      let text = '', alarm = first.alarm, record = first.case;
      for (const event of events) {
        if (event.type === 'warning') text += toEvent('alarm', { seq: ++alarm, ...delivered.message('warning', event.warning, view.warning(event.warning)) });
        else if (event.type === 'case') text += toEvent('case', { seq: ++record, ...delivered.message('case', event.case, view.case(event.case)) });
        else if (event.type === 'task') text += toEvent('task', { seq: ++record, ...delivered.message('task', event.task, view.task(event.task)) });
        else if (event.type === 'figure') text += toEvent('figure', { seq: ++record, ...delivered.message('figure', event.figure, view.figure(event.figure)) });
      }
      return text;
    };
  }
  const seen = (moves: WireMoves, redaction: Redaction): WireMoves => {
    const rows = moves.i.flatMap((object, k) => (redaction.moves(object) ? [k] : []));
    return { i: rows.map((k) => moves.i[k] ?? 0), lon: rows.map((k) => moves.lon[k] ?? 0), lat: rows.map((k) => moves.lat[k] ?? 0), h: rows.map((k) => moves.h[k] ?? 0) };
  };

  /** An object whose warnings a session never receives has no rank. `objects` null = all, in order. */
  const ranked = (ranks: readonly number[], objects: readonly number[] | null, redaction: Redaction): number[] => ranks.map((rank, k) => (rank > 0 && redaction.ranks(objects ? objects[k] ?? -1 : k) ? rank : 0));

  function flush(): void {
    if (!live) return;
    const { engine, table, epoch } = live;
    const events = engine.take();
    for (const event of events) if (event.type === 'rank') table.setRank(event.object, event.heldBack ? 0 : event.rank, event.at);
    state?.keep(engine.memoryOf(events));
    const delta = table.takeDelta();
    const records = events.filter((event) => event.type === 'warning' || event.type === 'case' || event.type === 'task' || event.type === 'figure');
    const at = now();
    const beat = at >= nextBeat;
    if (!delta && records.length === 0 && !beat) return;
    const first = { alarm: alarmSeq, case: caseSeq };
    alarmSeq += records.filter((event) => event.type === 'warning').length;
    caseSeq += records.filter((event) => event.type !== 'warning').length;
    seq++;
    const empty = { objects: { i: [], rank: [], status: [], since: [] }, readings: { i: [], v: [], t: [], q: [] }, moves: { i: [], lon: [], lat: [], h: [] } };
    const { moves, ...columns } = delta ?? empty;
    const own = seq, heart = beat ? toEvent('hb', { serverTime: at, seq: own, alarmSeq, caseSeq }) + toEvent('vitals', { at, values: table.vitals }) : '';
    if (beat) nextBeat = at + HEARTBEAT_MS;
    const tell = write(records, first);
    hub.send(own, (view) => toEvent('delta', { epoch, from: own, to: own, ...columns, objects: { ...columns.objects, rank: ranked(columns.objects.rank, columns.objects.i, view) }, moves: seen(moves, view) }) + tell(view) + heart);
  }

  function snapshot(session: Session): EngineResponse {
    if (!live) return problem(503, 'The upstream feed has not answered yet.');
    const { engine, table, dictionary, epoch } = live;
    const view = viewOf(session);
    const { delivered } = view;
    const { moves, ...columns } = table.snapshot();
    return json({
      epoch, seq, count: dictionary.objectIds.length, serverTime: now(), ...columns, objects: { ...columns.objects, rank: ranked(columns.objects.rank, null, view) }, moves: seen(moves, view), alarmSeq, caseSeq,
      warnings: delivered.snapshot('warning', engine.warnings(), view.warning), cases: delivered.snapshot('case', engine.cases({}, now()).cases, view.case), vitals: table.vitals,
      tasks: delivered.snapshot('task', engine.tasks(), view.task), figures: delivered.snapshot('figure', engine.figures(), view.figure),
    } satisfies WireSnapshot);
  }
  function hello(): EngineResponse {
    if (!live) return problem(503, 'The upstream feed has not answered yet.');
    const { dictionary, epoch } = live;
    return json({
      proto: 1, serverTime: now(), epoch, seq, schemaHash: dictionary.epoch, city: dictionary.city, demo: dictionary.demo, heartbeatMs: HEARTBEAT_MS,
      dict: { objects: dictionary.objectIds, properties: dictionary.properties, datastreams: { object: [...dictionary.datastreamObject], property: [...dictionary.datastreamProperty] } },
    } satisfies WireHello);
  }

  return {
    hub,
    get seq() { return seq; },
    get engine() { return live?.engine ?? null; },
    receive(event) {
      if (event.type === 'dictionary') { if (live?.dictionary.epoch !== event.dictionary.epoch) begin(event.dictionary); } else if (event.type === 'snapshot' || event.type === 'delta') {
        if (event.type === 'snapshot' && live) live.table.vitals = event.vitals;
        live?.table.apply(event, now());
      } else if (event.type === 'vitals' && live) live.table.vitals = event.values;
      else if (event.type === 'connection') {
        const line = `upstream ${event.connection.phase}${event.connection.reason === null ? '' : ` (${event.connection.reason})`}`;
        if (line !== upstream) say(line);
        upstream = line;
      } else if (event.type === 'refused') say(`refused from upstream: ${event.count} × ${event.reason}`);
    },
    step() {
      if (!live) return;
      const at = now();
      live.engine.advance(at);
      if (at >= nextForget) { nextForget = at + 3_600_000; live.engine.forget(at - KEEP_MS); }
      flush();
    },
    adopt(next) { rules = next; live?.engine.adopt(next); flush(); },
    picture: media.get,
    mayStream: (epoch) => live !== null && (epoch === undefined || epoch === live.epoch),
    handle(request, session, trusted) {
      if (request.method === 'GET' && request.path === 'hello') { flush(); return hello(); }
      if (request.method === 'GET' && request.path === 'snapshot') { flush(); return snapshot(session); }
      if (!live) return problem(503, 'The upstream feed has not answered yet.');
      live.engine.advance(now());
      if (request.path === 'recording' || request.path.startsWith('recording/') || request.path === 'cases/history') return problem(404, `These rules keep no ${request.path}.`);
      const kept = request.method === 'POST' && (request.path === 'commands' || request.path === 'detections') ? withKeptPhotos(request.body ?? '', media, now()) : null;
      if (typeof kept === 'string') return json({ ok: false, refusal: 'invalid', detail: kept }, 400);
      const answer = answerEngineAddress({ engine: live.engine, city: live.city, rules, now: now(), trusted, demo: live.dictionary.demo }, session, kept ? { ...request, body: kept.body } : request);
      if (kept && answer?.status !== 200) media.drop(kept.pictures);
      if (request.method === 'POST') { live.engine.advance(now()); flush(); }
      return answer;
    },
  };
}
