/** A small city for tests of stores and panels: what the table and the ports would answer, changed by hand. */
import { makeCase, makeWarning } from '../../domain/fixtures/records';
import type { Case } from '../../domain/case';
import type { CaseDetail } from '../../domain/caseDetail';
import type { CommandOutcome, CommandType, Wish } from '../../domain/command';
import type { Figure } from '../../domain/figure';
import type { Task } from '../../domain/task';
import type { FeedConnection } from '../../domain/feedEvent';
import { toCaseId, toDatastreamId, toObjectId, toWarningId, type ObjectId } from '../../domain/ids';
import type { Kind } from '../../domain/kind';
import type { LogEntry } from '../../domain/logEntry';
import type { ObjectSummary } from '../../domain/objectSummary';
import type { ObservedProperty, Reading } from '../../domain/reading';
import { FRESHNESS, STATUSES, toCondition, type Freshness, type LevelRank, type Status } from '../../domain/state';
import type { Role, Session } from '../../domain/role';
import type { Warning } from '../../domain/warning';
import type { CityDiff, CityStore } from '../city/CityStore';
import { selectList } from '../city/listFilter';
import type { ActionPorts } from '../ports/actions';
import type { CityPorts } from '../ports/cityPorts';

export interface FakeObject { readonly id: string; readonly kind: Kind; readonly nameZh?: string; readonly nameEn?: string; readonly lon?: number; readonly lat?: number; readonly hostId?: string; rank?: LevelRank; freshness?: Freshness; status?: Status }

/** 2026-03-08 14:05 in Chongqing. */
export const FAKE_NOW = Date.UTC(2026, 2, 8, 6, 5);
const FAKE_MIDNIGHT = Date.UTC(2026, 2, 7, 16);

export const methane: ObservedProperty = {
  key: 'septicGasCh4', nameZh: '化粪池甲烷', nameEn: 'Septic-tank methane', unit: '%LEL', decimals: 1, samplingSeconds: 300,
  normalRange: [0, 5], levels: { IV: 10, III: 25, II: 25, I: 50 }, direction: 'rising', basis: 'practice',
};

export const fakeReading = (id: string, value: number | null, rank: LevelRank = 0, more: Partial<Reading> = {}): Reading => ({
  datastreamId: toDatastreamId(toObjectId(id), methane.key), objectId: toObjectId(id), property: methane, value,
  observedAt: value === null ? null : FAKE_NOW - 90_000, quality: value === null ? 'missing' : 'good', freshness: value === null ? 'missing' : 'live', rank, ...more,
});

export const fakeWarning = (id: string, objectId: string, level: Warning['level'], more: Partial<Warning> = {}): Warning => makeWarning({
  id: toWarningId(id), objectId: toObjectId(objectId), cause: 'septicGasCh4', level, headlineZh: `甲烷超 ${level} 级`, headlineEn: `Methane above level ${level}`,
  value: 27.4, limit: 25, unit: '%LEL', onsetAt: FAKE_NOW - 42 * 60_000, updatedAt: FAKE_NOW, ...more,
});

export const fakeCase = (id: string, objectId: string | null, step: Case['step'], deadlineAt: number | null, more: Partial<Case> = {}): Case => makeCase({
  id: toCaseId(id), code: `50010320260308${id.padStart(5, '0')}`, objectId: objectId === null ? null : toObjectId(objectId), titleZh: `案卷 ${id}`, titleEn: `Case ${id}`,
  step, source: 'iot', leadUnitZh: '市政所', leadUnitEn: 'Works office', handlerMasked: '李**', reportedAt: FAKE_NOW - 7_200_000, deadlineAt, ...more,
});

