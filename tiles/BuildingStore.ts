/** Footprints and heights of all buildings of a build, in columns: a million of them fit where objects would not. */
import { GrowingColumn } from './GrowingColumn';
import type { Names } from './format';

/** Stored coordinate steps per degree: 1 cm. */
const STEPS = 1e7;

export class BuildingStore {
  readonly #coords = new GrowingColumn((n) => new Int32Array(n));
  readonly #vertexStart = new GrowingColumn((n) => new Uint32Array(n));
  readonly #ringStart = new GrowingColumn((n) => new Uint32Array(n));
  readonly height = new GrowingColumn((n) => new Float32Array(n));
  readonly minHeight = new GrowingColumn((n) => new Float32Array(n));
  readonly buildingClass = new GrowingColumn((n) => new Uint8Array(n));
  readonly rule = new GrowingColumn((n) => new Uint8Array(n));
  readonly isPart = new GrowingColumn((n) => new Uint8Array(n));
  readonly slot = new GrowingColumn((n) => new Uint32Array(n));
  readonly names = new Map<number, Names>();

  constructor() {
    this.#vertexStart.push(0);
    this.#ringStart.push(0);
  }

  get count(): number {
    return this.height.length;
  }

  /** `rings`: flat lon, lat degrees, open, outer first. */
  add(rings: readonly (readonly number[])[]): number {
    for (const ring of rings) {
      for (const value of ring) this.#coords.push(Math.round(value * STEPS));
      this.#vertexStart.push(this.#coords.length / 2);
    }
    this.#ringStart.push(this.#vertexStart.length - 1);
    return this.#ringStart.length - 2;
  }

  /** Rings as flat lon, lat degrees. */
  rings(i: number): Float64Array[] {
    const rings: Float64Array[] = [];
    for (let r = this.#ringStart.at(i); r < this.#ringStart.at(i + 1); r++) {
      const steps = this.#coords.view(2 * this.#vertexStart.at(r), 2 * this.#vertexStart.at(r + 1));
      const degrees = new Float64Array(steps.length);
      for (let k = 0; k < steps.length; k++) degrees[k] = (steps[k] as number) / STEPS;
      rings.push(degrees);
    }
    return rings;
  }

  outerRing(i: number): Float64Array {
    const r = this.#ringStart.at(i);
    const steps = this.#coords.view(2 * this.#vertexStart.at(r), 2 * this.#vertexStart.at(r + 1));
    const degrees = new Float64Array(steps.length);
    for (let k = 0; k < steps.length; k++) degrees[k] = (steps[k] as number) / STEPS;
    return degrees;
  }
}
