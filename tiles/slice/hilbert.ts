/** Position of a tile on the Hilbert curve of its zoom: neighbours on the ground stay neighbours in the file. */
export function toHilbert(z: number, x: number, y: number): number {
  let d = 0;
  for (let s = 2 ** (z - 1); s >= 1; s /= 2) {
    const rx = Math.floor(x / s) % 2;
    const ry = Math.floor(y / s) % 2;
    d = d * 4 + ((3 * rx) ^ ry);
    if (ry === 0) {
      if (rx === 1) {
        x = s - 1 - (x % s);
        y = s - 1 - (y % s);
      } else {
        x %= s;
        y %= s;
      }
      [x, y] = [y, x];
    } else {
      x %= s;
      y %= s;
    }
  }
  return d;
}
