/** What will happen by itself: a binary heap ordered by time, then by the order of asking. */
export interface Scheduler {
  schedule(at: number, wake: (at: number) => void): void;
  /** Time of the first entry; Infinity when there is none. */
  next(): number;
  /** Takes the first entry out. */
  take(): ((at: number) => void) | null;
}
interface Entry { readonly at: number; readonly order: number; readonly wake: (at: number) => void }

export function createScheduler(): Scheduler {
  const heap: Entry[] = [];
  let order = 0;
  const before = (a: Entry | undefined, b: Entry | undefined): boolean => a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order));
  const swap = (a: number, b: number): void => {
    const first = heap[a], second = heap[b];
    if (first && second) { heap[a] = second; heap[b] = first; }
  };
  return {
    schedule(at, wake) {
      if (at === Infinity) return;
      heap.push({ at, order: order++, wake });
      for (let k = heap.length - 1; k > 0;) {
        const parent = (k - 1) >> 1;
        if (!before(heap[k], heap[parent])) break;
        swap(k, parent);
        k = parent;
      }
    },
    next: () => heap[0]?.at ?? Infinity,
    take() {
      if (heap.length === 0) return null;
      swap(0, heap.length - 1);
      const entry = heap.pop();
      for (let k = 0; ;) {
        const left = 2 * k + 1;
        let least = k;
        if (before(heap[left], heap[least])) least = left;
        if (before(heap[left + 1], heap[least])) least = left + 1;
        if (least === k) break;
        swap(k, least);
        k = least;
      }
      return entry?.wake ?? null;
    },
  };
}
