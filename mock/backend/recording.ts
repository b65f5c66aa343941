/**
 * The demo city's past as segments, told from what it remembers and from what is pure in time: values, samples, places. The samples are
 * those that went out live, fast lanes included, so that looking back shows what was shown.
 */
import type { Case } from '../../src/domain/case';
import type { Figure } from '../../src/domain/figure';
import { STATUSES } from '../../src/domain/state';
import type { Task } from '../../src/domain/task';
import type { Warning } from '../../src/domain/warning';
import { createSegmentBuilder, type SegmentBuilder } from '../../src/history/createSegmentBuilder';
import { emptyInstant } from '../../src/history/emptyInstant';
import { encodeSegment } from '../../src/history/encodeSegment';
import { layoutOf } from '../../src/history/layoutOf';
import { RECORDING_MS, SEGMENT_MS, type CityInstant, type RecordingLayout, type TimeMark } from '../../src/history/recording';
import { VITALS_STEP_MS } from '../../src/history/Segment';
import { markOfCase, markOfFigure, markOfWarning } from '../../src/history/toMark';
import type { Fleet } from './fleet';
import { HOUR } from './localTime';
import type { PastEvent } from './past';
import { lastDue } from './phaseRing';
import type { Simulation } from './simulation';
import type { View } from './views';

const SUPPRESSED = STATUSES.indexOf('suppressed');
const OFFLINE = STATUSES.indexOf('offline');
const MAINTENANCE = STATUSES.indexOf('maintenance');
/** Expected interval of event-driven streams for the demo, ms; as the physics has it. */
const EVENT_DRIVEN = HOUR;

type Eyes = Pick<View, 'warning' | 'case' | 'task' | 'figure' | 'moves' | 'ranks' | 'readsCase'>;
const layouts = new WeakMap<Fleet, RecordingLayout>();
function layoutFor(fleet: Fleet): RecordingLayout {
  let layout = layouts.get(fleet);
  if (!layout) layouts.set(fleet, (layout = layoutOf({ objectIds: fleet.ids, properties: fleet.properties.map((row) => row.observed), datastreamObject: fleet.streamObject, datastreamProperty: fleet.streamProperty })));
  return layout;
}

/** From when the city can tell: it is as old as its warnings, and a day at most. */
export const recordingStart = (simulation: Simulation): number => Math.max(simulation.anchor, simulation.now - RECORDING_MS);

interface Rows { readonly rank: Uint8Array; readonly heldBack: Uint8Array; readonly gateway: Uint8Array }
const shownStatus = ({ gateway, heldBack }: Rows, object: number): number => (gateway[object] === 0 && heldBack[object] ? SUPPRESSED : gateway[object] ?? 0);

const shownRank = ({ rank }: Rows, object: number, eyes: Eyes): number => (rank[object] && eyes.ranks(object) ? rank[object] : 0);

/** Applies an event to the object rows; the object whose row changed, else −1. */
function applyRow(rows: Rows, event: PastEvent): number {
  if (event.type === 'rank') {
    rows.rank[event.object] = event.rank;
    rows.heldBack[event.object] = Number(event.heldBack);
    return event.object;
  }
  if (event.type !== 'status') return -1;
  const before = shownStatus(rows, event.object);
  rows.gateway[event.object] = event.status;
  return shownStatus(rows, event.object) === before ? -1 : event.object;
}

