/**
 * The warnings over a restart. A record is found again by its object and cause, and the part that raised it (readings, device faults, another
 * system) is told that it holds, so that the next readings go on from there: nothing is raised twice, and nothing clears because it was forgotten.
 */
import { RANK_BY_LEVEL } from '../../domain/state';
import { isActive } from '../../domain/warning';
import { EXTERNAL_CAUSE } from '../cap/capTypes';
import type { EngineCity } from '../engineCity';
import type { FaultMemory, WarningMemory } from '../memory';
import type { WarningRules } from '../parts';
import { DEVICE_SILENCE, SENSOR_FAULT, type DeviceFaults } from './deviceFaults';
import type { HoldBack } from './holdBack';
import type { Overdue } from './overdue';
import type { Readings } from './readings';
import type { Entry, WarningBook } from './warningBook';

export interface WarningMemoryTools {
  readonly city: EngineCity; readonly book: WarningBook; readonly holdBack: HoldBack; readonly readings: Readings; readonly faults: DeviceFaults; readonly overdue: Overdue;
  /** Keys from here on belong to alerts of other systems. */ readonly externalKey: number;
  readonly offsets: ReadonlyMap<number, number>; setOffset(stream: number, offset: number): void;
}

export function createWarningMemory({ city, book, holdBack, readings, faults, overdue, externalKey, offsets, setOffset }: WarningMemoryTools): Pick<WarningRules, 'memoryOf' | 'memories' | 'restore' | 'services' | 'counters' | 'correction' | 'resumeHand'> {
  const idOf = (object: number): string => city.ids[object] ?? '';
  function streamOf(object: number, property: string): number {
    for (let stream = city.firstStream[object] ?? 0; stream < (city.firstStream[object + 1] ?? 0); stream++) if (city.propertyKeys[city.streamProperty[stream] ?? 0] === property) return stream;
    return -1;
  }
  function memoryOf(id: string): WarningMemory | null {
    const warning = book.get(id);
    if (!warning) return null;
    const entry = book.byId(id);
    const sick = warning.cause === SENSOR_FAULT && isActive(warning) ? faults.faultyStreams(city.indexOf.get(warning.objectId) ?? -1).flatMap((stream): FaultMemory[] => { const fault = readings.faultOf(stream); return fault ? [fault] : []; }) : [];
    return { warning, revisions: book.revisions(id), waiting: overdue.waitingSince(id), external: entry && warning.cause === EXTERNAL_CAUSE ? entry.key - externalKey : null, faults: sick };
  }
  function keyOf(object: number, { warning: { cause }, external }: WarningMemory): number {
    if (external !== null) return externalKey + external;
    const key = faults.keyOf(object, cause);
    return key >= 0 ? key : readings.slotOf(object, cause);
  }
  /** The part that raised it goes on from it. */
  function resumeCause(entry: Entry, { warning, faults: sick }: WarningMemory): void {
    const { key, object, cause } = entry;
    if (cause === SENSOR_FAULT) {
      const streams = sick.flatMap((fault) => { const stream = streamOf(object, fault.property); if (stream >= 0) readings.resumeFault(stream, fault); return stream >= 0 ? [stream] : []; });
      faults.resumeFault(object, streams);
    } else if (cause === DEVICE_SILENCE) faults.resumeSilence(object, warning.onsetAt);
    else if (key < externalKey) readings.resume(key, RANK_BY_LEVEL[warning.level], warning.latched, warning.rule.split('@')[0] ?? '');
  }

  return {
    memoryOf,
    memories: () => book.all().flatMap(({ id }) => memoryOf(id) ?? []),
    restore(records, at) {
      const lost: WarningMemory[] = [];
      const waits: WarningMemory[] = [];
      for (const record of records) {
        const { warning } = record;
        const object = city.indexOf.get(warning.objectId) ?? -1;
        const key = object < 0 ? -1 : keyOf(object, record);
        book.resumeRevisions(warning.id, record.revisions);
        const entry: Entry = { key, object, cause: warning.cause, diagnostic: faults.keyOf(object, warning.cause) >= 0 || readings.rowOfSlot(key)?.diagnostic === true, warning };
        if (warning.state === 'cleared_ack') {
          book.resumeEnded(warning);
          // a shelf outlives the warning it was put on: the next one of the cause is born shelved
          if (key >= 0) holdBack.restore(entry);
          continue;
        }
        if (key < 0) { lost.push(record); continue; }
        if (isActive(warning)) resumeCause(entry, record);
        book.resume(entry, at);
        holdBack.restore(entry);
        if (record.waiting !== null) waits.push(record);
      }
      for (const { warning, waiting } of waits) if (waiting !== null) overdue.resume(warning.id, waiting, at);
      return lost;
    },
    services: () => holdBack.services().map(({ object, until }) => ({ objectId: idOf(object), out: true, until })),
    counters: () => [...offsets].map(([stream, offset]) => ({ objectId: idOf(city.streamObject[stream] ?? -1), property: city.propertyKeys[city.streamProperty[stream] ?? 0] ?? '', offset })),
    correction: (stream) => offsets.get(stream) ?? 0,
    resumeHand(services, counters) {
      for (const { objectId, out, until } of services) {
        const object = city.indexOf.get(objectId);
        if (object !== undefined && out) holdBack.resumeService(object, until);
      }
      for (const { objectId, property, offset } of counters) {
        const stream = streamOf(city.indexOf.get(objectId) ?? -1, property);
        if (stream >= 0) setOffset(stream, offset);
      }
    },
  };
}