/** Every command, as the fake back end grants them unless a test says otherwise. */
const EVERYTHING: readonly CommandType[] = [
  'warning.acknowledge', 'warning.shelve', 'warning.unshelve', 'warning.reset', 'warning.outOfService', 'warning.inService', 'warning.fileCase', 'case.dealOnSpot', 'detection.file', 'detection.falseAlarm', 'case.report', 'case.confirm', 'case.refute', 'case.file', 'case.reject',
  'case.dispatch', 'case.acknowledgeSupport', 'case.return', 'case.receive', 'case.acceptHop', 'case.suspend', 'case.resume', 'case.extend', 'case.grantRequest', 'case.refuseRequest', 'case.finish', 'case.startCheck', 'case.pass', 'case.fail', 'case.close', 'case.forceClose', 'case.cancel',
  'case.supervise', 'case.gradeIncident', 'case.orderResponse', 'case.merge', 'case.rate', 'case.appeal', 'case.acceptAppeal', 'case.rejectAppeal', 'preplan.start', 'preplan.tick', 'task.assign', 'task.accept', 'task.arrive', 'task.finish', 'automation.set', 'counter.reset',
];
export const fakeSession = (role: Role = 'leader', more: Partial<Session> = {}): Session => ({ token: `token-${role}`, role, nameMasked: '王**', unitZh: '区城管局', unitEn: 'City management bureau', scope: { type: 'district' }, may: EVERYTHING, workerId: null, ...more });

const nothing: CityDiff = { source: 'delta', rows: new Uint32Array(), moved: new Uint32Array(), warningsChanged: [], casesChanged: [], vitalsChanged: false, connectionChanged: false, tasksChanged: false, figuresChanged: false, instantChanged: false };

