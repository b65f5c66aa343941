/**
 * The demo back end: a pure module that answers the addresses of `src/feeds/wire.ts`. Its faces (service worker, Node server)
 * only carry requests to `handle`. Clock, timers and randomness are injected; nothing here knows a browser or Node.
 */
import type { Session } from '../../src/domain/role';
import type { WireHeartbeat, WireVitals } from '../../src/feeds/wire';
import { createCatalogueAddresses } from './addresses/catalogueAddresses';
import { createControlAddresses } from './addresses/controlAddresses';
import { createFeedAddresses } from './addresses/feedAddresses';
import { createObjectAddresses } from './addresses/objectAddresses';
import { carryOut, createPeopleAddresses } from './addresses/peopleAddresses';
import { createRecordingAddresses } from './addresses/recordingAddresses';
import { problem, type DemoRequest, type DemoResponse } from './answers';
import type { Address, BackEnd, DemoClock, ScenarioWish } from './backEnd';
import { busiestPlaces } from './busiestPlaces';
import { createVitalTrack } from './catalogues/trends';
import { createSimulation } from './createSimulation';
import { encodeDelta, encodeMoves, HEARTBEAT_MS, movesFor, objectsFor } from './encodeWire';
import { buildFleet } from './fleet';
import { hash, hashText } from './hash';
import { createMemoryJournal, type Journal } from './journal';
import { createMediaStore } from './mediaStore';
import { createRecordedSegments } from './recordedSegments';
import { createProperties } from './properties';
import { createSessions } from './sessions';
import { TICK, type CityFiles, type PastAct, type Simulation } from './simulation';

import { createStreamHub, toEvent } from './streamHub';
import { createViews, toRecordEvent, type View, type Views } from './views';

export type { DemoClock, ScenarioWish } from './backEnd';
export type { DemoRequest, DemoResponse } from './answers';
export interface DemoBackendOptions extends CityFiles {
  readonly city?: string;
  readonly clock: DemoClock;
  readonly seed: number;
  readonly scenario?: ScenarioWish;
  /** Words that cannot be guessed, letters and digits, at least 16. */
  readonly newKey?: () => string;
  readonly journal?: Journal;
  /** Days of everyday cases behind yesterday; see `SimulationStart`. */
  readonly daysBefore?: number;
}
export interface DemoBackend {
  handle(request: DemoRequest): DemoResponse;
  readonly simulation: Simulation;
  readonly scenario: ScenarioWish;
  /** Brings the city to the clock's now and sends what changed; runs by itself while somebody reads the stream. */
  step(): void;
  dispose(): void;
}

const VITALS_MS = 5000;
/** Automatic hops after a detection or a command take a fifth of a second; so long the city is looked at more often than once a tick. */
const HURRY_MS = 400;
const QUICK_MS = 25;
const CALM: ScenarioWish = { id: 'calm', branch: null, speed: 1 };
/** What still answers while the feed pretends to be closed. */
const ALWAYS = /^(demo\/|session$|media\/)/;

