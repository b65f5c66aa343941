/**
 * Keeps the attribute records of a build on disk, in the build's own folder, so that memory holds only where each
 * record lies. Records are JSON text: any key survives, `__proto__` included, because no object is ever rebuilt.
 */
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';

/** Bytes gathered before a write. */
const BUFFER_BYTES = 1 << 20;

export class AttributeSpool {
  readonly #path: string;
  readonly #file: number;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #written = 0;
  #starts = new Float64Array(1024);
  #count = 0;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'w+');
  }

  /** Stores a record and returns its slot. */
  add(record: string): number {
    if (this.#count + 1 >= this.#starts.length) {
      const grown = new Float64Array(this.#starts.length * 2);
      grown.set(this.#starts);
      this.#starts = grown;
    }
    const bytes = Buffer.from(record);
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#starts[this.#count + 1] = (this.#starts[this.#count] as number) + bytes.length;
    if (this.#pendingBytes >= BUFFER_BYTES) this.#flush();
    return this.#count++;
  }

  read(slot: number): Buffer {
    this.#flush();
    const start = this.#starts[slot] as number;
    const bytes = Buffer.alloc((this.#starts[slot + 1] as number) - start);
    readSync(this.#file, bytes, 0, bytes.length, start);
    return bytes;
  }

  dispose(): void {
    closeSync(this.#file);
    unlinkSync(this.#path);
  }

  #flush(): void {
    if (this.#pendingBytes === 0) return;
    const bytes = Buffer.concat(this.#pending);
    writeSync(this.#file, bytes, 0, bytes.length, this.#written);
    this.#written += bytes.length;
    this.#pending = [];
    this.#pendingBytes = 0;
  }
}
