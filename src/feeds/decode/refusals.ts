/** Counts what was refused and why; a bad item never stops a feed and never passes as data. */
export type RefusalReason =
  | 'notJson' | 'badMessage' | 'badObjectRow' | 'badReadingRow' | 'badMoveRow' | 'unknownIndex' | 'badTime' | 'futureTime'
  | 'badWarning' | 'badCase' | 'badTask' | 'badFigure' | 'badVital' | 'tooLarge' | 'unknownEvent'
  | 'outOfOrder' | 'duplicate' | 'lostOnTheWay' | 'badMapping';

export interface Refusals { add(reason: RefusalReason, count?: number): void; /** What was counted since the last call. */ take(): ReadonlyMap<RefusalReason, number> }

export function createRefusals(): Refusals {
  let counts = new Map<RefusalReason, number>();
  return {
    add: (reason, count = 1) => void (count > 0 && counts.set(reason, (counts.get(reason) ?? 0) + count)),
    take() {
      const taken = counts;
      counts = new Map();
      return taken;
    },
  };
}
