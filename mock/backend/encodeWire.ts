/** The simulation's columns as the wire wants them: the columns once for everybody, records and moves per view. */
import type { WireDelta, WireHello, WireMoves } from '../../src/feeds/wire';
import { WIRE_PROTO } from '../../src/feeds/wire';
import type { Simulation } from './simulation';
import type { View } from './views';

export const HEARTBEAT_MS = 5000;
const finite = (figure: number | undefined): number | null => (figure !== undefined && Number.isFinite(figure) ? figure : null);
const six = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

function movesOf(simulation: Simulation, objects: readonly number[]): WireMoves {
  const at = { lon: 0, lat: 0, heading: 0 };
  const moves = { i: [...objects], lon: [] as number[], lat: [] as number[], h: [] as number[] };
  for (const object of objects) {
    simulation.place(object, at);
    moves.lon.push(six(at.lon));
    moves.lat.push(six(at.lat));
    moves.h.push(Math.round(at.heading));
  }
  return moves;
}

export function encodeHello(simulation: Simulation, epoch: string, seq: number, city: string, serverTime: number, schemaHash: string): WireHello {
  const { fleet } = simulation;
  return {
    proto: WIRE_PROTO, serverTime, epoch, seq, schemaHash, city, demo: true, heartbeatMs: HEARTBEAT_MS, rate: simulation.clock.rate,
    dict: { objects: fleet.ids, properties: fleet.properties.map((row) => row.observed), datastreams: { object: [...fleet.streamObject], property: [...fleet.streamProperty] } },
  };
}

/** A snapshot as text; the columns are encoded once per moment, the rest once per moment and view. */
export function createSnapshotEncoder(): (simulation: Simulation, view: View, epoch: string, seq: number, serverTime: number) => string {
  let moment = '';
  let columns = '';
  let objects = '';
  let signs: Readonly<Record<string, number>> = {};
  const texts = new Map<string, string>();
  return (simulation, view, epoch, seq, serverTime) => {
    const { changes, fleet, engine } = simulation;
    const asked = `${epoch} ${seq} ${changes.alarmSeq} ${changes.caseSeq}`;
    if (asked !== moment) {
      moment = asked;
      texts.clear();
      signs = simulation.citySignsAt(simulation.now);
      objects = `"status":${JSON.stringify([...simulation.status])},"since":${JSON.stringify([...simulation.since])}`;
      columns = [
        `"readings":${JSON.stringify({ v: Array.from(simulation.value, finite), t: Array.from(simulation.observedAt, finite), q: [...simulation.quality] })}`,
        `"alarmSeq":${changes.alarmSeq},"caseSeq":${changes.caseSeq}`,
      ].join();
    }
    let own = texts.get(view.key);
    if (own === undefined) {
      const { delivered } = view;
      own = [
        `"count":${fleet.ids.length},"objects":{"rank":${JSON.stringify(Array.from(simulation.rank, (rank, object) => (rank > 0 && view.ranks(object) ? rank : 0)))},${objects}}`,
        `"moves":${JSON.stringify(movesOf(simulation, view.movers()))}`,
        `"vitals":${JSON.stringify({ ...signs, ...simulation.sessionSignsAt([simulation.now], view)[0] })}`,
        `"warnings":${JSON.stringify(delivered.snapshot('warning', engine.warnings(), view.warning))}`,
        `"cases":${JSON.stringify(delivered.snapshot('case', simulation.casesNow(), view.case))}`,
        `"tasks":${JSON.stringify(delivered.snapshot('task', engine.tasks(), view.task))}`,
        `"figures":${JSON.stringify(delivered.snapshot('figure', engine.figures(), view.figure))}`,
      ].join();
      texts.set(view.key, own);
    }
    return `{"epoch":${JSON.stringify(epoch)},"seq":${seq},"serverTime":${serverTime},${columns},${own}}`;
  };
}

/** What changed since the last delta, moves apart: those depend on who looks. */
export function encodeDelta(simulation: Simulation, epoch: string, from: number, to: number): Omit<WireDelta, 'moves'> {
  const { changes } = simulation;
  return {
    epoch, from, to,
    objects: {
      i: [...changes.objects], rank: changes.objects.map((k) => simulation.rank[k] ?? 0), status: changes.objects.map((k) => simulation.status[k] ?? 0),
      since: changes.objects.map((k) => simulation.since[k] ?? 0),
    },
    readings: {
      i: [...changes.readings], v: changes.readings.map((k) => finite(simulation.value[k])), t: changes.readings.map((k) => finite(simulation.observedAt[k])),
      q: changes.readings.map((k) => simulation.quality[k] ?? 0),
    },
  };
}
export const encodeMoves = (simulation: Simulation): WireMoves => movesOf(simulation, simulation.changes.moves);
/** The object rows as a view sees them: an object whose warnings it never receives has no rank. */
export function objectsFor(objects: WireDelta['objects'], view: Pick<View, 'ranks' | 'ranksKey'>): WireDelta['objects'] {
  return view.ranksKey === 'all' ? objects : { ...objects, rank: objects.rank.map((rank, k) => (rank > 0 && view.ranks(objects.i[k] ?? -1) ? rank : 0)) };
}
/** The moves that a view may see. */
export function movesFor(moves: WireMoves, view: View): WireMoves {
  if (moves.i.every((object) => view.moves(object))) return moves;
  const keep = moves.i.flatMap((object, k) => (view.moves(object) ? [k] : []));
  const take = (list: readonly number[]): number[] => keep.map((k) => list[k] ?? 0);
  return { i: take(moves.i), lon: take(moves.lon), lat: take(moves.lat), h: take(moves.h) };
}
