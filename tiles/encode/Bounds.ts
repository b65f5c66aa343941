/** A growing box of degrees. */
export class Bounds {
  west = Infinity;
  south = Infinity;
  east = -Infinity;
  north = -Infinity;

  add(lon: number, lat: number): void {
    if (lon < this.west) this.west = lon;
    if (lon > this.east) this.east = lon;
    if (lat < this.south) this.south = lat;
    if (lat > this.north) this.north = lat;
  }

  addAll(flat: ArrayLike<number>): void {
    for (let i = 0; i < flat.length; i += 2) this.add(flat[i] as number, flat[i + 1] as number);
  }

  get isEmpty(): boolean {
    return this.west > this.east;
  }

  toArray(): [number, number, number, number] {
    return [this.west, this.south, this.east, this.north].map((degrees) => Math.round(degrees * 1e7) / 1e7) as [number, number, number, number];
  }
}