function startAt(simulation: Simulation, from: number, eyes: Eyes, rows: Rows, layout: RecordingLayout): CityInstant {
  const { fleet } = simulation;
  const start = emptyInstant(layout, from);
  const warnings = new Map<string, Warning>();
  const cases = new Map<string, Case>();
  const tasks = new Map<string, Task>();
  const figures = new Map<string, Figure>();
  start.sinceMs.set(simulation.since.map((since) => (since <= from ? since : simulation.anchor)));
  for (let object = 0; object < fleet.ids.length; object++) rows.gateway[object] = simulation.statusAt(object, from);
  for (const event of simulation.history) {
    if (event.at > from) break;
    if (event.type === 'warning') warnings.set(event.warning.id, event.warning);
    else if (event.type === 'case') cases.set(event.case.id, event.case);
    else if (event.type === 'task') tasks.set(event.task.id, event.task);
    else if (event.type === 'figure') figures.set(event.figure.id, event.figure);
    else if (event.type === 'rank' || event.type === 'status') {
      const object = event.type === 'status' ? event.object : applyRow(rows, event);
      start.sinceMs[object] = event.at;
    }
  }
  for (let object = 0; object < fleet.ids.length; object++) {
    start.rank[object] = shownRank(rows, object, eyes);
    start.status[object] = shownStatus(rows, object);
  }
  const see = <Item>(items: Iterable<Item>, keeps: (item: Item) => boolean, look: (item: Item) => Item | null): Item[] => [...items].flatMap((item) => (keeps(item) ? look(item) ?? [] : []));
  return {
    ...start,
    warnings: see(warnings.values(), (item) => item.state !== 'cleared_ack', eyes.warning), cases: see(cases.values(), (item) => item.open || (item.closedAt ?? 0) > from - RECORDING_MS, eyes.case),
    tasks: see(tasks.values(), (item) => item.finishedAt === null || item.finishedAt > from - RECORDING_MS, eyes.task), figures: see(figures.values(), (item) => item.until === null || item.until > from, eyes.figure),
  };
}

/** Samples of the newest reading at `from` and of every one in (from, to]. */
function tellReadings(simulation: Simulation, start: CityInstant, from: number, to: number, into: (start: CityInstant) => SegmentBuilder): SegmentBuilder {
  const { fleet } = simulation;
  const quality = (stream: number, at: number): number => Number(simulation.statusAt(fleet.streamObject[stream] ?? 0, at) === MAINTENANCE);
  const isNewer = (stream: number, at: number): boolean => at > (start.observedAt[stream] || -Infinity);
  /** False where the device was silent. */
  const key = (stream: number, at: number): boolean => {
    const value = isNewer(stream, at) ? simulation.valueAt(stream, at) : null;
    if (value === null) return false;
    start.value[stream] = value;
    start.observedAt[stream] = at;
    start.quality[stream] = quality(stream, at);
    return true;
  };
  const lanes = simulation.lanes.filter((lane) => lane.first <= to);
  const states = simulation.history.filter((event) => event.type === 'state');
  for (let stream = 0; stream < fleet.streamObject.length; stream++) {
    const at = simulation.sampledAt(stream, from);
    if (at <= from) key(stream, at);
  }
  for (const lane of lanes) {
    const last = Math.min(from, lane.last);
    let at = lane.first + Math.floor((last - lane.first) / lane.everyMs) * lane.everyMs;
    while (at >= lane.first && isNewer(lane.stream, at) && !key(lane.stream, at)) at -= lane.everyMs;
  }
  for (const event of states) if (event.at <= from) key(event.stream, event.at);
  const builder = into(start);
  const tell = (stream: number, at: number): void => {
    const value = simulation.valueAt(stream, at);
    if (value !== null) builder.reading(at, stream, value, quality(stream, at));
  };
  for (let stream = 0; stream < fleet.streamObject.length; stream++) {
    const period = (fleet.properties[fleet.streamProperty[stream] ?? 0]?.observed.samplingSeconds ?? 0) * 1000 || EVENT_DRIVEN;
    for (let at = lastDue(fleet.streamSeed[stream] ?? 0, period, from) + period; at <= to; at += period) tell(stream, at);
  }
  for (const lane of lanes) {
    const skipped = Math.max(0, Math.floor((from - lane.first) / lane.everyMs) + 1);
    for (let at = lane.first + skipped * lane.everyMs; at <= Math.min(to, lane.last); at += lane.everyMs) tell(lane.stream, at);
  }
  for (const event of states) if (event.at > from && event.at <= to) tell(event.stream, event.at);
  return builder;
}