export function createFakeCity(objects: readonly FakeObject[]) {
  const summaries = objects.map((item, index): ObjectSummary => ({ id: toObjectId(item.id), index, kind: item.kind, nameZh: item.nameZh ?? '', nameEn: item.nameEn ?? '', lon: item.lon ?? 106.5, lat: item.lat ?? 29.5, elevation: 230, hostId: item.hostId ? toObjectId(item.hostId) : null }));
  const byId = new Map(summaries.map((summary) => [summary.id, summary]));
  const listeners = new Set<(diff: CityDiff) => void>();
  const held = { refused: {} as Readonly<Record<string, number>>, readings: [] as Reading[], warnings: [] as Warning[], cases: [] as Case[], tasks: [] as Task[], timeline: [] as LogEntry[], details: new Map<string, CaseDetail>(), session: {} as Partial<Session>, outcome: { ok: true, createdId: null, at: FAKE_NOW } as CommandOutcome, figures: [] as Figure[], instant: null as number | null, playRate: 0, connection: { source: 'fake', phase: 'live', since: FAKE_NOW, reason: null, clockOffsetMs: 0 } as FeedConnection, now: FAKE_NOW };
  const ofKind = (kind: Kind): Uint32Array => Uint32Array.from(summaries.filter((summary) => summary.kind === kind).map((summary) => summary.index));
  const store: CityStore = {
    catalogue: {
      featureCount: objects.length, symbolIndices: Uint32Array.from(summaries.map((summary) => summary.index)), kinds: [...new Set(objects.map((item) => item.kind))],
      indexOf: (id) => byId.get(id)?.index ?? null, idOf: (index) => summaries[index]?.id ?? toObjectId(''), kindOf: (index) => summaries[index]?.kind ?? 'poi',
      summary: (index) => summaries[index] ?? null, place: (index) => summaries[index] ?? null, indicesOfKind: ofKind, circuits: { count: 0, of: () => -1 },
    },
    get stateBytes() { return Uint8Array.from(objects.flatMap(({ rank = 0, freshness = 'live', status = 'normal' }) => [rank, FRESHNESS.indexOf(freshness), STATUSES.indexOf(status), 0])); },
    demo: true,
    get connection() { return held.connection; },
    get refused() { return held.refused; },
    serverNow: () => held.instant ?? held.now,
    liveNow: () => held.now,
    get instant() { return held.instant; },
    get playRate() { return held.playRate; },
    case: (id) => held.cases.find((item) => item.id === id) ?? null,
    tasks: () => held.tasks,
    figures: () => held.figures,
    state(index) {
      const { rank = 0, freshness = 'live', status = 'normal' } = objects[index] ?? {};
      return { rank, freshness, status, condition: toCondition(rank, freshness, status), since: freshness === 'none' ? null : FAKE_NOW - 42 * 60_000, unacknowledged: rank > 0, openCases: 0 };
    },
    inFeed: (index) => (objects[index]?.freshness ?? 'live') !== 'none',
    mountedOn: (index) => summaries.filter((summary) => summary.hostId !== null && summary.hostId === summaries[index]?.id).map((summary) => summary.index),
    readings: (id) => held.readings.filter((reading) => reading.objectId === id),
    eachReading(key, visit) {
      for (const { objectId, property, value, freshness, quality, rank } of held.readings) {
        const index = byId.get(objectId)?.index;
        if (property.key === key && index !== undefined) visit(index, { value: value ?? NaN, freshness, quality, rank });
      }
    },
    place: (index) => { const summary = summaries[index]; return summary ? { ...summary, heading: null } : null; },
    warning: (id) => held.warnings.find((warning) => warning.id === id) ?? null,
    warnings: () => held.warnings, warningsOf: (id) => held.warnings.filter((warning) => warning.objectId === id),
    cases: () => held.cases, casesOf: (id) => held.cases.filter((item) => item.objectId === id),
    list: (filter) => selectList(store, filter, FAKE_MIDNIGHT),
    overview: () => { throw new Error('the fake city has no overview'); },
    subscribe(listener) { listeners.add(listener); return () => { listeners.delete(listener); }; },
  };
  const ports: CityPorts = {
    hasFeed: true,
    search: (query) => Promise.resolve(summaries.filter((summary) => `${summary.nameZh}${summary.nameEn}${summary.id}`.toLowerCase().includes(query.toLowerCase())).map((summary) => ({ ...summary, matched: 'name' as const }))),
    objectById: (id: ObjectId) => Promise.resolve(byId.get(id) ?? null),
    facts: (id) => Promise.resolve({ id, attributes: { name: 'x' }, provenance: 'generated', source: 'test' }),
    detail: () => Promise.resolve({ responsibility: null, documents: [] }),
    lowRoads: () => Promise.resolve([]),
    track: () => Promise.resolve({ times: [], lon: [], lat: [] }),
    history: (id, property) => Promise.resolve({ datastreamId: toDatastreamId(id, property), times: [], values: [] }),
    structure: () => Promise.resolve(null),
  };
  /** Commands as they were given, oldest first. */
  const sent: Wish[] = [];
  const actions: ActionPorts = {
    command(wish) { if (store.instant !== null) return Promise.resolve({ ok: false, refusal: 'lookingBack', detail: '' }); sent.push(wish); return Promise.resolve(held.outcome); },
    session: () => Promise.resolve(fakeSession('visitor', held.session)),
    signIn: (role) => Promise.resolve(fakeSession(role, held.session)),
    timeline: (of, until) => Promise.resolve(held.timeline.filter((entry) => entry.at <= until && Object.entries(of).every(([key, id]) => entry[key as 'objectId'] === id))),
    caseDetail: (id) => Promise.resolve(held.details.get(id) ?? null),
    cases: () => Promise.resolve({ count: held.cases.length, at: held.now, cases: held.cases }),
    tasks: (workerId) => Promise.resolve(held.tasks.filter((task) => workerId === null || task.workerId === workerId)),
  };
  return {
    store, ports, actions, sent, held, objects, listenerCount: () => listeners.size,
    /** Tells every listener that something changed. */
    tell(diff: Partial<CityDiff> = {}): void { for (const listener of listeners) listener({ ...nothing, ...diff }); },
  };
}
