/** The simulation's columns as the wire wants them. */
import type { WireDelta, WireHello, WireMoves, WireSnapshot } from '../../src/feeds/wire';
import { WIRE_PROTO } from '../../src/feeds/wire';
import type { Simulation } from './createSimulation';
import { PROPERTIES } from './properties';

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
    proto: WIRE_PROTO, serverTime, epoch, seq, schemaHash, city, demo: true, heartbeatMs: HEARTBEAT_MS,
    dict: { objects: fleet.ids, properties: PROPERTIES.map((row) => row.observed), datastreams: { object: [...fleet.streamObject], property: [...fleet.streamProperty] } },
  };
}

export function encodeSnapshot(simulation: Simulation, epoch: string, seq: number, serverTime: number): WireSnapshot {
  const { changes, fleet } = simulation;
  return {
    epoch, seq, count: fleet.ids.length, serverTime,
    objects: { rank: [...simulation.rank], status: [...simulation.status], since: [...simulation.since] },
    readings: { v: Array.from(simulation.value, finite), t: Array.from(simulation.observedAt, finite), q: [...simulation.quality] },
    moves: movesOf(simulation, simulation.movers.members),
    alarmSeq: changes.alarmSeq, caseSeq: changes.caseSeq,
    warnings: simulation.warnings.list(), cases: simulation.casesNow(), vitals: simulation.vitals(),
  };
}

export function encodeDelta(simulation: Simulation, epoch: string, from: number, to: number): WireDelta {
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
    moves: movesOf(simulation, changes.moves),
  };
}
