/** When devices are off line or in maintenance: eight-hour windows per device, each decided by a hash. */
import type { Fleet } from './fleet';
import { unit } from './hash';
import { HOUR } from './localTime';
import { lastDue } from './phaseRing';
import { outageShare } from './streamsOfKind';

export const OUTAGE_WINDOW = 8 * HOUR;
/** Index into STATUSES. */
export const STATUS_NORMAL = 0;
export const STATUS_OFFLINE = 1;
export const STATUS_MAINTENANCE = 2;

export interface Outages {
  /** Status of an object at a time, as its gateway reports it. */
  statusAt(object: number, time: number): number;
  /** Start of the window that contains `time`. */
  windowStart(object: number, time: number): number;
}

export function createOutages(fleet: Fleet): Outages {
  const shares = new Map([...fleet.ofKind.keys()].map((kind) => [kind, outageShare(kind)]));
  const offline = Float64Array.from(fleet.kinds, (kind) => shares.get(kind)?.offline ?? 0);
  const maintenance = Float64Array.from(fleet.kinds, (kind) => shares.get(kind)?.maintenance ?? 0);
  const windowStart = (object: number, time: number): number => lastDue(fleet.seed[object] ?? 0, OUTAGE_WINDOW, time);
  return {
    windowStart,
    statusAt(object, time) {
      const share = offline[object] ?? 0;
      if (share === 0) return STATUS_NORMAL;
      const draw = unit((fleet.seed[object] ?? 0) ^ 0x5bd1e995, Math.round(windowStart(object, time) / 60_000));
      if (draw < share) return STATUS_OFFLINE;
      return draw < share + (maintenance[object] ?? 0) ? STATUS_MAINTENANCE : STATUS_NORMAL;
    },
  };
}
