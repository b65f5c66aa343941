/** Elevations on a regular grid of degrees, read bilinearly; the pack's terrain file is written from it. */
import type { PackTerrain } from '../format';

/** Range of a terrain sample in the pack, metres: Int16 decimetres. */
export const MAX_TERRAIN_METRES = 3276;

export class TerrainGrid {
  constructor(
    readonly columns: number,
    readonly rows: number,
    /** Sample centres on the edge, degrees. */
    readonly bounds: readonly [west: number, south: number, east: number, north: number],
    /** Row-major from the north-west corner, metres. */
    readonly samples: Float32Array,
    readonly outsideElevation: number,
  ) {}

  elevationAt(lon: number, lat: number): number {
    const [west, south, east, north] = this.bounds;
    if (lon < west || lon > east || lat < south || lat > north) return this.outsideElevation;
    const x = ((lon - west) / (east - west)) * (this.columns - 1);
    const y = ((north - lat) / (north - south)) * (this.rows - 1);
    const column = Math.min(Math.floor(x), this.columns - 2);
    const row = Math.min(Math.floor(y), this.rows - 2);
    const fx = x - column;
    const fy = y - row;
    const at = row * this.columns + column;
    const s = this.samples;
    const top = (s[at] as number) * (1 - fx) + (s[at + 1] as number) * fx;
    const bottom = (s[at + this.columns] as number) * (1 - fx) + (s[at + this.columns + 1] as number) * fx;
    return top * (1 - fy) + bottom * fy;
  }

  encode(file: string): { readonly terrain: PackTerrain; readonly bytes: Uint8Array } {
    const decimetres = new Int16Array(this.samples.length);
    let min = Infinity;
    let max = -Infinity;
    for (let i = 0; i < decimetres.length; i++) {
      const metres = this.samples[i] as number;
      min = Math.min(min, metres);
      max = Math.max(max, metres);
      decimetres[i] = Math.round(metres * 10);
    }
    const terrain: PackTerrain = {
      file, bounds: this.bounds, columns: this.columns, rows: this.rows,
      minElevation: round(min), maxElevation: round(max), outsideElevation: round(this.outsideElevation),
    };
    return { terrain, bytes: new Uint8Array(decimetres.buffer) };
  }
}

const round = (metres: number): number => Math.round(metres * 100) / 100;
