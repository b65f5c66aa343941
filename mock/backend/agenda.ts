/** Things that will happen at a known time, handed out in order of time, then of key, then of insertion. */
export interface Agenda<T> {
  /** `key` orders what falls on the same millisecond, so that the order does not depend on when it was planned. */
  add(at: number, item: T, key?: number): void;
  /** Time of the next item; Infinity when empty. */
  next(): number;
  take(): T | undefined;
  readonly size: number;
}

interface Entry<T> { readonly at: number; readonly key: number; readonly order: number; readonly item: T }

export function createAgenda<T>(): Agenda<T> {
  const heap: Entry<T>[] = [];
  let order = 0;
  const before = (a: Entry<T>, b: Entry<T>): boolean => a.at < b.at || (a.at === b.at && (a.key < b.key || (a.key === b.key && a.order < b.order)));
  return {
    get size() { return heap.length; },
    next: () => heap[0]?.at ?? Infinity,
    add(at, item, key = 0) {
      const entry = { at, key, order: order++, item };
      let child = heap.push(entry) - 1;
      while (child > 0) {
        const parent = (child - 1) >> 1;
        const above = heap[parent];
        if (!above || !before(entry, above)) break;
        heap[child] = above;
        child = parent;
      }
      heap[child] = entry;
    },
    take() {
      const first = heap[0];
      const last = heap.pop();
      if (!first || !last || heap.length === 0) return first?.item;
      let parent = 0;
      for (;;) {
        let child = 2 * parent + 1;
        const left = heap[child];
        if (!left) break;
        const right = heap[child + 1];
        let smallest = left;
        if (right && before(right, left)) { smallest = right; child++; }
        if (!before(smallest, last)) break;
        heap[parent] = smallest;
        parent = child;
      }
      heap[parent] = last;
      return first.item;
    },
  };
}
