/** A typed array that grows as values are appended: 8 bytes for a vertex where an object would take a hundred. */
type Numeric = Int32Array | Uint32Array | Float32Array | Float64Array | Uint8Array;

export class GrowingColumn<Column extends Numeric> {
  length = 0;
  #values: Column;
  readonly #create: (length: number) => Column;

  constructor(create: (length: number) => Column) {
    this.#create = create;
    this.#values = create(1024);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = this.#create(this.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  at(i: number): number {
    return this.#values[i] as number;
  }

  set(i: number, value: number): void {
    this.#values[i] = value;
  }

  view(start: number, end: number): Column {
    return this.#values.subarray(start, end) as Column;
  }
}
