/** A set of row numbers that costs nothing per insertion and is emptied in one go. */
export interface RowSet { add(row: number): void; readonly size: number; /** The rows in order of insertion; the set is empty afterwards. */ take(): Uint32Array; clear(): void }

export function createRowSet(capacity: number): RowSet {
  const marks = new Uint8Array(capacity);
  const rows = new Uint32Array(capacity);
  let size = 0;
  const clear = (): void => {
    for (let k = 0; k < size; k++) marks[rows[k] ?? 0] = 0;
    size = 0;
  };
  return {
    get size() { return size; },
    clear,
    add(row) {
      if (row >= capacity || marks[row]) return;
      marks[row] = 1;
      rows[size++] = row;
    },
    take() {
      const taken = rows.slice(0, size);
      clear();
      return taken;
    },
  };
}
