/** Places of the nodes that ways refer to: sorted ids and two coordinate columns, 16 bytes a node. */
import { GrowingColumn } from '../GrowingColumn';

/** OSM stores 1e-7 degrees. */
const STEPS = 1e7;

export class NodePlaces {
  readonly #ids: Float64Array;
  readonly #lon: Int32Array;
  readonly #lat: Int32Array;
  readonly #known: Uint8Array;

  /** `wanted` may hold repeats, in any order. */
  constructor(wanted: GrowingColumn<Float64Array>) {
    const sorted = wanted.view(0, wanted.length).slice().sort();
    let unique = 0;
    for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[unique++] = sorted[i] as number;
    this.#ids = sorted.slice(0, unique);
    this.#lon = new Int32Array(unique);
    this.#lat = new Int32Array(unique);
    this.#known = new Uint8Array(unique);
  }

  put(id: number, lon: number, lat: number): void {
    const i = this.#find(id);
    if (i < 0) return;
    this.#lon[i] = Math.round(lon * STEPS);
    this.#lat[i] = Math.round(lat * STEPS);
    this.#known[i] = 1;
  }

  get(id: number): readonly [lon: number, lat: number] | null {
    const i = this.#find(id);
    return i < 0 || this.#known[i] === 0 ? null : [(this.#lon[i] as number) / STEPS, (this.#lat[i] as number) / STEPS];
  }

  #find(id: number): number {
    let low = 0;
    let high = this.#ids.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const value = this.#ids[middle] as number;
      if (value === id) return middle;
      if (value < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