export function createDemoBackend(options: DemoBackendOptions): DemoBackend {
  const { clock, seed, journal = createMemoryJournal() } = options;
  const fleet = buildFleet(options, seed, createProperties(options.rules.thresholds));
  const schemaHash = hash(hashText(fleet.ids.join('\n')), fleet.streamObject.length).toString(36);
  let keys = 0;
  const newKey = options.newKey ?? ((): string => `${hash(seed, ++keys).toString(36)}${hash(seed ^ 0x5eed, keys).toString(36)}`.padEnd(16, '0'));
  const hub = createStreamHub<View>();
  const media = createMediaStore(newKey);
  const vitals = createVitalTrack();
  let scenario: ScenarioWish;
  let simulation: Simulation;
  let views: Views;
  let epoch = '';
  let sentSeq = 0;
  let turns = 0;
  let nextHeartbeat = 0;
  let nextVitals = 0;
  let timer: unknown = null;
  let quick: unknown = null;
  let hurryUntil = -Infinity;

  const seqNow = (): number => Math.floor((simulation.now - simulation.anchor) / TICK);

  /** What people did before a reload happens again at its time. */
  function pastActs(): PastAct[] {
    for (const picture of journal.pictures) media.add(picture);
    return journal.entries.map(({ at, session, path, body }) => ({
      at, carryOut: (engine, city, time) => void carryOut({ city, rules: options.rules }, engine, time, session, { method: 'POST', path, query: {}, body }),
    }));
  }

  function begin(wish: ScenarioWish): void {
    scenario = wish;
    const calm = wish.id === CALM.id;
    simulation = createSimulation({ ...options, fleet, real: clock.now(), scenario: calm ? null : wish, past: calm ? pastActs() : [] });
    views = createViews(simulation);
    vitals.clear();
    sentSeq = seqNow();
    const run = calm ? '' : `-${wish.branch ?? ''}`;
    epoch = `${seed}-${simulation.anchor.toString(36)}-${schemaHash}-${wish.id}${run}${turns > 0 ? `-${turns}` : ''}`;
    nextHeartbeat = 0;
    nextVitals = 0;
  }

  /** Sends the records that wait, with `rows` what changed since the last delta, and `tail` after it. */
  function send(rows: { readonly from: number; readonly to: number } | null, tail: ((view: View) => string) | null): void {
    const { changes } = simulation;
    const records = changes.takeRecords();
    if (!rows && records.length === 0 && !tail) return;
    const delta = rows ? encodeDelta(simulation, epoch, rows.from, rows.to) : null;
    const moves = rows ? encodeMoves(simulation) : null;
    if (rows) changes.clearRows();
    // equal views share the text of a frame, equal movers and ranks the text of its delta
    const deltas = new Map<string, string>();
    const texts = new Map<string, string>();
    const live = views;
    hub.send({
      from: rows?.from ?? sentSeq + 1, to: rows?.to ?? sentSeq + 1,
      encode(view) {
        const known = texts.get(view.key);
        if (known !== undefined) return known;
        let text = '';
        if (delta && moves) {
          const key = `${view.moversKey} ${view.ranksKey}`;
          text = deltas.get(key) ?? toEvent('delta', { ...delta, objects: objectsFor(delta.objects, view), moves: movesFor(moves, view) });
          deltas.set(key, text);
        }
        for (const record of records) text += toRecordEvent(record, view);
        text += tail?.(view) ?? '';
        if (live === views) texts.set(view.key, text);
        return text;
      },
    });
  }

  const heartbeatOf = (seq: number, clockSet = false): string => {
    const { clock: own, changes } = simulation;
    return toEvent('hb', { serverTime: own.at(clock.now()), seq, alarmSeq: changes.alarmSeq, caseSeq: changes.caseSeq, rate: own.rate, ...(clockSet ? { clockSet } : {}) } satisfies WireHeartbeat);
  };

  function flush(): void {
    const seq = seqNow();
    const rows = seq === sentSeq ? null : { from: sentSeq + 1, to: seq };
    const real = clock.now();
    const at = simulation.now;
    let vitalSigns: ((view: View) => string) | null = null;
    let heartbeat = '';
    if (real >= nextVitals && (rows || nextVitals === 0)) {
      nextVitals = real + VITALS_MS;
      const live = simulation;
      const signs = live.citySignsAt(at);
      vitalSigns = (view) => toEvent('vitals', { at, values: { ...signs, ...live.sessionSignsAt([at], view)[0] } } satisfies WireVitals);
    }
    if (real >= nextHeartbeat && (rows || nextHeartbeat === 0)) {
      nextHeartbeat = real + HEARTBEAT_MS;
      heartbeat = heartbeatOf(seq);
    }
    send(rows, vitalSigns || heartbeat ? (view) => `${vitalSigns?.(view) ?? ''}${heartbeat}` : null);
    sentSeq = seq;
    if (rows) { vitals.note(simulation); recorded.note(); }
  }

  function step(): void {
    const real = clock.now();
    simulation.advance(simulation.clock.at(real), real < hurryUntil);
    flush();
    if (real >= hurryUntil && quick !== null) { clock.clearInterval(quick); quick = null; }
    if (hub.readers === 0 && timer !== null) { clock.clearInterval(timer); timer = null; }
  }

  begin(options.scenario ?? CALM);
  const sessions = createSessions(() => ({ rules: simulation.rules, city: simulation.city, workers: fleet.ofKind.get('worker') ?? [], isGrid: (id) => options.areas === null || options.areas.cells.some((cell) => cell.id === id), busiest: () => busiestPlaces(simulation.engine.cases({ open: true }, simulation.now).cases) }), newKey);
  const backEnd: BackEnd = {
    files: options, fleet, seed, cityName: options.city ?? 'yuzhong', schemaHash, clock, hub, sessions, media, journal,
    get simulation() { return simulation; },
    get views() { return views; },
    get epoch() { return epoch; },
    get seq() { return sentSeq; },
    get scenario() { return scenario; },
    now: () => simulation.clock.at(clock.now()),
    step,
    flushRecords: () => send(null, null),
    hurry() {
      hurryUntil = clock.now() + HURRY_MS;
      step();
      quick ??= clock.setInterval(step, QUICK_MS);
    },
    heartbeat: () => heartbeatOf(sentSeq),
    greet() { nextHeartbeat = 0; nextVitals = 0; },
    tellTime() {
      send(null, () => heartbeatOf(sentSeq, true));
      nextVitals = 0;
    },
    restart(wish) {
      turns += 1;
      begin(wish);
      // a new epoch: readers find out by themselves and join again
      hub.forget();
      hub.closeAll();
    },
  };
  const recorded = createRecordedSegments(backEnd);
  const control = createControlAddresses(backEnd);
  const addresses: readonly Address[] = [
    createFeedAddresses(backEnd, () => { timer ??= clock.setInterval(step, TICK); }),
    createObjectAddresses(backEnd),
    createCatalogueAddresses(backEnd, vitals),
    createPeopleAddresses(backEnd),
    createRecordingAddresses(backEnd, recorded),
  ];

  function answer(request: DemoRequest, session: Session): DemoResponse {
    for (const address of addresses) { const found = address(request, session); if (found) return found; }
    return problem(404, `No ${request.path}`);
  }

  return {
    handle(request) {
      const { method, path, token = '' } = request;
      if (method !== 'GET' && method !== 'POST') return problem(405, 'Only GET and POST');
      const controlled = control(request, sessions.visitor);
      if (controlled) return controlled;
      if (hub.mode === 'closed' && !ALWAYS.test(path)) return problem(503, 'The demo feed is closed');
      const session = sessions.of(token);
      if (!session) return problem(401, 'This session is not known; sign in again');
      step();
      return answer(request, session);
    },
    get simulation() { return simulation; },
    get scenario() { return scenario; },
    step,
    dispose() {
      for (const handle of [timer, quick]) if (handle !== null) clock.clearInterval(handle);
      timer = null;
      quick = null;
      hub.closeAll();
    },
  };
}
