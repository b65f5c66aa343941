/** Recognises an alarm flood as warnings are raised, and which of them was the first of its place and cause. */
export interface FloodWatch {
  /** Counts a new warning. Returns the keys that now turn out to be first of their group. */
  raised(key: number, group: string, at: number): readonly number[];
  isFlood(at: number): boolean;
}

export function createFloodWatch({ newAlarms, perSeconds }: { readonly newAlarms: number; readonly perSeconds: number }): FloodWatch {
  let recent: { key: number; group: string; at: number }[] = [];
  let head = 0;
  let firsts = new Map<string, number>();
  const drop = (at: number): void => {
    while (head < recent.length && (recent[head]?.at ?? 0) <= at - perSeconds * 1000) head++;
    if (head > 1024) { recent = recent.slice(head); head = 0; }
    // the flood is over: the next one has firsts of its own
    if (recent.length - head <= newAlarms) firsts = new Map();
  };
  return {
    isFlood(at) { drop(at); return recent.length - head > newAlarms; },
    raised(key, group, at) {
      recent.push({ key, group, at });
      drop(at);
      if (recent.length - head <= newAlarms) return [];
      const found: number[] = [];
      const candidates = firsts.size === 0 ? recent.slice(head) : recent.slice(-1);
      for (const item of candidates) {
        if (firsts.has(item.group)) continue;
        firsts.set(item.group, item.key);
        found.push(item.key);
      }
      return found;
    },
  };
}
