/**
 * Encoded segments of the city's last day, of all views together: encoded when asked for, kept within a bound of bytes, and while somebody
 * looks back the ones nearest to where they stand are made ready one by one. Encoding one of a whole city takes most of a second.
 */
import { SEGMENT_MS } from '../../src/history/recording';
import type { BackEnd } from './backEnd';
import { encodeRecording, recordingStart } from './recording';
import type { View } from './views';

/** A day of the embedded city in one view has 97 MB. */
const KEPT_BYTES = 160 * 1024 * 1024;
/** One segment is made ready this often while somebody looks back, and for so long after they last asked, ms of real time. */
const READY_EVERY = 2000;
const READY_FOR = 10 * 60_000;

export interface RecordedSegments {
  read(view: View, from: number): Uint8Array;
  /** Makes one more segment ready when it is time to; called with every step of the city. */
  note(): void;
}

export function createRecordedSegments(backEnd: Pick<BackEnd, 'simulation' | 'epoch' | 'clock'>, keptBytes = KEPT_BYTES): RecordedSegments {
  /** Least recently read first. */
  const kept = new Map<string, Uint8Array>();
  let bytes = 0;
  let asked: { readonly view: View; readonly from: number; readonly epoch: string; readonly at: number } | null = null;
  let readyAt = -Infinity;
  const keyOf = (view: View, from: number): string => `${backEnd.epoch} ${view.key} ${from}`;

  function make(view: View, from: number): Uint8Array {
    const made = encodeRecording(backEnd.simulation, view, from);
    if (!made.complete) return made.bytes;
    kept.set(keyOf(view, from), made.bytes);
    bytes += made.bytes.length;
    for (const [key, old] of kept) {
      if (bytes <= keptBytes || kept.size === 1) break;
      kept.delete(key);
      bytes -= old.length;
    }
    return made.bytes;
  }
  /** The nearest complete segment that is not there yet; null = the whole day is. */
  function missing(view: View, around: number): number | null {
    const { now } = backEnd.simulation;
    const first = Math.floor(recordingStart(backEnd.simulation) / SEGMENT_MS) * SEGMENT_MS;
    for (let away = SEGMENT_MS; around - away >= first || around + away + SEGMENT_MS <= now; away += SEGMENT_MS) {
      for (const from of [around + away, around - away]) if (from >= first && from + SEGMENT_MS <= now && !kept.has(keyOf(view, from))) return from;
    }
    return null;
  }
  return {
    read(view, from) {
      asked = { view, from, epoch: backEnd.epoch, at: backEnd.clock.now() };
      readyAt = asked.at;
      const key = keyOf(view, from);
      const known = kept.get(key);
      if (!known) return make(view, from);
      kept.delete(key);
      kept.set(key, known);
      return known;
    },
    note() {
      const real = backEnd.clock.now();
      // what would push out something else is not made ready
      if (!asked || asked.epoch !== backEnd.epoch || real - asked.at > READY_FOR || real - readyAt < READY_EVERY || bytes + bytes / Math.max(1, kept.size) > keptBytes) return;
      readyAt = real;
      const next = missing(asked.view, asked.from);
      if (next !== null) make(asked.view, next);
    },
  };
}