function tellPlaces(simulation: Simulation, eyes: Eyes, from: number, to: number, into: SegmentBuilder): void {
  const { fleet, movers } = simulation;
  const at = { lon: 0, lat: 0, heading: 0 };
  for (const object of movers.members) {
    const period = movers.periodOf(object);
    const end = Math.min(to + period, simulation.now);
    for (let time = lastDue(fleet.seed[object] ?? 0, period, from); time <= end; time += period) {
      if (!eyes.moves(object, time) || (time > from && simulation.statusAt(object, time) === OFFLINE)) continue;
      movers.place(object, time, at);
      into.move(time, object, at.lon, at.lat, at.heading);
    }
  }
}

/** One segment as bytes, as far as the city has lived. */
export function encodeRecording(simulation: Simulation, eyes: Eyes, from: number): { readonly bytes: Uint8Array; readonly complete: boolean } {
  const layout = layoutFor(simulation.fleet);
  const { now } = simulation;
  const complete = from + SEGMENT_MS <= now;
  const to = complete ? from + SEGMENT_MS : now + 1;
  const begin = Math.max(from, simulation.anchor);
  const rows: Rows = { rank: new Uint8Array(layout.objectCount), heldBack: new Uint8Array(layout.objectCount), gateway: new Uint8Array(layout.objectCount) };
  const moments = Array.from({ length: Math.max(1, Math.ceil((to - begin) / VITALS_STEP_MS)) }, (_, k) => begin + k * VITALS_STEP_MS);
  const counted = simulation.sessionSignsAt(moments, eyes);
  const vitals = moments.map((at, k) => ({ ...simulation.citySignsAt(at), ...counted[k] }));
  const start = { ...startAt(simulation, begin, eyes, rows, layout), vitals: vitals[0] ?? {} };
  const builder = tellReadings(simulation, start, begin, to, (key) => createSegmentBuilder(layout, from, key));
  tellPlaces(simulation, eyes, begin, to, builder);
  for (const event of simulation.history) {
    if (event.at <= begin) continue;
    if (event.at > to) break;
    const object = applyRow(rows, event);
    if (object >= 0) builder.object(event.at, object, shownRank(rows, object, eyes), shownStatus(rows, object), event.at);
    else if (event.type === 'warning') { const item = eyes.warning(event.warning); if (item) builder.warning(event.at, item); }
    else if (event.type === 'case') { const item = eyes.case(event.case); if (item) builder.case(event.at, item); }
    else if (event.type === 'task') { const item = eyes.task(event.task); if (item) builder.task(event.at, item); }
    else if (event.type === 'figure') { const item = eyes.figure(event.figure); if (item) builder.figure(event.at, item); }
  }
  moments.forEach((at, k) => { if (k > 0) builder.vitals(at, vitals[k] ?? {}); });
  return { bytes: encodeSegment(builder.segment(to, complete), layout), complete };
}

/** What a timeline marks of the last day, as this session may see it. */
export function marksOf(simulation: Simulation, eyes: Eyes): TimeMark[] {
  const from = recordingStart(simulation);
  const marks: TimeMark[] = [];
  const warnings = new Map<string, Warning>();
  const cases = new Map<string, Case>();
  const figures = new Map<string, Figure>();
  for (const event of simulation.history) {
    let mark: TimeMark | null = null;
    if (event.type === 'warning') {
      const item = eyes.warning(event.warning);
      mark = item && markOfWarning(item, warnings.get(item.id) ?? null, event.at);
      warnings.set(event.warning.id, event.warning);
    } else if (event.type === 'case') {
      const item = eyes.case(event.case);
      mark = item && markOfCase(item, cases.get(item.id) ?? null, event.at);
      cases.set(event.case.id, event.case);
    } else if (event.type === 'figure') {
      const item = eyes.figure(event.figure);
      mark = item && markOfFigure(item, figures.get(item.id) ?? null, event.at);
      figures.set(event.figure.id, event.figure);
    } else if (event.type === 'note') mark = { at: event.at, kind: 'scenario', level: null, objectId: event.objectId, textZh: event.zh, textEn: event.en };
    if (mark && mark.at >= from) marks.push(mark);
  }
  return marks;
}
